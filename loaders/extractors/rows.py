"""Owns cutting a row without separators into cells ("Standard$15625~78" -> Standard | $15 | 625 | ~78); it must not claim.

A row may be cut in several ways; `consistent` chooses those under which the rows of a table agree, and gives up where they do not say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.extractors import Mention
from loaders.extractors.columns import NAMING, Column, Slot
from loaders.extractors.quantities import number
from loaders.extractors.sentences import beginning, within
from loaders.extractors.terms import GIVEN
from loaders.patterns import any_script

Range = tuple[int, int]

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LENGTH = r"(?:秒钟?|分钟|小时|seconds?|secs?|minutes?|mins?|s|min)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WORDS = r"(?:无(?!限)|不支持|未公布|未披露|暂无|不详|none|n/a|tb[da]|unknown|undisclosed|not supported|not available)"
_BOUND = r"(?:最长|最多|最高|可达|约|up to|max\.?|≤|<|≥|>|~|≈)?\s?"
_PATTERNS: dict[Slot, str] = {
    Slot.RELEASED:(
        rf"(?:19|20)\d\d\s?(?:[QH][1-4]|年\s?(?:[上下]半年|[初中末底]|第?[一二三四1-4]季度))|"
        rf"(?:19|20)\d\d\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)?|(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)|(?:Q[1-4]|H[12]|"
        rf"{_MONTH}(?:\s\d{{1,2}},)?)\s?(?:19|20)\d\d|(?:19|20)\d\d(?!\.\d)|\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"),
    Slot.CLIP: rf"{_BOUND}{_NUM}\s?{_LENGTH}?(?:\s?[-~–/至到]\s?{_NUM})?\s?{_LENGTH}(?:以上|以内|\+)?",
    Slot.FRAME_RATE: rf"{_BOUND}{_NUM}(?:\s?[-~–/]\s?{_NUM})?\s?(?:fps|帧(?:/秒)?)",
    Slot.RESOLUTION: rf"{_BOUND}(?:\d{{3,4}}\s?[×xX*]\s?\d{{3,4}}|[1-9]\d{{2,3}}[pP](?:\s?[-~–/]\s?\d{{3,4}}[pP])?|[248][kK])(?:\s?\([^()\n]{{1,20}}\))?",
    Slot.CONTEXT: rf"{_BOUND}{_NUM}\s?(?:[KkMm]|万|千|百万)?\s?(?:tokens?)?",
    Slot.PARAMETERS: rf"{_BOUND}{_NUM}\s?(?:万亿|亿|[BbMmTt]|billion|trillion)",
    Slot.PRICE: any_script(
        rf"(?:(?-i:US|HK)\$|[$¥€£])\s?{_NUM}(?:\s?(?:/|per |a )\s?(?:月|年|month|mo|year|yr)(?-i:(?![a-z])))?|"
        rf"{_NUM}\s?(?:美元|元|USD|RMB)(?:\s?/\s?(?:月|年))?|"
        r"免费|free|"
        r"contact(?: us| sales)?|talk to (?:us|sales)|custom(?!er|i)|(?:by |on )?(?:quote|request)|联系(?:客服|销售)|定制|面议|询价|商议"),
    Slot.CREDITS: any_script(
        rf"{_NUM}(?:\s?(?:积分|点|credits?(?-i:(?![a-z]))))?(?:\s?(?:/|per |a )\s?(?:月|天|日|month|mo|day)(?-i:(?![a-z]))|"
        rf"[ ](?:daily|monthly)(?:[ ](?:[a-z]{{2,8}}[ ])?credits?)?(?-i:(?![a-z])))?(?:\s?\([^()\n]{{1,20}}\))?|"
        rf"{GIVEN}\s?{_NUM}(?:\s?(?:积分|点|灵感值))?|unlimited(?:\s?\([^()\n]{1,20}\))?|无限|custom|不限"),
    Slot.SEATS: rf"{_NUM}(?:\s?(?:人|个|users?|seats?))?(?:\s?\([^()\n]{{1,24}}\))?|unlimited|无限|不限|custom",
    Slot.NUMBER: rf"[+-]?[~≈]?[$¥€£]?{_NUM}(?:\s?[-~–]\s?{_NUM})?\s?%?|unlimited|custom",
    Slot.TICKER: r"\d{5,6}(?:\.[A-Z]{2})?|[A-Z]{1,5}(?:\.[A-Z]{1,2}| US| HK)",
    Slot.TARGET: rf"(?:US\$|HK\$|[$¥€£])?\s?{_NUM}\s?(?:元|港元|美元)?",
    Slot.RATING:(
        r"买入|增持|持有|中性|减持|卖出|推荐|强烈推荐|谨慎推荐|跑赢行业|优于大市|强于大市|buy|sell|hold|outperform|overweight|neutral|underweight|"
        r"underperform"),
}  # fmt: skip
_COMPILED = {
    slot: re.compile(rf"(?:{pattern}|{_WORDS})(?![A-Za-z])" if slot is Slot.CLIP else rf"(?:{pattern}|{_WORDS})", re.IGNORECASE)
    for slot, pattern in _PATTERNS.items()
}
_BARE = re.compile(rf"{_BOUND}{_NUM}(?:\s?[-~–/]\s?{_NUM})?", re.IGNORECASE)
_NEEDS_NO_UNIT = frozenset({Slot.FRAME_RATE, Slot.PRICE})  # their headings say what they count
_DASH = re.compile(r"(?:[_—–-]{1,3}|/)(?=\s|$|\|)")
_ANY_DASH = re.compile(r"[_—–-]")
_GLUED_DASH = re.compile(r"(?<!\d)[_—–-]|[_—–-](?!\d)")  # between digits it makes a range
_DIGITS = re.compile(r"[^\d]*\d[\d,.]*(?:[-~–]\d[\d,.]*)?")
_WHOLE = re.compile(rf"[^\d]*{_NUM}(?:[-~–]{_NUM})?")
_CUT_APART = frozenset({Slot.PRICE, Slot.CREDITS, Slot.SEATS, Slot.NUMBER, Slot.FRAME_RATE})
_COUNTED = frozenset({*_CUT_APART, Slot.CLIP})
_ENDS = re.compile(rf"({_NUM})\s?[-~–]\s?({_NUM})")
_TOO_LONG = re.compile(r"\D?[\d,.]{41}")  # a run of digits that no row of figures makes
_SLOWEST, _FASTEST = 5, 240  # frames a second
_MONTH_OF_YEAR = re.compile(rf"{_MONTH}(?:\s\d{{1,2}},)?\s?(?:19|20)\d\d")
_TOKEN = re.compile(r"[^\s|]{1,24}(?: [A-Za-z][^\s|]{0,14}){0,2}")
_MISSING, _GUESSED, _CUT_NUMBER, _FREE_TEXT = 3.0, 0.5, 0.3, 0.002
_HALF_CENTS = 0.05  # of a price that would end within its cents: "$9.99200" is $9.99 and 200
_GLUED_END, _SPACED_END = 0.15, 1.0  # of a cell whose end is not where this table's cells end
_IN_BRACKETS = re.compile(r"(?:[-–]\d[\d.,]*)?(?:\s?/\s?(?:mo|month|yr|year))?\s?\([^()\n]{2,24}\)")  # the plan of a price: "$12-35/mo (Standard)"
_IN_NUMBER = re.compile(r"\d[\d.,]*\d")  # where a text would begin inside of a number
_ONE_DECIMAL = re.compile(r"\.\d\Z")
_THIRD_DECIMAL = re.compile(r"\.\d{3}")
_SMALL = re.compile(r"[1-9]\d?(?![\d.,])")
_DIGIT_WORDS = re.compile(r"\d{1,2}[a-z]+ [a-z]")
_MONEY = re.compile(r"[$¥€£]")  # no name holds it
_YES_OR_NO = re.compile(r"yes|no(?!n|t)", re.IGNORECASE)  # glued to what follows: "yesnolow"
_LONGEST_TEXT = 200
_LONGEST_REST = 24
_LONGEST_FIGURE = 14  # of those that run into what follows
_SAME = 1e-6
_FARTHEST = math.log(6)  # times another ratio than the other rows'
MOST_CUTS = 64
_Solved = tuple[float, list[tuple[Range | None, ...]]]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a row: a range for each column, or None where the row has nothing for it."""

    cells: tuple[Range | None, ...]
    cost: float


