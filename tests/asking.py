"""Owns how tests put a plan to a store, and when two answers are equal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from graph.plan import Plan
from graph.store.base import Bound, Store


@cache
def runner() -> asyncio.Runner:
    """The one event loop of a test run, as a server has one."""
    return asyncio.Runner()


def ask(store: Store, plan: Plan, values: Sequence[Bound] = (), timeout: float | None = None) -> Any:
    """The answer of a plan, parsed."""
    return json.loads(runner().run(store.run(plan, values, timeout)))


def normal(answer: Any) -> Any:
    """The answer with what may differ made equal: 16 and 16.0, a sum's last digits, the spelling of a cursor's JSON."""
    if isinstance(answer, dict):
        return {key: normal(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [normal(value) for value in answer]
    if isinstance(answer, float):
        return int(answer) if answer.is_integer() else round(answer, 9)
    if isinstance(answer, str) and answer.startswith("["):
        return _cursor(answer)
    return answer


def _cursor(text: str) -> Any:
    try:
        return {"cursor": [float(key) if isinstance(key, int | float) else key for key in json.loads(text)]}
    except ValueError:
        return text


def text(answer: Any) -> str:
    """A normal answer as text, its keys in the order in which they came: equal texts are equal answers."""
    return json.dumps(normal(answer), ensure_ascii=False, indent=1)
