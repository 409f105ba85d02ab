"""Owns the contract that every store keeps, and what goes over it; it must not know any store.

Nothing above the stores asks which one it is. Six methods: `write`, `run`, `records`, `neighbourhood`, `status`, `close`.

Names that every store and the oracle share
- Names are those in claims (subject, object, report) and both sides of SAME judgements, whether these hold or not. A name's node is
  `canonical_ids(all judgements).get(id, id)`; a node is there while a claim, rejected or not, names it through any of its names.
- The node's `name` is best_spelling(spellings of the canonical name, those that SAME judgements give it as `name`); `aliases` are all
  other spellings of all its names, sorted by code point.
- What is put in again: of two claims with one id the greater (confidence, method) stays, and the new review unless that is NONE; of two
  documents with one hash the one whose name comes first, of one name the new one.
- A mutual relationship is kept once, from the smaller id to the greater.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NewType, Protocol, TypeAlias, overload, runtime_checkable

from graph.claim import Claim, Document
from graph.claim_columns import ClaimColumns
from graph.identity import Judgement
from graph.plan import Plan
from graph.values import NodeRef, Review

Json = NewType("Json", bytes)
Record: TypeAlias = Document | Judgement | Claim
Bound: TypeAlias = "str | int | float | bool | Sequence[Bound] | None"

FORMAT = 1  # of what a store keeps; one that holds a greater number was written by a newer version


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that are made together or not at all, in this order: take out, put in, review.

    `replaces` are hashes of documents of which every claim that is not in `claims` is taken out first (the documents
    stay); `withdraw` are hashes of documents that go with all their claims; `undo` are ids of judgements. What is put in
    twice is there once. `reviews` are (claim id, review).
    """

    documents: Sequence[Document] = ()
    claims: Sequence[Claim] = ()
    judgements: Sequence[Judgement] = ()
    replaces: Sequence[str] = ()
    withdraw: Sequence[str] = ()
    undo: Sequence[str] = ()
    reviews: Sequence[tuple[str, Review]] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed."""

    claims_added: int = 0
    claims_removed: int = 0
    documents_added: int = 0
    judgements_added: int = 0

    def __add__(self, other: Written) -> Written:
        """The sum of two writes."""
        return Written(
            self.claims_added + other.claims_added, self.claims_removed + other.claims_removed,
            self.documents_added + other.documents_added, self.judgements_added + other.judgements_added)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """What a store says of itself. `generation` grows with every change; `counts` are nodes by label, and Claim and Document; `relationships`
    are how many there are of each type."""

    kind: str
    address: str
    format: int
    generation: int
    counts: dict[str, int] = field(default_factory=dict)
    server: str = ""
    relationships: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relationship beside a node: type, and the ids of its two ends."""

    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement that a run sent: its plan, its language and text, whether it was compiled before, the seconds until its answer was
    there, and the bytes of that answer. Values are not part of it."""

    plan: Plan
    language: str
    text: str
    compiled: bool
    seconds: float
    size: int


@runtime_checkable
class Store(Protocol):
    """Where the graph lives. Opened by `graph.store.open_store`; safe to use from several threads."""

    def write(self, batch: Batch) -> Written:
        """Make the changes in one transaction and refresh the views that they touch; seen by every reader when it returns.

        Claims are expected to be valid (`graph.claim.validate`). StoreError if nothing was changed; StoreTooSmall where a smaller batch may do.
        """
        ...

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        """The answer of a plan as JSON text: one object with the roots' keys. One statement is sent, and told in `trace`; runs
        at the same time may share theirs where nothing is traced.

        `timeout` is in seconds. StoreTimeout when it is over, StoreUnavailable if the store cannot be reached.
        """
        ...

    @overload
    def records(self, columns: type[ClaimColumns], /) -> Iterator[ClaimColumns]: ...
    @overload
    def records(self, *kinds: type[Record]) -> Iterator[Record]: ...
    def records(self, *kinds: type[Record | ClaimColumns]) -> Iterator[Any]:
        """All documents by hash, then judgements by id, then claims by id (those of `kinds`, if any are named), as they were
        put in: the same for the same graph, whatever the order of loading. Claims come with their review; of `ClaimColumns` they come
        as columns, a page of them at a time, for who reads all of them and wants no object for each."""
        ...

    def neighbourhood(
        self, roots: Iterable[str] | None, types: Sequence[str], limit: int, *, inside: bool = False, as_of: str | None = None
    ) -> list[Neighbour]:
        """Up to `limit` relationships of `types` (all, if empty) that begin or end at one of the node ids, ordered by type, start, end.

        With `inside` only those that begin and end at one of them; where `roots` is None, those of the whole graph. With `as_of`, a
        PartialDate, those that held by then (see `graph.plan.AsOf`): a to-one relationship may lead elsewhere than it does now.
        """
        ...

    def status(self, *, counts: bool = True) -> Status:
        """What the store says of itself; also the test whether it can be reached. Without `counts` it does not count.

        What is read of this store afterwards shows all that was written up to the generation that is told, whoever wrote it."""
        ...

    def close(self) -> None:
        """Let go of everything; the store cannot be used after."""
        ...


__all__ = ["FORMAT", "Batch", "Bound", "Json", "Neighbour", "NodeRef", "Record", "Sent", "Status", "Store", "Written"]
