"""Owns the plan: what an operation asks of the graph, as frozen values that know neither a store nor GraphQL.

A plan is a tuple of roots, each under its response key; a store compiles the whole plan to one statement that answers
with one value. It must hold no user's value: those are `Param`s, bound when the plan is run, so that one plan serves
every run of an operation. `explain` prints a plan on one screen.

Semantics that every store and the oracle share
- Order: the given keys, then `name`, then `id`, always ascending there; a missing value comes last in both directions; strings by code point.
- A comparison with a missing value is not true, and neither is its negation by NE or NOT_IN; `Not` is plain negation of truth.
- ALL holds where no related node fails (also where there is none); SINGLE where exactly one passes.
- PartialDates compare as their text (2024 < 2024-02 < 2024-02-01).
- MATCHES finds a regular expression anywhere in the text; CONTAINS and its kin mind the case.
- A comparison with a param that is None is not true either (nor IS_NULL None). An empty list (aliases, roles) is missing to IS_NULL and
  prints as [].
- A quantity orders and aggregates by its upper bound. Of no values COUNT and COUNT_DISTINCT are 0, every other aggregate is missing (SUM too).
- Across a hop each node is met once. A mutual relationship between two nodes is one, whichever way round it was said; a node related to
  itself is met once by it too.
- A to-one hop that leads to several nodes (ToOne, Via) takes the first by name and id.
- Forwards (`first`) hasNextPage says that more nodes follow the page before `before`, hasPreviousPage that `after` is given; backwards
  (`last`) the mirror image. With no page both are false. The cursors of an empty page are null.
- A cursor's key values compare as the order does, missing ones included. A claim's `name` is missing.
- Lookup finds a node by the key of any of its names: those in claims and both sides of SAME judgements (see `graph.store.base`).
- Group keys that are nodes order by name and id, missing last; values likewise.
- `Claim` is a node type too. Its relationships are ABOUT (to the subject), POINTS_TO (to the object), STATED_IN (to the report).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from graph.ontology import Direction

ABOUT, POINTS_TO, STATED_IN = "ABOUT", "POINTS_TO", "STATED_IN"
CLAIM_HOPS = (ABOUT, POINTS_TO, STATED_IN)


@dataclass(frozen=True, slots=True)
class Param:
    """The bound value at `index` of those given to `Store.run`."""

    index: int


class Op(StrEnum):
    """Comparison operators. Of a list-valued field (aliases, roles) only HAS and IS_NULL."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "notIn"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"
    ENDS_WITH = "endsWith"
    MATCHES = "matches"
    IS_NULL = "isNull"
    HAS = "has"


class Aggregate(StrEnum):
    """Aggregate functions. COUNT_DISTINCT counts different values that are there."""

    COUNT = "count"
    MIN = "min"
    MAX = "max"
    AVG = "avg"
    SUM = "sum"
    COUNT_DISTINCT = "countDistinct"


class Quantifier(StrEnum):
    """How many related nodes must pass."""

    SOME = "some"
    NONE = "none"
    ALL = "all"
    SINGLE = "single"


class On(StrEnum):
    """Whether a field belongs to the node or to the relationship by which it was reached."""

    NODE = "NODE"
    RELATIONSHIP = "RELATIONSHIP"


@dataclass(frozen=True, slots=True)
class Field:
    """A stored column: `id`, `name`, `aliases`, `type` (the label), a property's column (clipDurationMax), or one of a claim
    (CLAIM_COLUMNS); with On.RELATIONSHIP, an own property of the relationship."""

    column: str
    on: On = On.NODE


