"""Owns the queue before Neo4j: what is asked while the same is on its way goes there together, in one statement, as soon as that is back.

Who asks alone never waits. What differs in its values goes together only where Neo4j is known to be quick with it, since one statement is
the work of one of its processors; what is the same in all is asked once for all who wait for it. It must not know plans or drivers.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.cypher.read_answer import Raw
from graph.cypher.read_together import Many, many

FLYING = 2  # statements of one queue that are on their way at once
TOGETHER = 16  # runs in one statement
QUICK = 1.0  # milliseconds that Neo4j takes for a run, up to which others are answered with it
LONG = 25.0  # milliseconds that a statement for several runs may take; after one that took longer, those of its kind go alone for a while
KNOWN = 16  # the latest answers, of which the quickest tells how long Neo4j takes when nothing holds it up; and how many go alone then
_STATEMENTS = 512

Parameters: TypeAlias = dict[str, Any]
Send: TypeAlias = Callable[[str, Parameters, float | None], Awaitable[tuple[Raw, float]]]  # -> a statement's one value, the milliseconds that Neo4j took
_Key: TypeAlias = "tuple[str, str, float | None]"  # the text, what all runs have to have the same, seconds


@dataclass(slots=True)
class _Statement:
    """What is known of a statement."""

    latest: deque[float] = field(default_factory=lambda: deque(maxlen=KNOWN))

    def took(self, milliseconds: float, runs: int = 1) -> None:
        """Note what an answer of so many runs took."""
        if runs > 1 and milliseconds > LONG:
            self.latest.clear()
        else:
            self.latest.append(milliseconds / runs)

    @property
    def quick(self) -> bool:
        """Whether several runs may be answered together."""
        return len(self.latest) == KNOWN and min(self.latest) <= QUICK


@dataclass(slots=True)
class _Run:
    """The values of one run, and all who wait for it."""

    parameters: Parameters
    waiting: list[asyncio.Future[Raw]] = field(default_factory=list)

    @property
    def wanted(self) -> list[asyncio.Future[Raw]]:
        """Those who still wait."""
        return [answer for answer in self.waiting if not answer.done()]

    def answer(self, value: Raw) -> None:
        """Tell all who wait."""
        for answer in self.wanted:
            answer.set_result(value)

    def fail(self, error: Exception) -> None:
        """Tell all who wait why there is no answer."""
        for answer in self.wanted:
            answer.set_exception(error)


@dataclass(slots=True)
class _Queue:
    """Runs of a statement that may go together: the `waiting` ones, and how many statements are on their way."""

    key: _Key
    statement: _Statement
    many: Many | None
    flying: int = 0
    waiting: deque[tuple[Parameters, asyncio.Future[Raw]]] = field(default_factory=deque)

    def next(self) -> list[_Run]:
        """The runs that go next. What nobody waits for any more does not."""
        found: dict[str, _Run] = {}
        while self.waiting and len(found) < TOGETHER:
            parameters, answer = self.waiting.popleft()
            if not answer.done():
                found.setdefault(repr(parameters), _Run(parameters)).waiting.append(answer)
        return list(found.values())


class Together:
    """The queues of one event loop. `send` sends a statement and raises what it raises."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._statements: OrderedDict[str, _Statement] = OrderedDict()
        self._queues: dict[_Key, _Queue] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def value(self, text: str, parameters: Parameters, timeout: float | None) -> Raw:
        """What a statement answers with these parameters; what `send` raises where it fails."""
        statement = self._known(text)
        together = many(text) if statement.quick else None
        key = text, repr(parameters if together is None else together.shared(parameters)), timeout
        queue = self._queues.get(key)
        if queue is None:
            queue = self._queues[key] = _Queue(key, statement, together)
        elif queue.flying >= FLYING:
            answer: asyncio.Future[Raw] = asyncio.get_running_loop().create_future()
            queue.waiting.append((parameters, answer))
            return await answer
        queue.flying += 1
        try:
            return await self._one(queue, parameters)
        finally:
            self._back(queue)

    def _known(self, text: str) -> _Statement:
        known = self._statements.get(text)
        if known is not None:
            self._statements.move_to_end(text)
            return known
        known = self._statements[text] = _Statement()
        while len(self._statements) > _STATEMENTS:
            self._statements.popitem(last=False)
        return known

    def _back(self, queue: _Queue) -> None:
        """A statement is back: those that waited for it are sent."""
        queue.flying -= 1
        while queue.flying < FLYING and (runs := queue.next()):
            queue.flying += 1
            task = asyncio.get_running_loop().create_task(self._fly(queue, runs))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if not queue.flying:
            del self._queues[queue.key]

    async def _fly(self, queue: _Queue, runs: Sequence[_Run]) -> None:
        try:
            if len(runs) == 1 or not await self._several(queue, runs):
                for run in runs:
                    await self._alone(queue, run)
        finally:
            self._back(queue)

    async def _one(self, queue: _Queue, parameters: Parameters) -> Raw:
        text, _, timeout = queue.key
        value, took = await self._send(text, parameters, timeout)
        queue.statement.took(took)
        return value

    async def _alone(self, queue: _Queue, run: _Run) -> None:
        if not run.wanted:
            return
        try:
            run.answer(await self._one(queue, run.parameters))
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            run.fail(error)

    async def _several(self, queue: _Queue, runs: Sequence[_Run]) -> bool:
        """Answer several runs in one statement; False if that fails, since it may fail for one of them alone."""
        if queue.many is None:
            return False
        try:
            value, took = await self._send(queue.many.text, queue.many.parameters([run.parameters for run in runs]), queue.key[2])
        except Exception:  # noqa: BLE001 - each is asked alone then, and told why
            queue.statement.latest.clear()
            return False
        queue.statement.took(took, len(runs))
        for run, told in zip(runs, Many.answers(value), strict=True):
            run.answer(told)
        return True
