"""One more node type in the ontology, and everything that is made from it follows."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType

from api.execution import Engine
from api.schema import build_schema
from graph.browser_style import style
from graph.claim import Claim, validate
from graph.cypher.names import fingerprint, schema
from graph.errors import InvalidClaim
from graph.ontology import ONTOLOGY, Better, Kind, NodeType, Ontology, Property, RelationshipType, Reverse
from graph.ontology_docs import markdown
from graph.sql.names import view_statements, views_hash
from graph.store.sqlite import SqliteStore
from graph.values import NodeRef
from tests.graphs import Paper, model

PATENT = NodeType(
    "Patent", "patent", "patents", "patent", "专利", "A patent that a report names.", "#123ABC",
    (Property("filedOn", Kind.DATE, "filed on", "申请日", "When it was filed."),
     Property("term", Kind.QUANTITY, "term", "期限", "How long it holds.", unit="s", better=Better.HIGHER, comparable=True)),
)  # fmt: skip
PROTECTS = RelationshipType(
    "PROTECTS", ("Patent",), ("Technique",), "protects", (Reverse("patents", ("Patent",)),), "protects", "保护", "What the patent is about."
)
WIDER = Ontology((*ONTOLOGY.node_types, PATENT), (*ONTOLOGY.relationship_types, PROTECTS))
NAMED = NodeRef("Patent", "US 1")


def claims() -> list[Claim]:
    """Three claims about a patent, made from one that the narrower ontology knows."""
    paper = Paper("A note")
    one, two, three = (paper.says(model("Sora"), "modality", value) for value in ("VIDEO", "IMAGE", "TEXT"))
    return [
        replace(one, subject=NAMED, property="filedOn", value="2023-06", text="June 2023"),
        replace(two, subject=NAMED, property=None, value=None, text=None, relationship="PROTECTS", object=NodeRef("Technique", "Diffusion")),
        replace(three, subject=paper.ref, property=None, value=None, text=None, relationship="MENTIONS", object=NAMED),
    ]


def test_claims_about_it_are_valid() -> None:
    for claim in claims():
        validate(claim, WIDER)
        with pytest.raises(InvalidClaim):
            validate(claim)


def test_sql_gives_it_tables_and_indexes() -> None:
    more = set(view_statements(WIDER)) - set(view_statements(ONTOLOGY))
    assert any("Patent" in statement and "filedOn" in statement and "termMax" in statement for statement in more)
    assert any("PROTECTS" in statement for statement in more)
    assert any(statement.startswith("CREATE INDEX") for statement in more)
    assert set(view_statements(ONTOLOGY)) <= set(view_statements(WIDER))
    assert views_hash(WIDER) != views_hash(ONTOLOGY)


def test_cypher_gives_it_a_constraint_and_indexes() -> None:
    more = {name: text for name, text in schema(WIDER).items() if name not in schema()}
    assert any("CONSTRAINT" in text and "`Patent`" in text for text in more.values())
    assert any("INDEX" in text and "`filedOn`" in text for text in more.values())
    assert any("FULLTEXT" in text and "`Patent`" in text for text in schema(WIDER).values())
    assert fingerprint(WIDER) != fingerprint()


def test_graphql_gives_it_types_filters_orders_and_roots() -> None:
    made = build_schema(WIDER).graphql
    query, patent, technique = (made.type_map[name] for name in ("Query", "Patent", "Technique"))
    assert isinstance(query, GraphQLObjectType)
    assert isinstance(patent, GraphQLObjectType)
    assert isinstance(technique, GraphQLObjectType)
    assert {"patent", "patents", "patentGroups"} <= set(query.fields)
    assert {"filedOn", "term", "protects", "aliases", "claims", "mentionedIn"} <= set(patent.fields)
    assert "patents" in technique.fields
    assert {"PatentWhere", "PatentOrder", "PatentConnection", "PatentAggregate"} <= set(made.type_map)


def test_the_documents_and_browser_tell_of_it() -> None:
    assert "### Patent" in markdown(WIDER)
    assert "`PROTECTS`" in markdown(WIDER)
    assert "node.Patent" in style(WIDER)
    assert "#123ABC" in style(WIDER)


def _ask(store: SqliteStore, query: str) -> Any:
    engine = Engine(store, schema=build_schema(WIDER))
    return json.loads(asyncio.run(engine.execute(query)).body)["data"]


def test_a_store_holds_it_and_a_query_finds_it(tmp_path: Path) -> None:
    store = SqliteStore.open(str(tmp_path / "graph.db"), WIDER)
    store.write(replace(Paper("A note").batch(), claims=claims()))
    query = '{ patents(where: {filedOn: {lt: "2024"}}) { nodes { name filedOn protects { nodes { name } } mentionedIn { totalCount } } } }'
    found = {"name": "US 1", "filedOn": "2023-06", "protects": {"nodes": [{"name": "Diffusion"}]}, "mentionedIn": {"totalCount": 1}}
    assert _ask(store, query) == {"patents": {"nodes": [found]}}
    store.close()


def test_a_store_made_before_shows_it_when_opened_with_it(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.db")
    paper = Paper("A note")
    paper.says(model("Sora"), "modality", "VIDEO")
    older = SqliteStore.open(path)
    older.write(paper.batch())
    kept = list(older.records())
    older.close()
    newer = SqliteStore.open(path, WIDER)
    assert list(newer.records()) == kept
    assert _ask(newer, "{ aiModels { nodes { name modality } } patents { totalCount } }") == {
        "aiModels": {"nodes": [{"name": "Sora", "modality": "VIDEO"}]},
        "patents": {"totalCount": 0},
    }
    newer.close()
