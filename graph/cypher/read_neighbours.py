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
    those that lead elsewhere. No row carries the roots: a thousand rows of a thousand roots would be more than a transaction may hold.
    """
    said = f"MATCH (b:{escape(CLAIM)}) WHERE b.relationship IN $types AND {_COUNTS} WITH b, 0 AS near" if whole else _SAID
    return f"{said} {_HELD} AND best[2] >= {0 if whole else 2 if inside else 1} RETURN type, start, best[1] AS end {_TOLD}"


_COUNTS = "b.review <> 'REJECTED' AND b.saidOn <= $day"
# The claims `b` of all slots in which a root may be an end; `near` is how many of a claim's own ends are roots.
_SAID = (
    f"CALL () {{ {_ROOTS} WITH DISTINCT n MATCH (n)<-[:ABOUT|POINTS_TO]-(b:{escape(CLAIM)}) WHERE b.relationship IN $types AND {_COUNTS} "
    f"RETURN b, 1 AS near UNION ALL {_ROOTS} WITH DISTINCT n MATCH (n)<-[:POINTS_TO]-(c:{escape(CLAIM)})-[:ABOUT]->(s) WHERE c.relationship IN $to_one "
    f"WITH DISTINCT s, c.relationship AS type MATCH (s)<-[:ABOUT]-(b:{escape(CLAIM)}) WHERE b.relationship = type AND {_COUNTS} "
    "RETURN b, 0 AS near } WITH b, sum(near) AS near"
)
# Their slots with polarity, far end and `near` of the greatest.
_HELD = (
    "MATCH (s)<-[:ABOUT]-(b)-[:POINTS_TO]->(o) WITH b, near, b.relationship AS type, s.id AS s, o.id AS o "
    "WITH b, near, type, CASE WHEN type IN $mutual AND o < s THEN [o, s] ELSE [s, o] END AS ends "
    f"ORDER BY {RANK} "
    "WITH type, ends[0] AS start, CASE WHEN type IN $to_one THEN null ELSE ends[1] END AS slot, "
    "head(collect([b.polarity, ends[1], near])) AS best WITH type, start, best WHERE best[0] = 'STATED'"
)
