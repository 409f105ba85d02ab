"""Owns the graph as the reports had it by a day, as Cypher: columns and relationships made from claims instead of from the views.

What each expression says is the policy of `graph.views`, over the claims whose `saidOn` is known and not after the day. A relationship
by then is the claim that wins its slot; its variable stands for it. Expressions only, over a `day` that is a parameter.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.cypher.names import escape, labels
from graph.errors import InvalidPlan
from graph.ontology import CLAIM, ONTOLOGY, Kind, Property, RelationshipType

OWN = "own_"  # how a claim's properties begin that hold, as text, what it says of the relationship's own (graph.cypher.write_rows)

_PRECISE = "CASE WHEN {0}.min IS NULL THEN 0 ELSE 1 END + CASE WHEN {0}.max IS NULL THEN 0 ELSE 1 END"
_RANKED = ("({0}.review = 'PINNED')", "{0}.saidOn", _PRECISE, "{0}.confidence", "coalesce({0}.asOf, '')", "{0}.id")
RANK = ", ".join(f"{key.format('b')} DESC" for key in _RANKED)
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


@dataclass(frozen=True, slots=True)
class Walked:
    """A relationship as it is walked: the variables of the two nodes and of the claim that stands for it, which end is its subject,
    its type, and the day."""

    near: str
    claim: str
    far: str
    type: RelationshipType
    backwards: bool
    day: str

    @property
    def subject(self) -> str:
        """The variable of the node that the claim is about."""
        return self.far if self.backwards else self.near


def relationship_then(walked: Walked, said: str) -> str:
    """The pattern from the near node over the claims that are its relationships by then; `said` is the label of the far node.

    The condition that a claim wins its slot stands at the far node and is about both: so Neo4j plans it once, at the end.
    """
    claim, type_ = walked.claim, walked.type
    held = f"{claim}.relationship = '{type_.name}' AND {claim}.polarity = 'STATED' AND {claim}.saidOn <= {walked.day}"
    node = f"({claim}:{escape(CLAIM)} WHERE {held})"
    # As the first of its slot in order it would be planned ten times as long.
    winner = f"NOT EXISTS {{ {_rivals(walked)} WHERE {_counts(walked)} AND {_beats('b', claim)} }}"
    if type_.mutual:
        # A claim about one node and itself would be met by both its ends.
        once = f"(type({claim}x) = 'ABOUT' OR {walked.near} <> {walked.far})"
        return f"({walked.near})<-[{claim}x:ABOUT|POINTS_TO]-{node}-[:ABOUT|POINTS_TO]->({walked.far}{said} WHERE {once} AND {winner})"
    start, end = ("POINTS_TO", "ABOUT") if walked.backwards else ("ABOUT", "POINTS_TO")
    return f"({walked.near})<-[:{start}]-{node}-[:{end}]->({walked.far}{said} WHERE {winner})"


def own_then(walked: Walked, column: str) -> str:
    """An own property of a relationship by then. InvalidPlan if the type has none of that name."""
    property_ = walked.type.property(column)
    if property_ is None:
        raise InvalidPlan(f"{walked.type.name} has no property {column!r}.")
    value = f"b.{escape(OWN + column)}"
    said = f"{_counts(walked)} AND b.polarity = 'STATED' AND {value} IS NOT NULL"
    return f"COLLECT {{ {_pair(walked)} WHERE {said} RETURN {_typed(property_, value)} ORDER BY {RANK} LIMIT 1 }}[0]"


def _property(node: str, property_: Property, column: str, day: str) -> str:
    about = f"MATCH ({node})<-[:ABOUT]-(b:{escape(CLAIM)}) WHERE b.property = '{property_.name}' AND b.review <> 'REJECTED' AND b.saidOn <= {day}"
    if property_.many:
        value = "CASE WHEN b.value <> '' THEN b.value ELSE b.text END"
        return f"[v IN [COLLECT {{ {about} AND b.polarity = 'STATED' RETURN DISTINCT {value} AS v ORDER BY v }}] WHERE size(v) > 0][0]"
    quantity = property_.kind is Kind.QUANTITY
    value = _PARTS[column.removeprefix(property_.name)] if quantity else _typed(property_, "coalesce(b.value, b.text)")
    return f"COLLECT {{ {about} RETURN CASE WHEN b.polarity = 'STATED' THEN {value} END ORDER BY {RANK} LIMIT 1 }}[0]"


def _typed(property_: Property, text: str) -> str:
    """A canonical text as the stored value of its kind."""
    if property_.kind is Kind.BOOLEAN:
        return f"toLower({text}) = 'true'"
    if property_.kind is Kind.INTEGER:
        return f"toInteger({text})"
    return f"toFloat({text})" if property_.kind is Kind.FLOAT else text


def _counts(walked: Walked) -> str:
    return f"b.relationship = '{walked.type.name}' AND b.review <> 'REJECTED' AND b.saidOn <= {walked.day}"


def _beats(one: str, other: str) -> str:
    """Whether a claim comes before another in the order of `RANK`."""
    *pairs, last = [(key.format(one), key.format(other)) for key in _RANKED]
    return f"CASE {' '.join(f'WHEN {a} <> {b} THEN {a} > {b}' for a, b in pairs)} ELSE {last[0]} > {last[1]} END"


def _rivals(walked: Walked) -> str:
    """The claims `b` of the same slot: of a to-one relationship those about any object."""
    return f"MATCH ({walked.subject})<-[:ABOUT]-(b:{escape(CLAIM)})" if walked.type.to_one else _pair(walked)


def _pair(walked: Walked) -> str:
    """The claims `b` that relate the same two nodes; of a mutual relationship either way round."""
    first, second = ("ABOUT|POINTS_TO", "ABOUT|POINTS_TO") if walked.type.mutual else ("ABOUT", "POINTS_TO")
    object_ = walked.near if walked.backwards else walked.far
    return f"MATCH ({walked.subject})<-[:{first}]-(b:{escape(CLAIM)})-[:{second}]->({object_})"
