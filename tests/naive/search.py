"""Owns what a search finds, read off the definition in `docs/search.md`: every name looked at, every word compared letter by letter.

It shares with the stores only how a text is cut into words (`graph.text`) and what a name's key is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.text import is_chinese, runs
from graph.values import name_key

_QUOTE = r'["“”„«»＂「」『』]'


def levels(nodes: dict[str, Sequence[str]], text: str) -> dict[str, int]:
    """Of nodes' names, the level of each node that the text finds."""
    asked = Asked(text)
    if not asked.items:
        return {}
    found = {node: level for node, names in nodes.items() if (level := asked.level([n for n in names if runs(n)]))}
    return found or {node: level for node, names in nodes.items() if (level := asked.mistaken([n for n in names if runs(n)]))}


class Asked:
    """A text: its words, or its phrases in quotes, each once."""

    def __init__(self, text: str) -> None:
        parts = re.split(_QUOTE, text)
        if len(parts) % 2 == 0:
            parts[-2:] = [" ".join(parts[-2:])]
        self.items: list[tuple[list[str], bool]] = []
        for place, part in enumerate(parts):
            quoted = place % 2 == 1
            for item in [runs(part)] if quoted and len(runs(part)) > 1 else [[run] for run in runs(part)]:
                if (item, quoted) not in self.items:
                    self.items.append((item, quoted))
        self.plain = len(parts) == 1
        self.words = runs(text)
        self.key = name_key(text)

    def level(self, names: Sequence[str]) -> int:
        """From 6 to 3, or 0."""
        keys = [name_key(name) for name in names]
        said = all(any(self.said(item, name, quoted=quoted, whole=False) for name in names) for item, quoted in self.items)
        if not said and not (self.plain and any(key.startswith(self.key) for key in keys)):
            return 0
        if self.key in keys:
            return 6
        if any(in_a_row(self.words, name) for name in names):
            return 5
        return 4 if all(any(self.said(item, name, quoted=quoted, whole=True) for name in names) for item, quoted in self.items) else 3

    def said(self, item: list[str], name: str, *, quoted: bool, whole: bool) -> bool:
        if len(item) > 1:
            return in_a_row(item, name)
        return any(is_word(item[0], word, whole=whole or quoted) for word in runs(name))

    def mistaken(self, names: Sequence[str]) -> int:
        """2, 1 or 0."""
        if len(self.items) > 8 or not (self.forgiven_key() or any(not quoted and forgiven(item[0]) for item, quoted in self.items)):
            return 0
        near = self.near_key(names)
        return 0 if not (near or all(self.mistaken_item(item, names, quoted=quoted) for item, quoted in self.items)) else 2 if near else 1

    def mistaken_item(self, item: list[str], names: Sequence[str], *, quoted: bool) -> bool:
        if quoted or not forgiven(item[0]):
            return any(self.said(item, name, quoted=quoted, whole=False) for name in names)
        if is_chinese(item[0]):
            return other_character(item[0], names)
        return any(is_word(item[0], word, whole=False) or one_mistake(item[0], word) for name in names for word in runs(name))

    def forgiven_key(self) -> bool:
        return self.plain and (word_like(self.key) or (self.words == [self.key] and forgiven(self.key)))

    def near_key(self, names: Sequence[str]) -> bool:
        """Whether the text, put together, is a whole name with one mistake."""
        if not self.forgiven_key():
            return False
        keys = [name_key(name) for name in names]
        if is_chinese(self.key):
            return any(len(key) == len(self.key) and differences(key, self.key) <= 1 for key in keys)
        return any(one_mistake(self.key, key) for key in keys)


def is_word(asked: str, word: str, *, whole: bool) -> bool:
    if is_chinese(asked):
        return asked in word
    return word == asked if whole else word.startswith(asked)


def in_a_row(asked: Sequence[str], name: str) -> bool:
    words = runs(name)
    if len(asked) == 1:
        return any(is_word(asked[0], word, whole=True) for word in words)
    first, *middle, last = asked
    for at in range(len(words) - len(asked) + 1):
        here = words[at : at + len(asked)]
        begins = here[0].endswith(first) if is_chinese(first) else here[0] == first
        ends = here[-1].startswith(last) if is_chinese(last) and len(last) > 1 else here[-1] == last
        if begins and here[1:-1] == middle and ends:
            return True
    return False


def word_like(word: str) -> bool:
    return word.isalpha() and not any(map(is_chinese, word)) and 4 <= len(word) <= 30


def forgiven(word: str) -> bool:
    return 3 <= len(word) <= 30 if is_chinese(word) else word_like(word)


def one_mistake(asked: str, word: str) -> bool:
    """Whether at most one letter is missing, too many or another one, or two neighbours are swapped, and the first is right."""
    if asked[0] != word[:1]:
        return False
    if sorted(asked) == sorted(word):
        wrong = [i for i, (a, b) in enumerate(zip(asked, word, strict=True)) if a != b]
        return not wrong or (len(wrong) == 2 and wrong[1] == wrong[0] + 1)
    row = list(range(len(word) + 1))
    for at, letter in enumerate(asked, 1):
        new = [at]
        for place, (left, up) in enumerate(pairwise(row), 1):
            new.append(min(new[-1] + 1, up + 1, left + (letter != word[place - 1])))
        row = new
    return row[-1] <= 1


def other_character(run: str, names: Sequence[str]) -> bool:
    """Whether a key has the run with at most one other character, and the names both sides of that character."""
    words = [word for name in names for word in runs(name)]
    sides = any(all(any(side in word for word in words) for side in (run[:i], run[i + 1 :])) for i in range(len(run)))
    keys = [name_key(name) for name in names]
    windows = (key[i : i + len(run)] for key in keys for i in range(len(key) - len(run) + 1))
    return sides and any(differences(run, window) <= 1 for window in windows)


def differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
