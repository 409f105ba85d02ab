"""The compare root: what it takes, in which forms it answers, and what of the claims it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.execution import Engine
from graph.store import open_store
from graph.values import NodeRef, Polarity, Review
from tests.asking import runner
from tests.graphs import Paper, model, organization, same

SORA, GEN = model("Sora"), model("Gen-2")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    store = open_store(str(tmp_path_factory.mktemp("compare") / "graph.db"))
    old, new = Paper("Old", "2024-01-10"), Paper("New", "2024-02-20")
    for paper, publisher, seconds in ((old, "Alpha", 20.0), (new, "Beta", 60.0)):
        paper.says(paper.ref, "PUBLISHED_BY", organization(publisher))
        paper.says(SORA, "clipDuration", seconds)
        paper.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    new.says(GEN, "clipDuration", 16.0, min=4.0)
    new.says(GEN, "frameRate", polarity=Polarity.EXPLICITLY_NONE, min=None, max=None)
    rejected = new.says(GEN, "DEVELOPED_BY", organization("Nobody"))
    new.says(NodeRef("Product", "Chip"), "releasedOn", "2024")
    store.write(old.batch())
    store.write(new.batch(judgements=[same(model("Gen Two"), GEN)], reviews=[(rejected.id, Review.REJECTED)]))
    yield Engine(store)
    store.close()


def told(engine: Engine, query: str, **variables: Any) -> Any:
    answer = json.loads(runner().run(engine.execute(query, variables)).body)
    return answer["data"]["compare"] if answer.get("data") else answer["errors"][0]


def row(engine: Engine, arguments: str, **variables: Any) -> Any:
    types = {"d": "Date", "w": "[SourceWeight!]"}
    heads = "query(" + ", ".join(f"${name}: {types[name]}" for name in variables) + ") " if variables else ""
    return told(engine, heads + "{ compare(" + arguments + ") { rows { property cells { state text max claims { max } } } } }", **variables)["rows"][0]


def test_names_then_ids_in_their_order_through_aliases(engine: Engine) -> None:
    found = told(
        engine, "query($n: [String!], $i: [ID!]) { compare(names: $n, ids: $i) { type columns { node { id name } } } }", n=["gen two", "SORA"], i=[GEN.id]
    )
    assert found["type"] == "AIModel"
    assert [c["node"]["name"] for c in found["columns"]] == ["Gen-2", "Sora", "Gen-2"]


def test_the_same_plan_serves_other_names_and_properties(engine: Engine) -> None:
    before = engine.metrics.counts["operations_planned"]
    for names, properties in ((["Sora"], ["clipDuration"]), (["Gen-2", "Sora"], ["developer", "clipDuration"])):
        found = told(
            engine, "query($n: [String!], $p: [String!]) { compare(names: $n, properties: $p) { rows { property cells { state } } } }", n=names, p=properties
        )
        assert [r["property"] for r in found["rows"]] == properties
        assert all(len(r["cells"]) == len(names) for r in found["rows"])
    assert engine.metrics.counts["operations_planned"] == before + 1


def test_states(engine: Engine) -> None:
    query = '{ compare(names: ["Sora", "Gen-2"], properties: ["clipDuration", "frameRate", "developer", "resolution"]) { rows { cells { state } } } }'
    assert [[c["state"] for c in r["cells"]] for r in told(engine, query)["rows"]] == [
        ["CONFLICTING", "STATED"], ["NOT_STATED", "EXPLICITLY_NONE"], ["STATED", "NOT_STATED"], ["NOT_STATED", "NOT_STATED"],
    ]  # fmt: skip


def test_without_properties_all_that_are_comparable(engine: Engine) -> None:
    rows = told(engine, '{ compare(names: ["Sora"]) { rows { property label } } }')["rows"]
    assert {"developer", "releasedOn", "clipDuration"} <= {r["property"] for r in rows}
    assert all(r["label"] for r in rows)


def test_as_of_counts_what_had_been_said(engine: Engine) -> None:
    arguments = 'names: ["Sora"], properties: ["clipDuration"], asOf: $d'
    assert row(engine, arguments, d="2024-01-31")["cells"] == [{"state": "STATED", "text": "20 s", "max": 20, "claims": [{"max": 20}]}]
    assert row(engine, arguments, d="2023-12-31")["cells"][0]["state"] == "NOT_STATED"
    assert row(engine, arguments, d=None)["cells"][0]["state"] == "CONFLICTING"
    assert told(engine, '{ compare(names: ["Sora"], asOf: "2024-01-31") { asOf } }') == {"asOf": "2024-01-31"}


def test_a_policy_chooses_among_what_disagrees(engine: Engine) -> None:
    arguments = 'names: ["Sora"], properties: ["clipDuration"], '
    assert row(engine, arguments + "resolve: LATEST")["cells"][0]["text"] == "60 s"
    weights = [{"publisher": "alpha", "weight": 3}, {"publisher": "Beta", "weight": 0.5}]
    assert row(engine, arguments + "resolve: WEIGHTED, sourceWeights: $w", w=weights)["cells"][0]["text"] == "20 s"


def test_one_field_may_be_asked_in_several_forms(engine: Engine) -> None:
    query = """{ compare(names: ["Sora"], properties: ["clipDuration"]) { __typename
        a: columns { node { name } } b: columns { __typename it: node { __typename ... on AIModel { clipDuration { max } } ... on Report { kind } } }
        rows { __typename best { id } cells { __typename first: claims { max } second: claims { __typename report { publisher { name } } } } } } }"""
    assert told(engine, query) == {
        "__typename": "Comparison", "a": [{"node": {"name": "Sora"}}],
        "b": [{"__typename": "ComparisonColumn", "it": {"__typename": "AIModel", "clipDuration": {"max": 60}}}],
        "rows": [{"__typename": "ComparisonRow", "best": [], "cells": [{
            "__typename": "ComparisonCell", "first": [{"max": 60}, {"max": 20}],
            "second": [{"__typename": "Claim", "report": {"publisher": {"name": "Beta"}}}, {"__typename": "Claim", "report": {"publisher": {"name": "Alpha"}}}],
        }]}],
    }  # fmt: skip


def test_two_comparisons_in_one_operation(engine: Engine) -> None:
    query = '{ x: compare(names: ["Sora"]) { columns { node { name } } } y: compare(names: ["Chip"]) { type } }'
    answer = json.loads(runner().run(engine.execute(query)).body)
    assert answer == {"data": {"x": {"columns": [{"node": {"name": "Sora"}}]}, "y": {"type": "Product"}}}


@pytest.mark.parametrize(("arguments", "code", "says"), [
    ('names: ["Sora", "Nope", "Nada"]', "NOT_FOUND", "called 'Nope', 'Nada'"), ('names: ["OpenAI"], type: AIModel', "NOT_FOUND", "no AIModel called 'OpenAI'"),
    ('ids: ["AIModel.00"]', "NOT_FOUND", "AIModel.00"), ('names: ["Sora", "Chip"]', "NOT_FOUND", "Sora: AIModel; Chip: Product"),
    ('names: ["Sora"], properties: ["speed"]', "BAD_USER_INPUT", "clipDuration"),
])  # fmt: skip
def test_what_is_not_there_is_named(engine: Engine, arguments: str, code: str, says: str) -> None:
    error = told(engine, "{ compare(" + arguments + ") { type } }")
    assert (error["extensions"]["code"], error["path"]) == (code, ["compare"])
    assert says in error["message"]


def test_a_comparison_is_written_with_its_evidence(engine: Engine) -> None:
    query = 'query($f: ExportFormat!) { compare(names: ["Sora", "Gen-2"], properties: ["clipDuration"]) { export(format: $f) } }'
    markdown = told(engine, query, f="MARKDOWN")["export"]
    assert "[^1]: New, Beta, 2024-02-20, p. 1: «Sora clipDuration 60.0" in markdown
    assert told(engine, query, f="SVG")["export"].startswith("<svg")


def test_the_frontier_says_who_is_beaten_and_why(engine: Engine) -> None:
    asked = "frontier(maximise: $m) { ahead reason unknown node { name } beatenBy { name } }"
    query = f'query($m: [String!]) {{ compare(names: ["Sora", "Gen-2"], properties: []) {{ {asked} }} }}'
    sora, gen = told(engine, query, m=["clipDuration"])["frontier"]
    assert (sora["ahead"], sora["node"], sora["beatenBy"]) == (True, {"name": "Sora"}, [])
    assert (gen["ahead"], gen["beatenBy"]) == (False, [{"name": "Sora"}])
    assert told(engine, query, m=["frameRate"])["frontier"][0]["unknown"] == ["frame rate"]
    assert told(engine, query, m=["developer"])["extensions"]["code"] == "BAD_USER_INPUT"
    assert told(engine, query, m=["nothing"])["extensions"]["code"] == "BAD_USER_INPUT"
