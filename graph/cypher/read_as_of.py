"""Owns the graph as the reports had it by a day, as Cypher: who was there, columns and relationships by then.

What each expression says is the policy of `graph.views`, over the claims whose `saidOn` is known and not after the day. Relationships say
when they held, they or those of a type that tells of days; a column is that of now where the node is settled, else made of the claims that
hold. Nothing but claims has ABOUT, so these are asked for no label, by which Neo4j would plan to begin at all of them. Expressions, and the
clause that holds some, over a `day` that is a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph.cypher.names import SETTLED, UNTIL, escape, labels, then
from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Kind, Property

# What the columns of a quantity show of a claim, and those of other properties.
_PARTS, _VALUE = {"Min": "b.min", "Max": "b.max", "Unit": "b.unit", "Text": "b.text"}, "coalesce(b.value, b.text)"
_HELD = ["b.property", _VALUE, *_PARTS.values()]


def known(node: str, types: tuple[str, ...], day: str) -> str:
    """The condition that a node or claim was there by then."""
    return f"{node}.{'saidOn' if types == (CLAIM,) else 'since'} <= {day}"


def holds(claim: str, day: str) -> str:
    """The condition that what a claim states holds by then: it was said, and no better claim of its slot."""
    unbeaten = f"coalesce({claim}.{UNTIL} > {day}, true)"  # an OR would be planned longer
    return f"{claim}.polarity = 'STATED' AND {claim}.review <> 'REJECTED' AND {claim}.saidOn <= {day} AND {unbeaten}"


@dataclass(slots=True)
class Held:
    """What clauses hold of one `node` as of a `day`, by variables: the `claims` that make its properties where it is not settled, and the other
    `subqueries` that are asked for.

    One subquery for all properties: Neo4j plans each that stands anywhere, and in every order of those beside it.
    """

    node: str
    day: str
    claims: str
    properties: dict[str, None] = field(default_factory=dict)
    subqueries: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def subquery(self, text: str, new: Callable[[str], str]) -> str:
        """The variable that holds a subquery; `new` makes one."""
        self.asked += 1
        return self.subqueries.get(text) or self.subqueries.setdefault(text, new("h"))

    def value(self, property_: Property, column: str) -> str:
        """A column of a property that has one value."""
        self.asked += 1
        self.properties[property_.name] = None
        quantity = property_.kind is Kind.QUANTITY
        place = _HELD.index(_PARTS[column.removeprefix(property_.name)] if quantity else _VALUE)
        value = f"[c IN {self.claims} WHERE c[0] = '{property_.name}' | c[{place}]][0]"
        return _then(self.node, column, self.day, value if quantity else _typed(property_, value))

    def clause(self) -> str:
        """The clause that holds all that was asked for, or nothing."""
        made = [f"{text} AS {name}" for text, name in self.subqueries.items()]
        if self.properties:
            unsettled = f"{self.node}.{SETTLED} > {self.day}"
            about = f"{unsettled} AND b.property IN [{', '.join(repr(name) for name in self.properties)}] AND {holds('b', self.day)}"
            made.append(f"COLLECT {{ MATCH ({self.node})<-[:ABOUT]-(b) WHERE {about} RETURN [{', '.join(_HELD)}] }} AS {self.claims}")
        return f" WITH *, {', '.join(made)}" if made else ""


def property_then(node: str, types: tuple[str, ...], column: str, day: str, held: Held | None = None) -> str:
    """A column of a property by then, made of what is `held` if something is. InvalidPlan if none of the labels has it."""
    found: dict[str, list[str]] = {}
    for label in types:
        owned = next((p for p in ONTOLOGY.nodes[label].properties if column in p.columns), None)
        if owned is not None:
            text = _property(node, owned, column, day) if held is None or owned.many else held.value(owned, column)
            found.setdefault(text, []).append(label)
    if not found:
        raise InvalidPlan(f"{'|'.join(types)} has no column {column!r}.")
    if len(found) == 1:
        return next(iter(found))
    return f"CASE {' '.join(f'WHEN {node}:{labels(owners)} THEN {text}' for text, owners in found.items())} END"


def relationship_then(variable: str, types: Iterable[str], day: str) -> str:
    """The inside of the brackets of a relationship of some types in a pattern: what was there by then."""
    there = f"{variable}.since <= {day} AND coalesce({variable}.{UNTIL} > {day}, true)"
    return f"{variable}:{labels(name for type_ in types for name in (type_, then(type_)))} WHERE {there}"


def _property(node: str, property_: Property, column: str, day: str) -> str:
    about = f"MATCH ({node})<-[:ABOUT]-(b) WHERE {node}.{SETTLED} > {day} AND b.property = '{property_.name}' AND {holds('b', day)}"
    if property_.many:
        value = "CASE WHEN b.value <> '' THEN b.value ELSE b.text END"
        return _then(node, column, day, f"[v IN [COLLECT {{ {about} RETURN DISTINCT {value} AS v ORDER BY v }}] WHERE size(v) > 0][0]")
    value = _PARTS[column.removeprefix(property_.name)] if property_.kind is Kind.QUANTITY else _typed(property_, _VALUE)
    return _then(node, column, day, f"COLLECT {{ {about} RETURN {value} }}[0]")


def _then(node: str, column: str, day: str, made: str) -> str:
    """What is `made` of a column, or the column as of now where no claim about the node's properties is later than the day."""
    return f"CASE WHEN {node}.{SETTLED} > {day} THEN {made} ELSE {node}.{escape(column)} END"


def _typed(property_: Property, text: str) -> str:
    """A canonical text as the stored value of its kind."""
    if property_.kind is Kind.BOOLEAN:
        return f"toLower({text}) = 'true'"
    if property_.kind is Kind.INTEGER:
        return f"toInteger({text})"
    return f"toFloat({text})" if property_.kind is Kind.FLOAT else text
