"""Owns how tests speak to a real server: one on a free port, and sockets that send and read messages as they are."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

from pydantic import SecretStr
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from api.app import create_app
from api.server import Server
from api.settings import Settings
from graph.store import Store

PROTOCOL = Subprotocol("graphql-transport-ws")
TOKEN = "a long text that nobody guesses"
SECONDS = 60


@dataclass(frozen=True)
class Address:
    """Where a server listens, and how to stop it."""

    port: int
    server: Server

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"


@contextmanager
def serving(store: Store, **settings: Any) -> Iterator[Address]:
    """A server of the application over a store, in a thread of its own."""
    chosen = {"token": SecretStr(TOKEN), "watch_interval": 0.05, "time_limit": 120, **settings}
    server = Server(create_app(Settings(**chosen), store))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Address(listening.getsockname()[1], server)
        finally:
            server.should_exit = True
            thread.join()


@dataclass(frozen=True)
class Talk:
    """One socket's messages."""

    connection: ClientConnection

    def send(self, **message: Any) -> None:
        self.connection.send(json.dumps(message))

    def subscribe(self, id_: str, query: str, **more: Any) -> None:
        self.send(type="subscribe", id=id_, payload={"query": query, **more})

    def read(self) -> dict[str, Any]:
        """The next message."""
        found: dict[str, Any] = json.loads(self.connection.recv(timeout=SECONDS))
        return found

    def next(self, id_: str) -> dict[str, Any]:
        """The payload of the next message, which is one of an operation."""
        message = self.read()
        assert (message["type"], message["id"]) == ("next", id_), message
        payload: dict[str, Any] = message["payload"]
        return payload

    def data(self, id_: str) -> dict[str, Any]:
        """What an operation's one root field tells next."""
        payload = self.next(id_)
        assert "errors" not in payload, payload["errors"]
        (told,) = payload["data"].values()
        found: dict[str, Any] = told
        return found

    def closed(self) -> tuple[int, str]:
        """How the server closes the socket; what it sends before is passed over."""
        try:
            while True:
                self.connection.recv(timeout=SECONDS)
        except ConnectionClosed as end:
            assert end.rcvd is not None
            return end.rcvd.code, end.rcvd.reason


@contextmanager
def talk(address: Address, *, greet: bool = True, payload: dict[str, Any] | None = None, **given: Any) -> Iterator[Talk]:
    """A socket, greeted unless that is left to the test."""
    with connect(address.ws, subprotocols=[PROTOCOL], close_timeout=1, **given) as connection:
        talking = Talk(connection)
        if greet:
            talking.send(type="connection_init", **({"payload": payload} if payload is not None else {}))
            assert talking.read() == {"type": "connection_ack"}
        yield talking
