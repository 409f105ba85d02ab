"""Owns how patterns are written and asked so that a long text is searched quickly. It must not know what any of them means.

Python's engine skips through a text to where a pattern may begin if that begins with a letter, a set of letters, or a choice of words. A
pattern that begins with what may stand before it, with something optional or with a letter in either case it tries at every place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import opencc

# What the engine takes for a letter when case is ignored, beside its capital: ſ, the Kelvin sign, the dotted and the dotless I.
_ALSO = {"s": "\u017f", "k": "\u212a", "i": "\u0130\u0131"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_OPERATORS = frozenset(r"\.[](){}*+?^$|")


def any_case(words: Iterable[str]) -> str:
    """A pattern of the words in any case, the longest that fits first. Their beginnings are shared, so that no letter is held against each."""
    branches = _branches({word.lower() for word in words}, _either)
    return f"(?:{'|'.join(re.escape(letter) + rest for first, rest in branches for letter in _cases(first))})"


def choice(words: Iterable[str]) -> str:
    """A pattern of the words as they are written, the longest that fits first, with their beginnings shared. Where none begins is told by one letter."""
    branches = _branches(set(words), re.escape)
    begins = "".join(first for first, _ in branches)
    return f"(?:(?=[{re.escape(begins)}])(?:{'|'.join(re.escape(first) + rest for first, rest in branches)}))"


def _branches(words: set[str], written: Callable[[str], str]) -> list[tuple[str, str]]:
    """(first letter, pattern of what follows it) of some words; `written` makes the pattern of a letter that follows."""
    found = []
    for first in sorted({word[0] for word in words if word}):
        rests = {word[1:] for word in words if word[:1] == first}
        rest = "|".join(f"{written(letter)}{more}" for letter, more in _branches(rests, written))
        found.append((first, f"(?:{rest}){'?' if '' in rests else ''}" if rest else ""))
    return found


def _either(letter: str) -> str:
    cases = _cases(letter)
    return f"[{cases}]" if len(cases) > 1 else re.escape(letter)


def _cases(letter: str) -> str:
    return letter if letter == letter.upper() else letter + letter.upper() + _ALSO.get(letter, "")


def beginning_in_any_case(patterns: Iterable[str], behind: str = "") -> str:
    """A choice of patterns that ignore case, each of which begins with a plain letter, and what stands behind all of them.

    ValueError for one that begins otherwise: its first letter could not be taken by itself.
    """
    patterns = list(patterns)
    if wrong := [pattern for pattern in patterns if not pattern or pattern[0] in _OPERATORS]:
        raise ValueError(f"{wrong[0]!r} does not begin with a plain letter. Write each way in which it may begin as a pattern of its own.")
    choice = "|".join(f"{re.escape(letter)}(?i:{pattern[1:]})" for pattern in patterns for letter in _cases(pattern[0].lower()))
    return f"(?:{choice}){behind}"


def sought(pattern: re.Pattern[str], begins: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, which is asked only where `begins` matches: there every match of `pattern` must begin, and none may
    begin inside of what `begins` matches, nor be empty."""
    limit = len(text) if end is None else end
    position = start
    while begin := begins.search(text, position, limit):
        match = pattern.match(text, begin.start(), limit)
        if match is None:
            position = begin.end()
        else:
            position = match.end()
            yield match


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in a text, each as it is written: asked before a pattern that none of its matches lacks one of."""
    return any(word in text for word in words)


_to_traditional = opencc.OpenCC("s2tw")


@cache
def _other_form(letter: str) -> str:
    """A letter in traditional script; the letter itself where it has no form of its own."""
    other = _to_traditional.convert(letter) if "\u3400" <= letter <= "\u9fff" else letter
    return other if len(other) == 1 else letter


def traditional(text: str) -> str:
    """`text` with each letter of simplified script as its traditional form."""
    return "".join(map(_other_form, text))


def any_script(pattern: str) -> str:
    """A pattern that takes each Chinese letter in simplified or in traditional script. Sets of letters are widened where they stand."""
    parts, in_set, escaped = [], False, False
    for char in pattern:
        other = _other_form(char)
        parts.append(char if other == char else char + other if in_set else f"[{char}{other}]")
        in_set = in_set if escaped or char not in "[]" else char == "["
        escaped = char == "\\" and not escaped
    return "".join(parts)


@lru_cache(maxsize=8)
def has_chinese(text: str) -> bool:
    """Whether any Chinese character stands in a text: patterns that begin with any of them need not be tried at each place of one without."""
    return _HAN.search(text) is not None
