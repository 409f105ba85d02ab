"""Owns finding lists of plans that are no tables: an item or a heading for each tier, and its terms behind or below it.

It tells where tiers and their terms stand; what the terms say is `plans`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.extractors import Mention
from loaders.extractors.rows import trimmed
from loaders.extractors.sentences import beginning
from loaders.extractors.terms import is_custom, is_free
from loaders.extractors.tiers import is_only_kind, is_tier, tier
from loaders.patterns import any_script

Range = tuple[int, int]

_MARK = re.compile(r"[ \t]*(?:[•·▪■◆◼○●◦❑◼\-*+–—✓√→➜➔➤▸▶►»⇒✔✅☑][ \t]*|[(]?\d{1,2}[.)、][ \t]*|#{1,4}[ \t]+)?(?:\*\*)?")
_MAY_BEGIN = re.compile(r"[A-Z一-龥]")
_SOLD = re.compile(any_script(r"[$¥€£]\s?\d|\d\s?(?:美元|美金|元|港元|USD|EUR|dollars?|€)"), re.IGNORECASE)
_JOIN = re.compile(any_script(r"(?:\*\*)?\s?(?:plan|tier|membership|subscription)?(?:\*\*)?\s?(?:[-–—::|,,]|\s(?=[$¥€£])|(?=[($¥€£])|$)"), re.IGNORECASE)
_MOST_LINES, _MOST_OF_A_CARD, _PRICED_WITHIN = 10, 24, 5
_SHORT, _LONGEST_NAME = 24, 30
_BELOW = re.compile(r"[ \t]*(?P<mark>[•·▪■◆◼○●◦❑\-*+–—✓√→➜➔➤▸▶►»⇒✔✅☑])\uFE0F?\s?(?=\S)")  # an item of what a tier gives
_MOST_BELOW = 9
_FREE = re.compile(any_script(r"\s?[(](?:free\b|免费)"), re.IGNORECASE)
_PLAN = re.compile(r"[A-Z][A-Za-z0-9+]*(?: [A-Za-z0-9+]+){1,3}")
_PRICE = re.compile(any_script(r"(?:US|HK)?[$¥€£]\s?\d[\d.,]*\s?(?:(?:/|per |a )\s?[a-z月年]{1,7}(?:[ ,].{0,24})?)?|free|免费"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A tier at `name` and its terms."""

    name: Range
    terms: Range


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    name: Range
    behind: int
    alone: bool


def offers(text: str, mentions: Sequence[Mention]) -> Iterator[list[Offer]]:
    """Lists of at least two tiers, of which at least one tells a price and most tell what they cost."""
    if not _SOLD.search(text):
        return
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    items = [item for i, line in enumerate(lines) for item in [_card(text, i, lines) or _item(text, i, *line, mentions)] if item]
    run: list[_Item] = []
    for item in items:
        if run and (_is_price_of(text, lines, run[-1], item) or _is_in_card(text, lines, run[-1], item)):
            continue
        if run and not _follows(text, lines, run[-1], item):
            yield from _listed(text, lines, run)
            run = []
        run.append(item)
    yield from _listed(text, lines, run)


def _is_price_of(text: str, lines: Sequence[Range], last: _Item, item: _Item) -> bool:
    """Whether a tier's name right below another one's says what that costs: "Enterprise", "Custom"; or below whom that is for."""
    name, between = text[slice(*item.name)], lines[last.line + 1 : item.line]
    near = len(between) <= 1 and not any(_SOLD.search(text, *line) for line in between)
    return last.alone and item.alone and near and (is_custom(name) or is_free(name))


def _is_in_card(text: str, lines: Sequence[Range], last: _Item, item: _Item) -> bool:
    """Whether a line that begins with a tier's word says whom the card above is for: "Business", "$149 /mo", "Teams (+$20 a seat)"."""
    return last.alone and not item.alone and item.line - last.line < _PRICED_WITHIN and _is_card(text, lines, last)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<name>{tier()})")


def _item(text: str, number: int, start: int, end: int, mentions: Sequence[Mention]) -> _Item | None:
    """The tier that a line begins with, behind a bullet and the name of what is sold, if something parts it from what follows."""
    bullet = _MARK.match(text, start, end)
    first = bullet.end() if bullet else start
    if not _MAY_BEGIN.match(text, first, end):
        return None
    match = _named().match(text, first, end)
    if match is None and not _SOLD.search(text, first, end):
        return None
    sold = next(iter(beginning(mentions, first)), None)
    if match is None and sold is not None and sold.end < end:
        match = _named().match(text, sold.end, end)
    if match is None or is_only_kind(match["name"]):
        return None
    join = _JOIN.match(text, match.end("name"), end)
    if join is None or not is_tier(match["name"].strip()):
        return None
    name = (first if sold is not None and sold.start == first and sold.end <= match.start("name") else match.start("name"), match.end("name"))
    return _Item(number, name, join.end(), not text[join.end() : end].strip(" *"))


