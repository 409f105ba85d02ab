"""Owns random operations that are valid by the schema and mostly make sense: every field and argument of it comes up."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

TEXTS = ("Sora", "gen2", "OpenAI", "a", "frameRate", "60", "VIDEO", "2024")
SCALARS: dict[str, tuple[Any, ...]] = {
    "String": TEXTS, "ID": ("x", "AIModel.5151bc19dd8e4521e9d5"), "Int": (0, 1, 3, 7), "Float": (0, 1.5, 60), "Boolean": (True, False),
    "PartialDate": ("2024", "2024-02", "2024-02-20"), "Date": ("2024-02-20",), "URL": ("https://example.org/a",),
}  # fmt: skip
NODES = ('{type: AIModel, name: "Sora"}', '{type: AIModel, name: "gen2"}', '{type: Organization, name: "五矿证券"}', '{id: "AIModel.5151bc19dd8e4521e9d5"}')
ONE_KEY = ("Order",)  # how the names of inputs end that take exactly one key


class Writer:
    """Writes one operation."""

    def __init__(self, draw: st.DrawFn, schema: GraphQLSchema) -> None:
        self.draw = draw
        self.schema = schema

    def some(self, items: list[Any], least: int, most: int) -> list[Any]:
        return self.draw(st.lists(st.sampled_from(items), min_size=min(least, len(items)), max_size=most, unique=True)) if items else []

    def root(self, name: str) -> str:
        field = self.schema.query_type.fields[name] if self.schema.query_type else None
        assert field is not None
        return "{ " + self.field(name, field, 5) + " }"

    def field(self, name: str, field: GraphQLField, depth: int) -> str:
        arguments = self.arguments(name, field)
        inner = get_named_type(field.type)
        return f"{name}{arguments}" + ("" if is_leaf_type(inner) else " " + self.selection(inner, depth - 1))

    def selection(self, type_: GraphQLNamedType, depth: int) -> str:
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        parts = ["__typename"]
        leaves = [n for n, f in type_.fields.items() if is_leaf_type(get_named_type(f.type)) and not f.args]
        parts += self.some(leaves, 1, 4)
        if depth > 0:
            nested = [n for n in type_.fields if n not in leaves]
            for number, name in enumerate(self.some(nested, 1, 2)):
                alias = f"a{number}: " if self.draw(st.booleans()) else ""
                parts.append(alias + self.field(name, type_.fields[name], depth))
        if isinstance(type_, GraphQLInterfaceType) and depth > 0:
            concrete = self.draw(st.sampled_from(sorted(self.schema.get_possible_types(type_), key=lambda t: t.name)))
            own = [n for n, f in concrete.fields.items() if n not in type_.fields and is_leaf_type(get_named_type(f.type))]
            parts += [f"... on {concrete.name} {{ {concrete.name}_{n}: {n} }}" for n in self.some(own, 0, 2)]
        return "{ " + " ".join(parts) + " }"

    def arguments(self, name: str, field: GraphQLField) -> str:
        given = {}
        for argument, definition in field.args.items():
            wanted = isinstance(definition.type, GraphQLNonNull) or argument == "first" or self.draw(st.booleans())
            if argument not in ("last", "before", "after", "id") and wanted:
                given[argument] = self.value(definition.type, 5, argument)
        if "id" in field.args and "name" not in given:
            given["id"] = self.value(field.args["id"].type, 1, "id")
        if name == "compare":
            given = given | {"names": '["Sora", "Gen-2"]', "properties": '["clipDuration", "developer"]', "type": "AIModel"}
        return "(" + ", ".join(f"{k}: {v}" for k, v in given.items()) + ")" if given else ""

    def value(self, type_: GraphQLType, depth: int, name: str) -> str:
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth, name)
        if isinstance(type_, GraphQLList):
            items = [self.value(type_.of_type, depth, name) for _ in range(self.draw(st.integers(1, 2)))]
            return "[" + ", ".join(dict.fromkeys(items)) + "]"
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        if isinstance(type_, GraphQLEnumType):
            return str(self.draw(st.sampled_from(sorted(type_.values))))
        found = self.draw(st.sampled_from(SCALARS[get_named_type(type_).name]))
        return f'"{found}"' if isinstance(found, str) else str(found).lower()

    def object(self, type_: GraphQLInputObjectType, depth: int) -> str:
        if type_.name == "NodeRef":
            return self.draw(st.sampled_from(NODES))
        names = [n for n, f in type_.fields.items() if least(get_named_type(f.type)) <= depth]
        one = type_.name.endswith(ONE_KEY)
        required = [n for n, f in type_.fields.items() if isinstance(f.type, GraphQLNonNull)]
        chosen = required or self.some(names, 1, 1 if one else 2)
        return "{" + ", ".join(f"{n}: {self.value(type_.fields[n].type, depth - 1, n)}" for n in chosen) + "}"


@cache
def least(type_: GraphQLNamedType) -> int:
    """How many levels of inputs a type needs, itself included, until there is a scalar."""
    if not isinstance(type_, GraphQLInputObjectType):
        return 0
    inner = [get_named_type(f.type) for f in type_.fields.values()]
    if any(is_leaf_type(t) for t in inner):
        return 1
    scalars = [t for t in inner if isinstance(t, GraphQLInputObjectType) and any(is_leaf_type(get_named_type(f.type)) for f in t.fields.values())]
    return 2 if scalars else 3


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """An operation of one root field."""
    assert schema.query_type is not None
    return Writer(draw, schema).root(draw(st.sampled_from(sorted(schema.query_type.fields))))
