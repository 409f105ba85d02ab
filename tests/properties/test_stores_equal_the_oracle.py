"""A store answers any plan over any graph as a reader walking from node to node would."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.plan import CLAIM_HOPS, Connection, Cursor, Edges, Everything, Field, Node, Order, Page, PageInfo, Param, Plan, Shape, Value
from graph.store import Store
from graph.store.base import Batch
from tests.asking import ask, text
from tests.conftest import Place, cases, cases_on_a_server
from tests.graphs import batches, histories
from tests.naive import Ledger, answer, world
from tests.plans import plans

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
Asked = tuple[Plan, list[Any]]


def load(store: Store, parts: Sequence[Batch]) -> None:
    for part in parts:
        store.write(part)


def assert_equal_to_the_oracle(store: Store, parts: Sequence[Batch], asked: Sequence[Asked]) -> None:
    load(store, parts)
    graph = world(Ledger.of(parts))
    for plan, values in asked:
        assert text(ask(store, plan, values)) == text(answer(graph, plan, values)), f"{plan.explain()}\n{values}"


@given(parts=batches(), asked=st.lists(plans(), min_size=1, max_size=4))
def test_embedded_answers_equal_the_oracle(sqlite_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_equal_to_the_oracle(sqlite_place.empty(), parts, asked)


@pytest.mark.neo4j
@cases_on_a_server(15)
@given(parts=batches(), asked=st.lists(plans(), min_size=4, max_size=8))
def test_neo4j_answers_equal_the_oracle(neo4j_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_equal_to_the_oracle(neo4j_place.empty(), parts, asked)


@settings(max_examples=cases(25))
@given(parts=batches(), asked=plans(), order=st.randoms(use_true_random=False))
def test_load_order_and_loading_again_change_nothing(sqlite_place: Place, parts: list[Batch], asked: Asked, order: Any) -> None:
    store = sqlite_place.empty()
    load(store, parts)
    first = list(store.records()), text(ask(store, *asked))
    load(store, parts)
    again = list(store.records()), text(ask(store, *asked))
    store = sqlite_place.empty()
    shuffled = list(parts)
    order.shuffle(shuffled)
    load(store, shuffled)
    other_way = list(store.records()), text(ask(store, *asked))
    assert first == again == other_way


@settings(max_examples=cases(25))
@given(parts=batches(), asked=plans(), split=st.integers(1, 5))
def test_how_claims_are_cut_into_batches_changes_nothing(sqlite_place: Place, parts: list[Batch], asked: Asked, split: int) -> None:
    whole = sqlite_place.empty()
    load(whole, parts)
    expected = list(whole.records()), text(ask(whole, *asked))
    cut = sqlite_place.empty()
    for part in reversed(parts):
        for start in range(0, max(1, len(part.claims)), split):
            cut.write(replace(part, claims=part.claims[start : start + split]))
    assert (list(cut.records()), text(ask(cut, *asked))) == expected


def assert_a_history_leaves_what_the_oracle_holds(place: Place, parts: Sequence[Batch], asked: Sequence[Asked]) -> None:
    assert_equal_to_the_oracle(place.empty(), parts, asked)
    ledger, again = Ledger.of(parts), place.open()
    assert list(again.records()) == list(ledger.records())
    assert {label: n for label, n in again.status().counts.items() if n} == _counts(ledger)
    relationships = world(ledger).edges(keys=True)
    expected = sorted((type_, start, end) for start, end, type_ in relationships if type_ not in CLAIM_HOPS)
    assert [(n.type, n.start, n.end) for n in again.neighbourhood(world(ledger).nodes, (), 1000)] == expected


@given(parts=histories(), asked=st.lists(plans(), min_size=2, max_size=4))
def test_whatever_became_of_a_graph_the_views_follow(sqlite_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_a_history_leaves_what_the_oracle_holds(sqlite_place, parts, asked)


@pytest.mark.neo4j
@cases_on_a_server(15)
@given(parts=histories(), asked=st.lists(plans(), min_size=2, max_size=4))
def test_whatever_became_of_a_graph_the_views_follow_in_neo4j(neo4j_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_a_history_leaves_what_the_oracle_holds(neo4j_place, parts, asked)


@settings(max_examples=cases(25))
@given(parts=batches(), gone=st.integers(0, 2))
def test_withdrawing_a_document_leaves_what_the_others_said(sqlite_place: Place, parts: list[Batch], gone: int) -> None:
    papers = [part for part in parts if part.documents]
    withdrawn = papers[gone % len(papers)].documents[0].sha256
    store = sqlite_place.empty()
    load(store, parts)
    store.write(Batch(withdraw=[withdrawn]))
    left = sqlite_place.open()
    without = [part for part in parts if not (part.documents and part.documents[0].sha256 == withdrawn)]
    assert list(left.records()) == list(Ledger.of(without).records())
    assert {label: n for label, n in left.status().counts.items() if n} == _counts(Ledger.of(without))


@settings(max_examples=cases(25))
@given(parts=batches(), undone=st.integers(0, 3), asked=plans())
def test_undoing_a_judgement_is_as_if_it_had_never_been(sqlite_place: Place, parts: list[Batch], undone: int, asked: Asked) -> None:
    judgements = list(parts[-1].judgements)
    store = sqlite_place.empty()
    load(store, parts)
    if judgements:
        taken = judgements[undone % len(judgements)]
        store.write(Batch(undo=[taken.id]))
        parts = [*parts[:-1], Batch(judgements=[j for j in judgements if j.id != taken.id])]
    graph = world(Ledger.of(parts))
    assert text(ask(store, *asked)) == text(answer(graph, *asked))


def _counts(ledger: Ledger) -> dict[str, int]:
    counts: dict[str, int] = {"Document": len(ledger.documents)} if ledger.documents else {}
    for _, data in world(ledger).nodes(data=True):
        counts[data["type"]] = counts.get(data["type"], 0) + 1
    return counts


_ORDERS = ((), (Order(Field("clipDurationMax"), descending=True),), (Order(Field("modality")), Order(Field("releasedOn"), descending=True)))


@settings(max_examples=cases(25))
@given(parts=batches(), order=st.sampled_from(_ORDERS), size=st.integers(1, 3), backwards=st.booleans())
def test_pages_put_together_are_the_whole(sqlite_place: Place, parts: list[Batch], order: tuple[Order, ...], size: int, backwards: bool) -> None:  # noqa: FBT001
    store = sqlite_place.empty()
    load(store, parts)
    whole = [edge["node"]["id"] for edge in ask(store, _models(order, page=False, backwards=False), [])["models"]["edges"]]
    met: list[str] = []
    cursor: list[Any] | None = None
    more = True
    while more:
        page = ask(store, _models(order, page=True, backwards=backwards), [size, cursor])["models"]
        ids = [edge["node"]["id"] for edge in page["edges"]]
        met = ids + met if backwards else met + ids
        more = page["pageInfo"]["more"]
        cursor = json.loads(page["pageInfo"]["at"]) if more else None
    assert met == whole


def _models(order: tuple[Order, ...], *, page: bool, backwards: bool) -> Plan:
    size, at = Param(0), Param(1)
    edges = Edges((("cursor", Cursor()), ("node", Node(Shape((("AIModel", (("id", Value(Field("id"))),)),))))))
    names = ("hasPreviousPage", "startCursor") if backwards else ("hasNextPage", "endCursor")
    info = PageInfo((("more", names[0]), ("at", names[1])))
    turned = Page(None, size, before=at) if backwards else Page(size, None, after=at)
    return Plan((("models", Connection(Everything(("AIModel",)), None, order, turned if page else None, (("edges", edges), ("pageInfo", info)))),))
