"""Owns how a search is asked of Neo4j's full-text index, whose tokens `graph.text` makes. It must not decide what a search means
(`graph.search` does).

The index's own scores depend on all that is in it. Here they say a hit's level alone: what only has to be there has no weight, and
everything (`*:*`) scores its weight, the same for every hit.
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
    """A search text as a parameter: full-text queries for the text as it is and with mistakes (None where none is forgiven), and the
    regular expressions of `Search.near`."""

    said: str
    mistaken: str | None
    near: list[str]


def lucene(text: str) -> Query:
    """The full-text queries that find what `text` asks for. Nothing that a person writes is an operator."""
    asked = search(text)
    said = _said(asked) if asked.every else NOTHING
    return {"said": said, "mistaken": _mistaken(asked) if asked.forgives else None, "near": list(asked.near)}


def hits(index: int, node: str, score: str, passes: Callable[[str], str]) -> str:
    """The clauses that bring every hit of the search text at `index` into scope, with its score. `passes` writes the condition on a
    hit's variable: mistakes are forgiven where no other hit passes.

    The hits are collected before that is decided, as asking the index twice costs more; in lists of their own, where they stay nodes
    whose properties are read once.
    """
    query, found, scores, place = f"$q{index}", f"{node}s", f"{score}s", f"{node}i"

    def asked(text: str) -> str:
        call = f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', {query}.{text}) YIELD node AS {node}, score AS {score}"
        return f"{call} WITH {node}, {score} WHERE {passes(node)}"

    level = f"{SAID}.0 + CASE WHEN {score} >= {KEY - SAID} THEN {KEY - SAID} ELSE {score} END"
    each = f"UNWIND range(0, size({found}) - 1) AS {place} WITH {found}[{place}] AS {node}, {scores}[{place}] AS {score} RETURN {node}, {level} AS {score}"
    near = f"all(near IN {query}.near WHERE {node}.{SEARCH} =~ near)"
    forgiven = f"WITH {found} WHERE size({found}) = 0 AND {query}.mistaken IS NOT NULL {asked('mistaken')} AND {near}"
    either = f"CALL ({found}, {scores}) {{ {each} UNION ALL {forgiven} RETURN {node}, {MISTAKEN}.0 + {score} AS {score} }}"
    said = f"{asked('said')} WITH collect({node}) AS {found}, collect({score}) AS {scores}"
    return f"{said} {either} WITH {node}, {score} + 1.0 / (1 + size({node}.name)) AS {score}"


def _said(asked: Search) -> str:
    every = _all(item.said for item in asked.every)
    levels = [(PHRASE - (WHOLE if asked.whole else SAID), _all((asked.row,)))]
    levels += [(WHOLE - SAID, _all(asked.whole))] if asked.whole else []
    already = sum(weight for weight, query in levels if query == every)  # what has to be there is not looked for again
    wanted = _weighed(already, every) if already else f"({every})^0"
    found = f"+({wanted} {_key(asked)}^0)" if asked.by_key else f"+{wanted}"
    more = [_weighed(weight, query) for weight, query in levels if query != every]
    return " ".join([found, *more, _weighed(KEY - SAID, f"+{_escaped(asked.key)}")])


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


def _key(asked: Search) -> str:
    return f"{_escaped(asked.key)}*"


def _all(terms: Iterable[Term]) -> str:
    return " ".join(f"+{_term(term)}" for term in terms)


def _term(term: Term) -> str:
    """A phrase, or a word, which may go on."""
    if len(term.tokens) > 1:
        return f'"{" ".join(map(_escaped, term.tokens))}"'
    return f"{_escaped(term.tokens[0])}{'*' if term.prefix else ''}"


def _escaped(token: str) -> str:
    return _SPECIAL.sub(r"\\\1", token)
