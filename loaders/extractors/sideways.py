"""Owns finding tables that are turned on their side and whose cells run into each other or stand one a line: names ("SoraKlingVeo 3"), and
below them headings with a value for each name ("MakerOpenAIKuaishouGoogle", "Duration5-20s5-10s8s"). What they mean is `tables`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.extractors.columns import NAMING, Slot, column, glued_heading, is_known
from loaders.extractors.gazetteer import gazetteer, is_called
from loaders.extractors.rows import trimmed, value_at

Range = tuple[int, int]

_BLOCK = re.compile(r"^[^\n]+(?:\n[^\n]+)+", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_PARTS = re.compile(r"(?<=[a-z\d)])(?=[A-Z一-龥])|(?<=[一-龥])(?=[A-Z])")  # where a name may end and another begin
_NEXT_LINE = re.compile(r" [A-Z一-龥]")
_LONGEST_HEAD, _LONGEST_ROW, _LONGEST_NAME = 160, 400, 30
_FEWEST, _MOST_LINES, _MOST_NAMES, _MOST_PARTS = 2, 24, 8, 3


def sideways(text: str) -> Iterator[list[list[Range]]]:
    """The lines of cells of each such table: the names behind an empty corner, then a heading and its values a line."""
    yield from _glued(text)
    yield from _stacked(text)


def _stacked(text: str) -> Iterator[list[list[Range]]]:
    """Those with one cell a line: the names, then a heading and a value for each name, and so on."""
    lines = [trimmed(text, *m.span()) for m in _LINE.finditer(text)]
    at = 0
    while at < len(lines):
        names = 0
        while at + names < len(lines) and names < _MOST_NAMES and _is_model(text, lines[at + names]):
            names += 1
        rows = _rows_of_lines(text, lines, at + names, names) if names >= _FEWEST else []
        if len(rows) >= _FEWEST:
            start = lines[at][0]
            yield [[(start, start), *lines[at : at + names]], *rows]
        at += names + len(rows) * (names + 1) or 1


def _is_model(text: str, line: Range) -> bool:
    return 1 < line[1] - line[0] <= _LONGEST_NAME and is_called("AIModel", text[slice(*line)])


def _rows_of_lines(text: str, lines: Sequence[Range], at: int, names: int) -> list[list[Range]]:
    rows: list[list[Range]] = []
    while at + names < len(lines) and lines[at][1] - lines[at][0] <= _LONGEST_NAME and is_known(text[slice(*lines[at])]):
        rows.append(list(lines[at : at + names + 1]))
        at += names + 1
    return rows


def _glued(text: str) -> Iterator[list[list[Range]]]:
    """Those whose cells run into each other."""
    for block in _BLOCK.finditer(text):
        lines = [m.span() for m in _LINE.finditer(text, *block.span())]
        head = 0
        while head + 1 < len(lines):
            table = _table(text, lines[head : head + _MOST_LINES])
            if table:
                yield table
            head += len(table) or 1


def _table(text: str, lines: Sequence[Range]) -> list[list[Range]]:
    names = _names(text, lines[0]) if glued_heading(text, *lines[1]) else []
    if not names:
        return []
    rows = []
    for start, end in lines[1:]:
        label = glued_heading(text, start, end)
        if label and end - start <= _LONGEST_ROW:
            cells = _values(text, label, end, len(names) - 1)
            rows += [[(start, label), *cells]] if cells else []
    return [names, *rows] if rows else []


def _names(text: str, line: Range) -> list[Range]:
    """The corner, which may be empty, and the names of a line in which they run into each other, most of them models' or their makers'."""
    start, end = line
    if end - start > _LONGEST_HEAD:
        return []
    edges = [start, *(m.start() for m in _PARTS.finditer(text, start, end)), end]
    parts = [part for part in pairwise(edges) if part[0] < part[1]]
    corner = parts.pop(0) if parts and is_known(text[slice(*parts[0])]) else (start, start)
    parts = _whole_names(text, parts)
    known = sum(is_called("AIModel", text[a:b]) for a, b in parts)
    fits = _FEWEST <= len(parts) < 2 * known and all(b - a <= _LONGEST_NAME for a, b in parts)
    return [corner, *parts] if fits else []


def _whole_names(text: str, parts: Sequence[Range]) -> list[Range]:
    """The parts with those joined again that make up a known name: "Hunyuan", "Video"."""
    found: list[Range] = []
    at = 0
    while at < len(parts):
        ends = (end for end in range(min(len(parts), at + _MOST_PARTS), at + 1, -1) if _is_one(text[parts[at][0] : parts[end - 1][1]]))
        end = next(ends, at + 1)
        found.append((parts[at][0], parts[end - 1][1]))
        at = end
    return found


def _is_one(printed: str) -> bool:
    """Whether letters that could be several names are a known model's, with a version or without."""
    return any(f.entry.type == "AIModel" and (f.start, f.end) == (0, len(printed)) for f in gazetteer().find(printed))


def _values(text: str, start: int, end: int, wanted: int) -> list[Range]:
    """The values of a row, if there is one for each name."""
    slot = column(text[text.rfind("\n", 0, start) + 1 : start]).slot
    found: list[Range] = []
    while start < end and len(found) < wanted:
        stop = _maker_end(text, start, end) if slot is Slot.DEVELOPER else value_at(text, slot, start, end) if slot not in NAMING else None
        if stop is None:
            return []
        found.append((start, stop))
        start = stop
    joined = start == end or _NEXT_LINE.match(text, start) is not None  # as where lines of a page are joined
    return found if len(found) == wanted and joined else []


def _maker_end(text: str, start: int, end: int) -> int | None:
    """Where the known organization ends that a glued cell begins with; an unknown one ends where another may begin."""
    last = min(end, start + _LONGEST_NAME)
    known = (stop for stop in range(last, start + 1, -1) if (stop == end or not text[stop].islower()) and is_called("Organization", text[start:stop]))
    part = _PARTS.search(text, start + 1, last)
    return next(known, part.start() if part else end if last == end else None)
