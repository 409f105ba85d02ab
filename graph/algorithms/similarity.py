"""Owns which nodes are like another: those that share neighbours with it. It must not read a store.

Two nodes share a neighbour where a relationship of one type leads from both to it, or from it to both. What a shared neighbour
counts is the index of Adamic and Adar (L. Adamic and E. Adar, Friends and neighbors on the Web, Social Networks 25, 2003): 1 over
the logarithm of how many nodes have that neighbour by that type. A capability of two models counts more than a report that
mentions fifty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from graph.algorithms.results import Shared, Similar
from graph.ontology import ONTOLOGY, Direction
from graph.store.base import Neighbour
from graph.values import type_of_id

_MUTUAL = {r.name for r in ONTOLOGY.relationship_types if r.mutual}
Trait: TypeAlias = tuple[str, str, Direction]  # a neighbour, the relationship type that leads there, and which way


def similar(relationships: Iterable[Neighbour], to: str, first: int) -> list[Similar]:
    """Up to `first` nodes of the type of `to`, by score, then id. `relationships` are all beside the neighbours of `to`."""
    shared: dict[str, list[Shared]] = {}
    for trait, nodes in traits(relationships).items():
        node, type_, _ = trait
        if to in nodes and node != to:
            for other in nodes - {to}:
                if type_of_id(other) == type_of_id(to):
                    shared.setdefault(other, []).append(Shared(node, type_, 1 / math.log(len(nodes))))
    found = [
        Similar(node, math.fsum(s.weight for s in why), tuple(sorted(why, key=lambda s: (-s.weight, s.node, s.type))))
        for node, why in shared.items()
    ]  # fmt: skip
    return sorted(found, key=lambda s: (-s.score, s.node))[:first]


def traits(relationships: Iterable[Neighbour]) -> dict[Trait, set[str]]:
    """The nodes that have each trait."""
    having: dict[Trait, set[str]] = {}
    for r in relationships:
        mutual = r.type in _MUTUAL
        having.setdefault((r.end, r.type, Direction.BOTH if mutual else Direction.IN), set()).add(r.start)
        having.setdefault((r.start, r.type, Direction.BOTH if mutual else Direction.OUT), set()).add(r.end)
    return having
