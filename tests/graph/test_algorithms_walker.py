"""What a walker reads: a part of the graph gives the same answers as the whole, and nothing is read twice while nothing changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.algorithms.paths import Between
from graph.algorithms.projection import Projection
from graph.algorithms.results import Followed, Grouping, Measure, Path
from graph.algorithms.walker import WHOLE, Walker
from graph.errors import QueryTooCostly
from graph.store import Store, open_store
from graph.store.base import Batch, Neighbour
from tests.conftest import Place, cases
from tests.counting import CountingStore
from tests.graphs import Paper, batches, model, organization

LIMIT = 10_000
ALL, ON = Followed(), Followed(("BUILDS_ON",))


class Reading(CountingStore):
    """A store that counts how often a neighbourhood is read."""

    reads = 0

    def neighbourhood(self, *given: object, **more: object) -> list[Neighbour]:
        self.reads += 1
        return self.store.neighbourhood(*given, **more)  # type: ignore[arg-type]


def chain(store: Store, length: int = 5) -> list[str]:
    """Models that build on each other, one after the other, and a hub that made them all."""
    paper, names = Paper("Chain"), [model(f"M{n}") for n in range(length)]
    for newer, older in pairwise(names):
        paper.says(newer, "BUILDS_ON", older)
    for name in names:
        paper.says(name, "DEVELOPED_BY", organization("Maker"))
    store.write(paper.batch())
    return [name.id for name in names]


def whole(relationships: list[Neighbour], start: str, end: str, length: int, first: int) -> list[Path]:
    """The paths as they are when all of the graph is known."""
    projection = Projection.of(relationships)
    degrees = {projection.ids[n]: degree for n, degree in projection.undirected.degree()}
    found: list[Path] = []
    for steps in range(1, length + 1):
        found = found if len(found) >= first else Between(projection, start, end, steps).shortest(first, degrees)
    return found


@settings(max_examples=cases(25))
@given(history=batches(), data=st.data())
def test_paths_over_a_part_are_those_over_the_whole(tmp_path_factory: pytest.TempPathFactory, history: list[Batch], data: st.DataObject) -> None:
    store = open_store(str(tmp_path_factory.mktemp("walk") / "graph.db"))
    for batch in history:
        store.write(batch)
    relationships = [r for r in store.neighbourhood(None, (), LIMIT) if r.start != r.end]
    ids = sorted({end for r in relationships for end in (r.start, r.end)})
    if len(ids) > 1:
        start, end = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
        length, first = data.draw(st.integers(1, 6)), data.draw(st.integers(0, 6))
        assert Walker(store, LIMIT).paths(start, end, ALL, length, first) == whole(relationships, start, end, length, first)
    store.close()


def test_both_stores_walk_alike(place: Place) -> None:
    store = place.open()
    ids = chain(store)
    walker = Walker(store, LIMIT)
    assert [len(p.relationships) for p in walker.paths(ids[0], ids[4], ALL, 4, 10)][:2] == [2, 3]
    assert [p.nodes for p in walker.paths(ids[0], ids[4], ON, 4, 10)] == [tuple(ids)]
    assert walker.paths(ids[0], ids[4], ON, 3, 10) == []
    part = walker.subgraph([ids[0]], ON, 2, 10)
    assert (part.nodes, len(part.relationships), part.truncated) == (tuple(ids[:3]), 2, False)
    assert walker.ranking(Measure.DEGREE, "Organization", ALL)[0].score == len(ids)
    assert {n for group in walker.communities(Grouping.LOUVAIN, "AIModel", ALL) for n in group} == set(ids)
    assert {s.node for s in walker.similar(ids[0], Followed(("DEVELOPED_BY",)), 10)} == set(ids[1:])


def test_a_path_that_is_near_is_found_without_reading_on(sqlite_store: Store) -> None:
    ids, reading = chain(sqlite_store, 9), Reading(sqlite_store)
    assert len(Walker(reading, LIMIT).paths(ids[0], ids[1], ON, 6, 1)) == 1
    assert reading.reads == 1


def test_what_was_read_is_kept_until_the_graph_changes(sqlite_store: Store) -> None:
    ids, reading = chain(sqlite_store), Reading(sqlite_store)
    walker = Walker(reading, LIMIT)
    for _ in range(2):
        walker.ranking(Measure.PAGERANK, "AIModel", ALL)
        walker.ranking(Measure.DEGREE, None, ALL)
        walker.communities(Grouping.LOUVAIN, None, ALL)
    assert reading.reads == 1, "one projection serves all"
    found = walker.paths(ids[0], ids[2], ALL, 2, 5)
    before = reading.reads
    assert walker.paths(ids[0], ids[2], ALL, 2, 5) == found
    assert reading.reads == before
    more = Paper("More")
    more.says(model("M0"), "BUILDS_ON", model("M2"))
    sqlite_store.write(more.batch())
    assert [len(p.relationships) for p in walker.paths(ids[0], ids[2], ALL, 2, 5)] == [1, 2, 2]


def test_few_projections_of_the_whole_graph_are_kept(sqlite_store: Store) -> None:
    chain(sqlite_store)
    reading = Reading(sqlite_store)
    walker, days = Walker(reading, LIMIT), [Followed(as_of=f"2024-03-0{n}") for n in range(1, WHOLE + 3)]
    for over in days:
        walker.ranking(Measure.DEGREE, None, over)
    walker.communities(Grouping.LOUVAIN, None, days[-1])
    assert reading.reads == len(days), "the last is there"
    walker.communities(Grouping.LOUVAIN, None, days[0])
    assert reading.reads == len(days) + 1, "the first was let go"
    walker.ranking(Measure.DEGREE, None, days[0])
    assert reading.reads == len(days) + 1, "what was made of it is kept"


def test_a_walk_ends_at_its_bound(sqlite_store: Store) -> None:
    ids = chain(sqlite_store)
    with pytest.raises(QueryTooCostly, match="more than 3 relationships"):
        Walker(sqlite_store, 3).paths(ids[0], ids[4], ALL, 4, 10)
    assert Walker(sqlite_store, 4).paths(ids[0], ids[2], ON, 4, 10)


def test_a_graph_that_is_too_large_is_refused_without_reading_it_and_as_of_a_day_once(sqlite_store: Store) -> None:
    chain(sqlite_store)
    reading = Reading(sqlite_store)
    walker, then = Walker(reading, 4), Followed(as_of="2024-03-01")
    for over, reads in ((ALL, 0), (then, 1), (then, 1), (ON, 2)):
        if over is ON:
            assert walker.ranking(Measure.DEGREE, None, over)
        else:
            with pytest.raises(QueryTooCostly, match="more than 4 relationships"):
                walker.communities(Grouping.LOUVAIN, None, over)
        assert reading.reads == reads
