"""Owns how a search is asked of Neo4j's full-text index, whose tokens `graph.text` makes. It must not decide what a search means
(`graph.search` does).

The index's own scores depend on all that is in it. Here they say how far a hit's level is above the lowest of its query, and nothing
else: what only has to be there has no weight, and everything (`*:*`) scores its weight, the same for every hit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypedDict

from graph.cypher.names import FULL_TEXT, SEARCH
from graph.search import KEY, MISTAKEN, NEAR, PHRASE, SAID, WHOLE, Asked, Search, Slip, Term, search

_SPECIAL = re.compile(r"([^\w])")
# The index holds words, so that nothing is found by a token of signs.
NOTHING = r"\!\!"


class Query(TypedDict):
    """A search text as a parameter: full-text queries for its best hits (those of the two highest levels), for all others as it is
    and with mistakes (None where none is forgiven), and the regular expressions of `Search.near`."""

    best: str
    said: str
    mistaken: str | None
    near: list[str]


def lucene(text: str) -> Query:
    """The full-text queries that find what `text` asks for. Nothing that a person writes is an operator."""
    asked = search(text)
    best, said = (_best(asked), _said(asked)) if asked.every else (NOTHING, NOTHING)
    return {"best": best, "said": said, "mistaken": _mistaken(asked) if asked.forgives else None, "near": list(asked.near)}


def hits(index: int, node: str, score: str, passes: Callable[[str], str], enough: str | None = None) -> str:
    """The clauses that bring every hit of the search text at `index` into scope, with its score. `passes` writes the condition on a
    hit's variable: mistakes are forgiven where no other hit passes. Others than the best hits are left out where these are `enough`,
    a number's expression: few of them are on a page, and to find them takes longer.

    Hits are collected before that is decided; in lists of their own, where they stay nodes whose properties are read once.
    """
    query, best, said = f"$q{index}", f"{node}best", f"{node}said"

    def asked(text: str) -> str:
        call = f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', {query}.{text}) YIELD node AS {node}, score AS {score}"
        return f"{call} WITH {node}, {score} WHERE {passes(node)}"

    def collected(text: str, found: str) -> str:
        return f"{asked(text)} WITH collect({node}) AS {found}, collect({score}) AS {found}s"

    def each(found: str, level: int) -> str:
        unwound = f"UNWIND range(0, size({found}) - 1) AS {node}i WITH {found}[{node}i] AS {node}, {found}s[{node}i] AS {score}"
        return f"{unwound} RETURN {node}, {level}.0 + {score} AS {score}"

    near = f"all(near IN {query}.near WHERE {node}.{SEARCH} =~ near)"
    forgiven = f"WITH {said} WHERE size({best}) + size({said}) = 0 AND {query}.mistaken IS NOT NULL {asked('mistaken')} AND {near}"
    forgiven += f" RETURN {node}, {MISTAKEN}.0 + {score} AS {score}"
    others = f"{collected('said', said)} CALL ({best}, {said}, {said}s) {{ {each(said, SAID)} UNION ALL {forgiven} }} RETURN {node}, {score}"
    wanted = f"WITH {best} WHERE size({best}) < {enough} " if enough else ""
    every = f"CALL ({best}, {best}s) {{ {each(best, PHRASE)} UNION ALL {wanted}{others} }}"
    return f"{collected('best', best)} {every} WITH {node}, {score} + 1.0 / (1 + size({node}.name)) AS {score}"


def _best(asked: Search) -> str:
    """What has the row has all words; what has the key alone has them where these are plain words."""
    key = f"+{_escaped(asked.key)}"
    return f"({_all((asked.row,))})^0 {_weighed(KEY - PHRASE, key if asked.by_key else f'{key} {_every(asked)}')}"


def _said(asked: Search) -> str:
    """All but the best hits. What has to be there is not looked for again to be weighed."""
    every, whole = _every(asked), _all(asked.whole)
    found = _weighed(WHOLE - SAID, every) if every == whole else f"({every})^0"
    found = f"+({found} {_escaped(asked.key)}*^0)" if asked.by_key else f"+{found}"
    more = f" {_weighed(WHOLE - SAID, whole)}" if whole and every != whole else ""
    return f"{found}{more} -({_all((asked.row,))}) -{_escaped(asked.key)}"


def _every(asked: Search) -> str:
    return _all(item.said for item in asked.every)


def _weighed(weight: int, query: str) -> str:
    """What scores `weight`, whatever the index holds, for every node that the query finds."""
    return f"(+*:*^{weight} +({query})^0)"


def _mistaken(asked: Search) -> str:
    every = " ".join(f"+({_forgiving(item)})" for item in asked.every)
    return f"({every})^0 {_regex(asked.key_slip)}^{NEAR - MISTAKEN}" if asked.key_slip is not None else f"({every})^0"


def _forgiving(item: Asked) -> str:
    ways = [_term(item.said), *([_regex(item.slip)] if item.slip is not None else []), *(f"({_all(terms)})" for terms in item.pieces)]
    return " ".join(ways)


def _regex(slip: Slip) -> str:
    return f"/{slip.pattern}/"


def _all(terms: Iterable[Term]) -> str:
    return " ".join(f"+{_term(term)}" for term in terms)


def _term(term: Term) -> str:
    """A phrase, or a word, which may go on."""
    if len(term.tokens) > 1:
        return f'"{" ".join(map(_escaped, term.tokens))}"'
    return f"{_escaped(term.tokens[0])}{'*' if term.prefix else ''}"


def _escaped(token: str) -> str:
    return _SPECIAL.sub(r"\\\1", token)
