"""Owns what the makers of the schema share: how properties are named and typed, which have figures, the arguments that many fields take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.schema_table import FieldSpec
from api.vocabulary import NUMBERS, ORDERED, pascal
from graph.ontology import CLAIM, Kind, Property

_SCALARS = {
    Kind.TEXT: "str", Kind.BOOLEAN: "bool", Kind.INTEGER: "int", Kind.FLOAT: "float", Kind.URL: "URL", Kind.DATE: "PartialDate",
    Kind.QUANTITY: "Quantity",
}  # fmt: skip


def enum_name(owner: str, property_: Property) -> str:
    """The name of a property's enum: `AIModelModality`."""
    if (owner, property_.name) == (CLAIM, "relationship"):
        return "RelationshipTypeName"
    return pascal(owner) + pascal(property_.name)


def annotation(owner: str, property_: Property) -> str:
    """The annotation of a property's value, without its nullability."""
    return enum_name(owner, property_) if property_.kind is Kind.ENUM else _SCALARS[property_.kind]


def page_arguments(prefix: str) -> tuple[FieldSpec, ...]:
    """where, orderBy and the Relay arguments of a connection."""
    return (
        FieldSpec("where", f"{prefix}Where | None", "Which nodes."),
        FieldSpec("orderBy", f"list[{prefix}Order] | None", "In which order; then by name and id."),
        *RELAY_ARGUMENTS,
    )


RELAY_ARGUMENTS = (
    FieldSpec("first", "int | None", "How many, from the beginning; else 100."),
    FieldSpec("after", "str | None", "Begin behind this cursor."),
    FieldSpec("last", "int | None", "How many, from the end."),
    FieldSpec("before", "str | None", "End before this cursor."),
)


AS_OF = FieldSpec("asOf", "Date | None", "As the reports had it by that day; names and aliases as now.")


def describe(property_: Property) -> str:
    """A property's description with its unit."""
    return property_.description + (f" In {property_.unit}." if property_.unit and property_.unit != "1" else "")


def aggregated(properties: Iterable[Property]) -> list[Property]:
    """The properties of which figures are made."""
    return [p for p in properties if not p.many and p.kind in ORDERED | {Kind.ENUM}]


def aggregate_part(property_: Property) -> str:
    """Which figures a property has: Number, Date or Text."""
    return "Number" if property_.kind in NUMBERS else "Date" if property_.kind is Kind.DATE else "Text"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a property: its name, the annotation of its value, what it means, and the filter that asks of it, if one does."""

    name: str
    inner: str
    description: str
    filter: str | None


def _figures(inner: str, bound: str, *more: Figure) -> tuple[Figure, ...]:
    return (Figure("min", inner, "The least value.", bound), Figure("max", inner, "The greatest value.", bound), *more)


FIGURES = {
    "Number": _figures("float", "FloatFilter", Figure("avg", "float", "The mean.", "FloatFilter"), Figure("sum", "float", "The sum.", "FloatFilter")),
    "Date": _figures("PartialDate", "PartialDateFilter"),
    "Text": _figures("str", "TextFigureFilter",
        Figure("shortest", "str", "The shortest value; of equally long ones the first in order.", None),
        Figure("longest", "str", "The longest value; of equally long ones the first in order.", None),
        Figure("minLength", "int", "How many characters the shortest has.", "IntFilter"),
        Figure("maxLength", "int", "How many characters the longest has.", "IntFilter"),
        Figure("avgLength", "float", "How many characters they have on average.", "FloatFilter")),
}  # fmt: skip


def figure_filters(properties: Iterable[Property]) -> list[FieldSpec]:
    """What filters ask of the figures over each property."""
    return [FieldSpec(p.name, f"{aggregate_part(p)}AggregateFilter | None", "Of it.") for p in aggregated(properties)]
