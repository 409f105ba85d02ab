"""Which reports were added, and in which order: what whoever waits for reports may rely on, on every store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given

from graph.identity import canonical_ids
from graph.plan import Arrivals, Param, Plan
from graph.store import Store
from graph.store.base import Batch
from graph.values import NodeRef
from tests.asking import ask
from tests.conftest import Place, cases_on_a_server
from tests.graphs import Paper, histories, model, same
from tests.naive import Ledger

PLAN = Plan((("told", Arrivals(Param(0), Param(1), Param(2))),))


def arrivals(store: Store, after: Sequence[Any] = (0, ""), first: int = 100, until: int | None = None) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = ask(store, PLAN, [list(after), store.status(counts=False).generation if until is None else until, first])["told"]
    return told


def added(store: Store, after: Sequence[Any] = (0, ""), first: int = 100) -> list[str]:
    return [report["id"] for report in arrivals(store, after, first)]


def paper(title: str) -> Paper:
    made = Paper(title)
    made.says(made.ref, "MENTIONS", model("Sora"))
    made.says(model("Sora"), "clipDuration", 60.0)
    return made


def end(store: Store) -> list[Any]:
    return [store.status(counts=False).generation, "~"]


def test_reports_come_in_the_order_in_which_they_were_added(store: Store) -> None:
    assert arrivals(store) == []
    refs = [paper(title).ref.id for title in ("C", "A", "B")]
    for title in ("C", "A", "B"):
        store.write(paper(title).batch())
    told = arrivals(store)
    assert [r["id"] for r in told] == refs
    assert told[-1]["generation"] == store.status(counts=False).generation
    first, second, third = ([r["generation"], r["id"]] for r in told)
    assert first < second < third
    assert added(store, first=2) == refs[:2]
    assert added(store, first) == refs[1:]
    assert added(store, third) == []
    assert [r["id"] for r in arrivals(store, until=second[0])] == refs[:2]
    assert arrivals(store, first, until=first[0]) == []


def test_reports_of_one_batch_are_told_one_after_the_other(store: Store) -> None:
    papers = [paper(title) for title in ("one", "two", "three")]
    store.write(Batch(documents=[p.document for p in papers], claims=[c for p in papers for c in p.claims]))
    seen: list[str] = []
    after: list[Any] = [0, ""]
    while found := arrivals(store, after, first=1):
        seen.append(found[0]["id"])
        after = [found[0]["generation"], found[0]["id"]]
    assert seen == sorted(p.ref.id for p in papers)


def test_what_is_written_again_or_said_otherwise_is_not_added_again(store: Store) -> None:
    old, new = paper("A note"), paper("A note")
    store.write(old.batch())
    now = end(store)
    store.write(old.batch())
    new.says(model("Sora"), "clipDuration", 20.0)
    store.write(new.batch(replaces=[new.sha256]))
    store.write(Batch(documents=[old.document], claims=old.claims[:1], replaces=[old.sha256]))
    other = Batch(documents=[old.document], claims=old.claims[1:], replaces=[old.sha256])  # no claim stays
    store.write(other)
    assert added(store, now) == []


def test_a_cited_report_is_added_when_it_states_something(store: Store) -> None:
    citing, cited = paper("Citing"), paper("Cited")
    citing.says(citing.ref, "CITES", cited.ref)
    store.write(citing.batch())
    assert added(store) == [citing.ref.id]
    now = end(store)
    store.write(cited.batch())
    assert added(store, now) == [cited.ref.id]


def test_a_report_that_is_gone_is_not_told_and_one_that_comes_again_is_new(store: Store) -> None:
    citing, cited = paper("Citing"), paper("Cited")
    citing.says(citing.ref, "CITES", cited.ref)
    for part in (citing.batch(), cited.batch(), Batch(withdraw=[cited.sha256])):
        store.write(part)
    assert added(store) == [citing.ref.id]
    now = end(store)
    store.write(cited.batch())
    assert added(store, now) == [cited.ref.id]
    store.write(Batch(withdraw=[citing.sha256]))
    store.write(citing.batch())
    assert added(store) == [cited.ref.id, citing.ref.id]


def test_judgements_add_no_report(store: Store) -> None:
    one, two = paper("A note"), paper("Another")
    for part in (one.batch(), two.batch()):
        store.write(part)
    now = end(store)
    judgement = same(two.ref, one.ref)
    store.write(Batch(judgements=[judgement]))
    assert added(store) == [one.ref.id]
    store.write(Batch(undo=[judgement.id]))
    assert added(store, now) == []
    assert added(store) == [one.ref.id, two.ref.id]
    alias = paper("A third")
    store.write(Batch(judgements=[same(alias.ref, one.ref)]))
    store.write(alias.batch())
    assert added(store, now) == []


def test_another_opener_sees_what_was_added(place: Place) -> None:
    writer, reader = place.open(), place.open()
    assert added(reader) == []
    writer.write(paper("A note").batch())
    assert added(reader) == [NodeRef("Report", "A note", "2024-02-20").id]


def test_none_is_missing_of_a_generation_that_was_told_while_another_writes(place: Place) -> None:
    writer, reader = place.open(), place.open()
    count = 60

    def write() -> None:
        for number in range(count):
            writer.write(paper(f"Paper {number}").batch())

    with ThreadPoolExecutor(1) as threads:
        told = first = reader.status(counts=False).generation
        writing = threads.submit(write)
        while told < first + count and not (writing.done() and writing.exception()):
            generation = reader.status(counts=False).generation
            found = arrivals(reader, [told, "~"], until=generation)
            assert [report["generation"] for report in found] == list(range(told + 1, generation + 1))
            told = generation
        writing.result()


def expected(parts: Sequence[Batch]) -> Iterator[set[str]]:
    """After each batch, the nodes that it made state something which had stated nothing."""
    ledger = Ledger()
    for part in parts:
        before = dict(ledger.claims)
        was = canonical_ids(ledger.judgements.values())
        ledger.write(part)
        now = canonical_ids(ledger.judgements.values())
        stated = {was.get(c.report.id, c.report.id) for id_, c in before.items() if id_ not in ledger.claims}
        stated |= {now.get(c.report.id, c.report.id) for id_, c in before.items() if id_ in ledger.claims}
        yield {now.get(c.report.id, c.report.id) for id_, c in ledger.claims.items() if id_ not in before} - stated


def assert_a_history_adds_what_comes_to_state_something(store: Store, parts: Sequence[Batch]) -> None:
    for part, reports in zip(parts, expected(parts), strict=True):
        now = end(store)
        store.write(part)
        assert set(added(store, now)) == reports


@given(parts=histories())
def test_a_history_adds_in_the_embedded_store(sqlite_place: Place, parts: list[Batch]) -> None:
    assert_a_history_adds_what_comes_to_state_something(sqlite_place.empty(), parts)


@pytest.mark.neo4j
@cases_on_a_server(10)
@given(parts=histories())
def test_a_history_adds_in_neo4j(neo4j_place: Place, parts: list[Batch]) -> None:
    assert_a_history_adds_what_comes_to_state_something(neo4j_place.empty(), parts)
