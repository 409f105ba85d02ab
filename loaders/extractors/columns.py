"""Owns what the headings of tables mean (loaders/data/tables.toml): heading text -> slots. It must not read rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from loaders.extractors.entries import data
from loaders.extractors.tiers import is_tier
from loaders.patterns import any_case, traditional


class Slot(StrEnum):
    """What a column holds."""

    MODEL = "MODEL"
    PRODUCT = "PRODUCT"
    PLAN = "PLAN"
    DEVELOPER = "DEVELOPER"
    RELEASED = "RELEASED"
    CLIP = "CLIP"
    FRAME_RATE = "FRAME_RATE"
    RESOLUTION = "RESOLUTION"
    CONTEXT = "CONTEXT"
    PARAMETERS = "PARAMETERS"
    PRICE = "PRICE"
    CREDITS = "CREDITS"
    SEATS = "SEATS"
    AVAILABILITY = "AVAILABILITY"
    INDEX = "INDEX"
    SECURITY = "SECURITY"
    TICKER = "TICKER"
    RATING = "RATING"
    TARGET = "TARGET"
    NUMBER = "NUMBER"
    TERMS = "TERMS"
    TEXT = "TEXT"


NAMING = frozenset({Slot.MODEL, Slot.PLAN, Slot.PRODUCT, Slot.DEVELOPER, Slot.INDEX, Slot.SECURITY, Slot.TICKER})


_UNIT = re.compile(r"[(]\s*(秒|分钟|s|sec|secs|seconds?|min|minutes?|fps|帧/秒|帧|p|px|K tokens|tokens?|K|M|B|亿|万亿|万)\s*[)]", re.IGNORECASE)
_MAXIMUM = re.compile(r"最[长大高多]|上限|\bmax", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its slot and its heading as printed, which may hold a unit ("视频时长(秒)", "$/mo")."""

    slot: Slot
    heading: str

    @property
    def unit(self) -> str:
        """The unit that the heading gives in brackets or behind a slash, as printed; empty if it gives none."""
        match = _UNIT.search(self.heading)
        return (match[1] or "").strip() if match else ""

    @property
    def at_most(self) -> bool:
        """Whether the heading says that its values are upper bounds."""
        return bool(_MAXIMUM.search(self.heading))


_GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z$])|(?<=[a-z])(?=[一-龥])|(?<=[一-龥])(?=[A-Z$])")
_BOTH = re.compile(r"\**([一-龥]+)[\s/|(]*([A-Za-z][A-Za-z ./-]*)\)?\**")
_QUALIFIED = re.compile(  # "Entry pricing", "Best use case": words before a heading that leave what it means
    r"^[ *]*(?:(?:Entry(?:[ -]level)?|Starting|Native|Best|Typical|Supported|Official|Main|Key|Top|Overall|Built-in|Approx\.?|Current|Primary"
    r"|Plan|Tier|Package|Subscription|Membership) )(?=[A-Za-z])",
    re.IGNORECASE,
)
_QUALIFIED_ZH = re.compile(r"^(?:(?:最[高大长長]|[单單]次|[单單]段|支持|输出|輸出|视频|生成)的?)+(?=[一-龥]{2})")
_OF_NAME = re.compile(r"\**(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*)?) (?:Plans?|Tiers?|Subscriptions?|Memberships?)\**")  # "Acme Plan"
# Headings that are made of everyday words, one of which says what the column holds: "Monthly subscription cost", "Max single clip duration".
_WORDED = tuple(
    (slot, re.compile(rf"(?=.*\b(?:{telling})\b)(?:(?:{telling}|{others})(?:[ /-]+|$))+"))
    for slot, telling, others in (
        (
            Slot.PRICE,
            "price|pricing|cost|fee|rate",
            "monthly|annual|annually|yearly|subscription|membership|plan|tier|per|a|each|month|mo|year|yr|user|seat|editor|billed|billing|paid|usd|us|list|"
            "base|regular|standard|starting|entry|current|approximate|effective|equivalent|when|if|by|from",
        ),
        (
            Slot.CREDITS,
            "credits?|points",
            "monthly|daily|included|generation|ai|video|fast|total|per|a|each|every|month|mo|day|allowance|quota|allotment|limit|amount|number|of|refill|grant",
        ),
        (
            Slot.CLIP,
            "lengths?|durations?",
            "max|max\\.|maximum|longest|video|clip|output|shot|single|generation|native|supported|available|per|a|each|base|typical|in|seconds|secs|s|default|possible|scene|of",
        ),
        (Slot.FRAME_RATE, "frame rates?|framerates?|fps", "max|maximum|output|video|native|supported|default"),
        (Slot.RELEASED, "released?|launch(?:ed)?|debut", "date|day|month|year|initial|first|public|official|model|version|of|general|original|on|in"),
    )
)
_AMOUNT = re.compile(r"[$¥€£]\s?\d")
_ENDS_CLAUSE = re.compile(r"[,,。;;::、!?\d]")
_BEGINS_ANEW = re.compile(r"[A-Z$¥€£\u3400-\u9fff]")
_LONGEST_HEADING, _LONGEST_LINE, _LONGEST_WORD = 40, 300, 10
_RATE = re.compile(
    r"(?:(?:US|HK)?[$¥€£]|USD|RMB|CNY|credits?|美元|元|积分|点)\s?(?:/|per |每)\s?"
    r"(?:s|secs?|seconds?|min|minutes?|videos?|clips?|images?|calls?|(?:1?[KM] |千)?tokens?|秒|分钟|条|张|次)(?![A-Za-z])",
    re.IGNORECASE,
)  # what one second or one clip costs is no plan's price
_FEWEST = 3
_NAMED_PLAN = r"[A-Z][A-Za-z0-9.]{1,14} (?:Plan|Tier|Subscription|Membership)(?=[A-Z$])"
_BRACKETS = r"(?:\s?\([^()\n]{1,24}\))?"


