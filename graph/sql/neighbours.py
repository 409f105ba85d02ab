"""Owns the statement that lists relationships for the algorithms: types and ids alone. It must not read rows.

Its parameters: `?1` the roots' ids as a JSON list, `?2` the greatest number of rows, `?3` the day as of which it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.ontology import RelationshipType
from graph.sql.as_of import holds
from graph.sql.names import relationship_table
from graph.sql.scope import literal

_ROOTS = "SELECT node FROM name WHERE gid IN (SELECT value FROM json_each(?1))"


def neighbours(type_: str, *, whole: bool, inside: bool) -> str:
    """The relationships of a type beside the roots, or between them, or all."""
    table = relationship_table(type_)
    found = f"SELECT src, dst FROM {table}"
    if inside and not whole:
        found += f" WHERE src IN ({_ROOTS}) AND dst IN ({_ROOTS})"
    elif not whole:
        found += f" WHERE src IN ({_ROOTS}) UNION SELECT src, dst FROM {table} WHERE dst IN ({_ROOTS})"
    return f"SELECT a.gid, b.gid FROM ({found}) r JOIN node a ON a.id = r.src JOIN node b ON b.id = r.dst ORDER BY 1, 2 LIMIT max(?2, 0)"


def neighbours_then(types: Sequence[RelationshipType], *, whole: bool, inside: bool) -> str:
    """The relationships of all the types as claims had them by the day, with type and ends: a claim for each that holds."""
    every, mutual = _names(types), _names(t for t in types if t.mutual)
    said = f"c.relationship IN ({every}) AND {holds('c', '?3')}"
    if not whole:
        beside = [f"SELECT id FROM claim WHERE {end} IN ({_ROOTS})" for end in ("subject", "object")]
        said += f" AND c.id IN ({(' INTERSECT ' if inside else ' UNION ').join(beside)})"
    ends = f"c.relationship IN ({mutual}) AND o.gid < s.gid"
    return (
        f"SELECT c.relationship, iif({ends}, o.gid, s.gid), iif({ends}, s.gid, o.gid) "
        f"FROM claim c JOIN node s ON s.id = c.subject JOIN node o ON o.id = c.object WHERE {said} ORDER BY 1, 2, 3 LIMIT max(?2, 0)"
    )


def _names(types: Iterable[RelationshipType]) -> str:
    return ", ".join(literal(t.name) for t in types)
