"""What the embedded store alone promises: views follow the ontology, processes share a file, nothing is lost in text."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claim import Claim, Document
from graph.claim import Page as DocumentPage
from graph.errors import InvalidInput, StoreUnavailable
from graph.identity import Judgement
from graph.ontology import ONTOLOGY, Direction, Ontology
from graph.plan import (
    Across,
    Arrivals,
    Compare,
    Connection,
    Constant,
    Everything,
    Field,
    GroupKey,
    Groups,
    Hop,
    Nodes,
    Op,
    Page,
    PageInfo,
    Param,
    Plan,
    TotalCount,
)
from graph.store.base import Batch
from graph.store.sqlite import SqliteStore
from graph.values import NodeRef
from tests.asking import ask
from tests.conftest import Place, cases
from tests.graph.test_sql_names import WIDER, columns
from tests.graphs import Paper, batches, disputes, histories, model, organization, same
from tests.questions import CLAIMS, by_id, by_name, everything, listing, shape

SORA = model("Sora")


def note() -> Paper:
    paper = Paper("A note")
    paper.says(SORA, "clipDuration", 60.0)
    paper.says(SORA, "modality", "VIDEO")
    paper.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    return paper


def view_rows(path: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, but for when nodes are settled: that is a bound, which does not go down with what is withdrawn."""
    with sqlite3.connect(path) as database:
        tables = [table for table in columns(Path(path)) if table.startswith(("node", "rel_", "beaten"))]
        shown = {table: ", ".join(f'"{c}"' for c in columns(Path(path))[table] if c != "settled") for table in tables}
        return {table: sorted(database.execute(f'SELECT {told} FROM "{table}"'), key=repr) for table, told in shown.items()}


def settled_days(path: str) -> dict[str, str]:
    """When each model is settled."""
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT gid, settled FROM node_AIModel WHERE settled IS NOT NULL"))


def forget_views(path: str) -> None:
    """Make the store believe that its views are another ontology's."""
    with sqlite3.connect(path) as database:
        database.execute("UPDATE meta SET value = '' WHERE key = 'views'")


# Views ---------------------------------------------------------------------------------------------------------------


@settings(max_examples=cases(25))
@given(parts=histories(disputes()))
def test_what_is_kept_of_disputes_is_what_is_made_again(sqlite_place: Place, parts: list[Batch]) -> None:
    store = sqlite_place.empty()
    for part in parts:
        store.write(part)
    sqlite_place.close()
    followed, days = view_rows(sqlite_place.address), settled_days(sqlite_place.address)
    forget_views(sqlite_place.address)
    sqlite_place.open()
    sqlite_place.close()
    assert view_rows(sqlite_place.address) == followed
    exact = settled_days(sqlite_place.address)
    assert {node: max(day, exact.get(node, "")) for node, day in days.items()} == days
    assert exact.keys() <= days.keys()


@settings(max_examples=cases(25))
@given(parts=batches(), gone=st.integers(0, 3), undone=st.integers(0, 3))
def test_views_made_again_are_those_that_followed(sqlite_place: Place, parts: list[Batch], gone: int, undone: int) -> None:
    store = sqlite_place.empty()
    for part in parts:
        store.write(part)
    papers = [part.documents[0].sha256 for part in parts if part.documents]
    judgements: list[Judgement] = [j for part in parts for j in part.judgements]
    store.write(Batch(withdraw=papers[gone : gone + 1], undo=[j.id for j in judgements[undone : undone + 1]]))
    sqlite_place.close()
    followed = view_rows(sqlite_place.address)
    forget_views(sqlite_place.address)
    sqlite_place.open()
    sqlite_place.close()
    assert view_rows(sqlite_place.address) == followed


