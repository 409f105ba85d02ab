"""Owns the account of a document's characters: used, boilerplate or not understood, with the ranges. It must not judge a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.claim import Claim
from loaders.extractors import Context
from loaders.healing import Healed

Range = tuple[int, int]

_NOT_UNDERSTOOD, _BOILERPLATE, _USED = 0, 1, 2


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
    marks = bytearray(b"\x01") * len(raw)
    for start, end in _kept(healed.origins):
        marks[start:end] = bytes(end - start)
    _mark(marks, (_raw(healed, r) for r in context.boilerplate), _BOILERPLATE)
    _mark(marks, (_raw(healed, r) for r in context.used), _USED)
    _mark(marks, ((c.span.start, c.span.end) for c in claims), _USED)
    for blank in re.finditer(r"\s+", raw):
        before = marks[blank.start() - 1] if blank.start() else _BOILERPLATE
        marks[blank.start() : blank.end()] = bytes([before]) * (blank.end() - blank.start())
    found: tuple[list[Range], ...] = ([], [], [])
    for run in re.finditer(rb"\x00+|\x01+|\x02+", marks):
        found[marks[run.start()]].append(run.span())
    return Account(tuple(found[_USED]), tuple(found[_BOILERPLATE]), tuple(found[_NOT_UNDERSTOOD]))


def _kept(origins: Sequence[int]) -> Iterable[Range]:
    """Runs of raw offsets that healing kept."""
    if not len(origins):
        return
    start = last = origins[0]
    for origin in origins:
        if origin > last + 1:
            yield start, last + 1
            start = origin
        last = origin
    yield start, last + 1


def _raw(healed: Healed, clean: Range) -> Range:
    start, end = clean
    return (healed.origins[start], healed.origins[end - 1] + 1) if start < end else (0, 0)


def _mark(marks: bytearray, ranges: Iterable[Range], as_: int) -> None:
    for start, end in ranges:
        marks[start:end] = bytes([as_]) * (end - start)


def _length(ranges: Iterable[Range]) -> int:
    return sum(end - start for start, end in ranges)
