"""Owns the projection: types and ids of a part of the graph, and the networkx graphs over it. It must not read a store.

Nodes are numbered in the order of their ids and relationships are sorted, so that whatever is worked out comes out the same
from every store and in every process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.store.base import Neighbour


@dataclass(frozen=True)
class Projection:
    """Part of the graph: node `i` of the networkx graphs is the one with the id `ids[i]`."""

    ids: tuple[str, ...]
    relationships: tuple[Neighbour, ...]

    @classmethod
    def of(cls, relationships: Iterable[Neighbour]) -> Projection:
        """The projection of relationships, in whatever order they come."""
        ordered = sorted(set(relationships), key=lambda r: (r.start, r.end, r.type))
        return cls(tuple(sorted({end for r in ordered for end in (r.start, r.end)})), tuple(ordered))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each id."""
        return {id_: number for number, id_ in enumerate(self.ids)}

    @cached_property
    def undirected(self) -> nx.Graph[int]:
        """Who is beside whom; `weight` is how many relationships lie between two nodes. What leads to itself is left out."""
        graph: nx.Graph[int] = nx.Graph()
        self._fill(graph)
        return graph

    @cached_property
    def directed(self) -> nx.DiGraph[int]:
        """The same with the direction in which the ontology reads each relationship."""
        graph: nx.DiGraph[int] = nx.DiGraph()
        self._fill(graph)
        return graph

    def _fill(self, graph: nx.Graph[int]) -> None:
        graph.add_nodes_from(range(len(self.ids)))
        for r in self.relationships:
            start, end = self.numbers[r.start], self.numbers[r.end]
            if start != end:
                graph.add_edge(start, end, weight=graph.get_edge_data(start, end, {"weight": 0})["weight"] + 1)
