"""As of a day, walks, comparisons, conflicts and timelines are those of a store that holds only what was said by then."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from api.execution import Engine
from api.settings import Settings
from graph.algorithms.results import Followed
from graph.algorithms.walker import Walker
from graph.plan import CLAIM_HOPS
from graph.store import Store
from graph.store.base import Batch, Neighbour
from tests.asking import normal, runner
from tests.conftest import Place, cases_on_a_server
from tests.graphs import batches
from tests.naive import Ledger, world

DAYS = ("2024-01-01", "2024-02-19", "2024-02-20")
EVERY = 10_000
WALKS = """query($day: Date, $a: NodeRef!, $b: NodeRef!) {
  paths(from: $a, to: $b, maxLength: 4, first: 6, asOf: $day) {
    length nodes { id } relationships { type from { id } to { id } claims { totalCount nodes { id } } }
  }
  subgraph(roots: [$a, $b], depth: 2, first: 12, asOf: $day) { truncated nodes { id } relationships { type from { id } to { id } } }
  similar(to: $a, asOf: $day) { score node { id } shared { weight relationshipType node { id } } }
  degrees: ranking(by: DEGREE, first: 100, asOf: $day) { rank score node { id } }
  ranks: ranking(by: PAGERANK, first: 100, asOf: $day) { rank score node { id } }
  communities(first: 100, asOf: $day) { size nodes(first: 100) { id } }
  timeline(of: $a, asOf: $day) { on cursor claim { id } }
}"""
COMPARISONS = """query($day: Date, $ids: [ID!]!) {
  conflicts(type: AIModel, first: 100, asOf: $day) { nodes { property node { id } cell { state min max } claims { id } } }
  compare(ids: $ids, asOf: $day) {
    columns { node { id ... on AIModel { modality developer { id } mentionedIn { edges { count node { id } } } claims { totalCount } } } }
    rows { property agreement best { id } cells { state min max claims { id evidence { verified } } } }
  }
}"""


def known_by(day: str, parts: Sequence[Batch]) -> list[Batch]:
    """What would have been loaded on a day, all judgements included."""
    return [part for part in parts if all(claim.said_on is not None and claim.said_on <= day for claim in part.claims)]


def filled(place: Place, parts: Sequence[Batch]) -> Store:
    store = place.empty()
    for part in parts:
        store.write(part)
    return store


def edges(parts: Sequence[Batch], day: str) -> list[Neighbour]:
    """Every relationship that the oracle knows of as of a day."""
    found = world(Ledger.of(parts), as_of=day).edges(keys=True)
    return sorted((Neighbour(type_, start, end) for start, end, type_ in found if type_ not in CLAIM_HOPS), key=lambda n: (n.type, n.start, n.end))


def told(store: Store, query: str, **variables: Any) -> dict[str, Any]:
    """An operation's answer; conflicts, which are listed by names, in an order of their own."""
    patient = Settings(time_limit=300)  # Neo4j plans a statement for seconds when it is new
    answer = json.loads(runner().run(Engine(store, patient).execute(query, variables)).body)
    assert "errors" not in answer, answer
    answer["data"].get("conflicts", {"nodes": []})["nodes"].sort(key=lambda c: (c["node"]["id"], c["property"]))
    found: dict[str, Any] = normal(answer["data"])
    return found


def assert_answers_are_those_of_then(now: Store, then: Store, day: str, ids: Sequence[str], models: Sequence[str]) -> None:
    ends = {"a": {"id": ids[0]}, "b": {"id": ids[1]}}
    assert told(now, WALKS, day=day, **ends) == told(then, WALKS, day=None, **ends)
    assert told(now, COMPARISONS, day=day, ids=list(models)) == told(then, COMPARISONS, day=None, ids=list(models))


def drawn(data: st.DataObject, parts: Sequence[Batch]) -> tuple[str, list[str], list[str]]:
    """A day, two nodes that were known by then, and models that were."""
    day = data.draw(st.sampled_from(DAYS))
    known = [(id_, node["type"]) for id_, node in world(Ledger.of(parts), as_of=day).nodes(data=True)]
    every, models = sorted(id_ for id_, type_ in known if type_ != "Claim"), sorted(id_ for id_, type_ in known if type_ == "AIModel")
    assume(every and models)
    two = data.draw(st.lists(st.sampled_from(every), min_size=2, max_size=2))
    return day, two, data.draw(st.lists(st.sampled_from(models), min_size=1, max_size=3))


@given(parts=batches(), data=st.data())
def test_embedded_answers_are_those_of_then(sqlite_place: Place, tmp_path_factory: pytest.TempPathFactory, parts: list[Batch], data: st.DataObject) -> None:
    day, ids, models = drawn(data, parts)
    then = Place("sqlite", str(tmp_path_factory.mktemp("then") / "graph.db"))
    assert_answers_are_those_of_then(filled(sqlite_place, parts), filled(then, known_by(day, parts)), day, ids, models)
    then.close()


@pytest.mark.neo4j
@cases_on_a_server(6)
@given(parts=batches(), data=st.data())
def test_neo4j_answers_are_those_of_then(neo4j_place: Place, sqlite_place: Place, parts: list[Batch], data: st.DataObject) -> None:
    day, ids, models = drawn(data, parts)
    assert_answers_are_those_of_then(filled(neo4j_place, parts), filled(sqlite_place, known_by(day, parts)), day, ids, models)


def assert_walks_are_over_the_oracles_graph(store: Store, parts: Sequence[Batch], data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(DAYS))
    relationships = edges(parts, day)
    ids = sorted({end for r in relationships for end in (r.start, r.end)})
    assert store.neighbourhood(None, (), EVERY, as_of=day) == relationships
    assume(ids)
    roots = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))
    assert store.neighbourhood(roots, (), EVERY, as_of=day) == [r for r in relationships if r.start in roots or r.end in roots]
    assert store.neighbourhood(roots, (), EVERY, inside=True, as_of=day) == [r for r in relationships if r.start in roots and r.end in roots]
    type_ = data.draw(st.sampled_from(relationships)).type
    assert store.neighbourhood(roots, [type_], EVERY, as_of=day) == [r for r in relationships if r.type == type_ and (r.start in roots or r.end in roots)]
    start, end = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
    found = {(p.nodes, tuple(r.type for r in p.relationships)) for p in Walker(store, EVERY).paths(start, end, Followed(as_of=day), 3, EVERY)}
    assert found == simple_paths(relationships, start, end, 3)


def simple_paths(relationships: Sequence[Neighbour], start: str, end: str, length: int) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """All ways of at most so many steps: nodes and types."""
    if start == end:
        return {((start,), ())}
    graph: nx.MultiGraph[str] = nx.MultiGraph((r.start, r.end, (r.type, r.start)) for r in relationships)
    ways: Iterator[list[Any]] = nx.all_simple_edge_paths(graph, start, end, cutoff=length)
    return {((start, *(step[1] for step in way)), tuple(step[2][0] for step in way)) for way in ways}


@given(parts=batches(), data=st.data())
def test_embedded_walks_are_over_the_oracles_graph(sqlite_place: Place, parts: list[Batch], data: st.DataObject) -> None:
    assert_walks_are_over_the_oracles_graph(filled(sqlite_place, parts), parts, data)


@pytest.mark.neo4j
@cases_on_a_server(12)
@given(parts=batches(), data=st.data())
def test_neo4j_walks_are_over_the_oracles_graph(neo4j_place: Place, parts: list[Batch], data: st.DataObject) -> None:
    assert_walks_are_over_the_oracles_graph(filled(neo4j_place, parts), parts, data)