@dataclass(frozen=True)
class _Row:
    text: str
    end: int
    columns: Sequence[Column]
    names: dict[int, list[Mention]]
    glued: bool


def cuts(text: str, place: Range, columns: Sequence[Column], mentions: Sequence[Mention], *, glued: bool = False) -> list[Cut]:
    """The best ways to cut the row at `place` into cells, all of the same cost; empty if none fits well. `glued`: no space parts the cells."""
    start, end = place
    names: dict[int, list[Mention]] = {}
    for mention in within(mentions, start, end):
        names.setdefault(mention.start, []).append(mention)
    best, found = _solve(_Row(text, end, columns, names, glued), 0, start, {})
    return [Cut(cells, best) for cells in found] if best < _MISSING * max(1.5, len(columns) / 2) else []


def _solve(row: _Row, index: int, position: int, memo: dict[tuple[int, int], _Solved]) -> _Solved:
    """The cheapest ways to cut what is left of a row from column `index` on, and what each costs: dearer ones cannot win later."""
    position = _skip(row.text, position, row.end)
    if index == len(row.columns):
        return (float(row.end - position), [()]) if row.end - position < 4 else (math.inf, [])
    known = memo.get((index, position))
    if known is not None:
        return known
    best = math.inf
    found: list[tuple[Range | None, ...]] = []
    for cell, fitting in _candidates(row, index, position):
        cost = fitting + (_parting(row, row.columns[index].slot, cell[1]) if cell else 0.0)
        if cost > best + _SAME:
            continue
        rest, rests = _solve(row, index + 1, cell[1] if cell else position, memo)
        if cost + rest < best - _SAME:
            best, found = cost + rest, []
        if cost + rest < best + _SAME:
            found.extend((cell, *cells) for cells in rests)
    memo[index, position] = best, found[:MOST_CUTS]
    return memo[index, position]


