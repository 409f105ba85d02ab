"""Owns the planning of orders and pages: `orderBy` and the Relay arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.binding import cursor, page_size
from api.planner_context import Planning, only_key
from api.planner_figures import only_figure
from api.selection import Selected
from api.vocabulary import Target, column, hop
from graph import plan as p
from graph.errors import InvalidInput
from graph.ontology import Direction, RelationshipField, RelationshipType

Given = Mapping[str, Any]
PAGE_INFO = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")


def orders(planning: Planning, target: Target, given: Sequence[dict[str, Any]] | None, field: RelationshipField | None) -> tuple[p.Order, ...]:
    """The keys of an `orderBy`; without one the relationship's own order. InvalidInput if an element has not exactly one key."""
    if not given:
        return _own_order(field)
    if len(given) > planning.limits.order_keys:
        raise InvalidInput(f"`orderBy` has {len(given)} keys.", hint=f"Give at most {planning.limits.order_keys}.")
    over = field.relationship if field else None
    return tuple(_order(planning, target, element, over) for element in given)


def _own_order(field: RelationshipField | None) -> tuple[p.Order, ...]:
    if field is None or field.relationship.order is None or field.direction is Direction.IN:
        return ()
    return (p.Order(p.Field(field.relationship.order, p.On.RELATIONSHIP)),)


def _order(planning: Planning, target: Target, element: dict[str, Any], over: RelationshipType | None) -> p.Order:
    key, value = only_key(element, "orderBy")
    if key == "edge" and over is not None:
        name, direction = only_key(value, "orderBy.edge")
        property_ = over.property(name)
        return p.Order(p.Field(column(property_) if property_ else name, p.On.RELATIONSHIP), direction == "DESC")
    if key == "on" and target.abstract:
        label, given = only_key(value, "orderBy.on")
        typed = _order(planning, planning.vocabulary.concrete[label], given, None)
        return p.Order(p.Typed(label, typed.by), typed.descending)
    field = target.relationships.get(key)
    if field is None:
        return p.Order(_own_field(target, key), value == "DESC")
    if not field.to_one:
        return _measure(planning, field, value)
    inner = _order(planning, planning.vocabulary.target(field.types), value, None)
    return p.Order(p.Via(hop(field), inner.by), inner.descending)


def _own_field(target: Target, key: str) -> p.Field:
    property_ = target.property(key)
    return p.Field(column(property_) if property_ else key)


def _measure(planning: Planning, field: RelationshipField, given: dict[str, Any]) -> p.Order:
    figure, direction = only_figure(planning.vocabulary.target(field.types), given, field.relationship)
    return p.Order(p.Measure(hop(field), figure.aggregate, figure.field), direction == "DESC")


def page_info(field: Selected) -> p.PageInfo:
    """Where a page stands."""
    selected = field.selection.fields if field.selection else ()
    return p.PageInfo(tuple((f.key, f.name if f.name in PAGE_INFO else p.Constant("PageInfo")) for f in selected))


def page(planning: Planning, arguments: Given, keys: int) -> p.Page:
    """The page of a connection whose cursors hold `keys` values. InvalidInput if `first` and `last` are both given."""
    first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
    if first is not None and last is not None:
        raise InvalidInput("Both `first` and `last` are given.", hint="Give one of them: `first` with `after`, or `last` with `before`.")
    if first is None and last is None:
        first = planning.limits.default_page_size
    greatest = planning.limits.page_size
    return p.Page(
        None if first is None else planning.param(first, page_size("first", greatest)),
        None if last is None else planning.param(last, page_size("last", greatest)),
        None if after is None else planning.param(after, cursor("after", keys)),
        None if before is None else planning.param(before, cursor("before", keys)),
    )
