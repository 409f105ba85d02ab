from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim
from graph.ontology import ONTOLOGY, Property
from graph.values import Polarity, Review
from graph.views import ResolvedRelationship, property_columns, relationships, since, winner
from tests.graphs import Paper, model, organization

SORA = model("Sora")


def prop(label: str, name: str) -> Property:
    found = ONTOLOGY.nodes[label].property(name)
    assert found is not None
    return found


def said(on: str | None, value: float = 60.0, **more: Any) -> Claim:
    return Paper(f"note {on} {value} {more}", on).says(SORA, "clipDuration", value, **more)


def test_the_newest_report_wins() -> None:
    old, new = said("2024-01"), said("2024-02")
    assert winner([new, old]) is new
    assert winner([old, said(None)]) is old


def test_of_one_day_the_more_specific_then_the_surer_wins() -> None:
    vague, specific = said("2024-01", min=None), said("2024-01", confidence=0.5)
    assert winner([vague, specific]) is specific
    sure = said("2024-01", 61.0, confidence=0.9)
    assert winner([specific, sure]) is sure


def test_a_pinned_claim_wins_over_newer_ones_and_a_rejected_one_never() -> None:
    old, new = said("2024-01"), said("2024-02")
    pinned = old.reviewed(Review.PINNED)
    assert winner([new, pinned]) is pinned
    assert winner([old, new.reviewed(Review.REJECTED)]) is old
    assert winner([new.reviewed(Review.REJECTED)]) is None
    assert winner([]) is None


def test_where_the_winner_says_that_there_is_none_there_is_no_value() -> None:
    old, none = said("2024-01"), said("2024-02", polarity=Polarity.EXPLICITLY_NONE)
    assert winner([old, none]) is None
    assert property_columns(prop("AIModel", "clipDuration"), [old, none]) == dict.fromkeys(prop("AIModel", "clipDuration").columns)


def test_columns_of_a_quantity() -> None:
    found = property_columns(prop("AIModel", "clipDuration"), [said("2024", 60.0, min=None, text="up to 60s")])
    assert found == {"clipDurationMin": None, "clipDurationMax": 60.0, "clipDurationUnit": "s", "clipDurationText": "up to 60s"}


def test_a_list_is_the_union_of_what_is_stated() -> None:
    paper = Paper("note")
    claims = [paper.says(organization("OpenAI"), "roles", value) for value in ("LAB", "COMPANY", "LAB")]
    roles = prop("Organization", "roles")
    assert property_columns(roles, claims) == {"roles": ["COMPANY", "LAB"]}
    assert property_columns(roles, [c.reviewed(Review.REJECTED) for c in claims]) == {"roles": None}


def test_a_value_is_typed() -> None:
    paper = Paper("note")
    assert property_columns(prop("Report", "truncated"), [paper.says(paper.ref, "truncated", "true")]) == {"truncated": True}
    assert property_columns(prop("Report", "pageCount"), [paper.says(paper.ref, "pageCount", "7")]) == {"pageCount": 7}


def test_own_properties_come_each_from_the_best_claim_that_has_it() -> None:
    sectors = ONTOLOGY.relationships["COVERS"]
    old, new = Paper("old", "2024-01"), Paper("new", "2024-02")
    sector = replace(SORA, type="Sector", name="电子")
    claims = [
        old.says(old.ref, "COVERS", sector, properties={"rating": "看好", "ratingAction": "维持"}),
        new.says(old.ref, "COVERS", sector, properties={"rating": "中性"}),
    ]
    assert relationships(sectors, [("s", claim) for claim in claims]) == [ResolvedRelationship("s", {"rating": "中性", "ratingAction": "维持"}, "2024-01")]


def test_a_to_one_relationship_keeps_the_winner_and_a_to_many_all() -> None:
    old, new = Paper("old", "2024-01"), Paper("new", "2024-02")
    one = [("g", old.says(SORA, "DEVELOPED_BY", organization("Google"))), ("o", new.says(SORA, "DEVELOPED_BY", organization("OpenAI")))]
    assert [r.object for r in relationships(ONTOLOGY.relationships["DEVELOPED_BY"], one)] == ["o"]
    many = [("g", old.says(SORA, "BUILDS_ON", model("G"))), ("o", new.says(SORA, "BUILDS_ON", model("O")))]
    assert [r.object for r in relationships(ONTOLOGY.relationships["BUILDS_ON"], many)] == ["g", "o"]


def test_a_rejected_relationship_is_none() -> None:
    claim = Paper("old").says(SORA, "BUILDS_ON", model("G")).reviewed(Review.REJECTED)
    assert relationships(ONTOLOGY.relationships["BUILDS_ON"], [("g", claim)]) == []


def test_since_is_the_first_day_that_is_known() -> None:
    assert since([said("2024-02"), said("2024-01"), said(None)]) == "2024-01"
    assert since([said(None)]) is None


@given(st.lists(st.builds(said, st.sampled_from(("2024-01", "2024-02", None)), st.sampled_from((1.0, 2.0))), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], order: object) -> None:
    expected = property_columns(prop("AIModel", "clipDuration"), claims)
    order.shuffle(claims)  # type: ignore[attr-defined]
    assert property_columns(prop("AIModel", "clipDuration"), claims) == expected
