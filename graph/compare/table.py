"""Owns the table: one row for each property, one cell for each node. It must not decide when two claims agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.compare.facts import Column, Resolve, Row
from graph.ontology import ONTOLOGY, Ontology


def comparable(types: Sequence[str], ontology: Ontology = ONTOLOGY) -> tuple[str, ...]:
    """The names that are compared when none are given: the comparable properties and to-one relationships of any of `types`."""
    raise NotImplementedError


def slot(type_: str, name: str, ontology: Ontology = ONTOLOGY) -> str | None:
    """The claims' property or relationship behind a name of the ontology (`developer` -> `DEVELOPED_BY`); None if the type lacks it."""
    raise NotImplementedError


def compare(
    properties: Sequence[str],
    columns: Sequence[Column],
    resolve: Resolve = Resolve.PINNED,
    weights: Mapping[str, float] | None = None,
    ontology: Ontology = ONTOLOGY,
) -> tuple[Row, ...]:
    """One row for each of `properties`, one cell for each of `columns`, in their order.

    `weights` are for WEIGHTED, by publisher's id or name; one that is not there weighs 1. The order of a column's facts
    never changes what is shown. InvalidInput for a property that none of the columns' types has.
    """
    raise NotImplementedError
