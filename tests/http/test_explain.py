"""`extensions.explain`: only where it is allowed, and what it says, on both stores."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.golden.seed import batches
from tests.http.client import JSON, Client, code

NAME = '{ aiModel(name: "Sora") { name developer { name } } }'
EXPLAIN = {"explain": True}


def told(client: Client, query: str, **more: Any) -> dict[str, Any]:
    answer = client.ask(query, extensions=EXPLAIN, **more).json()
    assert "errors" not in answer, answer["errors"]
    explain: dict[str, Any] = answer["extensions"]["explain"]
    return explain


@pytest.fixture
def explaining(store: Store) -> Client:
    for batch in batches():
        store.write(batch)
    return Client(create_app(Settings(explain=True, time_limit=120), store))


def test_an_answer_says_how_it_came_about(explaining: Client, store: Store) -> None:
    language, word = {"sqlite": ("SQL", "SELECT"), "neo4j": ("Cypher", "MATCH")}[store.status(counts=False).kind]
    plain = explaining.ask(NAME)
    answer = explaining.ask(NAME, extensions=EXPLAIN)
    assert answer.status_code == 200
    assert answer.json()["data"] == plain.json()["data"]
    explain = answer.json()["extensions"]["explain"]
    (statement,) = explain["statements"]
    assert statement["language"] == language
    assert word in statement["text"]
    assert "Sora" not in statement["text"]
    assert statement["plan"].startswith("aiModel: Lookup by=name types=AIModel")
    assert statement["bytes"] == len(plain.content) - len(b'{"data":}')
    assert statement["milliseconds"] >= 0
    assert set(explain["milliseconds"]) == {"parse", "plan", "store", "encode"}
    assert all(milliseconds >= 0 for milliseconds in explain["milliseconds"].values())


def test_it_says_what_was_kept_from_an_earlier_time(explaining: Client) -> None:
    query = "query Models($first: Int) { aiModels(first: $first) { nodes { name } } }"
    first, second, third = (told(explaining, query, variables={"first": number}) for number in (1, 1, 2))
    assert first["kept"] == {"document": False, "plan": False}
    assert not first["statements"][0]["kept"]
    assert second["kept"] == third["kept"] == {"document": True, "plan": True}
    assert second["statements"][0]["kept"]
    assert third["statements"][0]["kept"]


def test_every_statement_of_an_operation_is_told(explaining: Client) -> None:
    query = '{ paths(from: {type: AIModel, name: "Sora"}, to: {type: Organization, name: "OpenAI"}, maxLength: 2, first: 1) { nodes { name } } }'
    assert len(told(explaining, query)["statements"]) == 2
    assert told(explaining, "{ __typename }")["statements"] == []
    assert len(told(explaining, 'query { compare(names: ["Sora"]) { type } reports { totalCount } }')["statements"]) == 1


def test_it_may_be_asked_for_by_get(explaining: Client) -> None:
    answer = explaining.get({"query": NAME, "extensions": json.dumps(EXPLAIN)})
    assert answer.json()["extensions"]["explain"]["statements"]


def test_what_fails_is_told_as_ever(explaining: Client) -> None:
    assert explaining.ask("{ nothing }", extensions=EXPLAIN).json() == explaining.ask("{ nothing }").json()
    missing = explaining.ask('{ compare(names: ["Nobody"]) { type } }', extensions=EXPLAIN).json()
    assert (missing["data"], missing["errors"][0]["extensions"]["code"]) == (None, "NOT_FOUND")
    assert missing["extensions"]["explain"]["statements"]


def test_only_queries_are_explained_and_nothing_is_changed(explaining: Client, store: Store) -> None:
    generation = store.status(counts=False).generation
    refused = explaining.ask('mutation { loadText(text: "Sora", name: "x") { document } }', extensions=EXPLAIN)
    assert (refused.status_code, code(refused)) == (400, "BAD_USER_INPUT")
    assert store.status(counts=False).generation == generation


def test_without_permission_it_is_forbidden(client: Client) -> None:
    refused = client.ask(NAME, extensions=EXPLAIN)
    assert (refused.status_code, code(refused)) == (403, "FORBIDDEN")
    assert "REPORTGRAPH_EXPLAIN" in refused.json()["errors"][0]["message"]
    assert "data" not in refused.json()
    assert client.ask(NAME, extensions={"explain": False, "other": 1}).json() == client.ask(NAME).json()


@pytest.mark.parametrize("explain", ["yes", 1, {}, []])
def test_it_is_asked_for_with_true(client: Client, explain: object) -> None:
    refused = client.ask(NAME, JSON, extensions={"explain": explain})
    assert (refused.status_code, code(refused)) == (400, "BAD_USER_INPUT")
