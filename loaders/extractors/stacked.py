"""Owns finding tables of which extraction left one cell a line: the headings one below the other, then the cells of row after row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extractors.columns import NAMING, Column, Slot, column, is_known, lone_heading
from loaders.extractors.rows import holds, trimmed

Range = tuple[int, int]

_LONGEST_CELL = 60
_FEWEST_TYPED = 2  # columns of figures that make up for headings that are not known
_WIDEST, _MOST_ROWS = 9, 40
_WORDS = re.compile(r"[^。;;!?!?::\n]{1,24}")  # what may stand in place of a figure: "Pro的5倍", "same as Pro"


def stacked(text: str) -> Iterator[list[list[Range]]]:
    """The lines of cells of each such table, the headings first."""
    if not lone_heading().search(text):
        return
    lines = [trimmed(text, *m.span()) for m in re.finditer(r"[^\n]+", text)]
    lines = [line for line in lines if line[0] < line[1]]
    at = 0
    while at < len(lines):
        table = _table(text, lines, at) if _may_head(text, lines[at]) else []
        if table:
            yield table
        at += sum(len(row) for row in table) or 1


def _may_head(text: str, line: Range) -> bool:
    return line[1] - line[0] <= 24 and is_known(text[slice(*line)]) and column(text[slice(*line)]).slot in NAMING


def _table(text: str, lines: Sequence[Range], at: int) -> list[list[Range]]:
    """The headings from line `at` on and the rows below them, under the width that most rows fit; empty if there is none."""
    best: list[list[Range]] = []
    for width in range(2, _WIDEST):
        head = lines[at : at + width]
        known = sum(is_known(text[a:b]) for a, b in head)
        columns = [column(text[a:b]) for a, b in head]
        typed = sum(c.slot not in (*NAMING, Slot.TEXT, Slot.NUMBER) for c in columns)
        enough = width - 1 if typed < _FEWEST_TYPED else (width + 1) // 2
        if len(head) < width or known < max(2, enough) or any(b - a > _LONGEST_CELL for a, b in head):
            continue
        rows = _rows(text, lines, at + width, columns)
        if len(rows) >= 2 and len(rows) * width > sum(len(row) for row in best) - len(best[:1]) * width:
            best = [list(head), *rows]
    return best


def _rows(text: str, lines: Sequence[Range], at: int, columns: Sequence[Column]) -> list[list[Range]]:
    rows: list[list[Range]] = []
    while len(rows) < _MOST_ROWS:
        row = list(lines[at : at + len(columns)])
        if len(row) < len(columns) or not _fits(text, row, columns):
            break
        rows.append(row)
        at += len(columns)
    return rows


def _fits(text: str, row: Sequence[Range], columns: Sequence[Column]) -> bool:
    """Whether each cell may stand in its column: a name begins with a letter, and where figures are wanted one is, besides words in their place."""
    if any(b - a > _LONGEST_CELL * (2 if c.slot is Slot.TEXT else 1) for (a, b), c in zip(row, columns, strict=True)):
        return False
    cells = list(zip(row, columns, strict=True))
    if not all(text[a].isalpha() and not is_known(text[a:b]) for (a, b), c in cells if c.slot in NAMING):
        return False
    counted = [(place, holds(text, *place, c)) for place, c in cells if c.slot not in (*NAMING, Slot.TEXT)]
    return all(held or _WORDS.fullmatch(text, *place) for place, held in counted) and (not counted or any(held for _, held in counted))
