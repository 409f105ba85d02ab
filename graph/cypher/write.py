"""Owns the statements that change the graph in Neo4j: each takes `$rows` (or `$ids`), so that one statement changes thousands.

Pure functions of labels and types; which rows there are is the business of `graph.store.neo4j_write`.
"""

from __future__ import annotations

from graph.cypher.names import ADDED_IN, escape

LOCK = "MERGE (g:Graph {format: $format}) SET g.locked = true RETURN coalesce(g.generation, 0) AS generation, coalesce(g.ledger, '') AS ledger"
COMMIT = "MATCH (g:Graph {format: $format}) SET g.generation = coalesce(g.generation, 0) + 1, g.ledger = $ledger"

# Claims -------------------------------------------------------------------------------------------------------------

CLAIMS_OF = "MATCH (c:Claim) WHERE c.document IN $ids RETURN c.id AS id, c.document AS document"
KNOWN_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN id, c.confidence AS confidence, c.method AS method, c.review AS review"
FOOTPRINTS = (
    "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:ABOUT]->(s) MATCH (c)-[:STATED_IN]->(r) OPTIONAL MATCH (c)-[:POINTS_TO]->(o) "
    "RETURN id, coalesce(c.property, c.relationship) AS slot, s.id AS s, o.id AS o, r.id AS r, [c.subjectId, c.reportId, c.objectId] AS names"
)
DELETE_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c"
UNLINK_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id})-[l:ABOUT|POINTS_TO|STATED_IN]->() DELETE l"
SET_CLAIMS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c += row"
NOTE_ARRIVALS = (
    f"UNWIND $ids AS id MATCH (n:Report {{id: id}}) WHERE NOT EXISTS {{ (n)<-[:STATED_IN]-() }} MATCH (x:Name {{id: id}}) SET x.{ADDED_IN} = $generation"
)
CLAIMS_NAMING = (
    "UNWIND $ids AS id MATCH (x:Name {id: id})-[:NAMES]->()<-[:ABOUT|POINTS_TO|STATED_IN]-(c:Claim) "
    "WHERE c.subjectId = id OR c.objectId = id OR c.reportId = id RETURN DISTINCT c.id AS id"
)


def link_claims(subject: str, report: str, object_: str | None, *, new: bool) -> str:
    """Lead claims to their subject, report and object; `new` ones are made."""
    claim = "CREATE (c:Claim) SET c = row.c" if new else "WITH row, s, r{} MATCH (c:Claim {{id: row.c.id}})".format(", o" if object_ else "")
    found = f"MATCH (s:{escape(subject)} {{id: row.s}}) MATCH (r:{escape(report)} {{id: row.r}})"
    if object_:
        found += f" MATCH (o:{escape(object_)} {{id: row.o}})"
    points = " CREATE (c)-[:POINTS_TO]->(o)" if object_ else ""
    return f"UNWIND $rows AS row {found} {claim} CREATE (c)-[:ABOUT]->(s) CREATE (c)-[:STATED_IN]->(r){points}"


# Names and nodes ----------------------------------------------------------------------------------------------------

KNOWN_NAMES = "UNWIND $ids AS id MATCH (x:Name {id: id}) RETURN id, coalesce(x.spellings, []) AS spellings"
PUT_NAMES = "UNWIND $rows AS row MERGE (x:Name {id: row.id}) SET x += row"
DELETE_NAMES = "UNWIND $ids AS id MATCH (x:Name {id: id}) DETACH DELETE x"
UNLINK_NAMES = "UNWIND $rows AS row MATCH (x:Name {id: row.id})-[l:NAMES]->(n) WHERE n.id <> row.node DELETE l"
SPELLINGS = (
    "UNWIND $ids AS id MATCH (x:Name {id: id}) OPTIONAL MATCH (x)-[:NAMES]->(n) RETURN id, "
    "COLLECT { MATCH (n)<-[:ABOUT]-(c:Claim) WHERE c.subjectId = id RETURN DISTINCT c.subject[1] } + "
    "COLLECT { MATCH (n)<-[:POINTS_TO]-(c:Claim) WHERE c.objectId = id RETURN DISTINCT c.object[1] } + "
    "COLLECT { MATCH (n)<-[:STATED_IN]-(c:Claim) WHERE c.reportId = id RETURN DISTINCT c.report[1] } AS spellings"
)


def known_nodes(label: str) -> str:
    """Which ids are nodes."""
    return f"UNWIND $ids AS id MATCH (n:{escape(label)} {{id: id}}) RETURN id"


def create_nodes(label: str) -> str:
    """Make nodes that have only an id yet."""
    return f"UNWIND $ids AS id CREATE (:{escape(label)} {{id: id}})"


def delete_nodes(label: str) -> str:
    """Take nodes away, with their relationships."""
    return f"UNWIND $ids AS id MATCH (n:{escape(label)} {{id: id}}) DETACH DELETE n"


def set_nodes(label: str) -> str:
    """Set columns; null takes one away."""
    return f"UNWIND $rows AS row MATCH (n:{escape(label)} {{id: row.id}}) SET n += row.columns"


