"""The protocol graphql-transport-ws, message by message, on a real server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from graph.store import Store
from tests.http.sockets import PROTOCOL, SECONDS, TOKEN, Address, serving, talk

NAME = '{ aiModel(name: "Sora") { name } }'
ADDED = "subscription { reportAdded { cursor } }"


@pytest.fixture(scope="module")
def address(filled: Store) -> Iterator[Address]:
    with serving(filled, greeting_limit=30, socket_operations=3, allowed_origins=("https://notes.example",)) as found:
        yield found


def test_queries_are_answered_and_completed(address: Address) -> None:
    with talk(address) as socket:
        socket.subscribe("1", NAME)
        assert socket.read() == {"type": "next", "id": "1", "payload": {"data": {"aiModel": {"name": "Sora"}}}}
        assert socket.read() == {"type": "complete", "id": "1"}
        socket.subscribe("1", "query A($n: String!) { aiModel(name: $n) { name } } query B { __typename }", variables={"n": "Sora"}, operationName="A")
        assert socket.next("1") == {"data": {"aiModel": {"name": "Sora"}}}


def test_pings_are_answered_before_and_after_the_greeting(address: Address) -> None:
    with talk(address, greet=False) as socket:
        socket.send(type="ping")
        assert socket.read() == {"type": "pong"}
        socket.send(type="pong", payload={"not": "asked"})
        socket.send(type="ping", payload={"n": [1]})
        assert socket.read() == {"type": "pong", "payload": {"n": [1]}}


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nothingOfThatName }",
        "subscription { reportAdded { nothing } }",
        "subscription { a: reportAdded { cursor } b: reportAdded { cursor } }",
        "subscription { __typename }",
        'subscription { reportAdded(after: "x") { cursor } }',
        "subscription { comparisonChanged { comparison { type } } }",
        'subscription { comparisonChanged(names: ["Sora"], properties: ["height"]) { comparison { type } } }',
        "subscription ($no: Boolean!) { reportAdded @include(if: $no) { cursor } }",
    ],
)
def test_what_cannot_be_asked_is_an_error_and_the_last_message(address: Address, query: str) -> None:
    with talk(address) as socket:
        socket.subscribe("1", query, variables={"no": False})
        message = socket.read()
        assert (message["type"], message["id"]) == ("error", "1")
        assert all(error["message"] and error["extensions"]["code"] for error in message["payload"])
        assert message["payload"][0]["extensions"]["code"] in ("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT")
        socket.subscribe("1", NAME)  # the id is free, and nothing of the first comes between
        assert socket.read()["type"] == "next"
        assert socket.read() == {"type": "complete", "id": "1"}


def test_an_error_at_a_path_comes_with_its_data(address: Address) -> None:
    with talk(address) as socket:
        socket.subscribe("1", '{ compare(names: ["Nobody"]) { type } }')
        payload = socket.next("1")
        assert payload["data"] is None
        assert payload["errors"][0]["extensions"]["code"] == "NOT_FOUND"
        assert socket.read() == {"type": "complete", "id": "1"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "3",
        "[]",
        "null",
        "{}",
        '{"type": 3}',
        '{"type": "start", "id": "1"}',
        '{"type": "complete"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": 1, "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 3}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}}',
        '{"type": "ping", "payload": "\\ud800"}',
        "[" * 100_000,
    ],
)
def test_a_message_that_is_none_closes_the_socket(address: Address, text: str) -> None:
    with talk(address) as socket:
        socket.connection.send(text)
        code, reason = socket.closed()
        assert code == 4400
        assert reason.startswith("Invalid message")


def test_bytes_are_no_message(address: Address) -> None:
    with talk(address) as socket:
        socket.connection.send(b'{"type": "ping"}')
        assert socket.closed()[0] == 4400


def test_the_greeting_may_carry_an_object_and_nothing_else(address: Address) -> None:
    with talk(address, greet=False) as socket:
        socket.send(type="connection_init", payload="secret")
        assert socket.closed()[0] == 4400


def test_who_asks_before_the_greeting_is_closed(address: Address) -> None:
    with talk(address, greet=False) as socket:
        socket.subscribe("1", NAME)
        assert socket.closed() == (4401, "Unauthorized")


def test_a_second_greeting_closes_the_socket(address: Address) -> None:
    with talk(address) as socket:
        socket.send(type="connection_init")
        assert socket.closed() == (4429, "Too many initialisation requests")


def test_an_id_is_taken_until_its_operation_ends(address: Address) -> None:
    with talk(address) as socket:
        socket.subscribe("1", ADDED)
        socket.send(type="complete", id="1")
        socket.send(type="complete", id="of nobody")
        socket.subscribe("1", ADDED)
        socket.subscribe("1", ADDED)
        assert socket.closed() == (4409, "Subscriber for 1 already exists")


def test_who_does_not_greet_is_closed_after_a_while(filled: Store) -> None:
    with serving(filled, greeting_limit=0.2) as address, talk(address, greet=False) as socket:
        assert socket.closed() == (4408, "Connection initialisation timeout")


def test_another_protocol_is_not_acceptable(address: Address) -> None:
    with connect(address.ws) as connection, pytest.raises(ConnectionClosed) as end:
        connection.recv(timeout=SECONDS)
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 4406


def test_a_message_that_is_too_large_closes_the_socket(filled: Store) -> None:
    with serving(filled, max_body=1000) as address, talk(address) as socket:
        socket.subscribe("1", "#" * 2000)
        assert socket.closed()[0] == 1009


def test_operations_of_one_socket_are_bounded(address: Address) -> None:
    with talk(address) as socket:
        for id_ in ("1", "2", "3"):
            socket.subscribe(id_, ADDED)
        socket.subscribe("4", NAME)
        refused = socket.read()
        assert (refused["type"], refused["id"], refused["payload"][0]["extensions"]["code"]) == ("error", "4", "QUERY_TOO_COSTLY")
        socket.send(type="complete", id="2")
        socket.subscribe("4", NAME)
        assert socket.next("4")["data"] == {"aiModel": {"name": "Sora"}}


def test_sockets_are_bounded(filled: Store) -> None:
    with serving(filled, sockets=1) as address:
        with talk(address), pytest.raises(InvalidStatus) as denied, talk(address):
            pass
        assert denied.value.response.status_code == 503
        assert json.loads(denied.value.response.body or b"")["errors"][0]["extensions"]["code"] == "QUERY_TOO_COSTLY"


@pytest.mark.parametrize(("origin", "allowed"), [
    ("https://notes.example", True), ("http://127.0.0.1:{port}", True), ("https://other.example", False), ("null", False), ("http://127.0.0.1:1", False),
])  # fmt: skip
def test_pages_of_other_sites_may_not_open_a_socket(address: Address, origin: str, allowed: bool) -> None:  # noqa: FBT001
    given: Any = origin.format(port=address.port)
    if allowed:
        with talk(address, origin=given) as socket:
            socket.subscribe("1", NAME)
            assert socket.next("1")["data"]
        return
    with pytest.raises(InvalidStatus) as denied, talk(address, origin=given):
        pass
    assert denied.value.response.status_code == 403
    assert json.loads(denied.value.response.body or b"")["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_sockets_are_told_that_the_server_goes_away(filled: Store) -> None:
    with serving(filled) as address, talk(address) as socket, talk(address, greet=False) as silent:
        socket.subscribe("1", ADDED)
        address.server.should_exit = True
        assert socket.closed()[0] == 1001
        assert silent.closed()[0] == 1001


MUTATION = 'mutation { loadText(text: "Sora makes clips of up to 60 seconds.", name: "note.txt") { document } }'


@pytest.mark.parametrize(("given", "code"), [
    ({}, "UNAUTHENTICATED"), ({"payload": {"authorization": "Bearer another"}}, "UNAUTHENTICATED"), ({"payload": {"Authorization": f"Bearer {TOKEN}"}}, None),
    ({"additional_headers": {"Authorization": f"Bearer {TOKEN}"}}, None),
])  # fmt: skip
def test_changes_need_the_token_in_the_greeting_or_the_header(sqlite_store: Store, given: dict[str, Any], code: str | None) -> None:
    with serving(sqlite_store) as address, talk(address, **given) as socket:
        socket.subscribe("1", MUTATION)
        message = socket.read()
        if code is not None:
            assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", code)
            return
        assert message["payload"]["data"]["loadText"]["document"]
        assert socket.read() == {"type": "complete", "id": "1"}


def test_gql_asks_and_subscribes(address: Address) -> None:
    async def told() -> tuple[dict[str, Any], dict[str, Any]]:
        transport = WebsocketsTransport(url=address.ws, subprotocols=[PROTOCOL])
        async with Client(transport=transport, fetch_schema_from_transport=True) as session:
            asked = await session.execute(gql(NAME))
            watching = gql('subscription { comparisonChanged(names: ["Sora"], properties: ["clipDuration"]) { comparison { columns { node { name } } } } }')
            async for event in session.subscribe(watching):
                return asked, event
        raise AssertionError

    asked, event = asyncio.run(told())
    assert asked == {"aiModel": {"name": "Sora"}}
    assert event == {"comparisonChanged": {"comparison": {"columns": [{"node": {"name": "Sora"}}]}}}