def _parting(row: _Row, slot: Slot, stop: int) -> float:
    """What it costs that a cell ends at `stop`: where spaces part the cells, inside a word; where nothing does, between a name and its number."""
    if stop >= row.end:
        return 0.0
    spaced = row.text[stop].isspace()
    if row.glued:
        return _SPACED_END if spaced and slot in NAMING and row.text[_skip(row.text, stop, row.end) :][:1].isdigit() else 0.0
    return 0.0 if spaced else _GLUED_END


def _candidates(row: _Row, index: int, position: int) -> Iterator[tuple[Range | None, float]]:
    """What column `index` may hold at `position`, each with its cost."""
    slot = row.columns[index].slot
    if position < row.end:
        dash = _DASH.match(row.text, position, row.end)
        if dash is None and row.glued:
            dash = (_ANY_DASH if slot is Slot.CREDITS else _GLUED_DASH).match(row.text, position, row.end)
        if dash and slot not in NAMING:
            yield (position, dash.end()), 0.0
        if slot in NAMING and slot is not Slot.TICKER:
            yield from _names(row, index, position)
        elif slot in _COMPILED:
            yield from _typed(row, row.columns[index], position)
        if slot in (Slot.TEXT, Slot.PRICE, Slot.AVAILABILITY) and not _IN_NUMBER.match(row.text, max(0, position - 1), row.end):
            fixed = 0.0 if slot is Slot.TEXT or index == len(row.columns) - 1 else _GUESSED
            for stop in _stops(row, index, position):
                yield (position, stop), fixed + _FREE_TEXT * (stop - position)
        elif slot is Slot.TEXT:
            yield from _behind_digits(row, index, position)
    yield None, _MISSING


def _behind_digits(row: _Row, index: int, position: int) -> Iterator[tuple[Range, float]]:
    """What free text may be right behind another cell's digits: a small count ("1,0003"), or words behind a frame rate ("303x as fast")."""
    last = index == len(row.columns) - 1
    count = _SMALL.match(row.text, position, row.end)
    if count and (count.end() == row.end or not last or row.text[count.end()].isspace()):
        yield count.span(), _CUT_NUMBER
    elif last and row.columns[index - 1].slot is Slot.FRAME_RATE and _DIGIT_WORDS.match(row.text, position, row.end):
        yield (position, row.end), _CUT_NUMBER


def _stops(row: _Row, index: int, position: int) -> Iterator[int]:
    """Where free text may end: a last column takes the rest of the row."""
    if index == len(row.columns) - 1:
        yield row.end
        return
    said = _YES_OR_NO.match(row.text, position, row.end)
    for stop in range(position + 1, min(row.end, position + _LONGEST_TEXT) + 1):
        if _may_end(row.text, stop) or (said and said.end() == stop):
            yield stop


def _names(row: _Row, index: int, position: int) -> Iterator[tuple[Range, float]]:
    maker = row.columns[index].slot is Slot.DEVELOPER
    for mention in row.names.get(position, ()):
        if not maker or mention.node.type != "AIModel":
            yield (position, mention.end), 0.0
    if maker:
        yield from _makers(row, index, position)
        return
    money = _MONEY.search(row.text, position, min(row.end, position + 40))
    plan = row.columns[index].slot is Slot.PLAN
    for stop in range(position + 1, (money.start() if money else min(row.end, position + 40)) + 1):
        if plan and row.text[stop - 1].isdigit() and row.text[stop : stop + 1].isdigit():
            continue
        if not row.text[stop - 1].isspace() and row.text[position].isalnum() and _begins_next(row, index, stop):
            yield (position, stop), _GUESSED + _FREE_TEXT * (stop - position)