def test_another_ontology_needs_no_migration(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.db")
    models = next(n for n in ONTOLOGY.node_types if n.label == "AIModel")
    fewer = replace(models, properties=tuple(p for p in models.properties if p.name != "modality"))
    narrow = Ontology(tuple(fewer if n is models else n for n in ONTOLOGY.node_types), ONTOLOGY.relationship_types)
    store = SqliteStore.open(path)
    store.write(note().batch())
    store.close()
    store = SqliteStore.open(path, narrow)
    assert ask(store, everything("AIModel", "name", "clipDurationMax"))["all"]["nodes"] == [{"name": "Sora", "clipDurationMax": 60.0}]
    store.write(Batch(claims=[replace(c, subject=model("Pika")) for c in note().claims]))
    store.close()
    store = SqliteStore.open(path)
    assert ask(store, everything("AIModel", "name", "modality"))["all"]["nodes"] == [{"name": n, "modality": "VIDEO"} for n in ("Pika", "Sora")]
    store.close()


def test_a_new_type_is_stored_and_answered(tmp_path: Path) -> None:
    store = SqliteStore.open(str(tmp_path / "graph.db"), WIDER)
    paper = note()
    sun = NodeRef("Star", "Sun")
    told = [
        replace(paper.claims[1], subject=sun, property="bright", value="true"),
        replace(paper.claims[2], subject=sun, relationship="SHINES_ON", object=NodeRef("Product", "Panel"), properties={"since": "2024"}),
    ]
    store.write(Batch(claims=told))
    shone = listing(Hop("SHINES_ON", Direction.OUT, ("Product",)), "name")
    assert ask(store, everything("Star", "name", "bright", shines=shone))["all"]["nodes"] == [
        {"name": "Sun", "bright": True, "shines": {"totalCount": 1, "nodes": [{"name": "Panel"}]}}
    ]
    store.close()


def test_a_hub_of_many_names_keeps_every_relationship(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    paper = Paper("Many")
    for i in range(60):
        paper.says(paper.ref, "MENTIONS", model(f"M{i:02}"), properties={"count": i})
    for start in range(0, 60, 7):
        store.write(Batch(claims=paper.claims[start : start + 7]))
    plan = everything("Report", mentions=listing(Hop("MENTIONS", Direction.OUT, ("AIModel",)), "name"))
    assert [n["name"] for n in ask(store, plan)["all"]["nodes"][0]["mentions"]["nodes"]] == [f"M{i:02}" for i in range(60)]


# Texts and numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a\0b", "\0", "a\u2028b", "\x7f\x01", "𠮷", '"\\/', "é", "\ufeff", "｛", "0"])
def test_no_text_is_changed(sqlite_place: Place, text: str) -> None:
    store = sqlite_place.open()
    raw = f"before {text} after"
    document = Document("ab" * 32, f"n{text}", "text/plain", "utf-8", "EN", (DocumentPage(1, 0, raw),), {"x": text})
    start = raw.index(text, 7)
    claim = replace(note().claims[1], property="availability", subject=model(f"N{text}"), value=text, text=text, span=document.span(start, start + len(text)))
    store.write(Batch(documents=[document], claims=[claim]))
    assert list(store.records(Document, Claim)) == [document, claim]
    told = ask(store, everything("AIModel", "name", "availability", claims=listing(CLAIMS, "quote", "verified")))["all"]["nodes"]
    expected = {"name": f"N{text}", "availability": text, "claims": {"totalCount": 1, "nodes": [{"quote": text, "verified": True}]}}
    assert told == [expected]
    for op in (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.EQ):
        found = Connection(Everything(("AIModel",)), Compare(Field("availability"), op, Param(0)), (), None, (("nodes", Nodes(shape("AIModel", "name"))),))
        assert len(ask(store, Plan((("found", found),)), [text])["found"]["nodes"]) == 1


@pytest.mark.parametrize("number", [0.1 + 0.2, 1e22, 5e-324, 123456789012345.678, -0.5, 1.7976931348623157e308, 9007199254740993.0])
def test_no_number_is_changed(sqlite_place: Place, number: float) -> None:
    store = sqlite_place.open()
    store.write(Batch(claims=[replace(note().claims[0], min=None, max=number)]))
    assert [c.max for c in store.records(Claim) if isinstance(c, Claim)] == [number]
    assert ask(store, everything("AIModel", "clipDurationMax"))["all"]["nodes"] == [{"clipDurationMax": number}]


@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, -(2**63)])
def test_no_integer_is_changed(sqlite_place: Place, number: int) -> None:
    store = sqlite_place.open()
    claim = replace(note().claims[1], subject=NodeRef("PricingPlan", "Pro"), property="seats", value=str(number), text=str(number))
    store.write(Batch(claims=[claim]))
    assert ask(store, everything("PricingPlan", "seats"))["all"]["nodes"] == [{"seats": number}]


