"""Owns the GraphQL types of groups: what nodes are grouped by, what is told of a group, which groups, in which order."""

from __future__ import annotations

from api.schema_parts import AS_OF, RELAY_ARGUMENTS, annotation, figure_filters
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import KeyOfGroups, Target, Vocabulary, group_keys, pascal
from graph.ontology import RelationshipType
from graph.plan import DatePart, On

_PARTS = {
    DatePart.YEAR: "The year alone: 2024.", DatePart.QUARTER: "Its quarter: 2024-Q1; 2024 where only the year is known.",
    DatePart.MONTH: "Its month: 2024-02; 2024 where only the year is known.",
}  # fmt: skip


class GroupTypes:
    """Adds the types of groups to a table, of each kind of nodes when they are first asked for."""

    def __init__(self, table: TypeTable, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary

    def root(self, field: str, target: Target) -> FieldSpec:
        """The root field of a type's groups."""
        self._add(target.name, target, None)
        whose = FieldSpec("where", f"{target.name}Where | None", "Which nodes.")
        by, *others = _arguments(target.name)
        return FieldSpec(f"{field}Groups", f"{target.name}GroupConnection", f"Nodes of {target.name}, grouped.", (by, whose, *others, AS_OF))

    def field(self, prefix: str, target: Target, over: RelationshipType | None) -> FieldSpec:
        """A connection's field of groups; `over` is the relationship by which its nodes are reached, if it has properties."""
        self._add(prefix, target, over)
        return FieldSpec("groups", f"{prefix}GroupConnection", "The nodes of all pages, grouped.", _arguments(prefix))

    def _add(self, prefix: str, target: Target, over: RelationshipType | None) -> None:
        if f"{prefix}GroupConnection" in self.table:
            return
        self._keys(prefix, target, over)
        self._having(prefix, target, over)
        self.table.input(f"{prefix}GroupOrder", "Exactly one key.", [
            FieldSpec("count", "OrderDirection | None", "By how many nodes."),
            FieldSpec("aggregate", f"{prefix}MeasureOrder | None", "By a figure."),
            FieldSpec("keys", f"{prefix}GroupKeyOrder | None", "By the value of a key."),
        ])  # fmt: skip
        self.table.object(f"{prefix}Group", f"Nodes of {target.name} that have something in common.", [
            FieldSpec("keys", f"{prefix}GroupKeys", "What they have in common."),
            FieldSpec("count", "int", "How many they are."),
            FieldSpec("aggregate", f"{prefix}Aggregate", "Figures over them."),
        ])  # fmt: skip
        self.table.object(f"{prefix}GroupConnection", "A page of groups.", [
            FieldSpec("nodes", f"list[{prefix}Group]", "The page's groups."),
            FieldSpec("pageInfo", "PageInfo", "Where the page stands."),
            FieldSpec("totalCount", "int", "How many groups there are."),
        ])  # fmt: skip

    def _keys(self, prefix: str, target: Target, over: RelationshipType | None) -> None:
        keys = group_keys(target, over)
        told = {name: _said(key) for name, key in keys.items()}
        self.table.enum(f"{prefix}GroupKey", f"What nodes of {target.name} can be grouped by.", told.items())
        self.table.object(f"{prefix}GroupKeys", "The values that a group has in common; null where it is not grouped by that key.", [
            FieldSpec(name, f"{self._value(target, over, key)} | None", told[name]) for name, key in keys.items()
        ])  # fmt: skip
        self.table.input(f"{prefix}GroupKeyOrder", "Exactly one key that is grouped by.", [
            FieldSpec(name, "OrderDirection | None", text) for name, text in told.items()
        ])  # fmt: skip

    def _value(self, target: Target, over: RelationshipType | None, key: KeyOfGroups) -> str:
        if key.over is not None:
            return self.vocabulary.target(key.over.types).name
        if key.part is DatePart.QUARTER:
            return "str"
        if key.property.name == "type" and target.abstract and key.on is On.NODE:
            return "NodeType"
        return annotation(over.name if over and key.on is On.RELATIONSHIP else target.name, key.property)

    def _having(self, prefix: str, target: Target, over: RelationshipType | None) -> None:
        edge = [FieldSpec("edge", f"{pascal(over.name)}EdgeAggregateFilter | None", "Of figures over the relationships themselves.")] if over else []
        self.table.input(f"{prefix}AggregateHaving", "All of these must hold of the group's figures.", [
            FieldSpec("count", "CountFilter | None", "Of how many nodes."), *figure_filters(target.figured), *edge,
        ])  # fmt: skip
        self.table.input(f"{prefix}Having", "All of these must hold of the group.", [
            FieldSpec("count", "CountFilter | None", "Of how many nodes."),
            FieldSpec("aggregate", f"{prefix}AggregateHaving | None", "Of the figures."),
        ])  # fmt: skip


def _said(key: KeyOfGroups) -> str:
    if key.over is not None:
        return key.over.relationship.description
    return f"{key.property.description} {_PARTS[key.part]}" if key.part else key.property.description


def _arguments(prefix: str) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("by", f"list[{prefix}GroupKey]", "What to group by; a node that has several values of a key counts under each."),
        FieldSpec("having", f"{prefix}Having | None", "Which groups."),
        FieldSpec("orderBy", f"list[{prefix}GroupOrder] | None", "What they are ordered by; then by their keys."),
        RELAY_ARGUMENTS[0], RELAY_ARGUMENTS[1],
    )  # fmt: skip
