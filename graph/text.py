"""Owns how names are found by words: the tokens of a name, the terms of a search, the highlight, regular expressions of users.

Pure functions that every store shares, so that the same words find the same nodes in each. It must not touch a store or score.

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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must follow one another; with `prefix` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks of a node's tokens: all of `terms`, or `key`, which scores more where it is a whole token. Without terms
    (and then without a key) nothing is found."""

    terms: tuple[Term, ...]
    key: Term | None = None


def fold(text: str) -> str:
    """`text` with width, case and Chinese script folded."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return simplified(folded) if _IS_CJK.search(folded) else folded


def search_tokens(text: str) -> list[str]:
    """The tokens of one name, in order; none holds a space."""
    tokens = [token for run in _TOKEN.findall(fold(text)) for token in _tokens(run)]
    return [*tokens, f"={name_key(text)}"] if tokens else []


def index_text(names: Iterable[str]) -> str:
    """What a full-text index keeps of a node: the tokens of its names, a space between any two."""
    return " ".join(token for name in names for token in search_tokens(name))


@lru_cache(maxsize=1024)
def search(text: str) -> Search:
    """What `text` asks for."""
    terms = tuple(_term(run) for run in dict.fromkeys(_TOKEN.findall(fold(text))))
    return Search(terms, Term((f"={name_key(text)}",), prefix=True) if terms else None)


def highlight(names: Iterable[str], text: str) -> str:
    """Of `names` the one with most matches of `text` (the first of several), with the matches between « and »."""
    runs = _TOKEN.findall(fold(text))
    marked = [(_spans(name, runs), name) for name in names]
    spans, name = max(marked, key=lambda m: sum(end - start for start, end in m[0]), default=([], ""))
    parts, at = [], 0
    for start, end in spans:
        parts += [name[at:start], "«", name[start:end], "»"]
        at = end
    return "".join([*parts, name[at:]])


@lru_cache(maxsize=256)
def caseless(text: str) -> str:
    """`text` in small letters, as every store makes it: letter for letter, and a sigma is one wherever it stands in a word."""
    return text.lower().replace("ς", "σ")


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


def _tokens(run: str) -> Iterator[str]:
    if not _IS_CJK.match(run):
        yield run
        return
    for i in range(len(run) - 1):
        yield run[i : i + 2]
    yield run[-1]


def _term(run: str) -> Term:
    if len(run) > 1 and _IS_CJK.match(run):
        return Term(tuple(run[i : i + 2] for i in range(len(run) - 1)), prefix=False)
    return Term((run,), prefix=True)


def _spans(name: str, runs: Iterable[str]) -> list[tuple[int, int]]:
    """The parts of `name` that a run matches, in order and apart; none where folding changes the name's length."""
    folded = fold(name)
    if len(folded) != len(name):
        return []
    found = [span for run in runs for span in _matches(folded, run)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _matches(folded: str, run: str) -> Iterator[tuple[int, int]]:
    begins = "" if _IS_CJK.match(run) else rf"(?<![^\W_{_CJK}])"
    for match in re.finditer(begins + re.escape(run), folded):
        yield match.span()
