"""Owns boxes of facts: lines of a label and a value that are all of one model ("| Frame rate | 30 fps |", "Released: June 2024"), and whose they are.

What a label means is `columns`' business, what a value states is `tables`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.values import NodeRef
from loaders.extractors import Mention
from loaders.extractors.cells import subject_of
from loaders.extractors.columns import Slot, column, is_known
from loaders.extractors.sentences import within
from loaders.extractors.tiers import is_tier, tier_pattern

Range = tuple[int, int]

_TELLING = frozenset({Slot.RELEASED, Slot.CLIP, Slot.FRAME_RATE, Slot.RESOLUTION, Slot.CONTEXT, Slot.PARAMETERS, Slot.DEVELOPER})
_PAIR = re.compile(
    r"[ \t]*+(?:\|[ \t]*+)?(?:[-*•·▪●◦–][ \t]+)?\**(?P<label>[A-Za-z一-龥][^\n:|\t*]{1,30})\**"
    r"(?:[::]\**[ \t]*|[ \t]?\|[ \t]?|\t+|[ ]{2,})\**(?P<value>[^\n|\s*][^\n|]{0,160})\|?[ \t]*"
)
_SOLD = frozenset({Slot.PRICE, Slot.CREDITS})
_HEADED = re.compile(r"[ \t]*(?:#{1,6}[ \t]+)?(?:\d{1,2}[.)、][ \t]*)?\**(?P<tier>[^\n*::]{2,32})\**[::]?[ \t]*\Z")
_LINE = re.compile(r"[^\n]+")
_FEWEST = 2  # labels that tell something of a model
_LONGEST_HEADING, _LONGEST_LABEL, _LINES_ABOVE, _APART = 100, 32, 4, 2


def is_box(text: str, lines: Sequence[Sequence[Range]]) -> bool:
    """Whether the lines of a table of two columns are labels and their values."""
    if any(len(line) != 2 for line in lines):
        return False
    told = {column(text[slice(*label)]).slot for label, _ in lines} & (_TELLING | {Slot.PRICE})
    return len(told) >= _FEWEST and not told.isdisjoint(_TELLING) and column(text[slice(*lines[0][1])]).slot is Slot.TEXT


def plan_above(text: str, start: int, lines: Sequence[Sequence[Range]]) -> Range | None:
    """The tier in the heading right above a table of two columns that says what a plan costs or what comes with it: it is all of that plan."""
    if any(len(line) > 2 for line in lines) or {column(text[slice(*line[0])]).slot for line in lines}.isdisjoint(_SOLD):
        return None
    stop = start
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    head = _HEADED.match(text, text.rfind("\n", 0, stop) + 1, stop)
    tier = tier_pattern().match(text, *head.span("tier")) if head and is_tier(head["tier"]) else None
    return tier.span() if tier else None


def boxes(text: str, mentions: Sequence[Mention]) -> Iterator[list[list[Range]]]:
    """The labels and values of each box that is no table, where a heading above or a line of it says whose they are."""
    yield from _in_pairs(text, mentions)
    yield from _in_turn(text, mentions)


def _in_pairs(text: str, mentions: Sequence[Mention]) -> Iterator[list[list[Range]]]:
    """Boxes with a label and its value on a line."""
    run: list[list[Range]] = []
    for line in _LINE.finditer(text):
        pair = _PAIR.fullmatch(text, *line.span())
        if run and (pair is None or _begins_anew(text, run, pair) or text[run[-1][1][1] : line.start()].count("\n") > _APART):
            yield from _whole(text, run, mentions)
            run = []
        if pair is not None:
            run.append([pair.span("label"), pair.span("value")])
    yield from _whole(text, run, mentions)


def _begins_anew(text: str, run: Sequence[list[Range]], pair: re.Match[str]) -> bool:
    """Whether a line names a model under the label under which the box above has named its own: it is the next one's first."""
    if column(pair["label"]).slot not in (Slot.MODEL, Slot.PRODUCT):
        return False
    return any(text[slice(*label)].casefold() == pair["label"].casefold() for label, _ in run)


def _in_turn(text: str, mentions: Sequence[Mention]) -> Iterator[list[list[Range]]]:
    """Boxes with a label on a line and its value on the next."""
    lines = [m.span() for m in _LINE.finditer(text)]
    at = 0
    while at + 1 < len(lines):
        run: list[list[Range]] = []
        while at + 1 < len(lines) and lines[at][1] - lines[at][0] <= _LONGEST_LABEL and is_known(text[slice(*lines[at])]) and _is_value(text, lines[at + 1]):
            run.append([lines[at], lines[at + 1]])
            at += 2
        if len(run) > _FEWEST:
            yield from _whole(text, run, mentions)
        at += 1


def _is_value(text: str, line: Range) -> bool:
    return line[1] - line[0] <= _LONGEST_HEADING and not is_known(text[slice(*line)])


def _whole(text: str, run: Sequence[list[Range]], mentions: Sequence[Mention]) -> Iterator[list[list[Range]]]:
    if run and is_box(text, run) and owner(text, run, mentions) is not None:
        yield list(run)


def owner(text: str, rows: Sequence[Sequence[Range | None]], mentions: Sequence[Mention], title: str = "") -> NodeRef | None:
    """The model that a box is of: it names it, or a short line above does, or the page's title."""
    pairs = [(row[0], row[1]) for row in rows if row[0] and row[1]]
    for label, value in pairs:
        if column(text[slice(*label)]).slot is Slot.MODEL and (model := subject_of(text, value, mentions, invent=False)):
            return model
    models = [m for m in mentions if m.node.type == "AIModel"]
    named = _above(text, pairs[0][0][0], models) if pairs else None
    titled = {m.node for m in models if m.node.name in title}
    return named or max(titled, key=lambda node: (len(node.name), node.name), default=None)


def _above(text: str, start: int, models: Sequence[Mention]) -> NodeRef | None:
    """The one model that the nearest of the short lines above names."""
    end = text.rfind("\n", 0, start)
    for _ in range(_LINES_ABOVE):
        while end > 0 and text[end - 1].isspace():
            end -= 1
        begin = text.rfind("\n", 0, max(0, end)) + 1
        if not 0 < end - begin <= _LONGEST_HEADING:
            return None
        nodes = {m.node for m in within(models, begin, end)}
        if nodes:
            return nodes.pop() if len(nodes) == 1 else None
        end = begin - 1
    return None
