"""Owns finding what sites that show a PDF's text add to it: bold words that stand twice, and the numbers of the pieces that it is cut into.

It must not know what the text says. Both are looked for only where a text's beginning shows them, as ordinary prose has its own repeated
words and numbered lists.
"""

from __future__ import annotations

import re

Gap = tuple[int, int]

_CJK = r"\u3400-\u9fff"
_BEGINNING = 4000  # characters in which a text that has them shows them
_SHOWN = 4  # different words twice: ordinary prose has one or two, such as 研究研究
_SHORT_TWICE = re.compile(rf"([{_CJK}]{{2,6}}?)\1(?![{_CJK}]\1)")
_TWICE = re.compile(rf"([{_CJK},、:][^\s]{{1,60}}?)\1|(\([{_CJK}%]{{1,8}}\))\2|(?<=\d )([年月日])\3(?=[ \d(]|\s|$)")
_DAY = re.compile(r"20\d\d(?=[ -]{1,3}\d[\d -]{0,3}[- ] ?\d) ?- ?[01] ?\d ?- ?[0-3] ?\d(?![\d.%])")
_LETTER_TWICE = re.compile(rf"([{_CJK}])\1(?!\1)")
_FILE = re.compile(r"\(\d{1,4} ?[页頁](?:珍藏版)?\)(?:\.pdf)?|\.(?:pdf|docx?|pptx?)(?=\(\d{1,4} ?[页頁])|[由経](?:会员|會員)分享", re.IGNORECASE)
_FIRST_PIECE = re.compile(r"(?:^[ \t]*|(?<=。)[ \t]{1,4})1、[ \t]*", re.MULTILINE)
_AT_ONCE = re.compile(r"\s*1、[ \t]*")  # with no name of a file before it
_SENTENCE_ENDS = "。!?;;:.…"
_LINE_PIECE, _INNER_PIECE = re.compile(r"(?<=\n)[ \t]{0,8}(\d{1,4})、"), re.compile(r"(?<=[^\W_])(?<!\d)(\d{1,4})、")
_PIECE_LENGTH = 120  # characters that a piece has at least, where its number stands amid a line as that of a model may


def split_days(text: str) -> list[Gap]:
    """The spaces inside of days that are glued to the title before them: "…某某增长2023-06-1 4"."""
    days = (match for match in _DAY.finditer(text) if text[match.start() - 1 : match.start()] >= "\u3400")
    return [(match.start() + at, match.start() + at + 1) for match in days for at, char in enumerate(match[0]) if char == " "]


def words_twice(text: str) -> list[Gap]:
    """The second of each two equal words, headings or dates that stand side by side ("华泰研究华泰研究"), where a text prints its bold so."""
    shown = {match[1] for match in _SHORT_TWICE.finditer(text, 0, _BEGINNING) if match[1][0] != match[1][1]}
    if len(shown) < _SHOWN:
        return []
    found = [match.span() for match in _TWICE.finditer(text)]
    starts, ends = {start for start, _ in found}, {end for _, end in found}
    # A letter stands twice as a bold word of its own only beside others: elsewhere it is a word like 天天.
    letters = []
    for match in _LETTER_TWICE.finditer(text):
        if match.start() in ends or match.end() in starts:
            letters.append(match.span())
            ends.add(match.end())
    return sorted((end - (end - start) // 2, end) for start, end in [*found, *letters])


def piece_numbers(text: str) -> list[Gap]:
    """The numbers 1、 2、 3、 … of the pieces of a PDF's text, with the line ends before them: they may stand amid a word."""
    file = _FILE.search(text, 0, _BEGINNING)
    first = _FIRST_PIECE.search(text, file.end()) if file else None
    if first is None:
        return _amid_sentences(text)
    return _pieces(text, first, _LINE_PIECE, 0) or _pieces(text, first, _INNER_PIECE, _PIECE_LENGTH) or [first.span()]


def _amid_sentences(text: str) -> list[Gap]:
    """The numbers of a text that begins with the first of them and is cut by the second amid a sentence, as no list is."""
    first = _AT_ONCE.match(text)
    found = _pieces(text, first, _LINE_PIECE, _PIECE_LENGTH) if first else []
    return found if found and text[found[1][0] - 1] not in _SENTENCE_ENDS else []


def _pieces(text: str, first: re.Match[str], pattern: re.Pattern[str], least: int) -> list[Gap]:
    """The first number and those that follow it by one, each with the white space before it; none where there is no second."""
    found = [first.span()]
    for mark in pattern.finditer(text, first.end()):
        if int(mark[1]) == len(found) + 1 and mark.start() >= found[-1][1] + least:
            before = text[found[-1][1] : mark.start()]
            found.append((mark.start() - len(before) + len(before.rstrip()), mark.end()))
    return found if len(found) > 1 else []
