"""Owns the graph as the reports had it by a day, as Cypher: columns and relationships made from claims instead of from the views.

What each expression says is the policy of `graph.views`, over the claims whose `saidOn` is known and not after the day. A relationship
by then is the claim that wins its slot; its variable stands for it. Expressions only, over a `day` that is a parameter.
"""

from __future__ import annotations

from graph.cypher.names import escape, labels
from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Kind, Property, RelationshipType

OWN = "own_"  # how a claim's properties begin that hold, as text, what it says of the relationship's own (graph.cypher.write_rows)

_RANK = (
    "b.review = 'PINNED' DESC, b.saidOn DESC, CASE WHEN b.min IS NULL THEN 0 ELSE 1 END + CASE WHEN b.max IS NULL THEN 0 ELSE 1 END DESC, "
    "b.confidence DESC, coalesce(b.asOf, '') DESC, b.id DESC"
)
_PARTS = {"Min": "b.min", "Max": "b.max", "Unit": "b.unit", "Text": "b.text"}


def known(node: str, types: tuple[str, ...], day: str) -> str:
    """The condition that a node or claim was there by then."""
    return f"{node}.{'saidOn' if types == (CLAIM,) else 'since'} <= {day}"


def property_then(node: str, types: tuple[str, ...], column: str, day: str) -> str:
    """A column of a property by then. InvalidPlan if none of the labels has it."""
    found: dict[str, list[str]] = {}
    for label in types:
        owned = next((p for p in ONTOLOGY.nodes[label].properties if column in p.columns), None)
        if owned is not None:
            found.setdefault(_property(node, owned, column, day), []).append(label)
    if not found:
        raise InvalidPlan(f"{'|'.join(types)} has no column {column!r}.")
    if len(found) == 1:
        return next(iter(found))
    return f"CASE {' '.join(f'WHEN {node}:{labels(owners)} THEN {text}' for text, owners in found.items())} END"


def relationship_then(near: str, claim: str, type_: RelationshipType, day: str, *, backwards: bool) -> str:
    """The pattern from a node in hand over the claims that are its relationships by then; the far node's own pattern goes behind it."""
    winner = f"COLLECT {{ {_rivals(claim, type_)} WHERE {_counts(type_, day)} RETURN b.id ORDER BY {_RANK} LIMIT 1 }}[0]"
    said = f"{claim}.relationship = '{type_.name}' AND {claim}.polarity = 'STATED' AND {claim}.saidOn <= {day} AND {claim}.id = {winner}"
    node = f"({claim}:{escape(CLAIM)} WHERE {said})"
    if type_.mutual:
        # A claim about one node and itself would be met by both its ends.
        once = f"type({claim}x) = 'ABOUT' OR NOT EXISTS {{ MATCH (q)-[:ABOUT]->({near}) WHERE q = startNode({claim}x) }}"
        return f"({near})<-[{claim}x:ABOUT|POINTS_TO WHERE {once}]-{node}-[:ABOUT|POINTS_TO]->"
    start, end = ("POINTS_TO", "ABOUT") if backwards else ("ABOUT", "POINTS_TO")
    return f"({near})<-[:{start}]-{node}-[:{end}]->"


def own_then(claim: str, type_: RelationshipType, column: str, day: str) -> str:
    """An own property, by then, of the relationship that a claim stands for. InvalidPlan if the type has none of that name."""
    property_ = type_.property(column)
    if property_ is None:
        raise InvalidPlan(f"{type_.name} has no property {column!r}.")
    value = f"b.{escape(OWN + column)}"
    said = f"{_counts(type_, day)} AND b.polarity = 'STATED' AND {value} IS NOT NULL"
    return f"COLLECT {{ {_pair(claim, type_)} WHERE {said} RETURN {_typed(property_, value)} ORDER BY {_RANK} LIMIT 1 }}[0]"


def _property(node: str, property_: Property, column: str, day: str) -> str:
    about = f"MATCH ({node})<-[:ABOUT]-(b:{escape(CLAIM)}) WHERE b.property = '{property_.name}' AND b.review <> 'REJECTED' AND b.saidOn <= {day}"
    if property_.many:
        value = "CASE WHEN b.value <> '' THEN b.value ELSE b.text END"
        return f"[v IN [COLLECT {{ {about} AND b.polarity = 'STATED' RETURN DISTINCT {value} AS v ORDER BY v }}] WHERE size(v) > 0][0]"
    quantity = property_.kind is Kind.QUANTITY
    value = _PARTS[column.removeprefix(property_.name)] if quantity else _typed(property_, "coalesce(b.value, b.text)")
    return f"COLLECT {{ {about} RETURN CASE WHEN b.polarity = 'STATED' THEN {value} END ORDER BY {_RANK} LIMIT 1 }}[0]"


def _typed(property_: Property, text: str) -> str:
    """A canonical text as the stored value of its kind."""
    if property_.kind is Kind.BOOLEAN:
        return f"toLower({text}) = 'true'"
    if property_.kind is Kind.INTEGER:
        return f"toInteger({text})"
    return f"toFloat({text})" if property_.kind is Kind.FLOAT else text


def _counts(type_: RelationshipType, day: str) -> str:
    return f"b.relationship = '{type_.name}' AND b.review <> 'REJECTED' AND b.saidOn <= {day}"


def _rivals(claim: str, type_: RelationshipType) -> str:
    """The claims `b` of the same slot, `claim` among them: of a to-one relationship those about any object."""
    if type_.to_one:
        return f"MATCH ({claim})-[:ABOUT]->(s) MATCH (s)<-[:ABOUT]-(b:{escape(CLAIM)})"
    return _pair(claim, type_)


def _pair(claim: str, type_: RelationshipType) -> str:
    """The claims `b` that relate the same two nodes; of a mutual relationship either way round."""
    first, second = ("ABOUT|POINTS_TO", "ABOUT|POINTS_TO") if type_.mutual else ("ABOUT", "POINTS_TO")
    ends = f"MATCH ({claim})-[:ABOUT]->(s) MATCH ({claim})-[:POINTS_TO]->(o)"
    return f"{ends} MATCH (s)<-[:{first}]-(b:{escape(CLAIM)})-[:{second}]->(o)"
