"""Owns the binding of a plan's params: which value stands where, and the checks that a value must pass. It must not shape plans.

A plan is made once for many values; everything about a value that a person can get wrong is checked here, at each run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson

from api.selection import Argument, Variable
from graph import text
from graph.errors import InvalidInput
from graph.plan import Param
from graph.store.base import Bound

Check: TypeAlias = Callable[[Any], Bound]


@dataclass(frozen=True, slots=True)
class Binding:
    """A param's value: a scalar, a Variable or a list of both, and the check that turns it into what is bound."""

    value: Argument
    check: Check | None

    def bind(self, variables: Mapping[str, Any]) -> Bound:
        """The bound value. InvalidInput if the check refuses it."""
        value: Bound = resolve(self.value, variables)
        return self.check(value) if self.check else value


@dataclass(slots=True)
class Bindings:
    """The params of a plan that is being made."""

    items: list[Binding] = field(default_factory=list)

    def param(self, value: Argument, check: Check | None = None) -> Param:
        """A new param. A value that is known now is checked now and only once."""
        binding = Binding(value, check)
        if is_constant(value):
            binding = Binding(binding.bind({}), None)
        self.items.append(binding)
        return Param(len(self.items) - 1)


def is_constant(value: Argument) -> bool:
    """Whether no variable is in the value."""
    if isinstance(value, Variable):
        return False
    return not isinstance(value, list) or all(is_constant(item) for item in value)


def resolve(value: Argument, variables: Mapping[str, Any]) -> Argument:
    """The value with each Variable replaced by what the variables hold."""
    if isinstance(value, Variable):
        found: Argument = variables
        for step in value.path:
            found = found[step]
        return found
    return [resolve(item, variables) for item in value] if isinstance(value, list) else value


def bind(bindings: Sequence[Binding], variables: Mapping[str, Any]) -> list[Bound]:
    """The values to run a plan with."""
    return [b.value if b.check is None and not isinstance(b.value, Variable | list) else b.bind(variables) for b in bindings]


# Checks -------------------------------------------------------------------------------------------------------------


def page_size(argument: str, greatest: int) -> Check:
    """A page size from 0 to `greatest`."""

    def check(value: int) -> Bound:
        if value < 0:
            raise InvalidInput(f"`{argument}` is {value}.", hint="Give 0 or more.")
        if value > greatest:
            raise InvalidInput(f"`{argument}` is {value}, more than a page holds.", hint=f"Give at most {greatest} and page on with a cursor.")
        return value

    return check


def cursor(argument: str, keys: int) -> Check:
    """The key values of a cursor that an order of `keys` keys (name and id included) gave."""

    def check(value: str) -> Bound:
        try:
            found = orjson.loads(value)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, list) or len(found) != keys or not all(_is_key(v) for v in found):
            raise InvalidInput(
                f"`{argument}` is not a cursor of this connection and order.", hint="Take one from `edges.cursor` or `pageInfo` of the same field."
            )
        return found

    return check


def _is_key(value: object) -> bool:
    """Whether a store can hold the value against a column: text, a number of 64 bits, or nothing."""
    if isinstance(value, int):
        return not isinstance(value, bool) and -(2**63) <= value < 2**63
    return value is None or isinstance(value, str | float)


def listed(argument: str, greatest: int) -> Check:
    """A list of at most `greatest` elements."""

    def check(value: Sequence[Bound]) -> Bound:
        if len(value) > greatest:
            raise InvalidInput(f"`{argument}` has {len(value)} elements.", hint=f"Give at most {greatest}.")
        return value

    return check


_CLASS_OR_ESCAPE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_REPEATS = re.compile(r"[*+]|\{\d+,\d*\}")
_OF_ONE_ENGINE = re.compile(r"\\[1-9kKgG]|\(\?(?!:)|\\[pPQEzZ]")
MAX_REPEATS = 3


def pattern(value: str) -> Bound:
    """A regular expression that every store reads alike and that is soon done: no look-around, no back-references, few repeats."""
    text.pattern(value)
    if _OF_ONE_ENGINE.search(value):
        raise InvalidInput("Look-around, flags, named groups and back-references are not offered in `matches`.", hint="Use plain groups, or (?:...).")
    if len(_REPEATS.findall(_CLASS_OR_ESCAPE.sub("x", value))) > MAX_REPEATS:
        raise InvalidInput("The regular expression could take too long.", hint=f"Use at most {MAX_REPEATS} repeats.")
    return value
