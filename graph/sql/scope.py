"""Owns what one compilation hands out: aliases, numbered parameters, and the nodes in hand. It must not write clauses.

A statement's values are parameters `?1`, `?2`...; each is a `Binding`: which of the plan's values, in which form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import InvalidPlan
from graph.ontology import CLAIM, Ontology
from graph.plan import Hop, Param


class Form(StrEnum):
    """How a value is bound."""

    PLAIN = "PLAIN"
    LIST = "LIST"  # as JSON text, for json_each
    ELEMENT = "ELEMENT"  # one element of a list
    # Of a search text (graph.sql.full_text): the full-text query for what it asks, for levels of a hit, and how words may be mistaken.
    SAID = "SAID"
    WHOLE = "WHOLE"
    BEST = "BEST"
    KEY = "KEY"
    SLIPS = "SLIPS"


SEARCHED = frozenset((Form.SAID, Form.WHOLE, Form.BEST, Form.KEY, Form.SLIPS))


@dataclass(frozen=True, slots=True)
class Binding:
    """One parameter: the plan's value at `index` (its element at `position`) in a form."""

    index: int
    form: Form
    position: int = 0


@dataclass(frozen=True, slots=True)
class Here:
    """A node in hand: the alias of its row, the labels that it may have, and how it was reached.

    `typed` rows are of the label's own table (or of `claim`), others of `node`. `own` is the alias of the row that has the
    relationship's own columns; `near` is the node that the hop began at.
    """

    alias: str
    types: tuple[str, ...]
    typed: bool
    hop: Hop | None = None
    own: str | None = None
    near: Here | None = None

    @property
    def id(self) -> str:
        """The row's number."""
        return f"{self.alias}.id"

    @property
    def is_claim(self) -> bool:
        """Whether the node is a claim."""
        return self.types == (CLAIM,)


@dataclass(slots=True)
class Scope:
    """The aliases and parameters of one statement. `without` are the params that may be None (of cursors and dates) and are so in
    this run; `as_of` is the day as of which the root in hand is asked, and `unnamed` whether it finds nodes that nobody had named by then."""

    ontology: Ontology
    without: frozenset[int] = frozenset()
    bindings: dict[Binding, int] = field(default_factory=dict)
    aliases: int = 0
    as_of: Param | None = None
    unnamed: bool = False

    def alias(self, letter: str) -> str:
        """An alias that no other row has."""
        self.aliases += 1
        return f"{letter}{self.aliases}"

    def bind(self, param: Param, form: Form = Form.PLAIN, position: int = 0) -> str:
        """The parameter for a value in a form."""
        binding = Binding(param.index, form, position)
        return f"?{self.bindings.setdefault(binding, len(self.bindings) + 1)}"

    def cursor(self, param: Param | None) -> Param | None:
        """The cursor param if it is there in this run."""
        return None if param is None or param.index in self.without else param

    @property
    def day(self) -> str:
        """The parameter for the day as of which the root in hand is asked. InvalidPlan where it is asked as of now."""
        if self.as_of is None:
            raise InvalidPlan("There is no day here.")
        return self.bind(self.as_of)

    def row(self, types: tuple[str, ...], letter: str = "n") -> Here:
        """A new row for a node of one of `types`."""
        if CLAIM in types and len(types) > 1:
            raise InvalidPlan("A claim has no columns in common with other nodes.")
        return Here(self.alias(letter), types, typed=len(types) == 1)


def literal(text: str) -> str:
    """A text of our own (a label, a key) as a string literal; users' values are always bound."""
    return "'" + text.replace("'", "''") + "'"


def json_text(parts: list[str]) -> str:
    """One expression for JSON text put together from expressions (string literals among them, which are joined)."""
    joined: list[str] = []
    for part in parts:
        if joined and _is_literal(part) and _is_literal(joined[-1]):
            joined[-1] = joined[-1][:-1] + part[1:]
        else:
            joined.append(part)
    while len(joined) > _MAX_ARGUMENTS:
        joined = [f"concat({','.join(joined[i : i + _MAX_ARGUMENTS])})" for i in range(0, len(joined), _MAX_ARGUMENTS)]
    return joined[0] if len(joined) == 1 and _is_literal(joined[0]) else f"concat({','.join(joined)})"


_MAX_ARGUMENTS = 500


def _is_literal(part: str) -> bool:
    return part.startswith("'") and part.endswith("'") and "'" not in part[1:-1].replace("''", "")
