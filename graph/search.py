"""Owns what a search asks: the terms of a text, the levels of a hit, typing mistakes, the highlight.

Pure functions that every store shares, so that the same text finds the same nodes in each, in the same order (see `docs/search.md`).
It must not touch a store, nor know a full-text index's own language.

A hit's level is the highest that holds
    6  the key of one of its names is the text's
    5  the text's words stand in a row in one of its names, whole
    4  all words are in its names, whole
    3  all words are in its names, each perhaps only as a beginning; or the text's key begins that of a name
    2  one of its names is the text with one mistake
    1  all words are in its names with one mistake a word
and its score is the level + 1 / (1 + the length of the node's name). Mistakes (2 and 1) are forgiven only where nothing of the types
asked for has a higher level.

- A run of Chinese counts as whole wherever it stands. A phrase in quotes stands in a row, whole, without mistakes.
- A mistake is a letter too many, too few or another one, or two neighbours swapped, in a word of 4 to 30 letters that begins right;
  in a run of 3 to 30 Chinese characters it is one other character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.text import is_chinese, runs, runs_with_places, tokens
from graph.values import name_key

LENGTH = 200  # of a text, in characters
KEY, PHRASE, WHOLE, SAID, NEAR, MISTAKEN = 6, 5, 4, 3, 2, 1
_WORD, _RUN = range(4, 31), range(3, 31)  # how long a word or a run is in which a mistake is forgiven
_MISTAKES = 8  # words and phrases of a text in which mistakes are forgiven; a longer text is no name
_QUOTED = re.compile(r'["“”„«»＂「」『』]')


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must follow one another; with `prefix` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """How a word or a whole key of `length` may be spelled with one mistake: tokens that begin with `start` and match `pattern`, a
    regular expression that means the same in Python and in Lucene."""

    start: str
    pattern: str
    length: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be there: as said, and so that it counts as whole. With a mistake a word is a token as in `slip`; a run of Chinese
    has the terms of one of `pieces`, and a key that matches `near`."""

    said: Term
    whole: Term
    slip: Slip | None = None
    pieces: tuple[tuple[Term, ...], ...] = ()
    near: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks: all of `every`; where that is empty nothing is found. `row` is the text as one term, `key` the token of a
    name that is the text and no more. With `by_key` the text has no phrase in quotes, so a name whose key begins so is a hit whatever its words.
    """

    every: tuple[Asked, ...]
    row: Term = Term(())
    key: str = ""
    by_key: bool = False
    key_slip: Slip | None = None

    @property
    def whole(self) -> tuple[Term, ...]:
        """What must be there so that all words count as whole; nothing where that is the row itself."""
        whole = tuple(asked.whole for asked in self.every)
        return () if whole == (self.row,) else whole

    @property
    def slips(self) -> tuple[tuple[int, Slip], ...]:
        """Every slip with the place of its word in `every`; that of the key comes last, with -1."""
        found = [(place, asked.slip) for place, asked in enumerate(self.every) if asked.slip is not None]
        return (*found, *([(-1, self.key_slip)] if self.key_slip is not None else []))

    @property
    def near(self) -> tuple[str, ...]:
        """The regular expressions that a node's index text must match as a whole where mistakes are forgiven."""
        return tuple(asked.near for asked in self.every if asked.near)

    @property
    def forgives(self) -> bool:
        """Whether there is a word in which a mistake is forgiven."""
        return bool(self.slips or self.near)


@lru_cache(maxsize=1024)
def search(text: str) -> Search:
    """What `text` asks for."""
    parts = _parts(text)
    every = tuple(dict.fromkeys(asked for part, quoted in parts for asked in _asked(part, quoted=quoted)))
    if not every:
        return Search(())
    if len(every) > _MISTAKES:
        every = tuple(Asked(asked.said, asked.whole) for asked in every)
    key, plain = name_key(text), len(parts) == 1
    slip = _key_slip(key, every) if plain and len(every) <= _MISTAKES else None
    return Search(every, _row(runs(text)), f"={key}", plain, slip)


def highlight(names: Iterable[str], text: str) -> str:
    """Of `names` the one with most matches of `text` (the first of several), with the matches between « and »."""
    names, said = list(names), runs(text)
    marked = [(_spans(name, said), name) for name in names]
    if not any(spans for spans, _ in marked):
        marked = [(_mistaken_spans(name, search(text)), name) for name in names]
    spans, name = max(marked, key=lambda m: sum(end - start for start, end in m[0]), default=([], ""))
    parts, at = [], 0
    for start, end in spans:
        parts += [name[at:start], "«", name[start:end], "»"]
        at = end
    return "".join([*parts, name[at:]])


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A slip's pattern, or one of `Search.near`."""
    return re.compile(pattern)


