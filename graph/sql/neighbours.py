"""Owns the statement that lists relationships for the algorithms: types and ids alone. It must not read rows.

Its parameters: `?1` the roots' ids as a JSON list, `?2` the greatest number of rows, `?3` the day as of which it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.ontology import RelationshipType
from graph.sql.as_of import RANK
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
    """The relationships of all the types as claims had them by the day: of each slot the claim that wins it, with its type and ends.

    All claims of a slot are looked at together and once, however many a node has: of a to-one relationship that leads to a root also
    those that lead elsewhere.
    """
    every, mutual = _names(types), _names(t for t in types if t.mutual)
    turned = f"b.relationship IN ({mutual}) AND b.object < b.subject"
    slot = (
        f"b.relationship, iif({turned}, b.object, b.subject), "
        f"CASE WHEN b.relationship IN ({_names(t for t in types if t.to_one)}) THEN 0 WHEN {turned} THEN b.subject ELSE b.object END"
    )
    place = f"row_number() OVER (PARTITION BY {slot} ORDER BY {RANK})"
    counts = f"b.relationship IN ({every}) AND b.review <> 'REJECTED' AND b.said_on <= ?3"
    said = "" if whole else f" AND b.id IN ({_said(types)})"
    ranked = f"SELECT b.relationship, b.subject, b.object, b.polarity, {place} AS place FROM claim b WHERE {counts}{said}"
    held = "r.place = 1 AND r.polarity = 'STATED'"
    if not whole:
        held += f" AND (r.subject IN ({_ROOTS}) {'AND' if inside else 'OR'} r.object IN ({_ROOTS}))"
    ends = f"r.relationship IN ({mutual}) AND o.gid < s.gid"
    return (
        f"SELECT r.relationship, iif({ends}, o.gid, s.gid), iif({ends}, s.gid, o.gid) "
        f"FROM ({ranked}) r JOIN node s ON s.id = r.subject JOIN node o ON o.id = r.object WHERE {held} ORDER BY 1, 2, 3 LIMIT max(?2, 0)"
    )


def _said(types: Sequence[RelationshipType]) -> str:
    """The claims of all slots in which a root may be an end."""
    every, to_one = _names(types), _names(t for t in types if t.to_one)
    leading = f"SELECT subject, relationship FROM claim WHERE object IN ({_ROOTS}) AND relationship IN ({to_one})"
    return (
        f"SELECT id FROM claim WHERE subject IN ({_ROOTS}) AND relationship IN ({every}) "
        f"UNION SELECT id FROM claim WHERE object IN ({_ROOTS}) AND relationship IN ({every}) "
        f"UNION SELECT c.id FROM ({leading}) l JOIN claim c ON c.subject = l.subject AND c.relationship = l.relationship"
    )


def _names(types: Iterable[RelationshipType]) -> str:
    return ", ".join(literal(t.name) for t in types)
