"""Owns the running of walks: their nodes are found, the algorithm works in a thread, its ids become late values of the plan.

It must not know GraphQL's syntax, nor shape answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson

from api.algorithms import Reference, Step, Steps, Walk, Walks, claim_selections
from api.binding import bind
from api.settings import Limits, variable
from graph.algorithms.results import Followed, Grouping, Measure, Part, Path, Ranked, Similar
from graph.algorithms.walker import Walker
from graph.errors import InvalidInput, NotFound, ReportgraphError
from graph.store.base import Bound, Neighbour, Sent, Store
from graph.values import type_of_id

Found: TypeAlias = "list[Path] | Part | list[Similar] | list[Ranked] | list[tuple[str, ...]] | str"


class WalkError(Exception):
    """A walk that cannot be made: the response key of its root, and why."""

    def __init__(self, key: str, error: ReportgraphError) -> None:
        super().__init__(key)
        self.key = key
        self.error = error


@dataclass(slots=True)
class Walked:
    """What walks found, by response key, the late values that the operation's plan needs, and the steps whose claims are asked for."""

    found: dict[str, Found] = field(default_factory=dict)
    steps: Steps = ()
    late: dict[str, Bound] = field(default_factory=dict)


class Runner:
    """Makes walks over one store. Safe to use by one event loop."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._walker = Walker(store, limits.projection, variable("projection"))

    async def walked(self, walks: Walks, variables: Mapping[str, Any], timeout: float, trace: list[Sent] | None = None) -> Walked:
        """What the walks find. WalkError for a node that is not there and for a walk that is too long or sees too much."""
        nodes: dict[str, Any] = {}
        if walks.references.roots:
            nodes = orjson.loads(await self._store.run(walks.references, bind(walks.bindings, variables), timeout, trace))
        told = Walked()
        for walk in walks.items:
            key = walk.field.key
            try:
                date = walk.date.bind(variables)
                over = Followed(walk.via, str(date) if date is not None else None)
                ids = [_id(reference, nodes[reference.key], over, variables) for reference in walk.references]
                numbers = {name: number.bind(variables) for name, number in walk.numbers.items()}
                found = await asyncio.to_thread(self._found, walk, over, ids, numbers)
            except (InvalidInput, NotFound) as error:
                raise WalkError(key, error) from error
            told.found[key] = found
            told.late |= {walk.late(*names): value for names, value in _late(found, numbers)}
            if walk.field.name == "paths" and claim_selections(walk.field):
                told.steps += ((key, tuple(_step(type_, steps) for type_, steps in _by_type(found))),)
        return told

    def _found(self, walk: Walk, over: Followed, ids: list[str], numbers: Mapping[str | int, Any]) -> Found:
        walker, type_, first = self._walker, walk.option("type"), numbers["first"]
        match walk.field.name:
            case "paths":
                return walker.paths(ids[0], ids[1], over, numbers["maxLength"], first)
            case "subgraph":
                return walker.subgraph(list(dict.fromkeys(ids)), over, numbers["depth"], first)
            case "similar":
                return walker.similar(ids[0], over, first)
            case "ranking":
                return walker.ranking(Measure(walk.option("by")), type_, over)[:first]
            case "communities":
                return walker.communities(Grouping(walk.option("by") or Grouping.LOUVAIN), type_, over)[:first]
            case _:
                return ids[0]


def _id(reference: Reference, found: Mapping[str, Any] | None, over: Followed, variables: Mapping[str, Any]) -> str:
    if found is not None:
        return str(found["id"])
    called = repr(reference.called.bind(variables))
    which = f"{reference.type} called {called}" if reference.type else f"node with the id {called}"
    if over.as_of is not None:
        raise NotFound(f"No report of {over.as_of} or before speaks of any {which}.", hint="Ask as of a later day, or without `asOf`.")
    raise NotFound(f"There is no {which}.", hint="Look with `search(text: ...)` for how it is called.")


def _late(found: Found, numbers: Mapping[str | int, Any]) -> Iterable[tuple[tuple[str, ...], Bound]]:
    """The values that come late, by name."""
    if isinstance(found, str):
        yield ("of",), found
        return
    lists = [number for key, number in numbers.items() if isinstance(key, int)]
    yield ("nodes",), list(dict.fromkeys(_nodes(found, max(lists, default=0))))
    for type_, steps in _by_type(found):
        starts, ends = sorted({s.start for s in steps}), sorted({s.end for s in steps})
        yield from ((("starts", type_), starts), (("ends", type_), ends), (("count", type_), len(ends)))


def _by_type(found: Found) -> list[tuple[str, list[Neighbour]]]:
    """The steps of paths by their types."""
    steps = {step for item in found if isinstance(item, Path) for step in item.relationships} if isinstance(found, list) else set()
    return [(type_, [s for s in steps if s.type == type_]) for type_ in sorted({s.type for s in steps})]


def _step(type_: str, steps: Iterable[Neighbour]) -> Step:
    return Step(type_, *(tuple(sorted({type_of_id(end) for end in ends})) for ends in zip(*((s.start, s.end) for s in steps), strict=True)))


def _nodes(found: Found, listed: int) -> Iterable[str]:
    """The ids of the answer; of lists that have a `first` of their own no more than the longest tells."""
    for item in found.nodes if isinstance(found, Part) else found:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Path):
            yield from item.nodes
        elif isinstance(item, tuple):
            yield from item[:listed]
        else:
            yield item.node
            yield from (shared.node for shared in item.shared[:listed]) if isinstance(item, Similar) else ()
