"""What is kept of claims, documents and judgements in Neo4j, and what judgements say of names while claims are written."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim, Document, Page
from graph.cypher.write import link_claims
from graph.cypher.write_identities import identities
from graph.cypher.write_rows import claim_of, claim_row, document_of, document_row, judgement_of, judgement_row, page_rows
from graph.identity import Judgement, Verdict
from tests.graphs import Paper, judgements, model, papers, same

_PLAIN = (str, int, float, bool, type(None))


@given(papers())
def test_claims_and_documents_come_back_as_they_were_put_in(made: list[Paper]) -> None:
    for paper in made:
        assert document_of(document_row(paper.document), page_rows(paper.document)[::-1]) == paper.document
        for claim in paper.claims:
            back = claim_of(json.loads(json.dumps(claim_row(claim))))
            assert back == claim
            assert back.id == claim.id


@given(papers(most=1))
def test_a_row_holds_only_what_a_property_can(made: list[Paper]) -> None:
    for claim in made[0].claims:
        for value in claim_row(claim).values():
            assert isinstance(value, _PLAIN) or all(isinstance(part, str) for part in value)


@given(judgements())
def test_judgements_come_back_as_they_were_put_in(made: list[Judgement]) -> None:
    assert [judgement_of(judgement_row(judgement)) for judgement in made] == made


@given(st.integers(1, 4))
def test_pages_keep_their_order_whatever_their_numbers(count: int) -> None:
    pages = tuple(Page(number, start, "x" * 10) for start, number in zip(range(0, 10 * count, 10), (3, 3, 1, 2), strict=False))
    document = Document("0" * 64, "a.txt", "text/plain", "utf-8", "EN", pages)
    assert document_of(document_row(document), page_rows(document)[::-1]) == document


def test_a_node_is_called_by_its_canonical_name_and_knows_the_others() -> None:
    known = identities([same(model("GEN2 beta"), model("Gen-2")), same(model("Runway 2"), model("Gen-2"))])
    assert known.node(model("GEN2 beta").id) == model("Gen-2").id
    assert known.node(model("Sora").id) == model("Sora").id
    shown = known.shown(model("Gen-2").id, {model("GEN2 beta").id: ["GEN2 BETA"]})
    assert shown["name"] == "Gen-2"
    assert shown["aliases"] == ["GEN2 BETA", "GEN2 beta", "Runway 2"]
    assert "gen" in shown["search"].split()


def test_no_aliases_are_not_stored() -> None:
    assert identities([]).shown(model("Sora").id, {model("Sora").id: ["Sora"]})["aliases"] is None


def test_a_judgement_that_does_not_hold_still_tells_spellings() -> None:
    known = identities([same(model("Sora 1"), model("Sora")), Judgement(model("Sora 1"), model("Sora"), Verdict.DIFFERENT, "person:ann")])
    assert known.node(model("Sora 1").id) == model("Sora 1").id
    assert known.judged[model("Sora 1").id] == {"Sora 1"}
    assert known.members[model("Sora").id] == (model("Sora").id,)


def test_claims_are_linked_to_what_they_name() -> None:
    new, moved = link_claims(pointing=True, new=True), link_claims(pointing=False, new=False)
    assert "CREATE (c:Claim) SET c = row.c" in new
    assert "CREATE (c)-[:POINTS_TO]->(o)" in new
    assert "MATCH (c:Claim {id: row.id})" in moved
    assert "POINTS_TO" not in moved


def test_an_empty_row_makes_no_claim_of_something_else() -> None:
    claim = Paper("A note").says(model("Sora"), "modality", "VIDEO")
    assert isinstance(claim_of({key: value for key, value in claim_row(claim).items() if value is not None}), Claim)
