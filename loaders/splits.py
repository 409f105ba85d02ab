"""Owns finding spaces that extraction put inside words. It must never find one that parts two words.

A Latin word is joined only with evidence: the joined word stands elsewhere in the same text, or is part of a known name, and not all of its
pieces are words themselves. Chinese is joined where most characters of a stretch stand alone, or where the document
writes the same characters together elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

Gap = tuple[int, int]

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[A-Za-z]+")
_PIECES = re.compile(r"[A-Za-z](?<![A-Za-z].)[A-Za-z]*+(?: [A-Za-z]++)+")
_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)) + bytes([ord(" ")]) * 128
_TOKEN = re.compile(r"[^ \t\n]+")
_CJK = r"\u3400-\u9fff"
_HAN = re.compile(f"[{_CJK}]")
_JOINT = re.compile(f"[{_CJK}] (?=[{_CJK}])")
_DAY = re.compile(r"(?<![A-Za-z\d.])(?:2 0\d\d|20 \d\d|20\d \d)(?P<s>[-./])\d{1,2}(?P=s)\d{1,2}(?!\d)")
_PARAGRAPH = 40  # columns that a line of a paragraph has at least; shorter ones are headings, cells and boxes
_LONGEST = 6  # pieces that one word may be in
_COMMON_WORDS = (
    "a about above after again all also am an and any are as at back be been before being below best better big both but buy by call can case chip code "
    "come cost could cut data day deal did do does down drive each end even ever every face far fast few find first for free from full gen get give go "
    "good got great had half hand hard has have he head help her here high him his home how i if image in into is it its just keep key know large last "
    "less let like line list long look lot low main make man many market may me mid might more most much must my name near need net new next no non not "
    "now of off old on once one only open or other our out over own page part past pay per place plan play point pre price pro put rate read real red "
    "report right risk room run said same saw say see sell set she short show side site so some sound space start state still stock stop store such sun "
    "take team tech term test text than that the their them then there these they thing this those time to today too top turn two under up upon us use "
    "used user version very via video view was way we web week well were what when where which while who why will wind with word work world would year "
    "yet you your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def split_spaces(text: str) -> list[Gap]:
    """The ranges of spaces in `text` that stand inside a word."""
    return [*_latin(text), *_spaced_chinese(text), *_broken_chinese(text), *_broken_years(text)]


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The Latin words of all known names, case folded: evidence that a joined word is one."""
    words: set[str] = set()
    for path in sorted(_DATA.glob("*.toml")):
        for text in _strings(tomllib.loads(path.read_text("utf-8"))):
            words.update(w.casefold() for w in _WORD.findall(text) if len(w) > 3 and w[0].isupper())
    return frozenset(words)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _latin(text: str) -> list[Gap]:
    printed = {word.decode(): count for word, count in Counter(text.encode("ascii", "replace").translate(_LETTERS).split()).items()}
    hardly = {word for word in printed if len(word) == 1 or (len(word) < 6 and word.casefold() not in _COMMON)}  # spares the search in clean prose
    runs = [(run.start(), pieces) for run in _PIECES.finditer(text) for pieces in [run[0].split(" ")] if not hardly.isdisjoint(pieces)]
    if not runs:
        return []
    words: Counter[str] = Counter()
    for word, count in printed.items():
        words[word.casefold()] += count
    begun, known = _beginnings(words), _known_beginnings()
    gaps: list[Gap] = []
    for start, pieces in runs:
        reached = 0
        for at, (one, other) in enumerate(pairwise(" ".join(pieces).casefold().split(" "))):
            if not (one in begun or one in known or len(other) == 1) or at < reached:
                continue
            if (two := one + other) in begun or two in known or two in words or (len(other) == 1 and _letters_follow(pieces[at + 1 : at + 4])):
                size = next((n for n in range(min(_LONGEST, len(pieces) - at), 1, -1) if _one_word(pieces[at : at + n], words)), 1)
                reached = at + size
                gaps += _gaps_before(start, pieces, at + 1, reached)
    return gaps


def _letters_follow(pieces: list[str]) -> bool:
    """Whether a piece may be the first of a word that stands letter by letter, which need not be known."""
    return len(pieces) == 3 and all(len(piece) == 1 for piece in pieces)


def _gaps_before(start: int, pieces: list[str], first: int, stop: int) -> Iterator[Gap]:
    """The spaces before the pieces [first, stop) of a run of words that begins at `start`."""
    for place in range(first, stop):
        gap = start + sum(map(len, pieces[:place])) + place - 1
        yield gap, gap + 1


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """What the words begin with, each less than the whole: a piece that begins none, or does not with the next, need not be looked at."""
    return frozenset(word[:end] for word in words for end in range(1, len(word)))


@lru_cache(maxsize=1)
def _known_beginnings() -> frozenset[str]:
    return _beginnings(known_words()) | known_words()


