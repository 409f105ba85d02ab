from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim, Document, Page, Span, parse, validate
from graph.errors import InvalidClaim
from graph.ontology import ONTOLOGY, Kind, Property
from graph.values import NodeRef, Polarity, Review
from tests.graphs import Paper, model, organization

SORA = model("Sora")
TEXT = "第一页 Sora 时长60秒\n第二页 Gen-2"


@pytest.fixture
def document() -> Document:
    cut = TEXT.index("第二页")
    return Document("ab" * 32, "note.txt", "text/plain", "utf-8", "ZH", (Page(3, 0, TEXT[:cut]), Page(4, cut, TEXT[cut:])))


def claim() -> Claim:
    return Paper("A note").says(SORA, "clipDuration", 60.0, min=None)


def test_a_span_quotes_its_page(document: Document) -> None:
    start = TEXT.index("Gen-2")
    span = document.span(start, start + 5)
    assert span == Span(document.sha256, 4, start, start + 5, "Gen-2")
    assert document.raw[span.start : span.end] == span.quote


def test_a_span_is_cut_at_the_end_of_its_page(document: Document) -> None:
    span = document.span(0, len(TEXT))
    assert (span.page, span.quote) == (3, document.pages[0].text)
    assert document.page_of(len(TEXT) + 9).number == 4


@given(st.lists(st.text(max_size=4), max_size=5), st.integers(0, 25), st.integers(0, 25))
def test_a_text_is_what_stands_there_in_the_raw_text_on_whatever_pages(texts: list[str], start: int, end: int) -> None:
    pages = tuple(Page(i + 1, sum(map(len, texts[:i])), text) for i, text in enumerate(texts))
    document = Document("ab" * 32, "note.txt", "text/plain", "utf-8", "ZH", pages)
    assert document.text(start, end) == document.raw[start:end]


def test_a_document_survives_its_line(document: Document) -> None:
    assert Document.from_json(json.loads(json.dumps(document.to_json()))) == document


@pytest.mark.parametrize("line", [{}, {"document": {}}, {"document": {"sha256": "x"}}, {"document": {"pages": 3}}])
def test_a_document_line_that_is_not_whole_is_refused(line: dict[str, Any]) -> None:
    with pytest.raises(InvalidClaim):
        Document.from_json(line)


def test_an_id_is_of_the_content_alone() -> None:
    one = claim()
    assert one.id == claim().id
    assert one.id == replace(one, confidence=0.1, method="other 2", review=Review.PINNED).id
    assert len(one.id) == len("Claim.") + 32
    changed = [replace(one, max=61.0), replace(one, subject=model("Gen-2")), replace(one, as_of="2023"), replace(one, polarity=Polarity.EXPLICITLY_NONE),
               replace(one, span=replace(one.span, start=1)), replace(one, report=NodeRef("Report", "B")), replace(one, properties={"a": 1})]  # fmt: skip
    assert len({one.id, *(other.id for other in changed)}) == len(changed) + 1


def test_a_review_keeps_the_id() -> None:
    one = claim()
    assert one.reviewed(Review.REJECTED).id == one.id
    assert one.reviewed(Review.REJECTED).review is Review.REJECTED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"subject": NodeRef("Planet", "Mars")}, "no node type"),
        ({"relationship": "USES"}, "one of them"),
        ({"property": None}, "one of them"),
        ({"property": "colour"}, "no property"),
        ({"min": 61.0}, "above max"),
        ({"confidence": 1.5}, "between 0 and 1"),
        ({"unit": "min"}, "is in s"),
        ({"unit": None}, "is in s"),
        ({"max": None}, "min or max"),
        ({"text": "half \ud800 pair"}, "surrogate"),
        ({"property": "releasedOn", "value": "soon"}, "not a date"),
        ({"property": "releasedOn", "value": " ", "text": None}, "needs a value"),
        ({"property": "modality", "value": "SMELL"}, "cannot be"),
    ],
)
def test_a_claim_that_does_not_fit_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidClaim, match=words):
        validate(replace(claim(), **change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"relationship": "LOVES"}, "no relationship type"),
        ({"subject": organization("OpenAI")}, "does not start at"),
        ({"object": None}, "needs an object"),
        ({"object": model("Gen-2")}, "needs an object"),
        ({"properties": {"colour": "red"}}, "no property"),
    ],
)
def test_a_relationship_that_does_not_fit_is_refused(change: dict[str, Any], words: str) -> None:
    one = Paper("A note").says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    with pytest.raises(InvalidClaim, match=words):
        validate(replace(one, **change))


def test_a_price_needs_a_currency() -> None:
    one = Paper("A note").says(NodeRef("PricingPlan", "Pro"), "price", 12.0)
    with pytest.raises(InvalidClaim, match="unit"):
        validate(replace(one, unit=None))


def test_what_is_explicitly_none_needs_no_value() -> None:
    validate(replace(claim(), polarity=Polarity.EXPLICITLY_NONE, max=None, min=None, unit=None))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.BOOLEAN, "True", True),
        (Kind.BOOLEAN, "false", False),
        (Kind.INTEGER, "7", 7),
        (Kind.FLOAT, "7.5", 7.5),
        (Kind.DATE, "2024-02", "2024-02"),
        (Kind.TEXT, " as printed ", " as printed "),
    ],
)
def test_text_becomes_the_stored_value(kind: Kind, text: str, expected: object) -> None:
    assert parse(Property("p", kind, "p", "p", "P."), text) == expected


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.BOOLEAN, "yes"), (Kind.INTEGER, "7.5"), (Kind.FLOAT, "x"), (Kind.DATE, "x"), (Kind.TEXT, ""), (Kind.TEXT, None)]
)
def test_text_that_is_no_value_is_refused(kind: Kind, text: str | None) -> None:
    with pytest.raises(InvalidClaim):
        parse(Property("p", kind, "p", "p", "P."), text)


def test_every_error_says_what_to_use_instead() -> None:
    with pytest.raises(InvalidClaim) as told:
        validate(replace(claim(), subject=NodeRef("Planet", "Mars")))
    assert all(label in told.value.hint for label in ONTOLOGY.labels)
