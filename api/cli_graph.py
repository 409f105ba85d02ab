"""Owns how the commands get at a graph: the option that names it, opening it, and asking it over GraphQL.

A command that reads never makes a graph. Operations go through `api.execution.Engine` as those of the server do.
"""

# ruff: noqa: PLC0415 - stores and the engine are imported by the commands that need them, so that the program starts at once
from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli_terminal import FAILED, WRONG_USAGE, complain

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import Store

DEFAULT_STORE = "reportgraph.db"
USAGE_CODES = frozenset({"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "QUERY_TOO_COSTLY"})

StoreOption = Annotated[str, typer.Option("--store", envvar="REPORTGRAPH_STORE", metavar="URL", help="The graph: a file, or neo4j://host:7687.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON for programs instead of a table.")]


def embedded_path(address: str) -> Path | None:
    """The file of an embedded graph; None for an address of another kind."""
    return None if "://" in address else Path(address.removeprefix("sqlite:"))


def exists(address: str) -> bool:
    """Whether there is a graph; whether a server holds one is known only when it is asked."""
    path = embedded_path(address)
    return path is None or path.exists()


@contextmanager
def opened(address: str, *, make: bool = False) -> Iterator[Store]:
    """The graph at `address`, closed at the end. NotFound unless it is there or may be made."""
    from graph.errors import NotFound
    from graph.store import open_store

    if not make and not exists(address):
        raise NotFound(f"There is no graph at {address}.", hint="Load reports into it first (reportgraph load PATH), or name another with --store.")
    store = open_store(address)
    try:
        yield store
    finally:
        store.close()


def settings(**given: str | int | bool) -> Settings:
    """The settings of the environment, with those given in their place. InvalidInput names the variable that is wrong."""
    from pydantic import ValidationError

    from api.settings import Settings
    from graph.errors import InvalidInput

    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "REPORTGRAPH_" + "__".join(str(part) for part in first["loc"]).upper()
        raise InvalidInput(f"{name} cannot be {first['input']!r}.", hint=f"{first['msg']}.") from error


def ask(address: str, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None, *, explain: bool = False) -> bytes:
    """The whole GraphQL answer, as JSON text. What changes something shows the token of the environment; whoever has the graph
    may have what he asks explained."""
    from api.execution import Engine

    chosen = settings(store=address, **({"explain": True} if explain else {}))
    shown = f"Bearer {chosen.token.get_secret_value()}" if chosen.token else None
    with opened(address) as store:
        engine = Engine(store, chosen)
        answer = asyncio.run(engine.execute(query, dict(variables or {}), operation, authorization=shown, explain=explain))
    return bytes(answer.body)


def data_of(body: bytes) -> dict[str, Any]:
    """The data of an answer; leaves the program, with each error told, if it has none that are whole."""
    import orjson

    answer = orjson.loads(body)
    code = told_errors(answer)
    if code:
        raise typer.Exit(code)
    return dict(answer["data"])


def told_errors(answer: Mapping[str, Any]) -> int:
    """Tell each error of an answer; the exit code that follows: 0 for none, 2 where the question itself is wrong, else 1."""
    errors = answer.get("errors") or []
    for error in errors:
        place = "".join(f" (line {at['line']}, column {at['column']})" for at in (error.get("locations") or [])[:1])
        complain(f"{error['message']}{place}")
    codes = {(error.get("extensions") or {}).get("code") for error in errors}
    if not codes:
        return 0
    return WRONG_USAGE if codes <= USAGE_CODES else FAILED
