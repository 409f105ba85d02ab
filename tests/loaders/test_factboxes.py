"""Boxes of facts: a label and a value a line, all of one model, in the forms that wikis, lists and scraped pages give them."""

from __future__ import annotations

import pytest

from loaders.extraction import extract_document
from tests.loaders.reading import document

BOX = {"Developer": "OpenAI", "Released": "September 30, 2025", "Max length": "25 seconds", "Frame rate": "30 fps"}


def said(text: str) -> set[tuple[str, str | None, object]]:
    """(model, property or relationship, what is said) of a text's models."""
    found: set[tuple[str, str | None, object]] = set()
    for c in extract_document(document(text)).claims:
        if c.relationship == "DEVELOPED_BY" and c.object is not None:
            found.add((c.subject.name, c.relationship, c.object.name))
        elif c.property == "releasedOn":
            found.add((c.subject.name, c.property, c.value))
        elif c.property in ("clipDuration", "frameRate"):
            found.add((c.subject.name, c.property, c.max))
    return found


def _rows(form: str) -> str:
    return "\n".join(form.format(label, value) for label, value in BOX.items())


@pytest.mark.parametrize("form", ["{}\t{}", "{}: {}", "- **{}:** {}", "• {}: {}", "{}   {}", "{}\n{}", "| {} | {}"])
def test_a_box_is_of_the_model_that_the_line_above_names(form: str) -> None:
    assert said(f"A guide to video tools\n\nSora 2\n\n{_rows(form)}\n\nMore below.\n") == {
        ("Sora 2", "DEVELOPED_BY", "OpenAI"),
        ("Sora 2", "releasedOn", "2025-09-30"),
        ("Sora 2", "clipDuration", 25),
        ("Sora 2", "frameRate", 30),
    }


def test_a_box_of_a_wiki_tells_of_versions_too() -> None:
    text = (
        "Kling AI\n\nLogo of Kling AI\n| Developer | Kuaishou Technology |\n|---|---|\n| Released | June 6, 2024 |\n"
        "| Latest release date | February 5, 2026 (Kling 3.0) |\n| Max video length | Up to 3 minutes; 15 seconds in Kling 3.0 |\n| Status | Active |\n"
    )
    assert said(text) == {
        ("Kling AI", "DEVELOPED_BY", "Kuaishou Technology"),
        ("Kling AI", "releasedOn", "2024-06-06"),
        ("Kling 3.0", "releasedOn", "2026-02-05"),
        ("Kling AI", "clipDuration", 180),
        ("Kling 3.0", "clipDuration", 15),
    }


def test_a_box_may_name_its_model_and_be_chinese() -> None:
    assert said("参数\n\n模型:可灵2.0\n开发商:快手\n发布时间:2025年4月15日\n最长时长:10秒\n") == {
        ("可灵2.0", "DEVELOPED_BY", "快手"),
        ("可灵2.0", "releasedOn", "2025-04-15"),
        ("可灵2.0", "clipDuration", 10),
    }


def test_a_length_and_a_price_are_a_box_too() -> None:
    text = (
        "Guide\n\n1. Veo 3 (Google)\nBest for: films\nMax length: 8 seconds\nPricing: from $19.99/month\n\n2. Kling 2.6\nMax length: 10 seconds\nPrice: low\n"
    )
    assert {("Veo 3", "clipDuration", 8), ("Kling 2.6", "clipDuration", 10)} <= said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sora 2\n\nStable release: September 30, 2025\nLicence: closed\n",
        "Runway Holdings\n\nFounded: 2018\nCompany: private\nReleased: three films\n",
        "Sora 2 and Veo 3\n\nDeveloper: somebody\nMax length: 12 seconds\n",
    ],
)
def test_what_is_no_box_of_one_model(text: str) -> None:
    assert said(text) == set()
