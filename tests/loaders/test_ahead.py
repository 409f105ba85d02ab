"""A file that is read in another process is loaded as one that is read here: the same claims, issues and errors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graph.claim import Claim
from graph.errors import ReportgraphError
from graph.store import Store, open_store
from loaders import ahead
from loaders.ahead import load_ahead
from loaders.pipeline import DocumentReport, extract, load

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "hengyue_video_2024-02-22.txt"


def line(number: int, **keys: Any) -> str:
    said = {"subject": {"type": "AIModel", "name": f"Model {number}"}, "property": "clipDuration", "text": f"{number} 秒", "max": number, "unit": "s"}
    return json.dumps(said | keys, ensure_ascii=False)


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(text + "\n" for text in lines), "utf-8")
    return path


def loaded(path: Path, database: Path) -> tuple[DocumentReport, list[Any]]:
    store = open_store(str(database))
    return load([str(path)], store).documents[0], list(store.records())


@pytest.fixture(params=["jsonl", "csv"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file with bad lines among good ones."""
    if request.param == "jsonl":
        bad = ("not JSON", line(1, property="nothing"), line(2, unit="px"), line(3, property=["clipDuration"]), line(4, relationship={}, property=None))
        return written(tmp_path / "facts.jsonl", *(line(n) for n in range(300)), *bad, "", line(400, saidOn="2024-02-30"), line(401, asOf="2024-02"))
    (tmp_path / "facts.mapping.toml").write_text(
        '[[claims]]\nsubject = {type = "AIModel", name = "{model}"}\nproperty = "clipDuration"\nmax = "{seconds}"\nunit = "s"\n', "utf-8"
    )
    return written(tmp_path / "facts.csv", "model,seconds", *(f"可灵 {n},{n}" for n in range(300)), "Sora,long", 'Kling,"1\n2"')


def test_what_another_process_reads_is_what_is_read_here(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = loaded(source, tmp_path / "here.db")
    monkeypatch.setattr(ahead, "LARGE", 0)
    there = loaded(source, tmp_path / "there.db")
    assert there == here
    assert here[0].issues
    assert here[0].claims >= 300


def test_claims_keep_their_places_in_documents_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)
    store = open_store(str(tmp_path / "graph.db"))
    load([str(SAMPLE)], store)
    known = list(extract(SAMPLE).claims)
    wrong = known[0].to_json() | {"quote": "what is not there"}
    path = written(tmp_path / "again.jsonl", *(json.dumps(c.to_json(), ensure_ascii=False) for c in known), json.dumps(wrong))
    report = load([str(path)], store).documents[0]
    assert (report.claims, report.written.claims_added, [i.line for i in report.issues]) == (len(known), 0, [len(known) + 1])
    assert {c.id for c in store.records(Claim) if isinstance(c, Claim)} == {c.id for c in known}


def test_why_a_file_cannot_be_read_is_said_as_it_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "facts.csv", "model", "Sora")
    here = loaded(path, tmp_path / "here.db")
    monkeypatch.setattr(ahead, "LARGE", 0)
    assert loaded(path, tmp_path / "there.db") == here
    assert "mapping" in (here[0].error or "")


def test_a_reader_that_is_gone_is_an_error_and_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)
    monkeypatch.setattr(sys, "executable", "/bin/true")
    store = open_store(str(tmp_path / "graph.db"))
    with pytest.raises(ReportgraphError, match="stopped before its end"):
        list(load_ahead(written(tmp_path / "facts.jsonl", line(1)), store))


def test_whoever_takes_only_the_first_part_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)
    path = written(tmp_path / "facts.jsonl", *(line(n) for n in range(24_000)))
    parts = load_ahead(path, _store(tmp_path))
    assert next(parts).lines < 24_000
    parts.close()  # type: ignore[attr-defined] # a generator
    assert not _readers(path)


def test_the_reader_ends_when_the_load_is_killed_and_the_same_load_adds_the_rest(tmp_path: Path) -> None:
    filler = "x" * 350
    path = written(tmp_path / "facts.jsonl", *(line(n, note=filler) for n in range(24_000)))
    assert path.stat().st_size > ahead.LARGE
    address = str(tmp_path / "graph.db")
    code = (
        "from graph.store import open_store; from loaders.pipeline import load\n"
        f"load([{str(path)!r}], open_store({address!r}), progress=lambda p: print(p.lines, flush=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    store = open_store(address)
    assert sum(isinstance(c, Claim) for c in store.records(Claim)) >= lines
    assert load([str(path)], store).documents[0].claims == 24_000
    assert sum(isinstance(c, Claim) for c in store.records(Claim)) == 24_000
    deadline = time.monotonic() + 60
    while _readers(path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _readers(path)


def _store(folder: Path) -> Store:
    return open_store(str(folder / "graph.db"))


def _readers(path: Path) -> list[str]:
    """The processes that read a file for a load."""
    listed = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, text=True, check=True).stdout
    return [command for command in listed.splitlines() if "loaders.ahead" in command and str(path) in command]
