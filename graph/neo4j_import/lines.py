"""Owns the lines of an import folder's data files: cells, and blocks of lines that are ready to be written.

Pure: it must not open a file, nor know what the rows are. Cells follow RFC 4180: every text stands in quotes, so that an empty one differs
from none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from graph.errors import InvalidInput
from graph.neo4j_import.files import BETWEEN, Block, node_columns, relationship_columns

Row: TypeAlias = Mapping[str, Any]


class _Table(NamedTuple):
    """How a row of one label or relationship type becomes cells, those of a relationship's ends apart."""

    columns: tuple[tuple[str, Callable[[Any], str]], ...]

    def cells(self, row: Row) -> list[str]:
        get = row.get
        return ["" if (value := get(name)) is None else cell(value) for name, cell in self.columns]


class Lines:
    """Lines that are put together, of each file in the order in which they came."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], list[str]] = {}

    def of(self, kind: str, name: str) -> list[str]:
        """The lines of one file so far, to be added to; from here on it is there, behind those that were asked for before."""
        lines = self._lines.get((kind, name))
        if lines is None:
            lines = self._lines[kind, name] = []
        return lines

    def node(self, label: str, row: Row) -> None:
        """Add a node. InvalidInput if the ontology has none of that label."""
        self.of("nodes", label).append(",".join(_table("nodes", label).cells(row)))

    def relationships(self, type_: str, start: str, ends: Iterable[tuple[str, Row]]) -> None:
        """Add the relationships of a node to others, with their own properties."""
        cells, first = _table("relationships", type_).cells, text(start)
        self.of("relationships", type_).extend([",".join([first, text(end), *cells(row)]) for end, row in ends])

    def blocks(self) -> list[Block]:
        """All that was added, and nothing is left. UnicodeEncodeError if a text has half of a surrogate pair."""
        found, self._lines = self._lines, {}
        return [_block(kind, name, lines) for (kind, name), lines in found.items() if lines]


def _block(kind: str, name: str, lines: Sequence[str]) -> Block:
    data = ("\n".join(lines) + "\n").encode()
    return Block(kind, name, data, len(lines), max(map(len, lines)), data.count(b"\n") > len(lines) or b"\r" in data)


@cache
def _table(kind: str, name: str) -> _Table:
    columns = (node_columns() if kind == "nodes" else relationship_columns()).get(name)
    if columns is None:
        raise InvalidInput(f"The graph holds something that the ontology does not know: {name}.", hint="Use the version that loaded it.")
    return _Table(tuple((column, _cell(type_)) for column, type_ in columns.items() if not column.startswith(":")))


def _cell(type_: str) -> Callable[[Any], str]:
    """What makes a cell of a value that is there."""
    if type_ == "string[]":
        return _list
    if type_ in ("long", "double"):
        return repr
    return _truth if type_ == "boolean" else text


def text(value: str) -> str:
    """A text's cell."""
    return '"' + value.replace('"', '""') + '"'


def texts(values: Iterable[str | None]) -> list[str]:
    """A column of texts, empty where there is none."""
    return ["" if value is None else '"' + value.replace('"', '""') + '"' for value in values]


def words(values: Sequence[str | None]) -> list[str]:
    """A column of texts of which there are few."""
    few = list(set(values))
    return list(map(dict(zip(few, texts(few), strict=True)).__getitem__, values))


def numbers(values: Iterable[float | None]) -> list[str]:
    """A column of numbers, empty where there is none."""
    return ["" if value is None else repr(value) for value in values]


def lists(values: Sequence[Sequence[str]]) -> list[str]:
    """A column of lists. None of them is empty: an import reads that as none."""
    joined = "".join(cells := texts(map(BETWEEN.join, values)))
    if joined.count(BETWEEN) > sum(map(len, values)) - len(values):
        raise InvalidInput(f"A name holds U+{ord(BETWEEN):04X}, which is no character.", hint="Load what it is from without it.")
    return cells


def _list(value: Sequence[str]) -> str:
    return lists([value])[0]


def _truth(value: bool) -> str:  # noqa: FBT001 - a value
    return "true" if value else "false"
