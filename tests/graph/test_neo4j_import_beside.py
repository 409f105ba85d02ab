"""Work that is shared with another process: the same results in the same order, its errors, and its end."""

from __future__ import annotations

import operator
import os
from pathlib import Path

import pytest

from graph.errors import InvalidInput, ReportgraphError
from graph.neo4j_import import beside, export_folder
from graph.neo4j_import.beside import Beside
from graph.store import Store
from tests.graph.test_neo4j_import import batches, content
from tests.graphs import Paper, model


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 0.0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_what_is_made_comes_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    with Beside[int, int](operator.neg, tmp_path) as two:
        assert list(two.in_order(range(200))) == [-number for number in range(200)]
        assert list(two.in_order([])) == []
        assert list(two.in_order([7])) == [-7]
    assert [path.name for path in tmp_path.iterdir()] == ["make"], "no task is left"


def test_little_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 60.0)
    with Beside[int, int](operator.neg, tmp_path) as one:
        assert list(one.in_order(range(3))) == [0, -1, -2]
    assert not list(tmp_path.iterdir())


def test_an_error_of_the_other_process_is_raised_here(tmp_path: Path) -> None:
    with Beside(int, tmp_path) as two, pytest.raises(ValueError, match="no number"):
        list(two.in_order(["no number"]))


def test_an_end_of_the_other_process_is_told(tmp_path: Path) -> None:
    with Beside(os._exit, tmp_path) as two:
        with pytest.raises(ReportgraphError, match="stopped"):
            list(two.in_order([3]))
        with pytest.raises(ReportgraphError, match="stopped"):
            list(two.in_order([3]))


def test_two_processes_write_the_same_folder(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for batch in batches():
        sqlite_store.write(batch)
    count = export_folder(sqlite_store, tmp_path / "two")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert export_folder(sqlite_store, tmp_path / "one") == count
    assert content(tmp_path / "two") == content(tmp_path / "one")


def test_what_no_list_can_hold_is_told_by_either(sqlite_store: Store, tmp_path: Path) -> None:
    made = Paper("Odd")
    made.says(model("So\ufdd0ra"), "availability", "x")
    sqlite_store.write(made.batch())
    with pytest.raises(InvalidInput, match=r"U\+FDD0.*without it"):
        export_folder(sqlite_store, tmp_path / "graph")
    assert not list(tmp_path.glob("*graph*/"))
