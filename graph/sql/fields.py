"""Owns rows, columns and steps from row to row: where a field of a node is, and what joins a node to those across a hop.

It must not know filters, orders or outputs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.errors import InvalidPlan
from graph.ontology import CLAIM, Direction, Kind, Property
from graph.plan import ABOUT, CLAIM_HOPS, POINTS_TO, STATED_IN, Field, Hop, On
from graph.sql.as_of import known, property_then, relationships_then
from graph.sql.names import node_table, property_column, relationship_table
from graph.sql.scope import Here, Scope, literal

_CLAIM_ENDS = {ABOUT: "subject", POINTS_TO: "object", STATED_IN: "report"}
_CLAIM_COLUMNS = {
    "property": "property", "relationship": "relationship", "text": "text", "value": "value", "min": '"min"', "max": '"max"', "unit": "unit",
    "qualifier": "qualifier", "polarity": "polarity", "asOf": "as_of", "saidOn": "said_on", "confidence": "confidence", "method": "method",
    "review": "review", "page": "page", "start": "start", "end": '"end"', "quote": "quote",
}  # fmt: skip
_NODE_COLUMNS = {"id": "gid", "name": "name", "aliases": "aliases"}


@dataclass(frozen=True, slots=True)
class Step:
    """The rows across a hop: FROM and WHERE, and the node at the far end. `every_claim`: they are all claims, not those of a node."""

    source: str
    conditions: tuple[str, ...]
    far: Here
    every_claim: bool = False


def table(here: Here) -> str:
    """The table of a row."""
    if here.is_claim:
        return "claim"
    return node_table(here.types[0]) if here.typed else "node"


def row_source(scope: Scope, here: Here) -> Step:
    """All rows of the labels, as a step from nowhere."""
    conditions = () if here.typed else (type_is(here, here.types),)
    return Step(f"{table(here)} {here.alias}", (*conditions, *known(scope, here)), here, here.is_claim)


def of_labels(scope: Scope, here: Here, labels: tuple[str, ...]) -> Here:
    """A row of its own for the node in hand, of fewer labels; of one label it is in that label's table, which has those nodes and no others."""
    return replace(scope.row(labels), hop=here.hop, own=here.own, near=here.near)


def type_is(here: Here, types: tuple[str, ...]) -> str:
    """Whether the node is of one of the labels."""
    if here.typed:
        return "1" if here.types[0] in types else "0"
    return f"{here.alias}.type IN ({','.join(literal(t) for t in types)})"


def is_list(scope: Scope, here: Here, field: Field) -> bool:
    """Whether the column holds a JSON list."""
    if field.on is On.RELATIONSHIP or here.is_claim:
        return False
    return field.column == "aliases" or any(p.many for p in _properties(scope, here, field.column))


def is_boolean(scope: Scope, here: Here, field: Field) -> bool:
    """Whether the column holds 1 for true and 0 for false."""
    if field.on is On.RELATIONSHIP:
        relationship = scope.ontology.relationships.get(here.hop.relationship) if here.hop else None
        own = relationship.property(field.column) if relationship else None
        return own is not None and own.kind is Kind.BOOLEAN
    if here.is_claim:
        return field.column == "verified"
    return any(p.kind is Kind.BOOLEAN for p in _properties(scope, here, field.column))


def column(scope: Scope, here: Here, field: Field) -> str:
    """The expression for a field. InvalidPlan if there is no such column."""
    name = field.column
    if field.on is On.RELATIONSHIP:
        return _own_column(scope, here, name)
    if here.is_claim:
        return _claim_column(here, name)
    if name == "type":
        return literal(here.types[0]) if here.typed else f"{here.alias}.type"
    if name in _NODE_COLUMNS:
        return f"{here.alias}.{_NODE_COLUMNS[name]}"
    if scope.as_of is not None:
        return property_then(scope, here, name)
    owners = [label for label in here.types if _has_column(scope, label, name)]
    if not owners:
        raise InvalidPlan(f"{'|'.join(here.types)} has no column {name!r}.")
    if here.typed:
        return f"{here.alias}.{property_column(name)}"
    parts = [f"(SELECT {property_column(name)} FROM {node_table(label)} WHERE id={here.id})" for label in owners]
    return parts[0] if len(parts) == 1 else f"coalesce({','.join(parts)})"


