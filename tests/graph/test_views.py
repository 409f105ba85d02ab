from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim
from graph.ontology import ONTOLOGY, Property
from graph.values import Polarity, Review
from graph.views import NEVER, NOT_THEN, ResolvedRelationship, days, property_columns, relationships, settled, since, until, winner
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


# As of days ----------------------------------------------------------------------------------------------------------

DEVELOPER, MENTIONS = ONTOLOGY.relationships["DEVELOPED_BY"], ONTOLOGY.relationships["MENTIONS"]


def developed(on: str | None, by: str, **more: Any) -> tuple[str, Claim]:
    maker = organization(by)
    return maker.id, Paper(f"note {on} {by} {more}", on).says(SORA, "DEVELOPED_BY", maker, **more)


def mentioned(on: str | None, **own: Any) -> tuple[str, Claim]:
    return SORA.id, Paper(f"note {on} {own}", on).says(Paper("A report").ref, "MENTIONS", SORA, properties=own)


def test_a_claim_is_beaten_when_a_better_one_is_said() -> None:
    old, new, undated, wrong = said("2024-01"), said("2024-02"), said(None), said("2024-01-15").reviewed(Review.REJECTED)
    duration, every = prop("AIModel", "clipDuration"), [("", claim) for claim in (new, wrong, old, undated)]
    assert until(duration, every) == {old.id: "2024-02", new.id: None, undated.id: "2024-01", wrong.id: "2024-02"}
    assert until(duration, [("", old)]) == {old.id: None}
    pinned = old.reviewed(Review.PINNED)
    assert until(duration, [("", new), ("", pinned)]) == {pinned.id: None, new.id: "2024-01"}, "it never held"


def test_of_a_property_with_many_values_no_claim_beats_another() -> None:
    roles = [("", Paper(day, day).says(organization("OpenAI"), "roles", "LAB")) for day in ("2024-01", "2024-02")]
    assert until(prop("Organization", "roles"), roles) == {claim.id: None for _, claim in roles}


def test_what_is_settled() -> None:
    assert settled([said("2024-01"), said("2024-02")]) == "2024-02"
    assert settled([said("2024-01"), said(None)]) == NEVER
    assert settled([]) is None


def test_where_claims_agree_the_relationship_of_now_tells_of_every_day() -> None:
    claims = [developed("2024-02", "OpenAI"), developed("2024-01", "OpenAI")]
    held = [ResolvedRelationship(organization("OpenAI").id, {}, "2024-01")]
    assert days(DEVELOPER, claims) == (held, [])
    assert days(DEVELOPER, claims[:1]) == ([ResolvedRelationship(organization("OpenAI").id, {}, "2024-02")], [])
    denied = developed("2024-02", "Alpha", polarity=Polarity.EXPLICITLY_NONE)
    assert days(DEVELOPER, [denied]) == ([], [])
    undated = developed(None, "OpenAI")
    assert days(DEVELOPER, [undated]) == ([ResolvedRelationship(organization("OpenAI").id, {}, None)], [])


def test_where_claims_disagree_each_state_is_told_with_its_days() -> None:
    alpha, openai = organization("Alpha").id, organization("OpenAI").id
    claims = [developed("2024-01", "Alpha"), developed("2024-02", "OpenAI"), developed("2024-03", "OpenAI")]
    now, then = days(DEVELOPER, claims)
    assert now == [ResolvedRelationship(openai, {}, "2024-02", NOT_THEN)]
    assert then == [ResolvedRelationship(alpha, {}, "2024-01", "2024-02"), ResolvedRelationship(openai, {}, "2024-02")]
    denied = developed("2024-04", "OpenAI", polarity=Polarity.EXPLICITLY_NONE)
    now, then = days(DEVELOPER, [*claims, denied])
    assert (now, then[-1]) == ([], ResolvedRelationship(openai, {}, "2024-02", "2024-04"))
    again = developed("2024-05", "Alpha")
    _, then = days(DEVELOPER, [*claims, denied, again])
    assert then[-1] == ResolvedRelationship(alpha, {}, "2024-05")


def test_an_own_property_that_changes_is_another_state() -> None:
    now, then = days(MENTIONS, [mentioned("2024-01", count=2), mentioned("2024-02"), mentioned("2024-03", count=7)])
    assert now == [ResolvedRelationship(SORA.id, {"count": 7}, "2024-01", NOT_THEN)]
    assert then == [ResolvedRelationship(SORA.id, {"count": 2}, "2024-01", "2024-03"), ResolvedRelationship(SORA.id, {"count": 7}, "2024-03")]
    other = model("Gen-2").id, Paper("other").says(Paper("A report").ref, "MENTIONS", model("Gen-2"), properties={"count": 1})
    now, then = days(MENTIONS, [mentioned("2024-01", count=2), mentioned("2024-03", count=7), other])
    assert {found.object: found.until for found in now} == {SORA.id: NOT_THEN, model("Gen-2").id: None}
    assert {found.object for found in then} == {SORA.id}, "what is said of one pair is not of another"


@given(data=st.data())
def test_states_of_a_slot_are_what_its_claims_of_each_day_say(data: st.DataObject) -> None:
    known = ("2024-01", "2024-02", "2024-03", None)
    claims = [
        developed(data.draw(st.sampled_from(known)), data.draw(st.sampled_from(("A", "B"))), confidence=place / 10,
                  polarity=data.draw(st.sampled_from(Polarity)), review=data.draw(st.sampled_from(Review)))
        for place in range(data.draw(st.integers(1, 6)))
    ]  # fmt: skip
    now, then = days(DEVELOPER, claims)
    for day in ("2024-01", "2024-02", "2024-03", "2024-04"):
        told = [(r.object, r.properties) for r in (*now, *then) if r.since is not None and r.since <= day and (r.until is None or r.until > day)]
        said_by_then = [(o, c) for o, c in claims if c.said_on is not None and c.said_on <= day]
        assert told == [(r.object, r.properties) for r in relationships(DEVELOPER, said_by_then)]
