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
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from benchmarks import data
from benchmarks.contenders import FOLDER, ROOT, Places
from graph.cypher.names import fingerprint, schema_fingerprint
from graph.ontology import ONTOLOGY
from graph.sql.names import TRUTH, views_hash
from graph.store import neo4j_server, open_store

HEAP, PAGE_CACHE = "1g", "512m"


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
    """Both stores with the same data in them, the lines that they were loaded from, and how the loads went, as far as that is known."""

    places: Places
    lines: Path
    loads: tuple[Load, ...]


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
    with neo4j_running(lines.parent / "neo4j", afresh=afresh) as address:
        embedded, first = _embedded(lines, afresh=afresh)
        second = _neo4j(lines, address, _counts(embedded))
        yield Loaded(Places(embedded, address), lines, (first, second) if second else (first,))


def _embedded(lines: Path, *, afresh: bool) -> tuple[str, Load]:
    """The embedded store, and how it was loaded. What a load that was interrupted left is thrown away."""
    path, told = lines.with_name("graph.db"), lines.with_name("load-embedded.json")
    if told.exists() and not afresh:
        return str(path), _told(told)
    for part in path.parent.glob("graph.db*"):
        part.unlink()
    found = load(lines, str(path), "the embedded store")
    told.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return str(path), found


def _neo4j(lines: Path, address: str, wanted: dict[str, int]) -> Load | None:
    """Fill Neo4j if it does not hold as much as is wanted: how that was done, None where that is not known."""
    told, held = lines.with_name("load-neo4j.json"), _counts(address)
    if held == wanted:
        return _told(told) if told.exists() else None
    if "NEO4J_URI" in os.environ and held:
        raise SystemExit("The Neo4j of NEO4J_URI holds something else. Give one that is empty.")
    found = load(lines, address, "Neo4j")
    if held:  # what an interrupted load left out has been added
        return None
    told.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def _told(path: Path) -> Load:
    return Load(**json.loads(path.read_text(encoding="utf-8")))


def _counts(store: str) -> dict[str, int]:
    with closing(open_store(store)) as opened:
        return {label: count for label, count in opened.status().counts.items() if count}


@contextmanager
def neo4j_running(home: Path, *, afresh: bool = False) -> Iterator[str]:
    """The address of a Neo4j that runs while the block runs: that of NEO4J_URI, else one of the benchmark's own in `home`."""
    if given := os.environ.get("NEO4J_URI"):
        yield given
        return
    if afresh:
        neo4j_server.stop(home)
        shutil.rmtree(home, ignore_errors=True)
    server = neo4j_server.start(home, heap=HEAP, page_cache=PAGE_CACHE, notify=lambda line: print(line, file=sys.stderr))
    try:
        yield server.address
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


def load_apart(scale: float, seed: int) -> Load:
    """Load into an embedded graph that is thrown away, to learn how rate and memory depend on the size."""
    with TemporaryDirectory() as folder:
        return load(lines_file(scale, seed), str(Path(folder) / "graph.db"), "an embedded store")


def _folder(scale: float, seed: int) -> Path:
    decides = (Path(data.__file__).read_bytes(), fingerprint(), schema_fingerprint(), views_hash(ONTOLOGY), repr(TRUTH))
    return FOLDER / f"{scale:g}-{seed}-{hashlib.sha256(repr(decides).encode()).hexdigest()[:10]}"
