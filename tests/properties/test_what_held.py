"""What held on a day, where claims beat one another and are reviewed, withdrawn, merged: what a store shows that holds only what was said by then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.execution import Engine
from api.settings import Settings
from graph.store import Store
from graph.store.base import Batch
from tests.asking import normal, runner
from tests.conftest import Place, cases_on_a_server
from tests.graphs import disputes, histories

DAYS = ("2024-01-05", "2024-01-10", "2024-02-19", "2024-02-20")
# Names are those of today, whatever the day: so nothing is told or ordered by them.
HELD = """query($day: Date) {
  aiModels(orderBy: [{id: ASC}], asOf: $day) { totalCount nodes {
    id modality clipDuration { min max unit text } developer { id } comparedWith(first: 9) { totalCount } buildsOn { edges { node { id } } }
    mentionedIn { edges { count node { id } } }
  } aggregate { count clipDuration { max } } }
  long: aiModels(where: {clipDuration: {max: {gte: 4}}, modality: {ne: IMAGE}}, orderBy: [{id: ASC}], asOf: $day) { nodes { id } }
  theirs: aiModels(where: {OR: [{developer: {aiModels: {count: {gt: 1}}}}, {clipDuration: {unit: {isNull: true}}}]}, orderBy: [{id: ASC}], asOf: $day) {
    nodes { id }
  }
  often: reports(where: {mentions: {some: {edge: {count: {gt: 2}}}}}, orderBy: [{id: ASC}], asOf: $day) { nodes { id } }
  aiModelGroups(by: [modality], orderBy: [{keys: {modality: ASC}}], asOf: $day) { nodes { count keys { modality } } }
  organizations(orderBy: [{id: ASC}], asOf: $day) { nodes { id aiModels(orderBy: [{id: ASC}]) { nodes { id } } } }
}"""


def told(store: Store, day: str | None) -> Any:
    answer = json.loads(runner().run(Engine(store, Settings(time_limit=300)).execute(HELD, {"day": day})).body)
    assert "errors" not in answer, answer
    return normal(answer), store.neighbourhood(None, (), 1000, as_of=day)


def written(place: Place, parts: Sequence[Batch]) -> Store:
    store = place.empty()
    for part in parts:
        store.write(part)
    return store


def by_then(part: Batch, day: str) -> Batch:
    """What would have been written if only what was said by a day had been there."""
    return replace(part, claims=[claim for claim in part.claims if claim.said_on is not None and claim.said_on <= day])


def assert_is_what_held(place: Place, reference: Place, parts: Sequence[Batch], day: str) -> None:
    assert told(written(place, parts), day) == told(written(reference, [by_then(part, day) for part in parts]), None)


@given(parts=histories(disputes()), day=st.sampled_from(DAYS))
def test_embedded_tells_what_held(sqlite_place: Place, tmp_path_factory: pytest.TempPathFactory, parts: list[Batch], day: str) -> None:
    reference = Place("sqlite", str(tmp_path_factory.mktemp("then") / "graph.db"))
    assert_is_what_held(sqlite_place, reference, parts, day)
    reference.close()


@pytest.mark.neo4j
@cases_on_a_server(20)
@given(parts=histories(disputes()), day=st.sampled_from(DAYS))
def test_neo4j_tells_what_held(neo4j_place: Place, sqlite_place: Place, parts: list[Batch], day: str) -> None:
    assert_is_what_held(neo4j_place, sqlite_place, parts, day)
