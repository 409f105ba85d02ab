"""Owns comparisons as text: CSV, Markdown, LaTeX and JSON, everything that came from a report escaped for the format."""

from __future__ import annotations

import csv as csv_module
import io
import re

import orjson

from graph.compare.sheet import LEGEND, Evidence, Sheet, Written

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKDOWN = re.compile(r"([\\|\[\]<>*_`~#&$!])")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}", "–": "--",
    "★": r"$\star$", "⚠": r"$\triangle$", "≈": r"$\approx$", "≠": r"$\neq$", "≤": r"$\leq$", "≥": r"$\geq$",
}  # fmt: skip


def csv(sheet: Sheet) -> str:
    """A line for each property; behind the values, for each node its evidence. What a spreadsheet would run is made text."""
    stream = io.StringIO()
    writer = csv_module.writer(stream, lineterminator="\n")
    writer.writerow(_inert(["property", "unit", "agreement", "best", *sheet.names, *(f"{name} evidence" for name in sheet.names)]))
    for line in sheet.lines:
        evidence = ["; ".join(f"{e.source}: «{e.words}»" for e in _cited(sheet, cell)) for cell in line.cells]
        values = [cell.text or "" for cell in line.cells]
        writer.writerow(_inert([line.property, line.unit or "", line.agreement, "; ".join(line.best), *values, *evidence]))
    return stream.getvalue()


def _inert(cells: list[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula, also where spaces or controls come first."""
    clean = [_CONTROL.sub("", cell) for cell in cells]
    return ["'" + cell if cell.lstrip().startswith(_FORMULA) or cell[:1] in ("\t", "\r", "\n") else cell for cell in clean]


def _cited(sheet: Sheet, cell: Written) -> list[Evidence]:
    return [sheet.evidence[number - 1] for number in cell.cited]


def markdown(sheet: Sheet) -> str:
    """A GitHub table with a footnote for each piece of evidence."""
    rows = [[sheet.type, *sheet.names, "agreement"]]
    rows += [[line.label, *(cell.marked for cell in line.cells), line.agreed] for line in sheet.lines]
    drawn = [[_in_markdown(cell) for cell in row] for row in rows]
    for row, line in zip(drawn[1:], sheet.lines, strict=True):
        row[1:-1] = [cell + "".join(f"[^{n}]" for n in w.cited) for cell, w in zip(row[1:-1], line.cells, strict=True)]
    table = ["| " + " | ".join(row) + " |" for row in drawn]
    notes = [f"[^{n}]: {_in_markdown(e.source)}: «{_in_markdown(e.words)}»" for n, e in enumerate(sheet.evidence, 1)]
    return "\n".join([table[0], "|" + " --- |" * len(rows[0]), *table[1:], "", LEGEND, *([""] if notes else []), *notes]) + "\n"


def _in_markdown(text: str) -> str:
    return " ".join(_MARKDOWN.sub(r"\\\1", _CONTROL.sub("", text)).split())


def latex(sheet: Sheet) -> str:
    """A `tabular` and the evidence as a numbered list; Chinese needs XeLaTeX or LuaLaTeX with a font that has it."""
    lines = [r"\begin{tabular}{l" + "l" * len(sheet.names) + "l}", r"\hline", _latex_row([sheet.type, *sheet.names, "agreement"]), r"\hline"]
    for line in sheet.lines:
        cells = [_in_latex(cell.marked) + (rf"\textsuperscript{{{','.join(map(str, cell.cited))}}}" if cell.cited else "") for cell in line.cells]
        lines.append(" & ".join([_in_latex(line.label), *cells, _in_latex(line.agreed)]) + r" \\")
    lines += [r"\hline", r"\end{tabular}"]
    if sheet.evidence:
        lines += ["", r"\begin{enumerate}", *(rf"\item {_in_latex(e.source)}: ``{_in_latex(e.words)}''" for e in sheet.evidence), r"\end{enumerate}"]
    return "\n".join(lines) + "\n"


def _latex_row(cells: list[str]) -> str:
    return " & ".join(_in_latex(cell) for cell in cells) + r" \\"


def _in_latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in " ".join(_CONTROL.sub("", text).split()))


def json(sheet: Sheet) -> str:
    """An object: type, asOf, columns, rows with their cells, and the evidence that cells cite by number."""
    rows = [{
        "property": line.property, "label": line.label, "unit": line.unit, "agreement": line.agreement, "best": line.best,
        "cells": [{"state": c.state, "text": c.text, "min": c.min, "max": c.max, "unit": c.unit, "evidence": c.cited} for c in line.cells],
    } for line in sheet.lines]  # fmt: skip
    evidence = [
        {"number": n, "report": e.report, "publisher": e.publisher, "saidOn": e.said_on, "page": e.page, "quote": e.quote}
        for n, e in enumerate(sheet.evidence, 1)
    ]
    whole = {"type": sheet.type, "asOf": sheet.as_of, "columns": sheet.names, "rows": rows, "evidence": evidence}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode() + "\n"
