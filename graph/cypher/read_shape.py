"""Owns what is told of nodes in Cypher: shapes, to-one nodes, connections and their edges, each with the way to read it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from graph import plan as p
from graph.cypher.names import leads_to_one
from graph.cypher.read_answer import Decode, Piece, Raw, Window, by_label, cursor, cursor_decoder, each, only, page_info, row
from graph.cypher.read_predicates import LISTS, Names, Scope, aggregate, column, measured, step
from graph.cypher.read_source import Body, body, cursor_values, keys, paged, window
from graph.errors import InvalidPlan
from graph.search import highlight
from graph.store.base import Bound


def shape(scope: Scope, item: p.Shape, names: Names) -> Piece:
    """The node in hand by its label. Cases that differ in constants alone share one row."""
    cases = [(label, outputs) for label, outputs in item.cases if label in scope.types] or list(item.cases)
    if len(cases) == 1 and scope.types == (cases[0][0],):
        return row([(key, output(scope, part, names)) for key, part in cases[0][1]])
    same = {_without_constants(outputs) for _, outputs in cases}
    rows = [(label, row([(key, output(replace(scope, types=(label,)), part, names)) for key, part in outputs])) for label, outputs in cases]
    decoders = {label: piece.decode for label, piece in rows if piece.decode is not None}
    told = {label: _labelled(piece.text, scope) for label, piece in rows}
    if len(same) == 1 and {label for label, _ in cases} >= set(scope.types):
        # The variables of the first case's row are as good for all of them.
        return Piece(next(iter(told.values())), by_label(decoders))
    whens = " ".join(f"WHEN {scope.node}:`{label}` THEN {text}" for label, text in told.items())
    return Piece(f"CASE {whens} ELSE [labels({scope.node})[0]] END", by_label(decoders))


def _labelled(text: str, scope: Scope) -> str:
    inner = text[1:-1]
    return f"[{inner}{', ' if inner else ''}labels({scope.node})[0]]"


def _without_constants(outputs: p.Outputs) -> p.Outputs:
    return tuple((key, part) for key, part in outputs if not isinstance(part, p.Constant))


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
    made = row([(key, output(scope, part, names)) for key, part in item.outputs])
    if not item.present:
        return made
    missing = " AND ".join(f"{column(scope, part)} IS NULL" for part in item.present)
    return Piece(f"CASE WHEN {missing} THEN null ELSE {made.text} END", made.decode)


def _to_one(scope: Scope, item: p.ToOne, names: Names) -> Piece:
    pattern, far = step(scope, item.hop, names)
    made = shape(far, item.shape, names)
    first = "" if leads_to_one(item.hop) else f" WITH {far.node}, {far.relationship} ORDER BY {far.node}.name, {far.node}.id LIMIT 1"
    return Piece(f"COLLECT {{ MATCH {pattern}{first} RETURN {made.text} }}[0]", made.decode)


def aggregates(outputs: p.AggregateOutputs, text: Callable[[p.AggregateValue], str]) -> Piece:
    """A row of aggregates; `text` writes one."""
    made: list[tuple[str, Piece | p.Constant]] = []
    for key, item in outputs:
        if isinstance(item, p.AggregateGroup):
            made.append((key, aggregates(item.outputs, text)))
        else:
            made.append((key, item if isinstance(item, p.Constant) else Piece(text(item))))
    return row(made)


# Connections --------------------------------------------------------------------------------------------------------


def connection(item: p.Connection, scope: Scope | None, names: Names) -> Piece:
    """A page of nodes and what is told of all of them: a list of the page's rows, then totals and aggregates."""
    infos = [part for _, part in item.outputs if isinstance(part, p.PageInfo)]
    asked = window(item.page, spare=_asks(infos, "hasNextPage", "hasPreviousPage"))
    slots: list[tuple[str, Piece]] = []
    others: list[tuple[str, Piece]] = []
    made = body(item.source, item.where, scope, names)
    order = keys(made.scope, item.order, names)
    cursors = cursor_values(made.scope, order, len(item.order))
    for key, part in item.outputs:
        if isinstance(part, p.Nodes):
            slots.append((key, shape(made.scope, part.shape, names)))
        elif isinstance(part, p.Edges):
            slots.append((key, _edge(made.scope, part, cursors, names)))
        elif isinstance(part, p.TotalCount):
            others.append((key, _total(body(item.source, item.where, scope, names))))
        elif isinstance(part, p.Aggregates):
            others.append((key, _aggregates(body(item.source, item.where, scope, names), part, root=scope is None)))
    ends = _asks(infos, "startCursor", "endCursor")
    rows = [*(piece.text for _, piece in slots), *([cursors] if ends else [])]
    lists = []
    if rows or infos:
        told = rows[0] if len(rows) == 1 else f"[{', '.join(rows)}]"
        lists = [f"COLLECT {{ {paged(made, order, item.page, asked, names)} RETURN {told} }}"]
    text = f"[{', '.join([*lists, *(piece.text for _, piece in others)])}]"
    return Piece(text, _reader(item, asked, slots, others, paged_=bool(lists), ends=ends))


