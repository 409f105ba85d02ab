"""Owns the GraphQL types and root fields of paths, subgraph, similar, ranking, communities and timeline. It must not plan them."""

from __future__ import annotations

from api.schema_parts import AS_OF, page_arguments
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import NAMED
from graph.algorithms.results import Grouping, Measure
from graph.ontology import CLAIM

_MEASURES = {
    Measure.PAGERANK: "Nodes to which much leads that matters itself, along the relationships' own direction.",
    Measure.DEGREE: "Nodes with many relationships; the score is how many.",
    Measure.BETWEENNESS: "Nodes over which the shortest ways between others lead; in a large graph an estimate.",
}
_GROUPINGS = {
    Grouping.LOUVAIN: "Groups within which there are more relationships than chance would give (modularity).",
    Grouping.LABEL_PROPAGATION: "Each node joins the group of most of its neighbours until all hold still; quicker and coarser.",
}
_VIA = FieldSpec("via", "list[RelationshipTypeName] | None", "Only relationships of these types; all if nothing is given.")


def _first(default: int, of: str) -> FieldSpec:
    return FieldSpec("first", "int | None", f"How many {of}; {default} if nothing is given.")


def _ends(name: str) -> list[FieldSpec]:
    return [
        FieldSpec("type", "RelationshipTypeName", "Its type."),
        FieldSpec("from", NAMED, f"The node where the {name} begins by its type's own direction, whichever way it was walked."),
        FieldSpec("to", NAMED, "The node where it ends."),
    ]


def algorithm_fields(table: TypeTable) -> list[FieldSpec]:
    """Add the types to a table, and give the root fields."""
    table.input("NodeRef", "A node: by `id`, or by `type` and `name`.", [
        FieldSpec("id", "ID | None", "Its global id, or that of any of its names."),
        FieldSpec("type", "NodeType | None", "Its type, with `name`."),
        FieldSpec("name", "str | None", "Its name or an alias, in any script and spelling, with `type`."),
    ])  # fmt: skip
    return [*_walks(table), _similar(table), _ranking(table), _communities(table), _timeline(table)]


def _walks(table: TypeTable) -> list[FieldSpec]:
    claims = FieldSpec("claims", f"{CLAIM}Connection", "The claims that say it.", page_arguments(CLAIM))
    table.object("PathRelationship", "A step of a path.", [*_ends("step"), claims])
    table.object("Path", "A way from one node to another that meets no node twice.", [
        FieldSpec("length", "int", "How many relationships it has."),
        FieldSpec("nodes", f"list[{NAMED}]", "Its nodes, both ends included."),
        FieldSpec("relationships", "list[PathRelationship]", "Its steps in order."),
    ])  # fmt: skip
    table.object("SubgraphRelationship", "A relationship between two nodes of a subgraph.", _ends("relationship"))
    table.object("Subgraph", "The surroundings of some nodes.", [
        FieldSpec("nodes", f"list[{NAMED}]", "The roots, then what is around them, the nearest and best connected first."),
        FieldSpec("relationships", "list[SubgraphRelationship]", "All relationships between these nodes."),
        FieldSpec("truncated", "bool", "Whether there are more nodes than `first`."),
    ])  # fmt: skip
    return [
        FieldSpec("paths", "list[Path]",
            "The shortest ways between two nodes, whichever way relationships point. Of equally long ones the first of each kind (by types) comes"
            " before the second of any; then come those that merely mention less, then those over less connected nodes.", (
            FieldSpec("from", "NodeRef", "Where they begin."), FieldSpec("to", "NodeRef", "Where they end."),
            FieldSpec("maxLength", "int | None", "How many relationships they may have; 4 if nothing is given."), _VIA, _first(3, "paths"), AS_OF)),
        FieldSpec("subgraph", "Subgraph", "The surroundings of some nodes, with all relationships between what is there.", (
            FieldSpec("roots", "list[NodeRef]", "The nodes to begin at."),
            FieldSpec("depth", "int | None", "How many steps to go; 1 if nothing is given."), _VIA, _first(300, "nodes"), AS_OF)),
    ]  # fmt: skip


