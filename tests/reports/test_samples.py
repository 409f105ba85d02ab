"""What is extracted from the samples is what their labels say: nothing of the header missing or wrong, figures nearly so."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claim import Claim
from loaders.pipeline import extract
from tests.reports.labels import labelled, scored

SAMPLES = Path(__file__).parents[2] / "samples"
EXACT = ("title", "publisher", "date", "sector", "rating", "analyst", "contact", "licence", "risk", "related", "pages")


def samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.gold.json"))


@pytest.fixture(params=samples(), ids=lambda p: p.name.removesuffix(".gold.json"))
def gold(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def claims_of(gold: Path) -> tuple[Claim, ...]:
    return extract(gold.with_name(gold.name.removesuffix(".gold.json") + ".txt")).claims


def test_the_header_the_lists_and_the_pages_are_exact(gold: Path) -> None:
    scores = scored(labelled(gold), claims_of(gold))
    assert {field: (s.missing, s.wrong) for field, s in scores.items() if field in EXACT and (s.missing or s.wrong)} == {}


def test_figures_are_found_and_few_are_wrong() -> None:
    right = missing = wrong = 0
    for gold in samples():
        for field, score in scored(labelled(gold), claims_of(gold)).items():
            if field in ("duration", "plan figure", "exhibit"):
                right, missing, wrong = right + len(score.right), missing + len(score.missing), wrong + len(score.wrong)
    assert right >= 30
    assert 2 * right / (2 * right + missing + wrong) >= 0.85


def test_the_samples_disagree_so_that_there_is_something_to_compare() -> None:
    lengths: dict[str, set[float | None]] = {}
    prices: dict[str, set[float | None]] = {}
    for gold in samples():
        for claim in claims_of(gold):
            if claim.subject.type == "AIModel" and claim.property == "clipDuration":
                lengths.setdefault(claim.subject.key, set()).add(claim.max)
            if claim.subject.type == "PricingPlan" and claim.property == "price":
                prices.setdefault(claim.subject.key, set()).add(claim.max)
    assert any(len(values) > 1 for values in lengths.values())
    assert any(len(values) > 1 for values in prices.values())
