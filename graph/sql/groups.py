"""Owns groups: nodes counted by keys. Three steps in one statement: group by columns and node numbers, name the keys, tell of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from graph.errors import InvalidPlan
from graph.ontology import Direction
from graph.plan import (
    CLAIM_HOPS,
    Aggregate,
    AggregateGroup,
    AggregateValue,
    Constant,
    DatePart,
    Everything,
    GroupKey,
    GroupKeyOutput,
    GroupNodes,
    Groups,
    GroupsOutput,
    PageInfo,
    Shape,
    TotalCount,
)
from graph.sql.fields import claim_end, column, covers_far_end, ends, far_exists, is_boolean, relationship_pairs, table
from graph.sql.order import Key
from graph.sql.pages import ONE_ROW, Parts, Rows, boolean, constant, cursor_of, kept_rows, page_info, pair, quoted_value, rows_of
from graph.sql.predicates import aggregate, comparison, joined, where
from graph.sql.scope import Here, Scope, json_text
from graph.sql.source import source_of

ShapeOf: TypeAlias = Callable[[Scope, Here, Shape], Parts]
_COUNT = AggregateValue(Aggregate.COUNT)


@dataclass(slots=True)
class _Grouping:
    """The first step while it is written: the row that is counted, joins, key expressions, aggregates by what they are."""

    here: Here
    joins: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    aggregates: dict[AggregateValue, str] = field(default_factory=dict)


def groups_of(scope: Scope, here: Here | None, root: Groups, shape: ShapeOf) -> Parts:
    """The groups as one object, `here` being the node in hand if there is one; `shape` tells of a key's node."""
    walked = joined(scope, source_of(scope, here, root.source), root.where)
    grouping = _Grouping(walked.far)
    _collect(scope, grouping, root)
    first = _by_first_key(scope, grouping, root)
    if first is not None:
        walked = replace(walked, source=first)
        grouping.keys.append(f"{grouping.here.alias}.far")
    for key in root.by[len(grouping.keys) :]:
        grouping.keys.append(_key(scope, grouping, key))
    columns = [f"{key} AS g{i}" for i, key in enumerate(grouping.keys)]
    columns += [f"{sql} AS a{i}" for i, sql in enumerate(grouping.aggregates.values())]
    # Where all rows are read: in the order of some index their relationships would lie all over the file.
    every = isinstance(root.source, Everything) and not (first or walked.conditions)
    source = f"{walked.source} NOT INDEXED" if grouping.joins and every else walked.source
    groups = f"SELECT {','.join(columns)} FROM {source}{''.join(grouping.joins)}{where(walked.conditions)} GROUP BY {','.join(grouping.keys)}"
    having = tuple(comparison(scope, _aggregate(grouping, value), op, param) for value, op, param in root.having.items) if root.having else ()
    if having:
        groups = f"SELECT * FROM ({groups}) g{where(having)}"
    again = any(isinstance(output, TotalCount) for _, output in root.outputs)  # told of once, they need not be kept
    return [f"(WITH g AS{' MATERIALIZED' if again else ''} ({groups}) {_told(scope, root, grouping, shape)})"]


def _by_first_key(scope: Scope, grouping: _Grouping, root: Groups) -> str | None:
    """All nodes of a type as the relationships of the first key, and behind them the nodes that have none: where nothing but their number is
    asked of the nodes themselves. One look-up less for each; those that have none are told by going through both tables in step."""
    if not isinstance(root.source, Everything) or root.where is not None or scope.as_of is not None or set(grouping.aggregates) - {_COUNT}:
        return None
    hop = root.by[0].hop
    if any(key.hop is None for key in root.by) or hop is None or hop.relationship in CLAIM_HOPS or hop.direction is Direction.BOTH:
        return None
    if ends(scope, hop)[0] != set(root.source.types) or not grouping.here.typed or not covers_far_end(scope, hop):
        return None
    pairs, near, far = relationship_pairs(scope, hop)
    without = f"SELECT id FROM {table(grouping.here)} EXCEPT SELECT {near} FROM {pairs} ORDER BY 1"
    return f"(SELECT {near} AS id,{far} AS far FROM {pairs} UNION ALL SELECT id,NULL FROM ({without})) {grouping.here.alias}"


def _told(scope: Scope, root: Groups, grouping: _Grouping, shape: ShapeOf) -> str:
    """The last steps: the keys' nodes joined, ordered and cut to a page, told of."""
    nodes = [scope.row(key.hop.types) if key.hop else None for key in root.by]
    joins = "".join(f" LEFT JOIN {table(n)} {n.alias} ON {n.id}=g.g{i}" for i, n in enumerate(nodes) if n)
    keys = _order(root, grouping, nodes)
    columns = ("g.*", *(f"{key.sql} AS k{key.position}" for key in keys))
    rows = Rows(columns, f"g{joins}", (), keys, root.page, any(isinstance(output, PageInfo) for _, output in root.outputs))
    page = scope.alias("s")
    shown = [scope.row(key.hop.types) if key.hop else None for key in root.by]
    again = "".join(f" LEFT JOIN {table(n)} {n.alias} ON {n.id}={page}.g{i}" for i, n in enumerate(shown) if n)
    cursor = cursor_of([f"{page}.k{i}" for i in range(len(root.order) + 2 * len(root.by))])
    told = pair([(key, _output(scope, root, output, _Shown(rows, page, cursor, shown, grouping, shape))) for key, output in root.outputs])
    return f"SELECT {json_text([*told, ONE_ROW])} FROM ({rows_of(scope, rows)}) {page}{again}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of groups: its rows, their alias, a row's cursor, the rows of the keys' nodes, what was grouped, and what tells of a node."""

    rows: Rows
    page: str
    cursor: str
    nodes: list[Here | None]
    grouping: _Grouping
    shape: ShapeOf


