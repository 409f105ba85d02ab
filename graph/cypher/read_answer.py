"""Owns the way back: a statement answers with lists without keys, and what is written here gives them their keys again.

A reading is written as one Python expression for the whole answer, which is compiled with the statement: a call for each of the
thousands of objects of an answer would cost more than all else. It must not know Cypher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

import orjson

from graph.errors import InvalidPlan
from graph.plan import Constant, PageInfo
from graph.store.base import Bound

Raw: TypeAlias = Any  # what Neo4j gave: lists without keys, and values
Decode: TypeAlias = Callable[[Raw, Sequence[Bound]], Raw]


@dataclass(slots=True)
class Code:
    """A reading that is being written: the objects that it names, and how many names it has made up. `bound` names the bound values."""

    objects: dict[str, object] = field(default_factory=dict)
    count: int = 0

    def variable(self) -> str:
        """A name that was not used before."""
        self.count += 1
        return f"v{self.count}"

    def named(self, value: object) -> str:
        """A name for an object."""
        name = self.variable()
        self.objects[name] = value
        return name


# Writes the expression that reads a value, which is given as an expression that costs little and may be repeated.
Read: TypeAlias = Callable[[str, Code], str]


def decoder(read: Read) -> Decode:
    """A reading as a function of a value and the bound values."""
    code = Code()
    text = read("value", code)
    made: Decode = eval(compile(f"lambda value, bound: {text}", "<reading>", "eval"), code.objects)  # noqa: S307 - keys are literals, all else has names
    return made


def as_it_is(value: str, _: Code) -> str:
    """Read what is the answer already."""
    return value


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression in Cypher, and how its value is read; `before` are the clauses that bring into scope what it is made from."""

    text: str
    read: Read = as_it_is
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Piece):
    """A list of expressions, which may also stand in a longer list: `at` says how they are read where they begin at a place of it."""

    texts: tuple[str, ...]
    at: Callable[[int], Read]

    @classmethod
    def of(cls, texts: Sequence[str], at: Callable[[int], Read], before: str = "") -> Self:
        """The row of these expressions."""
        return cls(f"[{', '.join(texts)}]", at(0), before, texts=tuple(texts), at=at)


Item: TypeAlias = "tuple[str, Piece | Constant]"  # a key of an object, and what it has there


def calling(decode: Decode) -> Read:
    """Read by a function."""
    return lambda value, code: f"{code.named(decode)}({value}, bound)"


def apart(read: Read) -> Read:
    """Read by an expression of its own, so that none becomes too deep for Python where an operation nests deep."""

    def told(value: str, code: Code) -> str:  # compiled where it is used: of rows that differ by label often one is
        return calling(decoder(read))(value, code)

    return told


def after(prepare: Decode, read: Read) -> Read:
    """Read what a function makes of the value."""
    return lambda value, code: apart(read)(calling(prepare)(value, code), code)


def constant(value: object) -> Read:
    """Read whatever there is as one value."""
    return lambda _, code: repr(value) if value is None or isinstance(value, str | bool | int) else code.named(value)


def element(place: int, read: Read = as_it_is) -> Read:
    """Read what a list has at a place."""
    return lambda value, code: read(f"{value}[{place}]", code)


def keyed(items: Sequence[tuple[str, Read]]) -> Read:
    """Read one value as an object, each of its keys in its own way."""
    return lambda value, code: f"{{{', '.join(f'{key!r}: {read(value, code)}' for key, read in items)}}}"


def beside(pieces: Sequence[Piece], start: int = 0) -> tuple[list[str], list[Read]]:
    """Pieces in one list, from a place on: its expressions, and how each piece is read from the list.

    Rows are spread out: a list inside a list costs Neo4j, the way from it and Python a value for each of thousands of rows."""
    texts: list[str] = []
    reads: list[Read] = []
    for piece in pieces:
        place = start + len(texts)
        if isinstance(piece, Row):
            reads.append(piece.at(place))
            texts += piece.texts
        else:
            reads.append(element(place, piece.read))
            texts.append(piece.text)
    return texts, reads


