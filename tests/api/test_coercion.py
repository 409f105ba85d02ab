"""Variables come out as graphql-core has them, whichever way they took."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_variable_values, parse
from hypothesis import given
from hypothesis import strategies as st

from api.coercion import Coercion
from api.schema import build_schema

SCHEMA = build_schema().graphql
OPERATION = parse("""query($id: ID!, $ids: [ID!]!, $text: String, $int: Int = 3, $float: Float, $truth: Boolean, $day: Date, $where: AIModelWhere,
    $nested: [[Int]!]) { aiModel(id: $id) { id } }""").definitions[0]
assert isinstance(OPERATION, OperationDefinitionNode)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**33), 2**33), st.floats(), st.text(max_size=3), st.sampled_from(["2024-02-20", "2024-13-01", {}, {"id": None}]),
)  # fmt: skip
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.lists(st.lists(SCALARS, max_size=2), max_size=2))
NAMES = ["id", "ids", "text", "int", "float", "truth", "day", "where", "nested", "unknown"]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_values_and_errors_are_those_of_graphql_core(given_: dict[str, Any]) -> None:
    assert isinstance(OPERATION, OperationDefinitionNode)
    wanted = get_variable_values(SCHEMA, OPERATION.variable_definitions or (), given_, max_errors=20)
    found = Coercion(SCHEMA, OPERATION).coerced(given_)
    if isinstance(wanted, list):
        assert isinstance(found, list)
        assert [str(error) for error in found] == [str(error) for error in wanted]
    else:
        assert found == wanted.coerced


@pytest.mark.parametrize(("declared", "value"), [
    ("ID!", "a"), ("[ID!]!", ["a", "b"]), ("String", "a"), ("Int", 5), ("Float", 0.5), ("Boolean", True), ("[[Int]!]", [[1], []]),
])  # fmt: skip
def test_a_plain_value_stays_as_it_is(declared: str, value: object) -> None:
    operation = parse(f"query($v: {declared}) {{ reports {{ totalCount }} }}").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    found = Coercion(SCHEMA, operation).coerced({"v": value})
    assert isinstance(found, dict)
    assert found["v"] is value
