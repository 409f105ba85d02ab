"""Owns the drivers of one Neo4j: where it is and how to log in, a driver for threads, and a reader for each event loop.

An asynchronous driver belongs to the loop that made it. It is closed with its loop, or with the store, whichever comes first.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncSession, Bookmarks, Driver, GraphDatabase, Query
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import InvalidInput, StoreUnavailable
from graph.store.neo4j_errors import is_of_another

_CONFIG: dict[str, Any] = {"notifications_min_severity": "OFF", "telemetry_disabled": True, "user_agent": "reportgraph"}
CLOSE_SECONDS = 10.0
CONNECT_SECONDS = 5.0
_NONE = Bookmarks.from_raw_values(())


@dataclass(frozen=True, slots=True)
class Target:
    """A server and a login. `address` may be shown: there is no login in it."""

    address: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    @classmethod
    def of(cls, address: str) -> Target:
        """The target of an address, with what it leaves out from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE."""
        try:
            parts = urlsplit(address)
            host = parts.netloc.rpartition("@")[2]
            user, password, _ = parts.username, parts.password, parts.port
        except ValueError as error:
            raise InvalidInput("The address of Neo4j cannot be read.", hint="Write neo4j://user:password@host:7687.") from error
        if not host:
            raise InvalidInput("The address of Neo4j names no host.", hint="Write neo4j://user:password@host:7687.")
        return cls(
            urlunsplit((parts.scheme, host, "", parts.query, "")), unquote(user) if user else os.environ.get("NEO4J_USERNAME") or "neo4j",
            unquote(password) if password else os.environ.get("NEO4J_PASSWORD") or "", os.environ.get("NEO4J_DATABASE") or None)  # fmt: skip


class Reader:
    """Sends statements that answer with one value, without a transaction of their own, which would cost two round trips.

    Its sessions are used again, one statement at a time: to make one and to close it is a tenth of what a small statement costs.
    """

    def __init__(self, driver: AsyncDriver, database: str | None) -> None:
        self.driver = driver
        self._database = database
        self._bookmarks: Bookmarks | None = None
        self._idle: list[AsyncSession] = []

    async def value(self, query: Query, parameters: dict[str, Any], bookmarks: Bookmarks | None) -> tuple[Any, float]:
        """The one value of a statement that sees what was written up to the bookmarks, and the milliseconds that the server says it took;
        what the driver raises where it fails."""
        if bookmarks is not self._bookmarks:
            self._bookmarks = bookmarks  # first, so that no session of before is kept for later while the others are closed
            await self.close()
        session = self._idle.pop() if self._idle else self.driver.session(
            database=self._database, default_access_mode=READ_ACCESS, bookmarks=bookmarks)  # fmt: skip
        try:
            result = await session.run(query, parameters)
            record = await result.single(strict=True)
            summary = await result.consume()
        except BaseException:
            async with session:  # the driver gives up its connection where the request was cancelled
                await self.close()  # what the others have seen of a server that went away does not bind them to it
                raise
        if bookmarks is self._bookmarks:
            self._idle.append(session)
        else:
            await session.close()
        return record[0], float((summary.result_available_after or 0) + (summary.result_consumed_after or 0))

    async def close(self) -> None:
        """Close the sessions that are not in use."""
        idle, self._idle = self._idle, []
        for session in idle:
            await session.close()


class Seen:
    """What was seen of a database here, and must show in every read from now on. Safe to use from several threads.

    Neo4j shows a transaction while it is being applied: first its records, later its indexes. Only who asks with a bookmark of it gets
    the whole, as the server waits. The bookmark of a read covers all that the read can have seen: a commit is published before it is applied.
    """

    def __init__(self) -> None:
        self.bookmarks = _NONE
        self._lock = threading.Lock()

    @contextmanager
    def asked(self) -> Iterator[Bookmarks]:
        """The bookmarks to ask with, which are forgotten where the server says that it is not the one that gave them."""
        before = self.bookmarks
        try:
            yield before
        except (Neo4jError, DriverError) as error:
            if is_of_another(error):
                self.forget(before)
            raise

    def forget(self, before: Bookmarks) -> None:
        """Ask for the bookmarks `before` no more, as another graph may be there now: its server would never come to them."""
        with self._lock:
            if self.bookmarks is before:
                self.bookmarks = _NONE

    def note(self, before: Bookmarks, after: Bookmarks) -> None:
        """Note where a session that began at the bookmarks `before` has come to. Where nothing was committed meanwhile nothing changes, so
        that sessions are used again; what others noted meanwhile stays beside it."""
        with self._lock:
            if after.raw_values != before.raw_values:
                self.bookmarks = after if self.bookmarks is before else self.bookmarks + after


class Connection:
    """The drivers of one target; safe to use from several threads and loops."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._lock = threading.Lock()
        self._closed = False
        self._driver: Driver = GraphDatabase.driver(
            target.address, auth=(target.user, target.password), connection_timeout=CONNECT_SECONDS, max_transaction_retry_time=30.0, **_CONFIG)  # fmt: skip
        self._readers: dict[asyncio.AbstractEventLoop, tuple[Reader, AsyncGenerator[Reader, None]]] = {}

    @property
    def driver(self) -> Driver:
        """The driver for threads. StoreUnavailable after `close`."""
        if self._closed:
            raise closed()
        return self._driver

    async def reader(self) -> Reader:
        """The reader of the running loop. StoreUnavailable after `close`."""
        if self._closed:
            raise closed()
        loop = asyncio.get_running_loop()
        known = self._readers.get(loop)
        if known is not None:
            return known[0]
        # A loop that ends closes its generators: that is how the driver learns of it.
        lifetime = self._lifetime(loop)
        reader = await anext(lifetime)
        self._readers[loop] = reader, lifetime
        return reader

    async def _lifetime(self, loop: asyncio.AbstractEventLoop) -> AsyncGenerator[Reader, None]:
        target = self.target
        driver = AsyncGraphDatabase.driver(target.address, auth=(target.user, target.password), connection_timeout=CONNECT_SECONDS, **_CONFIG)
        reader = Reader(driver, target.database)
        try:
            yield reader
        finally:
            self._readers.pop(loop, None)
            await reader.close()
            await driver.close()

    def close(self) -> None:
        """Close every driver; twice does no harm."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._driver.close()
        for loop, (_, lifetime) in list(self._readers.items()):
            _close_in(loop, lifetime)


def _close_in(loop: asyncio.AbstractEventLoop, lifetime: AsyncGenerator[Reader, None]) -> None:
    """Close a driver in its own loop, whether that runs here, elsewhere or not at all just now."""
    if loop.is_closed():
        return
    if not loop.is_running():
        loop.run_until_complete(lifetime.aclose())
        return
    closing = asyncio.run_coroutine_threadsafe(_aclose(lifetime), loop)
    with suppress(RuntimeError):
        if asyncio.get_running_loop() is loop:
            return
    closing.result(CLOSE_SECONDS)


async def _aclose(lifetime: AsyncGenerator[Reader, None]) -> None:
    await lifetime.aclose()


def closed() -> StoreUnavailable:
    """What a closed store raises."""
    return StoreUnavailable("The store is closed.", hint="Open it again.")
