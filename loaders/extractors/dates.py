"""Owns dates in a text, with the precision they are printed with; it must not decide what happened on them.

A date without a year is in the report's year, or in the year before where it would else lie after the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.values import partial_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"(?=[\d今去前本JFMASOND])(?:(?:(?<!\d)|(?<=[^\d.,]\d)(?=20\d\d年\d))(?P<y>{_YEAR})\s*年\s*(?:(?P<m>1[0-2]|0?[1-9])\s*月\s*(?:(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
    rf"|(?<![\d.])(?P<y2>{_YEAR})(?P<s>[-/.])(?P<m2>1[0-2]|0?[1-9])(?:(?P=s)(?P<d2>3[01]|[12]\d|0?[1-9]))?(?![\d%]|\.\d)"
    rf"|(?P<rel>今年|去年|前年|本月)\s*(?:(?P<m3>1[0-2]|[1-9])\s*月(?:份)?\s*(?:(?P<d3>3[01]|[12]\d|[1-9])\s*[日号])?)?"
    rf"|(?<![\d年.])(?P<m4>1[0-2]|0?[1-9])\s*月\s*(?P<d4>3[01]|[12]\d|0?[1-9])\s*[日号]"
    rf"|(?<![\d年.])(?P<m5>1[0-2]|[1-9])\s*月(?:份|底|初|中旬|上旬|下旬)?"
    rf"(?=[,,,]|\s|[A-Za-z一-龥 ]{{0,16}}(?:发布|發布|推出|上[线線]|开源|開源|面世|亮相|问世|登场))"
    rf"|\b(?:(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m6>{MONTH})(?:\s+(?P<d7>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y6>{_YEAR}))?(?!\w)"
    rf"|(?<![\w.$¥~-])(?P<y8>{_YEAR})(?![\w.%]|,\d))"
)  # fmt: skip
_SPOKEN = re.compile(r"\b(?:in|since|last|this|early|late|of)\s$", re.IGNORECASE)  # "in May" is a month, "May" alone is a verb as often
_PART_OF_YEAR = re.compile(
    rf"(?:Q[1-4]|[1-4]Q|H[12]|early|mid|late|spring|summer|autumn|fall|winter)[ -]?(?:of )?(?P<y>{_YEAR})"
    rf"|(?P<y2>{_YEAR})\s?年?\s?(?:Q[1-4]|H[12]|[上下]半年|[一二三四]季度|年[初底末中])",
    re.IGNORECASE,
)

_SITE_DAY = re.compile(r"(?:(?<=[^\W\d_][-–—])|(?<=[^\W\d_] [-–—] )(?:20)?)([12]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[ \t]*(?:\n|$|\.pdf\b|\(\d{1,4} ?[页頁]))")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at [start, end); `value` is a PartialDate."""

    start: int
    end: int
    value: str


def dates(text: str, start: int = 0, end: int | None = None, *, reference: str | None = None) -> Iterator[Dated]:
    """The dates in a range. `reference` is the report's own date; without it, dates that lack a year are passed over."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match, reference)
        if value is not None:
            stop = match.end() - (len(match[0]) - len(match[0].rstrip()))
            yield Dated(match.start(), stop, value)


def site_days(text: str, start: int, end: int) -> Iterator[Dated]:
    """Days that sites put behind titles: "…算力再添新动能-250309", at the end of a line or of a file's name, its pages behind it or not."""
    for match in _SITE_DAY.finditer(text, start, end):
        value = _join(f"20{match[1]}", match[2], match[3])
        if value is not None:
            yield Dated(match.start(), match.end(), value)


def whole_date(text: str, reference: str | None = None) -> str | None:
    """The date that `text` is, and nothing else; None if it is none."""
    stripped = text.strip()
    match = _DATE.match(stripped)
    return _value(match, reference) if match is not None and not stripped[match.end() :] else None


def loose_date(text: str, reference: str | None = None) -> str | None:
    """`whole_date`, and the year of a quarter or of a part of a year: "Q4 2024", "early 2025", "2025年上半年"."""
    return whole_date(text, reference) or next((m["y"] or m["y2"] for m in [_PART_OF_YEAR.fullmatch(text.strip())] if m), None)


def _value(match: re.Match[str], reference: str | None) -> str | None:
    year = match["y"] or match["y2"] or match["y6"] or match["y8"]
    month = match["m"] or match["m2"] or match["m3"] or match["m4"] or match["m5"] or match["m6"]
    day = match["d"] or match["d2"] or match["d3"] or match["d4"] or match["d6"] or match["d7"]
    if month and not month.isdigit():
        month = str(_MONTHS.index(month[:3].casefold()) + 1)
        if not year and not day and not _SPOKEN.search(match.string, max(0, match.start() - 12), match.start()):
            return None
    if match["rel"] and reference:
        return _relative(match["rel"], month, day, reference)
    if year:
        return _join(year, month, day)
    if not reference or not month:
        return None
    value = _join(reference[:4], month, day)
    later = value is not None and value > reference[: len(value)]
    return _join(str(int(reference[:4]) - 1), month, day) if later else value


def _relative(word: str, month: str | None, day: str | None, reference: str) -> str | None:
    if word == "本月":
        return reference[:7]
    year = int(reference[:4]) - {"今年": 0, "去年": 1, "前年": 2}[word]
    return _join(str(year), month, day)


def _join(year: str, month: str | None, day: str | None) -> str | None:
    text = "-".join(part.zfill(2) for part in (year, month, day) if part)
    try:
        return partial_date(text)
    except InvalidInput:
        return None
