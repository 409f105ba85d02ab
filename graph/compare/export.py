"""Owns what of a comparison is written down, whatever the format: headings, values, marks, and numbered evidence for each cell.

`export` writes it in one of the formats; it must not decide anything about the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.compare import export_drawn, export_text
from graph.compare.facts import Agreement, Cell, CellState, Row
from graph.compare.sheet import Evidence, Line, Sheet, Written


class Format(StrEnum):
    """The formats in which a comparison can be written."""

    CSV = "CSV"
    MARKDOWN = "MARKDOWN"
    HTML = "HTML"
    LATEX = "LATEX"
    JSON = "JSON"
    SVG = "SVG"


_UNSTATED = {CellState.NOT_STATED: "–", CellState.NOT_APPLICABLE: "n/a", CellState.EXPLICITLY_NONE: "none"}
_AGREEMENT = {Agreement.SAME: "= same", Agreement.SIMILAR: "≈ similar", Agreement.DIFFERENT: "≠ different", Agreement.SINGLE: "", Agreement.NONE: ""}
_WRITERS: Mapping[Format, Callable[[Sheet], str]] = {
    Format.CSV: export_text.csv, Format.MARKDOWN: export_text.markdown, Format.LATEX: export_text.latex, Format.JSON: export_text.json,
    Format.HTML: export_drawn.html, Format.SVG: export_drawn.svg,
}  # fmt: skip


def export(sheet: Sheet, format_: Format) -> str:
    """The comparison as text of a format, the same for the same comparison."""
    return _WRITERS[format_](sheet)


@dataclass(frozen=True, slots=True)
class Proven:
    """A node of a comparison: its name, and the evidence of its facts by their index (see `Cell.facts`)."""

    name: str
    evidence: Sequence[Evidence]


def sheet(type_: str, as_of: str | None, nodes: Sequence[Proven], rows: Sequence[Row]) -> Sheet:
    """What is written of a comparison. Evidence is numbered from 1 in the order in which a reader meets it."""
    numbers: dict[Evidence, int] = {}
    lines = tuple(_line(row, nodes, numbers) for row in rows)
    return Sheet(type_, as_of, tuple(node.name for node in nodes), lines, tuple(numbers))


def _line(row: Row, nodes: Sequence[Proven], numbers: dict[Evidence, int]) -> Line:
    cells = tuple(_written(cell, node, numbers, ahead=i in row.best) for i, (cell, node) in enumerate(zip(row.cells, nodes, strict=True)))
    best = tuple(nodes[i].name for i in row.best)
    return Line(row.property, row.label, row.unit, row.agreement.value, _AGREEMENT[row.agreement], best, cells)


def _written(cell: Cell, node: Proven, numbers: dict[Evidence, int], *, ahead: bool) -> Written:
    cited = dict.fromkeys(numbers.setdefault(node.evidence[i], len(numbers) + 1) for i in cell.facts)
    shown = cell.text or _UNSTATED.get(cell.state, "")
    marks = ("★" if ahead else "") + ("⚠" if cell.state is CellState.CONFLICTING else "")
    return Written(cell.state.value, cell.text, cell.min, cell.max, cell.unit, shown, marks, tuple(cited))
