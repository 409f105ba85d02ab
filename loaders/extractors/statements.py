"""Owns writing claims down: the report, its date and the span are filled in once, here. It must not decide what is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.claim import Claim, Scalar, Span
from graph.values import NodeRef, Polarity
from loaders.extractors import Context
from loaders.extractors.quantities import Figure
from loaders.healing import Healed


class Statements:
    """Makes the claims of one extractor about one report. `method` is the extractor's name and version."""

    def __init__(self, healed: Healed, context: Context, method: str) -> None:
        self._healed = healed
        self._context = context
        self._method = method
        self._places: dict[tuple[int, int], tuple[Span, str]] = {}  # several claims stand on the same words

    def property(  # noqa: PLR0913 - what a claim is made of
        self, subject: NodeRef, name: str, start: int, end: int, *, value: str | None = None, as_of: str | None = None, confidence: float = 1.0
    ) -> Claim:
        """A plain value, printed at the clean range [start, end); `value` is its canonical form where that differs."""
        return self._said(subject, start, end, as_of, confidence, property=name, value=value)

    def quantity(self, subject: NodeRef, name: str, figure: Figure, *, as_of: str | None = None, confidence: float = 1.0) -> Claim:
        """A figure in its canonical unit."""
        quantity = {"min": figure.min, "max": figure.max, "unit": figure.unit, "qualifier": figure.qualifier}
        return self._said(subject, figure.start, figure.end, as_of, confidence, property=name, **quantity)

    def none(self, subject: NodeRef, name: str, start: int, end: int, *, as_of: str | None = None) -> Claim:
        """That the subject has no such thing, in words printed at [start, end)."""
        return self._said(subject, start, end, as_of, 1.0, property=name, polarity=Polarity.EXPLICITLY_NONE)

    def relationship(  # noqa: PLR0913 - what a claim is made of
        self,
        subject: NodeRef,
        name: str,
        other: NodeRef,
        start: int,
        end: int,
        *,
        properties: Mapping[str, Scalar] | None = None,
        as_of: str | None = None,
        confidence: float = 1.0,
    ) -> Claim:
        """A relationship, said by the words at [start, end)."""
        return self._said(subject, start, end, as_of, confidence, relationship=name, object=other, properties=dict(properties or {}))

    def printed(self, start: int, end: int) -> str:
        """The clean text of a range, its spaces made single."""
        return " ".join(self._healed.text[start:end].split())

    def _said(self, subject: NodeRef, start: int, end: int, as_of: str | None, confidence: float, **content: Any) -> Claim:  # noqa: ANN401
        """A claim with what all have: the report, its date, the subject, and what is printed where; `content` is what it claims."""
        context = self._context
        context.used.append((start, end))
        place = self._places.get((start, end))
        if place is None:
            place = self._places[start, end] = self._healed.span(start, end), self.printed(start, end)
        return Claim(
            report=context.report,
            subject=subject,
            span=place[0],
            method=self._method,
            text=place[1],
            as_of=as_of or context.published_on,
            said_on=context.published_on,
            confidence=confidence,
            **content,
        )


def distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that say again what an earlier one says: a summary repeats the text behind it."""
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        what: tuple[object, ...] = (claim.value or claim.text, claim.min, claim.max)
        if claim.object is not None:
            what = (claim.object, *sorted(claim.properties.items()))
        said = (claim.subject, claim.property, claim.relationship, claim.qualifier, claim.polarity, *what)
        if said not in seen:
            seen.add(said)
            yield claim