def _one_word(pieces: list[str], words: Counter[str]) -> bool:
    """Whether the pieces, which stand one space apart, are one word."""
    joined = "".join(pieces)
    if len(pieces) > 3 and all(len(p) == 1 for p in pieces[1:]) and joined[1:].islower():
        return True  # T e s l a: no language writes four letters so
    folded = joined.casefold()
    if folded not in words and folded not in known_words():
        return False  # asked first: nearly all runs of words end here
    if len(joined) < 3 and not (joined.isupper() and words[folded]):
        return False
    if any(_new_word(a, b) for a, b in pairwise(pieces)):
        return False
    stray = [p for p in pieces if not _is_word(p, joined, words)]
    if not stray:
        return False
    if words[folded]:
        return words[folded] > 1 or not any(len(p) > 1 and p.casefold() in _COMMON for p in pieces)
    return folded in known_words() and min(map(len, pieces)) <= 3 and len(stray) * 2 >= len(pieces)


def _new_word(before: str, after: str) -> bool:
    """Whether `after` begins a word by its capitals: Vision Pro, AI PC, Open AI. A lone capital does not: OpenA I."""
    return len(after) > 1 and after[0].isupper() and len(before) > 1


def _is_word(piece: str, joined: str, words: Counter[str]) -> bool:
    """Whether a piece is a word of its own: a common one, or one that the text has more often than the joined word has pieces."""
    folded = piece.casefold()
    if len(piece) == 1:
        return folded in "ai" and not joined.isupper() and not joined[-2:].isupper()
    return folded in _COMMON or (piece.isupper() and len(piece) > 1) or words[folded] > max(1, words[joined.casefold()])


def _spaced_chinese(text: str) -> list[Gap]:
    """The spaces of a stretch in which characters stand alone, as a justified line leaves them."""
    gaps: list[Gap] = []
    for line in re.finditer(r"[^\n]+", text):
        if line[0].isascii() or line[0].count(" ") < 4 or not _JOINT.search(line[0]):
            continue
        tokens = [(m.start() + line.start(), m.end() + line.start(), m[0]) for m in _TOKEN.finditer(line[0])]
        alone = [len(t[2]) == 1 and _HAN.match(t[2]) is not None for t in tokens]
        for i in range(len(tokens) - 1):
            near = alone[max(0, i - 5) : i + 7]
            (_, end, left), (start, _, right) = tokens[i], tokens[i + 1]
            if sum(near) * 4 >= len(near) and len(near) > 3 and start == end + 1 and _meets(left, right):
                gaps.append((end, start))
    return gaps


def _meets(left: str, right: str) -> bool:
    """Whether two pieces of a spaced stretch belong together: a character or a mark on both sides, and neither is a long run of its own."""
    closes, opens = left[-1], right[0]
    chinese = [_HAN.match(c) is not None for c in (closes, opens)]
    if all(chinese):
        return _run(left[::-1]) <= 3 and _run(right) <= 4 and (_run(left[::-1]) < 3 or _run(right) < 3)
    return (chinese[0] and opens in ",，。、;；:：)）!！?？") or (chinese[1] and closes in ",，。、;；:：(（") or (closes in "(（" and right.isascii())


def _run(token: str) -> int:
    match = re.match(f"[{_CJK}]+", token)
    return match.end() if match else 0


def _broken_chinese(text: str) -> list[Gap]:
    """Single spaces inside running Chinese where the text writes the same characters, and one more beside them, together elsewhere."""
    matches = list(re.finditer(f" (?<=[{_CJK}]{{3}} )(?=[{_CJK}]{{3}})", text))
    # A search through the text is quick, but not for each of many gaps in a long one.
    written = text if len(matches) < 64 else {text[i : i + 3] for i in range(len(text) - 2)}
    gaps = []
    for match in matches:
        at = match.start()
        left, right = text[at - 2 : at], text[at + 1 : at + 3]
        if left + right[0] in written or left[1] + right in written:
            gaps.append(match.span())
    return gaps


def _broken_years(text: str) -> list[Gap]:
    """Spaces inside the year of a day: "2 024-09-30"."""
    gaps = (text.index(" ", day.start(), day.end()) for day in _DAY.finditer(text))
    return [(at, at + 1) for at in gaps]


def wrapped_lines(text: str) -> list[Gap]:
    """The line ends inside Chinese paragraphs of a text whose lines are cut at one width, as in most PDFs."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    widths = [_width(text[a:b]) for a, b in lines if b - a > 9 and "...." not in text[a:b]]
    if len(widths) < 8:
        return []
    widest = sorted(widths)[int(len(widths) * 0.9)]
    full = 0.9 * widest
    if widest > 240 or sum(w >= full for w in widths) < max(4, sum(w >= _PARAGRAPH for w in widths) * 0.2):
        return []
    return [
        (end, end + 1)
        for (start, end), (following, _) in pairwise(lines)
        if following == end + 1 and _width(text[start:end]) >= full and _runs_on(text[end - 1], text[following])
    ]


def _width(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_HAN.findall(line))


def _runs_on(before: str, after: str) -> bool:
    return (_HAN.match(before) is not None or before in ",，、") and _HAN.match(after) is not None
