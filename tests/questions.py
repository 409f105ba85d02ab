"""Owns the few plans that many tests ask, by name."""

from __future__ import annotations

from graph.ontology import Direction
from graph.plan import (
    ABOUT,
    Across,
    Connection,
    EdgeClaims,
    EdgeOutput,
    Edges,
    Everything,
    Field,
    Hop,
    Lookup,
    Node,
    Nodes,
    OfRelationship,
    On,
    Output,
    Param,
    Plan,
    Shape,
    TotalCount,
    Value,
)  # fmt: skip

CLAIMS = Hop(ABOUT, Direction.IN, ("Claim",))


def values_of(*columns: str) -> tuple[tuple[str, Output], ...]:
    """Columns under their own names."""
    return tuple((column, Value(Field(column))) for column in columns)


def shape(label: str, *columns: str, **more: Output) -> Shape:
    """What to tell of a node of one label."""
    return Shape(((label, (*values_of(*columns), *more.items())),))


def listing(hop: Hop, *columns: str) -> Connection:
    """All nodes across a hop to one label, with their columns."""
    (label,) = hop.types
    return Connection(Across(hop), None, (), None, (("totalCount", TotalCount()), ("nodes", Nodes(shape(label, *columns)))))


def everything(label: str, *columns: str, **more: Output) -> Plan:
    """`all`: every node of a label."""
    outputs = (("totalCount", TotalCount()), ("nodes", Nodes(shape(label, *columns, **more))))
    return Plan((("all", Connection(Everything((label,)), None, (), None, outputs)),))


def by_name(label: str, *columns: str, **more: Output) -> Plan:
    """`found`: the node with the name key $0[0], or null."""
    return Plan((("found", Lookup("name", (label,), Param(0), shape(label, *columns, **more), single=True)),))


def by_id(label: str, *columns: str, **more: Output) -> Plan:
    """`found`: the node with the id $0[0], or null."""
    return Plan((("found", Lookup("id", (label,), Param(0), shape(label, *columns, **more), single=True)),))


def edges(hop: Hop, own: tuple[str, ...], *claim_columns: str) -> Connection:
    """The relationships over a hop to one label: own properties, the far node's name, the claims."""
    (label,) = hop.types
    claims = Connection(OfRelationship(), None, (), None, (("nodes", Nodes(shape("Claim", *claim_columns))),))
    outputs: tuple[tuple[str, EdgeOutput], ...] = (
        *((name, Value(Field(name, On.RELATIONSHIP))) for name in own),
        ("node", Node(shape(label, "name"))),
        ("claims", EdgeClaims(claims)),
    )
    return Connection(Across(hop), None, (), None, (("edges", Edges(outputs)),))
