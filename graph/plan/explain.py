"""Owns how a plan is printed: an indented outline, one thing a line. It must not depend on what a plan is made of beyond its dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from graph.plan.conditions import Page
from graph.plan.fields import Field, Hop, On, Param


def outline(item: object, label: str, depth: int) -> list[str]:
    """The lines of one part of a plan, under `label`, `depth` levels deep."""
    pad = "  " * depth
    if not dataclasses.is_dataclass(item) or isinstance(item, type):
        if isinstance(item, tuple) and item:
            return [f"{pad}{label}".rstrip()] + [line for part in item for line in _part(part, depth + 1)]
        return [f"{pad}{label}{item!s}"]
    small = [f for f in dataclasses.fields(item) if _is_small(getattr(item, f.name))]
    large = [f for f in dataclasses.fields(item) if f not in small]
    words = " ".join(f"{f.name}={_word(getattr(item, f.name))}" for f in small if getattr(item, f.name) not in (None, (), False))
    lines = [f"{pad}{label}{type(item).__name__} {words}".rstrip()]
    for f in large:
        lines += outline(getattr(item, f.name), f"{f.name} ", depth + 1)
    return lines


def _part(part: object, depth: int) -> list[str]:
    if isinstance(part, tuple) and len(part) == 2 and isinstance(part[0], str):
        return outline(part[1], f"{part[0]}: ", depth)
    return outline(part, "", depth)


def _is_small(value: object) -> bool:
    if isinstance(value, Field | Param | Hop) or not isinstance(value, Sequence) or isinstance(value, str):
        return isinstance(value, Field | Param | Hop | Page) or not dataclasses.is_dataclass(value)
    return all(isinstance(v, str) for v in value)


def _word(value: object) -> str:
    if isinstance(value, Param):
        return f"${value.index}"
    if isinstance(value, Field):
        return value.column if value.on is On.NODE else f"relationship.{value.column}"
    if isinstance(value, Hop):
        return f"{value.relationship}/{value.direction}->{'|'.join(value.types)}"
    if isinstance(value, Page):
        return "/".join(f"{f.name} {_word(v)}" for f in dataclasses.fields(value) if (v := getattr(value, f.name)) is not None)
    return "|".join(value) if isinstance(value, tuple) else str(value)
