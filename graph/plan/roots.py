"""Owns a plan's roots and the plan itself; it must not know how a store answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from graph.plan.explain import outline
from graph.plan.fields import Param
from graph.plan.outputs import Connection, Constant, Groups, Shape


@dataclass(frozen=True, slots=True)
class Lookup:
    """For each value of the list that `values` binds to, in its order, the nodes of `types` with that id or name key
    (`by` is "id" or "name"; a name key is `values.name_key`). An id also finds the node that its name was merged into.

    With `only_first` the answer of a value is its first node or null, else the list of all, in the order of `types`, then id.
    With `single` the list has one value and the answer is its element alone.
    """

    by: str
    types: tuple[str, ...]
    values: Param
    shape: Shape
    only_first: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class AsOf:
    """`root` as the reports had the graph by the PartialDate that `date` binds to: everything (names and aliases excepted, which
    are as they are now) follows from the claims whose `saidOn` is known and not after it, by the policy of `graph.views`; a node or
    claim that none of those names is not there. With `unnamed` (of look-ups alone) a node is found all the same, and nothing is known
    of it. Where `date` binds to None it is `root` itself, and not an AsOf."""

    root: Lookup | Connection | Groups
    date: Param
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Which reports were added, in the order of their coming: `[{id, generation}]`.

    A report is added by the batch that puts in its first claim: the first that a node states which stated nothing before that batch,
    also where it was cited before, or stated something once. A judgement adds no report. Told are those that state something still,
    at most `first` of them, by the generation that the batch made, then id, from beyond the [generation, id] that `after` binds to and
    up to the generation `until`. Where the store's `status` told of that generation before, none is missing: a store that is asked
    while a batch is being committed may show a part of it.
    """

    after: Param
    until: Param
    first: Param


Root: TypeAlias = "Lookup | Connection | Groups | AsOf | Arrivals | Constant"


@dataclass(frozen=True)
class Plan:
    """The roots of one operation by response key. Hashable; stores cache statements by it, so the hash is worked out once."""

    roots: tuple[tuple[str, Root], ...]

    @cached_property
    def _hash(self) -> int:
        return hash(self.roots)

    def __hash__(self) -> int:
        return self._hash

    def explain(self) -> str:
        """The plan as an indented outline, one thing a line."""
        return "\n".join(line for key, root in self.roots for line in outline(root, f"{key}: ", 0))