def on_node_row(field: Field) -> bool:
    """Whether the field is there without the table of the label."""
    return field.on is On.RELATIONSHIP or field.column in _NODE_COLUMNS or field.column == "type"


def step(scope: Scope, near: Here, hop: Hop) -> Step:
    """The rows across `hop` from `near`, each far node once."""
    if hop.relationship in CLAIM_HOPS:
        return _claim_step(scope, near, hop)
    if hop.relationship not in scope.ontology.relationships:
        raise InvalidPlan(f"{hop.relationship!r} is no relationship type.")
    rel, far = scope.alias("r"), scope.row(hop.types)
    far = replace(far, hop=hop, own=rel, near=near)
    typed = () if far.typed else (type_is(far, far.types),)
    start, end = ("dst", "src") if hop.direction is Direction.IN else ("src", "dst")
    # CROSS JOIN keeps the order: a node has few neighbours, whatever the planner would guess of the far table.
    if hop.direction is Direction.BOTH:
        return Step(f"({both_ways(scope, hop, near.id)}) {rel} CROSS JOIN {table(far)} {far.alias} ON {far.id}={rel}.far", typed, far)
    source = f"{_relationships(scope, hop.relationship)} {rel} CROSS JOIN {table(far)} {far.alias} ON {far.id}={rel}.{end}"
    return Step(source, (f"{rel}.{start}={near.id}", *typed), far)


def backwards(scope: Scope, near: Here, hop: Hop) -> tuple[str, Step, str] | None:
    """What of the near node has to be among what the far ones tell, the same step in the order in which the planner likes it, and what a
    far one tells; None where a step can only be walked from its near end."""
    if hop.direction is Direction.BOTH or (hop.relationship in CLAIM_HOPS and not near.is_claim):
        return None
    walked = step(scope, near, hop)
    turned = replace(walked, source=walked.source.replace(" CROSS JOIN ", " JOIN ", 1), conditions=walked.conditions[1:])
    if near.is_claim:
        return f"{near.alias}.{claim_end(near, hop)}", turned, walked.far.id
    return near.id, turned, f"{walked.far.own}.{'dst' if hop.direction is Direction.IN else 'src'}"


def count_source(scope: Scope, near: Here, hop: Hop) -> str | None:
    """FROM and WHERE that count the nodes across a hop without looking at them; None where their labels must be looked at."""
    if hop.relationship in CLAIM_HOPS or hop.direction is Direction.BOTH or not covers_far_end(scope, hop):
        return None
    source, start, _ = relationship_pairs(scope, hop)
    return f"{source} WHERE {start}={near.id}"


def relationship_pairs(scope: Scope, hop: Hop) -> tuple[str, str, str]:
    """All relationships of a hop: a table, and its columns for the near and the far node."""
    if hop.relationship not in scope.ontology.relationships:
        raise InvalidPlan(f"{hop.relationship!r} is no relationship type.")
    name = _relationships(scope, hop.relationship)
    if hop.direction is Direction.BOTH:
        return f"(SELECT src AS near,dst AS far FROM {name} UNION ALL SELECT dst,src FROM {name} WHERE src<>dst)", "near", "far"
    return (name, "dst", "src") if hop.direction is Direction.IN else (name, "src", "dst")


def ends(scope: Scope, hop: Hop) -> tuple[set[str], set[str]]:
    """The labels at which relationships of the hop's type begin and end, the way that it goes."""
    relationship = scope.ontology.relationships.get(hop.relationship)
    if relationship is None:
        raise InvalidPlan(f"{hop.relationship!r} is no relationship type.")
    sources, targets = set(relationship.sources), set(scope.ontology.targets(relationship))
    return (targets, sources) if hop.direction is Direction.IN else (sources, targets)


def covers_far_end(scope: Scope, hop: Hop) -> bool:
    """Whether every node over the relationship is of one of the hop's labels."""
    return ends(scope, hop)[1] <= set(hop.types)


def far_exists(scope: Scope, hop: Hop, number: str) -> str:
    """Whether the node of that number is of one of the hop's labels."""
    far = scope.row(hop.types)
    typed = "" if far.typed else f" AND {type_is(far, far.types)}"
    return f"EXISTS (SELECT 1 FROM {table(far)} {far.alias} WHERE {far.id}={number}{typed})"