def _makers(row: _Row, index: int, position: int) -> Iterator[tuple[Range, float]]:
    """A maker that no one knows, or several: up to white space, or up to a figure or a month that the next column holds ("OpenAI60秒", "OpenAIFeb 2024")."""
    token = _TOKEN.match(row.text, position, row.end)
    if token is None or not row.text[position : position + 1].isalpha() or index == 0:
        return
    yield (position, token.end()), 1.0
    for stop in range(position + 2, token.end()):
        before, behind = row.text[stop - 1], row.text[stop]
        if (behind.isdigit() or behind in "_—–-") and not before.isdigit() and not before.isspace() and _begins_next(row, index, stop):
            yield (position, stop), 1.0
        elif behind.isupper() and not before.isspace() and _MONTH_OF_YEAR.match(row.text, stop):
            yield (position, stop), 0.5


def _begins_next(row: _Row, index: int, position: int) -> bool:
    """Whether one of the next two columns may begin at `position`."""
    skipped = _skip(row.text, position, row.end)
    for column in row.columns[index + 1 : index + 3]:
        if _value(row.text, column, skipped, row.end) or _DASH.match(row.text, skipped, row.end) or (column.slot in NAMING and skipped in row.names):
            return True
        if column.slot is Slot.TEXT and skipped > position:
            return True
    return skipped == row.end


def _typed(row: _Row, column: Column, position: int) -> Iterator[tuple[Range, float]]:
    slot = column.slot
    match = _value(row.text, column, position, row.end)
    if match is None or _TOO_LONG.match(row.text, position, row.end):
        return
    if _sensible(slot, match[0]):
        yield (position, match.end()), 0.0
    digits = _DIGITS.match(match[0]) if slot in _CUT_APART else None
    for length in range(1, min(len(digits[0]), _LONGEST_FIGURE) if digits else 0):
        printed = match[0][:length]
        if _WHOLE.fullmatch(printed) and row.text[position + length : position + length + 1].isdigit() and _sensible(slot, printed):
            yield (position, position + length), _CUT_NUMBER + (_HALF_CENTS if slot is Slot.PRICE and _ONE_DECIMAL.search(printed) else 0.0)


def _value(text: str, column: Column, position: int, end: int) -> re.Match[str] | None:
    """The value of the column's kind that stands at `position`: without its unit where the heading gives that."""
    pattern = _COMPILED.get(column.slot)
    match = pattern.match(text, position, end) if pattern else None
    if match is None and (column.unit or column.slot in _NEEDS_NO_UNIT):
        return _BARE.match(text, position, end)
    return match


def value_at(text: str, slot: Slot, start: int, end: int) -> int | None:
    """Where the value of a kind ends that stands at `start`; None if there is none."""
    match = _value(text, Column(slot, ""), start, end)
    named = _IN_BRACKETS.match(text, match.end(), end) if match and slot is Slot.PRICE else None
    if match and named:
        return named.end()
    return match.end() if match and match.end() > start else None


def _sensible(slot: Slot, printed: str) -> bool:
    """Whether a figure may be as printed: no count begins with a zero, no range goes down, no price has a third decimal, and nothing runs at
    two or a thousand frames a second."""
    if slot is Slot.PRICE and _THIRD_DECIMAL.search(printed):
        return False
    if slot in _COUNTED and (_leading_zero(printed) or (slot is not Slot.PRICE and _THIRD_DECIMAL.search(printed))):
        return False
    ends = _ENDS.search(printed) if slot in (Slot.CLIP, Slot.FRAME_RATE) else None
    if ends is not None and number(ends[1]) >= number(ends[2]) and not printed[ends.end() :].strip().startswith(("m", "分", "小")):
        return False
    return slot is not Slot.FRAME_RATE or all(_SLOWEST <= number(n) <= _FASTEST for n in re.findall(_NUM, printed))


def _leading_zero(printed: str) -> bool:
    return bool(re.match(r"\D*0\d", printed) or re.search(r"[-~–]\s?0\d", printed))


def _may_end(text: str, position: int) -> bool:
    """Free text ends with no space, not inside a Latin word and not before the amount of a price."""
    return (
        not text[position - 1].isspace()
        and not _MONEY.match(text, position - 1)
        and not (
            position < len(text) and text[position - 1].isascii() and text[position - 1].isalpha() and text[position].isascii() and text[position].islower()
        )
    )


