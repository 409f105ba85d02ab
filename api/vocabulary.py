"""Owns how GraphQL sees the ontology: types, fields and their names, claims included. It must not build types or plans.

The schema and the planner both read this, so that what can be asked is what can be planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.ontology import CLAIM, ONTOLOGY, REPORT, Direction, Kind, NodeType, Ontology, Property, RelationshipField, RelationshipType, Reverse, in_common
from graph.plan import ABOUT, POINTS_TO, STATED_IN, DatePart, Hop
from graph.values import Polarity, Qualifier, Review

NODE, NAMED, ENTITY = "Node", "Named", "Entity"
EVIDENCE_COLUMNS = ("page", "start", "end", "quote", "verified", "document")
DATE_PARTS = {part.capitalize(): part for part in DatePart}  # what a group key appends to a date's name
ORDERED = frozenset({Kind.TEXT, Kind.DATE, Kind.INTEGER, Kind.FLOAT, Kind.QUANTITY, Kind.URL})
NUMBERS = frozenset({Kind.INTEGER, Kind.FLOAT, Kind.QUANTITY})


def pascal(name: str) -> str:
    """`releasedOn` -> `ReleasedOn`, `WRITTEN_BY` -> `WrittenBy`, `AIModel` -> `AIModel`."""
    if name.isupper() or "_" in name:
        return "".join(part.capitalize() for part in name.split("_"))
    return name[:1].upper() + name[1:]


def column(property_: Property) -> str:
    """The stored column that stands for the property in orders and aggregates: a quantity's upper bound."""
    return property_.name + "Max" if property_.kind is Kind.QUANTITY else property_.name


_NAME = Property("name", Kind.TEXT, "name", "名称", "The name that is shown.")


_TYPE = Property("type", Kind.ENUM, "type", "类型", "The node type.")


@dataclass(frozen=True)
class KeyOfGroups:
    """What nodes may be grouped by: a property, a part of a date, or what they are related to (`over`)."""

    property: Property
    part: DatePart | None = None
    over: RelationshipField | None = None


@dataclass(frozen=True)
class Target:
    """A type that relationships lead to: a node type, `Claim`, or an interface over several node types."""

    name: str
    description: str
    labels: tuple[str, ...]
    properties: tuple[Property, ...]
    relationships: dict[str, RelationshipField]
    aliases: bool
    abstract: bool

    @property
    def named(self) -> bool:
        """Whether its nodes have a name."""
        return self.name != CLAIM

    @property
    def figured(self) -> tuple[Property, ...]:
        """What figures are made of: the properties, and the name as if it were one."""
        return (_NAME, *self.properties) if self.named else self.properties

    @cached_property
    def group_keys(self) -> dict[str, KeyOfGroups]:
        """What its nodes may be grouped by, under its name."""
        found = {"type": KeyOfGroups(_TYPE)} if self.abstract else {}
        for property_ in self.properties:
            if property_.many or property_.kind in (Kind.QUANTITY, Kind.FLOAT):
                continue
            found[property_.name] = KeyOfGroups(property_)
            if property_.kind is Kind.DATE:
                found |= {property_.name + suffix: KeyOfGroups(property_, part) for suffix, part in DATE_PARTS.items()}
        return found | {f.name: KeyOfGroups(_NAME, over=f) for f in self.relationships.values() if not is_claim_hop(f)}

    def property(self, name: str) -> Property | None:
        """The property of that name, or None."""
        return next((p for p in self.properties if p.name == name), None)


class Vocabulary:
    """Everything that GraphQL names, made from one ontology."""

    def __init__(self, ontology: Ontology = ONTOLOGY) -> None:
        self.ontology = ontology
        self._claim_relationships = _claim_relationships(ontology)
        self._targets: dict[tuple[str, ...], Target] = {}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every label, Claim last."""
        return (*self.ontology.labels, CLAIM)

    @cached_property
    def concrete(self) -> dict[str, Target]:
        """The target of each label."""
        return {label: self.target((label,)) for label in self.labels}

    @cached_property
    def claim_type(self) -> NodeType:
        """Claim, as if the ontology had it."""
        return _claim_type(self.ontology)

    @cached_property
    def abstract(self) -> dict[str, Target]:
        """The interfaces' targets: Named and Entity."""
        return {NAMED: self._interface(NAMED, self.ontology.labels), ENTITY: self._interface(ENTITY, self.ontology.entities)}

    def node_type(self, label: str) -> NodeType:
        """The node type of a label, Claim included."""
        return self.claim_type if label == CLAIM else self.ontology.nodes[label]

    def implements(self, label: str) -> tuple[str, ...]:
        """The interfaces of a node type, the widest first."""
        if label == CLAIM:
            return (NODE,)
        return (NODE, NAMED, ENTITY) if self.ontology.nodes[label].entity else (NODE, NAMED)

    def fields(self, label: str) -> dict[str, RelationshipField]:
        """The relationship fields of a label by name, those to and from claims included."""
        own = {} if label == CLAIM else dict(self.ontology.fields(label))
        for relationship in self._claim_relationships:
            if label == CLAIM:
                own[relationship.field] = RelationshipField(relationship.field, relationship, Direction.OUT, relationship.targets, to_one=True)
                continue
            for back in relationship.reverse:
                if label in relationship.targets:
                    own[back.field] = RelationshipField(back.field, relationship, Direction.IN, back.sources, to_one=False)
        return own

    def target(self, types: tuple[str, ...]) -> Target:
        """The GraphQL type that stands for nodes of `types`: their own if they are of one type, else an interface."""
        if types not in self._targets:
            self._targets[types] = self._concrete(types[0]) if len(types) == 1 else self.abstract[ENTITY if self._all_entities(types) else NAMED]
        return self._targets[types]

    def owner(self, label: str, field: RelationshipField) -> str:
        """The type whose name begins the names of a field's connection: the widest interface that has the field."""
        for name in (NAMED, ENTITY):
            if label in self.abstract[name].labels and self.abstract[name].relationships.get(field.name) == field:
                return name
        return label

    def prefix(self, label: str, field: RelationshipField) -> str:
        """What the names of a field's connection, edge, filter and order begin with. Relationships that have no properties share those of
        all that lead to the same nodes."""
        if field.types == (CLAIM,):
            return CLAIM
        if not field.relationship.properties:
            return f"Related{self.target(field.types).name}"
        return self.owner(label, field) + pascal(field.name)

    def _all_entities(self, types: tuple[str, ...]) -> bool:
        return all(self.ontology.nodes[t].entity for t in types)

    def _concrete(self, label: str) -> Target:
        node = self.node_type(label)
        return Target(label, node.description, (label,), node.properties, self.fields(label), aliases=node.entity, abstract=False)

    def _interface(self, name: str, labels: tuple[str, ...]) -> Target:
        shared = in_common([self.fields(label) for label in labels])
        return Target(name, INTERFACES[name], labels, (), shared, aliases=name == ENTITY, abstract=True)


