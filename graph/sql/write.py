"""Owns the statements by which the embedded store writes and reads back its truth. Text only; it must not decide what is written.

A list of values is bound as JSON text and opened by json_each.
"""

from __future__ import annotations

from graph.ontology import NodeType, RelationshipType
from graph.sql.names import node_table, property_column, relationship_table

# In the order of the table's columns, whose names would only make it longer: apsw goes through a statement's whole text for each row.
CLAIM_INSERT = f"INSERT OR IGNORE INTO claim VALUES ({','.join('?' * 28)})"
CLAIM_LAST = "SELECT coalesce(max(id), 0) FROM claim"
CLAIMS_FROM = "SELECT id FROM claim WHERE id >= ? ORDER BY id"
CLAIM_KNOWN = "SELECT id, confidence, method, review, subject, property, relationship, object FROM claim WHERE gid = ?"
CLAIM_BETTER = "UPDATE claim SET confidence = ?, method = ?, review = ? WHERE id = ?"
CLAIMS_OF_SOURCE = (
    "SELECT c.id, c.gid, c.subject, c.property, c.relationship, c.object, c.report FROM claim c JOIN source s ON s.id = c.source WHERE s.sha256 = ?"
)
CLAIM_DELETE = "DELETE FROM claim WHERE id = ?"
BEATEN_DELETE = "DELETE FROM beaten WHERE claim = ?"
BEATEN_SET = "INSERT OR REPLACE INTO beaten SELECT id, ?2 FROM claim WHERE gid = ?1"
BEATEN_CLEAR = "DELETE FROM beaten WHERE claim = (SELECT id FROM claim WHERE gid = ?1)"

SLOTS_OF_NODE = (
    "SELECT subject, property, relationship, object FROM claim WHERE subject = ?1 "
    "UNION SELECT subject, property, relationship, object FROM claim WHERE object = ?1"
)
SLOTS_OF_SUBJECTS = "SELECT DISTINCT subject, property, relationship, object FROM claim WHERE subject BETWEEN ? AND ?"
_STATEMENT = 'c.gid, c.text, c.value, c."min", c."max", c.unit, c.polarity, c.review, c.confidence, c.said_on, c.as_of, c.properties, '
_STATEMENT += "(SELECT until FROM beaten WHERE claim = c.id)"
PROPERTY_CLAIMS = (
    f"SELECT s.key, c.object, {_STATEMENT} FROM json_each(?) s CROSS JOIN claim c ON c.subject = s.value->>0 AND c.relationship IS NULL "
    "AND c.object IS NULL AND c.property = s.value->>1"
)
PAIR_CLAIMS = (
    f"SELECT s.key, c.object, {_STATEMENT} FROM json_each(?1) s CROSS JOIN claim c ON c.subject = s.value->>0 "
    "AND c.relationship = ?2 AND c.object = s.value->>1"
)
SUBJECT_CLAIMS = f"SELECT s.key, c.object, {_STATEMENT} FROM json_each(?1) s CROSS JOIN claim c ON c.subject = s.value->>0 AND c.relationship = ?2"

NAMES_BY_GID = "SELECT id, gid, type, text, scope, node, said FROM name WHERE gid IN (SELECT value FROM json_each(?))"
NAMES_OF_NODE = "SELECT id, gid, type, text, scope, node, said FROM name WHERE node = ?"
NAME_INSERT = "INSERT INTO name (id, gid, type, text, scope, key, node, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
NAMES_IN_CLAIMS = (
    "SELECT subject_name FROM claim WHERE subject = ?1 UNION SELECT object_name FROM claim WHERE object = ?1 "
    "UNION SELECT report_name FROM claim WHERE report = ?1"
)
SINCE = (
    "SELECT min(s) FROM (SELECT min(said_on) AS s FROM claim WHERE subject = ?1 UNION ALL SELECT min(said_on) FROM claim WHERE object = ?1 "
    "UNION ALL SELECT min(said_on) FROM claim WHERE report = ?1)"
)
REPOINT = tuple(f"UPDATE claim SET {end} = ?1 WHERE {end} = ?2 AND {end}_name = ?3" for end in ("subject", "object", "report"))

JUDGEMENT_COLUMNS = "id, alias_gid, name_gid, alias_type, alias, alias_scope, name_type, name, name_scope, verdict, method, reason"
JUDGEMENT_INSERT = f"INSERT INTO judgement ({JUDGEMENT_COLUMNS}) VALUES ({','.join('?' * 12)}) ON CONFLICT (id) DO UPDATE SET reason = excluded.reason"
JUDGED_TOGETHER = (
    "WITH RECURSIVE c(gid) AS (SELECT value FROM json_each(?) UNION SELECT j.name_gid FROM c JOIN judgement j ON j.alias_gid = c.gid "
    "UNION SELECT j.alias_gid FROM c JOIN judgement j ON j.name_gid = c.gid) SELECT gid FROM c"
)
JUDGEMENTS_OF = f"SELECT {JUDGEMENT_COLUMNS} FROM judgement WHERE alias_gid IN (SELECT value FROM json_each(?))"
PREFERRED = "SELECT name FROM judgement WHERE name_gid = ? AND verdict = 'SAME'"
IS_JUDGED = (
    "SELECT EXISTS (SELECT 1 FROM judgement WHERE verdict = 'SAME' AND alias_gid = ?1 AND alias = ?2 AND alias_scope = ?3) "
    "OR EXISTS (SELECT 1 FROM judgement WHERE verdict = 'SAME' AND name_gid = ?1 AND name = ?2 AND name_scope = ?3)"
)

NODE_INSERT = "INSERT INTO node (id, gid, type, name, aliases, since) VALUES (?, ?, ?, ?, ?, ?)"
SEARCH_INSERT = "INSERT INTO search (rowid, tokens) VALUES (?, ?)"
# Pages that one merge writes at the most, a tenth of a second; the next goes on where it stopped.
SEARCH_MERGE = "INSERT INTO search (search, rank) VALUES ('merge', -2000)"
SEARCH_DELETE = "DELETE FROM search WHERE rowid = ?"


def node_insert(node: NodeType) -> tuple[str, list[str]]:
    """The statement that puts a row in a node type's table, and the properties' columns in its order."""
    columns = [c for p in node.properties for c in p.columns]
    own = ["id", "gid", "name", "aliases", "settled", *map(property_column, columns)]
    return f"INSERT INTO {node_table(node.label)} ({','.join(own)}) VALUES ({','.join('?' * len(own))})", columns


def property_update(node: NodeType, columns: tuple[str, ...]) -> str:
    """The statement that sets when a node is settled, if that is later, and a property's columns; the node's number comes last."""
    changed = ["settled=coalesce(max(settled,?1),settled,?1)", *(f"{property_column(c)}=?" for c in columns)]
    return f"UPDATE {node_table(node.label)} SET {','.join(changed)} WHERE id=?"


def relationship_insert(relationship: RelationshipType) -> str:
    """The statement that puts a relationship in, or anew: src, dst, own columns, since."""
    columns = ["src", "dst", *(property_column(c) for p in relationship.properties for c in p.columns), "since"]
    return f"INSERT OR REPLACE INTO {relationship_table(relationship.name)} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"
