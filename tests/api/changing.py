"""Owns how tests change a graph over GraphQL, and how they see that it is as it was before."""

from __future__ import annotations

import json
from typing import Any

from pydantic import SecretStr

from api.execution import Engine
from api.settings import Settings
from graph.store import Store
from graph.store.base import Record
from tests.asking import runner

TOKEN = "a long text that nobody guesses"


def engine(store: Store, **settings: Any) -> Engine:
    """An engine that lets changes through, and waits for a server that has just been started."""
    return Engine(store, Settings(token=SecretStr(TOKEN), **{"time_limit": 120, **settings}))


def send(engine_: Engine, operation: str, authorization: str | None = f"Bearer {TOKEN}", **variables: Any) -> dict[str, Any]:
    """The whole answer of an operation."""
    answer: dict[str, Any] = json.loads(runner().run(engine_.execute(operation, variables, authorization=authorization)).body)
    return answer


def data(engine_: Engine, operation: str, **variables: Any) -> dict[str, Any]:
    """The data of an operation that has no errors."""
    answer = send(engine_, operation, **variables)
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of an answer's errors."""
    return [error["extensions"]["code"] for error in answer.get("errors", ())]


def records(store: Store) -> list[Record]:
    """All that a store keeps."""
    return list(store.records())
