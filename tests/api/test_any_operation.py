"""Whatever valid operation is asked, the answer is what GraphQL's own execution would have made of it: keys, order, types, nulls;
and both stores answer alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import build_schema as schema_of
from graphql import execute_sync, parse
from hypothesis import example, given
from hypothesis import strategies as st

from api.execution import Engine
from api.schema import build_schema
from graph.store import Store, open_store
from tests.api.operations import operations
from tests.asking import runner, text
from tests.conftest import cases_on_a_server, wipe
from tests.counting import CountingStore
from tests.golden.seed import batches

PLAIN = schema_of(build_schema().as_str())
# Filters of which each part is a subquery on Neo4j, which needed minutes to plan them.
WIDE = """{ aiModels(first: 3%s, where: {
    OR: [{releasedOn: {gte: "2024-03"}}, {clipDuration: {max: {notIn: [3], lt: 90}, unit: {eq: "s"}}}, {modality: {isNull: true}, availability: {ne: "x"}}]
    developer: {roles: {has: LAB}}
    mentionedIn: {count: {gte: 1}, some: {publisher: {name: {ne: "x"}}}, none: {language: {eq: OTHER}}}
    basisOf: {none: {parameters: {max: {eq: 60}}}, all: {OR: [{releasedOn: {isNull: true}}, {contextWindow: {contains: 60}}]}}
    claims: {none: {saidOn: {eq: "1999"}}, aggregate: {relationship: {min: {matches: "BUILDS"}}, confidence: {countDistinct: {lte: 3}}}}
  }) { totalCount nodes { name clipDuration { min max } } %s } }"""
DEEP = """{ aiModels(asOf: "2024-06-30", orderBy: [{developer: {name: ASC}}], where: {mentionedIn: {some: {pageCount: {gte: 1}, sectors: {some: {
    favouredBy: {none: {risks: {some: {warnedOfIn: {all: {language: {eq: OTHER}}}}}}}
    reports: {some: {mentions: {some: {type: {eq: AIModel}}, count: {gt: 1}}}}
  }}}}}) { totalCount nodes { name developer { name roles } } } }"""


def filled(address: str) -> Store:
    """The store of an empty place, with the golden graph in it."""
    store = open_store(address)
    for batch in batches():
        store.write(batch)
    return store


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    store = filled(str(tmp_path_factory.mktemp("any") / "graph.db"))
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


@pytest.fixture(scope="module")
def on_neo4j(neo4j_address: str) -> Iterator[Engine]:
    wipe(neo4j_address)
    store = filled(neo4j_address)
    yield Engine(store)
    store.close()


@pytest.mark.neo4j
@cases_on_a_server(40)
@given(operation=operations(PLAIN))
@example(operation=WIDE % ("", "groups(by: [mentionedIn, modality], first: 7) { totalCount nodes { count } }"))
@example(operation=WIDE % (', asOf: "2024-06-30"', ""))
@example(operation=DEEP)
def test_both_stores_answer_alike(engine: Engine, on_neo4j: Engine, operation: str) -> None:
    assert json.loads(runner().run(on_neo4j.execute(operation)).body) == json.loads(runner().run(engine.execute(operation)).body)
