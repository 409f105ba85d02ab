"""Owns subscriptions: for each one a stream of answers, made when the graph has changed. It must not know sockets.

A stream is asked for its next answer when the one before was taken, and holds no more than a place in the store's order of reports, the
comparison that was sent last, or the last step of each load: so nobody waits for a slow client, and none fills the memory.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack, aclosing, suppress
from functools import partial
from typing import Any

import orjson

from api.binding import bind, cursor, resolve
from api.compare import answer
from api.errors import BAD_USER_INPUT, OperationError, error_json, from_exception
from api.execution import Answer, Engine, Subscribed, refused
from api.limits import check_cost
from api.loads import Load
from api.selection import Selected
from api.subscriptions_plan import CELLS, EVENT, Watched
from api.subscriptions_schema import OBSERVED
from api.watch import UNKNOWN, Watch
from graph.errors import NotFound, StoreError, StoreTimeout, StoreUnavailable
from graph.ontology import CLAIM, REPORT
from graph.plan import Arrivals, Param, Plan
from graph.store.base import Status

PAGE = 50  # reports that are asked for at a time
PUT_OFF = 3  # times that a comparison is asked anew because something was written meanwhile, before it is told all the same
STEPS = 100  # loads of which the last step is held for one client
_ARRIVALS = Plan((("told", Arrivals(Param(0), Param(1), Param(2))),))
_LAST = "~"  # after every id of a generation


class Subscriptions:
    """Answers the subscriptions of one engine. Safe to use by one event loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._desk = engine.mutations.desk
        self._watch = Watch(engine.store, engine.settings.watch_interval)

    async def answers(self, subscribed: Subscribed) -> AsyncGenerator[Answer, None]:
        """The answers of a subscription, without end; one without data is the last. Close it when no more are wanted."""
        planned, variables = subscribed.prepared.planned, subscribed.variables
        watched = planned.watched
        if watched is None:
            return
        streams = {"reportAdded": self._reports, "comparisonChanged": self._comparisons, "loadProgress": self._progress}
        try:
            if planned.bindings:
                self._values(subscribed, {EVENT: [""]})
            with self._watch.watching():
                async with aclosing(streams[watched.field.name](subscribed, watched, variables)) as stream:
                    async for told in stream:
                        self._engine.metrics.count("events")
                        yield told
        except Exception as error:  # noqa: BLE001 - every error becomes an answer
            yield refused(error)

    def _values(self, subscribed: Subscribed, event: Mapping[str, Any]) -> list[Any]:
        """The values of a run. QueryTooCostly if it may cost too much."""
        values = bind(subscribed.prepared.planned.bindings, dict(subscribed.variables) | dict(event))
        check_cost(subscribed.prepared.costs, values, self._engine.settings.limits)
        return values

    # Reports ---------------------------------------------------------------------------------------------------------

    async def _reports(self, subscribed: Subscribed, watched: Watched, variables: Mapping[str, Any]) -> AsyncGenerator[Answer, None]:
        generation = await self._watch.generation()
        given = resolve(watched.field.arguments.get("after"), variables)
        after: list[Any] = [generation, _LAST] if given is None else self._place(given)
        while True:
            told_up_to, more = UNKNOWN, False
            try:
                found = (await self._desk.ask(_ARRIVALS, [after, generation, PAGE]))["told"]
                for report in found:
                    place = [report["generation"], report["id"]]
                    told = await self._report(subscribed, watched.field, place)
                    after = place
                    if told is not None:
                        yield told
                told_up_to, more = generation, len(found) == PAGE
            except (StoreUnavailable, TimeoutError):  # the place stays, and nothing is left out when it can be reached again
                pass
            if not more:
                generation = await self._watch.beyond(told_up_to)

    def _place(self, given: str) -> list[Any]:
        """The place of a cursor, behind which reports are told."""
        after = cursor("after", 2)(given)
        if not isinstance(after, list) or not isinstance(after[0], int) or not isinstance(after[1], str):
            raise OperationError([error_json("`after` is no place of a report. Take the `cursor` of one that was told.", BAD_USER_INPUT)])
        return after

    async def _report(self, subscribed: Subscribed, field: Selected, place: list[Any]) -> Answer | None:
        """The answer that tells of a report, or None if it is gone by now. StoreUnavailable."""
        plan = subscribed.prepared.planned.plan
        try:
            told = await self._desk.ask(plan, self._values(subscribed, {EVENT: [place[1]]})) if plan.roots else {}
        except StoreTimeout as error:
            return _failed(field, error)
        if None in told.values():
            return None
        facts = {"cursor": orjson.dumps(place).decode(), "__typename": "ReportAddedPayload"}
        return _payload(field, told | {f.key: facts[f.name] for f in _fields(field) if f.name in facts})

    # Comparisons -----------------------------------------------------------------------------------------------------

    async def _comparisons(self, subscribed: Subscribed, watched: Watched, variables: Mapping[str, Any]) -> AsyncGenerator[Answer, None]:
        plan, values = subscribed.prepared.planned.plan, self._values(subscribed, {})
        last: dict[str, Any] | bytes = b""
        generation, put_off = UNKNOWN, 0
        with suppress(StoreError):
            generation = await self._watch.generation()
        while True:
            told_up_to = UNKNOWN
            try:
                found = await self._desk.ask(plan, values)
                now = {c.field.key: answer(c, found, variables) for c in watched.comparisons}
                # What was read while something was written may show a half of it.
                if now == last or put_off == PUT_OFF or await self._watch.generation() == generation:
                    told_up_to, put_off = generation, 0
                else:
                    put_off += 1
            except (NotFound, StoreError, TimeoutError) as error:
                failed = _failed(watched.field, error)
                if failed.body != last:
                    last = failed.body
                    yield failed
            else:
                if now != last and not put_off:
                    told = _comparison(watched.field, now, last if isinstance(last, dict) else now)
                    last = now
                    yield told
            generation = await self._watch.beyond(told_up_to)

    # Loads -----------------------------------------------------------------------------------------------------------

    async def _progress(self, _subscribed: Subscribed, watched: Watched, _variables: Mapping[str, Any]) -> AsyncGenerator[Answer, None]:
        steps, loads = _Steps(await self._watch.status()), self._desk.loads
        with ExitStack() as stack:
            loads.listeners.add(steps.load)
            stack.callback(partial(loads.listeners.discard, steps.load))
            stack.enter_context(self._watch.counting(steps.stand))
            while True:
                yield _payload(watched.field, {f.key: steps.facts[f.name] for f in _fields(watched.field)})
                await steps.next()


