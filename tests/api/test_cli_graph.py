"""The command line on a graph: what a newcomer does, and what a script reads."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from api.cli_terminal import show, table
from graph.store import open_store
from graph.store.base import Batch
from graph.values import Qualifier
from tests.api.cli import reportgraph
from tests.graphs import Paper, model, organization, same

ANSI = re.compile(r"\x1b\[")


@pytest.fixture
def graph(tmp_path: Path) -> str:
    """Two reports that disagree on one figure."""
    address = str(tmp_path / "graph.db")
    first, second = Paper("文生视频模型点评", "2024-02-20"), Paper("A second look", "2024-03-01")
    sora, gen2 = model("Sora"), model("Gen-2")
    first.says(first.ref, "PUBLISHED_BY", organization("五矿证券"))
    second.says(second.ref, "PUBLISHED_BY", organization("Harbor | Research"))
    first.says(sora, "clipDuration", None, min=None, max=60.0, unit="s", text="1分钟", qualifier=Qualifier.AT_MOST)
    second.says(sora, "clipDuration", 20.0)
    first.says(gen2, "clipDuration", None, min=4.0, max=16.0, unit="s", text="4~16s", qualifier=Qualifier.RANGE)
    first.says(sora, "DEVELOPED_BY", organization("OpenAI"))
    first.says(gen2, "availability", "=HYPERLINK(1)")
    store = open_store(address)
    store.write(first.batch())
    store.write(second.batch(judgements=[same(model("GEN2 model"), gen2)]))
    store.close()
    return address


def compared(graph: str, *options: str, terminal: bool = False, env: dict[str, str] | None = None) -> str:
    run = reportgraph("compare", "sora", "gen2", "--store", graph, *options, terminal=terminal, env=env)
    assert (run.code, run.err) == (0, "")
    return run.out


def test_compare_shows_values_marks_and_who_contradicts_whom(graph: str) -> None:
    out = compared(graph)
    row = next(line for line in out.splitlines() if line.startswith("clip duration"))
    assert re.split(r"  +", row) == ["clip duration", "20 s ★ ⚠", "4–16 s", "≠ different"]
    assert "– not stated" in out
    contradictions = out[out.index("contradict each other", out.index("clip duration")) :]
    assert "五矿证券, 2024-02-20" in contradictions
    assert "Harbor | Research, 2024-03-01" in contradictions
    assert not ANSI.search(out)
    assert all(line == line.rstrip() for line in out.splitlines())


def test_compare_takes_properties_types_and_a_policy(graph: str) -> None:
    out = compared(graph, "--property", "developer,clipDuration", "--type", "AIModel", "--resolve", "majority", "--json")
    rows = json.loads(out)["rows"]
    assert [row["property"] for row in rows] == ["developer", "clipDuration"]
    assert rows[0]["cells"][0]["text"] == "OpenAI"


def test_compare_as_markdown_and_csv(graph: str) -> None:
    markdown = compared(graph, "--format", "markdown").splitlines()
    assert markdown[0].startswith("| AIModel | Sora | Gen-2 |")
    assert set(markdown[1]) <= set("| -")
    assert all(line.count(" | ") == markdown[0].count(" | ") for line in markdown if line.startswith("|") and not line.startswith("| ---"))
    assert any(line.startswith("[^1]: ") for line in markdown)
    rows = list(csv.reader(io.StringIO(compared(graph, "--format", "csv"))))
    assert rows[0] == ["property", "unit", "agreement", "best", "Sora", "Gen-2", "Sora evidence", "Gen-2 evidence"]
    by_name = {row[0]: row for row in rows}
    assert by_name["clipDuration"][:6] == ["clipDuration", "s", "DIFFERENT", "Sora", "20 s", "4–16 s"]
    assert by_name["availability"][5] == "'=HYPERLINK(1)"


def test_colours_are_for_terminals_that_want_them(graph: str) -> None:
    assert ANSI.search(reportgraph("doctor", "--store", graph, terminal=True).out + compared(graph, terminal=True))
    assert not ANSI.search(compared(graph, terminal=True, env={"NO_COLOR": "1"}))


def test_columns_stand_under_each_other_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    show(table("", ["who", "x"], [("五矿证券", "1"), ("Harbor", "1"), ("𠮷ＡＢ", "1")]))
    heading, _, *rows = capsys.readouterr().out.splitlines()
    assert {cell_len(row[: row.index("1")]) for row in rows} == {cell_len(heading[: heading.index("x")])}


def test_a_name_that_is_not_there(graph: str) -> None:
    run = reportgraph("compare", "Sora", "Nobody", "--store", graph)
    assert (run.code, run.out) == (1, "")
    assert "Nobody" in run.err
    assert len(run.err.splitlines()) == 1


def test_a_property_or_type_that_is_not_there(graph: str) -> None:
    for option, value in (("--property", "horsepower"), ("--type", "Spaceship")):
        run = reportgraph("compare", "Sora", option, value, "--store", graph)
        assert (run.code, run.out) == (2, "")
        assert value in run.err


def test_search(graph: str) -> None:
    out = reportgraph("search", "点评", "--store", graph).out
    assert "Report" in out
    assert "文生视频模型" in out
    found = json.loads(reportgraph("search", "sora", "--type", "AIModel", "--json", "--store", graph).out)
    assert [(e["node"]["__typename"], e["node"]["name"]) for e in found["edges"]] == [("AIModel", "Sora")]
    forgiven = reportgraph("search", "sroa", "--type", "AIModel", "--store", graph).out
    assert "Nothing is called 'sroa'. With a mistake forgiven:" in forgiven
    assert "«Sora»" in forgiven
    nothing = reportgraph("search", "zzzz", "--store", graph)
    assert (nothing.code, "Nothing is called" in nothing.out) == (0, True)


def test_query_from_a_file_from_standard_input_and_with_variables(graph: str, tmp_path: Path) -> None:
    text = "query Q($name: String!) { aiModel(name: $name) { name developer { name } } }"
    (tmp_path / "q.graphql").write_text(text, encoding="utf-8")
    wanted = {"data": {"aiModel": {"name": "Sora", "developer": {"name": "OpenAI"}}}}
    variables = ["--variables", '{"name": "SORA"}', "--store", graph]
    assert json.loads(reportgraph("query", str(tmp_path / "q.graphql"), *variables).out) == wanted
    assert json.loads(reportgraph("query", "-", *variables, stdin=text).out) == wanted
    assert json.loads(reportgraph("query", *variables, stdin=text, terminal=True).out) == wanted


def test_query_says_how_an_answer_came_about_beside_it(graph: str) -> None:
    text = '{ aiModel(name: "Sora") { name } }'
    plain, run = reportgraph("query", "--store", graph, stdin=text), reportgraph("query", "--explain", "--store", graph, stdin=text)
    assert (run.code, run.out) == (0, plain.out)
    assert "aiModel: Lookup by=name" in run.err
    assert "SQL: SELECT" in run.err
    assert " ms, " in run.err
    assert plain.err == ""
    wrong = reportgraph("query", "--explain", "--store", graph, stdin="{ nope }")
    assert (wrong.code, wrong.err.count("Error: ")) == (2, 1)
    change = reportgraph("query", "--explain", "--store", graph, stdin='mutation { deleteReport(id: "Report.0") { claimsRemoved } }')
    assert (change.code, "Only queries are explained" in change.err) == (2, True)


@pytest.mark.parametrize(("text", "code"), [
    ("{", 2), ("{ nope }", 2), ('{ aiModel(name: "a", id: "b") { name } }', 2), ('{ compare(names: ["x"]) { type } }', 1),
])  # fmt: skip
def test_a_question_that_is_wrong(graph: str, text: str, code: int) -> None:
    run = reportgraph("query", "--store", graph, stdin=text)
    assert run.code == code
    assert json.loads(run.out)["errors"]
    assert all(line.startswith("Error: ") for line in run.err.splitlines())


def test_verify_and_what_it_finds(graph: str) -> None:
    assert reportgraph("verify", "--store", graph).out == "7 claims in 2 documents: every quote stands where it should.\n"
    paper = Paper("False")
    paper.says(model("Sora"), "DEVELOPED_BY", organization("OpenAI"))
    store = open_store(graph)
    store.write(Batch(claims=paper.claims))
    store.close()
    run = reportgraph("verify", "--store", graph)
    assert (run.code, run.out) == (1, "8 claims in 2 documents: 1 wrong.\n")
    assert "not in the store" in run.err
    told = json.loads(reportgraph("verify", "--json", "--store", graph).out)
    assert (told["ok"], len(told["wrong"])) == (False, 1)


def test_export_to_a_file_and_to_standard_output(graph: str, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    run = reportgraph("export", "--output", str(path), "--store", graph)
    assert (run.code, run.out) == (0, "")
    assert "10 lines" in run.err
    assert reportgraph("export", "--store", graph).out == path.read_text(encoding="utf-8")
    assert reportgraph("export", "--format", "graphml", "--store", graph).out.startswith("<?xml")
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_export_to_a_folder_that_is_not_there(graph: str, tmp_path: Path) -> None:
    run = reportgraph("export", "-o", str(tmp_path / "no" / "out.jsonl"), "--store", graph)
    assert (run.code, len(run.err.splitlines())) == (2, 1)


def test_an_export_for_neo4j_is_a_folder(graph: str, tmp_path: Path) -> None:
    run = reportgraph("export", "--format", "neo4j-import", "-o", str(tmp_path / "folder"), "--store", graph)
    assert (run.code, run.out) == (0, "")
    assert "import.sh" in run.err
    assert (tmp_path / "folder" / "import.sh").stat().st_mode & 0o111
    again = reportgraph("export", "--format", "neo4j-import", "--gzip", "-o", str(tmp_path / "folder"), "--store", graph)
    assert (again.code, "holds something" in again.err) == (2, True)
    assert reportgraph("export", "--format", "neo4j-import", "--gzip", "-o", str(tmp_path / "small"), "--store", graph).code == 0
    assert (tmp_path / "small" / "nodes-Claim.csv.gz").exists()


@pytest.mark.parametrize("options", [["--format", "neo4j-import"], ["--gzip"], ["--format", "neo4j-import", "-o", "{file}/inside"]])
def test_an_export_for_neo4j_that_cannot_be_written(graph: str, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "file").touch()
    run = reportgraph("export", *(o.format(file=tmp_path / "file") for o in options), "--store", graph)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: ")


def test_an_export_loads_again_to_the_same(graph: str, tmp_path: Path) -> None:
    path, copy = tmp_path / "out.jsonl", str(tmp_path / "copy.db")
    reportgraph("export", "-o", str(path), "--store", graph)
    assert reportgraph("load", str(path), "--store", copy).code == 0
    assert reportgraph("export", "--store", copy).out == path.read_text(encoding="utf-8")


def test_doctor(graph: str) -> None:
    run = reportgraph("doctor", "--json", "--store", graph)
    checks = {check["name"]: check for check in json.loads(run.out)}
    assert {"Reportgraph", "SQLite", "Neo4j driver", "GraphiQL", "disk", "graph", "holds"} == set(checks)
    assert checks["SQLite"]["ok"]
    assert "2 AIModel" in checks["holds"]["detail"]
    assert run.code == (0 if all(check["ok"] for check in checks.values()) else 1)
    assert "✓" in reportgraph("doctor", "--store", graph).out


def test_doctor_of_a_graph_that_was_not_made_yet_makes_none(tmp_path: Path) -> None:
    out = reportgraph("doctor", "--store", str(tmp_path / "none.db")).out
    assert "reportgraph load" in out
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("command", [["verify"], ["search", "x"], ["load", "."]])
def test_a_file_that_is_no_graph(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "no.db"
    path.write_bytes(b"this is not a database, it is a letter\n" * 100)
    run = reportgraph(*command, "--store", str(path))
    assert (run.code, len(run.err.splitlines())) == (1, 1)
    assert path.read_bytes().startswith(b"this is not a database")
