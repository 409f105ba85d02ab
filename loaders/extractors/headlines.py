"""Owns finding the headlines of its other pages that a news site puts into a text; it must not say what they are to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extractors.gazetteer import gazetteer
from loaders.patterns import any_script

Range = tuple[int, int]

# A share with its price, put behind a headline without a gap: "某某(09998.HK)  +0.100 (+0.152%)".
_QUOTE = r"[(]\d{4,6}\.(?:HK|US|SH|SZ)[)]\s{0,3}[+-]?\d"
_LABEL = any_script("相关(?:内容|新闻|资讯)")
# "相關內容《大行》某行:…": the column in brackets, then the headline up to the line's end, the next of the kind, or a share.
_HEADLINE = re.compile(rf"{_LABEL}\s?[::]?\s?(?P<headline>《[\u3400-\u9fff]{{2,8}}》[^\n《》]{{6,160}}?)(?=\s*{_LABEL}|[ \t]*(?:\n|$)|(?P<quote>{_QUOTE}))")
_NAME = re.compile(r"[\u3400-\u9fff](?:-[A-Z]{1,3})?$")
_USUAL, _LONGEST = 4, 12  # letters of a share's name where it is not known, of the longest that is


def headlines(text: str) -> Iterator[tuple[Range, Range]]:
    """The range of each label with that of the headline behind it."""
    for match in _HEADLINE.finditer(text):
        start, end = match.span("headline")
        yield (match.start(), start), (start, _before_name(text, start, end) if match["quote"] else end)


def _before_name(text: str, start: int, end: int) -> int:
    """Where a headline ends that the name of a share stands right behind, up to `end`."""
    first = max(start, end - _LONGEST)
    known = [first + found.start for found in gazetteer().find(text[first:end]) if first + found.end == end]
    suffix = _NAME.search(text, first, end)
    return min(known) if known else (suffix.start() + 1 - _USUAL if suffix else end)