def _similar(table: TypeTable) -> FieldSpec:
    table.object("SharedNeighbour", "A node that is related to both in the same way.", [
        FieldSpec("node", NAMED, "The node."),
        FieldSpec("relationshipType", "RelationshipTypeName", "How both are related to it."),
        FieldSpec("weight", "float", "What it adds to the score: 1 over the logarithm of how many nodes are so related to it."),
    ])  # fmt: skip
    table.object("SimilarNode", "A node that is like another, and why.", [
        FieldSpec("node", NAMED, "The node."),
        FieldSpec("score", "float", "How much they share: the index of Adamic and Adar, each relationship type counted by itself."),
        FieldSpec("shared", "list[SharedNeighbour]", "What they share, the weightiest first.", (_first(10, "shared neighbours"),)),
    ])  # fmt: skip
    return FieldSpec("similar", "list[SimilarNode]", "Nodes of the same type that share most with a node; what few share counts more.", (
        FieldSpec("to", "NodeRef", "The node."), _VIA, _first(10, "nodes"), AS_OF))  # fmt: skip


def _ranking(table: TypeTable) -> FieldSpec:
    table.enum("RankingMeasure", "What makes a node important.", list(_MEASURES.items()))
    table.object("RankedNode", "A node's place in a ranking.", [
        FieldSpec("node", NAMED, "The node."),
        FieldSpec("score", "float", "Its score."),
        FieldSpec("rank", "int", "Its rank from 1 on; equal scores have equal ranks."),
    ])  # fmt: skip
    return FieldSpec("ranking", "list[RankedNode]", "Nodes by how important they are in the whole graph. Nodes that nothing is related to have no rank.", (
        FieldSpec("by", "RankingMeasure", "By which measure."),
        FieldSpec("type", "NodeType | None", "Only nodes of this type are ranked; the whole graph counts all the same."),
        _VIA, _first(10, "nodes"), AS_OF))  # fmt: skip


def _communities(table: TypeTable) -> FieldSpec:
    table.enum("CommunityMethod", "How communities are found.", list(_GROUPINGS.items()))
    table.object("Community", "Nodes that are closer to each other than to the rest.", [
        FieldSpec("size", "int", "How many nodes it has."),
        FieldSpec("nodes", f"list[{NAMED}]", "Its nodes, the best connected first.", (_first(10, "nodes"),)),
    ])  # fmt: skip
    return FieldSpec("communities", "list[Community]", "Groups of nodes that belong together in the whole graph, the largest first.", (
        FieldSpec("by", "CommunityMethod | None", "How; LOUVAIN if nothing is given. The same graph gives the same groups."),
        FieldSpec("type", "NodeType | None", "Only nodes of this type are told and counted; the whole graph counts all the same."),
        _VIA, _first(10, "communities"), AS_OF))  # fmt: skip


def _timeline(table: TypeTable) -> FieldSpec:
    table.object("TimelineEntry", "Something that was said, and when.", [
        FieldSpec("on", "PartialDate | None", "When: the date of the report that says it."),
        FieldSpec("claim", CLAIM, "What was said, and by which report."),
        FieldSpec("cursor", "str", "Where the entry stands, for `after`."),
    ])  # fmt: skip
    return FieldSpec("timeline", "list[TimelineEntry]", "What was said of a node (as subject or as object) in the order of time, undated claims last.", (
        FieldSpec("of", "NodeRef", "The node."),
        FieldSpec("where", f"{CLAIM}Where | None", "Which claims."), _first(50, "claims"),
        FieldSpec("after", "str | None", "The `cursor` of the entry behind which to begin."), AS_OF))  # fmt: skip
