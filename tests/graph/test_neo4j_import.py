"""The folder for Neo4j's own import, as far as it can be held against rows without a server; tests/platform/test_neo4j_import.py imports it."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.claim_columns import ClaimColumns
from graph.cypher.names import ADDED_IN, SETTLED
from graph.cypher.write_identities import identities
from graph.cypher.write_rows import claim_row, document_row, judgement_row, name_row, page_rows
from graph.errors import InvalidInput, StoreError
from graph.neo4j_import import export_folder
from graph.neo4j_import.claims import Claims
from graph.neo4j_import.files import BUFFER, node_columns, relationship_columns
from graph.neo4j_import.lines import Lines
from graph.ontology import CLAIM, ONTOLOGY
from graph.store import Store
from graph.store.base import Batch
from graph.values import NodeRef
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same

ODD = 'a "quoted", text;\nof two lines'


def paper() -> Paper:
    made = Paper("A note")
    sora = model("Sora")
    made.says(sora, "clipDuration", 60.0, min=None)
    made.says(sora, "availability", ODD)
    made.says(sora, "DEVELOPED_BY", organization("OpenAI"))
    made.says(organization("OpenAI"), "roles", "LAB")
    made.says(organization("OpenAI"), "roles", "COMPANY")
    made.says(made.ref, "MENTIONS", sora, properties={"count": 3})
    made.says(made.ref, "truncated", "true")
    made.says(model("Gen-2"), "COMPARED_WITH", model("SORA 1.0"))
    return made


def batches() -> list[Batch]:
    return [paper().batch(), Batch(judgements=[same(model("SORA 1.0"), model("Sora")), same(model("Nowhere"), model("Nobody"))])]


@pytest.fixture
def folder(sqlite_store: Store, tmp_path: Path) -> Path:
    for batch in batches():
        sqlite_store.write(batch)
    export_folder(sqlite_store, tmp_path / "graph")
    return tmp_path / "graph"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    (header,) = csv.reader((folder / f"{name}-header.csv").read_text(encoding="utf-8").splitlines())
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [dict(zip(header, cells, strict=True)) for cells in csv.reader(file)]


def test_every_column_of_every_row_has_its_place() -> None:
    made = paper()
    columns = node_columns()
    assert {key for claim in made.claims for key in claim_row(claim)} <= columns["Claim"].keys()
    assert columns["Document"].keys() == document_row(made.document).keys()
    assert columns["Page"].keys() == {"", *page_rows(made.document)[0]}
    assert columns["Judgement"].keys() == judgement_row(same(model("a"), model("b"))).keys()
    assert columns["Name"].keys() == {*name_row(made.ref), "spellings", ADDED_IN}
    shown = identities([]).shown(model("Sora").id, {model("Sora").id: ["Sora"]})
    for node in ONTOLOGY.node_types:
        assert {"id", "since", SETTLED, *shown, *(c for p in node.properties for c in p.columns)} == columns[node.label].keys()
    assert set(ONTOLOGY.relationships) < relationship_columns().keys()


def test_claims_as_columns_are_the_rows_that_a_store_keeps() -> None:
    made = paper()
    made.says(made.ref, "COVERS", NodeRef("Sector", 'a "sector"', "a scope"), properties={"rating": 'a "b"', "ratingAction": "c"}, confidence=1)
    lines = Lines()
    for claim in made.claims:
        lines.node(CLAIM, claim_row(claim))
    (expected,) = lines.blocks()
    assert Claims(identities([])).made(ClaimColumns.of(made.claims)).blocks[0] == expected


def test_nodes_and_relationships_are_those_of_the_graph(folder: Path) -> None:
    sora = next(row for row in rows(folder, "nodes-AIModel") if row["name:string"] == "Sora")
    assert (sora["id:ID(Node)"], sora["aliases:string[]"], sora["since:string"]) == (model("Sora").id, "SORA 1.0", "2024-02-20")
    assert (sora["clipDurationMin:double"], sora["clipDurationMax:double"], sora["availability:string"]) == ("", "60.0", ODD)
    (maker,) = rows(folder, "nodes-Organization")
    assert maker["roles:string[]"].split("\ufdd0") == ["COMPANY", "LAB"]
    assert [row["truncated:boolean"] for row in rows(folder, "nodes-Report")] == ["true"]
    assert [row["count:long"] for row in rows(folder, "relationships-MENTIONS")] == ["3"]
    compared = [(row[":START_ID(Node)"], row[":END_ID(Node)"]) for row in rows(folder, "relationships-COMPARED_WITH")]
    assert compared == [tuple(sorted((model("Gen-2").id, model("Sora").id)))]


def test_names_lead_to_their_node_and_those_of_no_claim_to_none(folder: Path) -> None:
    leads = {row[":START_ID(Name)"]: row[":END_ID(Node)"] for row in rows(folder, "relationships-NAMES")}
    assert leads[model("SORA 1.0").id] == leads[model("Sora").id] == model("Sora").id
    names = {row["id:ID(Name)"]: row["spellings:string[]"] for row in rows(folder, "nodes-Name")}
    assert names.keys() - leads.keys() == {model("Nowhere").id, model("Nobody").id}
    assert (names[model("Nowhere").id], names[model("SORA 1.0").id]) == ("", "SORA 1.0")


def test_a_report_keeps_its_place_in_the_order_of_coming(folder: Path) -> None:
    added = {row["id:ID(Name)"]: int(row["addedIn:long"]) for row in rows(folder, "nodes-Name") if row["addedIn:long"]}
    (mark,) = rows(folder, "nodes-Graph")
    assert added == {paper().ref.id: int(mark["generation:long"]) - 1}, "it came with the batch before the last"


def test_an_empty_text_differs_from_none(folder: Path) -> None:
    assert ',"",' in (folder / "nodes-Name.csv").read_text(encoding="utf-8"), "no scope is an empty text"
    claims = (folder / "nodes-Claim.csv").read_text(encoding="utf-8")
    assert ",," in claims
    assert ',"",' not in claims, "what a claim does not say stands in no quotes"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("compress", [False, True])
def test_the_same_graph_gives_the_same_bytes(place: Place, tmp_path: Path, compress: bool) -> None:  # noqa: FBT001
    made = []
    for number, order in enumerate((batches(), batches()[::-1])):
        store = place.empty()
        for batch in order:
            store.write(batch)
        export_folder(store, tmp_path / str(number), compress=compress)
        made.append(content(tmp_path / str(number)))
    names = "nodes-Name.csv.gz" if compress else "nodes-Name.csv"
    assert made[0].pop(names) != made[1].pop(names), "a name tells the generation in which its report came"
    assert made[0] == made[1]


def test_compressed_files_hold_the_same(sqlite_store: Store, folder: Path, tmp_path: Path) -> None:
    export_folder(sqlite_store, tmp_path / "small", compress=True)
    small = content(tmp_path / "small")
    for name, data in content(folder).items():
        if name.endswith((".csv", ".args")):
            found = small.get(name) if name in small else gzip.decompress(small[f"{name}.gz"])
            assert found is not None
            assert found.replace(b".csv.gz", b".csv") == data


def test_the_arguments_name_every_file_and_what_the_content_needs(folder: Path) -> None:
    options = (folder / "import.args").read_text(encoding="ascii").splitlines()
    named = {file for option in options if option.startswith(("--nodes=", "--relationships=")) for file in option.rpartition("=")[2].split(",")}
    assert named == {path.name for path in folder.iterdir() if path.suffix == ".csv"}
    assert "--multiline-fields=true" in options
    assert f"--read-buffer-size={BUFFER}" in options
    script = (folder / "import.sh").read_text(encoding="ascii")
    assert 'database import full "$database" @import.args "$@"' in script


def test_a_long_text_gets_a_buffer_that_holds_it(sqlite_store: Store, tmp_path: Path) -> None:
    made = Paper("Long")
    made.says(model("Sora"), "availability", "x" * BUFFER)
    sqlite_store.write(made.batch())
    export_folder(sqlite_store, tmp_path / "graph")
    (size,) = (line for line in (tmp_path / "graph" / "import.args").read_text().splitlines() if line.startswith("--read-buffer-size="))
    assert int(size.partition("=")[2]) > BUFFER


def test_a_folder_that_holds_something_is_left_alone(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(InvalidInput, match="holds something"):
        export_folder(sqlite_store, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("graph.db")] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert export_folder(sqlite_store, tmp_path / "empty") == 1, "the mark alone"


def test_what_no_list_can_hold_is_told_and_nothing_stays(sqlite_store: Store, tmp_path: Path) -> None:
    made = Paper("Odd")
    made.says(model("So\ufdd0ra"), "availability", "x")
    sqlite_store.write(made.batch())
    with pytest.raises(InvalidInput, match="U\\+FDD0"):
        export_folder(sqlite_store, tmp_path / "graph")
    assert not list(tmp_path.glob("*graph*/")), "neither the folder nor a part of it"


def test_a_graph_that_changes_meanwhile_is_not_exported(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite_store.write(paper().batch())
    records = sqlite_store.records

    def disturbed(*kinds: Any) -> Iterator[Any]:
        if ClaimColumns in kinds:
            later = Paper("Later")
            later.says(model("Sora"), "availability", "open")
            sqlite_store.write(later.batch())
        return records(*kinds)

    monkeypatch.setattr(sqlite_store, "records", disturbed)
    with pytest.raises(StoreError, match="changed"):
        export_folder(sqlite_store, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
