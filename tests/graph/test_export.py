"""Exports: the same bytes for the same graph whatever the store and the order of loading, and formats that others can read."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from urllib.parse import unquote

import neo4j
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim, Document
from graph.cypher_script import identifier, literal
from graph.errors import InvalidInput
from graph.export import ONE_FILE, Format, export
from graph.identity import Judgement
from graph.snapshot import Snapshot
from graph.store import Store
from graph.store.base import Batch
from graph.values import Review
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same

ODD = "back\\slash \\u0041 'quote' \"double\" `tick` ; // no /* comment */ {x}\u2028\x85 𠮷 {{"


def papers() -> list[Paper]:
    first, second = Paper("电子行业点评"), Paper("Second note", "2024-03-01")
    sora = model("Sora")
    first.says(first.ref, "PUBLISHED_BY", organization("五矿证券"))
    first.says(first.ref, "truncated", "true")
    first.says(first.ref, "pageCount", "7")
    first.says(first.ref, "MENTIONS", sora, properties={"count": 3})
    first.says(sora, "clipDuration", 60.0)
    first.says(sora, "availability", ODD)
    first.says(sora, "DEVELOPED_BY", organization("OpenAI"))
    first.says(sora, "COMPARED_WITH", model("Gen-2"))
    second.says(model("Gen-2"), "COMPARED_WITH", sora)
    second.says(model("SORA 1.0"), "frameRate", 24.0, review=Review.PINNED)
    return [first, second]


def batches() -> list[Batch]:
    return [*(paper.batch() for paper in papers()), Batch(judgements=[same(model("SORA 1.0"), model("Sora"))])]


def written(store: Store, format_: Format) -> bytes:
    stream = io.BytesIO()
    export(store, format_, stream)
    return stream.getvalue()


def fill(store: Store) -> None:
    for batch in batches():
        store.write(batch)


def test_json_lines_are_the_records_and_load_again_to_the_same(store: Store, sqlite_place: Place) -> None:
    fill(store)
    lines = [json.loads(line) for line in written(store, Format.JSONL).splitlines()]
    documents = [Document.from_json(line) for line in lines if "document" in line and "subject" not in line]
    judgements = [Judgement.from_json(line) for line in lines if "judgement" in line]
    assert (len(documents), len(judgements), len(lines)) == (2, 1, 2 + 1 + 10)
    assert [d.sha256 for d in documents] == sorted(d.sha256 for d in documents)
    reviews = [line.get("review") for line in lines if "subject" in line]
    assert sorted(filter(None, reviews)) == ["PINNED"]
    assert {c.id for c in store.records(Claim) if isinstance(c, Claim)} == {c.id for p in papers() for c in p.claims}
    assert sqlite_place.kind == "sqlite"


@pytest.mark.parametrize("format_", ONE_FILE)
def test_the_order_of_loading_never_shows(sqlite_place: Place, format_: Format) -> None:
    store = sqlite_place.open()
    fill(store)
    before = written(store, format_)
    again = sqlite_place.empty()
    for batch in reversed(batches()):
        again.write(batch)
    fill(again)
    assert written(again, format_) == before


@pytest.mark.neo4j
@pytest.mark.parametrize("format_", ONE_FILE)
def test_both_stores_give_the_same_bytes(sqlite_store: Store, neo4j_store: Store, format_: Format) -> None:
    fill(sqlite_store)
    fill(neo4j_store)
    assert written(sqlite_store, format_) == written(neo4j_store, format_)


def test_a_snapshot_tells_each_node_and_relationship_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.snapshot.PAGE_SIZE", 1)
    fill(store)
    with Snapshot(store) as snapshot:
        nodes, relationships = list(snapshot.nodes()), list(snapshot.relationships())
    assert sorted(n.name for n in nodes) == sorted(["电子行业点评", "Second note", "五矿证券", "OpenAI", "Sora", "Gen-2"])
    sora = next(n for n in nodes if n.name == "Sora")
    assert (sora.properties["aliases"], sora.properties["clipDurationMax"], sora.properties["frameRateMax"]) == (["SORA 1.0"], 60.0, 24.0)
    assert sorted(r.type for r in relationships) == ["COMPARED_WITH", "DEVELOPED_BY", "MENTIONS", "PUBLISHED_BY"]
    assert next(r for r in relationships if r.type == "MENTIONS").properties == {"count": 3}


@pytest.mark.parametrize("format_", [Format.GRAPHML, Format.GEXF])
def test_networkx_reads_its_formats_back(store: Store, format_: Format, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "graph.xml"
    path.write_bytes(written(store, format_))
    graph = nx.read_graphml(path, force_multigraph=True) if format_ is Format.GRAPHML else nx.read_gexf(path)
    nodes = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (6, 4)
    assert (nodes["Sora"]["type"], nodes["Sora"]["clipDurationMax"], nodes["Sora"]["aliases"]) == ("AIModel", 60.0, "SORA 1.0")
    assert nodes["电子行业点评"]["truncated"] is True
    assert {data["label"] for *_, data in graph.edges(data=True)} == {"COMPARED_WITH", "DEVELOPED_BY", "MENTIONS", "PUBLISHED_BY"}


def test_what_xml_cannot_hold_is_left_out(sqlite_store: Store) -> None:
    paper = Paper("Control\x07 characters\x00")
    paper.says(model("A\x0bB"), "availability", "bell\x07 and\ufffe")
    sqlite_store.write(paper.batch())
    for format_ in (Format.GRAPHML, Format.GEXF):
        assert b"bell and" in written(sqlite_store, format_)


def driver_of(address: str) -> neo4j.Driver:
    """A driver with the user and password in the address, or of the environment."""
    scheme, _, rest = address.partition("://")
    login, at, host = rest.rpartition("@")
    user, _, password = login.partition(":") if at else (os.environ["NEO4J_USERNAME"], "", os.environ["NEO4J_PASSWORD"])
    return neo4j.GraphDatabase.driver(f"{scheme}://{host}", auth=(user, unquote(password)))


@pytest.mark.neo4j
def test_the_cypher_script_makes_the_graph_and_makes_nothing_twice(sqlite_store: Store, neo4j_place: Place) -> None:
    fill(sqlite_store)
    script = written(sqlite_store, Format.CYPHER).decode("ascii").splitlines()
    assert all(line.startswith("//") or line.endswith(";") for line in script)
    with driver_of(neo4j_place.address) as driver:
        for line in script * 2:
            driver.execute_query(line.removesuffix(";") if not line.startswith("//") else "RETURN 1")
        nodes = driver.execute_query("MATCH (n) RETURN labels(n)[0] AS label, n.name AS name, n.availability AS availability").records
        relationships = driver.execute_query("MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name, r.count AS count").records
    assert sorted(n["name"] for n in nodes) == sorted(["电子行业点评", "Second note", "五矿证券", "OpenAI", "Sora", "Gen-2"])
    assert {n["availability"] for n in nodes if n["name"] == "Sora"} == {ODD}
    assert [r["count"] for r in relationships if r["type(r)"] == "MENTIONS"] == [3]
    assert len(relationships) == 4


@pytest.mark.neo4j
def test_cypher_reads_every_literal_as_it_was(neo4j_address: str) -> None:
    values = [ODD, "\\", "\\\\u0041", "'", "\\'", "\x00\n\r\t", "", ["a", ["b"]], {"a `b`": [1, 2.5, True, None]}, 1e300, -3]
    with driver_of(neo4j_address) as driver:
        for value in values:
            assert driver.execute_query(f"RETURN {literal(value)} AS x").records[0]["x"] == value


@given(st.text(st.sampled_from("\\u0'\"`\n;é五😀 a1{}$")))
def test_a_literal_never_ends_before_its_quote(text: str) -> None:
    written_text = literal(text)
    assert written_text.isascii()
    assert "\n" not in written_text
    assert written_text[1:-1].replace("\\\\", "").replace("\\'", "").count("'") == 0


def test_a_name_with_a_unicode_escape_is_no_identifier() -> None:
    assert identifier("a`b") == "`a``b`"
    with pytest.raises(InvalidInput):
        identifier("x\\u0060")
