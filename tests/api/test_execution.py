"""The way of an operation through the engine: what is kept, how often the store is asked, what errors become."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from strawberry.types.field import StrawberryField

from api.execution import Answer, Engine
from api.settings import Limits, Settings
from graph.errors import StoreTimeout, StoreTooSmall, StoreUnavailable
from graph.plan import Plan
from graph.store import open_store
from graph.store.base import Bound, Json, Sent
from tests.asking import runner
from tests.counting import CountingStore
from tests.golden.seed import batches


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountingStore]:
    found = open_store(str(tmp_path_factory.mktemp("engine") / "graph.db"))
    for batch in batches():
        found.write(batch)
    yield CountingStore(found)
    found.close()


@pytest.fixture
def engine(store: CountingStore) -> Engine:
    store.ran.clear()
    return Engine(store)


def ask(engine: Engine, query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> Answer:
    return runner().run(engine.execute(query, variables, name))


def data(engine: Engine, query: str, variables: dict[str, Any] | None = None) -> Any:
    answer = json.loads(ask(engine, query, variables).body)
    assert "errors" not in answer, answer
    return answer["data"]


def codes(engine: Engine, query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> list[str]:
    answer = json.loads(ask(engine, query, variables, name).body)
    return [e["extensions"]["code"] for e in answer["errors"]]


def _work(engine: Engine) -> tuple[int, int]:
    return engine.metrics.counts["documents_parsed"], engine.metrics.counts["operations_planned"]


BY_NAME = "query($n: String!, $f: Int) { aiModels(where: {name: {eq: $n}}, first: $f) { nodes { name } } }"


def test_a_repeated_operation_is_neither_parsed_nor_planned_again(engine: Engine, store: CountingStore) -> None:
    found = [data(engine, BY_NAME, {"n": n, "f": f})["aiModels"]["nodes"] for n, f in (("Sora", 1), ("Gen-2", 2), ("nobody", 3))]
    assert found == [[{"name": "Sora"}], [{"name": "Gen-2"}], []]
    assert _work(engine) == (1, 1)
    assert len(store.ran) == 3
    assert store.ran[0] is store.ran[1] is store.ran[2], "the store finds its statement by the very same plan"


def test_a_variable_that_changes_the_form_is_planned_anew_and_both_are_kept(engine: Engine) -> None:
    query = "query($w: AIModelWhere, $all: Boolean!) { aiModels(where: $w) { totalCount nodes @include(if: $all) { id } } }"
    for _ in range(2):
        assert set(data(engine, query, {"w": {"name": {"eq": "Sora"}}, "all": False})["aiModels"]) == {"totalCount"}
        assert set(data(engine, query, {"w": {"name": {"ne": "Sora"}}, "all": True})["aiModels"]) == {"totalCount", "nodes"}
    assert _work(engine) == (1, 2)


def test_the_least_recently_used_is_let_go(store: CountingStore) -> None:
    engine = Engine(store, Settings(documents=2, plans=2))
    for query in ("{ a: __typename }", "{ b: __typename }", "{ a: __typename }", "{ c: __typename }", "{ a: __typename }", "{ b: __typename }"):
        data(engine, query)
    assert _work(engine) == (4, 4)


@pytest.mark.parametrize("query", [
    "{ a: aiModels { nodes { name developer { name aiModels { nodes { name } } } } } b: reports { totalCount } search(text: \"Sora\") { nodes { name } } }",
    '{ compare(names: ["Sora", "Gen-2"]) { rows { property cells { text claims { text report { publisher { name } } } } } } }',
    "{ aiModels { aggregate { count } } reportGroups(by: [publisher]) { nodes { count } } __schema { queryType { name } } }",
])  # fmt: skip
def test_one_operation_is_one_run(engine: Engine, store: CountingStore, query: str) -> None:
    data(engine, query)
    assert len(store.ran) == 1


def test_planned_fields_never_reach_a_resolver(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(*_: object, **__: object) -> None:
        raise AssertionError("a field was resolved")

    monkeypatch.setattr(StrawberryField, "get_result", resolved)
    assert data(engine, '{ aiModel(name: "Sora") { name developer { name } } }')["aiModel"]["developer"]


def test_introspection_stands_beside_what_is_planned_in_the_order_of_the_operation(engine: Engine, store: CountingStore) -> None:
    query = (
        '{ t: __type(name: "Node") { ...T } kind: __typename n: aiModels { totalCount } __schema { queryType { name } } } fragment T on __Type { name kind }'
    )
    found = data(engine, query)
    assert list(found) == ["t", "kind", "n", "__schema"]
    assert (found["t"], found["kind"], found["__schema"]) == ({"name": "Node", "kind": "INTERFACE"}, "Query", {"queryType": {"name": "Query"}})
    store.ran.clear()
    assert data(engine, "query($n: String!) { __type(name: $n) { name } }", {"n": "Entity"}) == {"__type": {"name": "Entity"}}
    assert not store.ran


def test_introspection_can_be_switched_off(store: CountingStore) -> None:
    engine = Engine(store, Settings(introspection=False))
    assert codes(engine, "{ __schema { queryType { name } } }") == ["GRAPHQL_VALIDATION_FAILED"]
    assert data(engine, "{ __typename }") == {"__typename": "Query"}


def test_one_of_several_operations_is_named(engine: Engine) -> None:
    query = "query A { __typename } query B { n: __typename }"
    assert json.loads(ask(engine, query, name="B").body) == {"data": {"n": "Query"}}
    assert codes(engine, query) == ["BAD_USER_INPUT"]
    assert codes(engine, query, name="C") == ["BAD_USER_INPUT"]


def test_half_a_character_is_the_clients_mistake(engine: Engine) -> None:
    assert codes(engine, BY_NAME, {"n": "\ud800"}) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(("query", "variables", "code"), [
    ("{", None, "GRAPHQL_PARSE_FAILED"), ('{ a(b: "\\ud800") }', None, "GRAPHQL_PARSE_FAILED"), ("{ x }", None, "GRAPHQL_VALIDATION_FAILED"),
    ("{ aiModels(where: {clipDuration: {max: {gt: \"long\"}}}) { totalCount } }", None, "GRAPHQL_VALIDATION_FAILED"),
    ("mutation { x }", None, "GRAPHQL_VALIDATION_FAILED"), ("fragment F on Query { __typename }", None, "GRAPHQL_VALIDATION_FAILED"),
    (BY_NAME, {}, "BAD_USER_INPUT"), (BY_NAME, {"n": 3}, "BAD_USER_INPUT"), (BY_NAME, {"n": "a", "f": -1}, "BAD_USER_INPUT"),
    ("query($d: PartialDate) { reports(where: {publishedOn: {eq: $d}}) { totalCount } }", {"d": "2024-13"}, "BAD_USER_INPUT"),
    ('{ compare(names: ["nobody"]) { type } }', None, "NOT_FOUND"), ("{ " + "a: __typename " * 700 + "}", None, "QUERY_TOO_COSTLY"),
    ("{ " + "__typename " * 21 + "}", None, "QUERY_TOO_COSTLY"),
])  # fmt: skip
def test_codes(engine: Engine, query: str, variables: dict[str, Any] | None, code: str) -> None:
    assert set(codes(engine, query, variables)) == {code}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


class Failing(CountingStore):
    """A store that fails as it is told."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(open_store("empty.db"))
        self.error = error

    async def run(self, _plan: Plan, _values: Sequence[Bound], _timeout: float | None = None, _trace: list[Sent] | None = None) -> Json:
        raise self.error


