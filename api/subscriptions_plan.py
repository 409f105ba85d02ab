"""Owns the planning of subscriptions: what of an event the one statement tells, and what is left to add. It must not know when events come.

Keys with a colon in them are hidden parts of the store's answer, and of the values: no GraphQL name has one.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.compare import Comparison, plan_compare
from api.planner_context import Planning
from api.planner_nodes import shape
from api.selection import Selected, Selection, Variable
from graph import plan as p
from graph.ontology import REPORT

EVENT = "event:"  # the value that comes with an event: the list of its report's id
CELLS = "cells:"  # the hidden comparison by which changes are found


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """A subscription's root field, and the comparisons that are made of the statement's answer, each under its field's key."""

    field: Selected
    comparisons: tuple[Comparison, ...] = ()


def plan_subscription(planning: Planning, field: Selected) -> tuple[tuple[tuple[str, p.Root], ...], Watched]:
    """The roots of the statement that tells of one event, and how to make an answer of it. InvalidInput if it cannot be planned."""
    if field.name == "reportAdded":
        return _report(planning, field), Watched(field)
    if field.name == "comparisonChanged":
        return _comparison(planning, field)
    return (), Watched(field)


def _report(planning: Planning, field: Selected) -> tuple[tuple[str, p.Root], ...]:
    asked = [f for f in _fields(field) if f.name == "report"]
    ids = planning.param(Variable((EVENT,)))
    return tuple((f.key, p.Lookup("id", (REPORT,), ids, shape(planning, (REPORT,), f.selection), single=True)) for f in asked)


def _comparison(planning: Planning, field: Selected) -> tuple[tuple[tuple[str, p.Root], ...], Watched]:
    wanted = [Selected(f.key, "compare", field.arguments, f.selection) for f in _fields(field) if f.name == "comparison"]
    if any(f.name == "changes" for f in _fields(field)) or not wanted:
        wanted.append(Selected(CELLS, "compare", field.arguments, _CELLS))
    roots: list[tuple[str, p.Root]] = []
    comparisons = []
    for compared in wanted:
        hidden, comparison = plan_compare(planning, compared)
        roots += hidden
        comparisons.append(comparison)
    return tuple(roots), Watched(field, tuple(comparisons))


def _fields(field: Selected) -> tuple[Selected, ...]:
    return field.selection.fields if field.selection else ()


def _asked(name: str, type_: str = "", *inner: Selected) -> Selected:
    return Selected(name, name, {}, Selection(((type_, inner),)) if inner else None)


_CELLS = Selection(
    (("Comparison", (_asked("rows", "ComparisonRow", _asked("property"), _asked("cells", "ComparisonCell", _asked("state"), _asked("text"))),)),)
)
