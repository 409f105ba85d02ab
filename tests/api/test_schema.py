"""The schema follows the ontology, and says what everything in it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_client_schema,
    execute_sync,
    find_breaking_changes,
    get_introspection_query,
    get_named_type,
    parse,
    validate_schema,
)

from api.schema import Schema, build_schema
from graph.ontology import ONTOLOGY, Better, Kind, NodeType, Ontology, Property, RelationshipType, Reverse
from tests.api.cli import reportgraph

SCHEMA = build_schema()


def _fields(schema: Schema, name: str) -> set[str]:
    type_ = schema.graphql.type_map[name]
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
    return set(type_.fields)


def _values(schema: Schema, name: str) -> tuple[str, ...]:
    type_ = schema.graphql.type_map[name]
    assert isinstance(type_, GraphQLEnumType)
    return tuple(type_.values)


def test_it_is_valid_and_made_once() -> None:
    assert validate_schema(SCHEMA.graphql) == []
    assert build_schema() is SCHEMA


@pytest.mark.parametrize("node", ONTOLOGY.node_types, ids=lambda node: node.label)
def test_a_node_type_has_its_fields_roots_and_inputs(node: NodeType) -> None:
    own = {p.name for p in node.properties} | set(ONTOLOGY.fields(node.label)) | {"id", "name", "claims"}
    assert own <= _fields(SCHEMA, node.label)
    assert {node.field, node.plural, f"{node.field}Groups"} <= _fields(SCHEMA, "Query")
    assert own | {"AND", "OR", "NOT"} <= _fields(SCHEMA, f"{node.label}Where")
    assert {p.name for p in node.properties if not p.many} | set(ONTOLOGY.fields(node.label)) <= _fields(SCHEMA, f"{node.label}Order")


def test_enums_are_spelled_as_in_the_ontology() -> None:
    assert _values(SCHEMA, "NodeType") == ONTOLOGY.labels
    assert _values(SCHEMA, "RelationshipTypeName") == tuple(ONTOLOGY.relationships)
    assert _values(SCHEMA, "AIModelModality") == ("TEXT", "IMAGE", "VIDEO", "AUDIO", "MULTIMODAL")
    assert {"publisher", "sectors", "publishedOn", "publishedOnYear", "publishedOnMonth"} <= set(_values(SCHEMA, "ReportGroupKey"))


def test_interfaces_are_what_their_types_share() -> None:
    possible = SCHEMA.possible_types
    assert possible["Node"] == sorted((*ONTOLOGY.labels, "Claim"))
    assert possible["Named"] == sorted(ONTOLOGY.labels)
    assert possible["Entity"] == sorted(ONTOLOGY.entities)
    assert {"aliases", "mentionedIn", "events", "claims", "name", "id"} == _fields(SCHEMA, "Entity")


def test_introspection_fits_one_message_of_pythons_websockets() -> None:
    """gql asks for the schema over the socket, where its client takes a mebibyte and closes at more."""
    told = execute_sync(SCHEMA.graphql, parse(get_introspection_query(input_value_deprecation=True))).data
    assert len(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()) < 2**20 - 1000


def test_relays_words_are_relays() -> None:
    assert _fields(SCHEMA, "PageInfo") == {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"}
    for name, type_ in SCHEMA.graphql.type_map.items():
        if name.endswith("Connection") and not name.endswith("GroupConnection"):
            assert isinstance(type_, GraphQLObjectType)
            counted = set() if name == "ConflictConnection" else {"totalCount"}  # to count conflicts all nodes would have to be judged
            assert {"edges", "nodes", "pageInfo", *counted} <= set(type_.fields)
            assert {"node", "cursor"} <= set(get_named_type(type_.fields["edges"].type).fields)


def test_a_relationships_edge_has_its_properties_and_claims() -> None:
    assert _fields(SCHEMA, "ReportAuthorsEdge") == {"node", "cursor", "role", "claims"}
    assert "edge" in _fields(SCHEMA, "ReportAuthorsWhere")
    assert "edge" not in _fields(SCHEMA, "AnalystWhere")
    assert _fields(SCHEMA, "ClaimEdge") == {"node", "cursor"}


def _described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything that can have a description, with the one that it has."""
    yield from ((f"@{directive.name}", directive.description) for directive in schema.directives)
    yield from ((f"@{d.name}({name}:)", argument.description) for d in schema.directives for name, argument in d.args.items())
    for name, type_ in schema.type_map.items():
        yield name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", told.description) for value, told in type_.values.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            yield from ((f"{name}.{field}", told.description) for field, told in type_.fields.items())
            yield from ((f"{name}.{f}({arg}:)", told.description) for f, field in type_.fields.items() for arg, told in field.args.items())
        if isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", told.description) for field, told in type_.fields.items())


