"""Owns the account of a document's characters: used, boilerplate or not understood, with the ranges. It must not judge a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.claim import Claim
from loaders.extractors import Context
from loaders.healing import Healed

Range = tuple[int, int]

_NOT_UNDERSTOOD, _BOILERPLATE, _USED = 0, 1, 2
_ONE_MARK = re.compile(rb"\x00+|\x01+|\x02+")
_SHOWN = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Account:
    """Raw ranges [start, end) that cover a document without gaps or overlaps, each under one heading."""

    used: tuple[Range, ...] = ()
    boilerplate: tuple[Range, ...] = ()
    not_understood: tuple[Range, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Numbers of characters, and the ranges that were not understood."""
        return {
            "used": _length(self.used), "boilerplate": _length(self.boilerplate), "notUnderstood": _length(self.not_understood),
            "notUnderstoodRanges": [list(r) for r in self.not_understood]}  # fmt: skip


def account(healed: Healed, context: Context, claims: Iterable[Claim]) -> Account:
    """What became of every character. Text that a claim stands on is used, whatever else it is; white space goes with what is before it."""
    raw = healed.document.raw
    marks = bytearray(len(raw))
    _mark(marks, healed.dropped, _BOILERPLATE)
    _mark(marks, (_raw(healed, r) for r in context.boilerplate), _BOILERPLATE)
    _mark(marks, (_raw(healed, r) for r in context.used), _USED)
    _mark(marks, ((c.span.start, c.span.end) for c in claims), _USED)
    found: tuple[list[Range], ...] = ([], [], [])
    for start, end, as_ in _with_blanks(raw, marks):
        found[as_].append((start, end))
    return Account(tuple(found[_USED]), tuple(found[_BOILERPLATE]), tuple(found[_NOT_UNDERSTOOD]))


def _with_blanks(raw: str, marks: bytearray) -> Iterator[tuple[int, int, int]]:
    """The runs of one mark, each with the white space behind it, which takes the mark of what is before it: (start, end, mark)."""
    start, mark = 0, _BOILERPLATE  # what white space at the very begin goes with
    for run in _ONE_MARK.finditer(marks):
        shown = _SHOWN.search(raw, *run.span())
        if shown is not None and marks[run.start()] != mark:
            if start < shown.start():
                yield start, shown.start(), mark
            start, mark = shown.start(), marks[run.start()]
    if start < len(raw):
        yield start, len(raw), mark


def _raw(healed: Healed, clean: Range) -> Range:
    start, end = clean
    return (healed.origins[start], healed.origins[end - 1] + 1) if start < end else (0, 0)


def _mark(marks: bytearray, ranges: Iterable[Range], as_: int) -> None:
    for start, end in ranges:
        marks[start:end] = bytes([as_]) * (end - start)


def _length(ranges: Iterable[Range]) -> int:
    return sum(end - start for start, end in ranges)
