"""Who answers what the embedded store is asked: the event loop or a thread; and where SQLite sorts meanwhile."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import pytest

import graph.store.sqlite as module
import graph.store.sqlite_connection as connection_module
from graph.errors import StoreTimeout
from graph.ontology import Direction
from graph.plan import Connection, Everything, Field, Hop, Nodes, Order, Plan, ToOne
from graph.store.sqlite import SqliteStore
from tests.asking import ask
from tests.conftest import Place
from tests.graph.test_sqlite_store import note
from tests.graphs import Paper, model
from tests.questions import everything, shape


def test_what_takes_long_is_answered_by_a_thread(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(module, "_QUICK", 0.0)
    store = sqlite_place.open()
    assert isinstance(store, SqliteStore)
    paper = Paper("Many")
    for i in range(300):
        paper.says(model(f"M{i}"), "clipDuration", float(i))
    store.write(paper.batch())
    told = ToOne(Hop("DEVELOPED_BY", Direction.OUT, ("Organization",)), shape("Organization", "name"))
    order = (Order(Field("clipDurationMax"), descending=True),)
    asked = Connection(Everything(("AIModel",)), None, order, None, (("nodes", Nodes(shape("AIModel", "clipDurationMax", developer=told))),))
    plan = Plan((("found", asked),))
    for _ in range(2):
        assert [n["clipDurationMax"] for n in ask(store, plan)["found"]["nodes"]] == [float(i) for i in reversed(range(300))]
    assert store._prepared(plan, []).threaded > 100
    monkeypatch.setattr(module, "_QUICK", 60.0)
    monkeypatch.setattr(module, "_PATIENCE", 60.0)
    for _ in range(10):
        ask(store, plan)
    assert store._prepared(plan, []).threaded == 0, "what was slow once is not taken for slow for ever"


def test_of_what_is_asked_at_once_threads_answer_all_but_one(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    assert isinstance(store, SqliteStore)
    store.write(note().batch())
    plan = everything("AIModel", "name")

    def threads() -> int:
        return sum(thread.name.startswith("sqlite") for thread in threading.enumerate())

    async def asked() -> None:
        before = threads()
        for _ in range(3):
            await store.run(plan, [])
            await asyncio.sleep(0)  # the next turn
        assert threads() == before, "who asks alone is answered where the event loop runs"
        answers = await asyncio.gather(*(store.run(plan, []) for _ in range(4)))
        assert threads() > before
        assert {json.loads(answer)["all"]["nodes"][0]["name"] for answer in answers} == {"Sora"}

    asyncio.run(asked())


def test_where_no_file_may_be_made_memory_is_sorted_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError

    assert sorts_in(tmp_path / "a.db") == 1
    monkeypatch.setattr(connection_module, "gettempdir", nowhere)
    assert sorts_in(tmp_path / "b.db") == 2


def sorts_in(path: Path) -> int:
    """SQLite's number for where a connection keeps what is temporary: 1 for files, 2 for memory."""
    connection_module._temporary.cache_clear()
    connection = connection_module.connect_to_write(path)
    connection_module._temporary.cache_clear()
    return int(connection.pragma("temp_store"))


def test_who_waits_for_a_thread_waits_no_longer_than_allowed(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GRACE", 0.0)
    monkeypatch.setattr(module, "_PATIENCE", 1.0)  # so that it is handed to a thread at once
    store = SqliteStore.open(sqlite_place.address)
    done = threading.Event()
    busy = [store._threads.submit(done.wait) for _ in range(store._threads._max_workers)]
    with pytest.raises(StoreTimeout):
        ask(store, everything("AIModel", "name"), timeout=0.05)
    done.set()
    assert all(future.result() for future in busy)
    assert ask(store, everything("AIModel", "name"), timeout=5)["all"]["totalCount"] == 0
    store.close()
