"""Each run of a plan sends exactly one statement, whatever it asks."""

from __future__ import annotations

from typing import Any

import pytest

from graph.plan import Connection, Everything, Field, Nodes, Order, Page, Param, Plan
from graph.store import Store
from tests.asking import ask
from tests.conftest import Place
from tests.counting import embedded_preparing, embedded_statements, neo4j_statements
from tests.graphs import Paper, model, organization
from tests.questions import CLAIMS, by_id, by_name, everything, listing, shape

_MODELS = everything("AIModel", "name", "clipDurationMax", claims=listing(CLAIMS, "id", "verified"))
_TWO = Plan((*_MODELS.roots, ("reports", everything("Report", "name").roots[0][1])))
PLANS: list[tuple[Plan, list[Any]]] = [
    (by_id("AIModel", "name"), [[model("Sora").id]]),
    (by_name("AIModel", "name", "aliases"), [["sora"]]),
    (_MODELS, []),
    (_TWO, []),
]


def load(store: Store) -> None:
    paper = Paper("A note")
    paper.says(model("Sora"), "clipDuration", 60.0)
    paper.says(model("Sora"), "DEVELOPED_BY", organization("OpenAI"))
    store.write(paper.batch())


@pytest.mark.parametrize("repeated", [False, True])
def test_the_embedded_store_executes_one_statement_a_run(sqlite_place: Place, repeated: bool) -> None:  # noqa: FBT001
    with embedded_statements() as heard:
        store = sqlite_place.open()
        load(store)
        ask(store, everything("Organization", "name"))
        for plan, values in PLANS:
            if repeated:
                ask(store, plan, values)
            heard.clear()
            ask(store, plan, values)
            assert len(heard) == 1, heard


def test_the_embedded_store_prepares_a_statement_once(sqlite_place: Place) -> None:
    root = Connection(Everything(("AIModel",)), None, (Order(Field("clipDurationMax")),), Page(Param(0), None), (("nodes", Nodes(shape("AIModel", "name"))),))
    plan = Plan((("page", root),))
    with embedded_preparing() as heard:
        store = sqlite_place.open()
        load(store)
        ask(store, plan, [1])
        heard.clear()
        for size in (1, 1, 2):
            ask(store, plan, [size])
        assert heard == []


@pytest.mark.neo4j
@pytest.mark.parametrize("repeated", [False, True])
def test_the_neo4j_store_sends_one_statement_a_run(neo4j_store: Store, repeated: bool) -> None:  # noqa: FBT001
    load(neo4j_store)
    ask(neo4j_store, everything("Organization", "name"))
    with neo4j_statements() as heard:
        for plan, values in PLANS:
            if repeated:
                ask(neo4j_store, plan, values)
            heard.clear()
            ask(neo4j_store, plan, values)
            assert len([text for text in heard if " C: RUN" in text]) == 1, heard
