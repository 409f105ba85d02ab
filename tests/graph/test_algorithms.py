"""What the algorithms find: small graphs with known answers, and the same as networkx on random ones."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import islice, pairwise

import networkx as nx
import pytest
from networkx.algorithms.link_analysis import pagerank_alg

from graph.algorithms import importance, paths
from graph.algorithms.importance import communities, pagerank, scores
from graph.algorithms.paths import LOOSE, Between
from graph.algorithms.projection import Projection
from graph.algorithms.results import Grouping, Measure, Path, Shared
from graph.algorithms.similarity import similar
from graph.ontology import ONTOLOGY
from graph.store.base import Neighbour


def lines(text: str) -> list[Neighbour]:
    """`a USES b, c USES b` as relationships."""
    return [Neighbour(type_, start, end) for start, type_, end in (line.split() for line in text.split(","))]


def shortest(relationships: list[Neighbour], start: str, end: str, length: int = 4, first: int = 3) -> list[Path]:
    degrees = dict(Projection.of(relationships).undirected.degree())
    named = {Projection.of(relationships).ids[n]: degree for n, degree in degrees.items()}
    return Between(Projection.of(relationships), start, end, length).shortest(first, named)


def randomly(seed: int, nodes: int = 12, relationships: int = 24) -> list[Neighbour]:
    chance = random.Random(seed)
    types = ("USES", "DEVELOPED_BY", "MENTIONS")
    return list({Neighbour(chance.choice(types), f"n{chance.randrange(nodes):02}", f"n{chance.randrange(nodes):02}") for _ in range(relationships)})


# Paths ---------------------------------------------------------------------------------------------------------------


def test_what_counts_as_loose_is_in_the_ontology() -> None:
    assert ONTOLOGY.relationships.keys() >= LOOSE


def test_the_shortest_path_comes_first_and_keeps_the_direction_of_its_relationships() -> None:
    found = shortest(lines("a USES b,c USES b,c USES d,d USES e,a USES e"), "a", "c")
    assert [p.nodes for p in found] == [("a", "b", "c"), ("a", "e", "d", "c")]
    assert found[0].relationships == tuple(lines("a USES b,c USES b"))


def test_no_path_is_longer_than_asked() -> None:
    chain = lines("a USES b,b USES c,c USES d")
    assert shortest(chain, "a", "d", length=2) == []
    assert [len(p.relationships) for p in shortest(chain, "a", "d", length=3)] == [3]
    assert shortest(chain, "a", "nowhere") == []


def test_of_equally_long_paths_the_one_that_mentions_less_comes_first() -> None:
    found = shortest(lines("r1 MENTIONS a,r1 MENTIONS z,r2 PUBLISHED_BY a,r2 MENTIONS z,r3 PUBLISHED_BY a,r3 CITES z"), "a", "z")
    assert [p.nodes[1] for p in found] == ["r3", "r2", "r1"]


def test_of_equally_loose_paths_the_one_over_less_connected_nodes_comes_first() -> None:
    crowd = ",".join(f"hub USES x{n}" for n in range(20))
    found = shortest(lines(f"a USES hub,z USES hub,a USES quiet,z USES quiet,{crowd}"), "a", "z")
    assert [p.nodes[1] for p in found] == ["quiet", "hub"]


def test_of_equally_long_paths_each_kind_comes_before_more_of_one_kind() -> None:
    exhibits = ",".join(f"Exhibit.{n} SOURCED_FROM a,Exhibit.{n} SOURCED_FROM z" for n in range(5))
    found = shortest(lines(f"{exhibits},Report.1 PUBLISHED_BY a,Report.1 MENTIONS z,Report.2 MENTIONS a,Report.2 MENTIONS z"), "a", "z", first=4)
    assert [p.nodes[1] for p in found] == ["Exhibit.0", "Report.1", "Report.2", "Exhibit.1"]


def test_of_too_many_paths_each_first_step_gets_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = [["a"], ["b0", "b1", "b2"], ["c0", "c1", "c2"], ["d0", "d1", "d2"], ["z"]]
    mesh = [Neighbour("USES", one, other) for near, far in pairwise(layers) for one in near for other in far]
    assert len(shortest(mesh, "a", "z", first=1000)) == 27
    monkeypatch.setattr(paths, "SEEN", 6)
    assert sorted(p.nodes[1] for p in shortest(mesh, "a", "z", first=1000)) == ["b0", "b0", "b1", "b1", "b2", "b2"]


def test_parallel_relationships_are_paths_of_their_own() -> None:
    found = shortest(lines("r MENTIONS a,r PUBLISHED_BY a,r MENTIONS z"), "a", "z")
    assert [[r.type for r in p.relationships] for p in found] == [["PUBLISHED_BY", "MENTIONS"], ["MENTIONS", "MENTIONS"]]
    assert len(shortest(lines("r MENTIONS a,r PUBLISHED_BY a,r MENTIONS z"), "a", "z", first=1)) == 1


@pytest.mark.parametrize("seed", range(30))
def test_paths_are_those_that_networkx_finds(seed: int) -> None:
    relationships = randomly(seed)
    projection = Projection.of(relationships)
    ends = projection.ids[0], projection.ids[-1]
    found = shortest(relationships, *ends, length=4, first=10_000)
    plain: nx.MultiGraph[str] = nx.MultiGraph()
    for r in relationships:
        plain.add_edge(r.start, r.end, key=r.type + r.start)
    every = [list(path) for path in nx.all_simple_edge_paths(plain, *ends, cutoff=4)]
    told = [[(min(r.start, r.end), max(r.start, r.end), r.type + r.start) for r in path.relationships] for path in found]
    assert sorted(told) == sorted([(min(step[:2]), max(step[:2]), step[-1]) for step in path] for path in every)
    assert [len(p.relationships) for p in found] == sorted(len(p.relationships) for p in found)
    assert shortest(relationships, *ends, length=4, first=3) == found[:3], "fewer paths are the best of more"


# Similar -------------------------------------------------------------------------------------------------------------


def test_a_rare_neighbour_counts_more_than_a_common_one() -> None:
    a, b, c = "AIModel.a", "AIModel.b", "AIModel.c"
    common = ",".join(f"{n} HAS_CAPABILITY text" for n in (a, c, "AIModel.d", "AIModel.e"))
    found = similar(lines(f"{a} HAS_CAPABILITY video,{b} HAS_CAPABILITY video,{common},{a} COMPARED_WITH {c}"), a, 2)
    assert [s.node for s in found] == [b, c]
    assert found[0].shared == (Shared("video", "HAS_CAPABILITY", 1 / math.log(2)),)
    assert found[1].score == 1 / math.log(4)


def test_what_is_shared_is_shared_by_the_same_type_the_same_way_round() -> None:
    told = "AIModel.a USES x,AIModel.b HAS_CAPABILITY x,AIModel.a BUILDS_ON AIModel.m,AIModel.m BUILDS_ON AIModel.c,Product.p USES x"
    assert similar(lines(told), "AIModel.a", 10) == []
    mutual = similar(lines("AIModel.a COMPARED_WITH AIModel.m,AIModel.m COMPARED_WITH AIModel.z"), "AIModel.a", 10)
    assert [s.node for s in mutual] == ["AIModel.z"]


@pytest.mark.parametrize("seed", range(10))
def test_a_score_is_the_adamic_adar_index(seed: int) -> None:
    chance = random.Random(seed)
    relationships = list({Neighbour("USES", f"AIModel.{chance.randrange(8)}", f"Technique.{chance.randrange(8)}") for _ in range(25)})
    plain: nx.Graph[str] = nx.Graph((r.start, r.end) for r in relationships)
    expected = {b: score for _, b, score in nx.adamic_adar_index(plain, [("AIModel.1", n) for n in plain if n.startswith("AIModel") and n != "AIModel.1"])}
    found = {s.node: s.score for s in similar(relationships, "AIModel.1", 100)}
    assert found == pytest.approx({node: score for node, score in expected.items() if score})


# Rankings and communities --------------------------------------------------------------------------------------------


def graphs() -> Iterator[Projection]:
    for seed in range(5):
        yield Projection.of(randomly(seed, 20, 40))


def test_pagerank_is_networkxs() -> None:
    networkxs = vars(pagerank_alg)["_pagerank_python"]  # the one that needs no numpy
    for projection in graphs():
        assert pagerank(projection.directed) == pytest.approx(networkxs(projection.directed, tol=1e-12), abs=1e-6)
    assert pagerank(nx.DiGraph()) == {}


def test_degree_counts_relationships_and_betweenness_is_brandes() -> None:
    star = Projection.of(lines("hub USES a,hub USES b,hub MENTIONS b,c USES hub"))
    assert scores(star, Measure.DEGREE) == [("hub", 4.0), ("b", 2.0), ("a", 1.0), ("c", 1.0)]
    assert scores(star, Measure.BETWEENNESS) == [("hub", 1.0), ("a", 0.0), ("b", 0.0), ("c", 0.0)]


def test_betweenness_of_a_large_graph_is_estimated_alike_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    projection = Projection.of(randomly(1, 60, 120))
    exact = scores(projection, Measure.BETWEENNESS)
    monkeypatch.setattr(importance, "STEPS", 40 * (len(projection.ids) + len(projection.relationships)))
    estimate = scores(projection, Measure.BETWEENNESS)
    assert estimate == scores(projection, Measure.BETWEENNESS) != exact
    assert {n for n, _ in islice(estimate, 3)} & {n for n, _ in islice(exact, 3)}


@pytest.mark.parametrize("by", Grouping)
def test_communities_are_the_cliques_of_a_caveman_graph(by: Grouping) -> None:
    caves = nx.connected_caveman_graph(4, 6)
    found = communities(Projection.of(Neighbour("USES", f"n{a:02}", f"n{b:02}") for a, b in caves.edges), by)
    assert sorted(sorted(group) for group in found) == [[f"n{n:02}" for n in range(start, start + 6)] for start in range(0, 24, 6)]
    assert communities(Projection.of([]), by) == []


def test_the_order_in_which_relationships_come_changes_nothing() -> None:
    relationships = randomly(3, 40, 90)
    one, other = Projection.of(relationships), Projection.of(reversed(relationships))
    for measure in Measure:
        assert scores(one, measure) == scores(other, measure)
    for grouping in Grouping:
        assert communities(one, grouping) == communities(other, grouping)
    assert shortest(relationships, "n00", "n01") == shortest(relationships[::-1], "n00", "n01")