def _key(scope: Scope, grouping: _Grouping, key: GroupKey) -> str:
    if key.hop is None:
        if key.field is None:
            raise InvalidPlan("A group key is a column or a hop.")
        value = column(scope, grouping.here, key.field)
        return _part(value, key.date_part) if key.date_part else value
    if key.hop.relationship in CLAIM_HOPS:
        return f"{grouping.here.alias}.{claim_end(grouping.here, key.hop)}"
    alias = scope.alias("r")
    source, near, far = relationship_pairs(scope, key.hop)
    # Where the relationship leads to other labels too, the others are no keys.
    kept = "" if covers_far_end(scope, key.hop) else f" AND {far_exists(scope, key.hop, f'{alias}.{far}')}"
    grouping.joins.append(f" LEFT JOIN {source} {alias} ON {alias}.{near}={grouping.here.id}{kept}")
    return f"{alias}.{far}"


def _part(value: str, part: DatePart) -> str:
    if part is DatePart.QUARTER:
        return f"iif(length({value})<7,{value},substr({value},1,4)||'-Q'||((substr({value},6,2)+2)/3))"
    return f"substr({value},1,{4 if part is DatePart.YEAR else 7})"


def _collect(scope: Scope, grouping: _Grouping, root: Groups) -> None:
    """Every aggregate that the outputs, the order or `having` use, once."""
    used: list[AggregateValue] = [o.by for o in root.order if isinstance(o.by, AggregateValue)]
    used += [value for value, _, _ in root.having.items] if root.having else []
    for _, output in root.outputs:
        if isinstance(output, GroupNodes):
            used += [value for _, part in output.outputs for value in _aggregates_in(part)]
    for value in used:
        grouping.aggregates.setdefault(value, aggregate(scope, grouping.here, value.aggregate, value.field))


def _aggregates_in(part: object) -> list[AggregateValue]:
    if isinstance(part, AggregateValue):
        return [part]
    return [value for _, inner in part.outputs for value in _aggregates_in(inner)] if isinstance(part, AggregateGroup) else []


def _aggregate(grouping: _Grouping, value: AggregateValue, alias: str = "g") -> str:
    return f"{alias}.a{list(grouping.aggregates).index(value)}"


def _order(root: Groups, grouping: _Grouping, nodes: list[Here | None]) -> tuple[Key, ...]:
    """The keys of the order, then for each group key name and id of its node, or its value twice."""
    pairs = [(f"{n.alias}.name", f"{n.alias}.gid") if n else (f"g.g{i}", f"g.g{i}") for i, n in enumerate(nodes)]
    own = [pairs[o.by][0] if isinstance(o.by, int) else _aggregate(grouping, o.by) for o in root.order]
    keys = [Key(sql, i, o.descending) for i, (sql, o) in enumerate(zip(own, root.order, strict=True))]
    return (*keys, *(Key(sql, len(own) + i) for i, sql in enumerate(sql for both in pairs for sql in both)))


def _output(scope: Scope, root: Groups, output: GroupsOutput, shown: _Shown) -> Parts:
    if isinstance(output, Constant):
        return [constant(output.value)]
    if isinstance(output, TotalCount):
        return ["(SELECT count(*) FROM g)"]
    if isinstance(output, PageInfo):
        return page_info(scope, shown.rows, output, shown.page, shown.cursor)
    told = pair([(key, _group_output(scope, root, part, shown)) for key, part in output.outputs])
    return ["'['", f"group_concat({json_text(told)}){kept_rows(scope, shown.rows, shown.page)}", "']'"]


def _group_output(scope: Scope, root: Groups, part: object, shown: _Shown) -> Parts:
    if isinstance(part, tuple):
        return pair([(key, [_key_output(scope, root, what, shown)]) for key, what in part])
    if isinstance(part, AggregateGroup):
        return pair([(key, _group_output(scope, root, inner, shown)) for key, inner in part.outputs])
    if isinstance(part, AggregateValue):
        return [quoted_value(_aggregate(shown.grouping, part, shown.page))]
    if isinstance(part, Constant):
        return [constant(part.value)]
    raise InvalidPlan(f"{type(part).__name__} is not told of a group.")


def _key_output(scope: Scope, root: Groups, what: GroupKeyOutput | Constant, shown: _Shown) -> str:
    if isinstance(what, Constant):
        return constant(what.value)
    value, node, key = f"{shown.page}.g{what.index}", shown.nodes[what.index], root.by[what.index]
    if node is not None and what.shape is not None:
        return f"CASE WHEN {node.id} IS NULL THEN 'null' ELSE {json_text(shown.shape(scope, node, what.shape))} END"
    if key.field is not None and is_boolean(scope, shown.grouping.here, key.field):
        return boolean(value)
    return quoted_value(value)
