"""As of a day, a store answers as if it held only what is known to have been said by then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.plan import Plan
from graph.store.base import Batch
from tests.asking import ask, text
from tests.conftest import Place, cases_on_a_server
from tests.graphs import batches
from tests.naive import Ledger, answer, world
from tests.plans import plans_as_of

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
Asked = tuple[Plan, list[Any]]


def assert_equal_to_the_oracle(place: Place, parts: Sequence[Batch], asked: Sequence[Asked]) -> None:
    store = place.empty()
    for part in parts:
        store.write(part)
    graph = world(Ledger.of(parts))
    for plan, values in asked:
        assert text(ask(store, plan, values)) == text(answer(graph, plan, values)), f"{plan.explain()}\n{values}"


@given(parts=batches(), asked=st.lists(plans_as_of(), min_size=2, max_size=6))
def test_embedded_answers_equal_the_oracle(sqlite_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_equal_to_the_oracle(sqlite_place, parts, asked)


@pytest.mark.neo4j
@cases_on_a_server(15)
@given(parts=batches(), asked=st.lists(plans_as_of(), min_size=4, max_size=8))
def test_neo4j_answers_equal_the_oracle(neo4j_place: Place, parts: list[Batch], asked: list[Asked]) -> None:
    assert_equal_to_the_oracle(neo4j_place, parts, asked)
