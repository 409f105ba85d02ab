"""Owns the statements that change the graph in Neo4j: each takes `$rows` (or `$ids`), so that one statement changes thousands.

Pure functions of labels and types; which rows there are is the business of `graph.store.neo4j_write`. Where a row has a `number`, it is
Neo4j's own of a node: found so, a node costs neither a look into an index nor a lock there, and one statement serves all labels.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.cypher.names import ADDED_IN, BEATEN, SETTLED, UNTIL, escape, labels, then

LOCK = "MERGE (g:Graph {format: $format}) SET g.locked = true RETURN coalesce(g.generation, 0) AS generation, coalesce(g.ledger, '') AS ledger"
COMMIT = "MATCH (g:Graph {format: $format}) SET g.generation = coalesce(g.generation, 0) + 1, g.ledger = $ledger"

# Claims -------------------------------------------------------------------------------------------------------------

CLAIMS_OF = "MATCH (c:Claim) WHERE c.document IN $ids RETURN c.id AS id, c.document AS document"
KNOWN_CLAIMS = "MATCH (c:Claim) WHERE c.id IN $ids RETURN c.id AS id, c.confidence AS confidence, c.method AS method, c.review AS review"
FOOTPRINTS = (
    "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:ABOUT]->(s) MATCH (c)-[:STATED_IN]->(r) OPTIONAL MATCH (c)-[:POINTS_TO]->(o) "
    "RETURN id, coalesce(c.property, c.relationship) AS slot, s.id AS s, o.id AS o, r.id AS r, [c.subjectId, c.reportId, c.objectId] AS names"
)
DELETE_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c"
UNLINK_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id})-[l:ABOUT|POINTS_TO|STATED_IN]->() DELETE l"
SET_CLAIMS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c += row"
# What an import has of claims that are beaten; in transactions of its own.
SETTLE_BEATEN = (
    f"MATCH (b:{BEATEN}) CALL (b) {{ MATCH (c:Claim {{id: b.claim}}) SET c.{UNTIL} = b.{UNTIL} DELETE b }} "
    "IN TRANSACTIONS OF 10000 ROWS"
)  # fmt: skip
NOTE_ARRIVALS = (
    f"UNWIND $ids AS id MATCH (n:Report {{id: id}}) WHERE NOT EXISTS {{ (n)<-[:STATED_IN]-() }} MATCH (x:Name {{id: id}}) SET x.{ADDED_IN} = $generation"
)
CLAIMS_NAMING = (
    "UNWIND $ids AS id MATCH (x:Name {id: id})-[:NAMES]->()<-[:ABOUT|POINTS_TO|STATED_IN]-(c:Claim) "
    "WHERE c.subjectId = id OR c.objectId = id OR c.reportId = id RETURN DISTINCT c.id AS id"
)


def link_claims(*, pointing: bool, new: bool) -> str:
    """Lead claims to their subject, report and, if they are `pointing`, object, all by number; `new` claims are made."""
    ends = [("s", "ABOUT"), ("r", "STATED_IN"), *([("o", "POINTS_TO")] if pointing else [])]
    claim = "CREATE (c:Claim) SET c = row.c" if new else f"WITH row, {', '.join(end for end, _ in ends)} MATCH (c:Claim {{id: row.id}})"
    return f"UNWIND $rows AS row {_found(*(end for end, _ in ends))} {claim} {' '.join(f'CREATE (c)-[:{type_}]->({end})' for end, type_ in ends)}"


def _found(*variables: str) -> str:
    """Nodes by the numbers that a row has under the variables' names."""
    return " ".join(f"MATCH ({v}) WHERE elementId({v}) = row.{v}" for v in variables)


# Names and nodes ----------------------------------------------------------------------------------------------------