def link_names(label: str) -> str:
    """Lead names to their node, where both are there."""
    return f"UNWIND $rows AS row MATCH (x:Name {{id: row.id}}) MATCH (n:{escape(label)} {{id: row.node}}) MERGE (x)-[:NAMES]->(n)"


def named(label: str) -> str:
    """The names that lead to nodes, and since when the nodes are known."""
    return (
        f"UNWIND $ids AS id MATCH (n:{escape(label)} {{id: id}}) "
        "RETURN id, n.since AS since, COLLECT { MATCH (n)<-[:NAMES]-(x:Name) RETURN [x.id, coalesce(x.spellings, [])] } AS names"
    )


def naming(label: str) -> str:
    """How many claims name the nodes, and the first day on which one did."""
    return (
        f"UNWIND $ids AS id MATCH (n:{escape(label)} {{id: id}}) OPTIONAL MATCH (n)<-[:ABOUT|POINTS_TO|STATED_IN]-(c:Claim) "
        "RETURN id, count(c) AS count, min(c.saidOn) AS since"
    )


# Views --------------------------------------------------------------------------------------------------------------

_STATEMENT = "c{.id, .text, .value, .min, .max, .unit, .polarity, .review, .confidence, .saidOn, .asOf, .properties} AS said"


def said(label: str) -> str:
    """The claims about slots of nodes: rows of (id, slots)."""
    return (
        f"UNWIND $rows AS row MATCH (n:{escape(label)} {{id: row.id}})<-[:ABOUT]-(c:Claim) WHERE coalesce(c.property, c.relationship) IN row.slots "
        f"RETURN row.id AS id, coalesce(c.property, c.relationship) AS slot, COLLECT {{ MATCH (c)-[:POINTS_TO]->(o) RETURN o.id }}[0] AS object, {_STATEMENT}"
    )


def said_mutually(label: str) -> str:
    """The claims of mutual relationships that begin or end at nodes: rows of (id, slots)."""
    return (
        f"UNWIND $rows AS row MATCH (n:{escape(label)} {{id: row.id}})<-[:ABOUT|POINTS_TO]-(c:Claim) WHERE c.relationship IN row.slots "
        "WITH DISTINCT row, c MATCH (s)<-[:ABOUT]-(c)-[:POINTS_TO]->(o) "
        f"RETURN row.id AS id, c.relationship AS slot, s.id AS subject, o.id AS object, {_STATEMENT}"
    )


def drop_relationships(type_: str, label: str) -> str:
    """Take away the relationships of nodes to others than those in `keep`."""
    return f"UNWIND $rows AS row MATCH (s:{escape(label)} {{id: row.id}})-[l:{escape(type_)}]->(o) WHERE NOT o.id IN row.keep DELETE l"


def put_relationships(type_: str, start: str, end: str, *, new: bool) -> str:
    """Relate nodes, or change how they are related; `new` ones are known not to be there."""
    found = f"MATCH (s:{escape(start)} {{id: row.s}}) MATCH (o:{escape(end)} {{id: row.o}})"
    return f"UNWIND $rows AS row {found} {'CREATE' if new else 'MERGE'} (s)-[l:{escape(type_)}]->(o) SET l = row.columns"


# Documents and judgements -------------------------------------------------------------------------------------------

PAGES_OF = "COLLECT { MATCH (d)-[:HAS_PAGE]->(q:Page) RETURN q{.place, .number, .start, .text} ORDER BY q.place } AS pages"
KNOWN_DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{sha256: id}}) RETURN properties(d) AS row, {PAGES_OF}"
DELETE_DOCUMENTS = "UNWIND $ids AS id MATCH (d:Document {sha256: id}) OPTIONAL MATCH (d)-[:HAS_PAGE]->(q:Page) DETACH DELETE q, d"
PUT_DOCUMENT = "MERGE (d:Document {sha256: $row.sha256}) SET d = $row"
PUT_PAGES = "UNWIND $rows AS row MATCH (d:Document {sha256: $sha256}) CREATE (d)-[:HAS_PAGE]->(q:Page) SET q = row"
JUDGEMENTS = "MATCH (j:Judgement) RETURN properties(j) AS row ORDER BY j.id"
PUT_JUDGEMENTS = "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j = row"
DELETE_JUDGEMENTS = "UNWIND $ids AS id MATCH (j:Judgement {id: id}) DELETE j"

# Reading back -------------------------------------------------------------------------------------------------------

DOCUMENTS = f"MATCH (d:Document) WHERE d.sha256 IS NOT NULL WITH d ORDER BY d.sha256 RETURN properties(d) AS row, {PAGES_OF}"
CLAIMS = "MATCH (c:Claim) WHERE c.id IS NOT NULL RETURN properties(c) AS row ORDER BY c.id"


def counts(labels: list[str]) -> str:
    """How many nodes each label has."""
    parts = (f"MATCH (n:{escape(label)}) RETURN '{label}' AS label, count(n) AS count" for label in labels)
    return " UNION ALL ".join(parts)
