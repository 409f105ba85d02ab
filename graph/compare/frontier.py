"""Owns the frontier of a comparison: which nodes no other beats when several figures count at once (Pareto), and why.

A node beats another that is nowhere better and somewhere worse. A node of which a figure is not known cannot be placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.compare.facts import Cell, Row
from graph.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a node stands: `ahead` if none beats it; `beaten_by` are indexes of nodes, `unknown` labels of figures that it lacks."""

    ahead: bool
    beaten_by: tuple[int, ...]
    unknown: tuple[str, ...]
    reason: str


def frontier(names: Sequence[str], more: Sequence[Row], less: Sequence[Row]) -> tuple[Standing, ...]:
    """A standing for each node: of the rows `more`, more is better, of `less`, less.

    A figure counts by its upper bound; one without an upper bound by its lower where more is better, since it is at least that.
    InvalidInput if there are no rows, if one is no figure, or if a row's units differ: no unit is ever converted.
    """
    rows = [*((row, 1) for row in more), *((row, -1) for row in less)]
    if not rows:
        raise InvalidInput("A frontier needs figures.", hint="Give `maximise` or `minimise`.")
    for row, _ in rows:
        _check(row)
    scores = [[_score(row.cells[i], sign) for row, sign in rows] for i in range(len(names))]
    return tuple(_standing(i, names, [row for row, _ in rows], scores) for i in range(len(names)))


def _check(row: Row) -> None:
    if any(cell.text is not None and cell.min is None and cell.max is None for cell in row.cells):
        raise InvalidInput(f"{row.property!r} is no figure.", hint="Name properties that are quantities or numbers.")
    units = {cell.unit for cell in row.cells if cell.text is not None}
    if len(units) > 1:
        raise InvalidInput(f"{row.property!r} is given in {' and '.join(sorted(str(u) for u in units))}.", hint="Compare nodes whose figures share a unit.")


def _score(cell: Cell, sign: int) -> float | None:
    bound = cell.max if cell.max is not None or sign < 0 else cell.min
    return None if bound is None else sign * bound


def _standing(i: int, names: Sequence[str], rows: Sequence[Row], scores: Sequence[Sequence[float | None]]) -> Standing:
    unknown = tuple(row.label for row, score in zip(rows, scores[i], strict=True) if score is None)
    if unknown:
        return Standing(ahead=False, beaten_by=(), unknown=unknown, reason=f"No bound to go by is stated of {', '.join(unknown)}.")
    beaten_by = tuple(j for j in range(len(names)) if _beats(scores[j], scores[i]))
    if not beaten_by:
        return Standing(ahead=True, beaten_by=(), unknown=(), reason=f"None is as good in {' and '.join(row.label for row in rows)} and better in one of them.")
    first = beaten_by[0]
    won = [f"{row.label} ({row.cells[first].text} against {row.cells[i].text})" for row, a, b in zip(rows, scores[first], scores[i], strict=True) if a != b]
    return Standing(ahead=False, beaten_by=beaten_by, unknown=(), reason=f"{names[first]} is nowhere worse, and better in {' and '.join(won)}.")


def _beats(a: Sequence[float | None], b: Sequence[float | None]) -> bool:
    both = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None]
    return len(both) == len(b) and all(x >= y for x, y in both) and any(x > y for x, y in both)