# Batches and processes -----------------------------------------------------------------------------------------------


def test_a_batch_that_fails_leaves_nothing_and_the_store_works_on(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    good = note()
    before = store.status()
    for bad in (replace(good.claims[0], text="\ud800"), replace(good.claims[0], min=2**70)):
        with pytest.raises(InvalidInput):
            store.write(Batch(claims=[*good.claims, bad]))
        with pytest.raises(InvalidInput):
            store.write(Batch(documents=[replace(good.document, name="\ud800")], claims=good.claims))
    assert store.status() == before
    assert store.write(good.batch()).claims_added == 3
    assert ask(store, by_name("AIModel", "name"), [["sora"]])["found"] == {"name": "Sora"}


def test_where_no_room_is_left_nothing_is_lost_and_the_store_works_on(sqlite_place: Place) -> None:
    store = SqliteStore.open(sqlite_place.address)
    store.write(note().batch())
    before, long = store.status(), Paper("A long note")
    for number in range(200):
        long.says(model(f"Model {number}"), "clipDuration", float(number))
    pages: int = store._connection.pragma("page_count")
    store._connection.pragma("max_page_count", pages)  # SQLite says then what it says of a full disk
    with pytest.raises(StoreUnavailable, match="no room") as told:
        store.write(long.batch())
    assert "Make room" in told.value.hint
    assert store.status() == before
    store._connection.pragma("max_page_count", 2**30)
    assert store.write(long.batch()).claims_added == 200
    store.close()


def test_two_open_stores_do_not_trust_what_they_remember(sqlite_place: Place) -> None:
    one, other = sqlite_place.open(), sqlite_place.open()
    paper, second = note(), Paper("Another note", "2024-03-01")
    second.says(SORA, "availability", "open")
    one.write(paper.batch())
    other.write(second.batch())
    one.write(Batch(withdraw=[paper.sha256]))
    other.write(Batch(withdraw=[second.sha256]))
    assert not {k: v for k, v in one.status().counts.items() if v}
    one.write(paper.batch())
    other.write(second.batch())
    assert ask(one, everything("AIModel", "name", "modality", "availability"))["all"]["nodes"] == [
        {"name": "Sora", "modality": "VIDEO", "availability": "open"},
    ]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="folder"):
        SqliteStore.open(str(tmp_path))


def test_nothing_changed_is_no_new_generation(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    batch = note().batch(judgements=[same(model("OpenAI Sora"), SORA)])
    store.write(batch)
    first = store.status().generation
    store.write(batch)
    store.write(Batch(undo=["no such"], withdraw=["no such"], reviews=[]))
    assert store.status().generation == first


def test_the_full_text_index_is_in_one_part_when_a_store_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"

    def parts() -> int:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0])

    store, other = SqliteStore.open(str(path)), SqliteStore.open(str(path))
    for number in range(3):
        paper = Paper(f"Note {number}")
        paper.says(SORA, "clipDuration", 60.0)
        store.write(paper.batch())
    assert parts() == 3
    other.close()  # it wrote nothing
    assert parts() == 3
    store.close()
    assert parts() == 1


