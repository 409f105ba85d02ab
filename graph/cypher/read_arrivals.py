"""Owns how Neo4j tells which reports were added after a place in their order. It must not note that one was."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.names import ADDED_IN
from graph.cypher.read_answer import Piece, Raw, calling
from graph.cypher.read_predicates import Names, param
from graph.plan import Arrivals
from graph.store.base import Bound


def arrivals(root: Arrivals, names: Names) -> Piece:
    """The list that tells of them. A report that is now another one's name is no report of its own."""
    name, report = (names.new(letter) for letter in "xn")
    after, until, first = param(root.after), param(root.until), param(root.first)
    beyond = f"{after}[0] <= {name}.{ADDED_IN} <= {until} AND ({name}.{ADDED_IN} > {after}[0] OR {name}.id > {after}[1])"
    found = (
        f"MATCH ({name}:Name) WHERE {beyond} MATCH ({name})-[:NAMES]->({report}:Report) WHERE {report}.id = {name}.id "
        f"AND EXISTS {{ ({report})<-[:STATED_IN]-() }} RETURN [{name}.id, {name}.{ADDED_IN}] ORDER BY {name}.{ADDED_IN}, {name}.id LIMIT toInteger({first})"
    )
    return Piece(f"COLLECT {{ {found} }}", calling(_told))


def _told(value: Raw, _: Sequence[Bound]) -> Raw:
    return [{"id": id_, "generation": added} for id_, added in value]