@cache
def _slots() -> dict[str, Slot]:
    return {_key(form): Slot(item["slot"]) for item in data("tables")["columns"] for name in item["names"] for form in (name, traditional(name))}


@cache
def _heading(*, begins_word: bool = False) -> re.Pattern[str]:
    """A known heading, the longest that stands there, with what is in brackets behind it."""
    names = [form for item in data("tables")["columns"] for name in item["names"] for form in (name, traditional(name))]
    first = "".join(sorted({re.escape(char) for name in names for char in (name[0].lower(), name[0].upper())}))
    start = "(?<![A-Za-z0-9一-龥])" if begins_word else ""
    return re.compile(rf"{start}(?=[{first}]){any_case(names)}{_BRACKETS}(?![A-Za-z0-9])")


@cache
def _beginnings() -> re.Pattern[str]:
    first = (form.split()[0] for item in data("tables")["columns"] for name in item["names"] for form in (name, traditional(name)))
    return re.compile(rf"[\s*:]*(?:{any_case(first)}|{_NAMED_PLAN})")


def _key(text: str) -> str:
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", text) if text.rstrip().endswith(")") else text
    return bare.strip(" *:").casefold()


def column(text: str) -> Column:
    """The column that a heading's text names; a heading that is not known is a NUMBER if it is what a unit costs, else TEXT."""
    plain = " ".join(text.split())
    return Column(_slot(plain) or (Slot.NUMBER if _RATE.match(plain) else Slot.TEXT), plain)


def is_known(text: str) -> bool:
    """Whether a heading is known."""
    return _slot(" ".join(text.split())) is not None


@lru_cache(maxsize=4096)
def _slot(plain: str) -> Slot | None:
    """The slot of a heading, which may be printed in both languages: "时长 Length"."""
    slots = _slots()
    plain = plain if plain.casefold().strip(" *:") in slots else _QUALIFIED_ZH.sub("", _QUALIFIED.sub("", plain))
    both = _BOTH.fullmatch(plain)
    named = _OF_NAME.fullmatch(plain)
    told = plain.casefold().strip(" *:")
    for slot, words in _WORDED if told not in slots and plain.isascii() and " " in told else ():
        if words.fullmatch(re.sub(r"\s*\([^()]*\)$", "", told)):
            return slot
    if named and plain.casefold().strip(" *:") not in slots and not is_tier(named["name"]):
        return Slot.PLAN
    return next((slots[key] for key in (plain.casefold().strip(" *:"), _key(plain), *(map(_key, both.groups()) if both else ())) if key in slots), None)


@cache
def _naming_heading() -> re.Pattern[str]:
    """The first letter of a heading that names rows and begins a word, with white space behind it: the engine skips from letter to letter."""
    items = (item for item in data("tables")["columns"] if Slot(item["slot"]) in NAMING)
    names = [form for item in items for name in item["names"] for form in (name, traditional(name))]
    first = "".join(sorted({re.escape(char) for name in names for char in (name[0].lower(), name[0].upper())}))
    return re.compile(rf"[{first}](?<![A-Za-z0-9一-龥].)(?<=(?={any_case(names)}{_BRACKETS}\s).)")


