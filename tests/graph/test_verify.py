"""Verifying: what is whole passes, and each way of being wrong is told with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from graph import verify as module
from graph.claim import Claim
from graph.plan import Plan
from graph.store import Store
from graph.store.base import Batch, Bound, Json, Neighbour, Sent, Status, Written
from graph.verify import verify
from tests.graphs import Paper, model, organization


def paper(title: str = "Sora note", lines: int = 7) -> Paper:
    written = Paper(title)
    for number in range(lines):
        written.says(model(f"Model {number}"), "DEVELOPED_BY", organization("OpenAI"))
    return written


def test_an_empty_store_is_whole(store: Store) -> None:
    report = verify(store)
    assert (report.ok, report.documents, report.claims) == (True, 0, 0)


def test_what_was_written_whole_is_whole(store: Store) -> None:
    for title in ("One", "Two"):
        store.write(paper(title).batch())
    report = verify(store)
    assert (report.wrong, report.documents, report.claims) == ((), 2, 14)


def test_documents_are_held_a_group_at_a_time(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUDGET", 1)
    monkeypatch.setattr(module, "BATCH", 3)
    papers = [paper(f"Report {n}") for n in range(4)]
    for written in papers:
        sqlite_store.write(written.batch())
    bad = replace(papers[2].claims[0], span=replace(papers[2].claims[0].span, quote="never printed"))
    sqlite_store.write(Batch(claims=[bad]))
    report = verify(sqlite_store)
    assert (report.documents, report.claims, [w.claim for w in report.wrong]) == (4, 29, [bad.id])


def test_each_wrong_span_is_told_with_its_document_and_page(store: Store) -> None:
    written = paper()
    first, last = written.claims[0], written.claims[-1]
    moved = replace(first, span=replace(first.span, start=first.span.start + 1, end=first.span.end + 1))
    long = replace(first, span=replace(first.span, quote="words that the page\ndoes not hold " * 9))
    elsewhere = replace(last, span=replace(last.span, page=1))
    lost = replace(first, span=replace(first.span, document="ab" * 32))
    store.write(Batch(documents=[written.document], claims=[*written.claims, moved, long, elsewhere, lost]))
    wrong = {w.claim: w for w in verify(store).wrong}
    assert set(wrong) == {moved.id, long.id, elsewhere.id, lost.id}
    assert (wrong[moved.id].document, wrong[moved.id].page, wrong[moved.id].reason) == (written.document.name, 1, "the quote is not there")
    assert wrong[long.id].expected.startswith("words that the page does not hold")
    assert len(wrong[long.id].expected) == module.SHORT
    assert wrong[long.id].found == " ".join(first.span.quote.split())
    assert "page 2" in str(wrong[elsewhere.id])
    assert "not in the store" in str(wrong[lost.id])


@pytest.mark.parametrize("span", [(-3, 5), (5, 5), (10_000, 10_005)])
def test_offsets_outside_the_text_are_wrong(sqlite_store: Store, span: tuple[int, int]) -> None:
    written = paper()
    bad = replace(written.claims[0], span=replace(written.claims[0].span, start=span[0], end=span[1], quote=""))
    sqlite_store.write(Batch(documents=[written.document], claims=[bad]))
    assert [w.claim for w in verify(sqlite_store).wrong] == [bad.id]


def test_pages_with_a_gap_are_wrong(sqlite_store: Store) -> None:
    whole = paper().document
    torn = replace(whole, pages=(whole.pages[0], replace(whole.pages[1], start=whole.pages[1].start + 2)))
    sqlite_store.write(Batch(documents=[torn]))
    (wrong,) = verify(sqlite_store).wrong
    assert (wrong.page, wrong.claim, wrong.expected) == (2, None, str(whole.pages[1].start))


@dataclass
class Damaged:
    """A store of which one claim reads otherwise than it was written, as after a changed byte on the disk."""

    whole: Store
    was: str
    reads: Claim

    def write(self, batch: Batch) -> Written:
        return self.whole.write(batch)

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        return await self.whole.run(plan, values, timeout, trace)

    def records(self, *kinds: Any) -> Iterator[Any]:
        for record in self.whole.records(*kinds):
            yield self.reads if isinstance(record, Claim) and record.id == self.was else record

    def neighbourhood(
        self, roots: Iterable[str] | None, types: Sequence[str], limit: int, *, inside: bool = False, as_of: str | None = None
    ) -> list[Neighbour]:
        return self.whole.neighbourhood(roots, types, limit, inside=inside, as_of=as_of)

    def status(self, *, counts: bool = True) -> Status:
        return self.whole.status(counts=counts)

    def close(self) -> None:
        self.whole.close()


def test_a_claim_that_was_changed_under_its_id_is_found(store: Store) -> None:
    written = paper()
    store.write(written.batch())
    was = written.claims[3]
    changed = replace(was, object=organization("Someone else"))
    (wrong,) = verify(Damaged(store, was.id, changed)).wrong
    assert wrong.claim == changed.id
    assert "was changed" in wrong.reason
