"""Owns what is told of nodes in Cypher: shapes, to-one nodes, connections and their edges, each with the way to read it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph import plan as p
from graph.cypher.read_answer import (
    Piece,
    Raw,
    Read,
    Row,
    after,
    apart,
    before_all,
    beside,
    by_label,
    calling,
    each,
    element,
    finished,
    keyed,
    of_page,
    only,
    read_cursor,
    row,
    row_by_label,
)
from graph.cypher.read_groups import aggregates, groups
from graph.cypher.read_predicates import LISTS, Names, Scope, aggregate, column, held, holding, measured, step
from graph.cypher.read_source import Body, body, called, collected, cursor_values, enough, keys, paged, window
from graph.errors import InvalidPlan
from graph.search import highlight
from graph.store.base import Bound


def shape(scope: Scope, item: p.Shape, names: Names) -> Piece:
    """The node in hand by its label."""
    scope = holding(scope, names)
    made = _shape(scope, item, names)
    return replace(made, before=held(scope) + made.before)


def _shape(scope: Scope, item: p.Shape, names: Names) -> Piece:
    """Cases that differ in constants alone share one row."""
    cases = [(label, outputs) for label, outputs in item.cases if label in scope.types] or list(item.cases)
    if len(cases) == 1 and scope.types == (cases[0][0],):
        return row([(key, output(scope, part, names)) for key, part in cases[0][1]])
    alike = len({_without_constants(outputs) for _, outputs in cases}) == 1 and {label for label, _ in cases} >= set(scope.types)
    before, common = ("", {}) if alike else _common(scope, [outputs for _, outputs in cases], names)
    told = {
        name: [(key, common.get(id(part)) or output(replace(scope, types=(name,)), part, names)) for key, part in outputs] for name, outputs in cases
    }  # fmt: skip
    label = f"labels({scope.node})[0]"
    if alike:
        # The variables of the first case's row are as good for all of them.
        return row_by_label(told, label)
    rows = {name: row(items, label) for name, items in told.items()}
    whens = " ".join(f"WHEN {scope.node}:`{name}` THEN {piece.text}" for name, piece in rows.items())
    return Piece(f"CASE {whens} ELSE [{label}] END", by_label({name: piece.read for name, piece in rows.items()}), before + before_all(rows.values()))


def _common(scope: Scope, cases: Sequence[p.Outputs], names: Names) -> tuple[str, dict[int, Piece]]:
    """What is told of other nodes whatever the label, held by variables: by `id` of what is told, and the clauses that hold it. In each case of
    a CASE it would be planned again."""
    common: dict[int, Piece] = {}
    before = ""
    for _, part in cases[0]:
        if isinstance(part, p.ToOne | p.Connection) and all(any(other is part for _, other in outputs) for outputs in cases):
            made, variable = output(scope, part, names), names.new("w")
            if isinstance(made, Piece):
                before += f"{made.before} WITH *, {made.text} AS {variable}"
                common[id(part)] = Piece(variable, made.read)
    return before, common


def _without_constants(outputs: p.Outputs) -> Sequence[object]:
    """What is told, but for the values of constants."""
    return tuple((key, None if isinstance(part, p.Constant) else part) for key, part in outputs)


def output(scope: Scope, item: p.Output | p.EdgeOutput, names: Names) -> Piece | p.Constant:
    """One thing that is told of the node in hand, or of the relationship by which it was reached."""
    if isinstance(item, p.Constant):
        return item
    if isinstance(item, p.Value):
        text = column(scope, item.field)
        return Piece(f"coalesce({text}, [])" if item.field.column in LISTS and item.field.on is p.On.NODE else text)
    if isinstance(item, p.Group):
        return _group(scope, item, names)
    if isinstance(item, p.ToOne):
        return _to_one(scope, item, names)
    if isinstance(item, p.Connection):
        return connection(item, scope, names)
    raise InvalidPlan(f"{type(item).__name__} is no output of a node.")


def _group(scope: Scope, item: p.Group, names: Names) -> Piece:
    """A row of its own values and of those by which it is known to be there, which is told from them where it is read."""
    made = row([(key, output(scope, part, names)) for key, part in item.outputs])
    if not item.present:
        return made
    present = [column(scope, part) for part in item.present]
    texts = [*made.texts, *(text for text in present if text not in made.texts)]

    def at(start: int) -> Read:
        places = [start + texts.index(text) for text in present]
        return lambda value, code: f"(None if {' and '.join(f'{value}[{place}] is None' for place in places)} else {made.at(start)(value, code)})"

    return Row.of(texts, at)


def _to_one(scope: Scope, item: p.ToOne, names: Names) -> Piece:
    met = scope.across(item.hop)
    if met is not None:
        return shape(met, item.shape, names)
    pattern, far = step(scope, item.hop, names, told=True)
    made = shape(far, item.shape, names)
    first = "" if p.leads_to_one(item.hop) else f" WITH {far.node}, {far.relationship} ORDER BY {far.node}.name, {far.node}.id LIMIT 1"
    # The list as it is: with [0] behind it Neo4j would ask for every property of the statement again wherever it is named.
    text, before = collected(f"MATCH {pattern}{first}", made.text, made.before, names)
    return Piece(text, apart(only(made.read)), before)


# Connections --------------------------------------------------------------------------------------------------------


def connection(item: p.Connection, scope: Scope | None, names: Names) -> Piece:
    """A page of nodes and what is told of all of them: the page's rows, then totals and aggregates."""
    infos = [part for _, part in item.outputs if isinstance(part, p.PageInfo)]
    asked = window(item.page, spare=_asks(infos, "hasNextPage", "hasPreviousPage"))
    slots: list[tuple[str, Piece]] = []
    others: list[tuple[str, Piece]] = []
    made = body(item.source, item.where, scope, names, enough(item, asked, names))
    order = keys(made.scope, item.order, names)
    cursors = cursor_values(made.scope, order, len(item.order))
    clauses, here = paged(made, order, item.page, asked, names)
    for key, part in item.outputs:
        if isinstance(part, p.Nodes):
            slots.append((key, shape(here, part.shape, names)))
        elif isinstance(part, p.Edges):
            slots.append((key, _edge(here, part, cursors, names)))
        elif isinstance(part, p.TotalCount):
            others.append((key, _total(body(item.source, item.where, scope, names), names)))
        elif isinstance(part, p.Aggregates):
            others.append((key, _aggregates(body(item.source, item.where, scope, names), part, names, root=scope is None)))
        elif isinstance(part, p.Groups):
            others.append((key, groups(part, scope, names, shape)))
    ends = _asks(infos, "startCursor", "endCursor")
    told, reads = _told([*(piece for _, piece in slots), *([Piece(cursors)] if ends else [])])
    paged_ = bool(slots or infos)
    lists, before = [], before_all(piece for _, piece in others)
    if paged_:
        rows, first = collected(clauses, told, before_all(piece for _, piece in slots), names, aggregating=here.score is not None)
        lists, before = [rows], first + before

    def at(start: int) -> Read:
        found = {key: element(start, each(read)) for (key, _), read in zip(slots, reads, strict=False)}
        _, of_others = beside([piece for _, piece in others], start + len(lists))
        found |= {key: read for (key, _), read in zip(others, of_others, strict=True)}
        return keyed([(key, found.get(key) or of_page(part)) for key, part in item.outputs])

    texts = [*lists, *beside([piece for _, piece in others])[0]]
    if asked.last is None and not infos:
        return Row.of(texts, lambda start: apart(at(start)), before)
    return Piece(f"[{', '.join(texts)}]", after(finished(asked, paged_=paged_, ends=ends, alone=not slots), at(0)), before)


