"""Owns the names of files that sites show with a report: "TITLE-240805(36页).pdf", "20240805_HOUSE_TITLE_36页.pdf". It must not judge them as titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.values import partial_date
from loaders.extractors.dates import Dated

_PAGES = r"\d{1,4} ?[页頁]"
_NAME = re.compile(
    rf"(?:^[ \t]*|《)(?P<name>[^\n《》]{{6,160}}?)(?:(?P<pages>[(\[]{_PAGES}[)\]]|[_-]{_PAGES}(?=\.|[ \t]*$))|\.(?:pdf|docx?|pptx?)(?!\w))",
    re.MULTILINE | re.IGNORECASE,
)
_DAY = r"(?:20)?[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_FIRST = re.compile(rf"(?P<day>{_DAY})[_-]")

_COLUMN = re.compile(r"(?:【[^】\n]{2,12}】|\[[^\]\n]{2,12}\])")  # a site's, before the title
_HOUSE_NAME = r"[^\s_-]{2,10}(?:证券|證券|国际|國際|研究所|研究院|资本|資本|期货)"
# What some sites put before the title of a report on a company: "某某科技-公司研究报告-".
_KIND = re.compile(r"[^\s_-]{2,12}-(?:港股|美股|海外)?(?:公司|行业|行業)(?:深度|首次覆盖|首次覆蓋)?(?:研究)?(?:报告|報告)-")
_HOUSE = re.compile(rf"{_HOUSE_NAME}[_-]")  # only beside the day: else it may be what the title is about
_LAST = re.compile(rf"[_-](?P<day>{_DAY})(?:[_-]{_HOUSE_NAME})?[_-]?$")
_LEAST = 4  # code points of a title
_HAN, _LEAST_HAN = re.compile(r"[\u3400-\u9fff]"), 8  # what a name without a day has: else it may be any file's


@dataclass(frozen=True, slots=True)
class FileName:
    """A file's name: where the title in it stands, and the day beside that. `whole` says that it has the count of its pages or is the page's first line:
    such names are whole titles, others may be cut short."""

    start: int
    end: int
    day: Dated | None
    whole: bool


def file_names(text: str, end: int) -> Iterator[FileName]:
    """The names before `end` that have a day before or behind the title, and one without that heads the page."""
    for match in _NAME.finditer(text, 0, end):
        start, stop = match.span("name")
        if column := _COLUMN.match(text, start, stop):
            start = column.end()
        if kind := _KIND.match(text, start, stop):
            start = kind.end()
        first, last = _FIRST.match(text, start, stop), _LAST.search(text[start:stop])
        heads = not text[: match.start()].strip() and len(_HAN.findall(text, start, stop)) >= _LEAST_HAN
        day = None
        if first is not None:
            day = _dated(first["day"], start)
            house = _HOUSE.match(text, first.end(), stop)
            start = house.end() if house else first.end()
        elif last is not None:
            day, stop = _dated(last["day"], start + last.start("day")), start + last.start()
        if (day is not None or (heads and first is None and last is None)) and stop - start >= _LEAST:
            yield FileName(start, stop, day, match["pages"] is not None or day is None)


def _dated(digits: str, start: int) -> Dated | None:
    """The day that six or eight digits are."""
    whole = digits if len(digits) == 8 else f"20{digits}"
    try:
        return Dated(start, start + len(digits), partial_date(f"{whole[:4]}-{whole[4:6]}-{whole[6:]}"))
    except InvalidInput:
        return None
