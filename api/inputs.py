"""Owns the GraphQL input types: filters for scalars and quantities, `where` and `orderBy` of each type, made from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from api.schema_parts import FIGURES, aggregate_part, aggregated, enum_name, figure_filters
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import ORDERED, Target, Vocabulary, pascal
from graph.ontology import Kind, Property, RelationshipField

_EQUAL = {"eq": "Equal to.", "ne": "There, and not equal to."}
_LISTED = {"in": "One of.", "notIn": "There, and none of."}
_RANGE = {"gt": "Greater than.", "gte": "At least.", "lt": "Less than.", "lte": "At most."}
_TEXT = {
    "contains": "Has this in it, case minded.", "startsWith": "Begins with this.", "endsWith": "Ends with this.",
    "matches": "A regular expression that is found anywhere in it; no look-around, no back-references.",
}  # fmt: skip
_CASELESS = FieldSpec("caseInsensitive", "CaseInsensitiveFilter | None", "The same where capital and small letters are one.")
_NULL = FieldSpec("isNull", "bool | None", "Whether there is no value.")


def _operators(inner: str, *groups: dict[str, str]) -> list[FieldSpec]:
    return [FieldSpec(op, _many(inner) if op in _LISTED else f"{inner} | None", text) for group in groups for op, text in group.items()]


def _many(inner: str) -> str:
    return f"list[{inner}] | None"


_SCALAR_FILTERS = {
    "IDFilter": ("ID", (_EQUAL, _LISTED)),
    "StringFilter": ("str", (_EQUAL, _LISTED, _RANGE, _TEXT)),
    "URLFilter": ("str", (_EQUAL, _LISTED, _TEXT)),
    "PartialDateFilter": ("PartialDate", (_EQUAL, _LISTED, _RANGE)),
    "TextFigureFilter": ("str", (_EQUAL, _LISTED, _RANGE, _TEXT)),
    "IntFilter": ("int", (_EQUAL, _LISTED, _RANGE)),
    "FloatFilter": ("float", (_EQUAL, _LISTED, _RANGE)),
    "BooleanFilter": ("bool", (_EQUAL,)),
}
_FILTER_OF = {
    Kind.TEXT: "StringFilter", Kind.URL: "URLFilter", Kind.DATE: "PartialDateFilter", Kind.INTEGER: "IntFilter", Kind.FLOAT: "FloatFilter",
    Kind.BOOLEAN: "BooleanFilter", Kind.QUANTITY: "QuantityFilter",
}  # fmt: skip


class InputTypes:
    """Adds the input types of a vocabulary to a table."""

    def __init__(self, table: TypeTable, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self._begun: set[str] = set()

    def add(self) -> None:
        """Add everything."""
        self._filters()
        self.table.enum("OrderDirection", "Which way to order; missing values come last both ways.", [
            ("ASC", "Least first."), ("DESC", "Greatest first."),
        ])  # fmt: skip
        self.table.enum("NodeType", "The node types of the ontology.", [(n.label, n.description) for n in self.vocabulary.ontology.node_types])
        for part, figures in FIGURES.items():
            names = {f.name: f.filter for f in figures if f.filter}
            self.table.input(f"{part}AggregateFilter", "All of these must hold of the figures.", [
                *(FieldSpec(n, f"{inner} | None", f"Of the {n}.") for n, inner in names.items()),
                FieldSpec("countDistinct", "CountFilter | None", "Of how many different values there are."),
            ])  # fmt: skip
            self.table.input(f"{part}MeasureOrder", "Exactly one figure.", [_direction(n, f"By {n}.") for n in (*names, "countDistinct")])
        for relationship in self.vocabulary.ontology.relationship_types:
            self._edge_inputs(relationship.name, relationship.properties)
        for target in (*self.vocabulary.concrete.values(), *self.vocabulary.abstract.values()):
            self._target(target.name, target)

    def _filters(self) -> None:
        for name, (inner, groups) in _SCALAR_FILTERS.items():
            more = [_CASELESS, _NULL] if name == "StringFilter" else [_NULL]
            self.table.input(name, "All of these must hold.", [*_operators(inner, *groups), *more])
        found_in = {op: text.removesuffix(", case minded.") for op, text in _TEXT.items() if op != "matches"}
        self.table.input("CaseInsensitiveFilter", "All of these must hold; capital and small letters are one.", _operators("str", _EQUAL, _LISTED, found_in))
        self.table.input("StringListFilter", "All of these must hold of the list.", [
            FieldSpec("has", "str | None", "It has this element."), _NULL,
        ])  # fmt: skip
        self.table.input("QuantityFilter", "All of these must hold of the interval.", [
            FieldSpec("min", "FloatFilter | None", "Of the lower bound."),
            FieldSpec("max", "FloatFilter | None", "Of the upper bound."),
            FieldSpec("unit", "StringFilter | None", "Of the unit."),
            FieldSpec("contains", "float | None", "The interval has this number in it; a bound that is not known is open."),
            _NULL,
        ])  # fmt: skip
        self.table.input("CountFilter", "All of these must hold of the count.", _operators("int", _EQUAL, _RANGE))

    def filter_of(self, owner: str, property_: Property) -> str:
        """The filter type of a property; an enum's is made when it is first asked for."""
        if property_.kind is not Kind.ENUM:
            return _FILTER_OF[property_.kind]
        inner = enum_name(owner, property_)
        if property_.many:
            self.table.input(f"{inner}ListFilter", "All of these must hold of the list.", [FieldSpec("has", f"{inner} | None", "It has this."), _NULL])
            return f"{inner}ListFilter"
        self.table.input(f"{inner}Filter", "All of these must hold.", [*_operators(inner, _EQUAL, _LISTED), _NULL])
        return f"{inner}Filter"

    def _target(self, prefix: str, target: Target, edge: RelationshipField | None = None) -> None:
        if prefix in self._begun:
            return
        self._begun.add(prefix)
        edge_name = pascal(edge.relationship.name) if edge else ""
        where = self._where_fields(prefix, target)
        order = self._order_fields(target)
        if edge:
            where.append(FieldSpec("edge", f"{edge_name}EdgeWhere | None", "Of the relationship itself."))
            order.append(FieldSpec("edge", f"{edge_name}EdgeOrder | None", "By a property of the relationship itself."))
        self.table.input(f"{prefix}Where", f"Which nodes of {target.name}; all fields must hold, a null is as if it were not there.", where)
        self.table.input(f"{prefix}Order", "Exactly one key.", order)
        self._figures(prefix, target, edge_name if edge and aggregated(edge.relationship.properties) else "")

    def _where_fields(self, prefix: str, target: Target) -> list[FieldSpec]:
        fields = [FieldSpec("id", "IDFilter | None", "The global id.")]
        if target.named:
            fields.append(FieldSpec("name", "StringFilter | None", "The name that is shown."))
        if target.aliases:
            fields.append(FieldSpec("aliases", "StringListFilter | None", "Other names."))
        if target.abstract:
            self.table.input("NodeTypeFilter", "All of these must hold.", [
                *_operators("NodeType", _EQUAL, _LISTED),
            ])  # fmt: skip
            self.table.input(f"{target.name}On", "It is of one of the types that are named, and what is said of that type holds; a null names none.", [
                FieldSpec(label, f"{label}Where | None", f"Which nodes of {label}; with {{}} all of them.") for label in target.labels
            ])  # fmt: skip
            fields += [
                FieldSpec("type", "NodeTypeFilter | None", "The node type."),
                FieldSpec("on", f"{target.name}On | None", "The node type, and what only nodes of that type have."),
            ]
        fields += [FieldSpec(p.name, f"{self.filter_of(target.name, p)} | None", p.description) for p in target.properties]
        fields += [self._relationship_where(target, field) for field in target.relationships.values()]
        fields += [
            FieldSpec("AND", _many(f"{prefix}Where"), "All of these hold."),
            FieldSpec("OR", _many(f"{prefix}Where"), "At least one of these holds."),
            FieldSpec("NOT", f"{prefix}Where | None", "This does not hold."),
        ]
        return fields

    def _relationship_where(self, target: Target, field: RelationshipField) -> FieldSpec:
        far = self.vocabulary.target(field.types)
        if field.to_one:
            return FieldSpec(field.name, f"{far.name}Where | None", f"There is one, and of it this holds. {field.relationship.description}")
        prefix = self._field_prefix(target, field, far)
        quantified = f"{prefix}Where | None"
        self.table.input(f"{prefix}RelationFilter", "All of these must hold of the nodes that are related.", [
            FieldSpec("some", quantified, "At least one of them passes."),
            FieldSpec("all", quantified, "None of them fails; also where there is none."),
            FieldSpec("none", quantified, "None of them passes."),
            FieldSpec("single", quantified, "Exactly one of them passes."),
            FieldSpec("count", "CountFilter | None", "How many there are."),
            FieldSpec("aggregate", f"{prefix}AggregateFilter | None", "Figures over them."),
        ])  # fmt: skip
        return FieldSpec(field.name, f"{prefix}RelationFilter | None", field.relationship.description)

    def _field_prefix(self, target: Target, field: RelationshipField, far: Target) -> str:
        if not field.relationship.properties:
            return far.name
        prefix = self.vocabulary.prefix(target.labels[0], field)
        self._target(prefix, far, field)
        return prefix

    def _order_fields(self, target: Target) -> list[FieldSpec]:
        fields = [_direction("id", "By the global id.")]
        if target.abstract:
            self.table.input(f"{target.name}OrderOn", "Exactly one type.", [
                FieldSpec(label, f"{label}Order | None", f"By a key of nodes of {label}.") for label in target.labels
            ])  # fmt: skip
            fields.append(FieldSpec("on", f"{target.name}OrderOn | None", "By a key of the nodes of one type; those of other types lack it."))
        if target.named:
            fields.append(_direction("name", "By name."))
        fields += [_direction(p.name, "By it.") for p in target.properties if not p.many and p.kind in ORDERED | {Kind.ENUM, Kind.BOOLEAN}]
        for field in target.relationships.values():
            far = self.vocabulary.target(field.types)
            name = f"{far.name}Order" if field.to_one else f"{self._field_prefix(target, field, far)}MeasureOrder"
            fields.append(FieldSpec(field.name, f"{name} | None", "By a key there." if field.to_one else "By a figure there."))
        return fields

    def _figures(self, prefix: str, target: Target, edge_name: str) -> None:
        """What filters and orders ask of figures over nodes of `target`, and over the relationships that lead to them."""
        asked = [
            FieldSpec("where", f"{prefix}Where | None", "Which of the nodes the figures are over; all of them if nothing is said."),
            FieldSpec("count", "CountFilter | None", "Of how many nodes."),
            *figure_filters(target.figured),
        ]
        orders = [_direction("count", "By how many there are."), *_figure_orders(target.figured)]
        if edge_name:
            asked.append(FieldSpec("edge", f"{edge_name}EdgeAggregateFilter | None", "Of figures over the relationships themselves."))
            orders.append(FieldSpec("edge", f"{edge_name}EdgeMeasureOrder | None", "By a figure over the relationships themselves."))
        self.table.input(f"{prefix}AggregateFilter", "All of these must hold of the figures.", asked)
        self.table.input(f"{prefix}MeasureOrder", "Exactly one key.", orders)

    def _edge_inputs(self, name: str, properties: tuple[Property, ...]) -> None:
        if not properties:
            return
        prefix = pascal(name)
        self.table.input(f"{prefix}EdgeWhere", "All of these must hold of the relationship itself.", [
            *(FieldSpec(p.name, f"{self.filter_of(name, p)} | None", p.description) for p in properties),
            FieldSpec("AND", _many(f"{prefix}EdgeWhere"), "All of these hold."),
            FieldSpec("OR", _many(f"{prefix}EdgeWhere"), "At least one of these holds."),
            FieldSpec("NOT", f"{prefix}EdgeWhere | None", "This does not hold."),
        ])  # fmt: skip
        self.table.input(f"{prefix}EdgeOrder", "Exactly one key.", [_direction(p.name, "By it.") for p in properties])
        if aggregated(properties):
            self.table.input(f"{prefix}EdgeAggregateFilter", "All of these must hold of the figures.", figure_filters(properties))
            self.table.input(f"{prefix}EdgeMeasureOrder", "Exactly one key.", _figure_orders(properties))


def _figure_orders(properties: Iterable[Property]) -> list[FieldSpec]:
    return [FieldSpec(p.name, f"{aggregate_part(p)}MeasureOrder | None", "By it.") for p in aggregated(properties)]


def _direction(name: str, description: str) -> FieldSpec:
    return FieldSpec(name, "OrderDirection | None", description)
