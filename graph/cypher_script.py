"""Owns the Cypher script of an export: statements with their values in them, for `cypher-shell` or Browser.

It is the only place where values become Cypher text, since a script has no parameters; no store may use it. Every statement is one
line of ASCII: cypher-shell reads a script in the encoding of its locale, and would turn Chinese into question marks under LANG=C.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

from graph.errors import InvalidInput
from graph.ontology import ONTOLOGY, Ontology
from graph.snapshot import NodeRow, RelationshipRow
from graph.values import type_of_id

ROWS = 200  # nodes or relationships that one statement makes

_TO_ESCAPE = re.compile(r"[^ -~]|[\\']")


def script(nodes: Iterable[NodeRow], relationships: Iterable[RelationshipRow], ontology: Ontology = ONTOLOGY) -> Iterator[str]:
    """The lines of a script that makes the graph, and makes nothing twice when it is run again."""
    yield "// The nodes and relationships of a Reportgraph graph. Run it with: cypher-shell -f FILE"
    for label in ontology.labels:
        yield f"CREATE CONSTRAINT {identifier(f'{label}_id')} IF NOT EXISTS FOR (n:{identifier(label)}) REQUIRE n.id IS UNIQUE;"
    for label, run in groupby(nodes, key=lambda node: node.type):
        for rows in _batches(_node(node) for node in run):
            yield f"UNWIND {rows} AS row MERGE (n:{identifier(label)} {{id: row.id}}) SET n += row.own;"
    for (type_, start, end), found in groupby(relationships, key=_ends):
        for rows in _batches(_relationship(r) for r in found):
            yield (
                f"UNWIND {rows} AS row MATCH (a:{identifier(start)} {{id: row.start}}) MATCH (b:{identifier(end)} {{id: row.end}}) "
                f"MERGE (a)-[r:{identifier(type_)}]->(b) SET r += row.own;"
            )


def identifier(name: str) -> str:
    """A label, type or property name as Cypher takes it."""
    if "\\u" in name:
        raise InvalidInput(f"{name!r} cannot be a name in Cypher.", hint="Leave out the backslash.")
    return f"`{name.replace('`', '``')}`"


def literal(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A JSON value as a Cypher literal of ASCII characters."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return f"'{_TO_ESCAPE.sub(_escaped, value)}'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{identifier(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(literal(item) for item in value) + "]"


def _escaped(match: re.Match[str]) -> str:
    """A backslash before a backslash and a quote; all else in UTF-16 code units, as Cypher's own `\\uXXXX` counts."""
    character = match.group()
    if character in "\\'":
        return "\\" + character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _node(node: NodeRow) -> str:
    return literal({"id": node.id, "own": {"name": node.name, **node.properties}})


def _relationship(r: RelationshipRow) -> str:
    return literal({"start": r.start, "end": r.end, "own": dict(r.properties)})


def _ends(r: RelationshipRow) -> tuple[str, str, str]:
    return r.type, type_of_id(r.start), type_of_id(r.end)


def _batches(rows: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(rows, ROWS)):
        yield "[" + ", ".join(batch) + "]"
