"""Owns how a search is asked of Neo4j's full-text index, whose tokens `graph.text` makes. It must not decide what a search means
(`graph.search` does).

The index's own scores depend on all that is in it. Here they say a hit's level alone: what only has to be there has no weight, and a
regular expression that is just a word scores its weight, the same for every hit.
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
    hit's variable: mistakes are forgiven where no other hit passes."""
    query, other = f"$q{index}", f"{node}x"

    def found(text: str, variable: str) -> str:
        return f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', {query}.{text}) YIELD node AS {variable}"

    level = f"{SAID}.0 + CASE WHEN {score} >= {KEY - SAID} THEN {KEY - SAID} ELSE {score} END"
    said = f"{found('said', node)}, score AS {score} WITH {node}, {score} WHERE {passes(node)} RETURN {node}, {level} AS {score}"
    none = f"NOT EXISTS {{ {found('said', other)} WITH {other} WHERE {passes(other)} RETURN {other} }}"
    near = f"all(near IN {query}.near WHERE {node}.{SEARCH} =~ near)"
    mistaken = (
        f"{found('mistaken', node)}, score AS {score} WITH {node}, {score} WHERE {passes(node)} AND {near} RETURN {node}, {MISTAKEN}.0 + {score} AS {score}"
    )
    forgiven = f"WITH {query} AS asked WHERE asked.mistaken IS NOT NULL AND {none} {mistaken}"
    return f"CALL () {{ {said} UNION ALL {forgiven} }} WITH {node}, {score} + 1.0 / (1 + size({node}.name)) AS {score}"


def _said(asked: Search) -> str:
    every = _all(item.said for item in asked.every)
    found = f"({every}) {_key(asked)}" if asked.by_key else every
    levels = [_level(PHRASE - (WHOLE if asked.whole else SAID), (asked.row,))]
    if asked.whole:
        levels.append(_level(WHOLE - SAID, asked.whole))
    return " ".join([f"+({found})^0", *levels, f"/{_escaped(asked.key)}/^{KEY - SAID}"])


def _level(weight: int, terms: tuple[Term, ...]) -> str:
    """What scores `weight` where all terms are there: one token has it."""
    token = terms[0].tokens[0]
    one = f"{_escaped(token)}*" if terms[0].prefix and len(terms[0].tokens) == 1 else f"/{_escaped(token)}/"
    return f"(+{one}^{weight} +({_all(terms)})^0)"


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
