"""Owns what is known of the loads that this server makes: how far each is, and who listens. It must not load anything."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias


class LoadState(StrEnum):
    """How far a load is."""

    READING = "READING"
    WRITING = "WRITING"
    LOADED = "LOADED"
    FAILED = "FAILED"
    LATE = "LATE"


@dataclass(frozen=True, slots=True)
class Load:
    """One load: its number on this server, the document's name, its state, documents done and in all, and lines read of claims."""

    number: int
    name: str
    state: LoadState
    done: int = 0
    total: int = 1
    lines: int | None = None


Listener: TypeAlias = Callable[[Load], None]


class Loads:
    """The loads of one server, and the listeners that hear of each step. It belongs to one event loop."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self._numbers = itertools.count(1)

    @contextmanager
    def follow(self, name: str) -> Iterator[Following]:
        """Tell of a load from its beginning to its end, whichever that is."""
        load = Following(self.listeners, asyncio.get_running_loop(), Load(next(self._numbers), name, LoadState.READING))
        load.tell(LoadState.READING)
        try:
            yield load
        except (TimeoutError, asyncio.CancelledError):
            load.tell(LoadState.LATE)
            raise
        except BaseException:
            load.tell(LoadState.FAILED)
            raise
        load.tell(LoadState.LOADED)


class Following:
    """One load that listeners are told of. Any thread may tell."""

    def __init__(self, listeners: set[Listener], loop: asyncio.AbstractEventLoop, load: Load) -> None:
        self._listeners = listeners
        self._loop = loop
        self._load = load

    def tell(self, state: LoadState, lines: int | None = None) -> None:
        """The load is in this state, and so many lines were read."""
        load = self._load
        self._load = replace(load, state=state, done=int(state is LoadState.LOADED), lines=load.lines if lines is None else lines)
        with suppress(RuntimeError):  # of a loop that was closed nobody listens any more, and a load goes on
            self._loop.call_soon_threadsafe(self._spread, self._load)

    def _spread(self, load: Load) -> None:
        for listener in list(self._listeners):
            listener(load)
