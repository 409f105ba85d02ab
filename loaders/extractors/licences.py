"""Owns licence numbers: how they are printed, and whose one is where other things stand between it and its name. It must not find people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Range = tuple[int, int]

_SFC = r"[A-Z]{3}\d{3}"  # Hong Kong's, behind its label
_BEHIND_ITS_LABEL = "|".join(
    f"(?<={label}{_SFC})"
    for label in ("SFC[: ]", "SFC: ", "N[oO][. :]", "N[oO][.:] ", r"N[oO]\.\):", r"N[oO]\.\): ", "Ref[. :]", "Ref[.:] ", "编号[: ]", "编号: ")
)
# Small letters may run into one: those of the mail before it.
LICENCE = re.compile(
    r"S(?:(?<![A-Z0-9].)|(?<=S\d{13}S))\s?(?:\d{13}|\d{4} \d{4} \d{5})(?:(?!\d)|(?=0\d{2,3}-))|A(?<![A-Za-z0-9].)\d{13}(?!\d)"
    rf"|S(?:(?<=编号:S)|(?<=编号: S)|(?<=编码:S))\d{{12}}(?!\d)|{_SFC}(?!\w)(?:{_BEHIND_ITS_LABEL})"  # a digit is lost in some reports
)
_LIKE_A_LICENCE = re.compile(rf"[SA](?<![A-Z0-9].)\s?\d{{4}} ?\d{{4}}|(?<![A-Za-z]){_SFC}(?!\w)")
_OF_STAFF = re.compile(r"[SA]\d{4}1\d{8}$")
_FARTHEST = 300  # code points from a name to its licence: a chart's axis may stand between them
_TEXT_BETWEEN = re.compile("[。;；《]")  # then the number belongs to something else


def is_of_staff(number: str) -> bool:
    """Whether a number of the mainland's register is that of general staff: its kind, behind the four digits of the house, is 1, an analyst's 5."""
    return _OF_STAFF.match("".join(number.split())) is not None


def names_a_licence(text: str, end: int) -> bool:
    """Whether what looks like a licence's number stands before `end`, in either script and whosever it is."""
    return _LIKE_A_LICENCE.search(text, 0, end) is not None


def handed_out(text: str, names: Sequence[Range], taken: Sequence[Range], end: int) -> dict[int, Range]:
    """Which of the numbers that nobody has belongs to which of the names without one, by where the name begins: a number belongs to the last name
    before it, and as many in a row as there are names before them to these, the first to the first."""
    events = sorted([*((place, True) for place in names), *((m.span(), False) for m in LICENCE.finditer(text, 0, end))])
    found: dict[int, Range] = {}
    for waiting, numbers in _runs(events, set(taken)):
        owners = waiting if len(waiting) == len(numbers) else waiting[-1:] if len(numbers) == 1 else []
        for owner, number in zip(owners, numbers, strict=False):
            if number[0] - owner[1] <= _FARTHEST and not _TEXT_BETWEEN.search(text, owner[1], number[0]):
                found[owner[0]] = number
    return found


def _runs(events: Sequence[tuple[Range, bool]], taken: set[Range]) -> Iterator[tuple[list[Range], list[Range]]]:
    """Names that follow each other, with the numbers that follow them; a number that somebody has ends the names before it."""
    waiting: list[Range] = []
    numbers: list[Range] = []
    for place, is_name in events:
        if (is_name or place in taken) and numbers:
            yield waiting, numbers
            waiting, numbers = [], []
        if is_name:
            waiting.append(place)
        elif place in taken:
            waiting = []
        else:
            numbers.append(place)
    if numbers:
        yield waiting, numbers
