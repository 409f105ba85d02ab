"""Owns the look-out for changes: one look at the store every so often for all who wait, and none where nobody does.

What changes a graph may be another process, so a change is known by the store's generation alone. It must not know what is asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.store.base import Status, Store

UNKNOWN = -1  # no generation of a graph
_log = logging.getLogger("reportgraph.api")


class Watch:
    """Looks at one store every `interval` seconds while it is watched. It belongs to one event loop."""

    def __init__(self, store: Store, interval: float) -> None:
        self._store = store
        self._interval = interval
        self._watching = 0
        self._counting: set[Callable[[Status], None]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._look = asyncio.Event()
        self._status: Status | None = None
        self._reached = True

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look as long as this lasts."""
        self._watching += 1
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._looks())
        try:
            yield
        finally:
            self._watching -= 1
            if not self._watching and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    @contextmanager
    def counting(self, listener: Callable[[Status], None]) -> Iterator[None]:
        """Look as long as this lasts, and tell the listener, with all counts, of each change."""
        with self.watching():
            self._counting.add(listener)
            try:
                yield
            finally:
                self._counting.discard(listener)

    async def beyond(self, generation: int) -> int:
        """Wait for the next look that sees another generation, which is returned. The caller is watching."""
        while True:
            await self._look.wait()
            if self._status is not None and self._status.generation != generation:
                return self._status.generation

    async def generation(self) -> int:
        """The store's generation now. What is read afterwards shows all of it. StoreError if it cannot be told."""
        return (await asyncio.to_thread(self._store.status, counts=False)).generation

    async def status(self) -> Status:
        """How the store stands now, all counted. StoreError if it cannot be told."""
        return await asyncio.to_thread(self._store.status)

    async def _looks(self) -> None:
        while True:
            await asyncio.sleep(self._interval)
            try:
                await self._look_once()
                self._reached = True
            except Exception as error:  # noqa: BLE001 - who waits goes on waiting, whatever a look meets
                if self._reached:
                    _log.warning("the look-out for changes cannot reach the store: %s", error)
                self._reached = False
            look, self._look = self._look, asyncio.Event()
            look.set()

    async def _look_once(self) -> None:
        found = await asyncio.to_thread(self._store.status, counts=False)
        changed = self._status is None or found.generation != self._status.generation
        if changed and self._counting:
            found = await self.status()
            for listener in list(self._counting):
                listener(found)
        self._status = found
