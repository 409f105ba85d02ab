"""Owns what the changes share: reading a store by a plan, writing to it in a thread within the time limit, and what a change tells.

It must not know GraphQL's syntax, nor what is changed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import orjson

from api.loads import Loads
from graph.ontology import Ontology
from graph.plan import Plan
from graph.store.base import Batch, Bound, Store, Written

P = ParamSpec("P")
T = TypeVar("T")
FIELDS = 20  # of an operation that takes a change back


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to: ids of nodes and claims by the payload's fields, and what the payload tells beside these."""

    ids: Mapping[str, Sequence[str]]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where changes are made: a store, the ontology, the seconds that one step may take, the elements that a list may have, and who is
    told how far loads are."""

    store: Store
    ontology: Ontology
    limit: float
    listed: int
    loads: Loads

    async def ask(self, plan: Plan, values: Sequence[Bound] = ()) -> dict[str, Any]:
        """The answer of a plan."""
        async with asyncio.timeout(self.limit + 1):  # the store keeps the limit; this is for one that hangs
            answer: dict[str, Any] = orjson.loads(await self.store.run(plan, values, self.limit))
        return answer

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function gives, in a thread of its own. TimeoutError when the time is over; the thread then still ends its work."""
        async with asyncio.timeout(self.limit):
            return await asyncio.to_thread(function, *args, **kwargs)

    async def write(self, batch: Batch) -> Written:
        """Make the changes of a batch."""
        return await self.work(self.store.write, batch)


def undo(how: str, *fields: str) -> dict[str, Any]:
    """How a change is taken back: by the mutation fields given, or not at all where there are none. Too many are no operation that may be sent."""
    several = len(fields) > 1
    operation = " ".join(f"u{number}: {field}" if several else field for number, field in enumerate(fields, 1))
    return {"possible": bool(fields), "how": how, "operation": f"mutation {{ {operation} }}" if 0 < len(fields) <= FIELDS else None}


def quoted(value: str | Sequence[str]) -> str:
    """A text, or a list of texts, as GraphQL writes it."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
