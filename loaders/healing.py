"""Owns healing: raw text -> clean text with a map back to raw. It must not know what the text says.

Healing only drops characters and folds widths: each clean code point is the compatibility form of the raw one that it came from. What is
dropped: running heads and feet, template tags, invisible characters, the second half of doubled bold, Markdown's and LaTeX's marks, and
spaces inside words (`loaders.splits`).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.claim import Document, Page, Span
from loaders.mirrors import piece_numbers, split_days, words_twice
from loaders.pages import margins, page_marks
from loaders.splits import split_spaces, wrapped_lines


@dataclass(frozen=True)
class Healed:
    """A document and its clean text. `origins[i]` is the raw offset of clean code point i; ascending. `dropped` are the raw ranges that
    are not in the clean text, in any order; they may overlap."""

    document: Document
    text: str
    origins: Sequence[int]
    dropped: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> Span:
        """The raw span that the clean text [start, end) came from; what healing dropped in between is inside."""
        return self.document.span(self.origins[start], self.origins[end - 1] + 1)

    def clean_offset(self, raw: int) -> int:
        """The clean offset at or behind a raw offset."""
        return bisect_right(self.origins, raw - 1)


def heal(document: Document) -> Healed:
    """The document with its noise taken out."""
    raw = document.raw
    noise = _noise(document)
    text, origins = _without(raw.translate(_FOLDED), range(len(raw)), noise)
    text, origins = _expanded(text, origins)
    dropped = list(noise)
    for find in (piece_numbers, words_twice, split_days, wrapped_lines, split_spaces):
        ranges = find(text)
        dropped += [(origins[start], origins[end - 1] + 1) for start, end in ranges]
        text, origins = _without(text, origins, ranges)
    return Healed(document, text, origins, dropped)


def _folds() -> dict[int, str]:
    """The one-to-one compatibility forms that are noise in a report: full width, odd spaces, radicals, mathematical letters.

    Circled and bracketed numbers stay: they number lists.
    """
    ranges = ((0xA0, 0xA1), (0x2000, 0x200B), (0x202F, 0x2030), (0x205F, 0x2060), (0x2E80, 0x2FE0), (0x3000, 0x3001), (0xF900, 0xFB00),
              (0xFF01, 0xFF5F), (0xFFE0, 0xFFE7), (0x1D400, 0x1D800), (0x2F800, 0x2FA20))  # fmt: skip
    forms = {code: unicodedata.normalize("NFKC", chr(code)) for low, high in ranges for code in range(low, high)}
    return {code: form for code, form in forms.items() if len(form) == 1 and form != chr(code)}


_FOLDED = _folds()
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\r](?:(?<!\r)|(?=\n))")
_TEMPLATE_TAG = re.compile(r"\[\s?T\s?a\s?b\s?l\s?e\s?[_ ]\s?[A-Za-z_ ]{1,30}\d{0,2}\s?\][ \t]?|\{\{[A-Za-z_]{2,30}\}\}[ \t]?")
_DOUBLED = re.compile(r"(.)\1(?<=[^\W\d_])[ ]?(?:([^\W\d_])\2[ ]?){4,}")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,200}?)(?<=\S)\*\*|_(?<!\w_)_(?=\S)([^_\n]{1,200}?)(?<=\S)__(?!\w)")
_FORMULA = re.compile(r"\$[ ]?(?=[^$\n]{0,79}[\\^{])([^$\n]{1,80}?)[ ]?\$(?!\d)|\$[ ]?([\d., ]{1,12}%?)[ ]?\$(?!\d)")
_FORMULA_MARKS = re.compile(r"\\(?=[%$&#_])|\\(?:mathrm|mathbf|text|rm|bf|mathsf|textbf)(?![a-z])\s?|[{}]|(?<=[\d.]) (?=[\d.%\\])")
_ESCAPED = re.compile(r"\\(?=[~*_#>%])")  # as Markdown escapes what it would take for a mark: "2\\~8"
_FOOT = re.compile(
    r"^[ \t]*(?:请(?:务必|仔细|认真)\S{0,4}阅读[^\n]{0,60}|敬请(?:参阅|关注)[^\n]{0,60}|Please (?:see|read|refer to)[^\n]{0,120}disclos[^\n]{0,80})$",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*\n?")


def _noise(document: Document) -> list[tuple[int, int]]:
    """The raw ranges that carry nothing, in any order; they may overlap."""
    raw = document.raw
    ranges = [m.span() for pattern in (_INVISIBLE, _TEMPLATE_TAG, _ESCAPED, _FOOT) for m in pattern.finditer(raw)]
    ranges += [_between_words(raw, start, end) for start, end in margins(raw, page_marks(raw))]
    if len(document.pages) > 1:
        ranges += _repeated_lines(document.pages)
    for match in _DOUBLED.finditer(raw):
        if len(set(match[0])) > 4:
            ranges += [(i + 1, i + 2) for i in _pairs(match)]
    for match in _BOLD.finditer(raw):
        ranges += [(match.start(), match.start() + 2), (match.end() - 2, match.end())]
    for match in _FORMULA.finditer(raw):
        ranges += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
        ranges += [m.span() for m in _FORMULA_MARKS.finditer(raw, match.start(), match.end())]
    return ranges


def _between_words(raw: str, start: int, end: int) -> tuple[int, int]:
    """A running head's range with the white space on one of its sides: what stood before and behind it stays apart."""
    while start < end and raw[start].isspace():
        start += 1
    return start, end + (raw[end : end + 1] == " ")


def _pairs(match: re.Match[str]) -> Iterator[int]:
    at = match.start()
    while at + 1 < match.end():
        if match.string[at] == match.string[at + 1]:
            yield at
            at += 2
        else:
            at += 1


def _repeated_lines(pages: Sequence[Page]) -> list[tuple[int, int]]:
    """First and last lines that most pages share once their numbers are masked: running heads and feet of a PDF."""
    margins_: list[list[tuple[str, int, int]]] = []
    for page in pages:
        lines = [(re.sub(r"\d+", "0", m[0].strip()), page.start + m.start(), page.start + m.end()) for m in _LINE.finditer(page.text) if m[0].strip()]
        margins_.append(lines if len(lines) <= 6 else lines[:3] + lines[-3:])
    seen = Counter(masked for lines in margins_ for masked in {line[0] for line in lines})
    enough = max(2, (len(pages) + 1) // 2)
    return [(start, end) for lines in margins_ for masked, start, end in lines if seen[masked] >= enough and (len(pages) > 2 or "0" in masked)]


def _without(text: str, origins: Sequence[int], ranges: list[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """`text` and its origins less the ranges."""
    if not ranges:
        return text, origins
    pieces, kept, at = [], array("L"), 0
    for start, end in sorted(ranges):
        if start > at:
            pieces.append(text[at:start])
            kept.extend(origins[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    kept.extend(origins[at:])
    return "".join(pieces), kept


def _expanded(text: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Ligatures as their letters, each of which comes from the one raw character."""
    if not _LIGATURE.search(text):
        return text, origins
    pieces, mapped, at = [], array("L"), 0
    for match in _LIGATURE.finditer(text):
        letters = unicodedata.normalize("NFKC", match[0])
        pieces += [text[at : match.start()], letters]
        mapped.extend(origins[at : match.start()])
        mapped.extend([origins[match.start()]] * len(letters))
        at = match.end()
    mapped.extend(origins[at:])
    return "".join([*pieces, text[at:]]), mapped
