"""Owns the planning of filters: a `where` argument becomes a predicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.binding import listed, pattern
from api.planner_context import Planning, plain
from api.planner_figures import figures
from api.selection import Argument
from api.vocabulary import Target, hop
from graph import plan as p
from graph.errors import InvalidInput
from graph.ontology import Kind, Property, RelationshipField, RelationshipType

Given = Mapping[str, Any]
CASELESS = "caseInsensitive"
_LISTS = (p.Op.IN, p.Op.NOT_IN)


def where(planning: Planning, target: Target, given: Given | None, over: RelationshipType | None = None) -> p.Predicate | None:
    """The predicate of a `where` on nodes of `target` that were reached over `over`; None if it asks nothing."""
    items = [item for key, value in (given or {}).items() if value is not None for item in _item(planning, target, key, value, over)]
    return _together(items)


def _together(items: list[p.Predicate]) -> p.Predicate | None:
    return None if not items else items[0] if len(items) == 1 else p.All(tuple(items))


def _item(planning: Planning, target: Target, key: str, value: Argument, over: RelationshipType | None) -> list[p.Predicate]:
    if key in ("AND", "OR"):
        parts = tuple(where(planning, target, part, over) or p.All(()) for part in value)
        return [p.All(parts) if key == "AND" else p.Any(parts)]
    if key == "NOT":
        return [p.Not(where(planning, target, value, over) or p.All(()))]
    if key == "edge" and over is not None:
        return _edge(planning, over, value)
    if key == "type":
        return [_type_is(op, plain(types)) for op, types in value.items()]
    if key == "on":
        return _on(planning, value)
    if key in ("id", "name", "aliases"):
        return compares(planning, p.Field(key), value, key)
    property_ = target.property(key)
    if property_ is not None:
        return property_compares(planning, property_, value, p.On.NODE)
    return _relationship(planning, target.relationships[key], value)


def _edge(planning: Planning, over: RelationshipType, given: Given) -> list[p.Predicate]:
    items: list[p.Predicate] = []
    for key, value in given.items():
        if value is None:
            continue
        if key in ("AND", "OR"):
            parts = tuple(_together(_edge(planning, over, part)) or p.All(()) for part in value)
            items.append(p.All(parts) if key == "AND" else p.Any(parts))
        elif key == "NOT":
            items.append(p.Not(_together(_edge(planning, over, value)) or p.All(())))
        else:
            property_ = over.property(key)
            items += property_compares(planning, property_, value, p.On.RELATIONSHIP) if property_ else []
    return items


def _on(planning: Planning, given: Given) -> list[p.Predicate]:
    """The node is of one of the types that are named and passes that type's filter; naming none asks nothing."""
    concrete = planning.vocabulary.concrete
    named = tuple(p.OfType(label, where(planning, concrete[label], inner)) for label, inner in given.items() if inner is not None)
    return [p.Any(named)] if len(named) > 1 else list(named)


def _type_is(op: str, types: Argument) -> p.Predicate:
    if types is None:
        raise InvalidInput(f"`type: {{{op}: null}}` is no filter.", hint="Leave it out.")
    is_one = p.TypeIs(tuple(types) if isinstance(types, list) else (types,))
    return p.Not(is_one) if op in ("ne", "notIn") else is_one


def property_compares(planning: Planning, property_: Property, given: Given, on: p.On) -> list[p.Predicate]:
    """What a property's filter says."""
    if property_.kind is Kind.QUANTITY:
        return _quantity(planning, property_.name, given, on)
    return compares(planning, p.Field(property_.name, on), given, property_.name)


def compares(planning: Planning, field: p.Field, given: Given, name: str) -> list[p.Predicate]:
    """`field` held against each operator of a scalar's filter. InvalidInput where one is null."""
    items: list[p.Predicate] = [p.Compare(field, p.Op(op), operand(planning, name, op, value)) for op, value in given.items() if op != CASELESS]
    caseless = given.get(CASELESS) or {}
    return items + [p.Compare(field, p.Op(op), operand(planning, f"{name}.{CASELESS}", op, value), caseless=True) for op, value in caseless.items()]


def operand(planning: Planning, name: str, op: str, value: Argument) -> p.Param:
    """The param behind an operator. InvalidInput if it is null."""
    if value is None:
        raise InvalidInput(f"`{name}: {{{op}: null}}` is no comparison.", hint=f"Leave it out, or ask `{name}: {{isNull: true}}`.")
    if op == p.Op.MATCHES:
        return planning.param(value, pattern)
    return planning.param(value, listed(f"{name}.{op}", planning.limits.list_size) if op in _LISTS else None)


def _quantity(planning: Planning, name: str, given: Given, on: p.On) -> list[p.Predicate]:
    ends = p.Field(name + "Min", on), p.Field(name + "Max", on)
    fields = {"min": ends[0], "max": ends[1], "unit": p.Field(name + "Unit", on)}
    items: list[p.Predicate] = []
    for key, value in given.items():
        if key in fields:
            items += compares(planning, fields[key], value or {}, f"{name}.{key}")
        elif value is None:
            raise InvalidInput(f"`{name}: {{{key}: null}}` is no filter.", hint="Leave it out.")
        elif key == "isNull":
            missing = tuple(_is_null(planning, end, missing=value) for end in ends)
            items.append(p.All(missing) if value else p.Any(missing))
        else:
            items.append(_contains(planning, ends, value))
    return items


def _contains(planning: Planning, ends: tuple[p.Field, p.Field], value: Argument) -> p.Predicate:
    """min <= value <= max, where a missing end is open unless both are missing."""
    low = p.Any((_is_null(planning, ends[0], missing=True), p.Compare(ends[0], p.Op.LTE, planning.param(value))))
    high = p.Any((_is_null(planning, ends[1], missing=True), p.Compare(ends[1], p.Op.GTE, planning.param(value))))
    stated = p.Any(tuple(_is_null(planning, end, missing=False) for end in ends))
    return p.All((low, high, stated))


def _is_null(planning: Planning, field: p.Field, *, missing: bool) -> p.Predicate:
    return p.Compare(field, p.Op.IS_NULL, planning.param(missing))


def _measured(planning: Planning, field: RelationshipField, given: Given, passing: p.Predicate | None) -> list[p.Predicate]:
    """What is asked of figures over the related nodes that pass."""
    items: list[p.Predicate] = []
    for name, figure, ops in figures(planning.vocabulary.target(field.types), given, field.relationship):
        measure = p.Measure(hop(field), figure.aggregate, figure.field, passing)
        items += [p.CompareMeasure(measure, p.Op(op), operand(planning, f"{field.name}.{name}", op, value)) for op, value in ops.items()]
    return items


def _relationship(planning: Planning, field: RelationshipField, given: Given) -> list[p.Predicate]:
    far, way = planning.vocabulary.target(field.types), hop(field)
    if field.to_one:
        return [p.Related(way, p.Quantifier.SOME, where(planning, far, given))]
    items: list[p.Predicate] = []
    for key, value in given.items():
        if value is None:
            continue
        if key == "count":
            items += _measured(planning, field, {key: value}, None)
        elif key == "aggregate":
            passing = where(planning, far, value.get("where"), field.relationship)
            items += _measured(planning, field, {name: figure for name, figure in value.items() if name != "where"}, passing)
        else:
            items.append(p.Related(way, p.Quantifier(key), where(planning, far, value, field.relationship)))
    return items
