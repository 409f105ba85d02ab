"""Owns the way back: a statement answers with lists without keys, and decoders give them their keys again.

A decoder takes the value that Neo4j gave and the bound values, and may change the value in place: it is nobody else's.
It must not know Cypher.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from graph.plan import Constant, PageInfo
from graph.store.base import Bound

Raw: TypeAlias = Any  # what Neo4j gave: lists without keys, and values
Decode: TypeAlias = Callable[[Raw, Sequence[Bound]], Raw]


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression, and how its value is read; None where the value is the answer already."""

    text: str
    decode: Decode | None = None


def row(items: Sequence[tuple[str, Piece | Constant]]) -> Piece:
    """A list of what is not constant in `items`, read as an object of all of them, in their order."""
    keys = tuple(key for key, _ in items)
    pieces = [piece for _, piece in items if isinstance(piece, Piece)]
    children = tuple((at, piece.decode) for at, piece in enumerate(pieces) if piece.decode is not None)
    constants = tuple((at, item.value) for at, (_, item) in enumerate(items) if isinstance(item, Constant))

    def plain(value: Raw, _: Sequence[Bound]) -> Raw:
        return None if value is None else dict(zip(keys, value, strict=True))

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        if value is None:
            return None
        for at, child in children:
            value[at] = child(value[at], bound)
        for at, constant in constants:
            value.insert(at, constant)
        return dict(zip(keys, value, strict=True))

    return Piece(f"[{', '.join(piece.text for piece in pieces)}]", decode if children or constants else plain)


def by_label(cases: Mapping[str, Decode]) -> Decode:
    """Read rows whose last element is the node's label, each in its own way."""

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        return None if value is None else cases[value.pop()](value, bound)

    return decode


def each(child: Decode | None) -> Decode | None:
    """Read every element of a list."""
    if child is None:
        return None

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        return [child(element, bound) for element in value]

    return decode


def only(child: Decode | None) -> Decode:
    """Read a list of at most one element as that element or None."""

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        if not value:
            return None
        return value[0] if child is None else child(value[0], bound)

    return decode


def cursor(keys: list[Any]) -> str:
    """A cursor's text."""
    return orjson.dumps(keys).decode()


def cursor_decoder(value: Raw, _: Sequence[Bound]) -> Raw:
    """Read key values as a cursor."""
    return cursor(value)


@dataclass(frozen=True, slots=True)
class Window:
    """How the rows of a page were asked for, by the indexes of the bound values: forwards (`first`), backwards (`last`)
    or all of them; `spare` says that one row more than the page was asked for."""

    first: int | None
    last: int | None
    after: int | None
    before: int | None
    spare: bool

    def cut(self, rows: list[Any], bound: Sequence[Bound]) -> tuple[list[Any], bool]:
        """The page's rows in their order, and whether there were more."""
        at = self.first if self.first is not None else self.last
        size = bound[at] if at is not None else None
        more = False
        if isinstance(size, int) and len(rows) > size:
            more = True
            del rows[size:]
        if self.last is not None:
            rows.reverse()
        return rows, more

    def facts(self, bound: Sequence[Bound], *, more: bool) -> dict[str, Any]:
        """hasNextPage and hasPreviousPage."""
        if self.first is not None:
            return {"hasNextPage": more, "hasPreviousPage": self._given(self.after, bound)}
        return {"hasNextPage": self._given(self.before, bound), "hasPreviousPage": self.last is not None and more}

    @staticmethod
    def _given(at: int | None, bound: Sequence[Bound]) -> bool:
        return at is not None and bound[at] is not None


def page_info(output: PageInfo, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The asked part of what is known of a page."""
    return {key: what.value if isinstance(what, Constant) else facts[what] for key, what in output.fields}