def _name_once(columns: Sequence[Column]) -> bool:
    """Whether no two columns name the same kind of thing: "Subscription tiers" is no line of headings."""
    naming = [c.slot for c in columns if c.slot in NAMING]
    return len(set(naming)) == len(naming)


def headings_in(text: str) -> Iterator[tuple[int, int, list[Column]]]:
    """Runs of at least three known headings, the first of them naming rows, with white space between: (start, end, columns)."""
    heading = _heading(begins_word=True)
    position = 0
    while begin := _naming_heading().search(text, position):
        position = begin.end()
        match = heading.match(text, begin.start())
        if match is None:
            continue
        run = [match]
        while following := heading.match(text, _skip(text, run[-1].end())):
            if following.start() == run[-1].end():
                break
            run.append(following)
        position = run[-1].end()
        start, columns = _without_caption(text, [m.span() for m in run])
        if len(columns) >= _FEWEST and columns[0].slot in NAMING and not text[position : position + 1].isalnum():
            yield start, position, columns


def _without_caption(text: str, run: Sequence[tuple[int, int]]) -> tuple[int, list[Column]]:
    """Where the headings of a run begin, and they: "subscription (US$)" or "会员价格" before the one that names the rows ends a caption."""
    columns = [column(text[a:b]) for a, b in run]
    named = columns[0].slot in NAMING
    again = (i for i in range(len(columns) - 1, 0, -1) if columns[i].slot in NAMING and not (named and _name_once(columns[: i + 1])))
    first = next(again, 0)
    return run[first][0], columns[first:]


def glued_headings_in(text: str) -> Iterator[tuple[int, int, list[Column]]]:
    """Runs of at least three known headings with nothing between, which the cells follow at once: (start, end, columns)."""
    for match in sorted((m for run in _glued_runs() for m in run.finditer(text)), key=lambda m: m.start()):
        cut = _cut_glued(text, match.start(), match.end())
        start, columns = _without_caption(text, cut) if cut else (0, [])
        if len(columns) >= _FEWEST and columns[0].slot in NAMING:
            yield start, cut[-1][1], columns


