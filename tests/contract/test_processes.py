"""What may be relied on when several threads and processes use one graph, and when one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.claim import Claim, Document
from graph.store import Store
from tests.asking import ask
from tests.conftest import Place
from tests.naive import Ledger
from tests.questions import everything
from tests.writer import papers

ROOT = Path(__file__).parents[2]
COUNT = 8


@contextmanager
def writer(place: Place, first: int, count: int) -> Iterator[subprocess.Popen[str]]:
    """A process that writes papers, with `opened` already read from its output."""
    command = [sys.executable, "-m", "tests.writer", place.address, str(first), str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "opened\n"
        yield process


def expected(*parts: tuple[int, int]) -> Ledger:
    return Ledger.of(paper.batch() for first, count in parts for paper in papers(first, count))


def assert_holds(store: Store, ledger: Ledger) -> None:
    assert list(store.records()) == list(ledger.records())
    names = {ref.id for claim in ledger.claims.values() for ref in (claim.subject, claim.object) if ref and ref.type == "AIModel"}
    found = ask(store, everything("AIModel", "id", "clipDurationMax"))["all"]["nodes"]
    assert {node["id"] for node in found} == names
    assert len(found) == len(names)


def test_two_processes_write_at_once(place: Place) -> None:
    place.open()
    with writer(place, 0, COUNT) as one, writer(place, 100, COUNT) as two:
        assert (one.wait(120), two.wait(120)) == (0, 0)
    assert_holds(place.open(), expected((0, COUNT), (100, COUNT)))


def test_threads_write_and_read_one_store_at_once(store: Store) -> None:
    def write(first: int) -> int:
        for paper in papers(first, COUNT // 2):
            store.write(paper.batch())
        return len(list(store.records(Document)))

    with ThreadPoolExecutor(3) as threads:
        seen = list(threads.map(write, (0, 100, 200)))
    assert all(count >= COUNT // 2 for count in seen)
    assert_holds(store, expected((0, COUNT // 2), (100, COUNT // 2), (200, COUNT // 2)))


def test_a_reader_sees_at_once_what_another_process_writes(place: Place) -> None:
    reader = place.open()
    assert ask(reader, everything("Report", "name"))["all"]["totalCount"] == 0
    with writer(place, 0, COUNT) as process:
        assert process.stdout is not None
        for written, _line in enumerate(process.stdout, 1):
            assert ask(reader, everything("Report", "name"))["all"]["totalCount"] >= written
    assert ask(reader, everything("Report", "name"))["all"]["totalCount"] == COUNT


@pytest.mark.parametrize("after", [0, 1, 4])
def test_kill_9_loses_nothing_reported_and_the_same_load_makes_it_whole(place: Place, after: int) -> None:
    place.open()
    with writer(place, 0, 60) as process:
        assert process.stdout is not None
        reported = [int(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
    half = place.open()
    whole = {paper.sha256: len(paper.claims) for paper in papers(0, 60)}
    kept = [record.span.document for record in half.records(Claim) if isinstance(record, Claim)]
    assert {hash_: kept.count(hash_) for hash_ in kept}.items() <= whole.items(), "a batch is there whole or not at all"
    assert len(set(kept)) >= len(reported)
    for paper in papers(0, 60):
        half.write(paper.batch())
    assert_holds(half, expected((0, 60)))
