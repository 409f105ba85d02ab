"""Owns the proofs of one statement an operation: a store that counts its runs, and ears on what is really sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import apsw
import apsw.ext

from graph.plan import Plan
from graph.store import Store
from graph.store.base import Batch, Bound, Json, Neighbour, Sent, Status, Written


class CountingStore:
    """A store that hands everything on to another and keeps the plans that were run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ran: list[Plan] = []

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        self.ran.append(plan)
        return await self.store.run(plan, values, timeout, trace)

    def write(self, batch: Batch) -> Written:
        return self.store.write(batch)

    def records(self, *kinds: Any) -> Iterator[Any]:
        return self.store.records(*kinds)

    def neighbourhood(
        self, roots: Iterable[str] | None, types: Sequence[str], limit: int, *, inside: bool = False, as_of: str | None = None
    ) -> list[Neighbour]:
        return self.store.neighbourhood(roots, types, limit, inside=inside, as_of=as_of)

    def status(self, *, counts: bool = True) -> Status:
        return self.store.status(counts=counts)

    def close(self) -> None:
        self.store.close()


@contextmanager
def _opened_with(hook: Callable[[apsw.Connection], None]) -> Iterator[None]:
    """Connections opened meanwhile are handed to `hook`."""
    apsw.connection_hooks.append(hook)
    try:
        yield
    finally:
        apsw.connection_hooks.remove(hook)


@contextmanager
def embedded_statements() -> Iterator[list[str]]:
    """Every statement that connections opened from here on execute."""
    heard: list[str] = []

    def trace(_cursor: object, statement: str, _bindings: object) -> bool:
        heard.append(statement)
        return True

    def hook(connection: apsw.Connection) -> None:
        connection.exec_trace = trace

    with _opened_with(hook):
        yield heard


@contextmanager
def embedded_preparing() -> Iterator[list[str | None]]:
    """What connections opened from here on are asked leave for. SQLite asks while it prepares a statement, and never while it runs one."""
    heard: list[str | None] = []

    def leave(_action: int, what: str | None, *_more: str | None) -> int:
        heard.append(what)
        return apsw.SQLITE_OK

    def hook(connection: apsw.Connection) -> None:
        connection.authorizer = leave

    with _opened_with(hook):
        yield heard


@contextmanager
def neo4j_statements() -> Iterator[list[str]]:
    """Every RUN and BEGIN message that the driver sends."""
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.extend(text for text in [record.getMessage()] if " C: RUN" in text or " C: BEGIN" in text)  # type: ignore[method-assign]
    logger = logging.getLogger("neo4j.io")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
