"""Owns printed page marks in plain text, and the pages and running heads that follow from them. It must not know what a report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.claim import Page

_N = r"(\d{1,4})"
# A pattern begins with a character, what may not stand before it is asked behind that: the engine then skips to where one may begin.
_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"[Pp](?<!(?i:[a-z]).)(?i:\s?a\s?g\s?e\s*{_N}\s*(?:/|of)\s*{_N}(?!\d))",
        rf"第\s*{_N}\s*[页頁]\s*[/／,，、|]?\s*[共总總]\s*{_N}\s*[页頁]",
        rf"请(?:务必|仔细|认真)?\S{{0,4}}阅读\S{{0,40}}\s{{1,4}}{_N}\s*[/／]\s*{_N}(?![\d/年])",
        rf"(\d(?<![\d/].)\d{{0,3}})\s*[/／]\s*{_N}\s+请(?:务必|仔细|认真)",
        rf"^[ \t]*{_N}[ \t]*[/／][ \t]*{_N}[ \t]*\r?$",
        rf"^[ \t]*[-–—][ \t]*{_N}[ \t]*[-–—][ \t]*\r?$",
        rf"^[ \t]*(?:(?i:page)[ \t]+|第[ \t]*){_N}[ \t]*页?[ \t]*\r?$",
        rf"请(?:务必|仔细|认真)?\S{{0,4}}阅读\S{{0,40}}\s{{1,4}}{_N}(?=\s)(?!\s*[/／.年])",
    )
)
_MARGIN = 120  # a running head or foot is no longer than this


@dataclass(frozen=True, slots=True)
class PageMark:
    """A printed page number at [start, end) of the raw text; `total` is the number of pages where the mark gives it."""

    number: int
    total: int | None
    start: int
    end: int


@lru_cache(maxsize=1)  # of the document that is being read
def page_marks(raw: str) -> tuple[PageMark, ...]:
    """The page marks of a text, in order: those of the one style that makes the longest rising row. Empty if there are none."""
    best: list[PageMark] = []
    for style in _MARKS:
        for group in _by_total(style, raw).values():
            row = _rising(group)
            if len(row) > len(best) and (len(row) > 1 or _trusted(row[0])):
                best = row
    return tuple(best)


def _by_total(style: re.Pattern[str], raw: str) -> dict[int | None, list[PageMark]]:
    groups: dict[int | None, list[PageMark]] = {}
    for match in style.finditer(raw):
        total = int(match[2]) if style.groups > 1 else None
        number = int(match[1])
        if 0 < number <= (total or 999):
            groups.setdefault(total, []).append(PageMark(number, total, match.start(), match.end()))
    return groups


def _rising(marks: Sequence[PageMark]) -> list[PageMark]:
    """Marks of rising numbers. Without a total they must follow each other, or any number in brackets would be one."""
    row: list[PageMark] = []
    for mark in marks:
        if not row or (mark.number > row[-1].number and (mark.total or mark.number == row[-1].number + 1)):
            row.append(mark)
    return row


def _trusted(mark: PageMark) -> bool:
    """Whether a mark that stands alone is one: it gives the total, and says page, 页 or 阅读 rather than a bare fraction."""
    return mark.total is not None and mark.total > 1 and mark.end - mark.start > len(f"{mark.number}/{mark.total}") + 2


def leads(raw: str, marks: Sequence[PageMark]) -> bool:
    """Whether the marks stand at the head of their pages: then more text follows the last one than precedes the first."""
    return marks[0].start <= len(raw.rstrip()) - marks[-1].end


def margins(raw: str, marks: Sequence[PageMark]) -> list[tuple[int, int]]:
    """The running heads and feet: each mark with the words beside it that stand beside its neighbour too."""
    found = []
    for i, mark in enumerate(marks):
        beside = [m for m in marks[max(0, i - 1) : i + 2] if m is not mark]
        before = max((_shared_before(raw, mark, m) for m in beside), default=0)
        after = max((_shared_after(raw, mark, m) for m in beside), default=0)
        found.append((mark.start - before, mark.end + after))
    return found


def _shared_before(raw: str, a: PageMark, b: PageMark) -> int:
    ends = (raw[max(0, m.start - _MARGIN) : m.start][::-1] for m in (a, b))
    return _shared(*ends)


def _shared_after(raw: str, a: PageMark, b: PageMark) -> int:
    starts = (raw[m.end : m.end + _MARGIN] for m in (a, b))
    return _shared(*starts)


def _shared(a: str, b: str) -> int:
    """The length of the longest common beginning that ends where a word ends in both texts."""
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if all(len(t) == same or not t[same].isalnum() for t in (a, b)):
        return same
    return max((i for i, c in enumerate(a[:same]) if c.isspace()), default=-1) + 1


def split_pages(raw: str) -> tuple[Page, ...]:
    """The pages of a plain text: at form feeds, else at printed page marks, else one. They cover it without gaps."""
    marks = page_marks(raw)
    if "\f" in raw.strip():
        return tuple(_numbered(raw, _form_feeds(raw), marks))
    if not marks:
        return (Page(1, 0, raw),)
    heads = margins(raw, marks)
    if leads(raw, marks):
        cuts = [0, *(start for start, _ in heads[1:])]
        first = marks[0].number
        numbers = [m.number for m in marks]
        if first > 1 and marks[0].start > _MARGIN * 3:
            cuts, numbers = [0, *(start for start, _ in heads)], [first - 1, *numbers]
    else:
        cuts = [0, *(end for _, end in heads[:-1])]
        numbers = [m.number for m in marks]
        last = marks[-1]
        if raw[heads[-1][1] :].strip() and (last.total is None or last.number < last.total):
            cuts, numbers = [*cuts, heads[-1][1]], [*numbers, last.number + 1]
    return tuple(Page(n, a, raw[a:b]) for n, a, b in zip(numbers, cuts, [*cuts[1:], len(raw)], strict=True))


def _form_feeds(raw: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer("\f", raw) if m.end() < len(raw))]


def _numbered(raw: str, cuts: Sequence[int], marks: Sequence[PageMark]) -> Iterator[Page]:
    """Pages that begin at `cuts`; each has the number that is printed on it, else one more than the page before."""
    number = 0
    for a, b in zip(cuts, [*cuts[1:], len(raw)], strict=True):
        printed = next((m.number for m in marks if a <= m.start < b and m.number > number), None)
        number = printed or number + 1
        yield Page(number, a, raw[a:b])
