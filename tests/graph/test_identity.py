from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidClaim
from graph.identity import Judgement, Verdict, best_spelling, canonical_ids
from tests.graphs import judgements, model, organization, same

A, B, C = model("A"), model("B"), model("C")


def test_an_alias_leads_to_its_name() -> None:
    assert canonical_ids([same(A, B)]) == {A.id: B.id, B.id: B.id}


def test_chains_lead_to_the_end() -> None:
    assert set(canonical_ids([same(A, B), same(B, C)]).values()) == {C.id}


def test_of_a_circle_the_smallest_id_is_canonical() -> None:
    assert set(canonical_ids([same(A, B), same(B, A)]).values()) == {min(A.id, B.id)}


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_what_is_not_the_same_leads_nowhere(verdict: Verdict) -> None:
    assert canonical_ids([Judgement(A, B, verdict, "data:x")]) == {}


def test_names_of_different_types_are_never_the_same() -> None:
    assert canonical_ids([same(A, organization("A"))]) == {}


def test_a_person_outweighs_data_either_way() -> None:
    parts = [same(A, B), Judgement(B, A, Verdict.DIFFERENT, "person:ann")]
    assert canonical_ids(parts) == {}
    assert canonical_ids([Judgement(A, B, Verdict.DIFFERENT, "data:x"), same(A, B, "person:ann")]) == {A.id: B.id, B.id: B.id}


def test_different_outweighs_same_of_the_same_weight() -> None:
    assert canonical_ids([same(A, B), Judgement(A, B, Verdict.DIFFERENT, "data:names")]) == {}


def test_two_spellings_of_one_name_need_no_canonical_name() -> None:
    assert canonical_ids([same(model("GEN2"), model("Gen-2"))]) == {}


@given(judgements(most=6), st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_matter(made: list[Judgement], order: object) -> None:
    expected = canonical_ids(made)
    order.shuffle(made)  # type: ignore[attr-defined]
    assert canonical_ids(made) == expected


@given(judgements(most=6))
def test_a_canonical_name_stands_for_itself(made: list[Judgement]) -> None:
    found = canonical_ids(made)
    assert all(found[id_] == id_ for id_ in found.values())


@given(judgements(most=6))
def test_a_judgement_survives_its_line(made: list[Judgement]) -> None:
    for one in made:
        again = Judgement.from_json(json.loads(json.dumps(one.to_json())))
        assert again == one
        assert again.id == one.id


@pytest.mark.parametrize("line", [{}, {"judgement": None}, {"judgement": {"alias": {}}}, same(A, B).to_json() | {"judgement": {"verdict": "PERHAPS"}}])
def test_a_judgement_line_that_is_not_whole_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(InvalidClaim):
        Judgement.from_json(line)


def test_the_best_spelling_is_preferred_then_mixed_then_longest_then_first() -> None:
    for spellings in permutations(["GEN2", "gen-2", "Gen-2", "Gen 2"]):
        assert best_spelling(spellings) == "Gen 2"
        assert best_spelling(spellings, ["GEN2"]) == "GEN2"
    assert best_spelling(["五矿证券", "五礦證券"]) == min("五矿证券", "五礦證券")
