"""A claim's line gives the claim that it says, or tells what is wrong, whatever lines came before it: as the plain way does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claim import PLACE, SPELLING, Claim, Span
from graph.claim_line import ClaimLines
from graph.errors import InvalidClaim
from graph.values import NodeRef, Review
from tests.graphs import Paper, papers
from tests.naive.claim_line import claim_of

REPORT = NodeRef("Report", "R", "2024")
SPAN = Span("a" * 64, 1, 3, 9, "a line")
SORA = {"type": "AIModel", "name": "Sora"}
STATED: dict[str, Any] = {"subject": SORA, "property": "modality", "value": "VIDEO"}
RELATED: dict[str, Any] = {"subject": {"type": "Report", "name": "R"}, "relationship": "MENTIONS", "object": SORA, "properties": {"count": 3}}
LENGTH: dict[str, Any] = {"subject": SORA, "property": "clipDuration", "text": "4-16 s", "min": 4, "max": 16.5, "unit": "s"}

_odd = st.one_of(
    st.sampled_from((
        None, True, False, 0, 1, -1, 2**63, 2**64, -(2**200), 0.0, -0.0, 1.0, 3.0, 60.25, float("nan"), float("inf"),
        "", " ", "\u3000", "3", "3.0", "nan", "1e400", "2024-02-30", "2024-02", "\ud800", "e\u0301", "𠮷", "\u0000",
        "STATED", "EXPLICITLY_NONE", "RANGE", "PINNED", "NONE", "USES", "MENTIONS", "publishedOn", "modality", "VIDEO", "s", "px",
        [], {}, [1], [["count", 1]], [[1, 2]], {"count": 1}, {"count": True}, {"count": 1.0}, {"count": None}, {"count": "x"}, {"count": [1]},
        {"count": 2**64}, {"colour": "red"}, SORA, {"type": "Planet", "name": "Mars"}, {"type": 5, "name": "five"}, {"name": "Sora"},
        {"type": ["Report"], "name": "list"}, {"type": "AIModel"}, {"type": "AIModel", "name": "\t"}, {"type": "AIModel", "name": 7},
        {"type": "AIModel", "name": "Sora", "scope": 7}, {"type": "Report", "name": "R", "scope": "\udfff"},
    )),
    st.text(max_size=3),
    st.floats(),
    st.integers(),
)  # fmt: skip
_KEYS = (
    "subject", "object", "property", "relationship", "properties", "text", "value", "min", "max", "unit", "qualifier", "polarity", "asOf", "saidOn",
    "confidence", "method", "review",
)  # fmt: skip


@st.composite
def _lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Lines that are like one another, some with what does not belong there."""
    made = []
    for _ in range(draw(st.integers(1, 8))):
        line = dict(draw(st.sampled_from((STATED, RELATED, RELATED, LENGTH))))
        for key in draw(st.lists(st.sampled_from(_KEYS), max_size=2)):
            line[key] = draw(_odd)
        for key in draw(st.lists(st.sampled_from(_KEYS), max_size=1)):
            line.pop(key, None)
        made.append(line)
    return made


def added(lines: ClaimLines, line: dict[str, Any], said_on: str | None = None) -> str:
    """What is said against a line; nothing if it was taken."""
    try:
        lines.add(line, SPELLING(REPORT), PLACE(SPAN), said_on)
    except InvalidClaim as error:
        return str(error)
    return ""


def taken(line: dict[str, Any], report: NodeRef = REPORT, span: Span = SPAN, said_on: str | None = None) -> Claim:
    """The claim of a line. InvalidClaim."""
    lines = ClaimLines()
    lines.add(line, SPELLING(report), PLACE(span), said_on)
    return lines.columns()[0]


@given(_lines(), st.sampled_from((None, "2023-05")))
def test_lines_give_what_each_of_them_says(given_: list[dict[str, Any]], said_on: str | None) -> None:
    lines, plain = ClaimLines(), []
    for line in given_:
        try:
            plain.append(claim_of(line, REPORT, SPAN, said_on))
            against = ""
        except InvalidClaim as error:
            against = str(error)
        assert added(lines, line, said_on) == against
    columns = lines.columns()
    assert list(map(repr, columns)) == list(map(repr, plain))  # unlike ==, repr tells 1 from 1.0 and True, and 0.0 from -0.0
    assert [c.digest for c in columns] == [c.digest for c in plain]
    assert not lines.columns()


@given(papers())
def test_a_claim_survives_its_line(written: list[Paper]) -> None:
    for paper in written:
        for one in paper.claims:
            again = taken(json.loads(json.dumps(one.to_json(), ensure_ascii=False)), one.report, one.span)
            assert again == one
            assert again.id == one.id


def test_a_line_may_leave_out_what_has_a_default() -> None:
    one = taken(STATED, said_on="2024")
    assert (one.confidence, one.as_of, one.said_on, one.method, one.review) == (1.0, "2024", "2024", "jsonl", Review.NONE)
    assert one.slot == "modality"


def test_what_was_allowed_before_is_not_what_only_looks_like_it() -> None:
    lines = ClaimLines()
    assert not added(lines, RELATED | {"properties": {"count": 1}})
    assert "is a number" in added(lines, RELATED | {"properties": {"count": True}})
    assert "is a number" in added(lines, RELATED | {"properties": {"count": 1.0}})
    assert not added(lines, RELATED)


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"subject": {"type": "AIModel"}},
        {"subject": {"type": "AIModel", "name": "  "}},
        {"subject": "Sora"},
        STATED | {"min": "many"},
        STATED | {"min": True},
        STATED | {"min": "inf"},
        STATED | {"asOf": "yesterday"},
        STATED | {"review": "MAYBE"},
        STATED | {"qualifier": "SOME"},
        STATED | {"confidence": "high"},
        STATED | {"properties": [[1, 2]]},
        RELATED | {"properties": {"count": None}},
        RELATED | {"object": {"type": "AIModel"}},
    ],
)
def test_a_line_that_is_no_claim_is_refused(line: dict[str, Any]) -> None:
    assert added(ClaimLines(), line)
