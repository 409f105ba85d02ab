"""Owns where a walk stands, and the page of such places."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph import plan as p
from tests.naive.predicates import compare_keys

Keys: TypeAlias = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class Here:
    """A node, and how it was reached: the relationship (type, start, end), or the score by which a search found it."""

    node: str
    by: tuple[str, str, str] | None = None
    score: float | None = None


def cursor(keys: list[Any]) -> str:
    """A cursor's text."""
    return json.dumps(keys, ensure_ascii=False)


def paged(bound: Callable[[p.Param | None], Any], page: p.Page | None, every: list[Any], keys: Keys, falling: list[bool]) -> tuple[list[Any], dict[str, Any]]:
    """The page's part of `every`, and what PageInfo may tell of it."""
    if page is None:
        return every, _info(every, keys, ahead=False, behind=False)
    after, before = bound(page.after), bound(page.before)
    part = [x for x in every if after is None or compare_keys(keys(x), after, falling) > 0]
    part = [x for x in part if before is None or compare_keys(keys(x), before, falling) < 0]
    if page.first is not None:
        size = bound(page.first)
        return part[:size], _info(part[:size], keys, ahead=len(part) > size, behind=after is not None)
    size = bound(page.last)
    kept = part[max(0, len(part) - size) :]
    return kept, _info(kept, keys, ahead=before is not None, behind=len(part) > size)


def _info(kept: list[Any], keys: Keys, *, ahead: bool, behind: bool) -> dict[str, Any]:
    ends = (cursor(keys(kept[0])), cursor(keys(kept[-1]))) if kept else (None, None)
    return {"hasNextPage": ahead, "hasPreviousPage": behind, "startCursor": ends[0], "endCursor": ends[1]}
