"""Owns the ordered tuple of extractors and what is handed from one to the next; it must not extract anything itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.claim import Claim
from graph.values import NodeRef
from loaders.healing import Healed
from loaders.issues import Issue


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found at [start, end) of the clean text; `node` is the node that it is known or taken to name."""

    start: int
    end: int
    node: NodeRef


@dataclass
class Context:
    """What is known of the report so far: the header extractor fills in the first four, the names extractor `mentions`.

    `rating` is the clean range of a rating in the front that is no sector's.
    `used` are clean ranges that an extractor understood, `boilerplate` ranges that carry nothing; they feed the load's account.
    `answers` holds what is dear to work out and asked for by several extractors: each keeps its own there.
    """

    report: NodeRef
    published_on: str | None = None
    publisher: NodeRef | None = None
    rating: tuple[int, int] | None = None
    mentions: list[Mention] = field(default_factory=list)
    used: list[tuple[int, int]] = field(default_factory=list)
    boilerplate: list[tuple[int, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)


Extractor = Callable[[Healed, Context], Iterable[Claim]]
EXTRACTORS: tuple[Extractor, ...] = ()
