"""What may be relied on of records, neighbourhoods and status, on every store."""

from __future__ import annotations

import json
from itertools import chain, pairwise

from graph.claim import Claim, Document
from graph.claim_columns import ClaimColumns
from graph.identity import Judgement
from graph.ontology import ONTOLOGY
from graph.store import Store
from graph.store.base import FORMAT, Batch, Neighbour, Record
from graph.values import Review
from tests.conftest import Place
from tests.graphs import Paper, model, organization, same

SORA, GEN2 = model("Sora"), model("Gen-2")


def papers() -> list[Paper]:
    one, two = Paper("One"), Paper("Two", None)
    one.says(one.ref, "MENTIONS", SORA, properties={"count": 3})
    one.says(SORA, "clipDuration", 60.5, min=None, confidence=0.75, review=Review.PINNED)
    one.says(SORA, "COMPARED_WITH", GEN2)
    two.says(GEN2, "DEVELOPED_BY", organization('OpenAI "quoted" 𠮷\n'))
    two.says(two.ref, "truncated", "true")
    return [one, two]


def load(store: Store) -> None:
    for paper in papers():
        store.write(paper.batch(judgements=[same(model("GEN2 beta"), GEN2)]))


def keyed(record: Record) -> str:
    return record.sha256 if isinstance(record, Document) else record.id


def test_records_come_as_they_were_put_in_and_in_order(store: Store) -> None:
    load(store)
    written = papers()
    documents = sorted((paper.document for paper in written), key=keyed)
    claims = sorted((claim for paper in written for claim in paper.claims), key=keyed)
    assert list(store.records()) == [*documents, same(model("GEN2 beta"), GEN2), *claims]
    assert list(store.records(Judgement)) == [same(model("GEN2 beta"), GEN2)]
    assert list(store.records(Claim, Document)) == [*documents, *claims]
    assert list(chain.from_iterable(store.records(ClaimColumns))) == claims
    assert [claim.id for columns in store.records(ClaimColumns) for claim in columns] == [claim.id for claim in claims]


def test_records_put_into_another_store_are_the_same_graph(place: Place) -> None:
    store = place.open()
    load(store)
    lines = [json.dumps(record.to_json(), ensure_ascii=False) for record in store.records()]
    kept = list(store.records())
    again = place.empty()
    again.write(
        Batch(
            documents=[r for r in kept if isinstance(r, Document)],
            judgements=[r for r in kept if isinstance(r, Judgement)],
            claims=[r for r in kept if isinstance(r, Claim)],
        )
    )
    assert [json.dumps(record.to_json(), ensure_ascii=False) for record in again.records()] == lines


def test_records_can_be_taken_while_the_store_is_written(store: Store) -> None:
    load(store)
    taken = store.records()
    first = next(taken)
    more = Paper("Three")
    more.says(SORA, "modality", "VIDEO")
    store.write(more.batch())
    assert isinstance(first, Document)
    assert [keyed(record) for record in taken]


def test_neighbourhood_lists_relationships_at_either_end(store: Store) -> None:
    load(store)
    one = papers()[0]
    mutual = sorted((SORA.id, GEN2.id))
    everything = [Neighbour("COMPARED_WITH", *mutual), Neighbour("MENTIONS", one.ref.id, SORA.id)]
    assert store.neighbourhood([SORA.id], (), 10) == everything
    assert store.neighbourhood([SORA.id], (), 1) == everything[:1]
    assert store.neighbourhood([SORA.id], ("MENTIONS",), 10) == everything[1:]
    assert store.neighbourhood([one.ref.id, SORA.id], ("MENTIONS",), 10) == everything[1:]
    assert store.neighbourhood(["AIModel.0"], (), 10) == []
    assert store.neighbourhood([], (), 10) == []


def test_neighbourhood_lists_what_is_inside_and_the_whole_graph(store: Store) -> None:
    load(store)
    one = papers()[0]
    compared, mentioned = Neighbour("COMPARED_WITH", *sorted((SORA.id, GEN2.id))), Neighbour("MENTIONS", one.ref.id, SORA.id)
    maker = next(n for n in store.neighbourhood([GEN2.id], ("DEVELOPED_BY",), 10))
    assert store.neighbourhood(None, (), 10) == [compared, maker, mentioned]
    assert store.neighbourhood(None, ("MENTIONS", "DEVELOPED_BY"), 1) == [maker]
    assert store.neighbourhood([model("GEN2 beta").id, SORA.id], (), 10, inside=True) == [compared]
    assert store.neighbourhood([maker.end, maker.start, SORA.id], (), 1, inside=True) == [compared]
    assert store.neighbourhood([SORA.id], (), 10, inside=True) == []


def test_status_counts_and_its_generation_grows(place: Place) -> None:
    store = place.open()
    before = store.status()
    assert (before.kind, before.format, {k: v for k, v in before.counts.items() if v}) == (place.kind, FORMAT, {})
    generations = [before.generation]
    for paper in papers():
        store.write(paper.batch())
        generations.append(store.status().generation)
    assert all(earlier < later for earlier, later in pairwise(generations))
    counted = store.status()
    assert {k: v for k, v in counted.counts.items() if v} == {"Report": 2, "AIModel": 2, "Organization": 1, "Claim": 5, "Document": 2}
    assert counted.relationships == {type_: len(store.neighbourhood(None, (type_,), 10)) for type_ in ONTOLOGY.relationships}
    assert sum(counted.relationships.values()) == 3
    uncounted = store.status(counts=False)
    assert (uncounted.counts, uncounted.relationships, uncounted.generation) == ({}, {}, generations[-1])


def test_status_tells_no_password(place: Place) -> None:
    store = place.open()
    password = place.address.rpartition("@")[0].rpartition(":")[2]
    assert not password or password not in store.status().address


def test_a_store_opened_again_holds_the_same_graph(place: Place) -> None:
    load(place.open())
    kept = list(place.opened[0].records())
    generation = place.opened[0].status().generation
    place.close()
    again = place.open()
    assert list(again.records()) == kept
    assert again.status().generation == generation
