"""Owns the hand-written contenders: bare ASGI applications that take an operation's parameters as JSON at its name, `POST /Q1`.

`python -m benchmarks.bare rows|record|sql|constant --port N --store ADDRESS` serves one. It must not use the product's engine.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import apsw
import neo4j
import orjson
import uvicorn
import uvloop

from benchmarks import hand_cypher, hand_sql
from graph.store.neo4j_connection import Target

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]
Answer: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[bytes]]
_HEADERS = [(b"content-type", b"application/json")]


def application(answer: Answer) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """The ASGI application around `answer(operation, parameters)`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        said = await answer(scope["path"][1:], orjson.loads(body))
        headers = [*_HEADERS, (b"content-length", str(len(said)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": said})

    return app


def driver_of(address: str) -> neo4j.AsyncDriver:
    """A driver as the contenders use it."""
    target = Target.of(address)
    return neo4j.AsyncGraphDatabase.driver(target.address, auth=(target.user, target.password), notifications_min_severity="OFF", telemetry_disabled=True)


def rows(address: str) -> Answer:
    """Hand-written Cypher whose records are maps."""
    driver = driver_of(address)

    async def answer(operation: str, parameters: dict[str, Any]) -> bytes:
        if "text" in parameters:
            parameters["phrase"] = hand_cypher.phrase(parameters["text"])
        async with driver.session(default_access_mode="READ") as session:
            result = await session.run(hand_cypher.ROWS[operation], parameters)
            return orjson.dumps([record[0] async for record in result])

    return answer


def record(address: str) -> Answer:
    """Hand-written Cypher that answers with one record of lists, which get their keys here."""
    driver = driver_of(address)

    async def answer(operation: str, parameters: dict[str, Any]) -> bytes:
        if "text" in parameters:
            parameters["phrase"] = hand_cypher.phrase(parameters["text"])
        async with driver.session(default_access_mode="READ") as session:
            result = await session.run(hand_cypher.RECORD[operation], parameters)
            found = await result.single(strict=True)
        return orjson.dumps(hand_cypher.KEYED[operation](found[0]))

    return answer


def sql(address: str) -> Answer:
    """Hand-written SQL over the embedded file: quick statements at once, the others in threads, each with a connection of its own."""
    connections = [_connection(address) for _ in range(3)]
    at_once, idle = connections[0], connections[1:]
    threads = ThreadPoolExecutor(len(idle))

    def in_thread(operation: str, parameters: dict[str, Any]) -> bytes:
        connection = idle.pop()
        try:
            return _read(connection, operation, parameters)
        finally:
            idle.append(connection)

    async def answer(operation: str, parameters: dict[str, Any]) -> bytes:
        if "text" in parameters:
            parameters["phrase"] = hand_sql.phrase(parameters["text"])
        if "ids" in parameters:
            parameters["ids"] = orjson.dumps(parameters["ids"]).decode()
        if operation in ("Q1", "Q4"):
            return _read(at_once, operation, parameters)
        return await asyncio.get_running_loop().run_in_executor(threads, in_thread, operation, parameters)

    return answer


def _connection(address: str) -> apsw.Connection:
    connection = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY)
    for setting in ("cache_size = -65536", "mmap_size = 1099511627776", "query_only = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _read(connection: apsw.Connection, operation: str, parameters: dict[str, Any]) -> bytes:
    text = connection.execute(hand_sql.STATEMENTS[operation], parameters).get
    return str(text).encode() if text is not None else b"null"


def constant(_: str) -> Answer:
    """Always the same answer, as long as that of Q1: what HTTP alone costs."""
    said = orjson.dumps([{"id": "AIModel.0123456789abcdef0123", "name": "Alcor M1", "modality": "VIDEO", "releasedOn": "2024-02-20",
                          "availability": "public", "clipDurationMax": 60.0}])  # fmt: skip

    async def answer(_: str, __: dict[str, Any]) -> bytes:
        return said

    return answer


KINDS: dict[str, Callable[[str], Answer]] = {"rows": rows, "record": record, "sql": sql, "constant": constant}


def main() -> None:
    """Serve one of them until the process is ended."""
    parser = argparse.ArgumentParser(description="A hand-written contender.")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--store", required=True)
    chosen = parser.parse_args()

    async def serve() -> None:
        app = application(KINDS[chosen.kind](chosen.store))
        await uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=chosen.port, log_level="warning", access_log=False, lifespan="off")).serve()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


if __name__ == "__main__":
    main()
