"""Owns who is measured: each contender as a server process of its own, and how an operation is asked of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import orjson

from benchmarks import hand_cypher, texts
from benchmarks.client import post
from benchmarks.operations import OPERATIONS, Operation, Parameters
from graph.cypher.names import FULL_TEXT
from graph.store.neo4j_connection import Target
from scripts.node import Node, find_node

ROOT = Path(__file__).parents[1]
NODE = ROOT / "benchmarks" / "neo4j_graphql"
FOLDER = ROOT / "build" / "bench"
OLDEST_NODE = (20, 0)
START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Places:
    """Where the two stores with the data are."""

    embedded: str
    neo4j: str


@dataclass(frozen=True)
class Contender:
    """A server to measure. `texts` are its operations as GraphQL; where it has none, parameters are sent to the operation's name."""

    name: str
    says: str
    command: tuple[str, ...]
    texts: dict[str, str] | None = None
    operations: tuple[str, ...] = tuple(operation.name for operation in OPERATIONS)
    environment: dict[str, str] = field(default_factory=dict, repr=False)
    port_option: tuple[str, ...] = ("--port",)

    def request(self, operation: Operation, parameters: Parameters) -> bytes:
        """The operation as this contender is asked."""
        if self.texts is None:
            return post(f"/{operation.name}", orjson.dumps(parameters))
        text = self.texts[operation.name]
        known = parameters | ({"phrase": hand_cypher.phrase(parameters["text"])} if "text" in parameters else {})
        variables = {name: value for name, value in known.items() if f"${name}:" in text}
        return post("/graphql", orjson.dumps({"query": text, "variables": variables}))


def contenders(places: Places, names: Iterable[str] = (), *, profile: bool = False) -> list[Contender]:
    """Those of the names, or all. With `profile` our own leave a profile (cProfile's) in `build/bench` when they are stopped."""
    python, module = sys.executable, ("-m", "benchmarks.bare")
    target = Target.of(places.neo4j)
    login = {"NEO4J_BOLT": target.address, "NEO4J_USER": target.user, "NEO4J_PASSWORD": target.password, "FULL_TEXT_INDEX": FULL_TEXT}
    asked = tuple(texts.OURS)

    def serve(name: str, store: str) -> tuple[str, ...]:
        profiled = (python, "-m", "cProfile", "-o", str(FOLDER / f"{name}.prof")) if profile else ()
        return (*profiled, str(Path(python).with_name("reportgraph")), "serve", "--store", store)

    every = [
        Contender("ours-neo4j", "Reportgraph on Neo4j", serve("ours-neo4j", places.neo4j), texts.OURS, asked),
        Contender("ours-embedded", "Reportgraph on the embedded store", serve("ours-embedded", places.embedded), texts.OURS, asked),
        Contender("cypher-rows", "hand-written Cypher, rows of maps, bare ASGI (a)", (python, *module, "rows", "--store", places.neo4j)),
        Contender("cypher-record", "hand-written Cypher, one record, bare ASGI", (python, *module, "record", "--store", places.neo4j)),
        Contender("sql", "hand-written SQL, bare ASGI", (python, *module, "sql", "--store", places.embedded)),
        Contender("constant", "a constant answer, bare ASGI", (python, *module, "constant", "--store", "-"), operations=("Q1",)),
        Contender("neo4j-graphql", "@neo4j/graphql with yoga", (_node().program, str(NODE / "server.mjs")), texts.NEO4J_GRAPHQL,
                  environment=login, port_option=()),
        Contender("strawberry", "Strawberry with DataLoaders", (python, "-m", "benchmarks.dataloaders", "--store", places.neo4j), texts.STRAWBERRY),
    ]  # fmt: skip
    wanted = set(names) or {contender.name for contender in every}
    if unknown := wanted - {contender.name for contender in every}:
        raise SystemExit(f"There is no contender {', '.join(sorted(unknown))}; there are {', '.join(contender.name for contender in every)}.")
    return [contender for contender in every if contender.name in wanted]


@cache
def _node() -> Node:
    return find_node(OLDEST_NODE)


@dataclass(frozen=True, slots=True)
class Process:
    """A contender that runs: its port, and its process id."""

    port: int
    pid: int


@contextmanager
def started(contender: Contender) -> Iterator[Process]:
    """The contender as a process while the block runs; it listens when the block begins."""
    port = free_port()
    arguments = [*contender.command, *contender.port_option, str(port)]
    environment = {**os.environ, **contender.environment, "NODE_ENV": "production"}
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = FOLDER / f"{contender.name}.log"
    if contender.name == "neo4j-graphql":
        _node().install(NODE)
    with log.open("wb") as output:
        process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        _await(process, port, contender, log)
        yield Process(port, process.pid)
    finally:
        process.send_signal(signal.SIGINT)  # after a SIGTERM our server writes no profile
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(process: subprocess.Popen[bytes], port: int, contender: Contender, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise SystemExit(f"{contender.name} did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