def _skip(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def consistent(text: str, table: Sequence[Sequence[Cut]], columns: Sequence[Column] = ()) -> list[Cut | None]:
    """One cut for each row. Where a row can be cut in several ways, the pair of number columns whose ratio varies least decides;
    None where nothing decides. Seats, and what free text counts, are in no ratio to what they cost."""
    rows = [_grouped_alike(text, options, table) for options in table]
    if all(len(options) <= 1 for options in rows):
        return [options[0] if options else None for options in rows]
    width = max((len(options[0].cells) for options in rows if options), default=0)
    best: tuple[float, list[Cut | None]] = (math.inf, [])
    related = [i for i in range(width) if not columns or columns[i].slot not in (Slot.SEATS, Slot.TEXT)]
    for at, left in enumerate(related):
        for right in related[at + 1 :]:
            best = min(best, _by_ratio(text, rows, left, right), key=lambda scored: scored[0])
    return best[1] if best[1] else [options[0] if len(options) == 1 else None for options in rows]


def _grouped_alike(text: str, options: Sequence[Cut], table: Sequence[Sequence[Cut]]) -> list[Cut]:
    """The cuts that print thousands as the rest of the table does: "5625" is no number of a table that prints "2,250"."""
    grouped = any(re.search(r"\d,\d{3}", text[cell[0] : cell[1]]) for row in table for cut in row[:1] for cell in cut.cells if cell)
    if not grouped:
        return list(options)
    kept = [
        cut
        for cut in options
        if not any(cell and re.search(r"(?<![\d,.])\d{4,}", text[cell[0] : cell[1]]) and not _is_year(text[cell[0] : cell[1]]) for cell in cut.cells)
    ]
    return kept or list(options)


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell.strip()))


def _by_ratio(text: str, rows: Sequence[Sequence[Cut]], left: int, right: int) -> tuple[float, list[Cut | None]]:
    """How far the rows are from one ratio between two columns, on average, and the cuts that are nearest to it."""
    logs = [[(_log(text, cut, left, right), cut) for cut in options] for options in rows]
    usable = [options for options in logs if any(value is not None for value, _ in options)]
    if len(usable) < 2 or not any(len(options) > 1 for options in usable):
        return math.inf, []
    centres = [value for options in usable for value, _ in options if value is not None]
    centre = min(centres, key=lambda c: sum(min(abs(v - c) for v, _ in options if v is not None) for options in usable))
    cost = sum(min(abs(v - centre) for v, _ in options if v is not None) for options in usable) / len(usable)
    return (cost, [_nearest(options, centre) for options in logs]) if cost < 1.0 else (math.inf, [])


def _nearest(options: Sequence[tuple[float | None, Cut]], centre: float) -> Cut | None:
    """The one cut of a row, or of several the one that is nearest to the ratio, if that is near."""
    if len(options) == 1:
        return options[0][1]
    away, at = min(((abs(value - centre), i) for i, (value, _) in enumerate(options) if value is not None), default=(math.inf, 0))
    return options[at][1] if away < _FARTHEST else None


def _log(text: str, cut: Cut, left: int, right: int) -> float | None:
    values = []
    for index in (left, right):
        cell = cut.cells[index] if index < len(cut.cells) else None
        match = re.search(_NUM, text[cell[0] : cell[1]]) if cell else None
        value = number(match[0]) if match else 0.0
        if value <= 0:
            return None
        values.append(value)
    return math.log(values[1] / values[0])


def fits(text: str, position: int, end: int, columns: Sequence[Column], mentions: Sequence[Mention]) -> bool:
    """Whether one of `columns` may begin at `position`: its kind of value stands there, or a name where it wants one."""
    position = _skip(text, position, end)
    for column in columns:
        if _value(text, column, position, end):
            return True
        if column.slot in NAMING and any(m.node.type in ("Organization", "AIModel") for m in beginning(mentions, position)):
            return True
    return False


def holds(text: str, start: int, end: int, column: Column) -> bool:
    """Whether [start, end) is what `column` may hold; free text may be anything."""
    if column.slot not in _COMPILED or _DASH.fullmatch(text, start, end):
        return True
    match = _value(text, column, start, end)
    if match is None or (column.slot is Slot.PRICE and match.re is _BARE and match.end() < end):
        return False
    return end - match.end() <= _LONGEST_REST


def trimmed(text: str, start: int, end: int) -> Range:
    """A range without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
