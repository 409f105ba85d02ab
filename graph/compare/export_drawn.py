"""Owns comparisons as pages and pictures: HTML and SVG that need nothing else, everything that came from a report escaped."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from graph.compare.sheet import LEGEND, Sheet, Written

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLE = "body{font-family:sans-serif}table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.3em .6em;text-align:left}"
_ROW, _PAD, _EM = 26, 10, 7.5  # pixels: height of a row, space beside a text, width of a Latin letter at 13 px
_WIDEST = 60  # letters of a text in a picture


def html(sheet: Sheet) -> str:
    """A page with the table, and the evidence below it as a list that the cells lead to."""
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in (sheet.type, *sheet.names, "agreement"))
    rows = "\n".join(
        f'<tr><th scope="row">{_text(line.label)}</th>{"".join(_cell(cell) for cell in line.cells)}<td>{_text(line.agreed)}</td></tr>' for line in sheet.lines
    )
    notes = "\n".join(f'<li id="e{n}">{_text(e.source)}: <q>{_text(e.words)}</q></li>' for n, e in enumerate(sheet.evidence, 1))
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{_text(sheet.title)}</title><style>{_STYLE}</style></head>\n<body>\n'
        f"<table>\n<caption>{_text(sheet.title)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"<p>{LEGEND}</p>\n<ol>\n{notes}\n</ol>\n</body>\n</html>\n")  # fmt: skip


def _cell(cell: Written) -> str:
    cited = ", ".join(f'<a href="#e{n}">{n}</a>' for n in cell.cited)
    return f"<td>{_text(cell.marked)}{f'<sup>{cited}</sup>' if cited else ''}</td>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=True)


def svg(sheet: Sheet) -> str:
    """A picture of the table with its evidence as numbered lines; a cell's quotes show when one points at it."""
    table = [[sheet.type, *sheet.names, "agreement"]]
    table += [[line.label, *(cell.marked for cell in line.cells), line.agreed] for line in sheet.lines]
    cited: list[list[tuple[int, ...]]] = [[()] * len(table[0]), *([(), *(cell.cited for cell in line.cells), ()] for line in sheet.lines)]
    widths = [max(_width(_cut(row[i])) + _EM * len(_numbers(cited[y][i])) for y, row in enumerate(table)) + 2 * _PAD for i in range(len(table[0]))]
    notes = [_cut(f"{n}. {e.source}: «{e.words}»", 2 * _WIDEST) for n, e in enumerate(sheet.evidence, 1)]
    wide = max(sum(widths), *(_width(note) + 2 * _PAD for note in (*notes, LEGEND)))
    high = _ROW * (len(table) + len(notes) + 2)
    drawn = [_drawn(sheet, row, cited[y], widths, y) for y, row in enumerate(table)]
    below = [f'<text x="{_PAD}" y="{_ROW * (len(table) + i + 1)}" fill="#555">{_text(note)}</text>' for i, note in enumerate((LEGEND, *notes))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide:.0f}" height="{high}" viewBox="0 0 {wide:.0f} {high}" '
        f'font-family="sans-serif" font-size="13">\n<title>{_text(sheet.title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([*drawn, *below]) + "\n</svg>\n")  # fmt: skip


def _drawn(sheet: Sheet, row: list[str], cited: list[tuple[int, ...]], widths: list[float], y: int) -> str:
    """One row: a rule below it, and its texts."""
    base, parts, x = _ROW * y + 18, [], 0.0
    for i, text in enumerate(row):
        numbers = f'<tspan dy="-4" font-size="9">{_numbers(cited[i])}</tspan>' if cited[i] else ""
        quotes = "\n".join(f"{n}. {sheet.evidence[n - 1].source}: «{sheet.evidence[n - 1].words}»" for n in cited[i])
        title = f"<title>{_text(quotes)}</title>" if quotes else ""
        weight = ' font-weight="bold"' if y == 0 or i == 0 else ""
        parts.append(f'<text x="{x + _PAD:.0f}" y="{base}"{weight}>{title}{_text(_cut(text))}{numbers}</text>')
        x += widths[i]
    return "".join(parts) + f'<path d="M0 {_ROW * (y + 1)}H{x:.0f}" stroke="#bbb"/>'


def _numbers(cited: tuple[int, ...]) -> str:
    return ",".join(map(str, cited))


def _cut(text: str, widest: int = _WIDEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _width(text: str) -> float:
    """Pixels that a text takes; Chinese characters are as wide as two letters."""
    return _EM * sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
