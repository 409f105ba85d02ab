"""Owns healing: raw text -> clean text with a map back to raw. It must not know what the text says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from graph.claim import Document, Span


@dataclass(frozen=True)
class Healed:
    """A document and its clean text. `origins[i]` is the raw offset of clean code point i; ascending."""

    document: Document
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The raw span that the clean text [start, end) came from; what healing dropped in between is inside."""
        return self.document.span(self.origins[start], self.origins[end - 1] + 1)

    def clean_offset(self, raw: int) -> int:
        """The clean offset at or behind a raw offset."""
        return bisect_right(self.origins, raw - 1)


def heal(document: Document) -> Healed:
    """The document with its noise taken out."""
    return Healed(document, document.raw, range(len(document.raw)))
