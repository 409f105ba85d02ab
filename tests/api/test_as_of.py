"""`asOf` on every root field: what the reports had said by a day, in values, relationships and what is there at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLObjectType

from api.execution import Engine
from api.schema import build_schema
from graph.store import open_store
from graph.values import Polarity
from tests.asking import runner
from tests.graphs import Paper, model, organization

SORA, GEN = model("Sora"), model("Gen-2")
UNDATED = {"node"}  # Relay wants it to have one argument


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    store = open_store(str(tmp_path_factory.mktemp("as_of") / "graph.db"))
    old, new, undated = Paper("Old", "2024-01-10"), Paper("New", "2024-02-20"), Paper("Undated", None)
    old.says(SORA, "clipDuration", 20.0)
    old.says(SORA, "DEVELOPED_BY", organization("Alpha"))
    old.says(old.ref, "MENTIONS", SORA, properties={"count": 2})
    new.says(SORA, "clipDuration", 60.0)
    new.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    new.says(old.ref, "MENTIONS", SORA, properties={"count": 7})
    new.says(GEN, "frameRate", polarity=Polarity.EXPLICITLY_NONE, min=None, max=None)
    undated.says(SORA, "frameRate", 24.0)
    for paper in (old, new, undated):
        store.write(paper.batch())
    yield Engine(store)
    store.close()


def told(engine: Engine, query: str, **variables: Any) -> Any:
    return json.loads(runner().run(engine.execute(query, variables)).body)["data"]


SORA_THEN = 'query($d: Date) { aiModel(name: "sora", asOf: $d) { clipDuration { max } frameRate { max } developer { name } claims { totalCount } } }'


def test_values_relationships_and_claims_of_a_day(engine: Engine) -> None:
    then = {"clipDuration": {"max": 20.0}, "frameRate": None, "developer": {"name": "Alpha"}, "claims": {"totalCount": 2}}
    now = {"clipDuration": {"max": 60.0}, "frameRate": {"max": 24.0}, "developer": {"name": "OpenAI"}, "claims": {"totalCount": 5}}
    later = {**now, "frameRate": None, "claims": {"totalCount": 4}}
    for day, expected in (("2024-02-19", then), ("2024-02-20", later), (None, now), ("2024-01-10", then)):
        assert told(engine, SORA_THEN, d=day)["aiModel"] == expected
    assert told(engine, SORA_THEN, d="2024-01-09")["aiModel"] is None
    assert told(engine, SORA_THEN)["aiModel"] == now


@pytest.mark.parametrize(("day", "names", "count"), [("2024-02-19", ["Sora"], 2), ("2024-02-20", ["Gen-2", "Sora"], 7), ("2023-12-31", [], None)])
def test_every_root_field_takes_a_day(engine: Engine, day: str, names: list[str], count: int | None) -> None:
    found = told(engine, """query($d: Date, $ids: [ID!]!) {
      aiModels(asOf: $d) { nodes { name mentionedIn { edges { count } } } }
      search(text: "Gen", asOf: $d) { totalCount }
      nodes(ids: $ids, asOf: $d) { id }
      aiModelGroups(by: [developer], asOf: $d) { nodes { count keys { developer { name } } } }
    }""", d=day, ids=[GEN.id, SORA.id])  # fmt: skip
    assert [n["name"] for n in found["aiModels"]["nodes"]] == names
    edges = [edge["count"] for n in found["aiModels"]["nodes"] for edge in n["mentionedIn"]["edges"]]
    assert edges == ([] if count is None else [count])
    known = "Gen-2" in names
    assert found["search"]["totalCount"] == int(known)
    assert [n is not None for n in found["nodes"]] == [known, "Sora" in names]
    assert sum(g["count"] for g in found["aiModelGroups"]["nodes"]) == len(names)


def test_no_root_field_lacks_it() -> None:
    query = build_schema().graphql.query_type
    assert isinstance(query, GraphQLObjectType)
    assert {name for name, field in query.fields.items() if "asOf" not in field.args} == UNDATED


WALKS_THEN = """query($d: Date) {
  paths(from: {type: AIModel, name: "Sora"}, to: {type: Organization, name: "Alpha"}, via: [DEVELOPED_BY], asOf: $d) {
    nodes { name ... on AIModel { clipDuration { max } } } relationships { type claims { totalCount nodes { report { name } } } }
  }
  subgraph(roots: [{type: AIModel, name: "Sora"}], asOf: $d) { nodes { name } relationships { type to { name } } }
  similar(to: {type: AIModel, name: "Sora"}, asOf: $d) { node { name } }
  ranking(by: DEGREE, type: AIModel, asOf: $d) { score node { name } }
  communities(asOf: $d) { size nodes { name } }
  timeline(of: {type: AIModel, name: "Sora"}, asOf: $d) { on }
  conflicts(type: AIModel, asOf: $d) { nodes { property } }
  compare(names: ["sora", "GEN2"], properties: ["clipDuration", "developer"], asOf: $d) {
    columns { node { name ... on AIModel { clipDuration { max } developer { name } mentionedIn { totalCount } } } }
    rows { cells { state text } }
  }
}"""


def test_walks_and_comparisons_as_of_a_day(engine: Engine) -> None:
    then = told(engine, WALKS_THEN, d="2024-02-19")
    made = {"type": "DEVELOPED_BY", "claims": {"totalCount": 1, "nodes": [{"report": {"name": "Old"}}]}}
    assert then["paths"] == [{"nodes": [{"name": "Sora", "clipDuration": {"max": 20.0}}, {"name": "Alpha"}], "relationships": [made]}]
    assert [n["name"] for n in then["subgraph"]["nodes"]] == ["Sora", "Alpha", "Old"]
    assert then["subgraph"]["relationships"] == [{"type": "DEVELOPED_BY", "to": {"name": "Alpha"}}, {"type": "MENTIONS", "to": {"name": "Sora"}}]
    assert then["similar"] == []
    assert then["ranking"] == [{"score": 2.0, "node": {"name": "Sora"}}]
    assert then["communities"] == [{"size": 3, "nodes": [{"name": "Sora"}, {"name": "Alpha"}, {"name": "Old"}]}]
    assert then["timeline"] == [{"on": "2024-01-10"}] * 3
    assert then["conflicts"] == {"nodes": []}
    known, unnamed = ({"max": 20.0}, {"name": "Alpha"}, {"totalCount": 1}), (None, None, {"totalCount": 0})
    assert [(c["node"]["clipDuration"], c["node"]["developer"], c["node"]["mentionedIn"]) for c in then["compare"]["columns"]] == [known, unnamed]
    assert [[c["state"] for c in row["cells"]] for row in then["compare"]["rows"]] == [["STATED", "NOT_STATED"], ["STATED", "NOT_STATED"]]


def test_what_changes_with_the_day(engine: Engine) -> None:
    later, now = (told(engine, WALKS_THEN, d=day) for day in ("2024-02-20", None))
    assert later["paths"] == now["paths"] == [], "it is another's by now"
    assert [c["property"] for c in later["conflicts"]["nodes"]] == ["developer", "clipDuration"]
    assert [e["on"] for e in later["timeline"]] == ["2024-01-10"] * 3 + ["2024-02-20"] * 3
    assert [e["on"] for e in now["timeline"]] == ["2024-01-10"] * 3 + ["2024-02-20"] * 3 + [None]


def test_not_found_says_by_when(engine: Engine) -> None:
    query = '{ similar(to: {type: AIModel, name: "Gen-2"}, asOf: "2024-02-19") { score } }'
    error = json.loads(runner().run(engine.execute(query)).body)["errors"][0]
    assert (error["extensions"]["code"], error["path"]) == ("NOT_FOUND", ["similar"])
    assert "No report of 2024-02-19 or before" in error["message"]


def test_a_comparison_of_two_days_under_two_aliases(engine: Engine) -> None:
    query = 'query($a: Date, $b: Date) { a: compare(names: ["Sora"], asOf: $a) { ...C } b: compare(names: ["Sora"], asOf: $b) { ...C } }'
    found = told(engine, query + " fragment C on Comparison { asOf rows { property cells { text } } }", a="2024-01-31", b="2024-02-29")
    assert [found[key]["asOf"] for key in "ab"] == ["2024-01-31", "2024-02-29"]
    texts = {key: {row["property"]: row["cells"][0]["text"] for row in found[key]["rows"]} for key in "ab"}
    assert {name: (texts["a"][name], texts["b"][name]) for name in texts["a"] if texts["a"][name] != texts["b"][name]} == {
        "developer": ("Alpha", "OpenAI"), "clipDuration": ("20 s", "60 s"),
    }  # fmt: skip
