"""Owns reading every node and relationship of a store, a page at a time, through plans. It must not know which store it is
or what the rows are for; claims and documents come from `Store.records`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from graph.ontology import ONTOLOGY, Direction, Kind, NodeType, Ontology, Property, RelationshipField
from graph.plan import Across, Connection, Edges, Everything, Field, Hop, Node, Nodes, On, Output, Outputs, Page, PageInfo, Param, Plan, Shape, Value
from graph.store.base import Store

PAGE_SIZE = 500
_FIRST, _AFTER = Param(0), Param(1)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as the store shows it; `properties` are its columns that have a value."""

    id: str
    type: str
    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship as the store shows it, from the node with id `start` to that with id `end`; a mutual one is told once."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any]


class Snapshot:
    """All of a store's nodes and relationships, in an order that depends on nothing but the graph.

    Use it as a context manager, and outside of a running event loop: it has its own, since stores answer plans asynchronously.
    """

    def __init__(self, store: Store, ontology: Ontology = ONTOLOGY) -> None:
        self._store = store
        self._ontology = ontology
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def nodes(self) -> Iterator[NodeRow]:
        """Every node: by type in the ontology's order, then by name and id."""
        for type_ in self._ontology.node_types:
            fractional = _fractional(type_)
            for row in self._pages(type_, _columns(type_)):
                own: dict[str, Any] = {key: float(value) if key in fractional else value for key, value in row.items() if value not in (None, [])}
                yield NodeRow(own.pop("id"), type_.label, own.pop("name"), own)

    def relationships(self) -> Iterator[RelationshipRow]:
        """Every relationship: by type and name of its start, then by type, then by name of its end."""
        for type_ in self._ontology.node_types:
            fields = [f for f in self._ontology.fields(type_.label).values() if f.direction is not Direction.IN]
            if not fields:
                continue
            ends: list[tuple[str, Output]] = [(f.name, _far_ends(f)) for f in fields]
            for row in self._pages(type_, (("id", Value(Field("id"))), *ends)):
                for field in fields:
                    yield from _from(row, field)

    def _pages(self, type_: NodeType, outputs: Outputs) -> Iterator[dict[str, Any]]:
        info = PageInfo((("more", "hasNextPage"), ("cursor", "endCursor")))
        page = Page(first=_FIRST, last=None, after=_AFTER)
        told = (("nodes", Nodes(Shape(((type_.label, outputs),)))), ("page", info))
        plan = Plan((("all", Connection(Everything((type_.label,)), None, (), page, told)),))
        after: list[Any] | None = None
        while True:
            answer = json.loads(self._runner.run(self._store.run(plan, [PAGE_SIZE, after])))["all"]
            yield from answer["nodes"]
            if not answer["page"]["more"]:
                return
            after = json.loads(answer["page"]["cursor"])


def _from(row: Mapping[str, Any], field: RelationshipField) -> Iterator[RelationshipRow]:
    for edge in row[field.name]["edges"]:
        end = edge.pop("node")["id"]
        if field.direction is Direction.OUT or row["id"] <= end:
            yield RelationshipRow(field.relationship.name, row["id"], end, {key: value for key, value in edge.items() if value is not None})


def _columns(type_: NodeType) -> Outputs:
    own = [(column, _value(p, column)) for p in type_.properties for column in p.columns]
    aliases = [("aliases", Value(Field("aliases")))] if type_.entity else []
    return (("id", Value(Field("id"))), ("name", Value(Field("name"))), *aliases, *own)


def _fractional(type_: NodeType) -> frozenset[str]:
    """The columns whose numbers may have a fraction: JSON does not say whether a 60 is one of them."""
    quantities = (column for p in type_.properties if p.kind is Kind.QUANTITY for column in p.columns[:2])
    return frozenset((*quantities, *(p.name for p in type_.properties if p.kind is Kind.FLOAT)))


def _value(property_: Property, column: str, on: On = On.NODE) -> Value:
    return Value(Field(column, on), boolean=property_.kind is Kind.BOOLEAN)


def _far_ends(field: RelationshipField) -> Connection:
    """All of the nodes over a field, their ids alone, with what the relationship itself holds."""
    shape = Shape(tuple((label, (("id", Value(Field("id"))),)) for label in field.types))
    own = tuple((column, _value(p, column, On.RELATIONSHIP)) for p in field.relationship.properties for column in p.columns)
    source = Across(Hop(field.relationship.name, field.direction, field.types))
    return Connection(source, None, (), None, (("edges", Edges((*own, ("node", Node(shape))))),))
