"""What was there all the time is on exactly one page, whatever is loaded and withdrawn between pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.execution import Engine
from graph.store import Store
from graph.store.base import Batch
from graph.values import NodeRef
from tests.asking import runner
from tests.graphs import Paper, model, organization

STAYING = tuple(f"{letter}{number}" for letter in ("b", "f", "频") for number in range(4))
DATES = ("2023", "2023-06", "2023-06-05", None, "2024-02")
LENGTHS = (0.1, 0.30000000000000004, None, 60.25, 1 / 3)
ORDERS = (
    "{id: DESC}", "{releasedOn: ASC}", "{releasedOn: DESC}", "{clipDuration: ASC}", "{clipDuration: DESC}", "{mentionedIn: {count: DESC}}",
    "{mentionedIn: {edge: {count: {avg: DESC}}}}", "{pricingPlans: {price: {sum: ASC}}}", "{developer: {name: DESC}}", "{developer: {aiModels: {count: ASC}}}",
)  # fmt: skip


def _speak(paper: Paper, name: str, at: int) -> None:
    """Say something of a model in which others are equal to it, or that they lack."""
    paper.says(model(name), "modality", "VIDEO")
    if date := DATES[at % 5]:
        paper.says(model(name), "releasedOn", date)
    if length := LENGTHS[at % 5]:
        paper.says(model(name), "clipDuration", length)
    if at % 3:
        paper.says(model(name), "DEVELOPED_BY", organization(f"{paper.ref.name} maker {at % 2}"))
        paper.says(paper.ref, "MENTIONS", model(name), properties={"count": at % 4})
    for tier in range(at % 4):
        plan = NodeRef("PricingPlan", f"{name} {tier}")
        paper.says(model(name), "OFFERED_AS", plan)
        paper.says(plan, "price", 0.1 * (tier + 1), unit="USD/month")


def _staying() -> list[Batch]:
    papers = [Paper(f"Paper {number}") for number in range(3)]
    for at, name in enumerate(STAYING):
        for paper in papers[: 1 + at % 3]:
            _speak(paper, name, at)
    return [paper.batch() for paper in papers]


def _passing(step: int) -> Paper:
    """A report that is there for one page only, of models that come everywhere in between."""
    paper = Paper(f"Passing {step}")
    for at, name in enumerate(("a", "d", "z", "影")):
        _speak(paper, f"{name}{step}", at + step)
    return paper


def _asked(engine: Engine, order: str, page: str) -> dict[str, Any]:
    told = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { name }"
    answer = json.loads(runner().run(engine.execute(f"{{ aiModels(orderBy: [{order}], {page}) {{ {told} }} }}")).body)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]["aiModels"]
    return found


def _met(engine: Engine, order: str, *, backwards: bool) -> list[str]:
    """The names on all pages, with something else loaded before each."""
    met: list[str] = []
    at, more, step, passing = "", True, 0, None
    while more:
        coming = _passing(step)
        engine.store.write(coming.batch(withdraw=[passing.sha256] if passing else []))
        step, passing = step + 1, coming
        page = _asked(engine, order, f"last: 3{at and f', before: {at}'}" if backwards else f"first: 3{at and f', after: {at}'}")
        names = [node["name"] for node in page["nodes"]]
        met = names + met if backwards else met + names
        more = page["pageInfo"]["hasPreviousPage" if backwards else "hasNextPage"]
        at = json.dumps(page["pageInfo"]["startCursor" if backwards else "endCursor"])
    engine.store.write(Batch(withdraw=[passing.sha256] if passing else []))
    return met


@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_pages_neither_skip_nor_repeat_while_data_are_loaded(store: Store, backwards: bool) -> None:  # noqa: FBT001
    for batch in _staying():
        store.write(batch)
    engine = Engine(store)
    for order in ORDERS:
        whole = [node["name"] for node in _asked(engine, order, "first: 100")["nodes"]]
        assert sorted(whole) == sorted(STAYING)
        met = _met(engine, order, backwards=backwards)
        assert [name for name in met if name in STAYING] == whole, order
        assert len(set(met) - set(STAYING)) > 1, "something else was met in between"
