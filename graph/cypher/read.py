"""Owns the way from a plan to one Cypher statement that answers with one record of one value, and back from that value to the
answer's objects. Pure functions; it must not send anything.

The value is a list with an element for each root that is not constant. Everything that a user gave is a parameter: `$p3` is the
bound value 3, `$q3` the same as a full-text query. A statement depends on which cursors are bound to None (`missing`), so that
a first page is not asked with the conditions of a later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import orjson

from graph import plan as p
from graph.cypher.names import escape, labels
from graph.cypher.read_answer import Decode, Piece, Raw, decoder, each, only, row
from graph.cypher.read_arrivals import arrivals
from graph.cypher.read_as_of import known
from graph.cypher.read_groups import groups
from graph.cypher.read_predicates import Names, Scope, param
from graph.cypher.read_search import lucene
from graph.cypher.read_shape import connection, shape
from graph.cypher.read_source import collected
from graph.ontology import CLAIM
from graph.store.base import Bound, Json
from graph.text import pattern

VARIANTS = 64


@dataclass(frozen=True, slots=True)
class Statement:
    """A plan as Cypher text. `texts` and `patterns` are the indexes of the bound values that are search texts and regular expressions."""

    text: str
    decode: Decode
    used: tuple[int, ...]
    texts: tuple[int, ...]
    patterns: tuple[int, ...]

    def parameters(self, values: Sequence[Bound]) -> dict[str, Any]:
        """The statement's parameters. InvalidInput for a regular expression that is none."""
        for index in self.patterns:
            pattern(str(values[index] or ""))
        bound: dict[str, Any] = {f"p{index}": values[index] for index in self.used}
        for index in self.texts:
            bound[f"q{index}"] = lucene(str(values[index] or ""))
        return bound

    def answer(self, value: Raw, values: Sequence[Bound]) -> Json:
        """The JSON text of what the statement answered."""
        return Json(orjson.dumps(self.decode(value, values)))


def cursor_params(plan: p.Plan) -> tuple[int, ...]:
    """The indexes of the bound values that are cursors, or dates as of which a root is asked."""
    found = {at.index for page in _pages(plan) for at in (page.after, page.before) if at is not None}
    found |= {root.date.index for _, root in plan.roots if isinstance(root, p.AsOf)}
    return tuple(sorted(found))


def _pages(item: object) -> Iterator[p.Page]:
    if isinstance(item, p.Page):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _pages(part)
    elif is_dataclass(item) and not isinstance(item, type):
        for field in fields(item):
            yield from _pages(getattr(item, field.name))


def missing(cursors: Sequence[int], values: Sequence[Bound]) -> frozenset[tuple[int, ...]]:
    """Which cursors, and which of the values in them, are None."""
    found: set[tuple[int, ...]] = set()
    for index in cursors:
        value = values[index]
        if value is None:
            found.add((index,))
        elif isinstance(value, Sequence):
            found |= {(index, place) for place, part in enumerate(value) if part is None}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with its statements so far, one for each way in which its cursors are missing."""

    plan: p.Plan
    cursors: tuple[int, ...]
    statements: dict[frozenset[tuple[int, ...]], Statement]

    @classmethod
    def of(cls, plan: p.Plan) -> Prepared:
        """The plan before its first run."""
        return cls(plan, cursor_params(plan), {})

    def statement(self, values: Sequence[Bound]) -> Statement:
        """The statement for these values."""
        absent = missing(self.cursors, values)
        found = self.statements.get(absent)
        if found is None:
            if len(self.statements) >= VARIANTS:
                self.statements.clear()
            found = self.statements[absent] = compiled(self.plan, absent)
        return found


def compiled(plan: p.Plan, absent: frozenset[tuple[int, ...]] = frozenset()) -> Statement:
    """The statement of a plan. InvalidPlan if the plan contradicts itself."""
    names = Names(absent)
    roots: list[tuple[str, Piece | p.Constant]] = [(key, _root(root, names)) for key, root in plan.roots]
    made = row(roots)
    text = f"{made.before} RETURN {made.text} AS answer".lstrip()
    used = tuple(sorted({int(index) for index in re.findall(r"\$p(\d+)", text)}))
    return Statement(text, decoder(made.read), used, tuple(sorted(names.texts)), tuple(sorted(names.patterns)))


def _root(root: p.Root, names: Names) -> Piece | p.Constant:
    if isinstance(root, p.Constant):
        return root
    if isinstance(root, p.AsOf):
        date = names.given(root.date)
        names.as_of, names.unnamed = param(date) if date is not None else None, root.unnamed
        made = _root(root.root, names)
        names.as_of = None
        return made
    if isinstance(root, p.Lookup):
        return _lookup(root, names)
    if isinstance(root, p.Arrivals):
        return arrivals(root, names)
    return groups(root, None, names, shape) if isinstance(root, p.Groups) else connection(root, None, names)


def _lookup(root: p.Lookup, names: Names) -> Piece:
    """The nodes of ids or name keys. Names lead to nodes, so that the id of a merged name does too."""
    value, values = names.new("v"), param(root.values)
    given = f"{values}[0]" if root.single else value
    scope = Scope(names.new("n"), root.types, as_of=names.as_of)
    told = shape(scope, root.shape, names)
    found = _found(root, scope.node, given, names)
    text, before = collected(f"{found}{' LIMIT 1' if root.only_first else ''}", told.text, told.before, names)
    read = only(told.read) if root.only_first else each(told.read)
    if root.single:
        return Piece(text, read, before)
    text, before = collected(f"UNWIND {values} AS {value}", text, before, names)
    return Piece(text, each(read), before)


def _found(root: p.Lookup, node: str, given: str, names: Names) -> str:
    nodes, name = tuple(t for t in root.types if t != CLAIM), names.new("x")
    if root.by == "name":
        told = f"{name}.key = {given}{_then(node, nodes, names, 'AND')}"
        match = f"MATCH ({name}:Name)-[:NAMES]->({node}) WHERE {name}.type IN [{', '.join(repr(t) for t in nodes)}] AND {told}"
        place = f"CASE labels({node})[0] {' '.join(f'WHEN {t!r} THEN {at}' for at, t in enumerate(nodes))} END, " if len(nodes) > 1 else ""
        return f"{match} WITH DISTINCT {node} ORDER BY {place}{node}.id"
    by_name = f"MATCH ({name}:Name {{id: {given}}})-[:NAMES]->({node}:{labels(nodes)}){_then(node, nodes, names, 'WHERE')}" if nodes else ""
    by_id = f"MATCH ({node}:{escape(CLAIM)} {{id: {given}}}){_then(node, (CLAIM,), names, 'WHERE')}"
    if CLAIM not in root.types:
        return f"{by_name} WITH {node}"
    if not nodes:
        return f"{by_id} WITH {node}"
    return f"CALL ({'' if root.single else given}) {{ {by_name} RETURN {node} UNION ALL {by_id} RETURN {node} }} WITH {node}"


def _then(node: str, types: tuple[str, ...], names: Names, word: str) -> str:
    """The condition, behind a word, that a node was there by the day as of which the root is asked, if it is and must have been."""
    return f" {word} {known(node, types, names.as_of)}" if names.as_of is not None and not names.unnamed else ""