def before_all(pieces: Iterable[Piece]) -> str:
    """The clauses before all of the pieces."""
    return "".join(piece.before for piece in pieces)


def row(items: Sequence[Item], *more: str) -> Row:
    """A list of what is not constant in `items`, read as an object of all of them, in their order; behind it `more` that is not told."""
    return _row(items, lambda _, item, __: constant(item.value), more)


def row_by_label(cases: Mapping[str, Sequence[Item]], label: str) -> Row:
    """A row of which only constants depend on the node's label, an expression; it comes last."""

    def by_case(place: int, _: Constant, behind: int) -> Read:
        found = {name: item.value for name, items in cases.items() if isinstance(item := items[place][1], Constant)}
        if all(name == value for name, value in found.items()):
            return element(behind)
        return lambda value, code: f"{code.named(found)}[{value}[{behind}]]"

    return _row(next(iter(cases.values())), by_case, (label,))


def _row(items: Sequence[Item], constant_at: Callable[[int, Constant, int], Read], more: Sequence[str]) -> Row:
    pieces = [item for _, item in items if isinstance(item, Piece)]
    texts, _ = beside(pieces)

    def at(start: int) -> Read:
        reads, behind = iter(beside(pieces, start)[1]), start + len(texts)
        return keyed([
            (key, next(reads) if isinstance(item, Piece) else constant_at(place, item, behind))
            for place, (key, item) in enumerate(items)
        ])  # fmt: skip

    return Row.of([*texts, *more], at, before_all(pieces))


def by_label(cases: Mapping[str, Read]) -> Read:
    """Read rows whose last element is the node's label, each in its own way."""

    def told(value: str, code: Code) -> str:
        decoders = {label: decoder(read) for label, read in cases.items()}
        return calling(lambda given, bound: decoders[given[-1]](given, bound))(value, code)

    return told


def nullable(read: Read) -> Read:
    """Read what may be missing."""

    def told(value: str, code: Code) -> str:
        name = code.variable()
        return f"(None if ({name} := {value}) is None else {read(name, code)})"

    return told


def each(read: Read) -> Read:
    """Read every element of a list."""

    def told(value: str, code: Code) -> str:
        name = code.variable()
        one = read(name, code)
        return value if one == name else f"[{one} for {name} in {value}]"

    return told


def only(read: Read) -> Read:
    """Read a list of at most one element as that element or None."""
    return lambda value, code: f"({read(f'{value}[0]', code)} if {value} else None)"


def cursor(keys: list[Any]) -> str:
    """A cursor's text."""
    return orjson.dumps(keys).decode()


def read_cursor(value: str, code: Code) -> str:
    """Read key values as a cursor."""
    return f"{code.named(cursor)}({value})"


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


def finished(asked: Window, *, paged_: bool, ends: bool, alone: bool) -> Decode:
    """Cuts the page to its size, and puts what is known of the page behind all else; `ends` says that each row ends with its
    cursor, `alone` that it is nothing else."""

    def decode(value: Raw, bound: Sequence[Bound]) -> Raw:
        rows, more = asked.cut(value[0], bound) if paged_ else ([], False)
        facts = asked.facts(bound, more=more)
        if ends:
            tips = [None if not rows else cursor(rows[end] if alone else rows[end][-1]) for end in (0, -1)]
            facts |= {"startCursor": tips[0], "endCursor": tips[1]}
        return [*value, facts]

    return decode


def of_page(output: object) -> Read:
    """Read what is told of a page or is the same for all: of a page it is in what is known of it, the value's last element."""
    if isinstance(output, PageInfo):
        fields = [(key, constant(what.value) if isinstance(what, Constant) else _fact(what)) for key, what in output.fields]
        return keyed(fields)
    if isinstance(output, Constant):
        return constant(output.value)
    raise InvalidPlan(f"{type(output).__name__} is no output of a page.")


def _fact(name: str) -> Read:
    return lambda value, _: f"{value}[-1][{name!r}]"
