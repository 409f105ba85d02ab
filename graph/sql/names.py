"""Owns the names of tables and columns, and the statements that make them from the ontology. It must not read or write rows.

    truth    source, document, page, claim, judgement, name (every spelling that a claim or a SAME judgement has)
    views    node, node_<Label> for each node type, rel_<TYPE> for each relationship type, search (full text over names),
             beaten (since when another claim of a slot is the better one)

Columns of properties begin with `p_`, so that no property can clash with a column of the store itself.
"""

from __future__ import annotations

import hashlib

from graph.ontology import Kind, NodeType, Ontology, Property, RelationshipType

_SQL_TYPES = {Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER", Kind.FLOAT: "REAL"}


def quoted(name: str) -> str:
    """`name` as an identifier."""
    return '"' + name.replace('"', '""') + '"'


def node_table(label: str) -> str:
    """The table of one node type."""
    return quoted(f"node_{label}")


def relationship_table(type_: str) -> str:
    """The table of one relationship type: src, dst, own columns, since."""
    return quoted(f"rel_{type_}")


def property_column(column: str) -> str:
    """The column of a property (see Property.columns)."""
    return quoted(f"p_{column}")


TRUTH = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    # Every hash that a document or a claim names; a claim may come without its document.
    "CREATE TABLE source (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE)",
    "CREATE TABLE document (source INTEGER PRIMARY KEY, name TEXT, media_type TEXT, encoding TEXT, language TEXT, facts TEXT)",
    "CREATE TABLE page (source INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL)",
    "CREATE UNIQUE INDEX page_start ON page (source, start, position)",
    # `gid` is the 16 bytes of the claim's id. Columns that must come back as they went in have no type, so nothing is converted.
    "CREATE TABLE claim (id INTEGER PRIMARY KEY, gid BLOB NOT NULL UNIQUE, subject INTEGER NOT NULL, object INTEGER, report INTEGER NOT NULL, "
    "subject_name INTEGER NOT NULL, object_name INTEGER, report_name INTEGER NOT NULL, source INTEGER NOT NULL, properties TEXT, "
    'property TEXT, relationship TEXT, text TEXT, value TEXT, "min", "max", unit TEXT, qualifier TEXT, polarity TEXT, as_of TEXT, '
    'said_on TEXT, confidence, method TEXT, review TEXT, page INTEGER, start INTEGER, "end" INTEGER, quote TEXT)',
    "CREATE INDEX claim_slot ON claim (subject, relationship, object, property)",
    "CREATE INDEX claim_report ON claim (report)",
    "CREATE INDEX claim_source ON claim (source)",
    "CREATE TABLE judgement (id TEXT PRIMARY KEY, alias_gid TEXT, name_gid TEXT, alias_type TEXT, alias TEXT, alias_scope TEXT, "
    "name_type TEXT, name TEXT, name_scope TEXT, verdict TEXT, method TEXT, reason TEXT)",
    "CREATE INDEX judgement_alias ON judgement (alias_gid)",
    "CREATE INDEX judgement_name ON judgement (name_gid)",
    # `node` is null while no claim names the node; `said` is 0 for a spelling that only a judgement has.
    "CREATE TABLE name (id INTEGER PRIMARY KEY, gid TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, scope TEXT NOT NULL, "
    "key TEXT NOT NULL, node INTEGER, said INTEGER NOT NULL)",
    "CREATE INDEX name_gid ON name (gid)",
    "CREATE INDEX name_key ON name (key, type)",
    "CREATE INDEX name_node ON name (node)",
    "CREATE TABLE node (id INTEGER PRIMARY KEY, gid TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, since TEXT)",
)

# What came to the format later. A file of before lacks it until it is written to, and loses nothing by that.
ADDED = (
    # The generation in which each report came to state something.
    "CREATE TABLE IF NOT EXISTS arrival (generation INTEGER NOT NULL, report TEXT NOT NULL UNIQUE, PRIMARY KEY (generation, report)) WITHOUT ROWID",
    # By the relationship too: as of a day, what leads to a node is looked up among all that is said of it.
    "CREATE INDEX IF NOT EXISTS claim_object_relationship ON claim (object, relationship) WHERE object IS NOT NULL",
    "DROP INDEX IF EXISTS claim_object",
)

SEARCH = (
    # Tokens come ready made (graph.text), so the tokenizer has nothing to do but to split at spaces.
    "CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, tokenize=\"ascii tokenchars '.+#='\")",
)


BEATEN = ("CREATE TABLE beaten (claim INTEGER PRIMARY KEY, until TEXT NOT NULL)",)  # only of claims that are (see graph.views.until)


def view_statements(ontology: Ontology) -> tuple[str, ...]:
    """The statements that make the views' tables and indexes."""
    nodes = [statement for node in ontology.node_types for statement in _node_statements(node)]
    return (*SEARCH, *BEATEN, *nodes, *(statement for r in ontology.relationship_types for statement in _relationship_statements(r)))


def drop_statement(table: str) -> str:
    """The statement that takes a view away."""
    return f"DROP TABLE {quoted(table)}"


def is_view(table: str) -> bool:
    """Whether a table is a view made from the ontology."""
    return table in ("search", "beaten") or table.startswith(("node_", "rel_"))


def views_hash(ontology: Ontology) -> str:
    """Tells one ontology's views from another's: the tables, and what decides on their rows."""
    rules = [(n.label, [(p.name, p.kind, p.many) for p in n.properties]) for n in ontology.node_types]
    links = [(r.name, r.to_one, r.mutual, [(p.name, p.kind) for p in r.properties]) for r in ontology.relationship_types]
    return hashlib.blake2b(repr((view_statements(ontology), rules, links)).encode(), digest_size=16).hexdigest()


def _node_statements(node: NodeType) -> list[str]:
    table = node_table(node.label)
    columns = [f"{property_column(c)} {_sql_type(p, c)}" for p in node.properties for c in p.columns]
    # `settled`: as of which days the columns are those of now (graph.views.settled), or later; null for all.
    own = ["id INTEGER PRIMARY KEY", "gid TEXT NOT NULL", "name TEXT NOT NULL", "aliases TEXT NOT NULL", "settled TEXT", *columns]
    dated = [p.name for p in node.properties if p.kind is Kind.DATE and not p.many]
    return [
        f"CREATE TABLE {table} ({', '.join(own)})",
        f"CREATE INDEX {quoted(f'node_{node.label}_name')} ON {table} (name, gid)",
        *(f"CREATE INDEX {quoted(f'node_{node.label}_{d}')} ON {table} ({property_column(d)})" for d in dated),
    ]


def _relationship_statements(relationship: RelationshipType) -> list[str]:
    table = relationship_table(relationship.name)
    columns = [f"{property_column(c)} {_sql_type(p, c)}" for p in relationship.properties for c in p.columns]
    own = ["src INTEGER NOT NULL", "dst INTEGER NOT NULL", *columns, "since TEXT", "PRIMARY KEY (src, dst)"]
    return [
        f"CREATE TABLE {table} ({', '.join(own)}) WITHOUT ROWID",
        f"CREATE UNIQUE INDEX {quoted(f'rel_{relationship.name}_back')} ON {table} (dst, src)",
    ]


def _sql_type(property_: Property, column: str) -> str:
    if property_.kind is Kind.QUANTITY:
        return "REAL" if column.endswith(("Min", "Max")) else "TEXT"
    return "TEXT" if property_.many else _SQL_TYPES.get(property_.kind, "TEXT")
