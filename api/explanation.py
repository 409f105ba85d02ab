"""Owns `extensions.explain`: whether it may be asked for, and what it says of an operation. It must not run anything.

It says how an answer came about: the plan and the statement of each run, the milliseconds of each part of the way, what was kept
from an earlier time. Values are in none of it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson

from api.errors import BAD_USER_INPUT, FORBIDDEN, OperationError, error_json
from graph.store.base import Sent

Explain: TypeAlias = dict[str, Any]

_OFF = "Explanations are switched off on this server. Set REPORTGRAPH_EXPLAIN=true and start it again."
_ONLY_QUERIES = "Only queries are explained. Send this without `extensions.explain`."


def check_explain(*, allowed: bool, is_query: bool) -> None:
    """OperationError, before anything is done, if no explanation may be given."""
    if not allowed:
        raise OperationError([error_json(_OFF, FORBIDDEN)])
    if not is_query:
        raise OperationError([error_json(_ONLY_QUERIES, BAD_USER_INPUT)])


@dataclass(slots=True)
class Clock:
    """The seconds between marks, by what was done until each."""

    last: float = field(default_factory=time.perf_counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def mark(self, name: str) -> None:
        """What was done since the mark before is called `name`."""
        now = time.perf_counter()
        self.seconds[name] = now - self.last
        self.last = now


def explained(body: bytes, clock: Clock, sent: Sequence[Sent], *, parsed: bool, planned: bool) -> bytes:
    """An answer with its explanation. `parsed` and `planned` say whether document and plan were kept from an earlier time."""
    store = sum(one.seconds for one in sent)
    seconds = {"parse": clock.seconds["parse"], "plan": clock.seconds["plan"], "store": store, "encode": clock.seconds["answer"] - store}
    told: Explain = {
        "statements": [_statement(one) for one in sent],
        "milliseconds": {name: _milliseconds(value) for name, value in seconds.items()},
        "kept": {"document": parsed, "plan": planned},
    }
    return body[:-1] + b',"extensions":' + orjson.dumps({"explain": told}) + b"}"


def _statement(sent: Sent) -> Explain:
    return {
        "plan": sent.plan.explain(), "language": sent.language, "text": sent.text, "kept": sent.compiled, "milliseconds": _milliseconds(sent.seconds),
        "bytes": sent.size,
    }  # fmt: skip


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
