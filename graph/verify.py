"""Owns proving a store: every claim's quote stands where it says, in the document as it is kept, and its id follows from its content.

It must not change anything, and it stops at nothing: each thing that is wrong is told.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from graph.claim import Claim, Document
from graph.ontology import CLAIM, REPORT
from graph.plan import Field, Lookup, Param, Plan, Shape, Value
from graph.store.base import Store

BUDGET = 32_000_000  # code points of documents held at a time
BATCH = 1000  # claims whose ids are looked up together
SHORT = 60  # characters of a quote that are shown

_KEPT = Lookup("id", (CLAIM,), Param(0), Shape(((CLAIM, (("id", Value(Field("id"))),)),)))
_PLAN = Plan((("kept", _KEPT),))


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that does not hold: of which claim (or none), in which document and page, what was expected and what is there."""

    document: str
    reason: str
    claim: str | None = None
    page: int | None = None
    expected: str = ""
    found: str = ""

    def __str__(self) -> str:
        where = self.document if self.page is None else f"{self.document}, page {self.page}"
        what = f": expected «{self.expected}», found «{self.found}»" if self.expected or self.found else ""
        return f"{where}: {self.reason}{what}" + (f" ({self.claim})" if self.claim else "")


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was read, and all that is wrong."""

    documents: int
    claims: int
    wrong: tuple[Wrong, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.wrong


@dataclass(slots=True)
class _Group:
    """Documents that are held at the same time."""

    documents: dict[str, Document] = field(default_factory=dict)
    size: int = 0


def verify(store: Store) -> VerifyReport:
    """Re-read every span of every claim in the stored raw text, and recompute every id.

    Documents are read in groups of bounded size, and the claims once for each group, so memory does not grow with the graph.
    """
    wrong: list[Wrong] = []
    names: dict[str, str] = {}
    for group in _groups(store):
        for document in group.documents.values():
            names[document.sha256] = document.name
            wrong += _wrong_pages(document)
        for claim in _claims(store):
            if (held := group.documents.get(claim.span.document)) is not None:
                wrong += _wrong_span(claim, held)
    count = 0
    with asyncio.Runner() as runner:
        claims = _claims(store)
        while batch := list(islice(claims, BATCH)):
            count += len(batch)
            kept = json.loads(runner.run(store.run(_PLAN, [[claim.id for claim in batch]])))["kept"]
            for claim, row in zip(batch, kept, strict=True):
                wrong += _wrong_claim(claim, names, is_kept=row is not None)
    return VerifyReport(len(names), count, tuple(wrong))


def _claims(store: Store) -> Iterator[Claim]:
    return (record for record in store.records(Claim) if isinstance(record, Claim))


def _groups(store: Store) -> Iterator[_Group]:
    group = _Group()
    for record in store.records(Document):
        if not isinstance(record, Document):
            continue
        group.documents[record.sha256] = record
        group.size += sum(len(page.text) for page in record.pages)
        if group.size >= BUDGET:
            yield group
            group = _Group()
    if group.documents:
        yield group


def _wrong_pages(document: Document) -> Iterator[Wrong]:
    """Pages that do not follow each other without a gap: every offset behind would be off."""
    offset = 0
    for page in document.pages:
        if page.start != offset:
            yield Wrong(document.name, "the page does not begin where the one before it ends", page=page.number, expected=str(offset), found=str(page.start))
        offset = page.end


def _wrong_span(claim: Claim, document: Document) -> Iterator[Wrong]:
    span = claim.span
    found = document.text(max(span.start, 0), max(span.end, 0))
    if found != span.quote or span.start < 0 or not span.quote:
        yield Wrong(document.name, "the quote is not there", claim.id, span.page, _short(span.quote), _short(found))
        return
    page = document.page_of(span.start).number
    if page != span.page:
        yield Wrong(document.name, "the quote is on another page", claim.id, span.page, f"page {span.page}", f"page {page}")


def _wrong_claim(claim: Claim, names: dict[str, str], *, is_kept: bool) -> Iterator[Wrong]:
    name = names.get(claim.span.document)
    if name is None:
        yield Wrong(f"document {claim.span.document[:12]}", "the document of the claim is not in the store", claim.id, claim.span.page)
    if not is_kept:
        yield Wrong(name or claim.span.document[:12], "the claim was changed: it is not found under the id that its content gives", claim.id, claim.span.page)
    if claim.report.type != REPORT:
        yield Wrong(name or claim.span.document[:12], f"the claim is made by a {claim.report.type}, not by a report", claim.id, claim.span.page)


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…"