def claim_end(near: Here, hop: Hop) -> str:
    """The column of a claim that holds the node across a hop."""
    if not near.is_claim or hop.direction is not Direction.OUT:
        raise InvalidPlan(f"{hop.relationship} leads from a claim.")
    return _CLAIM_ENDS[hop.relationship]


def both_ways(scope: Scope, hop: Hop, near: str) -> str:
    """The neighbours over a mutual relationship as `far`, with its own columns."""
    relationship = scope.ontology.relationships[hop.relationship]
    own = "".join(f",{property_column(c)}" for p in relationship.properties for c in p.columns)
    name = _relationships(scope, hop.relationship)
    return f"SELECT dst AS far{own} FROM {name} WHERE src={near} UNION ALL SELECT src{own} FROM {name} WHERE dst={near} AND src<>dst"


def own_columns(scope: Scope, here: Here) -> list[str]:
    """The columns of the relationship by which the node was reached."""
    relationship = scope.ontology.relationships.get(here.hop.relationship) if here.hop else None
    return [property_column(c) for p in relationship.properties for c in p.columns] if relationship else []


def _relationships(scope: Scope, type_: str) -> str:
    """What holds the relationships of a type: their table, or those that held by the day of the scope."""
    return relationship_table(type_) if scope.as_of is None else relationships_then(scope, scope.ontology.relationships[type_])


def _claim_step(scope: Scope, near: Here, hop: Hop) -> Step:
    end = _CLAIM_ENDS[hop.relationship]
    far = replace(scope.row(hop.types, "c" if hop.direction is Direction.IN else "n"), hop=hop, near=near)
    if hop.direction is Direction.IN:
        if not far.is_claim or near.is_claim:
            raise InvalidPlan(f"{hop.relationship} leads backwards from a node to claims.")
        return Step(f"claim {far.alias}", (f"{far.alias}.{end}={near.id}", *known(scope, far)), far)
    typed = () if far.typed else (type_is(far, far.types),)
    return Step(f"{table(far)} {far.alias}", (f"{far.id}={near.alias}.{claim_end(near, hop)}", *typed), far)


def _own_column(scope: Scope, here: Here, name: str) -> str:
    if here.own is None or property_column(name) not in own_columns(scope, here):
        raise InvalidPlan(f"There is no relationship with a property {name!r} here.")
    return f"{here.own}.{property_column(name)}"


def _claim_column(here: Here, name: str) -> str:
    a = here.alias
    if name in _CLAIM_COLUMNS:
        return f"{a}.{_CLAIM_COLUMNS[name]}"
    special = {
        "id": f"('{CLAIM}.'||lower(hex({a}.gid)))",
        "type": literal(CLAIM),
        "name": "NULL",
        "document": f"(SELECT sha256 FROM source WHERE id={a}.source)",
        "verified": _verified(a),
        "statement": _statement(a),
    }
    if name not in special:
        raise InvalidPlan(f"A claim has no column {name!r}.")
    return special[name]


def _statement(a: str) -> str:
    words = f'iif(coalesce({a}."min",{a}."max") IS NULL,coalesce({a}.value,{a}.text),NULL)'
    return f'json_array({a}.object,{a}."min",{a}."max",{a}.unit,{a}.polarity,{words})'


def _verified(a: str) -> str:
    # substr() ends at U+0000, so a page that has one is left to a function of ours.
    offset, quote = f"{a}.start-p.start", f"{a}.quote"
    stands = f'substr(p.text,{offset}+1,{a}."end"-{a}.start)={quote}'
    checked = f"CASE WHEN {stands} THEN 1 WHEN instr(p.text,char(0)) THEN stands_at(p.text,{offset},{quote}) ELSE 0 END"
    last = f"p.source={a}.source AND p.start<={a}.start ORDER BY p.start DESC,p.position DESC LIMIT 1"
    return f"coalesce((SELECT {checked} FROM page p WHERE {last}),0)"


def _properties(scope: Scope, here: Here, name: str) -> list[Property]:
    found = (scope.ontology.nodes[label].property(name) for label in here.types if label in scope.ontology.nodes)
    return [p for p in found if p is not None]


def _has_column(scope: Scope, label: str, name: str) -> bool:
    node = scope.ontology.nodes.get(label)
    return node is not None and any(name in p.columns for p in node.properties)
