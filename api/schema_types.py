"""Owns the GraphQL object types of nodes, edges, connections and aggregates, made from the vocabulary. Roots are in schema_roots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from api.schema_groups import GroupTypes
from api.schema_parts import FIGURES, aggregate_part, aggregated, annotation, describe, enum_name, page_arguments
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import ENTITY, INTERFACES, NAMED, NODE, Target, Vocabulary, is_claim_hop, pascal
from graph.ontology import CLAIM, Kind, Property, RelationshipField, RelationshipType


class ObjectTypes:
    """Adds the object types of a vocabulary to a table."""

    def __init__(self, table: TypeTable, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self.groups = GroupTypes(table, vocabulary)

    def add(self) -> None:
        """Add everything."""
        self._shared()
        self._aggregate_parts()
        for label in self.vocabulary.labels:
            self._enums(label, self.vocabulary.node_type(label).properties)
        for relationship in self.vocabulary.ontology.relationship_types:
            self._enums(relationship.name, relationship.properties)
            if figures := _figures(relationship.properties):
                self.table.object(f"{pascal(relationship.name)}EdgeAggregate", "Figures over relationships.", figures)
        self._interfaces()
        for label in self.vocabulary.labels:
            self._node(self.vocabulary.concrete[label])
        for target in (*self.vocabulary.concrete.values(), self.vocabulary.abstract[ENTITY]):
            self._aggregate(target.name, target)
            self.connection(target.name, target)

    def connection(self, prefix: str, target: Target, relationship: RelationshipType | None = None) -> None:
        """Add `<prefix>Connection` and `<prefix>Edge`, unless they are there."""
        if f"{prefix}Connection" in self.table:
            return
        own = relationship.name if relationship and aggregated(relationship.properties) else ""
        edge = [
            FieldSpec("cursor", "str", "Its place in the order, for `after` and `before`."),
            FieldSpec("node", target.name, "The node."),
        ]
        if relationship:
            edge += [self._property(relationship.name, p) for p in relationship.properties]
            edge.append(FieldSpec("claims", "ClaimConnection", "The claims that state this relationship.", page_arguments(CLAIM)))
        self.table.object(f"{prefix}Edge", f"A way to a node of {target.name}, and what is said of the way.", edge)
        self.table.object(f"{prefix}Connection", f"A page of nodes of {target.name}.", [
            FieldSpec("edges", f"list[{prefix}Edge]", "The page's edges."),
            FieldSpec("nodes", f"list[{target.name}]", "The page's nodes."),
            FieldSpec("pageInfo", "PageInfo", "Where the page stands."),
            FieldSpec("totalCount", "int", "How many there are on all pages."),
            FieldSpec("aggregate", f"{prefix if own else target.name}Aggregate", "Figures over all pages."),
            self.groups.field(target),
        ])  # fmt: skip
        if own:
            self._aggregate(prefix, target, [FieldSpec("edge", f"{pascal(own)}EdgeAggregate", "Figures over the relationships themselves.")])

    def _shared(self) -> None:
        self.table.object("PageInfo", "Where a page stands among all pages.", [
            FieldSpec("hasNextPage", "bool", "Whether more follow."),
            FieldSpec("hasPreviousPage", "bool", "Whether there are some before."),
            FieldSpec("startCursor", "str | None", "The cursor of the page's first edge."),
            FieldSpec("endCursor", "str | None", "The cursor of the page's last edge."),
        ])  # fmt: skip
        self.table.object("Quantity", "An interval in a canonical unit; a bound that is not known is null.", [
            FieldSpec("min", "float | None", "The lower bound."),
            FieldSpec("max", "float | None", "The upper bound."),
            FieldSpec("unit", "str | None", "The canonical unit: s, fps, px, USD/month."),
            FieldSpec("text", "str | None", "As printed."),
        ])  # fmt: skip
        self.table.object("Evidence", "Where a claim is printed: raw[start:end] of the document is the quote.", [
            FieldSpec("page", "int", "The page's printed number."),
            FieldSpec("start", "int", "The first code point in the document's raw text."),
            FieldSpec("end", "int", "The code point behind the last."),
            FieldSpec("quote", "str", "The text that is printed there."),
            FieldSpec("verified", "bool", "Whether the stored document holds the quote at that place."),
            FieldSpec("document", "str", "The SHA-256 of the document's bytes."),
        ])  # fmt: skip

    def _enums(self, owner: str, properties: tuple[Property, ...]) -> None:
        for property_ in properties:
            if property_.kind is Kind.ENUM:
                self.table.enum(enum_name(owner, property_), property_.description, zip(property_.values, property_.meanings, strict=True))

    def _interfaces(self) -> None:
        identity = FieldSpec("id", "ID", "The global id, the same in every store that holds the same claims.")
        self.table.interface(NODE, INTERFACES[NODE], [identity])
        name = FieldSpec("name", "str", "The name; a report's is its title.")
        named = self.vocabulary.abstract[NAMED]
        self.table.interface(NAMED, INTERFACES[NAMED], [name, *self._relationships(named)], [NODE])
        entity = self.vocabulary.abstract[ENTITY]
        aliases = FieldSpec("aliases", "list[str]", "Other names under which reports write of it.")
        self.table.interface(ENTITY, INTERFACES[ENTITY], [aliases, *self._relationships(entity)], [NODE, NAMED])

    def _node(self, target: Target) -> None:
        own = [self._property(target.name, p) for p in target.properties]
        if target.name == CLAIM:
            own.append(FieldSpec("evidence", "Evidence", "Where it is printed."))
        self.table.object(target.name, target.description, [*own, *self._relationships(target)], self.vocabulary.implements(target.name))

    def _property(self, owner: str, property_: Property) -> FieldSpec:
        inner = annotation(owner, property_)
        required = owner == CLAIM and property_.name in ("qualifier", "polarity", "review", "confidence", "method")
        whole = f"list[{inner}]" if property_.many else inner if required else f"{inner} | None"
        return FieldSpec(property_.name, whole, describe(property_))

    def _relationships(self, target: Target) -> Iterator[FieldSpec]:
        for field in target.relationships.values():
            far = self.vocabulary.target(field.types)
            description = field.relationship.description
            if field.to_one:
                required = target.name == CLAIM and field.name in ("report", "subject")
                yield FieldSpec(field.name, far.name if required else f"{far.name} | None", description)
                continue
            prefix = self.vocabulary.prefix(target.labels[0], field)
            self.connection(prefix, far, None if is_claim_hop(field) else field.relationship)
            yield FieldSpec(field.name, f"{prefix}Connection", _said(field, description), page_arguments(self._input_prefix(prefix, far, field)))

    def _input_prefix(self, prefix: str, far: Target, field: RelationshipField) -> str:
        return prefix if field.relationship.properties else far.name

    def _aggregate_parts(self) -> None:
        distinct = FieldSpec("countDistinct", "int", "How many different values there are.")
        for name, figures in FIGURES.items():
            told = [FieldSpec(f.name, f"{f.inner} | None", f.description) for f in figures]
            self.table.object(f"{name}Aggregate", "Figures over the values that are there; a quantity counts by its upper bound.", [*told, distinct])

    def _aggregate(self, prefix: str, target: Target, more: Sequence[FieldSpec] = ()) -> None:
        fields = [FieldSpec("count", "int", "How many nodes."), *_figures(target.figured), *more]
        self.table.object(f"{prefix}Aggregate", f"Figures over nodes of {target.name}.", fields)


_CLAIMS = {"claims": "The claims that are about it.", "statedClaims": "The claims that it states."}


def _said(field: RelationshipField, description: str) -> str:
    if field.name in _CLAIMS and is_claim_hop(field):
        return _CLAIMS[field.name]
    back = any(r.field == field.name for r in field.relationship.reverse)
    return f"The other way round: {description}" if back else description


def _figures(properties: Iterable[Property]) -> list[FieldSpec]:
    return [FieldSpec(p.name, f"{aggregate_part(p)}Aggregate", describe(p)) for p in aggregated(properties)]
