"""Owns cutting a table that runs on in one line into its rows: a row begins where a name is followed by what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extractors import Mention
from loaders.extractors.columns import Column, Slot
from loaders.extractors.rows import Cut, cuts, fits
from loaders.extractors.sentences import within
from loaders.extractors.tiers import tier_pattern

STOP = re.compile(
    r"(?:资料|数据|信息)?来源\s?[::]|(?:图表?|表)\s?\d+\s?[::]|注\s?[::]|风险提示|请务必|请仔细|免责声明|\bSource\s?:|\bNotes?\s?:|\n\s*#|"
    r"\n\n(?=[^\n]{40})|亮点\s?\d|。",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![^\s)_])(?:[A-Z][\w.·+-]*(?: [A-Z\d][\w.·+-]*){0,3}|[一-龥]{2,8}\d*(?:\.\d+)?)(?=\s)", re.ASCII)
_LONGEST, _LONGEST_TIER = 4000, 40


def running_rows(text: str, start: int, columns: Sequence[Column], mentions: Sequence[Mention]) -> tuple[list[list[Cut]], int]:
    """The ways to cut each row behind the headings that end at `start`, and where the last row ends."""
    stop = STOP.search(text, start, min(len(text), start + _LONGEST))
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    starts = _starts(text, start, end, columns, mentions)
    if not starts or text[start : starts[0]].strip():
        return [], start
    options = [cuts(text, place, columns, mentions) for place in zip(starts, [*starts[1:], end], strict=True)]
    rows = [option for option in options if option]
    last = max((cell[1] for cut in rows[-1][:1] for cell in cut.cells if cell), default=start) if rows else start
    return rows, last


def _starts(text: str, start: int, end: int, columns: Sequence[Column], mentions: Sequence[Mention]) -> list[int]:
    wanted = {Slot.DEVELOPER: "Organization", Slot.INDEX: "MarketIndex"}.get(columns[0].slot, "AIModel")
    inside = within(mentions, start, end)
    names = [(m.start, m.end) for m in inside if m.node.type in (wanted, "Product")]
    names += [match.span() for match in _NAME.finditer(text, start, end) if all(m.end <= match.start() or match.end() <= m.start for m in inside)]
    if columns[0].slot is Slot.PLAN:
        names += [match.span() for match in tier_pattern().finditer(text, start, end)]
        first = tier_pattern().match(text[start : min(end, start + _LONGEST_TIER)])  # by itself: the headings may end in a letter right before it
        names += [(start, start + first.end())] if first else []
    found: list[int] = []
    for begin, stop in sorted(set(names)):
        if begin in found or text.count("(", start, begin) > text.count(")", start, begin):
            continue
        if fits(text, stop, end, columns[1:3], mentions):
            found.append(begin)
    return found
