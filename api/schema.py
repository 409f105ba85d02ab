"""Owns the GraphQL schema of an ontology, and what is published of it: SDL, possible types, introspection. It must not know stores or plans."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import strawberry
from graphql import GraphQLSchema, introspection_from_schema, is_abstract_type
from strawberry.schema.config import StrawberryConfig

from api.mutations_schema import mutation_fields
from api.schema_roots import COMPARED, RootTypes
from api.schema_table import SCALARS, TypeTable
from api.subscriptions_schema import subscription_fields
from api.vocabulary import Vocabulary
from graph.ontology import ONTOLOGY, Ontology


@dataclass(frozen=True, eq=False)
class Schema:
    """A GraphQL schema and the vocabulary that it was made from."""

    strawberry: strawberry.Schema
    graphql: GraphQLSchema
    vocabulary: Vocabulary

    def as_str(self) -> str:
        """The schema in GraphQL's own language, sorted by name."""
        return self.strawberry.as_str() + "\n"

    @property
    def possible_types(self) -> dict[str, list[str]]:
        """The object types behind each interface, as Apollo's `possibleTypes`."""
        abstract = sorted((t for t in self.graphql.type_map.values() if is_abstract_type(t)), key=lambda t: t.name)
        return {t.name: sorted(p.name for p in self.graphql.get_possible_types(t)) for t in abstract}

    def possible_types_json(self) -> str:
        """The possible types as `docs/possibleTypes.json` has them."""
        return json.dumps(self.possible_types, indent=2) + "\n"

    def introspection_json(self) -> str:
        """The whole answer to an introspection query."""
        told = introspection_from_schema(
            self.graphql, specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
        )
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


@lru_cache(maxsize=4)
def _schema(nodes: object, relationships: object) -> Schema:
    return _build(Ontology(nodes, relationships))  # type: ignore[arg-type]


def build_schema(ontology: Ontology = ONTOLOGY) -> Schema:
    """The schema of an ontology; one is made for each ontology and kept."""
    return _schema(ontology.node_types, ontology.relationship_types)


def _build(ontology: Ontology) -> Schema:
    vocabulary, table = Vocabulary(ontology), TypeTable()
    RootTypes(table, vocabulary).add()
    table.object("Mutation", "What can be changed, one thing after the other, by whoever has the server's token.", mutation_fields(table))
    table.object("Subscription", "What is told again and again, over a WebSocket.", subscription_fields(table, COMPARED))
    schema = strawberry.Schema(
        query=table.get("Query"),
        mutation=table.get("Mutation"),
        subscription=table.get("Subscription"),
        types=[table.get(label) for label in vocabulary.labels],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    return Schema(schema, schema._schema, vocabulary)
