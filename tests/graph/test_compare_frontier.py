"""The frontier of several figures: who is beaten, by whom, and who cannot be placed."""

from __future__ import annotations

import pytest

from graph.compare import Agreement, Cell, CellState, Row, frontier
from graph.errors import InvalidInput


def row(label: str, *cells: tuple[float | None, float | None] | None, unit: str = "s") -> Row:
    made = tuple(Cell(CellState.NOT_STATED) if c is None else Cell(CellState.STATED, f"{c[0]}–{c[1]}", c[0], c[1], unit) for c in cells)
    return Row(label, label, unit, Agreement.DIFFERENT, (), made)


NAMES = ("a", "b", "c", "d")


def test_none_is_beaten_that_is_somewhere_better() -> None:
    found = frontier(NAMES, [row("length", (1, 60), (1, 20), (1, 10), (1, 20))], [row("price", (9, 9), (5, 5), (6, 6), (5, 5), unit="USD/month")])
    assert [s.ahead for s in found] == [True, True, False, True]
    assert found[2].beaten_by == (1, 3)
    assert found[2].reason == "b is nowhere worse, and better in length (1–20 against 1–10) and price (5–5 against 6–6)."


def test_a_figure_without_the_bound_that_counts_cannot_be_placed() -> None:
    found = frontier(NAMES, [row("length", (60, None), (1, 20), None, (1, 20))], [])
    assert [s.ahead for s in found] == [True, False, False, False]
    assert found[2].unknown == ("length",)
    assert frontier(NAMES, [], [row("price", (1, None), (1, 2), (1, 3), None)])[0].unknown == ("price",)


@pytest.mark.parametrize("rows", [[], [Row("developer", "developer", None, Agreement.SAME, (), (Cell(CellState.STATED, "OpenAI"),) * 4)]])
def test_what_cannot_be_ranked_is_refused(rows: list[Row]) -> None:
    with pytest.raises(InvalidInput):
        frontier(NAMES, rows, [])


def test_units_are_never_converted() -> None:
    mixed = row("price", (1, 1), (2, 2), None, None)
    cells = (mixed.cells[0], Cell(CellState.STATED, "2", 2, 2, "CNY/month"), *mixed.cells[2:])
    with pytest.raises(InvalidInput, match="CNY/month and s"):
        frontier(NAMES, [Row("price", "price", None, Agreement.DIFFERENT, (), cells)], [])
