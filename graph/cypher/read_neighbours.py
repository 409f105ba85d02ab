"""Owns the statement that lists relationships for the algorithms: types and ids alone. It must not send anything.

Its parameters: `$roots` the roots' ids, `$limit` the greatest number of rows, `$day` as of which it is asked, if it is.
"""

from __future__ import annotations

from graph.cypher.names import escape, then
from graph.cypher.read_as_of import relationship_then

_ROOTS = "MATCH (x:Name) WHERE x.id IN $roots MATCH (x)-[:NAMES]->(n)"
_THEN = then("")


def neighbours(types: list[str], *, whole: bool = False, inside: bool = False, as_of: bool = False) -> str:
    """Relationships of the types that begin or end at a root; those that do both, or those of the whole graph."""
    expression = "|".join(escape(name) for name in types)
    between = relationship_then("l", types, "$day") if as_of else f"l:{expression}"
    if whole:
        found = f"MATCH ()-[{between}]->() WITH l"
    elif inside:
        found = f"{_ROOTS} WITH collect(DISTINCT n) AS ns, collect(DISTINCT n.id) AS ids UNWIND ns AS n MATCH (n)-[{between}]->(m) WHERE m.id IN ids WITH l"
    else:
        found = f"{_ROOTS}-[{between}]-() WITH DISTINCT l"
    type_ = f"CASE WHEN type(l) ENDS WITH '{_THEN}' THEN left(type(l), size(type(l)) - {len(_THEN)}) ELSE type(l) END" if as_of else "type(l)"
    return f"{found} RETURN {type_} AS type, startNode(l).id AS start, endNode(l).id AS end ORDER BY type, start, end LIMIT $limit"
