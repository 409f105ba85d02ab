"""Owns the selection: what an operation asks, merged and typed, free of GraphQL's syntax. It must not know plans or stores.

Fields are merged by response key, fragments are expanded (also on interfaces), @skip and @include are applied, arguments are
coerced; a scalar that comes from a variable stays a `Variable`, so that one selection serves every value of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    get_named_type,
    is_abstract_type,
    is_object_type,
    value_from_ast,
)

Argument: TypeAlias = Any  # a coerced value: scalars, Variables, enums, None, and lists and dicts of them
Skeleton: TypeAlias = Any  # hashable: the part of the variables' values that shapes a plan
BOUND = "$"  # stands in a skeleton for a scalar whose value is bound when the plan is run


@dataclass(frozen=True, slots=True)
class Variable:
    """A scalar, or a list of scalars, somewhere in the coerced variables."""

    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """A field that is asked for: its response key, its name, its arguments, what is asked of what it leads to."""

    key: str
    name: str
    arguments: Mapping[str, Argument]
    selection: Selection | None = None
    nodes: tuple[FieldNode, ...] = field(default=(), compare=False, repr=False)

    @property
    def type_name(self) -> str:
        """The name of the one object type that it leads to."""
        return self.selection.cases[0][0] if self.selection else ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The fields that are asked of each object type that may be there, in the order of the answer."""

    cases: tuple[tuple[str, tuple[Selected, ...]], ...]

    def of(self, type_name: str) -> tuple[Selected, ...]:
        """The fields asked of an object type."""
        return next((fields for name, fields in self.cases if name == type_name), ())

    @property
    def fields(self) -> tuple[Selected, ...]:
        """The fields of the one object type that may be there."""
        return self.cases[0][1]


def skeleton(value: Argument, type_: GraphQLInputType) -> Skeleton:
    """What of a variable's coerced value shapes a plan: its form, its enums and booleans, but no other scalar."""
    if isinstance(type_, GraphQLNonNull):
        return skeleton(value, type_.of_type)
    if value is None or isinstance(type_, GraphQLEnumType):
        return value
    if isinstance(type_, GraphQLScalarType):
        return value if type_.name == "Boolean" else BOUND
    if isinstance(type_, GraphQLList):
        return BOUND if _is_bound(type_) else tuple(skeleton(item, type_.of_type) for item in value)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple((key, skeleton(item, type_.fields[key].type)) for key, item in value.items())
    return BOUND


def mark(value: Argument, type_: GraphQLInputType, path: tuple[str | int, ...]) -> Argument:
    """A variable's coerced value with a Variable wherever its skeleton says BOUND."""
    if isinstance(type_, GraphQLNonNull):
        return mark(value, type_.of_type, path)
    if skeleton(value, type_) == BOUND and not isinstance(type_, GraphQLEnumType):
        return Variable(path)
    if isinstance(value, list) and isinstance(type_, GraphQLList):
        return [mark(item, type_.of_type, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict) and isinstance(type_, GraphQLInputObjectType):
        return {key: mark(item, type_.fields[key].type, (*path, key)) for key, item in value.items()}
    return value


def _is_bound(type_: GraphQLInputType) -> bool:
    named = get_named_type(type_)
    return isinstance(named, GraphQLScalarType) and named.name != "Boolean"


class Selector:
    """Makes the selection of one operation; `variables` are marked values by name."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: dict[str, Argument]) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._made: dict[tuple[str, tuple[int, ...]], tuple[Selected, ...]] = {}

    def roots(self, operation: OperationDefinitionNode) -> tuple[Selected, ...]:
        """The root fields."""
        root = self._schema.get_root_type(operation.operation)
        return self._of_type(root, [operation.selection_set]) if root else ()

    def _selection(self, type_: GraphQLNamedType, sets: Sequence[SelectionSetNode]) -> Selection:
        if is_abstract_type(type_):
            possible = sorted(self._schema.get_possible_types(type_), key=lambda t: t.name)
        else:
            possible = [type_] if isinstance(type_, GraphQLObjectType) else []
        return Selection(tuple((t.name, self._of_type(t, sets)) for t in possible))

    def _of_type(self, type_: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> tuple[Selected, ...]:
        made = type_.name, tuple(id(s) for s in sets)
        if made not in self._made:
            grouped: dict[str, list[FieldNode]] = {}
            for selection_set in sets:
                self._collect(type_, selection_set, grouped, set())
            self._made[made] = tuple(self._selected(type_, key, nodes) for key, nodes in grouped.items())
        return self._made[made]

    def _collect(self, type_: GraphQLObjectType, sets: SelectionSetNode, grouped: dict[str, list[FieldNode]], seen: set[str]) -> None:
        for node in sets.selections:
            if not self._is_included(node):
                continue
            if isinstance(node, FieldNode):
                grouped.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if self._applies(node, type_):
                    self._collect(type_, node.selection_set, grouped, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self._fragments[node.name.value]
                if self._applies(fragment, type_):
                    self._collect(type_, fragment.selection_set, grouped, seen)

    def _applies(self, fragment: FragmentDefinitionNode | InlineFragmentNode, type_: GraphQLObjectType) -> bool:
        if fragment.type_condition is None or fragment.type_condition.name.value == type_.name:
            return True
        condition = self._schema.get_type(fragment.type_condition.name.value)
        return condition is not None and is_abstract_type(condition) and self._schema.is_sub_type(condition, type_)

    def _is_included(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        for directive in node.directives:
            definition = {"skip": GraphQLSkipDirective, "include": GraphQLIncludeDirective}.get(directive.name.value)
            if definition is not None and directive.arguments:
                wanted = value_from_ast(directive.arguments[0].value, definition.args["if"].type, self._variables)
                if wanted is (directive.name.value == "skip"):
                    return False
        return True

    def _selected(self, type_: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
        node = nodes[0]
        name = node.name.value
        definition = type_.fields.get(name)
        if definition is None:  # __typename and the introspection roots
            return Selected(key, name, {}, None, tuple(nodes))
        inner = get_named_type(definition.type)
        sets = [n.selection_set for n in nodes if n.selection_set]
        selection = self._selection(inner, sets) if is_object_type(inner) or is_abstract_type(inner) else None
        return Selected(key, name, self._arguments(definition, node), selection, tuple(nodes))

    def _arguments(self, definition: GraphQLField, node: FieldNode) -> dict[str, Argument]:
        arguments: dict[str, Argument] = {}
        for given in node.arguments or ():
            value = value_from_ast(given.value, definition.args[given.name.value].type, self._variables)
            if value is not Undefined:
                arguments[given.name.value] = value
        return arguments
