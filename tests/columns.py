"""Owns which columns and hops a plan may name at nodes of given types."""

from __future__ import annotations

from graph import plan as p
from graph.ontology import CLAIM, ONTOLOGY, Direction, Kind, RelationshipType

_CLAIM_KINDS: dict[str, Kind] = dict.fromkeys(p.CLAIM_COLUMNS, Kind.TEXT) | {
    "min": Kind.FLOAT, "max": Kind.FLOAT, "confidence": Kind.FLOAT, "page": Kind.INTEGER, "start": Kind.INTEGER, "end": Kind.INTEGER,
    "asOf": Kind.DATE, "saidOn": Kind.DATE,
}  # fmt: skip
del _CLAIM_KINDS["verified"]  # found out while a claim is read: told, but neither filtered nor ordered by


def columns(types: tuple[str, ...]) -> dict[str, Kind]:
    """The columns with one value that all of the types have, with their kinds."""
    if types == (CLAIM,):
        return _CLAIM_KINDS
    found = {"id": Kind.TEXT, "name": Kind.TEXT, "type": Kind.TEXT}
    first, *rest = [ONTOLOGY.nodes[label] for label in types]
    for property_ in first.properties:
        if not property_.many and all(other.property(property_.name) == property_ for other in rest):
            number = property_.kind is Kind.QUANTITY
            found |= {c: (Kind.TEXT if c.endswith(("Unit", "Text")) else Kind.FLOAT) if number else property_.kind for c in property_.columns}
    return found


def own(type_: RelationshipType | None) -> dict[str, Kind]:
    """The own properties of a relationship type, with their kinds."""
    return {q.name: q.kind for q in type_.properties} if type_ else {}


def lists(types: tuple[str, ...]) -> list[str]:
    """The columns with several values that all of the types have."""
    if CLAIM in types or "Report" in types:
        return []
    return ["aliases", *(["roles"] if types == ("Organization",) else [])]


def hops(types: tuple[str, ...]) -> list[tuple[p.Hop, RelationshipType | None, bool]]:
    """Every hop that starts at all of the types: (hop, its relationship type, to one)."""
    if types == (CLAIM,):
        ends = ((p.ABOUT, ONTOLOGY.labels), (p.POINTS_TO, ONTOLOGY.labels), (p.STATED_IN, ("Report",)))
        return [(p.Hop(name, Direction.OUT, far), None, True) for name, far in ends]
    shared = ONTOLOGY.shared_fields(types).values()
    found: list[tuple[p.Hop, RelationshipType | None, bool]] = [(p.Hop(f.relationship.name, f.direction, f.types), f.relationship, f.to_one) for f in shared]
    found.append((p.Hop(p.ABOUT, Direction.IN, (CLAIM,)), None, False))
    if types == ("Report",):
        found.append((p.Hop(p.STATED_IN, Direction.IN, (CLAIM,)), None, False))
    return found