def _asks(infos: Sequence[p.PageInfo], *facts: str) -> bool:
    return any(what in facts for info in infos for _, what in info.fields)


def _edge(scope: Scope, item: p.Edges, cursors: str, names: Names) -> Piece:
    parts: list[tuple[str, Piece | p.Constant]] = []
    for key, part in item.outputs:
        if isinstance(part, p.Cursor):
            parts.append((key, Piece(cursors, cursor_decoder)))
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

    return Piece(f"[{scope.node}.name] + coalesce({scope.node}.aliases, [])", decode)


def _total(made: Body) -> Piece:
    return Piece(f"COUNT {{ {made.text} RETURN 1 AS one }}" if made.scope.score or made.distinct else f"COUNT {{ {made.text} }}")


def _aggregates(made: Body, part: p.Aggregates, *, root: bool) -> Piece:
    """Over all nodes in one pass at a root; beside other values, an expression for each (see `measured`)."""
    scope = made.scope
    if not root:
        return aggregates(part.outputs, lambda value: measured(made.clauses, made.conditions, scope, value.aggregate, value.field))
    told = aggregates(part.outputs, lambda value: aggregate(scope, value.aggregate, value.field))
    return Piece(f"COLLECT {{ {made.text} RETURN {told.text} }}", only(told.decode))


def _reader(  # noqa: PLR0913 - the parts of one answer
    item: p.Connection, asked: Window, slots: list[tuple[str, Piece]], others: list[tuple[str, Piece]], *, paged_: bool, ends: bool
) -> Decode:
    columns = {key: (at, each(piece.decode)) for at, (key, piece) in enumerate(slots)}
    totals = {key: (at, piece.decode) for at, (key, piece) in enumerate(others, start=int(paged_))}
    single = len(slots) + ends == 1

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        rows, more = asked.cut(value[0], bound) if paged_ else ([], False)
        facts = asked.facts(bound, more=more)
        if ends:
            tips = [None if not rows else cursor(rows[at] if single else rows[at][-1]) for at in (0, -1)]
            facts |= {"startCursor": tips[0], "endCursor": tips[1]}
        told: dict[str, Any] = {}
        for key, part in item.outputs:
            if key in columns:
                at, read = columns[key]
                column_ = rows if single else [one[at] for one in rows]
                told[key] = column_ if read is None else read(column_, bound)
            elif key in totals:
                at, read = totals[key]
                told[key] = value[at] if read is None else read(value[at], bound)
            else:
                told[key] = page_info(part, facts) if isinstance(part, p.PageInfo) else _constant(part)
        return told

    return decode


def _constant(part: p.ConnectionOutput) -> Raw:
    if isinstance(part, p.Constant):
        return part.value
    raise InvalidPlan(f"{type(part).__name__} is no output of a connection.")
