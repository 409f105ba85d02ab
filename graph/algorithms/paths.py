"""Owns the k shortest simple paths between two nodes, and which of equally long paths are told first. It must not read a store.

Paths are walked whichever way their relationships point. Of two paths of one length the one comes first that
1. has fewer relationships that merely say that something is mentioned: they tell that two things stand in one report, not
   how they belong together;
2. leads over less connected nodes (the sum of the binary logarithms of their neighbours): a report on two companies says
   more of both than a sector with thousands of reports;
3. has the lower ids, then the lower relationship types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise, product

import networkx as nx

from graph.algorithms.projection import Projection
from graph.algorithms.results import Path
from graph.store.base import Neighbour

LOOSE = frozenset({"MENTIONS"})
_LENGTH, _MENTIONS, _HUBS = 60, 50, 32  # bits: a path's weight is its length, then its mentions, its hubs, the sum of its nodes' numbers
_PARALLELS = 10_000  # ways to choose between parallel relationships of one path


class Between:
    """The nodes that lie on some way of at most `length` steps between two different nodes."""

    def __init__(self, projection: Projection, start: str, end: str, length: int) -> None:
        self._projection = projection
        self._ends = projection.numbers.get(start, -1), projection.numbers.get(end, -1)
        self._length = length
        self._near = self._on_the_way()

    @property
    def nodes(self) -> list[str]:
        """Their ids, both ends included; none if no way is that short."""
        return [self._projection.ids[n] for n in self._near]

    def _on_the_way(self) -> list[int]:
        graph = self._projection.undirected
        if -1 in self._ends:
            return []
        here, there = (nx.single_source_shortest_path_length(graph, end, cutoff=self._length) for end in self._ends)
        return sorted(n for n, steps in here.items() if steps + there.get(n, self._length + 1) <= self._length)

    def shortest(self, first: int, degrees: Mapping[str, int]) -> list[Path]:
        """Up to `first` simple paths, the best first. `degrees` says how many neighbours each node has.

        Yen's algorithm, as networkx has it (J. Y. Yen, Finding the K Shortest Loopless Paths in a Network, 1971).
        """
        if not self._near:
            return []
        parallels = self._parallels()
        graph = self._weighed(parallels, degrees)
        found: list[tuple[int, Path]] = []
        for nodes in nx.shortest_simple_paths(graph, *self._ends, weight="weight"):
            if len(nodes) - 1 > self._length:
                break
            rank = nx.path_weight(graph, nodes, "weight") >> _HUBS
            if len(found) >= first and rank >= found[first - 1][0]:
                break
            found += self._variants(nodes, parallels, rank)
            found.sort(key=lambda pair: pair[0])
        return [path for _, path in found[:first]]

    def _parallels(self) -> dict[tuple[int, int], list[Neighbour]]:
        near, numbers = set(self._near), self._projection.numbers
        parallels: dict[tuple[int, int], list[Neighbour]] = {}
        for r in self._projection.relationships:
            low, high = sorted((numbers[r.start], numbers[r.end]))
            if low in near and high in near and low != high:
                parallels.setdefault((low, high), []).append(r)
        for found in parallels.values():
            found.sort(key=lambda r: (r.type in LOOSE, r.type, r.start))
        return parallels

    def _weighed(self, parallels: Mapping[tuple[int, int], Sequence[Neighbour]], degrees: Mapping[str, int]) -> nx.Graph[int]:
        ids = self._projection.ids
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(self._near)
        hubs = {n: degrees.get(ids[n], 0).bit_length() for n in self._near}
        for (low, high), between in parallels.items():
            loose = between[0].type in LOOSE  # the best of them
            graph.add_edge(low, high, weight=(1 << _LENGTH) + (loose << _MENTIONS) + ((hubs[low] + hubs[high]) << _HUBS) + low + high)
        return graph

    def _variants(self, nodes: Sequence[int], parallels: Mapping[tuple[int, int], Sequence[Neighbour]], rank: int) -> list[tuple[int, Path]]:
        """A path for each choice between parallel relationships; one that mentions more than it must ranks lower."""
        choices = [parallels[min(a, b), max(a, b)] for a, b in pairwise(nodes)]
        least = sum(choice[0].type in LOOSE for choice in choices)
        ids = tuple(self._projection.ids[n] for n in nodes)
        return [
            (rank + ((sum(r.type in LOOSE for r in chosen) - least) << (_MENTIONS - _HUBS)), Path(ids, chosen))
            for chosen in islice(product(*choices), _PARALLELS)
        ]
