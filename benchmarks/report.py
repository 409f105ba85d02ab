"""Owns how the benchmark is told: tables as text or Markdown, and the picture of the targets. It must not measure."""

from __future__ import annotations

import math
import os
import statistics
from collections.abc import Sequence
from html import escape

from benchmarks.cold import Start, Texts
from benchmarks.measure import Measured
from benchmarks.operations import BY_NAME
from benchmarks.stores import Load
from benchmarks.targets import Line

Table = tuple[str, list[list[str]]]  # a title, and rows of which the first is the head


def tables(measured: Measured, lines: Sequence[Line]) -> list[Table]:
    """The target table, and what it was worked out from."""
    found: list[Table] = [("Targets", [["what", "on", "asked", "measured", "spread", "reached"], *map(_row, lines)])]
    if measured.latency:
        found.append(("Median latency at one client, ms", _grid(measured.latency)))
        found.append(("Answers a second at 8 clients", _grid(measured.rate)))
    return found


def cold(starts: dict[str, Start], texts: dict[str, Texts]) -> list[Table]:
    """What is paid before all is warm, by contender."""
    found: list[Table] = []
    if starts:
        names = list(dict.fromkeys(name for start in starts.values() for name in start.first))
        rows = [[c, _short(statistics.median(s.seconds)), *(_short(s.first[n]) if n in s.first else "-" for n in names)] for c, s in starts.items()]
        found.append(("Cold: seconds from start to an answer; then each operation's first time, ms", [["contender", "start", *names], *rows]))
    if texts:
        points = next(iter(texts.values())).memory
        head = ["contender", "texts", "median ms", "95th ms", *(f"MB after {point:,}" for point in points)]
        told = [[c, f"{t.count:,}", _short(t.median), _short(t.slow), *(_short(mb) for mb in t.memory.values())] for c, t in texts.items()]
        found.append(("Different texts, one after the other", [head, *told]))
    return found


def loads(found: Sequence[Load]) -> Table:
    """How the data came into the stores."""
    rows = [[load.store, f"{load.lines:,}", _short(load.seconds), _short(load.rate), _short(load.megabytes)] for load in found]
    return "Loads", [["into", "lines", "seconds", "lines/s", "peak MB"], *rows]


def _row(line: Line) -> list[str]:
    f = line.found
    return [
        line.what, line.on, f"{'>=' if line.least else '<='} {line.asked:g}{line.unit}", f"{_short(f.median)}{line.unit}",
        f"{_short(f.low)} to {_short(f.high)}", "yes" if line.reached else "no"]  # fmt: skip


def _grid(figures: dict[tuple[str, str], list[float]]) -> list[list[str]]:
    operations = [name for name in BY_NAME if any(key[1] == name for key in figures)]
    contenders = list(dict.fromkeys(contender for contender, _ in figures))

    def told(contender: str, operation: str) -> str:
        return _short(statistics.median(figures[contender, operation])) if (contender, operation) in figures else "-"

    return [["contender", *operations], *([contender, *(told(contender, o) for o in operations)] for contender in sorted(contenders))]


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def text(found: Sequence[Table]) -> str:
    """The tables in columns, for a terminal."""
    parts = []
    for title, rows in found:
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        parts += [title, *("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows), ""]
    return "\n".join(parts)


def busy() -> str:
    """What to say of a machine that does other work too; nothing of one that does not."""
    load, processors = os.getloadavg()[0], os.cpu_count() or 1
    return f"The machine was busy with other work (load {load:.0f} on {processors} processors): the figures are rough.\n" if load > processors / 2 else ""


def heading(scale: float, seed: int, rounds: int, note: str) -> str:
    """How the page begins; `note` is of the machine."""
    return (
        f"# Benchmark\n\nWritten by `make bench WRITE=1` at scale {scale:g}, seed {seed}: the median of {rounds} rounds, with their quartiles as the spread.\n"
        "Client, servers and databases share one machine, so only ratios within one run say something.\n"
        f"{note}\n"
        "![how far each figure is from its target](pictures/benchmark.svg)\n"
    )


def markdown(found: Sequence[Table], heading: str) -> str:
    """The page `docs/benchmark.md`."""
    parts = [heading]
    for title, rows in found:
        head, *body = rows
        parts += [f"## {title}", "| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in body), ""]
    parts += ["## What is asked", *(f"- {o.name}: {o.asks}." for o in BY_NAME.values())]
    return "\n".join(parts) + "\n"


_LEFT, _WIDTH, _HIGH = 430, 360, 20  # pixels: where bars begin, how wide a factor of 100 is, a line's height


def picture(lines: Sequence[Line]) -> str:
    """How far each figure is from its target, as SVG: a bar to the right is better than asked, on a logarithmic scale."""
    high = _HIGH * (len(lines) + 2) + 10
    middle = _LEFT + _WIDTH / 2
    drawn = [_bar(line, _HIGH * (at + 1) + 10, middle) for at, line in enumerate(lines)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{_LEFT + _WIDTH + 120}" height="{high}" font-family="sans-serif" font-size="12">\n'
        '<title>Measured against the targets</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="{middle}" y="16" text-anchor="middle" fill="#555">worse than asked ← target → better than asked</text>\n'
        f'<path d="M{middle} 20V{high - 10}" stroke="#888"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _bar(line: Line, top: float, middle: float) -> str:
    def at(value: float) -> float:
        better = value / line.asked if line.least else line.asked / value
        return middle + max(-1.0, min(1.0, math.log10(better))) * _WIDTH / 2

    end, low, high = at(line.found.median), at(line.found.low), at(line.found.high)
    colour = "#3a8f5c" if line.reached else "#c2513f"
    said = f"{_short(line.found.median)}{line.unit} ({'at least' if line.least else 'at most'} {line.asked:g}{line.unit})"
    return (
        f'<text x="{_LEFT - 30}" y="{top + 13}" text-anchor="end">{escape(f"{line.what}: {line.on}" if line.on else line.what)}</text>'
        f'<rect x="{min(middle, end):.1f}" y="{top + 4}" width="{abs(end - middle):.1f}" height="11" fill="{colour}"/>'
        f'<path d="M{min(low, high):.1f} {top + 9.5}H{max(low, high):.1f}" stroke="#222"/>'
        f'<text x="{_LEFT + _WIDTH + 6}" y="{top + 13}" fill="#555" font-size="10">{escape(said)}</text>'
    )
