"""Owns the table of GraphQL types under construction: it turns short descriptions into Strawberry types.

Types refer to each other by annotation strings over one namespace, so they may be made in any order. No type has a
resolver: operations are planned, and Strawberry serves the schema, its validation and introspection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NewType

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.enum import EnumValue
from strawberry.types.enum import StrawberryEnumDefinition as EnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.scalar import ScalarDefinition

from graph.errors import InvalidInput
from graph.values import partial_date

PartialDate = NewType("PartialDate", str)
Date = NewType("Date", str)
URL = NewType("URL", str)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field, argument or input field: its GraphQL name, its annotation (`list[Report] | None`), what it means."""

    name: str
    annotation: str
    description: str
    arguments: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """A type's name, what it means, and which kind of type it is; an object type if nothing is said."""

    name: str
    description: str
    is_input: bool = False
    is_interface: bool = False


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidInput(f"{value!r} is not text.", hint="Write it as a string.")
    return value


def _day(value: object) -> str:
    text = _text(value)
    if len(text) != len("2024-02-20"):
        raise InvalidInput(f"{text!r} is not a day.", hint="Write 2024-02-20.")
    return partial_date(text)


def _scalar(name: str, description: str, parse: Callable[[object], str]) -> ScalarDefinition:
    return strawberry.scalar(name=name, description=description, serialize=str, parse_value=parse)


SCALARS: dict[object, ScalarDefinition] = {
    PartialDate: _scalar("PartialDate", "A date as precise as it is known: 2024, 2024-02 or 2024-02-20.", lambda v: partial_date(_text(v))),
    Date: _scalar("Date", "A day: 2024-02-20.", _day),
    URL: _scalar("URL", "The address of a web page.", _text),
}


class TypeTable:
    """The namespace in which annotations are read, and the makers that add to it."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {
            "str": str, "int": int, "float": float, "bool": bool, "ID": strawberry.ID, "PartialDate": PartialDate, "Date": Date, "URL": URL,
            "list": list,
        }  # fmt: skip
        self._annotations: dict[str, StrawberryAnnotation] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.namespace

    def object(self, name: str, description: str, fields: Iterable[FieldSpec], interfaces: Sequence[str] = ()) -> None:
        """Add an object type; the fields of `interfaces` come first, unless `fields` has its own of that name."""
        self._define(_Kind(name, description), fields, interfaces)

    def interface(self, name: str, description: str, fields: Iterable[FieldSpec], interfaces: Sequence[str] = ()) -> None:
        """Add an interface."""
        self._define(_Kind(name, description, is_interface=True), fields, interfaces)

    def input(self, name: str, description: str, fields: Iterable[FieldSpec]) -> None:
        """Add an input type, unless there is one of that name."""
        if name not in self.namespace:
            self._define(_Kind(name, description, is_input=True), fields, ())

    def enum(self, name: str, description: str, values: Iterable[tuple[str, str]]) -> None:
        """Add an enum from (value, description), unless there is one of that name."""
        if name in self.namespace:
            return
        described = list(values)
        members = StrEnum(name, {value: value for value, _ in described})  # type: ignore[misc]
        definitions = [EnumValue(value, value, description=text or None) for value, text in described]
        members.__strawberry_definition__ = EnumDefinition(members, name, definitions, description)  # type: ignore[attr-defined]
        self.namespace[name] = members

    def get(self, name: str) -> type:
        """The Python class of a type."""
        found: type = self.namespace[name]
        return found

    def _annotation(self, text: str) -> StrawberryAnnotation:
        if text not in self._annotations:
            self._annotations[text] = StrawberryAnnotation(text, namespace=self.namespace)
        return self._annotations[text]

    def _field(self, spec: FieldSpec, origin: type) -> StrawberryField:
        field = StrawberryField(
            python_name=spec.name, graphql_name=spec.name, type_annotation=self._annotation(spec.annotation), origin=origin, description=spec.description
        )
        field.arguments = [
            StrawberryArgument(a.name, a.name, self._annotation(a.annotation), description=a.description) for a in spec.arguments
        ]  # fmt: skip
        return field

    def _define(self, kind: _Kind, fields: Iterable[FieldSpec], interfaces: Sequence[str]) -> None:
        name = kind.name
        if name in self.namespace:
            raise InvalidInput(f"Two GraphQL types would be called {name}.", hint="Rename one in the ontology.")
        cls = type(name, (), {})
        parents = [self.namespace[i].__strawberry_definition__ for i in interfaces]
        own: dict[str, StrawberryField] = {f.python_name: f for parent in parents for f in parent.fields}
        own |= {spec.name: self._field(spec, cls) for spec in fields}
        definition = StrawberryObjectDefinition(
            name=name, is_input=kind.is_input, is_interface=kind.is_interface, origin=cls, description=kind.description, interfaces=parents,
            extend=False, directives=(), is_type_of=None, resolve_type=None, fields=list(own.values()),
        )  # fmt: skip
        cls.__strawberry_definition__ = definition  # type: ignore[attr-defined]
        self.namespace[name] = cls
