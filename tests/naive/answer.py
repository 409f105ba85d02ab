"""Owns the whole answer of a plan: each root in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.plan import Arrivals, AsOf, Constant, Groups, Lookup, Plan, Root
from graph.store.base import Bound
from tests.naive.groups import groups
from tests.naive.walk import Walk
from tests.naive.world import World


def answer(world: World, plan: Plan, values: Sequence[Bound]) -> dict[str, Any]:
    """The roots' keys and what they tell."""
    walk = Walk(world, values)
    return {key: _root(walk, root) for key, root in plan.roots}


def _root(walk: Walk, root: Root) -> Any:
    if isinstance(root, Constant):
        return root.value
    if isinstance(root, AsOf):
        date = walk.bound(root.date)
        return _root(walk if date is None else Walk(walk.world.graph["as_of"](as_of=date, unnamed=root.unnamed), walk.values), root.root)
    if isinstance(root, Arrivals):
        raise NotImplementedError("in which order reports came is not in the graph")
    if isinstance(root, Lookup):
        return walk.lookup(root)
    if isinstance(root, Groups):
        return groups(walk, root, walk.met(root.source, root.where, None))
    return walk.connection(root, None)
