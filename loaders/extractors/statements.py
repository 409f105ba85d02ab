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
    """Makes the claims of one extractor about one report. `method` is the extractor's name and version.

    With `once`, what says again what an earlier claim says is that claim: a summary repeats the text behind it. `distinct` leaves it out.
    """

    def __init__(self, healed: Healed, context: Context, method: str, *, once: bool = False) -> None:
        self._healed = healed
        self._context = context
        self._method = method
        self._once = once
        self._made: dict[object, Claim] = {}  # by what they say, where each is made once
        self._spans: dict[tuple[int, int], Span] = {}  # several claims stand on the same words

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
        self._context.used.append((start, end))
        text = self.printed(start, end)
        what = _what(subject, text, content) if self._once else None
        known = self._made.get(what)
        if known is not None:
            return known
        said_on = self._context.published_on
        span = self._spans.get((start, end))
        if span is None:
            span = self._spans[start, end] = self._healed.span(start, end)
        claim = Claim(
            report=self._context.report, subject=subject, span=span, method=self._method, text=text, as_of=as_of or said_on, said_on=said_on,
            confidence=confidence, **content,
        )  # fmt: skip
        if what is not None:
            self._made[what] = claim
        return claim


def _what(subject: NodeRef, text: str, content: Mapping[str, Any]) -> tuple[object, ...]:
    """All that makes a claim say something else than another one; for a relationship that is not the words."""
    get = content.get
    told = (get("value") or text, get("min"), get("max")) if get("object") is None else (get("object"), *sorted(content["properties"].items()))
    return subject, get("property"), get("relationship"), get("qualifier"), get("polarity"), *told


def distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of Statements that make each `once`, without those that came before."""
    seen: dict[int, Claim] = {}  # they are held, so that no other one is taken for one of them
    for claim in claims:
        if id(claim) not in seen:
            seen[id(claim)] = claim
            yield claim
