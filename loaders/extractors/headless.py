"""Owns lists of related reports that lost their heading: where their titles and days stand. It must not judge what has a heading (related).

Only lists whose layout no table and no prose has are taken: numbered titles, titles with the kind of report, or titles in brackets behind their sector,
each with its day right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.patterns import any_script

Range = tuple[int, int]

_REACH = 3_000  # code points of a front
_FIRST = re.compile(r"(?:(?<!\S)1(?=[ ]?[.、]?[ ]?[\u3400-\u9fff])|(?<![\d.])1(?=[.、][ ]?[\u3400-\u9fff]))")
_NUMBERED = re.compile(
    r"\s{0,3}(?P<number>\d)[ ]?[.、]?[ ]?(?P<title>(?=[\u3400-\u9fff])[^\n。《》]{6,80}?)[ ]?"
    r"(?:[-–—]{0,2}[ ]?(?P<date>20\d\d(?P<s>[-./])[01]\d(?:(?P=s)(?:[0-3]\d|\d))?)(?=\s|$|\d[.、])|[-–—]{1,2}(?=\d[.、]))"  # a day may have been moved
)
_READS_LIKE_ONE = re.compile("[,:?!]")
_OF_KIND = re.compile(
    any_script(
        r"(?:行业|公司)(?:点评|深度|周报|跟踪|动态|研究)?报告(?:[(][一二三四五六七八九十]{1,3}[)])?"
        r"[ ]?[-–—]{1,2}[ ]?(?P<date>20\d\d\.\d{1,2}\.\d{1,2})(?=\s|$)"
    )
)
_OF_SECTOR = re.compile(r"(?P<sector>[\u3400-\u9fff]{2,8})《(?P<title>[^《》\n]{4,120})》[ ]?(?P<date>20\d\d[./-]\d{1,2}[./-]\d{1,2})\s?")
_BEFORE = re.compile(r"[^\n。《》]{8,120}$")
_SOURCE = re.compile(r".*(?:[来來]源[ ]?[::][ ]?[A-Za-z\u3400-\u9fff]{2}|\s{2,}|\t)")  # of the chart before the list
_LEAST = 8  # code points of a title


def headless(text: str) -> Iterator[tuple[Range, Range | None]]:
    """The range of each title with that of its day, if that is there."""
    if "研究" in text[:_REACH]:
        found = _numbered(text) or _of_kind(text)
        if found:
            yield from found
            return
    if "》" in text[:_REACH]:
        yield from _of_sector(text)


def _numbered(text: str) -> list[tuple[Range, Range | None]]:
    """Titles behind 1, 2, …, at least two, which all read like titles."""
    for first in _FIRST.finditer(text, 0, _REACH):
        found: list[tuple[Range, Range | None]] = []
        at = first.start()
        while (entry := _NUMBERED.match(text, at)) is not None and int(entry["number"]) == len(found) + 1 and _READS_LIKE_ONE.search(entry["title"]):
            found.append((entry.span("title"), entry.span("date") if entry["date"] else None))
            at = entry.end()
        if len(found) > 1:
            return found
    return []


def _of_sector(text: str) -> list[tuple[Range, Range | None]]:
    """Titles in brackets between their sector and their day, at least two of one sector, one right behind the other."""
    for first in _OF_SECTOR.finditer(text, 0, _REACH):
        found: list[tuple[Range, Range | None]] = []
        entry: re.Match[str] | None = first
        while entry is not None and first["sector"].endswith(entry["sector"]):
            found.append((entry.span("title"), entry.span("date")))
            entry = _OF_SECTOR.match(text, entry.end())
        if len(found) > 1:
            return found
    return []


def _of_kind(text: str) -> list[tuple[Range, Range | None]]:
    """Titles with the kind of report behind them, at least two one behind the other."""
    found: list[tuple[Range, Range | None]] = []
    reached = 0
    for kind in _OF_KIND.finditer(text, 0, _REACH):
        before = max(0, reached if found else kind.start() - 120)
        piece = _BEFORE.search(text, before, kind.start())
        if piece is None or (found and text[before : piece.start()].strip()):
            break
        source = None if found else _SOURCE.match(text, piece.start(), kind.start())
        start = source.end() if source else piece.start()
        start += len(text[start : kind.start()]) - len(text[start : kind.start()].lstrip())
        if kind.start() - start >= _LEAST:
            found.append(((start, kind.start()), kind.span("date")))
            reached = kind.end()
    return found if len(found) > 1 else []
