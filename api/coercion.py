"""Owns the coercion of an operation's variables: the quick way for values that are plainly right, GraphQL's own for all others.

What is wrong with a value, and how defaults and input objects are filled in, is graphql-core's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, TypeAlias

from graphql import (
    GraphQLError,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    get_variable_values,
    is_input_type,
    type_from_ast,
)

Plain: TypeAlias = Callable[[Any], bool]
_INT = 2**31


class Coercion:
    """The variables that one operation declares; with `hide_suggestions` no error names what would have been right."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode, *, hide_suggestions: bool = False) -> None:
        self._schema = schema
        self._hide_suggestions = hide_suggestions
        self._nodes = operation.variable_definitions or ()
        types = {node.variable.name.value: type_from_ast(schema, node.type) for node in self._nodes}
        self.types: Mapping[str, GraphQLInputType] = {name: type_ for name, type_ in types.items() if is_input_type(type_)}
        self._plain = {name: _plain(type_) for name, type_ in self.types.items()}

    def coerced(self, given: Mapping[str, Any]) -> dict[str, Any] | list[GraphQLError]:
        """The values of the declared variables, or what is wrong with those that were given."""
        if not self.types:
            return {}
        plain: dict[str, Any] = {}
        for name, is_plain in self._plain.items():
            value = given.get(name)
            if is_plain is None or value is None or not is_plain(value):
                break
            plain[name] = value
        else:
            return plain
        values = get_variable_values(self._schema, self._nodes, dict(given), max_errors=20, hide_suggestions=self._hide_suggestions)
        return values if isinstance(values, list) else values.coerced


def _plain(type_: GraphQLInputType) -> Plain | None:
    """Whether a value needs no coercion to `type_`; None for types of which only graphql-core can tell."""
    if isinstance(type_, GraphQLNonNull):
        return _plain(type_.of_type)
    if isinstance(type_, GraphQLList):
        inner = _plain(type_.of_type)
        return None if inner is None else lambda value: value.__class__ is list and all(map(inner, value))
    return _SCALARS.get(getattr(type_, "name", ""))


_SCALARS: Mapping[str, Plain] = {
    "ID": lambda value: value.__class__ is str,
    "String": lambda value: value.__class__ is str,
    "Boolean": lambda value: value.__class__ is bool,
    "Int": lambda value: value.__class__ is int and -_INT <= value < _INT,
    "Float": lambda value: value.__class__ is float and isfinite(value),
}
