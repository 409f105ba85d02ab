"""Owns writing claims down: the report, its date and the span are filled in once, here. It must not decide what is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.claim import Claim, Scalar
from graph.values import NodeRef, Polarity, Qualifier
from loaders.extractors import Context
from loaders.extractors.quantities import Figure
from loaders.healing import Healed


class Statements:
    """Makes the claims of one extractor about one report. `method` is the extractor's name and version."""

    def __init__(self, healed: Healed, context: Context, method: str) -> None:
        self._healed = healed
        self._context = context
        self._method = method

    def property(
        self, subject: NodeRef, name: str, start: int, end: int, *, value: str | None = None, as_of: str | None = None, confidence: float = 1.0
    ) -> Claim:  # fmt: skip
        """A plain value, printed at the clean range [start, end); `value` is its canonical form where that differs."""
        return self._claim(subject, start, end, property=name, text=self.printed(start, end), value=value, as_of=as_of, confidence=confidence)

    def quantity(self, subject: NodeRef, name: str, figure: Figure, *, as_of: str | None = None, confidence: float = 1.0) -> Claim:
        """A figure in its canonical unit."""
        return self._claim(
            subject, figure.start, figure.end, property=name, text=self.printed(figure.start, figure.end), min=figure.min, max=figure.max,
            unit=figure.unit, qualifier=figure.qualifier, as_of=as_of, confidence=confidence)  # fmt: skip

    def none(self, subject: NodeRef, name: str, start: int, end: int, *, as_of: str | None = None) -> Claim:
        """That the subject has no such thing, in words printed at [start, end)."""
        return self._claim(subject, start, end, property=name, text=self.printed(start, end), polarity=Polarity.EXPLICITLY_NONE, as_of=as_of)

    def relationship(
        self, subject: NodeRef, name: str, other: NodeRef, start: int, end: int, *,
        properties: Mapping[str, Scalar] | None = None, as_of: str | None = None, confidence: float = 1.0,
    ) -> Claim:  # fmt: skip
        """A relationship, said by the words at [start, end)."""
        return self._claim(
            subject, start, end, relationship=name, object=other, text=self.printed(start, end), properties=dict(properties or {}), as_of=as_of,
            confidence=confidence)  # fmt: skip

    def printed(self, start: int, end: int) -> str:
        """The clean text of a range, its spaces made single."""
        return " ".join(self._healed.text[start:end].split())

    def _claim(
        self, subject: NodeRef, start: int, end: int, *, property: str | None = None, relationship: str | None = None, object: NodeRef | None = None,  # noqa: A002
        text: str | None = None, value: str | None = None, min: float | None = None, max: float | None = None, unit: str | None = None,  # noqa: A002
        qualifier: Qualifier = Qualifier.EXACT, polarity: Polarity = Polarity.STATED, as_of: str | None = None, confidence: float = 1.0,
        properties: Mapping[str, Scalar] | None = None,
    ) -> Claim:  # fmt: skip
        context = self._context
        context.used.append((start, end))
        return Claim(
            report=context.report, subject=subject, span=self._healed.span(start, end), method=self._method, property=property,
            relationship=relationship, object=object, properties=properties or {}, text=text, value=value, min=min, max=max, unit=unit,
            qualifier=qualifier, polarity=polarity, as_of=as_of or context.published_on, said_on=context.published_on,
            confidence=confidence)  # fmt: skip


def distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that say again what an earlier one says: a summary repeats the text behind it."""
    seen = set()
    for claim in claims:
        said = (claim.subject, claim.slot, claim.object, claim.value or claim.text, claim.min, claim.max, claim.qualifier, claim.polarity)
        if claim.object is not None:
            said = (claim.subject, claim.slot, claim.object, None, None, None, claim.qualifier, claim.polarity)
        if said not in seen:
            seen.add(said)
            yield claim
