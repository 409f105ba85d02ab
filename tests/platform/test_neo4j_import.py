"""The way into Neo4j beside Bolt, tried for real: a folder from an embedded graph, Neo4j's own import, and a server that goes on from there."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest

from api.execution import Engine
from graph.claim import Page
from graph.cypher.names import ADDED_IN, schema
from graph.errors import InvalidInput, StoreError
from graph.export import Format, export
from graph.neo4j_import import export_folder
from graph.plan import Arrivals, Param, Plan
from graph.store import Store, neo4j_server, open_store
from graph.store.base import Batch
from graph.store.neo4j_connection import Target
from graph.values import NodeRef, Review
from graph.verify import verify
from loaders.pipeline import load
from tests.asking import ask, normal, runner
from tests.conftest import Place
from tests.golden.seed import batches
from tests.golden.test_golden import CASES, variables
from tests.graphs import Paper, model, organization, same

SAMPLES = Path(__file__).parents[2] / "samples"
HARSH = " \"quoted\", ;'x' \\ \t | line\nbreak\r\nand\rreturn \x00 \x1f \u2028 \ufeff 𠮷 x"
LONG = 5_000_000  # more than Neo4j's import reads as one field unless it is told

ARRIVALS = Plan((("told", Arrivals(Param(0), Param(1), Param(2))),))

pytestmark = pytest.mark.neo4j


def harsh() -> Paper:
    """A paper whose names and texts a file of cells may not take as they are, with empty texts beside those that are not there."""
    paper = Paper(f"Harsh{HARSH}")
    odd = model(f"Odd{HARSH}")
    paper.says(odd, "availability", HARSH, text="")
    paper.says(odd, "clipDuration", 1e300, min=5e-324)
    paper.says(odd, "frameRate", -0.0, text="")
    paper.says(odd, "DEVELOPED_BY", organization('"'))
    paper.says(odd, "COMPARED_WITH", model("Sora"), review=Review.PINNED)
    paper.says(organization('"'), "roles", "LAB")
    paper.says(organization('"'), "roles", "BROKER", review=Review.REJECTED)
    paper.says(paper.ref, "COVERS", NodeRef("Sector", "电子", "a scope"), properties={"rating": "a,b", "ratingAction": '"'})
    paper.says(paper.ref, "MENTIONS", odd, properties={"count": 2**62})
    paper.says(paper.ref, "truncated", "true")
    return paper


def filled(path: Path) -> Store:
    """An embedded graph of the samples, the golden seed and what is harsh, with judgements about names that no claim has."""
    store = open_store(str(path))
    load([str(SAMPLES)], store)
    for batch in batches():
        store.write(batch)
    paper = harsh()
    document = paper.document
    end = document.pages[-1].end
    long = replace(document, pages=(*document.pages, Page(99, end, "长" * LONG), Page(100, end + LONG, "")), facts={"odd": HARSH})
    store.write(Batch(documents=[long], claims=paper.claims))
    store.write(Batch(judgements=[same(model("Nowhere"), model("Nowhere at all")), same(model("Unsaid"), model("Sora"), f"person:{HARSH}")]))
    return store


def lines(store: Store) -> list[bytes]:
    stream = io.BytesIO()
    export(store, Format.JSONL, stream)
    return stream.getvalue().splitlines()


def held(address: str) -> tuple[list[str], list[str], set[str]]:
    """All that a database holds, but for what tells of its history: nodes, relationships, constraints and indexes."""
    key = "coalesce(n.id, n.sha256, toString(n.place) + n.text, labels(n)[0])"
    target = Target.of(address)
    with neo4j.GraphDatabase.driver(target.address, auth=(target.user, target.password)) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p").records
        ends = f"COLLECT {{ WITH startNode(r) AS n RETURN {key} }}[0] AS start, COLLECT {{ WITH endNode(r) AS n RETURN {key} }}[0] AS end"
        related = driver.execute_query(f"MATCH ()-[r]->() RETURN type(r) AS type, {ends}, properties(r) AS p").records
        names = {record["name"] for record in driver.execute_query("SHOW INDEXES YIELD name").records}
    history = {"Graph": ("generation", "ledger", "locked"), "Name": (ADDED_IN,)}
    shown = [[n["labels"], {k: v for k, v in n["p"].items() if k not in history.get(n["labels"][0], ())}] for n in nodes]
    return sorted(map(_text, shown)), sorted(_text([r["type"], r["start"], r["end"], r["p"]]) for r in related), names


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def answers(store: Store) -> dict[str, Any]:
    """What the golden operations are answered."""
    engine = Engine(store)
    found = {}
    for case in CASES:
        if case.parent.name != "introspection":
            body = runner().run(engine.execute(case.read_text(encoding="utf-8"), variables(case))).body
            answer = json.loads(body)
            found[str(case)] = normal([answer.get("data"), [error["message"] for error in answer.get("errors", [])]])
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled(tmp_path_factory.mktemp("source") / "graph.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def home(source: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a server whose database was imported from the source."""
    folder = tmp_path_factory.mktemp("import")
    export_folder(source, folder / "graph", compress=True)
    neo4j_server.import_folder(folder / "home", folder / "graph")
    neo4j_server.start(folder / "home")
    yield folder / "home"
    neo4j_server.stop(folder / "home")