def test_everything_says_what_it_means() -> None:
    described = {place: text for place, text in _described(SCHEMA.graphql) if not place.startswith("__")}
    assert {"AIModelModality.TEXT", "Query.aiModels(last:)", "ReportWhere.name", "@skip(if:)", "PartialDate"} <= described.keys()
    assert {place for place, text in described.items() if not text or len(text) < 4} == set()


def test_an_argument_shows_a_default_only_where_it_has_one() -> None:
    """`first: Int = null` would tell a client's tools of a default that is none."""
    assert "= null" not in SCHEMA.as_str()
    shown = {d: set(re.findall(rf"    {d}: (.+)", SCHEMA.as_str())) for d in ("first", "after", "last", "before")}
    assert {name: types - {"Int", "String"} for name, types in shown.items()} == {name: set() for name in shown}


@pytest.mark.parametrize(("argument", "word"), [("first", "beginning"), ("after", "behind"), ("last", "end"), ("before", "before")])
def test_a_pages_arguments_say_which_way_they_look(argument: str, word: str) -> None:
    told = dict(_described(SCHEMA.graphql))
    for field in ("Query.reports", "AIModel.claims", "Entity.mentionedIn"):
        assert word in (told[f"{field}({argument}:)"] or "")


def _grown() -> Ontology:
    altitude = Property("altitude", Kind.QUANTITY, "altitude", "高度", "How high it flies.", unit="m", better=Better.HIGHER, comparable=True)
    livery = Property("livery", Kind.ENUM, "livery", "涂装", "Its colour.", values=("RED", "BLUE"), meanings=("Like blood.", "Like the sky."))
    drone = NodeType("Drone", "drone", "drones", "drone", "无人机", "Something that flies by itself.", "#123456", (altitude, livery))
    flown = RelationshipType("FLOWN_BY", ("Drone",), ("Organization",), "operator", (Reverse("drones", ("Drone",)),), "flown by", "运营者",
                             "Who flies it.", to_one=True)  # fmt: skip
    return replace(ONTOLOGY, node_types=(*ONTOLOGY.node_types, drone), relationship_types=(*ONTOLOGY.relationship_types, flown))


def test_a_new_node_type_is_there_after_one_edit() -> None:
    grown = build_schema(_grown())
    assert {"drone", "drones", "droneGroups"} <= _fields(grown, "Query")
    assert {"altitude", "livery", "operator", "mentionedIn", "aliases"} <= _fields(grown, "Drone")
    assert {"altitude", "livery", "operator"} <= _fields(grown, "DroneWhere") & _fields(grown, "DroneOrder")
    assert "drones" in _fields(grown, "Organization")
    assert "Drone" in _values(grown, "NodeType")
    assert _values(grown, "DroneLivery") == ("RED", "BLUE")
    assert "Drone" in grown.possible_types["Entity"]
    assert "Drone" not in SCHEMA.graphql.type_map


def test_no_name_of_python_or_strawberry_shows() -> None:
    assert not re.search(r"strawberry|StrEnum|in_\b", SCHEMA.as_str())


def test_the_printed_introspection_is_the_whole_schema() -> None:
    told = build_client_schema(json.loads(reportgraph("schema", "--format", "introspection").out))
    assert [*find_breaking_changes(told, SCHEMA.graphql), *find_breaking_changes(SCHEMA.graphql, told)] == []
    assert dict(_described(told)) == dict(_described(SCHEMA.graphql))
