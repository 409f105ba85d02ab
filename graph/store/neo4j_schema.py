"""Owns making a Neo4j database ready: whose it is, its constraints and indexes, and new views after the ontology has changed. Where only
indexes have, it makes these alone.

A graph that was imported (`graph.neo4j_import`) says so in its mark: it has its views, but no constraint or index yet, and its claims
do not say since when they are beaten.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ClientError

from graph.cypher import write as w
from graph.cypher.names import FULL_TEXT, OWN_LABELS, escape, fingerprint, schema, schema_fingerprint
from graph.errors import StoreError, StoreTooNew
from graph.ontology import CLAIM, ONTOLOGY
from graph.store.base import FORMAT
from graph.store.neo4j_places import Places
from graph.store.neo4j_touched import Touched
from graph.store.neo4j_transaction import Transaction
from graph.store.neo4j_views import Views
from graph.store.neo4j_write import stored_identities

_GRAPHS = "MATCH (g:Graph) RETURN g.format AS format, g.ontology AS ontology, g.schema AS schema, g.imported IS NOT NULL AS imported ORDER BY format"
_INDEXES = "SHOW INDEXES YIELD name, labelsOrTypes RETURN name, labelsOrTypes AS labels"
_MARK = "MERGE (g:Graph {format: $format}) ON CREATE SET g.generation = 0 SET g.ontology = $ontology, g.schema = $schema REMOVE g.imported"
_AWAIT = "CALL db.awaitIndexes(600)"
_ALREADY = "AlreadyExists"
CHUNK = 500


def prepare(session: Callable[[], AbstractContextManager[Session]]) -> None:
    """Make the database ready. StoreTooNew, or StoreError for a database that is something else's."""
    with session() as opened:
        found = opened.execute_read(lambda t: Transaction(t).rows(_GRAPHS))
        if any(row["format"] > FORMAT for row in found):
            raise StoreTooNew("The graph was written by a newer version of Reportgraph.", hint="Update Reportgraph.")
        if not found:
            opened.execute_read(_refuse_foreign)
        ready = {"ontology": fingerprint(), "schema": schema_fingerprint()}
        if not found or found[0]["imported"] or any(found[0][name] != wanted for name, wanted in ready.items()):
            _make_schema(opened)
            opened.run(w.SETTLE_BEATEN).consume()
            if found and found[0]["ontology"] != ready["ontology"]:
                _rebuild(opened)
            opened.execute_write(lambda t: Transaction(t).run(_MARK, format=FORMAT, **ready))


def _refuse_foreign(transaction: ManagedTransaction) -> None:
    labels = [*ONTOLOGY.labels, CLAIM, *OWN_LABELS]
    clash = [row["name"] for row in Transaction(transaction).rows(w.counts(labels)) if row["count"]]
    if clash:
        raise StoreError(f"The database holds nodes of something else: {', '.join(clash)}.", hint="Give Reportgraph a database of its own.")


def _make_schema(session: Session) -> None:
    labels = frozenset(ONTOLOGY.labels)

    def make(transaction: ManagedTransaction) -> None:
        t = Transaction(transaction)
        there = {row["name"]: frozenset(row["labels"] or ()) for row in t.rows(_INDEXES)}
        if there.get(FULL_TEXT, labels) != labels:  # it would not find nodes of a type that came later
            t.run(f"DROP INDEX {FULL_TEXT}")
            del there[FULL_TEXT]
        for name, text in schema().items():
            if name not in there:
                t.run(text)

    for last in (False, False, True):
        try:
            session.execute_write(make)
            break
        except ClientError as error:  # another process made some of it just now
            if last or _ALREADY not in str(error.code):
                raise
    session.run(_AWAIT).consume()


def _rebuild(session: Session) -> None:
    """Make all views anew, some nodes at a time, each time in a transaction of its own: doing it twice changes nothing."""
    for type_ in ONTOLOGY.node_types:
        ids = session.execute_read(_ids, type_.label)
        for at in range(0, len(ids), CHUNK):
            session.execute_write(_refresh, ids[at : at + CHUNK], type_.label)


def _ids(transaction: ManagedTransaction, label: str) -> list[str]:
    text = f"MATCH (n:{escape(label)}) WHERE n.id IS NOT NULL RETURN n.id AS id ORDER BY id"
    return [row["id"] for row in Transaction(transaction).rows(text)]


def _refresh(transaction: ManagedTransaction, ids: list[str], label: str) -> None:
    t, touched = Transaction(transaction), Touched()
    t.run(w.LOCK, format=FORMAT)
    slots = {p.name for p in ONTOLOGY.nodes[label].properties} | {r.name for r in ONTOLOGY.relationship_types if label in r.sources}
    for id_ in ids:
        touched.slots[id_] |= slots
        touched.nodes.add(id_)
        touched.left.add(id_)
    Views(t, Places(t), touched, stored_identities(t)).refresh()