INTERFACES = {
    NODE: "Anything that has a global id.",
    NAMED: "A node of the graph: it has a name, and claims that say what is known of it.",
    ENTITY: "A node that reports write about: everything but reports and claims.",
}


def hop(field: RelationshipField) -> Hop:
    """The plan's step over a relationship field."""
    return Hop(field.relationship.name, field.direction, field.types)


def is_claim_hop(field: RelationshipField) -> bool:
    """Whether the field leads to or from claims, which are no relationship that claims could state."""
    return field.relationship.name in (ABOUT, POINTS_TO, STATED_IN)


def _claim_relationships(ontology: Ontology) -> tuple[RelationshipType, ...]:
    every = ontology.labels
    return (
        RelationshipType(STATED_IN, (CLAIM,), (REPORT,), "report", (Reverse("statedClaims", (CLAIM,)),), "stated in", "出处",
                         "The report that states the claim.", to_one=True),
        RelationshipType(ABOUT, (CLAIM,), every, "subject", (Reverse("claims", (CLAIM,)),), "about", "主体",
                         "The node that the claim is about.", to_one=True),
        RelationshipType(POINTS_TO, (CLAIM,), every, "object", (), "points to", "对象",
                         "The node that the claimed relationship leads to.", to_one=True),
    )  # fmt: skip


_QUALIFIERS: dict[str, str] = {
    Qualifier.EXACT: "It is the figure.", Qualifier.AT_MOST: "It is no more.", Qualifier.AT_LEAST: "It is no less.", Qualifier.ABOUT: "It is near.",
    Qualifier.RANGE: "It lies between two.",
}  # fmt: skip
_POLARITIES: dict[str, str] = {Polarity.STATED: "The report states the thing.", Polarity.EXPLICITLY_NONE: "The report states that there is none."}
_REVIEWS: dict[str, str] = {
    Review.NONE: "Nobody has looked at it.", Review.ACCEPTED: "It is right.", Review.REJECTED: "It is wrong, and does not show in nodes.",
    Review.PINNED: "It is right, and wins over every other claim about the same.",
}  # fmt: skip


def _claim_type(ontology: Ontology) -> NodeType:
    def of(kind: Kind, name: str, description: str, values: Mapping[str, str] | None = None) -> Property:
        return Property(name, kind, name, name, description, values=tuple(values or ()), meanings=tuple((values or {}).values()))

    return NodeType(CLAIM, "claim", "claims", "claim", "陈述", "One statement of one report, with the place where it is printed.", "#9E9E9E", (
        of(Kind.TEXT, "property", "The property that it is about, by its name in the ontology."),
        of(Kind.ENUM, "relationship", "The relationship that it is about.", {r.name: r.description for r in ontology.relationship_types}),
        of(Kind.TEXT, "text", "The value as printed."),
        of(Kind.TEXT, "value", "The value in canonical form: an ISO date, an enum value, a plain number."),
        of(Kind.FLOAT, "min", "The lower bound of a quantity, in `unit`."),
        of(Kind.FLOAT, "max", "The upper bound of a quantity, in `unit`."),
        of(Kind.TEXT, "unit", "The canonical unit of `min` and `max`."),
        of(Kind.ENUM, "qualifier", "How the printed figure bounds the real one.", _QUALIFIERS),
        of(Kind.ENUM, "polarity", "Whether the report states the thing or states that there is none.", _POLARITIES),
        of(Kind.DATE, "asOf", "The date that the report gives for the statement, else the report's own."),
        of(Kind.DATE, "saidOn", "The report's own date."),
        of(Kind.FLOAT, "confidence", "How sure the extractor is, from 0 to 1."),
        of(Kind.TEXT, "method", "The extractor that found it, and its version."),
        of(Kind.ENUM, "review", "What a person decided about it.", _REVIEWS),
    ), entity=False)  # fmt: skip
