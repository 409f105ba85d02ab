"""GraphQL over HTTP as its specification and audits have it, and requests that are none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.http.client import GRAPHQL_JSON, JSON, Client, chunks, code

NAME = '{ aiModel(name: "Sora") { name } }'
CHANGE = 'mutation { deleteReport(id: "Report.0") { claimsRemoved } }'
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (GRAPHQL_JSON, GRAPHQL_JSON), (JSON, JSON), ("*/*", JSON), ("", JSON), ("application/*", JSON), (f"{GRAPHQL_JSON}, {JSON};q=0.9", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON};q=0.4, {JSON};q=0.9", JSON), (f"{GRAPHQL_JSON}, */*;q=0.1", GRAPHQL_JSON), (f"{GRAPHQL_JSON}; charset=utf-8", GRAPHQL_JSON),
    ],
)  # fmt: skip
def test_the_answer_comes_as_the_client_likes_it(client: Client, accept: str, media: str) -> None:
    response = client.ask(NAME, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert response.json() == {"data": {"aiModel": {"name": "Sora"}}}


@pytest.mark.parametrize("accept", ["text/plain", "application/xml, text/*", f"{JSON};q=0"])
def test_another_type_is_not_acceptable(client: Client, accept: str) -> None:
    assert client.ask(NAME, accept).status_code == 406


@pytest.mark.parametrize("query", ["{", "{ nothingOfThatName }", "query($n: Int!) { reports(first: $n) { totalCount } }", "{ aiModel { name } }"])
def test_a_request_error_is_a_400_without_data(client: Client, query: str) -> None:
    response = client.ask(query)
    assert response.status_code == 400
    assert "data" not in response.json()
    plain = client.ask(query, JSON)
    assert plain.status_code == 200
    assert plain.json() == response.json()


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/json; charset=latin-1"])
def test_a_body_of_another_type_is_unsupported(client: Client, content_type: str) -> None:
    assert client.post(json.dumps({"query": NAME}), content_type=content_type).status_code == 415


@pytest.mark.parametrize("content_type", [JSON, "application/json; charset=utf-8", 'application/json;charset="UTF-8"'])
def test_a_body_is_json_in_utf8(client: Client, content_type: str) -> None:
    assert client.post(json.dumps({"query": NAME}), content_type=content_type).json()["data"] == {"aiModel": {"name": "Sora"}}


@pytest.mark.parametrize("body", [
    b"3", b"null", b'"text"', b"[3]", b"[]", b"", b"{", b"[" * 200_000, b'{"query":"\xff"}', b'{"query":"{__typename}","variables":{"n":"\\ud800"}}', b"{}",
    b'{"query":""}', b'{"query":3}', b'{"query":"{__typename}","operationName":3}', b'{"query":"{__typename}","variables":[]}',
    b'{"query":"{__typename}","variables":"x"}', b'{"query":"{__typename}","extensions":[]}',
])  # fmt: skip
def test_what_is_no_request_is_refused_as_json(client: Client, body: bytes) -> None:
    response = client.post(body)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith(GRAPHQL_JSON)
    assert code(response) == "BAD_USER_INPUT"


REFUSED: list[tuple[int, dict[str, Any]]] = [
    (400, {"content": b"null"}), (400, {"content": b"[3]"}), (400, {"content": b'{"query":"\xff"}'}), (400, {"content": b"[" * 200_000}),
    (400, {"json": {"query": "{"}}), (400, {"json": {"query": "subscription { loadProgress { state } }"}}), (401, {"json": {"query": CHANGE}}),
    (403, {"json": {"query": NAME, "extensions": {"explain": True}}}), (405, {"method": "PUT", "json": {"query": NAME}}),
    (405, {"method": "GET", "params": {"query": CHANGE}}), (406, {"json": {"query": NAME}, "headers": {"accept": "text/plain"}}),
    (413, {"content": b" " * 1_000_001}), (414, {"method": "GET", "params": {"query": "#" * 20_000}}),
    (415, {"content": b"{}", "headers": {"content-type": "text/plain"}}),
]  # fmt: skip


@pytest.mark.parametrize(("status", "given"), REFUSED)
def test_whatever_is_refused_says_so_in_json_with_a_code(filled: Store, status: int, given: dict[str, Any]) -> None:
    client = Client(create_app(Settings(token=SecretStr("a long text")), filled))
    headers = {"accept": GRAPHQL_JSON, "content-type": JSON} | given.get("headers", {})
    response = client.send(**{"method": "POST", "path": "/graphql"} | given | {"headers": headers})
    assert response.status_code == status
    assert response.headers["content-type"].partition(";")[0] in (JSON, GRAPHQL_JSON)
    assert "data" not in response.json()
    assert all(error["message"] and error["extensions"]["code"] for error in response.json()["errors"])


HASH = {"persistedQuery": {"version": 1, "sha256Hash": "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}


@pytest.mark.parametrize("accept", [GRAPHQL_JSON, JSON])
def test_a_persisted_query_without_its_text_is_declined_as_clients_know_it(client: Client, accept: str) -> None:
    """They then send texts from now on."""
    for refused in (client.post(json.dumps({"extensions": HASH}), accept), client.get({"extensions": json.dumps(HASH)}, accept)):
        assert (refused.status_code, code(refused)) == (400, "PERSISTED_QUERY_NOT_SUPPORTED")
        assert refused.json()["errors"][0]["message"] == "PersistedQueryNotSupported"


def test_a_persisted_query_with_its_text_is_answered(client: Client) -> None:
    assert client.post(json.dumps({"query": NAME, "extensions": HASH})).json() == {"data": {"aiModel": {"name": "Sora"}}}


def test_nulls_are_as_if_they_were_not_there(client: Client) -> None:
    body = {"query": NAME, "variables": None, "operationName": None, "extensions": None}
    assert client.post(json.dumps(body)).json() == {"data": {"aiModel": {"name": "Sora"}}}


def test_a_large_body_is_refused_before_it_is_read(client: Client) -> None:
    assert client.post(b" " * 1_000_001).status_code == 413
    streamed = client.send("POST", "/graphql", content=chunks(200, 10_000), headers={"content-type": JSON})
    assert streamed.status_code == 413
    assert code(streamed) == "BAD_USER_INPUT"


def test_get_asks_queries(client: Client) -> None:
    operation = "query A($n: String!) { aiModel(name: $n) { name } } query B { __typename }"
    asked = client.get({"query": operation, "variables": '{"n": "Sora"}', "operationName": "A"})
    assert asked.json() == {"data": {"aiModel": {"name": "Sora"}}}
    assert client.get({"query": operation, "operationName": "B"}).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    "parameters", [{}, {"query": ""}, {"query": NAME, "variables": "{"}, {"query": NAME, "variables": "[1]"}, {"query": NAME, "extensions": "3"}]
)
def test_a_get_that_asks_nothing_is_a_400(client: Client, parameters: dict[str, str]) -> None:
    assert client.get(parameters).status_code == 400


def test_a_long_address_is_refused(client: Client) -> None:
    assert client.get({"query": "{ __typename }" + " " * 20_000}).status_code == 414


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: Client, method: str) -> None:
    response = client.send(method, "/graphql", json={"query": NAME})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


def test_a_browser_gets_graphiql_and_a_program_an_answer(client: Client) -> None:
    page = client.send("GET", "/graphql", headers={"accept": BROWSER})
    assert page.status_code == 200
    assert "graphiql.min.js" in page.text
    assert "script-src" not in page.headers["content-security-policy"]  # so default-src 'self' holds: no inline scripts, no other host
    assert client.get({"query": NAME}, BROWSER).json()["data"] == {"aiModel": {"name": "Sora"}}


def test_graphiql_can_be_switched_off(filled: Store) -> None:
    client = Client(create_app(Settings(graphiql=False), filled))
    assert client.send("GET", "/graphql", headers={"accept": "text/html"}).status_code == 406


def test_other_sites_may_not_ask_unless_they_are_named(client: Client, filled: Store) -> None:
    origin = {"origin": "https://notes.example", "content-type": JSON}
    body = json.dumps({"query": NAME})
    assert "access-control-allow-origin" not in client.send("POST", "/graphql", content=body, headers=origin).headers
    open_ = Client(create_app(Settings(allowed_origins=("https://notes.example",)), filled))
    assert open_.send("POST", "/graphql", content=body, headers=origin).headers["access-control-allow-origin"] == "https://notes.example"
    preflight = open_.send("OPTIONS", "/graphql", headers=origin)
    assert (preflight.status_code, preflight.headers["access-control-allow-headers"]) == (204, "content-type, accept, authorization")
    other = open_.send("POST", "/graphql", content=body, headers=origin | {"origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers


def test_every_answer_has_the_security_headers(client: Client) -> None:
    for response in (client.ask(NAME), client.post(b"3"), client.send("GET", "/"), client.send("GET", "/healthz"), client.send("GET", "/metrics")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"
