"""What a person says about names: merged, split, taken back, and nothing lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from api.execution import Engine
from graph.identity import Judgement, Verdict
from graph.store import Store
from graph.store.base import Batch
from graph.values import NodeRef
from tests.api.changing import codes, data, engine, records, send
from tests.graphs import Paper, model, organization, same

GEN2, TWO, RUNNER, SORA, TURBO = model("Gen-2"), model("跑道二代"), model("Runner Two"), model("Sora"), model("GEN2 Turbo")
MERGE = """mutation ($alias: NodeRef!, $name: NodeRef!) {
  mergeNodes(alias: $alias, name: $name, reason: "read in a footnote") {
    judgements undo { possible how operation } node { __typename id name ... on AIModel { aliases mentionedIn { totalCount } } }
  }
}"""
SPLIT = """mutation ($node: NodeRef!, $alias: String!) {
  splitNode(node: $node, alias: $alias) { judgements undo { possible operation } node { id name ... on AIModel { aliases } } splitOff { id name } }
}"""


def _graph(store: Store) -> Engine:
    for number, entity in enumerate((GEN2, TWO, RUNNER, SORA, TURBO), 1):
        paper = Paper(f"Note {number}")
        paper.says(paper.ref, "MENTIONS", entity, properties={"count": number})
        paper.says(paper.ref, "WRITTEN_BY", NodeRef("Analyst", "Wang", f"House {number}"))
        store.write(paper.batch())
    store.write(Batch(judgements=[same(TURBO, GEN2)]))
    return engine(store)


def _models(engine_: Engine) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(engine_, "{ aiModels { nodes { id name aliases mentionedIn { nodes { name } } } } }")["aiModels"]["nodes"]
    return found


def test_two_nodes_become_one_and_are_two_again(store: Store) -> None:
    graph = _graph(store)
    before, kept = _models(graph), records(store)
    merged = data(graph, MERGE, alias={"type": "AIModel", "name": "跑道二代"}, name={"id": GEN2.id})["mergeNodes"]
    assert merged["node"]["aliases"] == ["GEN2 Turbo", "跑道二代"]
    assert (merged["node"]["id"], merged["node"]["mentionedIn"]["totalCount"]) == (GEN2.id, 3)
    assert merged["undo"]["possible"] is True
    assert data(graph, '{ aiModel(name: "跑道二代") { id } }')["aiModel"]["id"] == GEN2.id
    data(graph, merged["undo"]["operation"])
    assert _models(graph) == before
    assert records(store) == kept


def test_what_a_merge_brought_along_goes_with_it(store: Store) -> None:
    graph = _graph(store)
    before = _models(graph)
    data(graph, MERGE, alias={"id": RUNNER.id}, name={"id": TWO.id})
    data(graph, MERGE, alias={"id": TWO.id}, name={"id": GEN2.id})
    split = data(graph, SPLIT, node={"id": GEN2.id}, alias="跑道 二代")["splitNode"]
    assert split["node"]["aliases"] == ["GEN2 Turbo"]
    assert split["splitOff"] == {"id": TWO.id, "name": "跑道二代"}
    assert data(graph, '{ aiModel(name: "Runner Two") { id } }')["aiModel"]["id"] == TWO.id
    data(graph, split["undo"]["operation"])
    assert data(graph, '{ aiModel(name: "Runner Two") { id } }')["aiModel"]["id"] == GEN2.id
    assert len(_models(graph)) == len(before) - 2


def test_a_person_outweighs_known_names_and_may_change_their_mind(store: Store) -> None:
    graph = _graph(store)
    split = data(graph, SPLIT, node={"type": "AIModel", "name": "gen 2"}, alias="GEN2 Turbo")["splitNode"]
    assert split["splitOff"]["id"] == TURBO.id
    store.write(Batch(judgements=[same(TURBO, GEN2)]))  # as the next load does
    assert data(graph, '{ aiModel(name: "GEN2 Turbo") { id } }')["aiModel"]["id"] == TURBO.id
    merged = data(graph, MERGE, alias={"id": TURBO.id}, name={"id": GEN2.id})["mergeNodes"]
    assert merged["node"]["aliases"] == ["GEN2 Turbo"]
    data(graph, merged["undo"]["operation"])
    assert data(graph, '{ aiModel(name: "GEN2 Turbo") { id } }')["aiModel"]["id"] == TURBO.id


def test_names_that_share_a_spelling_are_merged_by_what_tells_them_apart(store: Store) -> None:
    graph = _graph(store)
    one, other = NodeRef("Analyst", "Wang", "House 1"), NodeRef("Analyst", "Wang", "House 2")
    merged = data(graph, MERGE, alias={"id": one.id}, name={"id": other.id})["mergeNodes"]
    assert merged["node"]["id"] == other.id
    assert data(graph, "{ analysts { totalCount } }")["analysts"]["totalCount"] == 4
    reports = NodeRef("Report", "Note 1", "2024-02-20"), NodeRef("Report", "Note 2", "2024-02-20")
    assert data(graph, MERGE, alias={"id": reports[0].id}, name={"id": reports[1].id})["mergeNodes"]["node"]["name"] == "Note 2"


def test_a_judgement_is_taken_back_once_and_only_a_persons(store: Store) -> None:
    graph = _graph(store)
    undo = "mutation ($id: ID!) { undoJudgement(id: $id) { node { id } other { id } undo { operation } } }"
    assert codes(send(graph, undo, id=same(TURBO, GEN2).id)) == ["BAD_USER_INPUT"]
    judgement = data(graph, MERGE, alias={"id": SORA.id}, name={"id": GEN2.id})["mergeNodes"]["judgements"][0]
    taken = data(graph, undo, id=judgement)["undoJudgement"]
    assert (taken["node"]["id"], taken["other"]["id"]) == (GEN2.id, SORA.id)
    assert codes(send(graph, undo, id=judgement)) == ["NOT_FOUND"]
    data(graph, taken["undo"]["operation"])
    assert data(graph, '{ aiModel(name: "Sora") { id } }')["aiModel"]["id"] == GEN2.id


@pytest.mark.parametrize(
    ("alias", "name", "code"),
    [
        ({"id": GEN2.id}, {"id": TURBO.id}, "BAD_USER_INPUT"),
        ({"id": GEN2.id}, {"type": "Analyst", "name": "Wang"}, "BAD_USER_INPUT"),
        ({"id": GEN2.id}, {"type": "AIModel"}, "BAD_USER_INPUT"),
        ({"id": GEN2.id, "name": "Gen-2", "type": "AIModel"}, {"id": SORA.id}, "BAD_USER_INPUT"),
        ({"id": GEN2.id}, {"type": "AIModel", "name": "Gen-9"}, "NOT_FOUND"),
        ({"id": organization("Nobody").id}, {"id": GEN2.id}, "NOT_FOUND"),
    ],
)
def test_what_cannot_be_merged_is_told_and_changes_nothing(sqlite_store: Store, alias: dict[str, str], name: dict[str, str], code: str) -> None:
    graph = _graph(sqlite_store)
    before = records(sqlite_store)
    answer = send(graph, MERGE, alias=alias, name=name)
    assert codes(answer) == [code]
    assert answer["data"] == {"mergeNodes": None}
    assert records(sqlite_store) == before


@pytest.mark.parametrize("alias", ["Gen-2", "gen 2", "Sora", "nobody"])
def test_only_an_alias_that_a_judgement_gave_is_split_off(sqlite_store: Store, alias: str) -> None:
    assert codes(send(_graph(sqlite_store), SPLIT, node={"id": GEN2.id}, alias=alias)) == ["BAD_USER_INPUT"]


def test_the_ledger_keeps_who_judged_and_why(sqlite_store: Store) -> None:
    graph = _graph(sqlite_store)
    data(graph, MERGE, alias={"id": SORA.id}, name={"id": GEN2.id})
    judged = [j for j in records(sqlite_store) if isinstance(j, Judgement) and j.method.startswith("person:")]
    assert [(j.alias, j.name, j.verdict, j.reason) for j in judged] == [(SORA, GEN2, Verdict.SAME, "read in a footnote")]
    long = 'mutation ($ref: NodeRef!) { mergeNodes(alias: $ref, name: $ref, reason: "' + "x" * 1001 + '") { judgements } }'
    assert codes(send(graph, long, ref={"id": SORA.id})) == ["BAD_USER_INPUT"]
