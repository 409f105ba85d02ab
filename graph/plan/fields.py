"""Owns what a plan is about: params, operators, fields and hops; it must not say what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.ontology import ONTOLOGY, Direction, Ontology

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
    """Aggregate functions. COUNT_DISTINCT counts different values that are there. Of texts alone: the figures of their lengths, in
    code points, and the SHORTEST and LONGEST, of equally long ones the first in order."""

    COUNT = "count"
    MIN = "min"
    MAX = "max"
    AVG = "avg"
    SUM = "sum"
    COUNT_DISTINCT = "countDistinct"
    MIN_LENGTH = "minLength"
    MAX_LENGTH = "maxLength"
    AVG_LENGTH = "avgLength"
    SHORTEST = "shortest"
    LONGEST = "longest"


LENGTHS = {Aggregate.MIN_LENGTH: Aggregate.MIN, Aggregate.MAX_LENGTH: Aggregate.MAX, Aggregate.AVG_LENGTH: Aggregate.AVG}


class Quantifier(StrEnum):
    """How many related nodes must pass."""

    SOME = "some"
    NONE = "none"
    ALL = "all"
    SINGLE = "single"


class DatePart(StrEnum):
    """What is kept of a PartialDate: 2024, 2024-Q1 or 2024-02. One that is not known so precisely stays as it is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class On(StrEnum):
    """Whether a field belongs to the node or to the relationship by which it was reached."""

    NODE = "NODE"
    RELATIONSHIP = "RELATIONSHIP"


@dataclass(frozen=True, slots=True)
class Field:
    """A stored column: `id`, `name`, `aliases`, `type` (the label), a property's column (clipDurationMax), or one of a claim
    (CLAIM_COLUMNS); with On.RELATIONSHIP, an own property of the relationship.
    A claim also has `statement`, all that it states, for COUNT_DISTINCT alone."""

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


def leads_to_one(hop: Hop, ontology: Ontology = ONTOLOGY) -> bool:
    """Whether the hop can never meet more than one node, by how relationships are resolved."""
    if hop.direction is not Direction.OUT:
        return False
    return hop.relationship in CLAIM_HOPS or (hop.relationship in ontology.relationships and ontology.relationships[hop.relationship].to_one)
