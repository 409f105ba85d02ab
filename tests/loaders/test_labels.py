"""Figures that a label or a short line tells, on pages that are about one model, and tables of interfaces' names."""

from __future__ import annotations

import pytest

from loaders.extractors.cells import slugged
from tests.loaders.reading import extraction

HEAD = "某某证券 行业点评 2025年3月20日\n\n"
Figures = set[tuple[str, str, float | None, float | None]]


def figures(text: str) -> Figures:
    claims = extraction(HEAD + text).claims
    return {(c.subject.name, str(c.property), c.min, c.max) for c in claims if c.subject.type == "AIModel" and c.property in ("clipDuration", "frameRate")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Facts\n\n• Max Video Length (Sora)\n\n  45 seconds\n\n• Parameter Count (CogVideo)\n\n  9 billion\n", {("Sora", "clipDuration", None, 45)}),
        ("Facts\n\nMax video length (Sora): 45 seconds\nKling is older.\n", {("Sora", "clipDuration", None, 45)}),
        ("Sora, Kling, Vidu and PixVerse\n\nLimits\n\n- Video duration: up to 7 seconds.\n", set()),  # of which of them nobody says
    ],
)
def test_labels_that_name_a_model(text: str, expected: Figures) -> None:
    assert figures(text) == expected


def test_a_page_of_one_model() -> None:
    text = "PixVerse V4\nPlayground\nFeatures\n- 720p output at 26fps\n  Smooth.\nLimits\n- Video duration: up to 7 seconds.\n"
    claims = extraction(text).claims
    found = {(c.subject.name, str(c.property), c.min, c.max) for c in claims if c.property in ("clipDuration", "frameRate")}
    assert found == {("PixVerse V4", "frameRate", 26, 26), ("PixVerse V4", "clipDuration", None, 7)}


def test_a_table_of_interfaces_names() -> None:
    text = (
        "| ID | Provider | Price/sec | Default | Max |\n|---|---|---|---|---|\n"
        "| `acme/veo-3.1` | Acme | $0.40 | 6s | 9s |\n| `acme/kling-2` | Acme | $0.05 | 5s | 11s |\n\nVeo 3.1 and Kling 2 are good.\n"
    )
    assert figures(text) == {("Veo 3.1", "clipDuration", None, 9), ("Kling 2", "clipDuration", None, 11)}
    assert not [c for c in extraction(HEAD + text).claims if c.relationship == "DEVELOPED_BY"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [("acme/veo-3.1", "Veo 3.1"), ("`kling-v2.1-master`", "Kling v2.1 Master"), ("some-words", None), ("acme/veo", None), ("veo 3.1", None)],
)
def test_the_model_of_an_interfaces_name(printed: str, name: str | None) -> None:
    node = slugged(printed)
    assert (node.name.casefold() if node else None) == (name.casefold() if name else None)
