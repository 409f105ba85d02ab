"""What is Neo4j's own: whose database it is, logins, event loops, retries and time limits. All else is in tests/contract."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import neo4j
import pytest

from graph.claim import Document, Page
from graph.cypher.names import FULL_TEXT, fingerprint, schema_fingerprint
from graph.errors import InvalidInput, StoreError, StoreTooNew, StoreUnavailable
from graph.ontology import ONTOLOGY, Direction
from graph.plan import Compare, Field, Hop, Op, Param
from graph.store import open_store
from graph.store.base import FORMAT, Batch, Neighbour
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_connection import Seen, Target
from tests.asking import ask
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same
from tests.questions import CLAIMS, by_name, everything, listing

pytestmark = pytest.mark.neo4j
SORA = model("Sora")


@contextmanager
def driver(place: Place) -> Iterator[neo4j.Driver]:
    target = Target.of(place.address)
    with neo4j.GraphDatabase.driver(target.address, auth=(target.user, target.password)) as opened:
        yield opened


def note() -> Paper:
    paper = Paper("A note")
    paper.says(SORA, "clipDuration", 60.0)
    paper.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    return paper


# Whose database it is ------------------------------------------------------------------------------------------------


def test_a_graph_of_a_newer_version_is_refused(neo4j_place: Place) -> None:
    neo4j_place.open().close()
    with driver(neo4j_place) as opened:
        opened.execute_query("MATCH (g:Graph) SET g.format = $format", format=FORMAT + 1)
    with pytest.raises(StoreTooNew):
        neo4j_place.open()


def test_a_database_of_something_else_is_refused_and_left_alone(neo4j_place: Place) -> None:
    with driver(neo4j_place) as opened:
        opened.execute_query("CREATE (:Report {title: 'mine'})")
        with pytest.raises(StoreError, match="Report"):
            neo4j_place.open()
        assert [record["n"] for record in opened.execute_query("MATCH (n) RETURN count(n) AS n").records] == [1]


def test_nodes_of_other_labels_are_left_alone(neo4j_place: Place) -> None:
    with driver(neo4j_place) as opened:
        opened.execute_query("CREATE (:Cat {name: 'Tom'})")
        store = neo4j_place.open()
        store.write(note().batch())
        store.write(Batch(withdraw=[note().sha256]))
        assert [record["name"] for record in opened.execute_query("MATCH (n:Cat) RETURN n.name AS name").records] == ["Tom"]


def of_days(place: Place) -> list[list[Any]]:
    """What is kept for questions as of a day: nodes that are settled, claims that are beaten, relationships of days."""
    asked = ("(n) WHERE n.settled IS NOT NULL RETURN [n.id, n.settled] AS told", "(c:Claim) WHERE c.until IS NOT NULL RETURN [c.id, c.until] AS told",
             "(s)-[r:DEVELOPED_BY_THEN]->(o) RETURN [s.id, o.id, r.since, r.until] AS told")  # fmt: skip
    with driver(place) as opened:
        return [[record["told"] for record in opened.execute_query(f"MATCH {text} ORDER BY told").records] for text in asked]


def test_a_changed_ontology_makes_the_views_anew(neo4j_place: Place) -> None:
    store = neo4j_place.open()
    store.write(note().batch())
    later = Paper("A later note", "2025-01-01")
    later.says(SORA, "DEVELOPED_BY", organization("Alpha"))
    later.says(SORA, "clipDuration", 20.0)
    store.write(later.batch())
    plan = everything("AIModel", "id", "name", "since", "clipDurationMax", developer=listing(Hop("DEVELOPED_BY", Direction.OUT, ("Organization",)), "name"))
    before, kept = ask(store, plan), of_days(neo4j_place)
    assert [bool(found) for found in kept] == [True, True, True]
    with driver(neo4j_place) as opened:
        opened.execute_query("MATCH (g:Graph) SET g.ontology = 'another'")
        opened.execute_query("MATCH (m:AIModel)-[r:DEVELOPED_BY|DEVELOPED_BY_THEN]->() DELETE r SET m.clipDurationMax = 1, m.name = 'x', m.since = null")
        opened.execute_query("MATCH (n:AIModel|Claim) REMOVE n.settled, n.until")
        assert ask(neo4j_place.open(), plan) == before
        assert of_days(neo4j_place) == kept
        assert [r["o"] for r in opened.execute_query("MATCH (g:Graph) RETURN g.ontology AS o").records] == [fingerprint()]


def test_changed_indexes_are_made_and_the_views_left_alone(neo4j_place: Place) -> None:
    neo4j_place.open().write(note().batch())
    with driver(neo4j_place) as opened:
        opened.execute_query("MATCH (g:Graph) SET g.schema = 'another'")
        opened.execute_query("DROP INDEX reportgraph_Claim_saidOn_index")
        opened.execute_query(f"DROP INDEX {FULL_TEXT}")
        opened.execute_query(f"CREATE FULLTEXT INDEX {FULL_TEXT} FOR (n:Report) ON EACH [n.search]")
        opened.execute_query("MATCH (m:AIModel) SET m.availability = 'as it was'")
        neo4j_place.open()
        made = {record["name"]: record["labels"] for record in opened.execute_query("SHOW INDEXES YIELD name, labelsOrTypes AS labels").records}
        assert set(made[FULL_TEXT]) == set(ONTOLOGY.labels)
        assert made["reportgraph_Claim_saidOn_index"] == ["Claim"]
        kept = opened.execute_query("MATCH (m:AIModel {name: 'Sora'}), (g:Graph) RETURN m.availability, g.schema").records
        assert [record.values() for record in kept] == [["as it was", schema_fingerprint()]]


def test_a_graph_reads_well_in_browser(neo4j_place: Place) -> None:
    neo4j_place.open().write(note().batch())
    with driver(neo4j_place) as opened:
        text = (
            "MATCH (r:Report)<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(m:AIModel)-[:DEVELOPED_BY]->(o:Organization) RETURN DISTINCT r.name, m.name, o.name, labels(m)"
        )
        assert [record.values() for record in opened.execute_query(text).records] == [["A note", "Sora", "OpenAI", ["AIModel"]]]


# Addresses and logins ------------------------------------------------------------------------------------------------


def test_a_wrong_password_is_told_without_it(neo4j_address: str) -> None:
    host = neo4j_address.rpartition("@")[2]
    with pytest.raises(StoreUnavailable) as told:
        open_store(f"bolt://neo4j:hush-hush@{host}")
    assert "hush" not in str(told.value)
    assert "NEO4J_PASSWORD" in told.value.hint


def test_the_login_may_be_in_the_environment(neo4j_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    target = Target.of(neo4j_place.address)
    monkeypatch.setenv("NEO4J_USERNAME", target.user)
    monkeypatch.setenv("NEO4J_PASSWORD", target.password)
    monkeypatch.setenv("NEO4J_DATABASE", "neo4j")
    place = Place("neo4j", target.address)
    place.open().write(note().batch())
    assert place.opened[0].status().counts["AIModel"] == 1
    place.close()


def test_a_database_that_is_not_there_is_unavailable(neo4j_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    with pytest.raises(StoreUnavailable):
        neo4j_place.open()


@pytest.mark.parametrize("address", ["neo4j://", "bolt://host:port", "bolt://[::1", "neo4j://host:7687/path?x=y#z"])
def test_an_address_that_is_none_is_unavailable_or_invalid_input(address: str) -> None:
    with pytest.raises((InvalidInput, StoreUnavailable)):
        open_store(address)


def test_an_address_may_hold_any_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    assert Target.of("bolt://ann:p%40ss%2Fw%3Ard@host:7687").password == "p@ss/w:rd"
    assert Target.of("bolt://host:7687").user == "neo4j"
    assert "p@ss" not in repr(Target.of("bolt://ann:p%40ss@host"))
    assert Target.of("bolt://ann:secret@host:7687").address == "bolt://host:7687"


# Reading -------------------------------------------------------------------------------------------------------------


def test_every_event_loop_may_ask(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(note().batch())
    plan = everything("AIModel", "name")
    for _ in range(3):
        assert b"Sora" in asyncio.run(_ask_twice(neo4j_store, plan))


async def _ask_twice(store: Neo4jStore, plan: Any) -> bytes:
    one, two = await asyncio.gather(store.run(plan, []), store.run(plan, []))
    assert one == two
    return bytes(one)


def test_a_store_may_be_closed_inside_a_loop(neo4j_store: Neo4jStore) -> None:
    async def close() -> None:
        await neo4j_store.run(everything("AIModel", "name"), [])
        neo4j_store.close()
        with pytest.raises(StoreUnavailable):
            await neo4j_store.run(everything("AIModel", "name"), [])

    asyncio.run(close())


def test_a_read_is_sent_again_when_the_connections_are_gone(neo4j_store: Neo4jStore) -> None:
    plan = everything("AIModel", "name")

    async def drop_connections() -> bytes:
        driver_ = (await neo4j_store._connection.reader()).driver
        await neo4j_store.run(plan, [])
        for connections in driver_._pool.connections.values():
            for connection in connections:
                connection.kill()
        return bytes(await neo4j_store.run(plan, []))

    assert json.loads(asyncio.run(drop_connections())) == {"all": {"totalCount": 0, "nodes": []}}


def test_reads_see_what_was_written_between_them(neo4j_store: Neo4jStore) -> None:
    plan = everything("AIModel", "name")

    async def ask_and_write() -> list[int]:
        found: list[int] = []
        for written in (0, 1):
            answers = await asyncio.gather(*(neo4j_store.run(plan, []) for _ in range(5)))
            found += {json.loads(answer)["all"]["totalCount"] for answer in answers}
            if not written:
                await asyncio.to_thread(neo4j_store.write, note().batch())
        return found

    assert asyncio.run(ask_and_write()) == [0, 1]


def test_a_read_that_is_given_up_harms_no_later_one(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(note().batch())
    plan = everything("AIModel", "name")

    async def give_up_and_ask() -> list[int]:
        await asyncio.gather(*(neo4j_store.run(plan, []) for _ in range(8)))  # connected: to be stopped in the middle of that is another thing
        asked = [asyncio.create_task(neo4j_store.run(plan, [])) for _ in range(8)]
        await asyncio.sleep(0.003)
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        return [json.loads(await neo4j_store.run(plan, []))["all"]["totalCount"] for _ in range(8)]

    assert asyncio.run(give_up_and_ask()) == [1] * 8


@pytest.mark.parametrize("value", ["a" * 600, "(?<=a+)b", "(?P<n>a)(?P=n)"])
def test_a_pattern_that_cannot_be_used_is_invalid_input(neo4j_store: Neo4jStore, value: str) -> None:
    neo4j_store.write(note().batch())
    plan = replace_where(everything("AIModel", "name"), Compare(Field("name"), Op.MATCHES, Param(0)))
    with pytest.raises(InvalidInput):
        ask(neo4j_store, plan, [value])


def replace_where(plan: Any, where: Any) -> Any:
    ((key, connection),) = plan.roots
    return replace(plan, roots=((key, replace(connection, where=where)),))


@pytest.mark.parametrize("value", ["\ud800", 2**70])
def test_a_value_that_cannot_be_sent_is_invalid_input(neo4j_store: Neo4jStore, value: Any) -> None:
    with pytest.raises(InvalidInput):
        ask(neo4j_store, replace_where(everything("AIModel", "name"), Compare(Field("name"), Op.EQ, Param(0))), [value])


def test_evidence_stands_behind_characters_of_two_code_units(neo4j_store: Neo4jStore) -> None:
    text = "𠮷野家😀 says that Sora makes 60 s clips 😀.\n"
    paper = note()
    batch = paper.batch()
    document = replace(batch.documents[0], pages=(Page(1, 0, text[:20]), Page(2, 20, text[20:])))
    spans = [(text.index("Sora"), text.index(" clips")), (0, 4), (4, len(text)), (1, 6)]
    claims = [replace(batch.claims[0], as_of=f"2024-01-0{at + 1}", span=replace(batch.claims[0].span, start=start, end=end, quote=text[start:end]))
              for at, (start, end) in enumerate(spans)]  # fmt: skip
    wrong = replace(claims[3], span=replace(claims[3].span, start=2))
    neo4j_store.write(Batch(documents=[document], claims=[*claims, wrong]))
    found = ask(neo4j_store, by_name("AIModel", claims=listing(CLAIMS, "id", "verified")), [["sora"]])["found"]["claims"]["nodes"]
    assert {claim["id"]: claim["verified"] for claim in found} == {**{claim.id: True for claim in claims}, wrong.id: False}


# Writing -------------------------------------------------------------------------------------------------------------


def test_the_generation_grows_with_every_change_only(neo4j_store: Neo4jStore) -> None:
    before = neo4j_store.status().generation
    neo4j_store.write(note().batch())
    assert neo4j_store.status().generation == before + 1
    neo4j_store.write(note().batch())
    assert neo4j_store.status().generation == before + 1
    neo4j_store.write(Batch(judgements=[same(model("Sora 1"), SORA)]))
    assert neo4j_store.status().generation == before + 2


def test_what_judgements_say_is_learnt_from_another_store(neo4j_place: Place) -> None:
    one, two = neo4j_place.open(), neo4j_place.open()
    one.write(note().batch())
    two.write(Batch(judgements=[same(model("Sora 1"), SORA)]))
    paper = Paper("Another")
    paper.says(model("Sora 1"), "modality", "VIDEO")
    one.write(paper.batch())
    assert ask(two, everything("AIModel", "id", "modality"))["all"]["nodes"] == [{"id": SORA.id, "modality": "VIDEO"}]


def test_who_was_told_how_the_graph_stands_reads_all_of_it(neo4j_place: Place) -> None:
    """Neo4j may show a commit before it is applied: only a bookmark makes it wait."""
    writer, reader = neo4j_place.open(), neo4j_place.open()
    assert isinstance(writer, Neo4jStore)
    assert isinstance(reader, Neo4jStore)
    writer.write(note().batch())
    reader.status(counts=False)
    assert reader._seen.bookmarks.raw_values == writer._seen.bookmarks.raw_values != frozenset()
    known = reader._seen.bookmarks
    reader.status(counts=False)
    assert reader._seen.bookmarks is known, "so that sessions are used again"


def test_bookmarks_of_several_threads_are_kept_side_by_side() -> None:
    seen = Seen()
    begun, one, two, later = seen.bookmarks, *(neo4j.Bookmarks.from_raw_values([name]) for name in ("one", "two", "later"))
    seen.note(begun, one)
    seen.note(begun, two)
    assert seen.bookmarks.raw_values == {"one", "two"}
    both = seen.bookmarks
    seen.note(both, later)
    seen.forget(both)
    assert seen.bookmarks is later
    seen.forget(later)
    assert seen.bookmarks.raw_values == frozenset()


def test_a_neighbourhood_begins_at_the_node_of_any_of_its_names(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(note().batch(judgements=[same(model("Sora 1"), SORA)]))
    found = [Neighbour("DEVELOPED_BY", SORA.id, organization("OpenAI").id)]
    assert neo4j_store.neighbourhood([SORA.id], [], 10) == found
    assert neo4j_store.neighbourhood([model("Sora 1").id, organization("OpenAI").id], ["DEVELOPED_BY"], 10) == found
    assert neo4j_store.neighbourhood([SORA.id], ["MENTIONS"], 10) == []
    assert neo4j_store.neighbourhood([SORA.id], ["NO_SUCH"], 10) == []


def test_the_pages_of_a_large_document_go_ahead(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.neo4j_write.LARGE", 2)
    monkeypatch.setattr("graph.store.neo4j_write.UPLOADED", 2)
    batch = note().batch()
    pages = tuple(Page(number, 10 * number, f"page {number:04}.") for number in range(7))
    large = replace(batch.documents[0], pages=pages)
    neo4j_store._upload(large)  # of a load that was killed before its transaction
    assert list(neo4j_store.records(Document)) == []
    assert neo4j_store.write(replace(batch, documents=[large])).documents_added == 1
    assert list(neo4j_store.records(Document)) == [large]
    before = neo4j_store.status().generation
    assert neo4j_store.write(replace(batch, documents=[large, replace(large, name="~ later")])).documents_added == 0
    assert (neo4j_store.status().generation, list(neo4j_store.records(Document))) == (before, [large])
    renamed, longer = replace(large, name=" earlier"), replace(large, name=" earlier", pages=(*pages, Page(7, 70, "more")))
    for changed in (renamed, longer):
        neo4j_store.write(Batch(documents=[changed]))
        assert list(neo4j_store.records(Document)) == [changed]
    neo4j_store.write(Batch(withdraw=[large.sha256]))
    assert list(neo4j_store.records(Document)) == []


def test_many_rows_are_sent_in_pieces(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.neo4j_transaction.ROWS", 7)
    paper = Paper("A long note")
    for number in range(30):
        paper.says(paper.ref, "MENTIONS", model(f"Model {number}"), properties={"count": number})
    neo4j_store.write(paper.batch())
    assert neo4j_store.status().counts["AIModel"] == 30
    assert [record for record in neo4j_store.records() if record in paper.claims] == sorted(paper.claims, key=lambda claim: claim.id)
    neo4j_store.write(Batch(withdraw=[paper.sha256]))
    assert not any(neo4j_store.status().counts.values())
