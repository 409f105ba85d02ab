"""`load` and `extract`: what a person and a script see, what is kept, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.api.cli import reportgraph

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = next(iter(sorted(SAMPLES.glob("*.txt"))))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two samples."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for path in sorted(SAMPLES.glob("*.txt"))[:2]:
        shutil.copy(path, folder)
    return folder


def test_a_load_is_told_in_a_table_and_loading_again_adds_nothing(reports: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "graph.db")
    first = reportgraph("load", str(reports), "--store", store)
    assert (first.code, first.err) == (0, "")
    rows = [line.split() for line in first.lines if ".txt" in line]
    assert [row[-1] for row in rows] == ["✓", "✓"]
    assert all(row[1] == row[2] != "0" for row in rows)
    again = reportgraph("load", str(reports), "--store", store)
    assert [line.split()[2] for line in again.lines if ".txt" in line] == ["0", "0"]
    assert reportgraph("verify", "--store", store).code == 0


def test_a_load_for_programs(reports: Path, tmp_path: Path) -> None:
    run = reportgraph("load", str(reports), "--json", "--store", str(tmp_path / "graph.db"))
    documents = json.loads(run.out)["documents"]
    assert [d["error"] for d in documents] == [None, None]
    assert all(d["claims"] == d["claimsAdded"] > 0 for d in documents)


def test_a_dry_run_keeps_nothing(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.db"
    run = reportgraph("load", str(reports), "--dry-run", "--store", str(store))
    assert (run.code, store.exists()) == (0, False)
    assert "nothing was kept" in run.err


def test_several_processes_give_the_same_graph(reports: Path, tmp_path: Path) -> None:
    one, two = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    assert reportgraph("load", str(reports), "--store", one).code == 0
    assert reportgraph("load", str(reports), "--jobs", "2", "--store", two).code == 0
    assert reportgraph("export", "--store", one).out == reportgraph("export", "--store", two).out


def test_one_bad_file_is_told_and_the_others_are_loaded(reports: Path, tmp_path: Path) -> None:
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 8)
    run = reportgraph("load", str(reports), str(tmp_path / "missing.txt"), "--store", str(tmp_path / "graph.db"))
    assert run.code == 1
    assert sum("✓" in line for line in run.lines) == 2
    errors = [line for line in run.err.splitlines() if line.startswith("Error: ")]
    assert [e.split(":")[1].strip() for e in errors] == ["binary.txt", "missing.txt"]


def test_what_is_no_report_is_passed_over_in_a_folder(reports: Path, tmp_path: Path) -> None:
    (reports / "notes.xyz").write_text("x", encoding="utf-8")
    run = reportgraph("load", str(reports), "--store", str(tmp_path / "graph.db"))
    assert (run.code, "notes.xyz" in run.err, "notes.xyz" in run.out) == (0, True, False)


def test_a_line_that_is_refused_is_told_with_its_number(tmp_path: Path) -> None:
    lines = reportgraph("extract", str(SAMPLE)).lines[:2]
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([lines[0], '{"subject": {"type": "Spaceship", "name": "X"}}', lines[1]]) + "\n", encoding="utf-8")
    run = reportgraph("load", str(path), "--store", str(tmp_path / "graph.db"))
    assert run.code == 1
    assert "line 2" in run.err


def test_extract_prints_claims_whose_quotes_stand_in_the_text() -> None:
    run = reportgraph("extract", str(SAMPLE))
    raw = SAMPLE.read_bytes().decode()
    claims = [json.loads(line) for line in run.lines]
    assert run.code == 0
    assert {"subject", "text", "quote", "confidence", "method", "page"} <= claims[0].keys()
    assert all(raw[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


@pytest.mark.parametrize("name", ["missing.txt", "binary.txt", ""])
def test_extract_of_what_is_no_report(name: str, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    run = reportgraph("extract", str(tmp_path / name))
    assert (run.code, run.out, len(run.err.splitlines())) == (1, "", 1)
    assert run.err.startswith("Error: ")


def test_progress_is_for_terminals(reports: Path, tmp_path: Path) -> None:
    run = reportgraph("load", str(reports), "--store", str(tmp_path / "graph.db"), terminal=True)
    assert run.code == 0
    assert "2/2" in run.err
