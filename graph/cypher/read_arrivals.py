"""Owns how Neo4j tells which reports were added after a place in their order. It must not note that one was."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.names import ADDED_IN
from graph.cypher.read_answer import Piece, Raw
from graph.cypher.read_predicates import Names, param
from graph.plan import Arrivals
from graph.store.base import Bound


def arrivals(root: Arrivals, names: Names) -> Piece:
    """The object that tells of them. The generation is read before the reports, so that none of it can be missing."""
    graph, generation, report = names.new("g"), names.new("v"), names.new("n")
    after, first = param(root.after), param(root.first)
    beyond = f"{report}.{ADDED_IN} >= {after}[0] AND ({report}.{ADDED_IN} > {after}[0] OR {report}.id > {after}[1])"
    found = (
        f"MATCH ({report}:Report) WHERE {beyond} AND EXISTS {{ ({report})<-[:STATED_IN]-() }} "
        f"RETURN [{report}.id, {report}.{ADDED_IN}] ORDER BY {report}.{ADDED_IN}, {report}.id LIMIT toInteger({first})"
    )
    text = f"COLLECT {{ MATCH ({graph}:Graph) WITH coalesce(max({graph}.generation), 0) AS {generation} RETURN [{generation}, COLLECT {{ {found} }}] }}[0]"
    return Piece(text, _told)


def _told(value: Raw, _: Sequence[Bound]) -> Raw:
    generation, reports = value
    return {"generation": generation, "reports": [{"id": id_, "generation": added} for id_, added in reports]}
