"""Owns the words of a text: its runs, the tokens that a full-text index keeps of a name, regular expressions of users.

Pure functions that every store shares. It must not touch a store, nor know what a search asks (`graph.search`).

- Width, case and Chinese script are folded.
- A run of Chinese gives its pairs of neighbouring characters and its last character alone: 文生视频 -> 文生 生视 视频 频. A search
  for a run is a phrase of pairs, so it finds the run wherever it stands; one character finds the tokens that begin with it.
- Other words are found by how they begin.
- The whole name is one token more, = and its key: "Gen-2" -> gen 2 =gen2. So "gen2" finds it, and a name that is just what was
  searched for stands out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from graph.errors import InvalidInput
from graph.values import name_key, simplified

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = rf"[^\W_{_CJK}]+(?:(?<=\d)\.(?=\d)[^\W_{_CJK}]+)*[+#]*"
_TOKEN = re.compile(rf"[{_CJK}]+|{_WORD}")
_IS_CJK = re.compile(rf"[{_CJK}]")
_PATTERN_LENGTH = 500
_PATTERN_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|.", re.DOTALL)
_FEW = 4  # repetitions that cannot multiply to much


def fold(text: str) -> str:
    """`text` with width, case and Chinese script folded."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return simplified(folded) if _IS_CJK.search(folded) else folded


def is_chinese(run: str) -> bool:
    """Whether a run is of characters that are written without spaces."""
    return _IS_CJK.match(run) is not None


def runs(text: str) -> list[str]:
    """The words and the runs of Chinese of a text, folded, in order."""
    return _TOKEN.findall(fold(text))


def runs_with_places(text: str) -> list[tuple[str, int]]:
    """The runs with where each begins; none where folding changes the text's length."""
    folded = fold(text)
    return [(match.group(), match.start()) for match in _TOKEN.finditer(folded)] if len(folded) == len(text) else []


def tokens(run: str) -> list[str]:
    """The tokens of one run."""
    return [*(run[i : i + 2] for i in range(len(run) - 1)), run[-1]] if is_chinese(run) else [run]


def search_tokens(text: str) -> list[str]:
    """The tokens of one name, in order; none holds a space."""
    found = [token for run in runs(text) for token in tokens(run)]
    return [*found, f"={name_key(text)}"] if found else []


def index_text(names: Iterable[str]) -> str:
    """What a full-text index keeps of a node: the tokens of its names, a space between any two."""
    return " ".join(token for name in names for token in search_tokens(name))


@lru_cache(maxsize=256)
def caseless(text: str) -> str:
    """`text` in small letters, as every store makes it: letter for letter, and a sigma is one wherever it stands in a word."""
    return text.lower().replace("ς", "σ")


@lru_cache(maxsize=64)  # a store asks for it again for each row
def pattern(text: str) -> re.Pattern[str]:
    """The regular expression that a user wrote. InvalidInput if it is none, is too long, or repeats what can match in several ways,
    which may take for ever."""
    if len(text) > _PATTERN_LENGTH:
        raise InvalidInput(f"The regular expression has {len(text)} characters.", hint=f"Use at most {_PATTERN_LENGTH}.")
    if _may_take_for_ever(text):
        raise InvalidInput(f"{text!r} repeats a group that itself repeats or has alternatives.", hint="Repeat single characters or plain groups only.")
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise InvalidInput(f"{text!r} is not a regular expression: {error}.") from error


def _may_take_for_ever(text: str) -> bool:
    """Whether a group that repeats or has alternatives is itself repeated."""
    groups = [False]
    closed = False  # whether the last thing was a group of that kind
    for part in _PATTERN_PARTS.findall(text):
        repeats = part in ("*", "+") or (part.startswith("{") and (part.endswith(",}") or max(map(int, re.findall(r"\d+", part)), default=0) > _FEW))
        if repeats and closed:
            return True
        groups[-1] = groups[-1] or repeats or part == "|"
        if part == "(":
            groups.append(False)
        closed = part == ")" and len(groups) > 1 and groups.pop()
        groups[-1] = groups[-1] or closed
    return False
