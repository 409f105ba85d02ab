"""Owns how claims, documents and judgements are kept as properties in Neo4j, both ways. Pure functions; it must not send anything.

A claim keeps the three names as they were said (`[type, name, scope]`) and their name ids; to which nodes they lead says its
relationships ABOUT, POINTS_TO and STATED_IN, which follow the judgements.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, TypeAlias

import orjson

from graph.claim import Claim, Document, Page, Scalar, Span
from graph.identity import Judgement, Verdict
from graph.values import NodeRef, Polarity, Qualifier, Review, name_key
from graph.views import Stated

Row: TypeAlias = dict[str, Any]


def claim_row(claim: Claim, id_of: Callable[[NodeRef], str] = attrgetter("id")) -> Row:
    """A claim's properties. `id_of` gives the ids of its names, for those who know them already."""
    span = claim.span
    return {
        "id": claim.id, "property": claim.property, "relationship": claim.relationship, "text": claim.text, "value": claim.value,
        "min": claim.min, "max": claim.max, "unit": claim.unit, "qualifier": claim.qualifier.value, "polarity": claim.polarity.value,
        "asOf": claim.as_of, "saidOn": claim.said_on, "confidence": claim.confidence, "method": claim.method, "review": claim.review.value,
        "document": span.document, "page": span.page, "start": span.start, "end": span.end, "quote": span.quote,
        "subject": _ref(claim.subject), "subjectId": id_of(claim.subject), "report": _ref(claim.report), "reportId": id_of(claim.report),
        "object": _ref(claim.object) if claim.object else None, "objectId": id_of(claim.object) if claim.object else None,
        "properties": orjson.dumps(dict(claim.properties)).decode() if claim.properties else None,
    }  # fmt: skip


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim that has these properties."""
    get = row.get
    return Claim(
        report=NodeRef(*row["report"]), subject=NodeRef(*row["subject"]), method=row["method"],
        span=Span(row["document"], row["page"], row["start"], row["end"], row["quote"]), property=get("property"),
        relationship=get("relationship"), object=NodeRef(*row["object"]) if get("object") else None, properties=own_properties(get("properties")),
        text=get("text"), value=get("value"), min=get("min"), max=get("max"), unit=get("unit"), qualifier=Qualifier(row["qualifier"]),
        polarity=Polarity(row["polarity"]), as_of=get("asOf"), said_on=get("saidOn"), confidence=row["confidence"], review=Review(row["review"]),
    )  # fmt: skip


def own_properties(text: str | None) -> dict[str, Scalar]:
    """The relationship's own properties as a claim says them."""
    return dict(json.loads(text)) if text else {}


def document_row(document: Document) -> Row:
    """A document's properties, its pages apart."""
    return {
        "sha256": document.sha256, "name": document.name, "mediaType": document.media_type, "encoding": document.encoding,
        "language": document.language, "facts": json.dumps(dict(document.facts), ensure_ascii=False),
    }  # fmt: skip


def page_rows(document: Document, first: int = 0, last: int | None = None) -> list[Row]:
    """A document's pages from place `first` to before `last`; `place` is their order."""
    pages = enumerate(document.pages[first:last], first)
    return [{"place": at, "number": p.number, "start": p.start, "end": p.end, "text": p.text} for at, p in pages]


def document_of(row: Mapping[str, Any], pages: list[Row]) -> Document:
    """The document that has these properties and pages."""
    made = tuple(Page(p["number"], p["start"], p["text"]) for p in sorted(pages, key=lambda p: int(p["place"])))
    return Document(row["sha256"], row["name"], row["mediaType"], row["encoding"], row["language"], made, json.loads(row["facts"]))


def judgement_row(judgement: Judgement) -> Row:
    """A judgement's properties."""
    return {
        "id": judgement.id, "alias": _ref(judgement.alias), "name": _ref(judgement.name), "verdict": judgement.verdict.value,
        "method": judgement.method, "reason": judgement.reason,
    }  # fmt: skip


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """The judgement that has these properties."""
    return Judgement(NodeRef(*row["alias"]), NodeRef(*row["name"]), Verdict(row["verdict"]), row["method"], row["reason"])


def name_row(ref: NodeRef) -> Row:
    """A name's properties, its spellings apart; one that no claim spells has none."""
    return {"id": ref.id, "type": ref.type, "key": ref.key, "scopeKey": name_key(ref.scope) if ref.scope else ""}


def _ref(ref: NodeRef) -> list[str]:
    return [ref.type, ref.name, ref.scope]


def stated(row: Mapping[str, Any]) -> Stated:
    """A claim's stored properties, as far as the resolution policy looks at them."""
    get = row.get
    return Stated(
        row["id"], get("text"), get("value"), get("min"), get("max"), get("unit"), row["polarity"], row["review"], row["confidence"],
        get("saidOn"), get("asOf"), own_properties(get("properties")))  # fmt: skip
