"""Owns what a comparison takes and gives: facts in, rows and cells out, as frozen values. It must not decide anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.claim import Scalar
from graph.values import Polarity, Qualifier, Review

DERIVED_METHOD = "derived:"  # how the `method` of a claim begins that was worked out from others and is printed nowhere


class Resolve(StrEnum):
    """Which of several statements is shown where they cannot all be true."""

    LATEST = "LATEST"  # the newest report's
    MAJORITY = "MAJORITY"  # what most publishers say
    WEIGHTED = "WEIGHTED"  # the greatest sum of publishers' weights times confidence
    PINNED = "PINNED"  # the one that a person pinned, else LATEST: the policy by which a node shows its own values


class CellState(StrEnum):
    """What is known of one property of one node."""

    STATED = "STATED"
    CONFLICTING = "CONFLICTING"
    DERIVED = "DERIVED"
    NOT_STATED = "NOT_STATED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    EXPLICITLY_NONE = "EXPLICITLY_NONE"


class Agreement(StrEnum):
    """How the cells of a row that show a value are to each other."""

    SAME = "SAME"
    SIMILAR = "SIMILAR"
    DIFFERENT = "DIFFERENT"
    SINGLE = "SINGLE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as a comparison needs it. `slot` is the claim's property or relationship (`clipDuration`, `DEVELOPED_BY`).

    `object` and `object_name` are the id and name of the node that a relationship leads to, after identity;
    `report` and `publisher` are node ids, `publisher_name` as the store shows it. Enums may be given as plain strings.
    """

    id: str
    slot: str
    text: str | None = None
    value: str | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    qualifier: str = Qualifier.EXACT
    polarity: str = Polarity.STATED
    as_of: str | None = None
    said_on: str | None = None
    confidence: float = 1.0
    method: str = ""
    review: str = Review.NONE
    object: str | None = None
    object_name: str | None = None
    report: str = ""
    publisher: str | None = None
    publisher_name: str | None = None
    properties: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One node of a comparison: its label and every fact about it that may be asked for."""

    type: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One property of one node: the resolved value as a person would write it, its bounds, and the claims behind it.

    `facts` are indexes into the column's facts, the shown one first; rejected claims are not among them.
    """

    state: CellState
    text: str | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One property over all columns. `label` is its English name; `unit` is None where the cells' units differ or there is none;
    `best` are the indexes of the columns that are ahead, empty where nothing is better or cells cannot be ranked."""

    property: str
    label: str
    unit: str | None
    agreement: Agreement
    best: tuple[int, ...]
    cells: tuple[Cell, ...]
