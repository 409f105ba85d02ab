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
UNDATED = {"node", "paths", "subgraph", "similar", "ranking", "communities", "conflicts", "timeline"}


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
    assert {name for name, field in query.fields.items() if "asOf" not in field.args} <= UNDATED
