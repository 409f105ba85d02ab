"""Owns a plan's predicates, order keys and pages; it must not say what is told of the nodes that pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph.plan.fields import Aggregate, Field, Hop, Op, Param, Quantifier


@dataclass(frozen=True, slots=True)
class Compare:
    """`field op value`; the param of IN and NOT_IN is a list, that of IS_NULL a boolean. With `caseless` capital and small letters are
    one (see `graph.text.caseless`); for texts only, and not for MATCHES."""

    field: Field
    op: Op
    value: Param
    caseless: bool = False


@dataclass(frozen=True, slots=True)
class TypeIs:
    """The node is of one of these labels."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfType:
    """The node is of this label, and `where`, which may use the label's own columns, holds of it."""

    type: str
    where: Predicate | None


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


Predicate: TypeAlias = "Compare | TypeIs | OfType | All | Any | Not | Related | CompareMeasure"


@dataclass(frozen=True, slots=True)
class Via:
    """A field of the node across a to-one hop (or a chain of them), or an aggregate over what that node is related to."""

    hop: Hop
    field: OrderBy


@dataclass(frozen=True, slots=True)
class Typed:
    """What `by` gives for a node of this label, and may use the label's own columns; missing for nodes of other labels."""

    type: str
    by: OrderBy


OrderBy: TypeAlias = "Field | Via | Measure | Typed"


@dataclass(frozen=True, slots=True)
class Order:
    """One key of an order."""

    by: OrderBy
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Relay paging. `after` and `before` bind to None or to the key values that a cursor holds: one for each order key, then
    name and id. `first` and `last` bind to a number; exactly one of the two is there."""

    first: Param | None
    last: Param | None
    after: Param | None = None
    before: Param | None = None


def conjuncts(item: Predicate | None) -> Iterator[Predicate]:
    """The predicates that all have to hold."""
    if isinstance(item, All):
        for part in item.items:
            yield from conjuncts(part)
    elif item is not None:
        yield item