# Terms --------------------------------------------------------------------------------------------------------------


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text's parts, and whether each stood between quotation marks; one mark alone is none."""
    pieces = _QUOTED.split(text)
    if len(pieces) % 2 == 0:
        pieces[-2:] = [" ".join(pieces[-2:])]
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces)]


def _asked(part: str, *, quoted: bool) -> Iterator[Asked]:
    found = runs(part)
    if quoted and len(found) > 1:
        yield Asked(_row(found), _row(found))
        return
    for run in found:
        if is_chinese(run):
            term = _chinese(run)
            yield Asked(term, term) if quoted or len(run) not in _RUN else Asked(term, term, None, tuple(_pieces(run)), _near(run))
        else:
            whole = Term((run,))
            yield Asked(whole, whole) if quoted else Asked(Term((run,), prefix=True), whole, _slip(run))


def _chinese(run: str) -> Term:
    """A run of Chinese wherever it stands."""
    if len(run) == 1:
        return Term((run,), prefix=True)
    return Term(tuple(a + b for a, b in pairwise(run)))


def _row(found: list[str]) -> Term:
    """The runs in a row: the first may end a longer run of Chinese, and the last begin one, unless it is a single character."""
    *before, last = found
    if not before and is_chinese(last):
        return _chinese(last)
    return Term((*(token for run in before for token in tokens(run)), *(_chinese(last).tokens if is_chinese(last) else (last,))))


# Mistakes -----------------------------------------------------------------------------------------------------------


def _slip(word: str, before: str = "") -> Slip | None:
    if len(word) not in _WORD or not word.isalpha() or any(map(is_chinese, word)):
        return None
    first, rest = before + word[0], word[1:]
    other = [rest[:i] + "." + rest[i + 1 :] for i in range(len(rest))]
    missing = [rest[:i] + "." + rest[i:] for i in range(len(rest) + 1)]
    extra = [rest[:i] + rest[i + 1 :] for i in range(len(rest))]
    swapped = [rest[:i] + rest[i + 1] + rest[i] + rest[i + 2 :] for i in range(len(rest) - 1)]
    return Slip(first, f"{first}({'|'.join(dict.fromkeys([*other, *missing, *extra, *swapped]))})", len(before + word))


def _key_slip(key: str, every: tuple[Asked, ...]) -> Slip | None:
    if len(every) == 1 and every[0].near:
        return Slip("=", f"=({_other(key)})", len(key) + 1)
    return _slip(key, "=")


def _pieces(run: str) -> Iterator[tuple[Term, ...]]:
    """For each character that may be another one, what stands on its two sides."""
    for i in range(len(run)):
        yield tuple(_chinese(piece) for piece in (run[:i], run[i + 1 :]) if piece)


def _other(run: str) -> str:
    return "|".join(run[:i] + "[^ ]" + run[i + 1 :] for i in range(len(run)))


def _near(run: str) -> str:
    return f"(?s).*=[^ ]*(?:{_other(run)}).*"


# The highlight ------------------------------------------------------------------------------------------------------


def _spans(name: str, said: Sequence[str]) -> list[tuple[int, int]]:
    """The parts of `name` that a run matches, in order and apart; else the whole name where its key is theirs."""
    placed = runs_with_places(name)
    found = _apart((at + begin, at + begin + len(run)) for run in said for token, at in placed for begin in _begins(token, run))
    if not found and placed and name_key(name) == name_key(" ".join(said)):
        return [(placed[0][1], placed[-1][1] + len(placed[-1][0]))]
    return found


def _begins(token: str, run: str) -> Iterator[int]:
    if not is_chinese(run):
        yield from [0] if token.startswith(run) else []
        return
    at = token.find(run)
    while at >= 0:
        yield at
        at = token.find(run, at + 1)


def _mistaken_spans(name: str, asked: Search) -> list[tuple[int, int]]:
    """The parts of `name` that match with a mistake."""
    placed = runs_with_places(name)
    words = [compiled(slip.pattern) for place, slip in asked.slips if place >= 0]
    found = [(at, at + len(token)) for token, at in placed if any(word.fullmatch(token) for word in words)]
    for item in asked.every:
        if item.near:
            run = item.said.tokens[0] + "".join(token[1] for token in item.said.tokens[1:])
            found += [(at + m.start(), at + m.end()) for token, at in placed for m in compiled(_other(run)).finditer(token)]
    return _apart(found)


def _apart(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that touch are one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
