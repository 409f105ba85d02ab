"""Owns what a plan tells: values, connections, edges, aggregates, groups, each under its response key; it must not choose the roots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graph.plan.conditions import Order, Page, Predicate
from graph.plan.fields import Aggregate, DatePart, Field, Hop, Op, Param


@dataclass(frozen=True, slots=True)
class Value:
    """A column as a JSON value (boolean columns as true and false, list columns as lists)."""

    field: Field
    boolean: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """The same JSON value everywhere (a __typename, a unit)."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Group:
    """A nested object made of the node's own columns (a Quantity, an evidence); null where the columns in `present` are all missing."""

    outputs: Outputs
    present: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class ToOne:
    """The node across a to-one hop, or null. If data hold several, the first by name and id."""

    hop: Hop
    shape: Shape


@dataclass(frozen=True, slots=True)
class Connection:
    """A page of the nodes of `source`, and what is told of all of them."""

    source: Source
    where: Predicate | None
    order: tuple[Order, ...]
    page: Page | None
    outputs: tuple[tuple[str, ConnectionOutput], ...]


@dataclass(frozen=True, slots=True)
class EdgeClaims:
    """The claims that say the relationship by which the node was reached."""

    connection: Connection


Output: TypeAlias = "Value | Constant | Group | ToOne | Connection"
Outputs: TypeAlias = "tuple[tuple[str, Output], ...]"


@dataclass(frozen=True, slots=True)
class Shape:
    """What to tell of a node, by its label: one case for a concrete type, one for each possible label of an interface."""

    cases: tuple[tuple[str, Outputs], ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All nodes of the labels."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """The nodes across a hop from the node in hand."""

    hop: Hop


@dataclass(frozen=True, slots=True)
class OfRelationship:
    """The claims of the relationship in hand (only inside EdgeClaims)."""


@dataclass(frozen=True, slots=True)
class FullText:
    """Nodes of the labels that the text finds by their names (`graph.search` says what it finds, and the score); ordered by score, then
    name and id, whatever `order` says."""

    types: tuple[str, ...]
    text: Param


Source: TypeAlias = "Everything | Across | OfRelationship | FullText"


@dataclass(frozen=True, slots=True)
class TotalCount:
    """How many nodes the source has after `where`, whatever the page."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """(response key, one of hasNextPage, hasPreviousPage, startCursor, endCursor, or a Constant)."""

    fields: tuple[tuple[str, str | Constant], ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The page's nodes."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Cursor:
    """An edge's cursor: a JSON array of the order's key values, then name and id, as text."""


@dataclass(frozen=True, slots=True)
class Score:
    """An edge's score, higher is better; the same in every store."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """The node's best matching name with the matches between « and »."""


@dataclass(frozen=True, slots=True)
class Node:
    """An edge's node."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Edges:
    """The page's edges. Value outputs there use On.RELATIONSHIP."""

    outputs: tuple[tuple[str, EdgeOutput], ...]


@dataclass(frozen=True, slots=True)
class Aggregates:
    """Aggregates over all nodes of the source after `where`."""

    outputs: AggregateOutputs


@dataclass(frozen=True, slots=True)
class AggregateValue:
    """One aggregate of one field (COUNT has none)."""

    aggregate: Aggregate
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class AggregateGroup:
    """A nested object of aggregates: `price { min max }`."""

    outputs: AggregateOutputs


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What a group is made by: a column (or the part of a date), one of the relationship by which the nodes were reached, or the node
    over a hop."""

    key: str
    field: Field | None = None
    date_part: DatePart | None = None
    hop: Hop | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """The nodes of `source` counted by keys; a node that has several nodes over a key's hop counts under each, one that has none
    under null. `having` compares group aggregates. Order is that of `order`, then the keys' values. `outputs`: keys, count, aggregate."""

    source: Source
    by: tuple[GroupKey, ...]
    where: Predicate | None
    having: Having | None
    order: tuple[GroupOrder, ...]
    page: Page
    outputs: tuple[tuple[str, GroupsOutput], ...]


@dataclass(frozen=True, slots=True)
class Having:
    """Every (aggregate, op, value) holds of the group."""

    items: tuple[tuple[AggregateValue, Op, Param], ...]


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """Order by an aggregate of the group or by a key's value."""

    by: AggregateValue | int
    descending: bool = False


@dataclass(frozen=True, slots=True)
class GroupKeyOutput:
    """The value of the key at `index`, or its node in `shape`."""

    index: int
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class GroupNodes:
    """The page's groups: each output is a key object, aggregates, or a constant."""

    outputs: tuple[tuple[str, tuple[tuple[str, GroupKeyOutput | Constant], ...] | AggregateValue | AggregateGroup | Constant], ...]


AggregateOutputs: TypeAlias = "tuple[tuple[str, AggregateValue | AggregateGroup | Constant], ...]"
EdgeOutput: TypeAlias = "Value | Constant | Group | Cursor | Score | Highlight | Node | EdgeClaims"
ConnectionOutput: TypeAlias = "TotalCount | PageInfo | Nodes | Edges | Aggregates | Groups | Constant"
GroupsOutput: TypeAlias = "TotalCount | PageInfo | GroupNodes | Constant"
