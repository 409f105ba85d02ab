"""Owns the planning of figures: how inputs and selections name aggregates of nodes, and of the relationships by which they were reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.planner_context import only_key
from api.selection import Selected
from api.vocabulary import Target, column
from graph import plan as p
from graph.ontology import Property, RelationshipType

Given = Mapping[str, Any]
COUNT = p.AggregateValue(p.Aggregate.COUNT)


def figures(target: Target, given: Given, over: RelationshipType | None = None) -> Iterator[tuple[str, p.AggregateValue, Any]]:
    """Each figure that an input like `{count: x, price: {max: y}, edge: {rank: {min: z}}}` names: (its path, the figure, what it is given)."""
    for name, value in given.items():
        if value is None:
            continue
        property_ = _figured(target, name)
        if property_ is not None:
            yield from _of_property(name, property_, value, p.On.NODE)
        elif name == "edge" and over is not None:
            for own, inner in value.items():
                yield from _of_property(f"edge.{own}", _own(over, own), inner or {}, p.On.RELATIONSHIP)
        else:
            yield name, COUNT, value


def only_figure(target: Target, given: dict[str, Any], over: RelationshipType | None = None) -> tuple[p.AggregateValue, Any]:
    """The one figure that an element of an order names, and its direction. InvalidInput if there are more or none."""
    key, value = only_key(given, "orderBy")
    if key == "count":
        return COUNT, value
    path, property_, on = f"orderBy.{key}", _figured(target, key), p.On.NODE
    if property_ is None and over is not None:
        own, value = only_key(value, path)
        path, property_, on = f"{path}.{own}", _own(over, own), p.On.RELATIONSHIP
    name, direction = only_key(value, path)
    return p.AggregateValue(p.Aggregate(name), p.Field(column(property_) if property_ else key, on)), direction


def aggregates(target: Target, field: Selected, over: RelationshipType | None = None) -> p.AggregateOutputs:
    """The figures over nodes of `target` that are asked for, and over the relationships by which they were reached."""
    outputs: list[tuple[str, p.AggregateValue | p.AggregateGroup | p.Constant]] = []
    for part in field.selection.fields if field.selection else ():
        property_ = _figured(target, part.name)
        if property_ is not None:
            outputs.append((part.key, _figures(part, p.Field(column(property_)))))
        elif part.name == "count":
            outputs.append((part.key, COUNT))
        elif part.name == "edge" and over is not None:
            outputs.append((part.key, _edge(over, part)))
        else:
            outputs.append((part.key, p.Constant(field.type_name)))
    return tuple(outputs)


def _edge(over: RelationshipType, field: Selected) -> p.AggregateGroup:
    told: list[tuple[str, p.AggregateGroup | p.Constant]] = []
    for part in field.selection.fields if field.selection else ():
        if part.name == "__typename":
            told.append((part.key, p.Constant(field.type_name)))
        else:
            told.append((part.key, _figures(part, p.Field(column(_own(over, part.name)), p.On.RELATIONSHIP))))
    return p.AggregateGroup(tuple(told))


def _figures(part: Selected, field: p.Field) -> p.AggregateGroup:
    selected = part.selection.fields if part.selection else ()
    return p.AggregateGroup(tuple(
        (f.key, p.Constant(part.type_name) if f.name == "__typename" else p.AggregateValue(p.Aggregate(f.name), field)) for f in selected
    ))  # fmt: skip


def _of_property(path: str, property_: Property, given: Given, on: p.On) -> Iterator[tuple[str, p.AggregateValue, Any]]:
    for function, value in given.items():
        if value is not None:
            yield f"{path}.{function}", p.AggregateValue(p.Aggregate(function), p.Field(column(property_), on)), value


def _figured(target: Target, name: str) -> Property | None:
    return next((q for q in target.figured if q.name == name), None)


def _own(over: RelationshipType, name: str) -> Property:
    return next(q for q in over.properties if q.name == name)
