"""Owns how a search is asked of the full-text table, whose tokens `graph.text` makes, and how a hit is scored. It must not decide what
a search means (`graph.search` does).

What a text asks for with mistakes is found out inside the statement: the table's own words, of which few begin as one of the text's
does, go through `spelled_so`, and `forgiving` makes a query of those that passed. The functions are those of the store's connections.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from graph.plan import FullText
from graph.search import KEY, MISTAKEN, NEAR, PHRASE, SAID, WHOLE, Term, compiled, search
from graph.sql.as_of import known
from graph.sql.fields import Step, table, type_is
from graph.sql.predicates import where
from graph.sql.scope import Form, Here, Scope, literal
from graph.text import index_text

SCORE = "(hit.level+1.0/(1+length({}.name)))"
_NOTHING = '""'
_LAST = "\U0010ffff"  # behind every character that a word can have


def hits(scope: Scope, source: FullText, enough: str | None = None) -> Step:
    """The rows of all hits, with `hit.level`; of levels 4 and less none where the better ones are `enough`, a number's expression.

    Few of a page's hits are of a low level, and to find them takes longer than to find the best.
    """
    far = scope.row(source.types)
    said, text = scope.bind(source.text, Form.SAID), scope.bind(source.text)
    best, spelled = _best(scope, source), _spelled(scope, source)
    asked = f"iif((SELECT count(*) FROM best)>={enough},{literal(_NOTHING)},{said})" if enough else said
    level = f"CASE WHEN rowid IN (SELECT rowid FROM search WHERE search MATCH {scope.bind(source.text, Form.WHOLE)}) THEN {WHOLE} ELSE {SAID} END"
    exact = f"SELECT rowid AS id,{level} AS level FROM search WHERE search MATCH {asked} AND rowid NOT IN (SELECT id FROM best)"
    near = "rowid IN (SELECT rowid FROM search WHERE search MATCH forgiving_key((SELECT words FROM spelled)))"
    near_by = f"(SELECT near_enough(x.name,x.aliases,{text}) FROM node x WHERE x.id=search.rowid)"
    forgiven = (
        f"SELECT rowid AS id,CASE WHEN {near} THEN {NEAR} ELSE {MISTAKEN} END AS level FROM search "
        f"WHERE search MATCH forgiving({text},(SELECT words FROM spelled)) AND {near_by}"
    )
    told = f"WITH best AS MATERIALIZED ({best}),spelled AS MATERIALIZED ({spelled}) SELECT id,level FROM best UNION ALL {exact} UNION ALL {forgiven}"
    return Step(f"({told}) hit CROSS JOIN {table(far)} {far.alias} ON {far.id}=hit.id", _conditions(scope, far), far)


def _best(scope: Scope, source: FullText) -> str:
    """The hits of the two highest levels."""
    level = f"CASE WHEN search.rowid IN (SELECT rowid FROM search WHERE search MATCH {scope.bind(source.text, Form.KEY)}) THEN {KEY} ELSE {PHRASE} END"
    return f"SELECT search.rowid AS id,{level} AS level {_passing(scope, source, Form.BEST)}"


def _spelled(scope: Scope, source: FullText) -> str:
    """The index's words that are as the text's with mistakes, as JSON; NULL where there are hits without."""
    words = f"json_each({scope.bind(source.text, Form.SLIPS)}) w CROSS JOIN search_words v ON v.term BETWEEN w.value->>1 AND w.value->>2"
    length = "length(v.term) BETWEEN w.value->>3-1 AND w.value->>3+1"
    spelled = f"SELECT json_group_array(json_array(w.value->>0,v.term)) AS words FROM {words} WHERE {length} AND spelled_so(v.term,w.value->>4)"
    there = f"EXISTS (SELECT 1 FROM best) OR EXISTS (SELECT 1 {_passing(scope, source, Form.SAID)})"
    return f"SELECT iif({there},NULL,({spelled})) AS words"


def _passing(scope: Scope, source: FullText, form: Form) -> str:
    """FROM and WHERE of the hits of the types asked for."""
    gate = scope.row(source.types)
    found = f"FROM search CROSS JOIN {table(gate)} {gate.alias} ON {gate.id}=search.rowid"
    return found + where((f"search MATCH {scope.bind(source.text, form)}", *_conditions(scope, gate)))


def _conditions(scope: Scope, here: Here) -> tuple[str, ...]:
    return (*(() if here.typed else (type_is(here, here.types),)), *known(scope, here))


def query(text: str, form: Form) -> str:
    """The parameter of a search text in a form: an FTS5 query, which finds nothing where there is no word; for SLIPS a list of
    (place, first word, last word, length, pattern) as JSON."""
    asked = search(text)
    if form is Form.SLIPS:
        slips = [(place, slip.start, slip.start + _LAST, slip.length, slip.pattern) for place, slip in asked.slips]
        return json.dumps(slips, ensure_ascii=False)
    if not asked.every:
        return _NOTHING
    if form is Form.KEY:
        return _term(Term((asked.key,)))
    every = _all(item.said for item in asked.every)
    if form is Form.BEST:  # what has the row has all words, and what has the key does where the text is not more than plain words
        key = _term(Term((asked.key,)))
        return f"{_term(asked.row)} OR {key if asked.by_key else f'({key} AND {every})'}"
    if form is Form.WHOLE:
        return _all(asked.whole) or _NOTHING
    return f"({every}) OR {_term(Term((asked.key,), prefix=True))}" if asked.by_key else every


def forgiving(text: str, spelled: str | None) -> str:
    """The FTS5 query for what a text asks for with mistakes. `spelled` is a list of (place, word) as JSON: the words that are as in a
    slip; None where no mistake is forgiven."""
    asked = search(text)
    if spelled is None or not asked.forgives:
        return _NOTHING
    words: dict[int, list[str]] = defaultdict(list)
    for place, word in json.loads(spelled):
        words[place].append(word)
    every = []
    for place, item in enumerate(asked.every):
        ways = [_term(item.said), *(_term(Term((word,))) for word in words[place]), *(f"({_all(terms)})" for terms in item.pieces)]
        every.append(f"({' OR '.join(ways)})")
    return " OR ".join([f"({' AND '.join(every)})", *(_term(Term((key,))) for key in words[-1])])


def forgiving_key(spelled: str | None) -> str:
    """The FTS5 query for the names that are as a whole in a slip."""
    keys = [_term(Term((word,))) for place, word in json.loads(spelled or "[]") if place == -1]
    return " OR ".join(keys) or _NOTHING


def near_enough(name: str, aliases: str, text: str) -> bool:
    """Whether the names that `forgiving` found (the aliases as JSON) have every run of Chinese of the text with at most one other character."""
    patterns = search(text).near
    if not patterns:
        return True
    index = index_text([name, *json.loads(aliases)])
    return all(compiled(pattern).fullmatch(index) for pattern in patterns)


def _all(terms: Iterable[Term]) -> str:
    return " AND ".join(map(_term, terms))


def _term(term: Term) -> str:
    phrase = " ".join(token.replace('"', " ") for token in term.tokens)
    return f'"{phrase}"{"*" if term.prefix else ""}'
