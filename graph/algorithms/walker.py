"""Owns the reading for the algorithms: which part of the graph each needs, within a bound, and the results that are kept.

A result is kept until the graph changes. It must not know GraphQL, nor what nodes and claims say.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from graph.algorithms.results import Followed, Grouping, Measure, Part, Path, Ranked, Similar
from graph.errors import QueryTooCostly
from graph.store.base import Neighbour, Store
from graph.values import type_of_id

if TYPE_CHECKING:
    from graph.algorithms.projection import Projection

T = TypeVar("T")
KEPT = 32  # results
WHOLE = 2  # projections of the whole graph among them, which take hundreds of bytes a relationship


class Walker:
    """Walks one store, seeing at most `limit` relationships a walk. Safe to use from several threads; node ids are nodes' own.

    Every method is told `over` which relationships it goes, and raises QueryTooCostly, which
    names the bound, where it would have to see more.
    """

    def __init__(self, store: Store, limit: int, setting: str = "") -> None:
        """`setting` is what raises the limit, for who is told of it."""
        self._store = store
        self._limit = limit
        self._setting = setting
        self._lock = threading.Lock()
        self._heavy = threading.Lock()  # so that the whole graph is gone through once for all who wait for the same
        self._generation = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def paths(self, start: str, end: str, over: Followed, length: int, first: int) -> list[Path]:
        """Up to `first` simple paths of at most `length` steps, the shortest first (see `graph.algorithms.paths`)."""
        return self._keep(("paths", start, end, over, length, first), lambda: self._paths(start, end, over, length, first))

    def subgraph(self, roots: Sequence[str], over: Followed, depth: int, first: int) -> Part:
        """Up to `first` nodes that are at most `depth` steps from the roots, and every relationship between them.

        The nearest come first; of equally near ones those that have more relationships to nearer ones, then by id.
        """
        return self._keep(("subgraph", tuple(roots), over, depth, first), lambda: self._subgraph(roots, over, depth, first))

    def similar(self, to: str, over: Followed, first: int) -> list[Similar]:
        """Up to `first` nodes of the same type that share neighbours with it (see `graph.algorithms.similarity`)."""
        return self._keep(("similar", to, over, first), lambda: self._similar(to, over, first))

    def ranking(self, by: Measure, type_: str | None, over: Followed) -> list[Ranked]:
        """Nodes (of one type, if it is named) by their score in the whole graph (see `graph.algorithms.importance`)."""
        from graph.algorithms.importance import scores  # noqa: PLC0415 - see graph.algorithms

        def make() -> list[Ranked]:
            found: list[Ranked] = []
            for node, score in self._keep(("scores", by, over), lambda: scores(self._whole(over), by)):
                if type_ in (None, type_of_id(node)):
                    same = bool(found) and found[-1].score == score
                    found.append(Ranked(node, score, found[-1].rank if same else len(found) + 1))
            return found

        with self._heavy:
            return self._keep(("ranking", by, type_, over), make)

    def communities(self, by: Grouping, type_: str | None, over: Followed) -> list[tuple[str, ...]]:
        """Groups in the whole graph, the largest first; with a type only its nodes are told and counted."""
        from graph.algorithms.importance import communities  # noqa: PLC0415 - see graph.algorithms

        def make() -> list[tuple[str, ...]]:
            found = self._keep(("groups", by, over), lambda: communities(self._whole(over), by))
            told = [tuple(n for n in group if type_ in (None, type_of_id(n))) for group in found]
            return sorted((group for group in told if group), key=lambda group: -len(group))

        with self._heavy:
            return self._keep(("communities", by, type_, over), make)

    # What is kept ----------------------------------------------------------------------------------------------------

    def _keep(self, key: Hashable, make: Callable[[], T]) -> T:
        generation = self._store.status(counts=False).generation
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._generation = generation
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            if generation == self._generation:
                self._kept[key] = made
                self._let_go()
        return made

    def _let_go(self) -> None:
        """Of the least recently used, what is too much."""
        whole = [key for key in self._kept if isinstance(key, tuple) and key[0] == "whole"]
        for key in whole[:-WHOLE]:
            del self._kept[key]
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    # Reading ---------------------------------------------------------------------------------------------------------

    def _beside(self, roots: Iterable[str] | None, over: Followed, *, inside: bool = False) -> list[Neighbour]:
        found = self._store.neighbourhood(roots, over.types, self._limit + 1, inside=inside, as_of=over.as_of)
        self._bound(len(found))
        return found

    def _bound(self, seen: int) -> None:
        if seen > self._limit:
            raise self._too_much()

    def _too_much(self) -> QueryTooCostly:
        return QueryTooCostly(
            f"This would have to look at more than {self._limit} relationships.",
            hint=f"Name the relationship types to follow with `via`, or go fewer steps.{f' {self._setting} raises the bound.' if self._setting else ''}",
        )

    def _whole(self, over: Followed) -> Projection:
        from graph.algorithms.projection import Projection  # noqa: PLC0415 - see graph.algorithms

        def make() -> Projection | None:
            try:
                if over.as_of is None:  # as of a day only a look at each tells
                    there = self._store.status().relationships
                    self._bound(sum(there[type_] for type_ in over.types or there))
                return Projection.of(self._beside(None, over))
            except QueryTooCostly:  # kept as well: to find out that a graph is too large may take as long as to read it
                return None

        found = self._keep(("whole", over), make)
        if found is None:
            raise self._too_much()
        return found

    def _paths(self, start: str, end: str, over: Followed, length: int, first: int) -> list[Path]:
        """Breadth first from both ends, from the one with fewer nodes to go on from; no longer than until enough paths are known."""
        if start == end:
            return [Path((start,), ())]
        sides = (_Side(start), _Side(end))
        known: dict[Neighbour, None] = {}
        found: list[Path] = []
        for steps in range(1, length + 1):
            side = min(sides, key=lambda s: len(s.frontier))
            beside = self._beside(side.frontier, over)
            known.update(dict.fromkeys(beside))
            self._bound(len(known))
            side.go_on(beside)
            done = not all(s.frontier for s in sides)  # then all that can be reached from one end is known
            if not sides[0].seen.isdisjoint(sides[1].seen):
                found = self._between(known, sides, over, length if done else steps, first)
            if done or len(found) >= first:
                break
        return found

    def _between(self, known: Iterable[Neighbour], sides: tuple[_Side, _Side], over: Followed, steps: int, first: int) -> list[Path]:
        from graph.algorithms.paths import Between  # noqa: PLC0415 - see graph.algorithms
        from graph.algorithms.projection import Projection  # noqa: PLC0415

        projection = Projection.of(known)
        between = Between(projection, sides[0].root, sides[1].root, steps)
        unknown = sorted(set(between.nodes) - sides[0].left - sides[1].left - {sides[0].root, sides[1].root})
        neighbours: dict[str, set[str]] = {}
        more = self._store.neighbourhood(unknown, over.types, self._limit, as_of=over.as_of) if unknown else ()
        for r in (*projection.relationships, *more):
            neighbours.setdefault(r.start, set()).add(r.end)
            neighbours.setdefault(r.end, set()).add(r.start)
        return between.shortest(first, {node: len(found) for node, found in neighbours.items()})

    def _subgraph(self, roots: Sequence[str], over: Followed, depth: int, first: int) -> Part:
        nodes = dict.fromkeys(roots)
        frontier, seen = list(nodes), 0
        for _ in range(depth):
            beside = self._beside(frontier, over) if frontier else []
            seen += len(beside)
            self._bound(seen)
            met: dict[str, int] = {}
            for node in (end for r in beside for end in (r.start, r.end) if end not in nodes):
                met[node] = met.get(node, 0) + 1
            frontier = sorted(met, key=lambda n: (-met[n], n))
            nodes.update(dict.fromkeys(frontier))
            if len(nodes) > first:
                break
        kept = list(nodes)[:first]
        relationships = self._beside(kept, over, inside=True)
        return Part(tuple(kept), tuple(relationships), len(nodes) > first)

    def _similar(self, to: str, over: Followed, first: int) -> list[Similar]:
        from graph.algorithms.similarity import similar  # noqa: PLC0415 - see graph.algorithms

        beside = self._beside([to], over)
        neighbours = sorted({end for r in beside for end in (r.start, r.end)} - {to})
        return similar(self._beside(neighbours, over) if neighbours else (), to, first)


class _Side:
    """One end of a search: the nodes to go on from, and those that were left behind."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.frontier = {root}
        self.left: set[str] = set()

    @property
    def seen(self) -> set[str]:
        """Every node that was reached."""
        return self.left | self.frontier

    def go_on(self, beside: Iterable[Neighbour]) -> None:
        """Leave the frontier for the nodes beside it."""
        self.left |= self.frontier
        self.frontier = {end for r in beside for end in (r.start, r.end)} - self.left
