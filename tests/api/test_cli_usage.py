"""The command line before any graph is there: help, wrong usage, and errors that say what to do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.cli import Run, reportgraph

COMMANDS = ("load", "extract", "serve", "query", "compare", "search", "verify", "doctor", "export", "neo4j")


def one_line(run: Run) -> str:
    """The one line on standard error."""
    (line,) = run.err.strip().splitlines()
    assert line.startswith("Error: ")
    assert "Traceback" not in run.err
    return line


def test_help_names_every_command() -> None:
    run = reportgraph("--help")
    assert run.code == 0
    for command in COMMANDS:
        assert f"  {command} " in run.out


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("neo4j", "extract")])
def test_every_command_takes_a_store(command: str) -> None:
    assert "--store URL" in reportgraph(command, "--help").out
    assert "REPORTGRAPH_STORE" in reportgraph(command, "--help").out


def test_version() -> None:
    assert reportgraph("--version").out.startswith("reportgraph ")


def test_nothing_heavy_is_imported_before_a_command_runs() -> None:
    code = "import sys, api.cli; print(*(m for m in ('strawberry', 'graphql', 'neo4j', 'networkx', 'apsw', 'uvicorn', 'rich', 'lxml') if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("arguments", [["nope"], ["search"], ["search", "x", "--first", "many"], ["export", "--format", "pdf"], ["compare"]])
def test_wrong_usage(arguments: list[str]) -> None:
    run = reportgraph(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "Error" in run.err or "Usage" in run.err


@pytest.mark.parametrize("arguments", [["search", "x"], ["compare", "a"], ["verify"], ["export"], ["serve"], ["query", "{q}"]])
def test_a_graph_that_is_not_there_is_not_made(arguments: list[str], tmp_path: Path) -> None:
    question = tmp_path / "q.graphql"
    question.write_text("{ __typename }", encoding="utf-8")
    missing = tmp_path / "missing.db"
    run = reportgraph(*(a.format(q=question) for a in arguments), "--store", str(missing))
    assert run.code == 1
    assert "There is no graph at" in one_line(run)
    assert "reportgraph load" in run.err
    assert not missing.exists()


def test_an_address_of_no_store() -> None:
    run = reportgraph("verify", "--store", "mysql://here")
    assert run.code == 2
    assert "neo4j://" in one_line(run)


def test_a_neo4j_that_cannot_be_reached() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        run = reportgraph("verify", "--store", f"bolt://127.0.0.1:{port}")
    assert run.code == 1
    assert "cannot be reached" in one_line(run) or "reach" in one_line(run)


@pytest.mark.parametrize("text", ["not json", "[1]", '"x"'])
def test_variables_that_are_no_object(text: str) -> None:
    run = reportgraph("query", "--variables", text, stdin="{ __typename }")
    assert run.code == 2
    assert "--variables" in one_line(run)


def test_a_question_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    missing = reportgraph("query", str(tmp_path / "nope.graphql"))
    assert (missing.code, "nope.graphql" in one_line(missing)) == (2, True)
    binary = tmp_path / "binary.graphql"
    binary.write_bytes(b"\xff\xfe\x00\xd8")
    assert "UTF-8" in one_line(reportgraph("query", str(binary)))


def test_a_setting_that_is_wrong_is_named(tmp_path: Path) -> None:
    run = reportgraph("serve", "--store", str(tmp_path / "x.db"), env={"REPORTGRAPH_PORT": "http"})
    assert run.code == 2
    assert "REPORTGRAPH_PORT" in one_line(run)


def test_something_unexpected_is_still_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("graph.store.open_store", broken)
    run = reportgraph("load", ".")
    assert run.code == 1
    assert "ZeroDivisionError" in one_line(run)
    assert "REPORTGRAPH_DEBUG" in run.err


def test_a_neo4j_of_our_own_that_does_not_run(tmp_path: Path) -> None:
    status = reportgraph("neo4j", "status", "--home", str(tmp_path))
    assert (status.code, "reportgraph neo4j start" in status.out) == (1, True)
    assert reportgraph("neo4j", "status", "--json", "--home", str(tmp_path)).out == "null\n"
    imported = reportgraph("neo4j", "import", str(tmp_path), "--home", str(tmp_path / "home"))
    assert (imported.code, "--format neo4j-import" in imported.err) == (2, True)
    stopped = reportgraph("neo4j", "stop", "--home", str(tmp_path))
    assert (stopped.code, stopped.out) == (0, "Neo4j did not run.\n")