def _told(pieces: Sequence[Piece]) -> tuple[str, list[Read]]:
    """What is told of a row, a list only where there is more than one thing, and how each thing is read from it."""
    if len(pieces) == 1:
        return pieces[0].text, [pieces[0].read]
    texts, reads = beside(pieces)
    return f"[{', '.join(texts)}]", reads


def _asks(infos: Sequence[p.PageInfo], *facts: str) -> bool:
    return any(what in facts for info in infos for _, what in info.fields)


def _edge(scope: Scope, item: p.Edges, cursors: str, names: Names) -> Piece:
    parts: list[tuple[str, Piece | p.Constant]] = []
    for key, part in item.outputs:
        if isinstance(part, p.Cursor):
            parts.append((key, Piece(cursors, read_cursor)))
        elif isinstance(part, p.Node):
            parts.append((key, shape(scope, part.shape, names)))
        elif isinstance(part, p.EdgeClaims):
            parts.append((key, connection(part.connection, scope, names)))
        elif isinstance(part, p.Score):
            parts.append((key, Piece(str(scope.score))))
        elif isinstance(part, p.Highlight):
            parts.append((key, _highlight(scope)))
        else:
            parts.append((key, output(scope, part, names)))
    return row(parts)


def _highlight(scope: Scope) -> Piece:
    index = -1 if scope.text is None else scope.text.index

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        return highlight(value, str(bound[index]))

    return Piece(f"[{scope.node}.name] + coalesce({scope.node}.aliases, [])", calling(decode))


def _total(made: Body, names: Names) -> Piece:
    if made.scope.score is not None:
        name, before = called(made.text, "count(*)", names)
        return Piece(name, before=before)
    return Piece(f"COUNT {{ {made.text} RETURN 1 AS one }}" if made.distinct or made.where.behind else f"COUNT {{ {made.text} }}")


def _aggregates(made: Body, part: p.Aggregates, names: Names, *, root: bool) -> Piece:
    """Over all nodes in one pass at a root; of each of many nodes an expression for each figure, of which counts may be known without a look."""
    scope = made.scope
    if not root:
        return aggregates(part.outputs, lambda value: measured(made.clauses, made.where, scope, value, names))
    scope = holding(scope, names)
    told = aggregates(part.outputs, lambda value: aggregate(scope, value.aggregate, value.field))
    name, before = called(made.text + held(scope), told.text, names)
    return Piece(name, told.read, before)
