"""Owns what is paid before all is warm: from the start of `serve` to an answer, an operation's first time, many different texts, memory after them."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import orjson

from benchmarks.client import Connection, get, post
from benchmarks.contenders import Contender, started
from benchmarks.data import Sizes
from benchmarks.memory import own_memory
from benchmarks.operations import BY_NAME, model_id

STARTS = 3
_FIELDS = (
    "name", "aliases", "modality", "releasedOn", "availability", "clipDuration { min max }", "frameRate { max unit }", "contextWindow { max text }",
    "developer { name }", "developer { id name roles }", "pricingPlans { totalCount }", "pricingPlans(first: 2) { nodes { tier price { max } } }",
    "mentionedIn(first: 3) { nodes { name } }", "mentionedIn { totalCount }",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process to its first answer, at each start; milliseconds of each operation's first time when the
    server was up."""

    seconds: tuple[float, ...]
    first: dict[str, float]


@dataclass(frozen=True, slots=True)
class Texts:
    """Many different operations: milliseconds of the median and of the slowest in twenty, and the server's memory (MB) as their number grew."""

    count: int
    median: float
    slow: float
    memory: dict[int, float]


async def start(contender: Contender, sizes: Sizes, seed: int) -> Start:
    """Start the server some times; then once more, to ask each operation for the first time of a server that is up."""
    took: list[float] = []
    name = contender.operations[0]
    for turn in range(STARTS):
        began = time.perf_counter()
        with started(contender) as process:
            connection = await _connected(process.port)
            await _answer(connection, _drawn(contender, name, sizes, seed + turn))
            took.append(time.perf_counter() - began)
            connection.close()
    with started(contender) as process:
        connection = await _connected(process.port)
        await _answer(connection, get("/healthz"))
        first = {name: await _timed(connection, _drawn(contender, name, sizes, seed)) for name in contender.operations}
        connection.close()
    return Start(tuple(took), first)


def _drawn(contender: Contender, name: str, sizes: Sizes, seed: int) -> bytes:
    return contender.request(BY_NAME[name], BY_NAME[name].parameters(sizes, seed, 1)[0])


async def texts(contender: Contender, sizes: Sizes, seed: int, count: int) -> Texts:
    """Send `count` operations of which no two texts are the same, one after the other."""
    with started(contender) as process:
        connection = await _connected(process.port)
        memory, taken = {0: own_memory(process.pid)}, []
        for number, request in enumerate(different(sizes, seed, count), 1):
            taken.append(await _timed(connection, request))
            if number in (count // 10, count // 2, count):
                memory[number] = own_memory(process.pid)
        connection.close()
    return Texts(count, statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)], memory)


def different(sizes: Sizes, seed: int, count: int) -> Iterator[bytes]:
    """Operations as requests: no two texts are alike, and what they ask differs too."""
    dice = random.Random(f"texts {seed}")
    for number in range(count):
        fields = " ".join(f"f{at}: {name}" for at, name in enumerate(dice.sample(_FIELDS, dice.randint(2, 8))))
        yield post("/graphql", orjson.dumps({"query": f'{{ a{number}: aiModel(id: "{model_id(sizes, dice)}") {{ id {fields} }} }}'}))


async def _connected(port: int) -> Connection:
    while True:
        with suppress(ConnectionError):
            return await Connection.open(port)


async def _timed(connection: Connection, request: bytes) -> float:
    began = time.perf_counter()
    await _answer(connection, request)
    return (time.perf_counter() - began) * 1000


async def _answer(connection: Connection, request: bytes) -> None:
    status, body = await connection.send(request)
    if status != 200 or b'"errors"' in body[:200]:
        raise SystemExit(f"A cold operation failed: {status} {body[:500]!r}")
