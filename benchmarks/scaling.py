"""Owns the table of `docs/scaling.md`: the same operations on an embedded graph as it grows. It must not judge: it prints.

`python -m benchmarks.scaling --scales 0.1 1 10`: scale 1 has about 92,000 nodes and 900,000 relationships.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from benchmarks.contenders import Contender, Places, contenders, started
from benchmarks.data import Sizes
from benchmarks.measure import Bench, Effort
from benchmarks.memory import own_memory
from benchmarks.operations import OPERATIONS
from benchmarks.stores import lines_file, load
from graph.store import open_store

EMBEDDED = "ours-embedded"


def row(scale: float, seed: int, effort: Effort) -> list[str]:
    """One size's cells: nodes, lines a second, the loader's peak of memory, the file's size, the server's memory, each operation's median."""
    lines = lines_file(scale, seed)
    with TemporaryDirectory(dir=lines.parent) as folder:
        path = Path(folder) / "graph.db"
        loaded = load(lines, str(path), "an embedded store")
        with closing(open_store(str(path))) as store:
            nodes = sum(count for label, count in store.status().counts.items() if label not in ("Claim", "Document"))
        (server,) = contenders(Places(str(path), "bolt://127.0.0.1"), [EMBEDDED])
        medians, memory = _asked(server, Sizes.of(scale), seed, effort)
        size = path.stat().st_size
    known = [f"{nodes:,}", f"{loaded.lines:,}", f"{loaded.rate:,.0f}", f"{loaded.megabytes:,.0f}", f"{size / 1e6:,.0f}", f"{memory:,.0f}"]
    return known + [f"{medians[operation.name]:.2f}" for operation in OPERATIONS]


def _asked(server: Contender, sizes: Sizes, seed: int, effort: Effort) -> tuple[dict[str, float], float]:
    """Median milliseconds of each operation at one client, and the server's memory after them in MB."""
    with started(server) as process:
        bench = Bench({EMBEDDED: (server, process.port)}, OPERATIONS, sizes, seed)
        found = uvloop.run(bench.measure(effort))
        memory = own_memory(process.pid)
    return {operation.name: statistics.median(found.latency[EMBEDDED, operation.name]) for operation in OPERATIONS}, memory


def table(scales: list[float], seed: int, effort: Effort) -> Iterator[str]:
    """The lines of a Markdown table, each as soon as it is known."""
    names = ["nodes", "lines", "lines/s", "loader MB", "file MB", "server MB", *(f"{operation.name} ms" for operation in OPERATIONS)]
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for scale in scales:
        yield f"| {' | '.join(row(scale, seed, effort))} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="An embedded graph as it grows.")
    parser.add_argument("--scales", type=float, nargs="+", default=[0.1, 1.0, 10.0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each operation in each round")
    chosen = parser.parse_args()
    for line in table(chosen.scales, chosen.seed, Effort(chosen.rounds, chosen.seconds)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