def address(home: Path) -> str:
    running = neo4j_server.status(home)
    assert running is not None
    return running.address


@pytest.fixture(scope="module")
def imported(home: Path) -> Iterator[Store]:
    store = open_store(address(home))
    yield store
    store.close()


def test_it_is_the_graph_that_a_load_would_have_made(source: Store, imported: Store, home: Path, neo4j_place: Place) -> None:
    loaded = neo4j_place.open()
    loaded.write(Batch(**_content(source)))
    nodes, related, names = held(neo4j_place.address)
    assert lines(imported) == lines(source) == lines(loaded)
    assert held(address(home))[0] == nodes
    assert held(address(home))[1] == related
    assert set(schema()) <= names & held(address(home))[2]


def _content(store: Store) -> dict[str, list[Any]]:
    content: dict[str, list[Any]] = {"documents": [], "judgements": [], "claims": []}
    for record in store.records():
        content[f"{type(record).__name__.lower()}s"].append(record)
    return content


def test_it_proves_and_answers_all_that_its_source_does(source: Store, imported: Store) -> None:
    assert verify(imported).ok
    assert imported.status().generation == source.status().generation
    assert imported.status().counts == source.status().counts
    assert ask(imported, ARRIVALS, [[0, ""], 1000, 100]) == ask(source, ARRIVALS, [[0, ""], 1000, 100])
    assert answers(imported) == answers(source)


def test_loading_goes_on(source: Store, imported: Store, home: Path, neo4j_place: Place) -> None:
    loaded = neo4j_place.open()
    loaded.write(Batch(**_content(source)))
    later = Paper("A later note", "2025-01-01")
    later.says(model("Sora"), "clipDuration", 20.0)
    later.says(model("Nowhere"), "DEVELOPED_BY", organization("OpenAI, Inc."))
    more = [later.batch(), Batch(judgements=[same(model("Pika 1.0"), model("Sora"))]), Batch(withdraw=[harsh().sha256])]
    for batch in more:
        written = [store.write(batch) for store in (source, imported, loaded)]
        assert written[0] == written[1] == written[2]
    assert load([str(SAMPLES)], imported).to_json()["documents"][0]["claimsAdded"] == 0
    assert lines(imported) == lines(source)
    assert held(address(home))[:2] == held(neo4j_place.address)[:2]


def test_a_server_that_runs_is_not_imported_into(home: Path, source: Store, tmp_path: Path) -> None:
    export_folder(source, tmp_path / "graph")
    with pytest.raises(InvalidInput, match="runs"):
        neo4j_server.import_folder(home, tmp_path / "graph", overwrite=True)


def test_what_is_there_goes_only_where_that_is_said(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no import folder"):
        neo4j_server.import_folder(tmp_path / "home", tmp_path)
    export_folder(sqlite_store, tmp_path / "graph")
    neo4j_server.import_folder(tmp_path / "home", tmp_path / "graph")
    with pytest.raises(InvalidInput, match="there already"):
        neo4j_server.import_folder(tmp_path / "home", tmp_path / "graph")
    neo4j_server.import_folder(tmp_path / "home", tmp_path / "graph", overwrite=True)


def test_a_folder_that_is_not_whole_is_told_with_its_log(sqlite_store: Store, tmp_path: Path) -> None:
    export_folder(sqlite_store, tmp_path / "graph")
    (tmp_path / "graph" / "nodes-Graph.csv").unlink()
    with pytest.raises(StoreError, match="could not import") as told:
        neo4j_server.import_folder(tmp_path / "home", tmp_path / "graph")
    assert "nodes-Graph.csv" in Path(told.value.hint.removeprefix("See ").removesuffix(".")).read_text(encoding="utf-8")
