"""Owns the data in both stores: loaded through the scripted-load path, timed, and kept under `build/bench` for the next run.

A folder is called after the scale, the seed number and a hash of what decides on the content, so old graphs are not taken for new ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from benchmarks import data
from benchmarks.contenders import ROOT, Places
from graph.cypher.names import fingerprint
from graph.ontology import ONTOLOGY
from graph.sql.names import TRUTH, views_hash
from graph.store import neo4j_server

HEAP, PAGE_CACHE = "1g", "512m"
FOLDER = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Load:
    """How a load went: lines, seconds, and the peak of the loading process's memory in megabytes."""

    store: str
    lines: int
    seconds: float
    megabytes: float

    @property
    def rate(self) -> float:
        """Lines a second."""
        return self.lines / self.seconds


@dataclass(frozen=True, slots=True)
class Loaded:
    """Both stores with the same data in them, the lines that they were loaded from, and how the loads went."""

    places: Places
    lines: Path
    loads: tuple[Load, Load]


def lines_file(scale: float, seed: int) -> Path:
    """The data as JSON Lines, written if it is not there."""
    path = _folder(scale, seed) / "claims.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as out:
            out.writelines(orjson.dumps(line) + b"\n" for line in data.lines(data.Sizes.of(scale), seed))
        partial.rename(path)
    return path


@contextmanager
def loaded(scale: float, seed: int, *, afresh: bool = False) -> Iterator[Loaded]:
    """Both stores, loaded if they are not there or if `afresh`, and their Neo4j running while the block runs (that of NEO4J_URI, if it is set)."""
    lines = lines_file(scale, seed)
    folder = lines.parent
    with neo4j_running(folder / "neo4j", afresh=afresh) as (address, fresh):
        embedded = folder / "graph.db"
        first = _known(embedded.with_suffix(".json")) if not afresh else None
        if first is None:
            for path in folder.glob("graph.db*"):
                path.unlink()
            first = load(lines, str(embedded), "embedded")
            _keep(first, embedded.with_suffix(".json"))
        told = folder / ("neo4j.json" if "NEO4J_URI" not in os.environ else f"neo4j-{hashlib.sha256(address.encode()).hexdigest()[:8]}.json")
        second = _known(told) if not fresh else None
        if second is None:
            second = load(lines, address, "Neo4j")
            _keep(second, told)
        yield Loaded(Places(str(embedded), address), lines, (first, second))


@contextmanager
def neo4j_running(home: Path, *, afresh: bool = False) -> Iterator[tuple[str, bool]]:
    """The address of a Neo4j, and whether it is a new one: that of NEO4J_URI (which must be empty at first), else one in `home`."""
    if given := os.environ.get("NEO4J_URI"):
        yield given, afresh
        return
    if afresh:
        neo4j_server.stop(home)
        shutil.rmtree(home, ignore_errors=True)
    fresh = not home.exists()
    server = neo4j_server.start(home, heap=HEAP, page_cache=PAGE_CACHE, notify=lambda line: print(line, file=sys.stderr))
    try:
        yield server.address, fresh
    finally:
        neo4j_server.stop(home)


def load(lines: Path, store: str, name: str) -> Load:
    """Load the lines as `reportgraph load` does, in a process of its own. SystemExit if not every line was taken."""
    count = sum(1 for _ in lines.open("rb"))
    print(f"Loading {count:,} lines into {name} ...", file=sys.stderr)
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.loading", str(lines), "--store", store]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"The lines could not be loaded into {name}.")
    seconds = time.perf_counter() - started
    told = json.loads(done.stdout)
    return Load(name, count, min(seconds, told["seconds"]), told["megabytes"])


def _folder(scale: float, seed: int) -> Path:
    decides = (Path(data.__file__).read_bytes(), fingerprint(), views_hash(ONTOLOGY), repr(TRUTH))
    return FOLDER / f"{scale:g}-{seed}-{hashlib.sha256(repr(decides).encode()).hexdigest()[:10]}"


def _known(path: Path) -> Load | None:
    try:
        return Load(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def _keep(load: Load, path: Path) -> None:
    path.write_text(json.dumps(asdict(load)), encoding="utf-8")
