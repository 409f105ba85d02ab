"""Columns are the claims they were made of: in order, with their ids, after a way to another process, and in part."""

from __future__ import annotations

import pickle

from hypothesis import given

from graph.claim import Claim
from graph.claim_columns import ClaimColumns
from graph.values import Polarity, Qualifier, Review
from tests.graphs import Paper, model, organization, papers


@given(papers())
def test_columns_are_the_claims_they_were_made_of(found: list[Paper]) -> None:
    claims = [claim for paper in found for claim in paper.claims]
    columns: ClaimColumns = pickle.loads(pickle.dumps(ClaimColumns.of(claims)))
    assert list(columns) == claims
    assert [c.id for c in columns] == [c.id for c in claims]
    assert [d.hex() for d in columns.digest] == [c.id.removeprefix("Claim.") for c in claims]
    assert len(columns) == len(claims)
    assert columns == ClaimColumns.of(columns)


@given(papers())
def test_some_of_the_columns_are_some_of_the_claims(found: list[Paper]) -> None:
    claims = [claim for paper in found for claim in paper.claims]
    assert list(ClaimColumns.of(claims).at(range(0, len(claims), 2))) == claims[::2]


def test_words_of_ours_come_back_as_what_they_were() -> None:
    paper = Paper("A note")
    stated = paper.says(model("Sora"), "clipDuration", 60.0, min=None, polarity=Polarity.EXPLICITLY_NONE, review=Review.PINNED)
    related = paper.says(model("Sora"), "DEVELOPED_BY", organization("OpenAI"))
    columns: ClaimColumns = pickle.loads(pickle.dumps(ClaimColumns.of([stated, related])))
    first, second = columns[0], columns[-1]
    assert (first.polarity, first.review, first.object) == (Polarity.EXPLICITLY_NONE, Review.PINNED, None)
    assert isinstance(first.qualifier, Qualifier)
    assert second.object == organization("OpenAI")
    assert columns[:1] == [stated]


def test_none_are_none() -> None:
    empty: list[Claim] = []
    assert not ClaimColumns.of(empty)
    assert list(ClaimColumns.of(empty)) == empty
