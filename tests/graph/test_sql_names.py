"""Tables, columns and indexes follow from the ontology."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from graph.ontology import ONTOLOGY, Kind, NodeType, Ontology, Property, RelationshipType
from graph.sql.names import node_table, property_column, quoted, relationship_table, view_statements, views_hash
from graph.store.sqlite import SqliteStore

STAR = NodeType("Star", "star", "stars", "star", "恒星", "A star.", "#FFFFFF", (Property("bright", Kind.BOOLEAN, "bright", "明亮", "Whether it is."),))
SHINES = RelationshipType("SHINES_ON", ("Star",), ("Product",), "shinesOn", (), "shines on", "照耀", "It does.",
                          properties=(Property("since", Kind.DATE, "since", "起", "From when."),))  # fmt: skip
WIDER = Ontology((*ONTOLOGY.node_types, STAR), (*ONTOLOGY.relationship_types, SHINES))


def columns(path: Path) -> dict[str, list[str]]:
    """Table -> columns of a database."""
    with sqlite3.connect(path) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")]
        return {table: [row[1] for row in database.execute(f"PRAGMA table_info({quoted(table)})")] for table in tables}


def test_each_type_and_property_has_its_place(tmp_path: Path) -> None:
    SqliteStore.open(str(tmp_path / "graph.db")).close()
    found = columns(tmp_path / "graph.db")
    for node in ONTOLOGY.node_types:
        assert found[f"node_{node.label}"] == ["id", "gid", "name", "aliases", "settled", *(f"p_{c}" for p in node.properties for c in p.columns)]
    for relationship in ONTOLOGY.relationship_types:
        assert found[f"rel_{relationship.name}"] == ["src", "dst", *(f"p_{c}" for p in relationship.properties for c in p.columns), "since"]


def test_a_new_type_needs_nothing_but_its_entry(tmp_path: Path) -> None:
    SqliteStore.open(str(tmp_path / "graph.db"), WIDER).close()
    found = columns(tmp_path / "graph.db")
    assert found["node_Star"] == ["id", "gid", "name", "aliases", "settled", "p_bright"]
    assert found["rel_SHINES_ON"] == ["src", "dst", "p_since", "since"]  # a property cannot clash with a column of our own


def test_identifiers_are_quoted() -> None:
    assert quoted('a"b') == '"a""b"'
    assert node_table('X"; DROP TABLE claim; --') == '"node_X""; DROP TABLE claim; --"'
    assert relationship_table("A B") == '"rel_A B"'
    assert property_column("order") == '"p_order"'


def test_views_are_told_apart_by_what_decides_on_them() -> None:
    described = replace(STAR, description="Another word for it.")
    assert views_hash(WIDER) == views_hash(Ontology((*ONTOLOGY.node_types, described), WIDER.relationship_types))
    listed = replace(STAR, properties=(replace(STAR.properties[0], many=True),))
    others = {views_hash(o) for o in (ONTOLOGY, WIDER, Ontology((*ONTOLOGY.node_types, listed), WIDER.relationship_types))}
    assert len(others) == 3
    assert len(view_statements(WIDER)) > len(view_statements(ONTOLOGY))
