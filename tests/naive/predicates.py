"""Owns comparisons, orders and aggregates of plain values, as the plan's docstring defines them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from typing import Any, TypeVar

from graph.plan import LENGTHS, Aggregate, Op

T = TypeVar("T")

_SIMPLE: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq, Op.NE: operator.ne, Op.GT: operator.gt, Op.GTE: operator.ge, Op.LT: operator.lt, Op.LTE: operator.le,
    Op.IN: lambda value, given: value in given, Op.NOT_IN: lambda value, given: value not in given,
    Op.CONTAINS: lambda value, given: given in value, Op.STARTS_WITH: lambda value, given: value.startswith(given),
    Op.ENDS_WITH: lambda value, given: value.endswith(given), Op.HAS: lambda value, given: given in value,
    Op.MATCHES: lambda value, given: re.search(given, value) is not None,
}  # fmt: skip


def holds_op(value: Any, op: Op, given: Any, *, caseless: bool = False) -> bool:
    """Whether `value op given`; never with a missing value on either side."""
    if caseless:
        value, given = _small(value), _small(given)
    if given is None:
        return False
    if op is Op.IS_NULL:
        return (value is None or value == []) is given
    return value is not None and bool(_SIMPLE[op](value, given))


def _small(value: Any) -> Any:
    if isinstance(value, list):
        return [_small(item) for item in value]
    return value.replace("Σ", "σ").replace("ς", "σ").lower() if isinstance(value, str) else value


def compare_keys(left: Sequence[Any], right: Sequence[Any], falling: Sequence[bool]) -> int:
    """Below, at or above 0, as `left` comes before, with or after `right`; a missing value comes last in both directions."""
    for a, b, down in zip(left, right, falling, strict=True):
        if a == b:
            continue
        if a is None or b is None:
            return 1 if a is None else -1
        return (1 if a < b else -1) if down else (-1 if a < b else 1)
    return 0


def sorted_by(items: Iterable[T], keys: Callable[[T], Sequence[Any]], falling: Sequence[bool]) -> list[T]:
    """The items in the order of their key values."""

    def compare(left: T, right: T) -> int:
        return compare_keys(keys(left), keys(right), falling)

    return sorted(items, key=cmp_to_key(compare))


def aggregate(function: Aggregate, values: Sequence[Any]) -> Any:
    """The aggregate of the values that are there; None of none, but for counts."""
    there = [value for value in values if value is not None]
    if function is Aggregate.COUNT:
        return len(there)
    if function is Aggregate.COUNT_DISTINCT:
        return len(set(there))
    if not there:
        return None
    if function in LENGTHS:
        return aggregate(LENGTHS[function], [len(value) for value in there])
    if function in (Aggregate.SHORTEST, Aggregate.LONGEST):
        return min(there, key=lambda value: (len(value) if function is Aggregate.SHORTEST else -len(value), value))
    if function is Aggregate.MIN:
        return min(there)
    if function is Aggregate.MAX:
        return max(there)
    return sum(there) / len(there) if function is Aggregate.AVG else sum(there)
