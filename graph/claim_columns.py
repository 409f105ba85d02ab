"""Owns many claims as columns: how they go from one process to another, and into a table, without an object for each.

It must not read lines and not know a store's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, overload

import orjson

from graph.claim import PLACE, STATED, Claim, Ends, Place, Scalar, Span, Stated
from graph.values import NodeRef, Polarity, Qualifier, Review, Spelling

PAGE = 1_000  # claims that are read and handed on at once; more of them leave the processor's cache before they are handed on
NOBODY = -1  # the place of an object that is not there, behind the last of all names


@dataclass(frozen=True)
class ClaimColumns(Sequence[Claim]):
    """Claims as columns, all of one length: a sequence of claims that are made when somebody looks at them.

    `report`, `subject` and `object` are places in `names`, `document` in `documents`; `digest` is the bytes of the id, `properties` are
    JSON text, or None where there are none.
    """

    names: Sequence[Spelling] = ()
    documents: Sequence[str] = ()
    digest: Sequence[bytes] = ()
    report: Sequence[int] = ()
    subject: Sequence[int] = ()
    object: Sequence[int] = ()
    document: Sequence[int] = ()
    properties: Sequence[str | None] = ()
    property: Sequence[str | None] = ()
    relationship: Sequence[str | None] = ()
    text: Sequence[str | None] = ()
    value: Sequence[str | None] = ()
    min: Sequence[float | None] = ()
    max: Sequence[float | None] = ()
    unit: Sequence[str | None] = ()
    qualifier: Sequence[Qualifier] = ()
    polarity: Sequence[Polarity] = ()
    as_of: Sequence[str | None] = ()
    said_on: Sequence[str | None] = ()
    confidence: Sequence[float] = ()
    method: Sequence[str] = ()
    review: Sequence[Review] = ()
    page: Sequence[int] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()
    quote: Sequence[str] = ()

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> ClaimColumns:
        """The columns of claims. TypeError if one cannot have an id."""
        rows = ClaimRows()
        for claim in claims:
            own = orjson.dumps(dict(claim.properties)).decode() if claim.properties else None
            rows.add(claim.digest, claim.ends(), own, STATED(claim), PLACE(claim.span))
        return rows.columns()

    def __reduce__(self) -> tuple[type[ClaimColumns], tuple[Any, ...]]:
        return ClaimColumns, tuple(getattr(self, f.name) for f in fields(self))  # not what was made of them

    def __len__(self) -> int:
        return len(self.digest)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | Sequence[Claim]:
        return self._claims[index]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def at(self, places: Sequence[int]) -> ClaimColumns:
        """The claims at some places; names and documents stay."""
        _, (names, documents, *columns) = self.__reduce__()
        return ClaimColumns(names, documents, *([column[place] for place in places] for column in columns))

    def own(self, place: int) -> dict[str, Scalar]:
        """The properties of the claim at a place."""
        text = self.properties[place]
        return orjson.loads(text) if text else {}

    @cached_property
    def _claims(self) -> list[Claim]:
        return list(map(self._claim, range(len(self))))

    def _claim(self, i: int) -> Claim:
        names, object_ = self.refs, self.object[i]
        claim = Claim(
            names[self.report[i]], names[self.subject[i]],
            Span(self.documents[self.document[i]], self.page[i], self.start[i], self.end[i], self.quote[i]), self.method[i],
            self.property[i], self.relationship[i], None if object_ == NOBODY else names[object_], self.own(i), self.text[i], self.value[i],
            self.min[i], self.max[i], self.unit[i], self.qualifier[i], self.polarity[i], self.as_of[i], self.said_on[i], self.confidence[i], self.review[i],
        )  # fmt: skip
        claim.__dict__["digest"] = self.digest[i]  # as if it had been asked for: it is known already
        return claim

    @cached_property
    def refs(self) -> list[NodeRef]:
        """The names as NodeRefs, in their order."""
        return [NodeRef(*spelling) for spelling in self.names]


class ClaimRows:
    """Claims on their way to columns: each is told by its fields."""

    def __init__(self) -> None:
        self._names: dict[Spelling, int] = {}
        self._documents: dict[str, int] = {}
        self._heads: list[tuple[bytes, int, int, int, int, str | None]] = []
        self._stated: list[Stated] = []
        self._places: list[Place] = []

    def add(self, digest: bytes, ends: Ends, properties: str | None, stated: Stated, place: Place) -> None:
        """Add a claim; `properties` are JSON text."""
        names, documents = self._names, self._documents
        report, subject, object_ = ends
        self._heads.append((
            digest,
            names.setdefault(report, len(names)),
            names.setdefault(subject, len(names)),
            names.setdefault(object_, len(names)) if object_ is not None else NOBODY,
            documents.setdefault(place[0], len(documents)),
            properties,
        ))  # fmt: skip
        self._stated.append(stated)
        self._places.append(place)

    def columns(self) -> ClaimColumns:
        """The columns of the claims so far."""
        if not self._heads:
            return ClaimColumns()
        columns: list[Any] = [*zip(*self._heads, strict=True), *zip(*self._stated, strict=True)]
        _, *places = zip(*self._places, strict=True)
        return ClaimColumns(list(self._names), list(self._documents), *columns, *places)
