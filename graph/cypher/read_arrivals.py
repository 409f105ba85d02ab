"""Owns how Neo4j tells which reports were added after a place in their order. It must not note that one was."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.names import ADDED_IN
from graph.cypher.read_answer import Piece, Raw, calling
from graph.cypher.read_predicates import Names, param
from graph.cypher.read_source import called
from graph.plan import Arrivals
from graph.store.base import Bound


def arrivals(root: Arrivals, names: Names) -> Piece:
    """The object that tells of them. The generation is read before the reports, so that none of it can be missing.

    A report that is now another one's name is no report of its own."""
    graph, name, report = (names.new(letter) for letter in "gxn")
    after, first = param(root.after), param(root.first)
    beyond = f"{name}.{ADDED_IN} >= {after}[0] AND ({name}.{ADDED_IN} > {after}[0] OR {name}.id > {after}[1])"
    found = (
        f"MATCH ({name}:Name) WHERE {beyond} MATCH ({name})-[:NAMES]->({report}:Report) WHERE {report}.id = {name}.id "
        f"AND EXISTS {{ ({report})<-[:STATED_IN]-() }} RETURN [{name}.id, {name}.{ADDED_IN}] ORDER BY {name}.{ADDED_IN}, {name}.id LIMIT toInteger({first})"
    )
    generation, before = called(f"MATCH ({graph}:Graph)", f"coalesce(max({graph}.generation), 0)", names)
    return Piece(f"[{generation}, COLLECT {{ {found} }}]", calling(_told), before)


def _told(value: Raw, _: Sequence[Bound]) -> Raw:
    generation, reports = value
    return {"generation": generation, "reports": [{"id": id_, "generation": added} for id_, added in reports]}