class _Steps:
    """The last step of each load that one client has not heard of, and how the graph stands."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._waiting: OrderedDict[int, Load | None] = OrderedDict()
        self._some = asyncio.Event()
        self.facts = self._of(None)

    def load(self, load: Load) -> None:
        """Note a step in place of the one before of the same load."""
        self._note(load.number, load)

    def stand(self, status: Status) -> None:
        """Note how the graph stands."""
        if status.generation != self._status.generation:
            self._status = status
            self._note(0, None)

    async def next(self) -> None:
        """Wait for a step and make it the one that is told."""
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        _, load = self._waiting.popitem(last=False)
        self.facts = self._of(load)

    def _note(self, key: int, load: Load | None) -> None:
        self._waiting[key] = load
        while len(self._waiting) > STEPS:
            self._waiting.popitem(last=False)
        self._some.set()

    def _of(self, load: Load | None) -> dict[str, Any]:
        counts = self._status.counts
        facts = {"generation": self._status.generation, "reports": counts.get(REPORT, 0), "claims": counts.get(CLAIM, 0)}
        own = ("name", "done", "total", "lines")
        told = {"load": load and load.number, "state": load.state if load else OBSERVED, **{key: load and getattr(load, key) for key in own}}
        return facts | told | {"__typename": "LoadProgressPayload"}


def _comparison(field: Selected, now: Mapping[str, Any], before: Mapping[str, Any]) -> Answer:
    """The answer that tells of a comparison and of what changed in it."""
    told = {key: value for key, value in now.items() if key != CELLS}
    for f in _fields(field):
        if f.name == "changes":
            changes = _changes(before[CELLS]["rows"], now[CELLS]["rows"])
            told[f.key] = [{c.key: change.get(c.name, "ComparisonChange") for c in _fields(f)} for change in changes]
        elif f.name == "__typename":
            told[f.key] = "ComparisonChangedPayload"
    return _payload(field, told)


def _changes(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells that differ, row by row; rows that are gone come last."""
    was, is_ = ({row["property"]: row["cells"] for row in rows} for rows in (before, now))
    nothing = {"state": None, "text": None}
    found = []
    for property_ in dict.fromkeys([*is_, *was]):
        old, new = was.get(property_, ()), is_.get(property_, ())
        for column in range(max(len(old), len(new))):
            one, other = (cells[column] if column < len(cells) else nothing for cells in (old, new))
            if one != other:
                states = {"stateBefore": one["state"], "stateAfter": other["state"], "before": one["text"], "after": other["text"]}
                found.append({"property": property_, "column": column} | states)
    return found


def _fields(field: Selected) -> tuple[Selected, ...]:
    return field.selection.fields if field.selection else ()


def _payload(field: Selected, told: Mapping[str, Any]) -> Answer:
    """An answer whose payload has its fields in the order in which they were asked."""
    return Answer(200, orjson.dumps({"data": {field.key: {f.key: told[f.key] for f in _fields(field)}}}))


def _failed(field: Selected, error: BaseException) -> Answer:
    """An answer that tells why there is no payload this time."""
    told = from_exception(error, (field.key,))
    return Answer(200, orjson.dumps({"data": None, "errors": [told]}), (told["extensions"]["code"],))