CLAIM_COLUMNS = (
    "id", "property", "relationship", "text", "value", "min", "max", "unit", "qualifier", "polarity", "asOf", "saidOn", "confidence",
    "method", "review", "document", "page", "start", "end", "quote", "verified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hop:
    """A step over one relationship type. `types` are the labels that may be at the far end (all of them share its fields)."""

    relationship: str
    direction: Direction
    types: tuple[str, ...]


# Predicates ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compare:
    """`field op value`; the param of IN and NOT_IN is a list, that of IS_NULL a boolean."""

    field: Field
    op: Op
    value: Param


@dataclass(frozen=True, slots=True)
class TypeIs:
    """The node is of one of these labels."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds; with none, true."""

    items: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one holds; with none, false."""

    items: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    item: Predicate


@dataclass(frozen=True, slots=True)
class Related:
    """`where` (which may use On.RELATIONSHIP fields) holds of some, none, all or exactly one of the nodes over `hop`."""

    hop: Hop
    quantifier: Quantifier
    where: Predicate | None


@dataclass(frozen=True, slots=True)
class Measure:
    """An aggregate over the nodes across `hop` (COUNT has no field)."""

    hop: Hop
    aggregate: Aggregate
    field: Field | None = None
    where: Predicate | None = None


@dataclass(frozen=True, slots=True)
class CompareMeasure:
    """`measure op value`, for filters on counts and aggregates."""

    measure: Measure
    op: Op
    value: Param


Predicate: TypeAlias = "Compare | TypeIs | All | Any | Not | Related | CompareMeasure"


# Order and paging ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Via:
    """A field of the node across a to-one hop (or a chain of them)."""

    hop: Hop
    field: Field | Via


@dataclass(frozen=True, slots=True)
class Order:
    """One key of an order."""

    by: Field | Via | Measure
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Relay paging. `after` and `before` bind to None or to the key values that a cursor holds: one for each order key, then
    name and id. `first` and `last` bind to a number; exactly one of the two is there."""

    first: Param | None
    last: Param | None
    after: Param | None = None
    before: Param | None = None


# Outputs: (response key, what is there) -----------------------------------------------------------------------------


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
    """Nodes of the labels whose name or aliases match the text; ordered by score, then name and id, whatever `order` says."""

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
    """An edge's full-text score, higher is better."""


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


AggregateOutputs: TypeAlias = "tuple[tuple[str, AggregateValue | AggregateGroup | Constant], ...]"
EdgeOutput: TypeAlias = "Value | Constant | Group | Cursor | Score | Highlight | Node | EdgeClaims"
ConnectionOutput: TypeAlias = "TotalCount | PageInfo | Nodes | Edges | Aggregates | Constant"


# Roots --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lookup:
    """For each value of the list that `values` binds to, in its order, the nodes of `types` with that id or name key
    (`by` is "id" or "name"; a name key is `values.name_key`). An id also finds the node that its name was merged into.

    With `only_first` the answer of a value is its first node or null, else the list of all, in the order of `types`, then id.
    With `single` the list has one value and the answer is its element alone.
    """

    by: str
    types: tuple[str, ...]
    values: Param
    shape: Shape
    only_first: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What a group is made by: a column (with `date_part` characters of it: 4 for years, 7 for months), or the node over a hop."""

    key: str
    field: Field | None = None
    date_part: int | None = None
    hop: Hop | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """Nodes of one type counted by keys; a node that has several nodes over a key's hop counts under each, one that has none
    under null. `having` compares group aggregates. Order is that of `order`, then the keys' values. `outputs`: keys, count, aggregate."""

    type: str
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


GroupsOutput: TypeAlias = "TotalCount | PageInfo | GroupNodes | Constant"
Root: TypeAlias = "Lookup | Connection | Groups | Constant"


@dataclass(frozen=True, slots=True)
class Plan:
    """The roots of one operation by response key. Hashable; stores cache statements by it."""

    roots: tuple[tuple[str, Root], ...]

    def explain(self) -> str:
        """The plan as an indented outline, one thing a line."""
        return "\n".join(line for key, root in self.roots for line in _outline(root, f"{key}: ", 0))


def _outline(item: object, label: str, depth: int) -> list[str]:
    pad = "  " * depth
    if not dataclasses.is_dataclass(item) or isinstance(item, type):
        if isinstance(item, tuple) and item:
            return [f"{pad}{label}".rstrip()] + [line for part in item for line in _part(part, depth + 1)]
        return [f"{pad}{label}{item!s}"]
    small = [f for f in dataclasses.fields(item) if _is_small(getattr(item, f.name))]
    large = [f for f in dataclasses.fields(item) if f not in small]
    words = " ".join(f"{f.name}={_word(getattr(item, f.name))}" for f in small if getattr(item, f.name) not in (None, (), False))
    lines = [f"{pad}{label}{type(item).__name__} {words}".rstrip()]
    for f in large:
        lines += _outline(getattr(item, f.name), f"{f.name} ", depth + 1)
    return lines


def _part(part: object, depth: int) -> list[str]:
    if isinstance(part, tuple) and len(part) == 2 and isinstance(part[0], str):
        return _outline(part[1], f"{part[0]}: ", depth)
    return _outline(part, "", depth)


def _is_small(value: object) -> bool:
    if isinstance(value, Field | Param | Hop) or not isinstance(value, Sequence) or isinstance(value, str):
        return isinstance(value, Field | Param | Hop | Page) or not dataclasses.is_dataclass(value)
    return all(isinstance(v, str) for v in value)


def _word(value: object) -> str:
    if isinstance(value, Param):
        return f"${value.index}"
    if isinstance(value, Field):
        return value.column if value.on is On.NODE else f"relationship.{value.column}"
    if isinstance(value, Hop):
        return f"{value.relationship}/{value.direction}->{'|'.join(value.types)}"
    if isinstance(value, Page):
        return "/".join(f"{f.name} {_word(v)}" for f in dataclasses.fields(value) if (v := getattr(value, f.name)) is not None)
    return "|".join(value) if isinstance(value, tuple) else str(value)