def test_ids_of_merged_names_and_of_claims_find(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    paper = note()
    store.write(paper.batch(judgements=[same(model("OpenAI Sora"), SORA)]))
    assert ask(store, by_id("AIModel", "name"), [[model("OpenAI Sora").id]])["found"] == {"name": "Sora"}
    assert ask(store, by_id("Claim", "text"), [[paper.claims[1].id]])["found"] == {"text": "VIDEO"}
    assert ask(store, by_id("Claim", "text"), [[paper.claims[1].id.upper()]])["found"] is None


# Running -------------------------------------------------------------------------------------------------------------


def test_a_pattern_that_is_none_is_the_users_error(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    store.write(note().batch())
    found = Connection(Everything(("AIModel",)), Compare(Field("name"), Op.MATCHES, Param(0)), (), None, (("nodes", Nodes(shape("AIModel", "name"))),))
    plan = Plan((("found", found),))
    assert ask(store, plan, ["^S.r"])["found"]["nodes"] == [{"name": "Sora"}]
    with pytest.raises(InvalidInput, match="regular expression"):
        ask(store, plan, ["("])


def test_half_of_a_surrogate_pair_is_the_users_error(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    with pytest.raises(InvalidInput, match="surrogate"):
        ask(store, by_name("AIModel", "name"), [["\ud800"]])


def test_a_plan_is_compiled_once(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    assert isinstance(store, SqliteStore)
    plan = everything("AIModel", "name")
    assert store._prepared(plan, []) is store._prepared(plan, [])


def test_keys_and_constants_are_escaped_in_json(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    store.write(note().batch())
    outputs = (('it\'s "quoted" \\', Nodes(shape("AIModel", "name"))), ("文", Nodes(shape("AIModel", "name"))))
    told = ask(store, Plan((("a'b", Connection(Everything(("AIModel",)), None, (), None, outputs)),)))
    assert json.dumps(told, ensure_ascii=False) == '{"a\'b": {"it\'s \\"quoted\\" \\\\": [{"name": "Sora"}], "文": [{"name": "Sora"}]}}'


def test_many_outputs_fit_one_statement(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    store.write(note().batch())
    across = Connection(Across(CLAIMS), None, (), None, (("nodes", Nodes(shape("Claim", "text"))),))
    told = ask(store, everything("AIModel", "name", **{f"c{i}": across for i in range(700)}))["all"]["nodes"][0]
    assert len(told) == 701
    assert told["c699"]["nodes"] == told["c0"]["nodes"]


def test_a_page_without_rows_or_without_an_aggregate_is_told_of(sqlite_place: Place) -> None:
    store = sqlite_place.open()
    info = PageInfo((("back", "hasPreviousPage"),))
    groups = Groups(
        Everything(("AIModel",)), (GroupKey("modality", Field("modality")),), None, None, (), Page(Param(0), None), (("total", TotalCount()), ("info", info))
    )
    page = Connection(Everything(("AIModel",)), None, (), Page(Param(0), None), (("info", info), ("kind", Constant(1))))
    plan = Plan((("groups", groups), ("page", page)))
    assert ask(store, plan, [0]) == {"groups": {"total": 0, "info": {"back": False}}, "page": {"info": {"back": False}, "kind": 1}}
    store.write(Batch(claims=[replace(claim, subject=model(name)) for claim in note().claims for name in ("A", "B")]))
    assert ask(store, plan, [5]) == {"groups": {"total": 1, "info": {"back": False}}, "page": {"info": {"back": False}, "kind": 1}}


def test_a_file_of_before_gets_what_keeps_the_order_of_reports_and_the_index_of_claims_ends(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    SqliteStore.open(str(path)).close()
    made = _schema(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE arrival")
        connection.execute("DROP INDEX claim_object_relationship")
        connection.execute("CREATE INDEX claim_object ON claim (object) WHERE object IS NOT NULL")
    store = SqliteStore.open(str(path))
    paper = Paper("A note")
    paper.says(paper.ref, "MENTIONS", model("Sora"))
    store.write(paper.batch())
    told = ask(store, Plan((("told", Arrivals(Param(0), Param(1), Param(2))),)), [[0, ""], store.status().generation, 1])["told"]
    store.close()
    assert [report["id"] for report in told] == [paper.ref.id]
    assert _schema(path) == made


def _schema(path: Path) -> set[tuple[str, str | None]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_master"))
