"""Owns the statement that lists relationships for the algorithms: types and ids alone. It must not send anything.

Its parameters: `$roots` the roots' ids, `$limit` the greatest number of rows; as of a day also `$day`, and the names of the types that are
asked (`$types`), of those of them that lead to one node (`$to_one`), and of those that are mutual (`$mutual`).
"""

from __future__ import annotations

from graph.cypher.names import escape
from graph.cypher.read_as_of import RANK
from graph.ontology import CLAIM

_ROOTS = "MATCH (x:Name) WHERE x.id IN $roots MATCH (x)-[:NAMES]->(n)"
_TOLD = "ORDER BY type, start, end LIMIT $limit"


def neighbours(types: list[str], *, whole: bool = False, inside: bool = False) -> str:
    """Relationships of the types that begin or end at a root; those that do both, or those of the whole graph."""
    expression = "|".join(escape(name) for name in types)
    beside = f"{_ROOTS}-[l:{expression}]-() WITH DISTINCT l"
    between = f"{_ROOTS} WITH collect(DISTINCT n) AS ns, collect(DISTINCT n.id) AS ids UNWIND ns AS n MATCH (n)-[l:{expression}]->(m) WHERE m.id IN ids WITH l"
    found = f"MATCH ()-[l:{expression}]->() WITH l" if whole else between if inside else beside
    return f"{found} RETURN type(l) AS type, startNode(l).id AS start, endNode(l).id AS end {_TOLD}"


def neighbours_then(*, whole: bool = False, inside: bool = False) -> str:
    """The same as claims had them by the day: of each slot the claim that wins it.

    All claims of a slot are looked at together and once, however many a node has: of a to-one relationship that leads to a root also
    those that lead elsewhere.
    """
    if whole:
        return f"MATCH (b:{escape(CLAIM)}) WHERE b.relationship IN $types AND {_COUNTS} {_HELD} RETURN type, start, end {_TOLD}"
    near = "AND" if inside else "OR"
    roots = f"{_ROOTS} WITH collect(DISTINCT n) AS ns, collect(DISTINCT n.id) AS ids"
    held = f"CALL (ns) {{ CALL (ns) {{ {_SAID} }} {_HELD} RETURN type, start, end }}"
    return f"{roots} {held} WITH * WHERE start IN ids {near} end IN ids RETURN type, start, end {_TOLD}"


_COUNTS = "b.review <> 'REJECTED' AND b.saidOn <= $day"
_SAID = (
    f"UNWIND ns AS n MATCH (n)<-[:ABOUT|POINTS_TO]-(b:{escape(CLAIM)}) WHERE b.relationship IN $types AND {_COUNTS} RETURN b UNION "
    f"UNWIND ns AS n MATCH (n)<-[:POINTS_TO]-(c:{escape(CLAIM)})-[:ABOUT]->(s) WHERE c.relationship IN $to_one WITH DISTINCT s, c.relationship AS type "
    f"MATCH (s)<-[:ABOUT]-(b:{escape(CLAIM)}) WHERE b.relationship = type AND {_COUNTS} RETURN b"
)
# The claims `b` with the ends of what they say, by slot the greatest first.
_HELD = (
    "MATCH (s)<-[:ABOUT]-(b)-[:POINTS_TO]->(o) WITH b, b.relationship AS type, s.id AS s, o.id AS o "
    "WITH b, type, CASE WHEN type IN $mutual AND o < s THEN [o, s] ELSE [s, o] END AS ends "
    f"ORDER BY {RANK} "
    "WITH type, ends[0] AS start, CASE WHEN type IN $to_one THEN null ELSE ends[1] END AS slot, head(collect([b.polarity, ends[1]])) AS best "
    "WHERE best[0] = 'STATED' WITH type, start, best[1] AS end"
)
