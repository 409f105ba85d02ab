"""Owns the driver of one Neo4j: where it is and how to log in, and the sessions for reading. It must not send statements."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from neo4j import READ_ACCESS, Bookmarks, Driver, GraphDatabase, Session

from graph.errors import InvalidInput, StoreUnavailable

_CONFIG: dict[str, Any] = {"notifications_min_severity": "OFF", "telemetry_disabled": True, "user_agent": "reportgraph"}
CONNECT_SECONDS = 5.0


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


class Connection:
    """The driver of one target; safe to use from several threads."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._closed = False
        self._driver: Driver = GraphDatabase.driver(
            target.address, auth=(target.user, target.password), connection_timeout=CONNECT_SECONDS, max_transaction_retry_time=30.0, **_CONFIG)  # fmt: skip

    @property
    def driver(self) -> Driver:
        """The driver. StoreUnavailable after `close`."""
        if self._closed:
            raise closed()
        return self._driver

    def session(self, access: str, bookmarks: Bookmarks | None) -> Session:
        """A new session, which sees at least what `bookmarks` were given for."""
        return self.driver.session(database=self.target.database, default_access_mode=access, bookmarks=bookmarks)

    def close(self) -> None:
        """Close the driver; twice does no harm."""
        self._closed = True
        self._driver.close()


class Readers:
    """Sessions for reading that are lent out and kept for the next time: a new one for each statement costs a fifth of a small statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._idle: deque[tuple[Bookmarks | None, Session]] = deque()

    @contextmanager
    def one(self, bookmarks: Bookmarks | None) -> Iterator[Session]:
        """A session that nobody else uses, and that sees what `bookmarks` were given for. One in which something failed is not kept."""
        session = self._taken(bookmarks) or self._connection.session(READ_ACCESS, bookmarks)
        try:
            yield session
        except BaseException:
            session.close()
            raise
        self._idle.append((bookmarks, session))

    def _taken(self, bookmarks: Bookmarks | None) -> Session | None:
        """A kept session of these bookmarks; those of older ones are closed."""
        while self._idle:
            try:
                of, session = self._idle.pop()
            except IndexError:
                return None
            if of is bookmarks:
                return session
            session.close()
        return None

    def close(self) -> None:
        """Close the sessions that nobody uses."""
        while self._idle:
            self._idle.pop()[1].close()


def closed() -> StoreUnavailable:
    """What a closed store raises."""
    return StoreUnavailable("The store is closed.", hint="Open it again.")
