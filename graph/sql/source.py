"""Owns where the rows of a connection or of groups come from, before any filter. It must not know what is told of them."""

from __future__ import annotations

from graph.errors import InvalidPlan
from graph.ontology import Direction
from graph.plan import Across, Everything, FullText, Source
from graph.sql.as_of import known
from graph.sql.fields import Step, row_source, step
from graph.sql.full_text import hits
from graph.sql.scope import Here, Scope, literal


def source_of(scope: Scope, here: Here | None, source: Source, enough: str | None = None) -> Step:
    """The rows of a source. InvalidPlan if it needs a node in hand and there is none."""
    if isinstance(source, Everything):
        return row_source(scope, scope.row(source.types))
    if isinstance(source, FullText):
        return hits(scope, source, enough)
    if here is None:
        raise InvalidPlan(f"{type(source).__name__} needs a node in hand.")
    return step(scope, here, source.hop) if isinstance(source, Across) else _claims_of(scope, here)


def _claims_of(scope: Scope, here: Here) -> Step:
    """The claims of the relationship by which the node was reached; of a mutual one, either way round."""
    relationship = scope.ontology.relationships.get(here.hop.relationship) if here.hop else None
    if here.near is None or here.hop is None or relationship is None:
        raise InvalidPlan("There is no relationship here that has claims.")
    far = scope.row(("Claim",), "c")
    start, end = (here.id, here.near.id) if here.hop.direction is Direction.IN else (here.near.id, here.id)
    ends = [(start, end), (end, start)] if relationship.mutual else [(start, end)]
    said = " OR ".join(f"{far.alias}.subject={s} AND {far.alias}.object={o}" for s, o in ends)
    return Step(f"claim {far.alias}", (f"{far.alias}.relationship={literal(relationship.name)}", f"({said})", *known(scope, far)), far)
