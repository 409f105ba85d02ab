"""Owns what the algorithms are asked and what they tell: ids, types and figures as frozen values. It must not import networkx or read a store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.store.base import Neighbour


class Measure(StrEnum):
    """What makes a node important."""

    PAGERANK = "PAGERANK"
    DEGREE = "DEGREE"
    BETWEENNESS = "BETWEENNESS"


class Grouping(StrEnum):
    """How communities are found."""

    LOUVAIN = "LOUVAIN"
    LABEL_PROPAGATION = "LABEL_PROPAGATION"


@dataclass(frozen=True, slots=True)
class Followed:
    """Which relationships a walk follows: those of `types` (all, if there are none), as of a day if one is said."""

    types: tuple[str, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A way from the first node to the last; relationship i lies between nodes i and i + 1, in its own direction."""

    nodes: tuple[str, ...]
    relationships: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes around some roots, the nearest first, and all relationships between them; `truncated` if there were more nodes."""

    nodes: tuple[str, ...]
    relationships: tuple[Neighbour, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A neighbour that two nodes have over the same relationship type, and what that counts."""

    node: str
    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class Similar:
    """A node that is like another, and why: the shared neighbours whose weights make the score, the weightiest first."""

    node: str
    score: float
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with its score; equal scores have equal ranks, from 1 on."""

    node: str
    score: float
    rank: int
