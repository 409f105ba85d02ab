"""Owns the planning of groups: nodes of one type counted by keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.planner_context import Planning, only_key, plain
from api.planner_figures import COUNT, aggregates, figures, only_figure
from api.planner_nodes import page_info, shape
from api.planner_order import page
from api.planner_where import operand, where
from api.selection import Selected
from api.vocabulary import DATE_PARTS, Target, hop
from graph import plan as p
from graph.errors import InvalidInput

Given = Mapping[str, Any]
MAX_KEYS = 4


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of one operation's groups, in the order of `by`."""

    planning: Planning
    target: Target
    names: tuple[str, ...]

    def index(self, name: str) -> int:
        """Where a key stands. InvalidInput if it is not grouped by."""
        if name not in self.names:
            raise InvalidInput(f"`{name}` is ordered by but not grouped by.", hint=f"Add it to `by`, or order by one of {', '.join(self.names)}.")
        return self.names.index(name)


def groups(planning: Planning, target: Target, field: Selected) -> p.Groups:
    """A root of groups. InvalidInput if there are no keys, too many, or one twice."""
    names = tuple(plain(field.arguments["by"]))
    if not names or len(names) > MAX_KEYS or len(set(names)) != len(names):
        raise InvalidInput("`by` takes different keys, at least one.", hint=f"Give 1 to {MAX_KEYS}.")
    keys = _Keys(planning, target, names)
    order = tuple(_order(keys, element) for element in field.arguments.get("orderBy") or ())
    selected = field.selection.fields if field.selection else ()
    told = tuple((f.key, _output(keys, f, field)) for f in selected)
    return p.Groups(
        target.name, tuple(_key(target, name) for name in names), where(planning, target, field.arguments.get("where")),
        _having(keys, field.arguments.get("having")), order, page(planning, field.arguments, len(order) + 2 * len(names)), told,
    )  # fmt: skip


def _key(target: Target, name: str) -> p.GroupKey:
    relationship = target.relationships.get(name)
    if relationship is not None:
        return p.GroupKey(name, hop=hop(relationship))
    for part, kept in DATE_PARTS.items():
        if name.endswith(part) and target.property(name) is None:
            return p.GroupKey(name, field=p.Field(name.removesuffix(part)), date_part=kept)
    return p.GroupKey(name, field=p.Field(name))


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
    relationship = keys.target.relationships.get(field.name)
    told = shape(keys.planning, relationship.types, field.selection) if relationship else None
    return p.GroupKeyOutput(keys.names.index(field.name), told)
