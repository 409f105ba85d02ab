"""Whatever valid operation is asked, the answer is what GraphQL's own execution would have made of it: keys, order, types, nulls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import build_schema as schema_of
from graphql import execute_sync, parse
from hypothesis import given
from hypothesis import strategies as st

from api.execution import Engine
from api.schema import build_schema
from graph.store import open_store
from tests.api.operations import operations
from tests.asking import runner, text
from tests.counting import CountingStore
from tests.golden.seed import batches

PLAIN = schema_of(build_schema().as_str())


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    store = open_store(str(tmp_path_factory.mktemp("any") / "graph.db"))
    for batch in batches():
        store.write(batch)
    yield Engine(CountingStore(store))
    store.close()


def completed(operation: str, data: dict[str, Any]) -> Any:
    """What graphql-core makes of the operation when each field's value is what the answer has under its key."""
    result = execute_sync(
        PLAIN, parse(operation), root_value=data, field_resolver=lambda source, info, **_: source[info.path.key],
        type_resolver=lambda value, _info, _type: value["__typename"],
    )  # fmt: skip
    assert not result.errors, result.errors
    return result.data


@given(data=st.data())
def test_an_answer_is_what_graphql_would_complete(engine: Engine, data: st.DataObject) -> None:
    operation = data.draw(operations(PLAIN))
    told = runner().run(engine.execute(operation))
    answer = json.loads(told.body)
    if told.codes:
        assert set(told.codes) <= {"BAD_USER_INPUT", "NOT_FOUND", "QUERY_TOO_COSTLY"}, answer
    else:
        assert text(completed(operation, answer["data"])) == text(answer["data"])