@pytest.mark.parametrize(("error", "code", "status"), [
    (StoreUnavailable("bolt://secret.example:7687 refused"), "STORE_UNAVAILABLE", 503), (StoreTimeout("SELECT secret"), "TIMEOUT", 504),
    (StoreTooSmall("bolt://secret.example:7687 has no memory"), "QUERY_TOO_COSTLY", 400), (RuntimeError("secret /etc/passwd"), "INTERNAL", 500),
])  # fmt: skip
@pytest.mark.usefixtures("elsewhere")
def test_what_a_store_does_wrong_is_told_without_its_details(error: Exception, code: str, status: int, caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine(Failing(error))
    with caplog.at_level(logging.WARNING, "reportgraph.api"):
        answer = ask(engine, "{ reports { totalCount } }")
    assert (answer.status, answer.codes) == (status, (code,))
    assert b"secret" not in answer.body
    assert "secret" in caplog.text
    if code == "INTERNAL":
        id_ = json.loads(answer.body)["errors"][0]["message"].rsplit(" ", 1)[1].rstrip(".")
        assert f"internal error {id_}" in caplog.text
    engine.store.close()


def test_bounds_come_from_the_settings(store: CountingStore) -> None:
    engine = Engine(store, Settings(limits=Limits(page_size=5, default_page_size=2, depth=3, cost=10, list_size=2, compared=1)))
    assert len(data(engine, "{ aiModels { nodes { id } } }")["aiModels"]["nodes"]) == 2
    assert codes(engine, "{ aiModels(first: 6) { nodes { id } } }") == ["BAD_USER_INPUT"]
    assert codes(engine, "{ aiModels { nodes { developer { name } } } }") == ["QUERY_TOO_COSTLY"]
    assert codes(engine, '{ nodes(ids: ["a", "b", "c", "d", "e", "f"]) { id } }') == ["BAD_USER_INPUT"]
    assert codes(engine, '{ aiModels(where: {name: {in: ["a", "b", "c"]}}) { totalCount } }') == ["BAD_USER_INPUT"]
    assert codes(engine, '{ compare(names: ["Sora", "Gen-2"]) { type } }') == ["BAD_USER_INPUT"]
    assert codes(engine, "{ a: aiModels(first: 5) { nodes { id } } b: aiModels(first: 5) { nodes { id } } }") == ["QUERY_TOO_COSTLY"]
