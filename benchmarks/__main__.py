"""Owns the run as a whole: `python -m benchmarks` (`make bench`) loads, starts, checks, measures, tells."""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

import uvloop

from benchmarks import report
from benchmarks.contenders import ROOT, Places, contenders, started
from benchmarks.data import Sizes
from benchmarks.measure import Bench, Effort, Measured
from benchmarks.operations import BY_NAME, OPERATIONS
from benchmarks.stores import loaded
from benchmarks.targets import Line, compared


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Reportgraph side by side with others on the same data.")
    parser.add_argument("--scale", type=float, default=1.0, help="times the base size of the data; 0.01 is the smoke run")
    parser.add_argument("--seed", type=int, default=7, help="the number that data and parameters are made from")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of one contender's operation in each round, at one client and at eight")
    parser.add_argument("--only", default="", help="contenders, with commas between them")
    parser.add_argument("--operations", default="", help="operations, with commas between them: Q1,Q3")
    parser.add_argument("--load", action="store_true", help="load afresh even if the data are there from an earlier run")
    parser.add_argument("--write", action="store_true", help="write docs/benchmark.md and its picture")
    return parser.parse_args()


def side_by_side(places: Places, chosen: argparse.Namespace, *, sizes: Sizes) -> Measured:
    """The contenders of the flags, checked against one another and measured."""
    names = [name for name in chosen.only.split(",") if name]
    operations = [BY_NAME[name] for name in chosen.operations.split(",") if name] or list(OPERATIONS)
    with ExitStack() as stack:
        running = {c.name: (c, stack.enter_context(started(c)).port) for c in contenders(places, names)}
        bench = Bench(running, operations, sizes, chosen.seed)
        uvloop.run(bench.check())
        print("All contenders give the same answers.", file=sys.stderr)
        return uvloop.run(bench.measure(Effort(chosen.rounds, chosen.seconds)))


def main() -> None:
    """Run it all and print the tables."""
    chosen = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped
    with loaded(chosen.scale, chosen.seed, afresh=chosen.load) as stores:
        measured = side_by_side(stores.places, chosen, sizes=Sizes.of(chosen.scale))
        lines: list[Line] = list(compared(measured))
    found = report.tables(measured, lines)
    print(report.text(found))
    if chosen.write:
        _write(chosen, found, lines)


def _write(chosen: argparse.Namespace, found: list[report.Table], lines: list[Line]) -> None:
    heading = (
        "# Benchmark\n\nWritten by `make bench WRITE=1`"
        f" at scale {chosen.scale:g}, seed {chosen.seed}: the median of {chosen.rounds} rounds, with their quartiles as the spread.\n"
        "Client, servers and databases share one machine, so only ratios within one run say something.\n\n"
        "![how far each figure is from its target](pictures/benchmark.svg)\n"
    )
    docs: Path = ROOT / "docs"
    (docs / "benchmark.md").write_text(report.markdown(found, heading), encoding="utf-8")
    (docs / "pictures" / "benchmark.svg").write_text(report.picture(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