@cache
def _glued_runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A heading that names rows of plans or models, with more headings right behind, in Chinese and in Latin letters, which begin with a capital.
    Two patterns, as the engine skips to where one may begin only if all its alternatives begin with a letter.
    """
    items = data("tables")["columns"]
    naming = [form for item in items if Slot(item["slot"]) in NAMING for name in item["names"] if not name.isascii() for form in (name, traditional(name))]
    every = [form for item in items for name in item["names"] if not name.isascii() for form in (name, traditional(name))]
    chinese = rf"{any_case(naming)}(?:{any_case(every)}{_BRACKETS}){{2,9}}"
    plans = "|".join(re.escape(name) for item in items if Slot(item["slot"]) is Slot.PLAN for name in item["names"] if name.isascii())
    return re.compile(chinese), re.compile(rf"(?:{plans})(?=[A-Z$])(?:{_latin()}){{2,9}}")


@cache
def _latin() -> str:
    """The known Latin headings, as they are printed, the longest first."""
    names = {name for item in data("tables")["columns"] for name in item["names"] if name.isascii() and not name[0].islower()}
    names |= {" ".join(word[0].upper() + word[1:] for word in name.split(" ")) for name in names}  # "Max Clip Length"
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return rf"(?:Entry|Starting|Native|Best) (?:{known})|{known}"


def _cut_glued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while start < end:
        match = _heading_glued().match(text, start, end)
        if match is None:
            return []
        found.append(match.span())
        start = match.end()
    return found


@cache
def _heading_glued() -> re.Pattern[str]:
    names = [form for item in data("tables")["columns"] for name in item["names"] if not name.isascii() for form in (name, traditional(name))]
    return re.compile(rf"{any_case(names)}{_BRACKETS}|(?:{_latin()})(?: \([a-z][^()\n]{{1,24}}\))?")


def glued_heading(text: str, start: int, end: int) -> int | None:
    """Where the known heading ends that a line begins with and that its first cell follows at once."""
    match = _heading_glued().match(text, start, end)
    return match.end() if match and match.end() < end and not text[match.end()].isspace() and not text[match.end()].islower() else None


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def heading_lines(text: str) -> Iterator[tuple[int, int, list[Column]]]:
    """The lines of headings of a text, glued together or apart: (start, end, columns). Only lines that begin as such a line may are looked at."""
    for start in (0, *(match.start() + 1 for match in _line_begins().finditer(text))):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        columns = headings_of(text[start:end])
        if columns is not None:
            yield start, end, columns


@cache
def _line_begins() -> re.Pattern[str]:
    first = (form.split()[0] for item in data("tables")["columns"] for name in item["names"] for form in (name, traditional(name)))
    return re.compile(rf"\n[ \t*:]*(?:{any_case(first)}|{_NAMED_PLAN})")


@cache
def lone_heading() -> re.Pattern[str]:
    """A line that is nothing but a heading of what rows are called."""
    items = (item for item in data("tables")["columns"] if Slot(item["slot"]) in NAMING)
    return re.compile(rf"\n[ \t]*{any_case(form for item in items for name in item['names'] for form in (name, traditional(name)))}[ \t]*(?=\n)")


def headings_of(line: str) -> list[Column] | None:
    """The columns of a line of headings, glued together or apart; None if it is not such a line."""
    if not _beginnings().match(line):
        return None
    return _heading_line(line) or _headings_of_line(line) or _words_of_line(line)


def _words_of_line(line: str) -> list[Column] | None:
    """The columns of a line of short Chinese words with white space between, most of which are known headings; None if it is not such a line."""
    pieces = line.split() if len(line) <= _LONGEST_LINE and not line.isascii() and not _ENDS_CLAUSE.search(line) else []
    columns = [column(piece) for piece in pieces if len(piece) <= _LONGEST_WORD]
    known = sum(is_known(c.heading) for c in columns)
    if _FEWEST <= len(pieces) == len(columns) < known * 2 and known >= _FEWEST and columns[0].slot in NAMING and _name_once(columns):
        return columns
    return None


def _headings_of_line(line: str) -> list[Column] | None:
    """The columns of a line that is nothing but known headings with white space between; None if it is not."""
    if not _heading(begins_word=True).match(line, _skip(line, 0)):
        return None
    run = next(headings_in(line), None)
    return run[2] if run and not line[run[1] :].strip() else None


def _heading_line(line: str) -> list[Column] | None:
    """The columns of a line whose headings are glued together ("Plan$/moCredits/mo"); None if it is not such a line.

    Known headings are cut out first; what is left between them is a heading of its own. With an amount of money the first row stands in it.
    """
    if _AMOUNT.search(line):
        return None
    pieces = [part for piece in _GLUED.split(line.strip()) if piece.strip() for part in _parted(piece)]
    columns = [column(piece) for piece in pieces] if len(pieces) > 1 else _cut(line.strip())
    known = sum(c.slot is not Slot.TEXT or is_known(c.heading) for c in columns)
    if len(columns) >= 2 and known >= 2 and columns[0].slot in NAMING and _name_once(columns):
        return columns
    return None


def _parted(piece: str) -> Iterator[str]:
    """The Latin headings of a piece that small letters before capitals do not part: a known one goes before what begins anew ("FPSWeights")."""
    start = 0
    while start < len(piece) <= _LONGEST_LINE and not is_known(piece[start:]):
        window = piece[start : start + _LONGEST_HEADING]
        begins = (n for n in range(len(window) - 1, 1, -1) if _BEGINS_ANEW.match(window, n) or _small_heading().match(window, n))
        ends = (n for n in begins if window[:n].isascii() and is_known(window[:n]))
        length = next(ends, None)
        if length is None:
            break
        yield piece[start : start + length]
        start += length
    yield piece[start:]


@cache
def _small_heading() -> re.Pattern[str]:
    """A known heading in capitals as it may be printed in small letters and glued to the one before: "resolutionfps"."""
    names = {name.lower() for item in data("tables")["columns"] for name in item["names"] if name.isascii() and name.isupper()}
    return re.compile(rf"(?<!\s)(?:{'|'.join(re.escape(name) for name in sorted(names))})(?![a-z])")


def _cut(line: str) -> list[Column]:
    """A line of Chinese headings without spaces, if it is wholly made of known ones."""
    columns, position = [], 0
    while position < len(line):
        match = _heading().match(line, _skip(line, position))
        if match is None:
            return []
        columns.append(column(match[0]))
        position = match.end()
    return columns
