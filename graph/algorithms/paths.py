"""Owns the shortest simple paths between two nodes, and which of equally long paths are told first. It must not read a store.

Paths are walked whichever way their relationships point. Of the paths of one length
1. the first of each kind comes before the second of any: a kind is what a path leads over, by types and directions, so that a few
   paths tell of different ways to belong together and not of one way many times;
2. fewer relationships that merely say that something is mentioned come first: they tell that two things stand in one report;
3. then less connected nodes (the sum of the binary logarithms of how many neighbours each has): a report on two companies says more
   of both than a sector with thousands of reports;
4. then lower ids, then relationship types by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import TypeAlias

import networkx as nx

from graph.algorithms.projection import Projection
from graph.algorithms.results import Path
from graph.store.base import Neighbour
from graph.values import type_of_id

LOOSE = frozenset({"MENTIONS"})
SEEN = 20_000  # paths of one length that are looked at; where there are more, each first step gets its share of them
PARALLELS = 64  # ways to choose between parallel relationships of one path
Kind: TypeAlias = tuple[tuple[str, bool, str], ...]


class Between:
    """The nodes that lie on some way of at most `length` steps between two different nodes."""

    def __init__(self, projection: Projection, start: str, end: str, length: int) -> None:
        self._ids = projection.ids
        self._start, self._end = projection.numbers.get(start, -1), projection.numbers.get(end, -1)
        self._length = length
        self._left: dict[int, int] = {}  # of each node on the way, how many steps are left to the end at least
        if self._start >= 0 and self._end >= 0:
            here, there = (nx.single_source_shortest_path_length(projection.undirected, n, cutoff=length) for n in (self._start, self._end))
            self._left = {n: there[n] for n in sorted(here) if here[n] + there.get(n, length + 1) <= length}
        self._parallels = self._steps(projection)

    @property
    def nodes(self) -> list[str]:
        """Their ids, both ends included; none if no way is that short."""
        return [self._ids[n] for n in self._left]

    def shortest(self, first: int, degrees: Mapping[str, int]) -> list[Path]:
        """Up to `first` simple paths, the best first. `degrees` says how many neighbours each node has."""
        hubs = {n: degrees.get(self._ids[n], 0).bit_length() for n in self._left}
        beside: dict[int, list[int]] = {n: [] for n in self._left}
        for low, high in self._parallels:
            beside[low].append(high)
            beside[high].append(low)
        for near in beside.values():
            near.sort(key=lambda n: (hubs[n], n))
        found: list[Path] = []
        for length in range(self._left.get(self._start, self._length + 1), self._length + 1):
            if len(found) < first:
                found += self._ranked(self._ways(beside, [self._start], length, SEEN), hubs)
        return found[:first]

    def _steps(self, projection: Projection) -> dict[tuple[int, int], list[Neighbour]]:
        """The relationships between each two neighbours, those that merely mention last."""
        steps: dict[tuple[int, int], list[Neighbour]] = {}
        for r in projection.relationships:
            low, high = sorted((projection.numbers[r.start], projection.numbers[r.end]))
            if low in self._left and high in self._left and low != high:
                steps.setdefault((low, high), []).append(r)
        for parallels in steps.values():
            parallels.sort(key=lambda r: (r.type in LOOSE, r.type, r.start))
        return steps

    def _ways(self, beside: Mapping[int, Sequence[int]], way: list[int], steps: int, most: int) -> Iterator[list[int]]:
        """Up to `most` ways that go on from `way` to the end in exactly so many steps, meeting no node twice."""
        if steps == 0:
            yield way
            return
        onward = [n for n in beside[way[-1]] if self._left[n] < steps and n not in way and (n != self._end or steps == 1)]
        for number, n in enumerate(onward):
            share = max(1, most // (len(onward) - number))
            for found in self._ways(beside, [*way, n], steps - 1, share):
                yield found
                most -= 1
            if most <= 0:
                return

    def _ranked(self, ways: Iterator[list[int]], hubs: Mapping[int, int]) -> list[Path]:
        """Every path that goes one of the ways, the best first."""
        paths: list[tuple[int, int, list[int], tuple[str, ...], Path]] = []
        for way in ways:
            through, ids = sum(hubs[n] for n in way[1:-1]), tuple(self._ids[n] for n in way)
            for chosen in islice(product(*(self._parallels[min(a, b), max(a, b)] for a, b in pairwise(way))), PARALLELS):
                types = tuple(r.type for r in chosen)
                paths.append((sum(t in LOOSE for t in types), through, way, types, Path(ids, chosen)))
        paths.sort(key=lambda found: found[:4])
        met: dict[Kind, int] = {}
        ranked: list[tuple[int, Path]] = []
        for *_, path in paths:
            kind = _kind(path)
            met[kind] = met.get(kind, 0) + 1
            ranked.append((met[kind], path))
        return [path for _, path in sorted(ranked, key=lambda pair: pair[0])]


def _kind(path: Path) -> Kind:
    return tuple((r.type, r.start == node, type_of_id(far)) for r, (node, far) in zip(path.relationships, pairwise(path.nodes), strict=True))
