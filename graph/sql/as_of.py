"""Owns the graph as the reports had it by a day, as SQL: rows, columns and relationships made from claims instead of from the views,
but for columns of nodes of which no later claim says anything.

What each expression says is the policy of `graph.views`, over the claims whose `said_on` is known and not after the day.
"""

from __future__ import annotations

from graph.errors import InvalidPlan
from graph.ontology import Kind, NodeType, Property, RelationshipType
from graph.sql.names import property_column
from graph.sql.scope import Here, Scope, literal

RANK = "b.review='PINNED' DESC,b.said_on DESC,(b.\"min\" IS NOT NULL)+(b.\"max\" IS NOT NULL) DESC,b.confidence DESC,coalesce(b.as_of,'') DESC,b.gid DESC"
_PARTS = {"Min": 'b."min"', "Max": 'b."max"', "Unit": "b.unit", "Text": "b.text"}


def known(scope: Scope, here: Here) -> tuple[str, ...]:
    """The condition that a row was there by the day of the scope; none where the scope has no day."""
    if scope.as_of is None:
        return ()
    if here.is_claim:
        return (f"{here.alias}.said_on<={scope.day}",)
    since = f"(SELECT since FROM node WHERE id={here.id})" if here.typed else f"{here.alias}.since"
    return (f"{since}<={scope.day}",)


def property_then(scope: Scope, here: Here, column: str) -> str:
    """A column of a property by then; where no claim about the node is later, the column as of now. InvalidPlan if the node's labels
    have none of that name."""
    found: dict[str, list[str]] = {}
    for label in here.types:
        owned = _owner(scope.ontology.nodes.get(label), column)
        if owned is not None:
            found.setdefault(_property(scope, here, owned, column), []).append(label)
    if not found:
        raise InvalidPlan(f"{'|'.join(here.types)} has no column {column!r}.")
    if here.typed:
        (then,) = found
        return f"CASE WHEN {here.alias}.settled>{scope.day} THEN {then} ELSE {here.alias}.{property_column(column)} END"
    if len(found) == 1:
        return next(iter(found))
    cases = "".join(f" WHEN {here.alias}.type IN ({','.join(literal(t) for t in labels)}) THEN {sql}" for sql, labels in found.items())
    return f"CASE{cases} END"


def relationships_then(scope: Scope, type_: RelationshipType) -> str:
    """The relationships of a type by then, as a table of src, dst and own columns: a claim for each that holds."""
    own = "".join(f",{_own(scope, type_, p)} AS {property_column(p.name)}" for p in type_.properties)
    said = f"c.relationship={literal(type_.name)} AND c.object IS NOT NULL AND {holds('c', scope.day)}"
    return f"(SELECT c.subject AS src,c.object AS dst{own} FROM claim c WHERE {said})"


def holds(claim: str, day: str) -> str:
    """Whether what a claim states holds by a day: it was said, and no better claim of its slot."""
    beaten = f"EXISTS (SELECT 1 FROM beaten WHERE claim={claim}.id AND until<={day})"
    return f"{claim}.polarity='STATED' AND {claim}.review<>'REJECTED' AND {claim}.said_on<={day} AND NOT {beaten}"


def _owner(node: NodeType | None, column: str) -> Property | None:
    return next((p for p in node.properties if column in p.columns), None) if node else None


def _property(scope: Scope, here: Here, property_: Property, column: str) -> str:
    about = f"b.subject={here.id} AND b.relationship IS NULL AND b.object IS NULL AND b.property={literal(property_.name)} AND {holds('b', scope.day)}"
    if property_.many:
        stated = f"SELECT DISTINCT coalesce(nullif(b.value,''),b.text) AS v FROM claim b WHERE {about} ORDER BY v"
        return f"(SELECT json_group_array(v) FROM ({stated}))"
    quantity = property_.kind is Kind.QUANTITY
    value = _PARTS[column.removeprefix(property_.name)] if quantity else _typed(property_, "coalesce(b.value,b.text)")
    return f"(SELECT {value} FROM claim b WHERE {about})"


def _own(scope: Scope, type_: RelationshipType, property_: Property) -> str:
    """What the claim that holds says, or else the best of those that say it of the same two nodes."""
    told, value = (f"{claim}.properties->>{literal(f'$.{property_.name}')}" for claim in "cb")
    said = f"{_pair(type_)} AND b.polarity='STATED' AND b.review<>'REJECTED' AND b.said_on<={scope.day} AND {value} IS NOT NULL"
    return f"coalesce({_typed(property_, told)},(SELECT {_typed(property_, value)} FROM claim b WHERE {said} ORDER BY {RANK} LIMIT 1))"


def _typed(property_: Property, text: str) -> str:
    """A canonical text as the stored value of its kind."""
    if property_.kind is Kind.BOOLEAN:
        return f"lower({text}) IN ('true','1')"
    if property_.kind is Kind.INTEGER:
        return f"CAST({text} AS INTEGER)"
    return f"CAST({text} AS REAL)" if property_.kind is Kind.FLOAT else text


def _pair(type_: RelationshipType) -> str:
    """The claims `b` that relate the same two nodes as `c`; of a mutual relationship either way round."""
    said = f"b.relationship={literal(type_.name)} AND "
    if type_.mutual:
        return f"{said}(b.subject=c.subject AND b.object=c.object OR b.subject=c.object AND b.object=c.subject)"
    return f"{said}b.subject=c.subject AND b.object=c.object"
