"""Owns the run as a whole: `python -m benchmarks` (`make bench`) loads, starts, checks, measures, tells."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import uvloop

from benchmarks import cold, neo4j_load, reading, report, targets
from benchmarks.contenders import ROOT, Contender, Places, contenders, started
from benchmarks.data import Sizes
from benchmarks.measure import Bench, Effort, Measured
from benchmarks.operations import BY_NAME, OPERATIONS
from benchmarks.stores import Load, load_apart, loaded
from benchmarks.targets import Line
from graph import processes

PARTS = ("operations", "cold", "loading", "filling", "reading", "growth")
OURS = ("ours-embedded", "ours-neo4j")
LOCAL = ("Q1", "Q2", "Q3", "Q4")
SMALLER = 4  # times fewer lines, of the load that memory is held against
GROWTH = 10


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Reportgraph side by side with others on the same data.")
    parser.add_argument("--scale", type=float, default=1.0, help="times the base size of the data; 0.01 is the smoke run")
    parser.add_argument("--seed", type=int, default=7, help="the number that data and parameters are made from")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of one contender's operation in each round, at one client and at eight")
    parser.add_argument("--only", type=_names, default=[], help="contenders, with commas between them")
    parser.add_argument("--operations", type=_names, default=list(BY_NAME), help="operations, with commas between them: Q1,Q3")
    parser.add_argument("--parts", type=_names, default=list(PARTS[:-1]), help=f"of {','.join(PARTS)}; all but growth, if nothing is said")
    parser.add_argument("--texts", type=int, default=10_000, help="different texts of the cold part")
    parser.add_argument("--load", action="store_true", help="load afresh even if the data are there from an earlier run")
    parser.add_argument("--profile", action="store_true", help="leave profiles of our servers in build/bench; figures are not comparable then")
    parser.add_argument("--write", action="store_true", help="write docs/benchmark.md and its picture")
    chosen = parser.parse_args()
    for given, known in ((chosen.operations, BY_NAME), (chosen.parts, PARTS)):
        if unknown := [name for name in given if name not in known]:
            parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(known)}")
    return chosen


def side_by_side(servers: list[Contender], chosen: argparse.Namespace, sizes: Sizes, among: Iterable[str] = BY_NAME) -> Measured:
    """The contenders, checked against one another and measured: the operations of the flags that are `among` the names."""
    operations = [o for o in OPERATIONS if o.name in chosen.operations and o.name in among]
    with ExitStack() as stack:
        running = {server.name: (server, stack.enter_context(started(server)).port) for server in servers}
        bench = Bench(running, operations, sizes, chosen.seed)
        uvloop.run(bench.check())
        print("All contenders give the same answers.", file=sys.stderr)
        return uvloop.run(bench.measure(Effort(chosen.rounds, chosen.seconds)))


def growth(large: Places, chosen: argparse.Namespace) -> Iterator[Line]:
    """The local operations on a tenth of the data and on all of it, in turns of a few minutes."""
    scale = chosen.scale / GROWTH
    with loaded(scale, chosen.seed) as small:
        before = side_by_side(contenders(small.places, OURS), chosen, Sizes.of(scale), LOCAL)
        after = side_by_side(contenders(large, OURS), chosen, Sizes.of(chosen.scale), LOCAL)
    yield from targets.grown(before, after)


def cold_costs(places: Places, chosen: argparse.Namespace) -> tuple[list[Line], list[report.Table]]:
    """Cold starts and different texts, on both of our servers."""
    sizes, ours = Sizes.of(chosen.scale), contenders(places, OURS)
    print("Cold starts and different texts ...", file=sys.stderr)
    starts = {server.name: uvloop.run(cold.start(server, sizes, chosen.seed)) for server in ours}
    different = {server.name: uvloop.run(cold.texts(server, sizes, chosen.seed, chosen.texts)) for server in ours}
    return [targets.begun(starts["ours-embedded"])], report.cold(starts, different)


def loads(chosen: argparse.Namespace, known: tuple[Load, ...]) -> tuple[list[Line], list[report.Table]]:
    """Loads into the embedded store at two sizes, beside the loads that filled the stores."""
    small, large = load_apart(chosen.scale / SMALLER, chosen.seed), load_apart(chosen.scale, chosen.seed)
    return list(targets.loaded_lines(small, large)), [report.loads((*known, small, large))]


def pages() -> list[Line]:
    """How fast reports are read."""
    with processes.collecting_seldom():  # as `reportgraph load` does
        reading.rate(reading.text_report, 2, 1)  # the known names are read once a process
        text, pdf = (reading.rate(make, 40, 3)[0] for make in (reading.text_report, reading.pdf_report))
    return list(targets.pages_read(text, pdf))


def main() -> None:
    """Run the parts that are asked for and print the tables."""
    chosen = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped
    note = report.busy()
    print(note, end="", file=sys.stderr)
    measured, lines, others = Measured(), list[Line](), list[report.Table]()
    try:
        with loaded(chosen.scale, chosen.seed, afresh=chosen.load) as stores:
            if "operations" in chosen.parts:
                measured = side_by_side(contenders(stores.places, chosen.only, profile=chosen.profile), chosen, Sizes.of(chosen.scale))
                lines += targets.compared(measured)
            if "cold" in chosen.parts:
                lines, others = _more(lines, others, cold_costs(stores.places, chosen))
            if "loading" in chosen.parts:
                lines, others = _more(lines, others, loads(chosen, stores.loads))
            if "filling" in chosen.parts:
                print("Filling a Neo4j in three ways ...", file=sys.stderr)
                lines += targets.filled(neo4j_load.measure(chosen.scale, chosen.seed, rounds=1))
            if "reading" in chosen.parts:
                lines += pages()
            if "growth" in chosen.parts:
                lines += growth(stores.places, chosen)
    finally:  # half an hour of figures is not lost with the part that fails
        found = [*report.tables(measured, lines), *others]
        print(report.text(found), flush=True)
    if chosen.write:
        _write(chosen, found, lines, note)


def _more(lines: list[Line], others: list[report.Table], part: tuple[list[Line], list[report.Table]]) -> tuple[list[Line], list[report.Table]]:
    return lines + part[0], others + part[1]


def _write(chosen: argparse.Namespace, found: list[report.Table], lines: list[Line], note: str) -> None:
    docs = ROOT / "docs"
    (docs / "benchmark.md").write_text(report.markdown(found, report.heading(chosen.scale, chosen.seed, chosen.rounds, note)), encoding="utf-8")
    (docs / "pictures" / "benchmark.svg").write_text(report.picture(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