KNOWN_NAMES = "MATCH (x:Name) WHERE x.id IN $ids RETURN x.id AS id, coalesce(x.spellings, []) AS spellings"
PUT_NAMES = "UNWIND $rows AS row MERGE (x:Name {id: row.id}) SET x += row"
CREATE_NAMES = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.n CREATE (x:Name) SET x = row.x CREATE (x)-[:NAMES]->(n)"
LINK_NAMES = "UNWIND $rows AS row MATCH (x:Name {id: row.id}) MATCH (n) WHERE elementId(n) = row.n MERGE (x)-[:NAMES]->(n)"
DELETE_NAMES = "UNWIND $ids AS id MATCH (x:Name {id: id}) DETACH DELETE x"
UNLINK_NAMES = "UNWIND $rows AS row MATCH (x:Name {id: row.id})-[l:NAMES]->(n) WHERE n.id <> row.node DELETE l"
SPELLINGS = (
    "UNWIND $ids AS id MATCH (x:Name {id: id}) OPTIONAL MATCH (x)-[:NAMES]->(n) RETURN id, "
    "COLLECT { MATCH (n)<-[:ABOUT]-(c:Claim) WHERE c.subjectId = id RETURN DISTINCT c.subject[1] } + "
    "COLLECT { MATCH (n)<-[:POINTS_TO]-(c:Claim) WHERE c.objectId = id RETURN DISTINCT c.object[1] } + "
    "COLLECT { MATCH (n)<-[:STATED_IN]-(c:Claim) WHERE c.reportId = id RETURN DISTINCT c.report[1] } AS spellings"
)
SET_NODES = (
    "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.number SET n += row.columns "
    f"SET n.{SETTLED} = CASE WHEN n.{SETTLED} > row.settled THEN n.{SETTLED} ELSE coalesce(row.settled, n.{SETTLED}) END"
)
DELETE_NODES = "UNWIND $ids AS number MATCH (n) WHERE elementId(n) = number DETACH DELETE n"
NAMED = (
    "UNWIND $ids AS number MATCH (n) WHERE elementId(n) = number "
    "RETURN n.id AS id, COLLECT { MATCH (n)<-[:NAMES]-(x:Name) RETURN [x.id, coalesce(x.spellings, [])] } AS names"
)
NAMING = (
    "UNWIND $ids AS number MATCH (n) WHERE elementId(n) = number OPTIONAL MATCH (n)<-[:ABOUT|POINTS_TO|STATED_IN]-(c:Claim) "
    "RETURN n.id AS id, count(c) AS count, min(c.saidOn) AS since"
)  # how many claims name the nodes, and the first day on which one did


def known_nodes(label: str) -> str:
    """Which ids are nodes, and since when they are known."""
    return f"MATCH (n:{escape(label)}) WHERE n.id IN $ids RETURN n.id AS id, elementId(n) AS number, n.since AS since"


def create_nodes(label: str) -> str:
    """Make nodes that have only an id yet."""
    return f"UNWIND $ids AS id CREATE (n:{escape(label)} {{id: id}}) RETURN id, elementId(n) AS number"


# Views --------------------------------------------------------------------------------------------------------------

_STATEMENT = "c{.id, .text, .value, .min, .max, .unit, .polarity, .review, .confidence, .saidOn, .asOf, .properties, ." + UNTIL + "} AS said"
SAID = (
    "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.number MATCH (n)<-[:ABOUT]-(c:Claim) WHERE coalesce(c.property, c.relationship) IN row.slots "
    f"RETURN n.id AS id, coalesce(c.property, c.relationship) AS slot, COLLECT {{ MATCH (c)-[:POINTS_TO]->(o) RETURN o.id }}[0] AS object, {_STATEMENT}"
)  # the claims about slots of nodes
SAID_MUTUALLY = (
    "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.number MATCH (n)<-[:ABOUT|POINTS_TO]-(c:Claim) WHERE c.relationship IN row.slots "
    "WITH DISTINCT n, c MATCH (s)<-[:ABOUT]-(c)-[:POINTS_TO]->(o) "
    f"RETURN n.id AS id, c.relationship AS slot, s.id AS subject, o.id AS object, {_STATEMENT}"
)  # the claims of mutual relationships that begin or end at nodes


