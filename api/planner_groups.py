"""Owns the planning of groups: nodes of one type counted by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from api.planner_context import Planning, only_key, plain
from api.planner_figures import COUNT, aggregates, figures, only_figure
from api.planner_order import page, page_info
from api.planner_where import operand
from api.selection import Selected, Selection
from api.vocabulary import Target, hop
from graph import plan as p
from graph.errors import InvalidInput

Given = Mapping[str, Any]
ShapeOf: TypeAlias = Callable[[Planning, Sequence[str], Selection | None], p.Shape]
MAX_KEYS = 4


@dataclass(frozen=True, slots=True)
class Grouped:
    """The nodes that groups are made of: where they are from, their type, which of them."""

    source: p.Source
    target: Target
    where: p.Predicate | None


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of one operation's groups, in the order of `by`; `shape` plans what is told of a key's node."""

    planning: Planning
    target: Target
    names: tuple[str, ...]
    shape: ShapeOf

    def index(self, name: str) -> int:
        """Where a key stands. InvalidInput if it is not grouped by."""
        if name not in self.names:
            raise InvalidInput(f"`{name}` is ordered by but not grouped by.", hint=f"Add it to `by`, or order by one of {', '.join(self.names)}.")
        return self.names.index(name)


def groups(planning: Planning, nodes: Grouped, field: Selected, shape: ShapeOf) -> p.Groups:
    """The groups that a field asks for. InvalidInput if there are no keys, too many, or one twice."""
    names = tuple(plain(field.arguments["by"]))
    if not names or len(names) > MAX_KEYS or len(set(names)) != len(names):
        raise InvalidInput("`by` takes different keys, at least one.", hint=f"Give 1 to {MAX_KEYS}.")
    keys = _Keys(planning, nodes.target, names, shape)
    order = tuple(_order(keys, element) for element in field.arguments.get("orderBy") or ())
    selected = field.selection.fields if field.selection else ()
    planning.count(len(selected))
    told = tuple((f.key, _output(keys, f, field)) for f in selected)
    by = tuple(_key(nodes.target, name) for name in names)
    having = _having(keys, field.arguments.get("having"))
    return p.Groups(nodes.source, by, nodes.where, having, order, page(planning, field.arguments, len(order) + 2 * len(names)), told)


def _key(target: Target, name: str) -> p.GroupKey:
    key = target.group_keys[name]
    if key.over is not None:
        return p.GroupKey(name, hop=hop(key.over))
    return p.GroupKey(name, field=p.Field(key.property.name), date_part=key.part)


def _order(keys: _Keys, element: dict[str, Any]) -> p.GroupOrder:
    name, value = only_key(element, "orderBy")
    if name == "count":
        return p.GroupOrder(COUNT, value == "DESC")
    if name == "keys":
        key, direction = only_key(value, "orderBy.keys")
        return p.GroupOrder(keys.index(key), direction == "DESC")
    figure, direction = only_figure(keys.target, value)
    return p.GroupOrder(figure, direction == "DESC")


def _having(keys: _Keys, given: Given | None) -> p.Having | None:
    items: list[tuple[p.AggregateValue, p.Op, p.Param]] = []
    for part in ({"count": given.get("count")}, given.get("aggregate") or {}) if given else ():
        for name, figure, ops in figures(keys.target, part):
            items += [(figure, p.Op(op), operand(keys.planning, f"having.{name}", op, value)) for op, value in ops.items()]
    return p.Having(tuple(items)) if items else None


def _output(keys: _Keys, field: Selected, parent: Selected) -> p.GroupsOutput:
    match field.name:
        case "totalCount":
            return p.TotalCount()
        case "pageInfo":
            return page_info(field)
        case "nodes":
            return p.GroupNodes(tuple((f.key, _group_output(keys, f, field)) for f in (field.selection.fields if field.selection else ())))
        case _:
            return p.Constant(parent.type_name)


def _group_output(
    keys: _Keys, field: Selected, parent: Selected
) -> tuple[tuple[str, p.GroupKeyOutput | p.Constant], ...] | p.AggregateValue | p.AggregateGroup | p.Constant:
    match field.name:
        case "keys":
            return tuple((f.key, _key_output(keys, f, field)) for f in (field.selection.fields if field.selection else ()))
        case "count":
            return COUNT
        case "aggregate":
            return p.AggregateGroup(aggregates(keys.target, field))
        case _:
            return p.Constant(parent.type_name)


def _key_output(keys: _Keys, field: Selected, parent: Selected) -> p.GroupKeyOutput | p.Constant:
    if field.name == "__typename":
        return p.Constant(parent.type_name)
    if field.name not in keys.names:
        return p.Constant(None)
    over = keys.target.group_keys[field.name].over
    told = keys.shape(keys.planning, over.types, field.selection) if over else None
    return p.GroupKeyOutput(keys.names.index(field.name), told)
