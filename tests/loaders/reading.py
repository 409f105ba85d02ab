"""Owns how the loaders' tests read a text: as a document, healed, and through one extractor behind the header."""

from __future__ import annotations

from graph.claim import Claim, Document
from graph.values import NodeRef
from loaders.document import document_of
from loaders.extraction import Extraction, extract_document
from loaders.extractors import Context, Extractor
from loaders.extractors.header import header
from loaders.healing import Healed, heal


def document(text: str, name: str = "report.txt") -> Document:
    return document_of(text.encode(), name)


def healed(text: str) -> Healed:
    return heal(document(text))


def extraction(text: str) -> Extraction:
    return extract_document(document(text))


def found(text: str, extractor: Extractor) -> list[Claim]:
    """What one extractor claims of a text, after the header has said what report it is; every span is held against the raw text."""
    clean = healed(text)
    context = Context(NodeRef("Report", "report"))
    claims = list(header(clean, context))
    if extractor is not header:
        claims = list(extractor(clean, context))
    raw = clean.document.raw
    assert all(raw[c.span.start : c.span.end] == c.span.quote and c.span.quote for c in claims)
    return claims


def objects(claims: list[Claim], relationship: str) -> list[str]:
    return [c.object.name for c in claims if c.relationship == relationship and c.object]


def values(claims: list[Claim], property_: str) -> list[str | None]:
    return [c.value if c.value is not None else c.text for c in claims if c.property == property_]
