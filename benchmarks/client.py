"""Owns the client of the benchmark: HTTP/1.1 with keep-alive over plain sockets, in a closed loop, as lean as Python can be.

It must not know what is asked: a request is bytes.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from typing import cast

import httptools


def post(path: str, body: bytes) -> bytes:
    """A request with a JSON body."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get(path: str) -> bytes:
    """A request for what is at `path`."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


class Connection(asyncio.Protocol):
    """One connection, on which one request at a time is under way."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._parts: list[bytes] = []

    @classmethod
    async def open(cls, port: int) -> Connection:
        """A connection to the server on that port of this machine."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    async def send(self, request: bytes) -> tuple[int, bytes]:
        """Send a request and wait for (status, body) of its answer."""
        if self._transport is None:
            raise ConnectionError("The connection is not open.")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Close it."""
        if self._transport is not None:
            self._transport.close()

    # asyncio's and httptools' callbacks ---------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is open."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's are of no class of asyncio's

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone: whoever waits learns of it."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionError("The server closed the connection."))

    def data_received(self, data: bytes) -> None:
        """A piece of an answer."""
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        """A piece of an answer's body."""
        self._parts.append(body)

    def on_message_complete(self) -> None:
        """The answer is all there."""
        body, self._parts = b"".join(self._parts), []
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((self._parser.get_status_code(), body))


class Failed(Exception):
    """A server answered that it could not, in the middle of a measurement."""


async def latencies(port: int, requests: Sequence[bytes], seconds: float, *, at_least: int = 5) -> list[float]:
    """One client asks one request after another for so many seconds: how long each took. `at_least` so many are asked."""
    connection = await Connection.open(port)
    taken: list[float] = []
    end = time.perf_counter() + seconds
    try:
        for request in itertools.cycle(requests):
            started = time.perf_counter()
            status, body = await connection.send(request)
            now = time.perf_counter()
            if status != 200:
                raise Failed(f"{status}: {body[:300]!r}")
            taken.append(now - started)
            if now >= end and len(taken) >= at_least:
                return taken
    finally:
        connection.close()
    return taken


async def throughput(port: int, requests: Sequence[bytes], seconds: float, clients: int, *, at_least: int = 1) -> float:
    """Answers a second that `clients` clients get together, each asking again as soon as it has been answered, `at_least` so many times."""
    started = time.perf_counter()
    counts = await asyncio.gather(*(latencies(port, requests[at::clients] or requests, seconds, at_least=at_least) for at in range(clients)))
    return sum(map(len, counts)) / (time.perf_counter() - started)
