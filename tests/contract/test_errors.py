"""What a store raises when it cannot, each error after its name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph.errors import InvalidInput, StoreError, StoreTimeout, StoreTooNew, StoreUnavailable
from graph.ontology import Direction
from graph.plan import Aggregate, Aggregates, AggregateValue, CompareMeasure, Connection, Everything, Field, Hop, Measure, Op, Param, Plan
from graph.store import Store, open_store
from graph.store.base import FORMAT, Batch
from tests.asking import ask
from tests.conftest import Place, send
from tests.graphs import Paper, model
from tests.questions import everything


def test_a_closed_store_is_unavailable(store: Store) -> None:
    store.close()
    with pytest.raises(StoreUnavailable):
        ask(store, everything("AIModel", "name"))
    with pytest.raises(StoreUnavailable):
        store.write(Batch())
    with pytest.raises(StoreUnavailable):
        store.status()


def test_a_store_may_be_closed_twice(store: Store) -> None:
    store.close()
    store.close()


def test_an_address_of_no_store_is_invalid_input() -> None:
    with pytest.raises(InvalidInput, match="no store"):
        open_store("postgres://somewhere/db")


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable) as told:
        open_store("bolt://neo4j:secret@127.0.0.1:1")
    assert "secret" not in str(told.value)


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(str(tmp_path / "no" / "such" / "graph.db"))


def test_a_file_that_is_no_graph_is_unavailable_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes and no database. " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE claim (id INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError):
        open_store(str(path))
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
    connection.close()
    assert tables == ["claim"]


def test_a_statement_that_runs_too_long_is_stopped(store: Store) -> None:
    paper = Paper("A note")
    for number in range(150):
        paper.says(paper.ref, "MENTIONS", model(f"Model {number}"))
    store.write(paper.batch())
    hop = Hop("MENTIONS", Direction.IN, ("Report",))
    back = Hop("MENTIONS", Direction.OUT, ("AIModel",))
    inner: Measure = Measure(back, Aggregate.COUNT_DISTINCT, Field("name"))
    for _ in range(3):
        inner = Measure(hop, Aggregate.COUNT, None, CompareMeasure(inner, Op.GT, Param(0)))
        inner = Measure(back, Aggregate.COUNT, None, CompareMeasure(inner, Op.GT, Param(0)))
    count = Aggregates((("n", AggregateValue(Aggregate.COUNT)),))
    plan = Plan((("slow", Connection(Everything(("Report",)), CompareMeasure(inner, Op.GT, Param(0)), (), None, (("a", count),))),))
    with pytest.raises(StoreTimeout):
        ask(store, plan, [0], timeout=0.05)
    assert ask(store, everything("Report", "name"))["all"]["totalCount"] == 1


def _make_newer(place: Place) -> None:
    """Mark the graph at a place as one of a later version, as that would."""
    if place.kind == "sqlite":
        connection = sqlite3.connect(place.address)
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
        connection.close()
    else:
        send(place.address, "MATCH (g:Graph) SET g.format = g.format + 1")


def test_a_graph_of_a_newer_version_is_refused_and_left_alone(place: Place) -> None:
    store = place.open()
    paper = Paper("A note")
    paper.says(model("Sora"), "modality", "VIDEO")
    store.write(paper.batch())
    place.close()
    _make_newer(place)
    with pytest.raises(StoreTooNew, match="newer version"):
        place.open()
