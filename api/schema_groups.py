"""Owns the GraphQL types of groups: what nodes are grouped by, what is told of a group, which groups, in which order."""

from __future__ import annotations

from api.schema_parts import AS_OF, RELAY_ARGUMENTS, annotation, figure_filters
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import KeyOfGroups, Target, Vocabulary
from graph.plan import DatePart

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
        self._add(target)
        whose = FieldSpec("where", f"{target.name}Where | None", "Which nodes.")
        by, *others = _arguments(target)
        return FieldSpec(f"{field}Groups", f"{target.name}GroupConnection", f"Nodes of {target.name}, grouped.", (by, whose, *others, AS_OF))

    def field(self, target: Target) -> FieldSpec:
        """A connection's field of groups."""
        self._add(target)
        return FieldSpec("groups", f"{target.name}GroupConnection", "The nodes of all pages, grouped.", _arguments(target))

    def _add(self, target: Target) -> None:
        name = target.name
        if f"{name}GroupConnection" in self.table:
            return
        self._keys(target)
        self._having(target)
        self.table.input(f"{name}GroupOrder", "Exactly one key.", [
            FieldSpec("count", "OrderDirection | None", "By how many nodes."),
            FieldSpec("aggregate", f"{name}MeasureOrder | None", "By a figure."),
            FieldSpec("keys", f"{name}GroupKeyOrder | None", "By the value of a key."),
        ])  # fmt: skip
        self.table.object(f"{name}Group", f"Nodes of {name} that have something in common.", [
            FieldSpec("keys", f"{name}GroupKeys", "What they have in common."),
            FieldSpec("count", "int", "How many they are."),
            FieldSpec("aggregate", f"{name}Aggregate", "Figures over them."),
        ])  # fmt: skip
        self.table.object(f"{name}GroupConnection", "A page of groups.", [
            FieldSpec("nodes", f"list[{name}Group]", "The page's groups."),
            FieldSpec("pageInfo", "PageInfo", "Where the page stands."),
            FieldSpec("totalCount", "int", "How many groups there are."),
        ])  # fmt: skip

    def _keys(self, target: Target) -> None:
        keys = target.group_keys
        told = {name: _said(key) for name, key in keys.items()}
        self.table.enum(
            f"{target.name}GroupKey", f"What nodes of {target.name} can be grouped by; one that has several values of a key counts under each.", told.items()
        )
        self.table.object(f"{target.name}GroupKeys", "The values that a group has in common; null where it is not grouped by that key.", [
            FieldSpec(name, f"{self._value(target, key)} | None", "Its value.") for name, key in keys.items()
        ])  # fmt: skip
        self.table.input(f"{target.name}GroupKeyOrder", "Exactly one key that is grouped by.", [
            FieldSpec(name, "OrderDirection | None", "By it.") for name in keys
        ])  # fmt: skip

    def _value(self, target: Target, key: KeyOfGroups) -> str:
        if key.over is not None:
            return self.vocabulary.target(key.over.types).name
        if key.part is DatePart.QUARTER:
            return "str"
        return "NodeType" if key.property.name == "type" and target.abstract else annotation(target.name, key.property)

    def _having(self, target: Target) -> None:
        self.table.input(f"{target.name}AggregateHaving", "All of these must hold of the group's figures.", [
            FieldSpec("count", "CountFilter | None", "Of how many nodes."), *figure_filters(target.figured),
        ])  # fmt: skip
        self.table.input(f"{target.name}Having", "All of these must hold of the group.", [
            FieldSpec("count", "CountFilter | None", "Of how many nodes."),
            FieldSpec("aggregate", f"{target.name}AggregateHaving | None", "Of the figures."),
        ])  # fmt: skip


def _said(key: KeyOfGroups) -> str:
    if key.over is not None:
        return key.over.relationship.description
    return f"{key.property.description} {_PARTS[key.part]}" if key.part else key.property.description


def _arguments(target: Target) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("by", f"list[{target.name}GroupKey]", "What to group by."),
        FieldSpec("having", f"{target.name}Having | None", "Which groups."),
        FieldSpec("orderBy", f"list[{target.name}GroupOrder] | None", "In which order; then by their keys."),
        RELAY_ARGUMENTS[0], RELAY_ARGUMENTS[1],
    )  # fmt: skip
