"""Owns lists of related reports that give no days: where their titles stand. It must not look for the list's heading (related)."""

from __future__ import annotations

import re

Range = tuple[int, int]

_MARK = r"[ \t]*(?:[-–•●◆◼■▪*·]|\d{1,2}\s*[.、)）])?[ \t]*"
_LINE = re.compile(rf"{_MARK}(?P<line>[^\n《》@]{{8,160}}[^\n《》@。.;;:：,])[ \t]*(?:\n|$)")
# Lines that may have blank ones between them, each behind a mark, its number or the name of the house's column: "【某某海外】…".
_APART = re.compile(
    r"\s{0,8}(?P<sign>【[^】\n]{2,12}】|[-–•●◆◼■▪*·]|\d{1,2}\s?[.、)）])[ \t]?(?P<title>(?=\S)[^\n《》。【】@]{5,120}[^\n《》。;;,,:：@])(?:\n|$)"
)
# A running line up to the label of the next part of the front: what a template's tag left of itself may be before it.
_BOX = re.compile(
    r"\s*(?:Table_\w{1,24}\s+)?(?P<box>[^\n。《》@]{20,400}?)\s?(?=核心观点|投资要点|报告摘要|報告摘要|核心觀點|投資要點|Table_|主要观点|事件[::])"
)
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # between two titles; one beside a Latin letter is inside of a title
_IN_TITLE = re.compile(r"[,,::?!？！—]")
_SHORT = 10  # code points: what is less is a piece of a title that has gaps inside
_MOST = 12  # titles of a list
_DAY = re.compile(r"20\d\d[-./年]")


def undated(text: str, at: int) -> list[Range]:
    """The titles behind a heading that ends at `at`, at least two; none where what follows is no such list."""
    return next((found for find in (_apart, _lines, _boxed) if 2 <= len(found := find(text, at)) <= _MOST), [])


def _lines(text: str, at: int) -> list[Range]:
    """Lines between a heading that is a line of its own and the next blank line."""
    line_end = text.find("\n", at)
    if line_end < 0 or text[at:line_end].strip(" \t:："):
        return []
    found, reached = [], line_end + 1
    while (match := _LINE.match(text, reached)) is not None:
        found.append(match.span("line"))
        reached = match.end()
    return found if not text[reached : reached + 1].strip() else []


def _apart(text: str, at: int) -> list[Range]:
    """Lines that all begin with the same sign, or are numbered in order."""
    found: list[Range] = []
    first = match = _APART.match(text, at)
    while match is not None and first is not None and match["sign"] in (first["sign"], first["sign"].replace("1", str(len(found) + 1))):
        found.append((match.start("title"), match.start("title") + len(match["title"].rstrip())))
        match = _APART.match(text, match.end())
    return found


def _boxed(text: str, at: int) -> list[Range]:
    """The titles of a running line, parted by nothing but gaps: each is long and reads like one."""
    box = _BOX.match(text, at)
    if box is None or _DAY.search(box["box"]):
        return []
    start, end = box.span("box")
    found: list[Range] = []
    for stop in (*(gap.start() for gap in _GAP.finditer(text, start, end)), end):
        if stop - start >= _SHORT:
            found.append((start, stop))
            start = stop + 1
    return found if start > end and all(_IN_TITLE.search(text[a:b]) for a, b in found) else []
