"""Owns the statement that answers several runs of another: the same text, each run with values of its own. Text only; it must not send."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.cypher.read_answer import Raw

RUNS, _RUN, _PLACE = "runs", "run", "at"
_KEPT = 512
_GIVEN = re.compile(r"\$([pq]\d+)")
_SIZE = re.compile(r"LIMIT (?:toInteger\()?\$([pq]\d+)")


@dataclass(frozen=True, slots=True)
class Many:
    """A statement for several runs. `own` are the parameters of which each run has its own, the others are the same for all."""

    text: str
    own: frozenset[str]

    def shared(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """What has to be the same of two runs for them to be answered together."""
        return {name: value for name, value in parameters.items() if name not in self.own}

    def parameters(self, runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The parameters for runs that share what has to be the same."""
        told = [{_PLACE: place, **{name: run[name] for name in self.own}} for place, run in enumerate(runs)]
        return {RUNS: told, **self.shared(runs[0])}

    @staticmethod
    def answers(value: list[tuple[int, Raw]]) -> list[Raw]:
        """What each run would have answered alone, in their order."""
        return [answer for _, answer in sorted(value, key=lambda told: told[0])]


@lru_cache(maxsize=_KEPT)
def many(text: str) -> Many | None:
    """The statement for several runs of one that `graph.cypher.read` made; None where there is none.

    A clause that is a subquery sees only what it names, and only such a one aggregates. A page's size must be the same for all of its rows.
    """
    if not text.startswith("RETURN ") or "CALL (" in text:
        return None
    sizes = set(_SIZE.findall(text))
    own = frozenset(_GIVEN.findall(text)) - sizes
    asked = _GIVEN.sub(lambda found: found[0] if found[1] in sizes else f"{_RUN}.{found[1]}", text.removeprefix("RETURN ").removesuffix(" AS answer"))
    return Many(f"RETURN COLLECT {{ UNWIND ${RUNS} AS {_RUN} RETURN [{_RUN}.{_PLACE}, {asked}] }} AS answer", own)
