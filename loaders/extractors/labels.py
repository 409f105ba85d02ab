"""Owns what stands around a figure that no sentence tells of: the label before or above it ("Video duration: up to 6 seconds"), and what model a
page is all about. It must not read figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.values import NodeRef
from loaders.extractors import Mention
from loaders.extractors.columns import Slot, column

Range = tuple[int, int]

_NAME = r"[ \t]*(?:[-*•·▪●][ \t]+)?\**(?P<label>[A-Za-z一-龥][^\n:|:,.。()]{1,30}?)(?P<of>[ ]?\([^()\n]{1,30}\))?\**"
_BESIDE = re.compile(rf"{_NAME}[::]")
_ABOVE = re.compile(rf"{_NAME}[::]?[ \t]*")
_RUNS_ON = re.compile(r"[,.;,。;]\s")
_LONGEST_LINE, _MOST_MODELS, _LINES_APART = 60, 3, 2


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says that a figure is, and where it may say of what, in brackets."""

    slot: Slot
    of: Range


def label_of(text: str, start: int) -> Label | None:
    """The label of the figure at `start`: before it on its line, or the line above one that begins with it."""
    line = text.rfind("\n", 0, start) + 1
    match = _BESIDE.match(text, line, start)
    if match is None and not text[line:start].strip():
        stop = line
        while stop > 0 and text[stop - 1].isspace():
            stop -= 1
        near = text[stop:line].count("\n") <= _LINES_APART
        match = _ABOVE.fullmatch(text, text.rfind("\n", 0, stop) + 1, stop) if near else None
    slot = column(match["label"]).slot if match else Slot.TEXT
    return Label(slot, match.span()) if match and slot is not Slot.TEXT else None


def is_short_line(text: str, start: int, end: int) -> bool:
    """Whether [start, end) stands in a short line that is no sentence: "1080p output at 24 fps"."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return stop - begin <= _LONGEST_LINE and not _RUNS_ON.search(text, begin, stop)


def page_model(text: str, models: Sequence[Mention], title: str) -> list[NodeRef]:
    """The model that a page is about: its title names it alone, or its first line is nothing but its name. A page of many models is of none."""
    nodes = list(dict.fromkeys(m.node for m in models))
    if not 0 < len(nodes) <= _MOST_MODELS:
        return []
    titled = [node for node in nodes if node.name in title]
    if len(titled) == 1:
        return titled
    first = models[0]
    stop = text.find("\n", first.end)
    around = text[: first.start] + text[first.end : stop if stop >= 0 else len(text)]
    return [] if around.strip(" #*\n") else [first.node]
