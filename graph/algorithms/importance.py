"""Owns which nodes matter and which belong together, over a whole projection. It must not read a store.

Nodes that no relationship touches are in no projection: they have no rank and no community.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx

from graph.algorithms.projection import Projection
from graph.algorithms.results import Grouping, Measure

SEED = 20240220  # of what needs chance, so that it comes out the same every time
DAMPING, TOLERANCE, ROUNDS = 0.85, 1e-9, 200
STEPS = 4_000_000  # nodes and relationships that betweenness may pass by


def scores(projection: Projection, by: Measure) -> list[tuple[str, float]]:
    """Every node with its score, the greatest first, then by id.

    PAGERANK follows relationships the way they point, parallel ones counted. DEGREE is how many relationships a node has.
    BETWEENNESS is the share of shortest ways between two others that lead over it (U. Brandes, 2001); where the projection is too
    large for all pairs it is estimated from as many starting nodes as `STEPS` allows (U. Brandes and C. Pich, 2007).
    """
    graph = projection.undirected
    if by is Measure.PAGERANK:
        found = pagerank(projection.directed)
    elif by is Measure.DEGREE:
        found = {n: float(graph.degree(n, "weight")) for n in graph}
    else:
        pivots = max(1, STEPS // max(1, len(graph) + graph.number_of_edges()))
        found = nx.betweenness_centrality(graph, k=pivots if pivots < len(graph) else None, seed=SEED)
    return [(projection.ids[n], score) for n, score in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def pagerank(graph: nx.DiGraph[int]) -> dict[int, float]:
    """PageRank of nodes 0, 1, 2... by power iteration (S. Brin and L. Page, 1998). networkx's own needs numpy and scipy, which nothing else here does."""
    count = len(graph)
    out = [float(graph.out_degree(n, "weight")) for n in range(count)]
    steps = [(start, end, DAMPING * data["weight"] / out[start]) for start, end, data in graph.edges(data=True)]
    ends = [n for n in range(count) if out[n] == 0]
    ranks = [1 / count] * count if count else []
    for _ in range(ROUNDS):
        last = ranks
        ranks = [(1 - DAMPING + DAMPING * math.fsum(last[n] for n in ends)) / count] * count if count else []
        for start, end, share in steps:
            ranks[end] += share * last[start]
        if sum(abs(now - before) for now, before in zip(ranks, last, strict=True)) < TOLERANCE:
            break
    return dict(enumerate(ranks))


def communities(projection: Projection, by: Grouping) -> list[tuple[str, ...]]:
    """Groups of nodes that are closer to each other than to the rest, the largest first; the best connected of a group come first.

    LOUVAIN maximises modularity (V. Blondel and others, 2008); LABEL_PROPAGATION lets labels spread until they hold still (G. Cordasco
    and L. Gargano, 2010), which is quicker and coarser.
    """
    graph = projection.undirected
    ordered = [sorted(group, key=lambda n: (-graph.degree(n, "weight"), n)) for group in _groups(graph, by)]
    ordered.sort(key=lambda group: (-len(group), group[0]))
    return [tuple(projection.ids[n] for n in group) for group in ordered]


def _groups(graph: nx.Graph[int], by: Grouping) -> Iterable[set[int]]:
    if by is Grouping.LABEL_PROPAGATION:
        return nx.community.label_propagation_communities(graph)
    return nx.community.louvain_communities(graph, weight="weight", seed=SEED)