def drop_relationships(type_: str) -> str:
    """Take away the relationships of nodes to others than those in `keep`, and all that tell how nodes were related as of days."""
    gone = f"type(l) <> '{type_}' OR NOT o.id IN row.keep"
    return f"UNWIND $rows AS row MATCH (s) WHERE elementId(s) = row.number MATCH (s)-[l:{labels((type_, then(type_)))}]->(o) WHERE {gone} DELETE l"


def put_relationships(type_: str, *, new: bool) -> str:
    """Relate nodes, or change how they are related; `new` ones are known not to be there."""
    return f"UNWIND $rows AS row {_found('s', 'o')} {'CREATE' if new else 'MERGE'} (s)-[l:{escape(type_)}]->(o) SET l = row.columns"


# Documents and judgements -------------------------------------------------------------------------------------------

PAGES_OF = "COLLECT { MATCH (d)-[:HAS_PAGE]->(q:Page) RETURN q{.place, .number, .start, .text} ORDER BY q.place } AS pages"
KNOWN_DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{sha256: id}}) RETURN properties(d) AS row, {PAGES_OF}"
DELETE_DOCUMENTS = "UNWIND $ids AS id MATCH (d:Document {sha256: id}) OPTIONAL MATCH (d)-[:HAS_PAGE]->(q:Page) DETACH DELETE q, d"
PUT_DOCUMENT = "MERGE (d:Document {sha256: $row.sha256}) SET d = $row"
PUT_PAGES = "UNWIND $rows AS row MATCH (d:Document {sha256: $sha256}) CREATE (d)-[:HAS_PAGE]->(q:Page) SET q = row"
# The pages of a large document are sent ahead, more than one transaction can hold: they hang on an upload until their document takes them.
KNOWN_LARGE = "MATCH (d:Document {sha256: $sha256}) RETURN properties(d) AS row, COUNT { (d)-[:HAS_PAGE]->() } AS pages"
DROP_UPLOAD = "MATCH (u:Upload {sha256: $sha256}) OPTIONAL MATCH (u)-[:HAS_PAGE]->(q:Page) CALL (u, q) { DETACH DELETE u, q } IN TRANSACTIONS OF 100 ROWS"
UPLOAD_PAGES = "MERGE (u:Upload {sha256: $sha256}) WITH u UNWIND $rows AS row CREATE (u)-[:HAS_PAGE]->(q:Page) SET q = row"
ADOPT_PAGES = (
    "MATCH (d:Document {sha256: $sha256}) MATCH (u:Upload {sha256: $sha256})-[:HAS_PAGE]->(q:Page) CREATE (d)-[:HAS_PAGE]->(q) WITH DISTINCT u DETACH DELETE u"
)
JUDGEMENTS = "MATCH (j:Judgement) RETURN properties(j) AS row ORDER BY j.id"
PUT_JUDGEMENTS = "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j = row"
DELETE_JUDGEMENTS = "UNWIND $ids AS id MATCH (j:Judgement {id: id}) DELETE j"

# Reading back -------------------------------------------------------------------------------------------------------

DOCUMENTS = f"MATCH (d:Document) WHERE d.sha256 IS NOT NULL WITH d ORDER BY d.sha256 RETURN properties(d) AS row, {PAGES_OF}"
CLAIMS = "MATCH (c:Claim) WHERE c.id IS NOT NULL RETURN properties(c) AS row ORDER BY c.id"


def counts(labels: Iterable[str], types: Iterable[str] = ()) -> str:
    """How many nodes each label has, and how many relationships each type. Neo4j has these numbers at hand."""
    patterns = [(label, f"(x:{escape(label)})") for label in labels] + [(type_, f"()-[x:{escape(type_)}]->()") for type_ in types]
    return " UNION ALL ".join(f"MATCH {pattern} WITH count(x) AS count RETURN '{name}' AS name, count" for name, pattern in patterns)