def _card(text: str, number: int, lines: Sequence[Range]) -> _Item | None:
    """The line of a card that names a plan by more than its tier ("Acme AI Pro", "Free trial access"): its price stands alone soon below."""
    start, end = trimmed(text, *lines[number])
    if end - start > _LONGEST_NAME or not any(_PRICE.fullmatch(text, *trimmed(text, *line)) for line in lines[number + 1 : number + 3]):
        return None
    name = _PLAN.fullmatch(text, start, end)
    held = _named_within().search(text, start, end) if name else None
    return _Item(number, (start, end), end, alone=True) if held and not is_only_kind(text[start:end]) else None


@cache
def _named_within() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){tier()}")


def _follows(text: str, lines: Sequence[Range], last: _Item, item: _Item) -> bool:
    """Whether an item carries a list on: it stands on the next line, or the last one's terms stand on the lines between."""
    if last.alone != item.alone:
        return False
    between = item.line - last.line
    if not last.alone and between > 1 and _last_below(text, lines, last) == item.line - 1:
        return True
    if text[lines[last.line][1] : lines[item.line][0]].count("\n\n\n"):
        return False
    if last.alone:
        return between <= _MOST_LINES or (between <= _MOST_OF_A_CARD and _is_card(text, lines, last) and _is_card(text, lines, item))
    return between == 1 or (between == 2 and _goes_on(text, lines[last.line + 1]))


def _last_below(text: str, lines: Sequence[Range], item: _Item) -> int:
    """The last of the lines below an item that say what it gives: each begins with the same mark, which the item itself does not have."""
    first = _BELOW.match(text, *lines[item.line + 1]) if item.line + 1 < len(lines) else None
    if first is None or text[lines[item.line][0] : lines[item.line][1]].lstrip().startswith(first["mark"]):
        return item.line
    number = item.line + 1
    while number + 1 < len(lines) and number - item.line < _MOST_BELOW and text[slice(*lines[number + 1])].lstrip().startswith(first["mark"]):
        number += 1
    return number


def _is_card(text: str, lines: Sequence[Range], item: _Item) -> bool:
    """Whether a price, or that there is one on request, stands soon below a tier: what it buys may then take many lines."""
    below = [trimmed(text, *line) for line in lines[item.line + 1 : item.line + _PRICED_WITHIN]]
    return any(_SOLD.match(text, *line) or (line[1] - line[0] < _SHORT and is_custom(text[slice(*line)])) for line in below)


def _goes_on(text: str, line: Range) -> bool:
    return text[line[0] : line[0] + 2].isspace() or text[line[0]].islower()


def _listed(text: str, lines: Sequence[Range], run: Sequence[_Item]) -> Iterator[list[Offer]]:
    found = []
    for i, item in enumerate(run):
        if not item.alone:
            stop = lines[_last_below(text, lines, item)][1]
        elif i + 1 < len(run):
            stop = lines[run[i + 1].line - 1][1] if run[i + 1].line > item.line + 1 else item.behind
        else:
            stop = _last(text, lines, item, run)
        found.append(Offer(item.name, (item.behind, stop)))
    priced = any(_SOLD.search(text, *o.terms) for o in found)
    told = [
        o for o in found if _SOLD.search(text, *o.terms) or is_free(text[slice(*o.name)]) or is_custom(text[slice(*o.terms)]) or _FREE.match(text, *o.terms)
    ]
    if len(told) >= 2 and priced and len(told) * 2 >= len(found):
        yield told


def _last(text: str, lines: Sequence[Range], item: _Item, run: Sequence[_Item]) -> int:
    """Where the terms of the last tier end: they take as many lines as those before it take, and end at a blank line before a long one."""
    most = max([b.line - a.line for a, b in pairwise(run)], default=4)
    stop = item.behind
    for start, end in lines[item.line + 1 : item.line + most]:
        if text[stop:start].count("\n") > 1 and (end - start > 60 or not _SOLD.search(text, start, end)) and stop > item.behind:
            break
        stop = end
    return stop
