"""Owns the view of a text in which wrapped lines run on: the same offsets, with a space for each line end inside a paragraph.

It must not join the lines of tables, lists and headings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extractors.columns import heading_lines

_SOFT = re.compile(r"(?<=[A-Za-z0-9,;)%'’\"-])\n(?=[A-Za-z0-9$(“\"'])")
_NO_PROSE = re.compile(r"\t|\||  |<")
_LIST = re.compile(r"(?:\d{1,2}[.)]|[-*•])\s|[A-Z][A-Za-z ]{0,20}:")
_BLANK = re.compile(r"\n[ \t]*\n|\n(?=(?:资料|数据)来源|Source)")
_LONG, _LONGER = 40, 60
_LONGEST_TABLE = 4000


@lru_cache(maxsize=16)
def prose(text: str) -> str:
    """`text` with a space for each line end that only a page's width put there."""
    parts, last = [], 0
    tables = iter(_tables(text))
    table = next(tables, None)
    for match in _SOFT.finditer(text):
        offset = match.start()
        while table is not None and table[1] <= offset:
            table = next(tables, None)
        if table is not None and table[0] <= offset:
            continue
        line = text[text.rfind("\n", 0, offset) + 1 : offset]
        goes_on = text[offset + 1].islower() or text[offset + 1] == "("
        if len(line) >= (_LONG if goes_on else _LONGER) and not _NO_PROSE.search(line) and not _LIST.match(text, offset + 1):
            parts += [text[last:offset], " "]
            last = offset + 1
    return "".join([*parts, text[last:]])


def _tables(text: str) -> list[tuple[int, int]]:
    """From each line of headings to the next blank line, or as far as a table may go."""
    found: list[tuple[int, int]] = []
    for start, end, _ in heading_lines(text):
        if not found or start >= found[-1][1]:
            limit = end + _LONGEST_TABLE
            blank = _BLANK.search(text, end, limit)
            found.append((start, blank.start() if blank else min(limit, len(text))))
    return found
