"""What a person says of claims shows at once, and can be taken back."""

from __future__ import annotations

import pytest

from api.execution import Engine
from graph.store import Store
from tests.api.changing import codes, data, engine, records, send
from tests.graphs import Paper, model, organization

SORA = model("Sora")
REVIEW = """mutation ($ids: [ID!]!, $review: ClaimReview!) {
  reviewClaims(ids: $ids, review: $review) { changed undo { possible how operation } claims { nodes { id review } } }
}"""
PIN = """mutation ($id: ID!) {
  pinClaim(id: $id) { changed undo { operation } node { ... on AIModel { clipDuration { max } developer { name } } } claims { nodes { id review } } }
}"""


@pytest.fixture
def old() -> Paper:
    paper = Paper("Old", "2024-01-01")
    paper.says(SORA, "clipDuration", 60.0)
    paper.says(SORA, "DEVELOPED_BY", organization("OpenAI"))
    paper.says(organization("OpenAI"), "roles", "LAB")
    return paper


@pytest.fixture
def new() -> Paper:
    paper = Paper("New", "2024-02-01")
    paper.says(SORA, "clipDuration", 20.0)
    paper.says(SORA, "DEVELOPED_BY", organization("Open Labs"))
    paper.says(organization("OpenAI"), "roles", "COMPANY")
    return paper


@pytest.fixture
def graph(store: Store, old: Paper, new: Paper) -> Engine:
    store.write(old.batch())
    store.write(new.batch())
    return engine(store)


def _clip(graph: Engine) -> float:
    found: float = data(graph, '{ aiModel(name: "Sora") { clipDuration { max } } }')["aiModel"]["clipDuration"]["max"]
    return found


def test_a_rejected_claim_does_not_show_until_it_is_taken_back(graph: Engine, store: Store, old: Paper, new: Paper) -> None:
    before = records(store)
    ids = [new.claims[0].id, old.claims[1].id]
    told = data(graph, REVIEW, ids=[*ids, ids[0]], review="REJECTED")["reviewClaims"]
    assert (told["changed"], {c["id"]: c["review"] for c in told["claims"]["nodes"]}) == (2, dict.fromkeys(ids, "REJECTED"))
    assert _clip(graph) == 60
    again = data(graph, REVIEW, ids=ids, review="REJECTED")["reviewClaims"]
    assert (again["changed"], again["undo"]["possible"], again["undo"]["operation"]) == (0, False, None)
    data(graph, REVIEW, ids=ids[:1], review="ACCEPTED")
    back = data(graph, REVIEW, ids=ids, review="PINNED")["reviewClaims"]
    data(graph, back["undo"]["operation"])
    assert data(graph, "{ claims(where: {review: {eq: ACCEPTED}}) { nodes { id } } }")["claims"]["nodes"] == [{"id": ids[0]}]
    data(graph, told["undo"]["operation"])
    assert records(store) == before


def test_a_claim_that_is_not_there_stops_all(graph: Engine, store: Store, old: Paper) -> None:
    before = records(store)
    assert codes(send(graph, REVIEW, ids=[old.claims[0].id, "Claim.0"], review="REJECTED")) == ["NOT_FOUND"]
    assert codes(send(graph, REVIEW, ids=[], review="REJECTED")) == ["BAD_USER_INPUT"]
    assert codes(send(graph, REVIEW, ids=[f"Claim.{n}" for n in range(1001)], review="REJECTED")) == ["BAD_USER_INPUT"]
    assert codes(send(graph, PIN, id=SORA.id)) == ["NOT_FOUND"]
    assert records(store) == before


def test_one_pin_holds_where_one_value_shows(graph: Engine, store: Store, old: Paper, new: Paper) -> None:
    pinned = data(graph, PIN, id=old.claims[0].id)["pinClaim"]
    assert pinned["node"]["clipDuration"]["max"] == 60
    before = records(store)
    other = data(graph, PIN, id=new.claims[0].id)["pinClaim"]
    assert other["changed"] == 2
    assert {c["id"]: c["review"] for c in other["claims"]["nodes"]} == {new.claims[0].id: "PINNED", old.claims[0].id: "NONE"}
    assert other["node"]["clipDuration"]["max"] == 20
    data(graph, other["undo"]["operation"])
    assert records(store) == before
    maker = data(graph, PIN, id=old.claims[1].id)["pinClaim"]
    assert (maker["node"]["developer"]["name"], maker["changed"]) == ("OpenAI", 1)


def test_pins_of_what_a_node_has_several_of_do_not_touch_each_other(graph: Engine, old: Paper, new: Paper) -> None:
    assert data(graph, PIN, id=old.claims[2].id)["pinClaim"]["changed"] == 1
    assert data(graph, PIN, id=new.claims[2].id)["pinClaim"]["changed"] == 1
    assert data(graph, "{ claims(where: {review: {eq: PINNED}}) { totalCount } }")["claims"]["totalCount"] == 2
