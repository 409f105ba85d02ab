"""Owns the table: one row for each property, one cell for each node. It must not decide when two values agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.compare.agreement import OBJECTS, Shown, Values, values_of
from graph.compare.facts import DERIVED_METHOD, Agreement, Cell, CellState, Column, Fact, Resolve, Row
from graph.compare.policy import Weights, by_preference, distinct, is_settled
from graph.errors import InvalidInput
from graph.ontology import ONTOLOGY, Better, Direction, Kind, Ontology, Property, RelationshipType
from graph.values import Polarity, Review


def comparable(types: Sequence[str], ontology: Ontology = ONTOLOGY) -> tuple[str, ...]:
    """The names that are compared when none are given: the to-one relationships and comparable properties of any of `types`."""
    names: dict[str, None] = {}
    for type_ in types:
        names |= dict.fromkeys(_to_one(type_, ontology))
        names |= dict.fromkeys(p.name for p in ontology.nodes[type_].properties if p.comparable)
    return tuple(names)


def slot(type_: str, name: str, ontology: Ontology = ONTOLOGY) -> str | None:
    """The claims' property or relationship behind a name of the ontology (`developer` -> `DEVELOPED_BY`); None if the type lacks it."""
    aspect = _aspect(type_, name, ontology)
    return aspect.name if aspect is not None else None


def compare(
    properties: Sequence[str],
    columns: Sequence[Column],
    resolve: Resolve = Resolve.PINNED,
    weights: Weights | None = None,
    ontology: Ontology = ONTOLOGY,
) -> tuple[Row, ...]:
    """One row for each of `properties`, one cell for each of `columns`, in their order.

    `weights` are for WEIGHTED, by publisher's id or name; one that is not there weighs 1. The order of a column's facts
    never changes what is shown. InvalidInput for a property that none of the columns' types has.
    """
    return tuple(_row(name, columns, resolve, weights or {}, ontology) for name in properties)


def _row(name: str, columns: Sequence[Column], resolve: Resolve, weights: Weights, ontology: Ontology) -> Row:
    aspects = [_aspect(column.type, name, ontology) for column in columns]
    aspect = next((a for a in aspects if a is not None), None)
    if aspect is None:
        raise _unknown(name, [column.type for column in columns], ontology)
    judged = [
        _NOT_APPLICABLE if own is None else _cell(own.name, column.facts, _values(own), resolve, weights) for own, column in zip(aspects, columns, strict=True)
    ]
    cells = tuple(cell for cell, _ in judged)
    shown = {index: value for index, (_, value) in enumerate(judged) if value is not None}
    best = _best(shown, aspect.better) if isinstance(aspect, Property) else ()
    return Row(name, aspect.en, _unit(aspect, shown), _agreement(list(shown.values()), _values(aspect)), best, cells)


def _aspect(type_: str, name: str, ontology: Ontology) -> Property | RelationshipType | None:
    node_type = ontology.nodes.get(type_)
    if node_type is None:
        return None
    return node_type.property(name) or _to_one(type_, ontology).get(name)


def _to_one(type_: str, ontology: Ontology) -> dict[str, RelationshipType]:
    fields = ontology.fields(type_).values()
    return {field.name: field.relationship for field in fields if field.to_one and field.direction is Direction.OUT}


def _values(aspect: Property | RelationshipType) -> Values:
    return values_of(aspect.kind, many=aspect.many) if isinstance(aspect, Property) else OBJECTS


def _unknown(name: str, types: Sequence[str], ontology: Ontology) -> InvalidInput:
    known = sorted({p.name for t in types if t in ontology.nodes for p in ontology.nodes[t].properties} | {n for t in types for n in _to_one(t, ontology)})
    return InvalidInput(f"{' and '.join(dict.fromkeys(types)) or 'Nothing'} has no property {name!r} to compare.", hint=f"Use one of {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Whether two facts can both be true: a value never goes with the word that there is none."""

    values: Values

    def __call__(self, a: Fact, b: Fact) -> bool:
        if a.polarity != b.polarity:
            return False
        return a.polarity == Polarity.EXPLICITLY_NONE or self.values.agree(a, b)


_NOT_APPLICABLE: tuple[Cell, Shown | None] = (Cell(CellState.NOT_APPLICABLE), None)


def _cell(slot_: str, facts: Sequence[Fact], values: Values, resolve: Resolve, weights: Weights) -> tuple[Cell, Shown | None]:
    index = {fact.id: number for number, fact in enumerate(facts) if fact.slot == slot_ and fact.review != Review.REJECTED}
    agrees = _Pair(values)
    ordered = by_preference([facts[number] for number in index.values()], resolve, agrees, weights)
    if not ordered:
        return Cell(CellState.NOT_STATED), None
    different = distinct(ordered)
    settled = is_settled(ordered, resolve)
    conflicting = not settled and not all(agrees(a, b) for a, b in combinations(different, 2))
    holds = ordered[:1] if settled else _together(different, agrees)
    numbers = tuple(index[fact.id] for fact in ordered)
    if holds[0].polarity == Polarity.EXPLICITLY_NONE:
        return Cell(CellState.CONFLICTING if conflicting else CellState.EXPLICITLY_NONE, facts=numbers), None
    shown = values.show(holds)
    return Cell(_state(ordered, conflicting=conflicting), shown.text, shown.min, shown.max, shown.unit, numbers), shown


def _state(facts: Sequence[Fact], *, conflicting: bool) -> CellState:
    if conflicting:
        return CellState.CONFLICTING
    return CellState.DERIVED if all(fact.method.startswith(DERIVED_METHOD) for fact in facts) else CellState.STATED


def _together(facts: Sequence[Fact], agrees: _Pair) -> list[Fact]:
    """The preferred fact, and of the others, in order of preference, each that agrees with all taken before it."""
    taken: list[Fact] = []
    for fact in facts:
        if all(agrees(fact, other) for other in taken):
            taken.append(fact)
    return taken


def _agreement(shown: Sequence[Shown], values: Values) -> Agreement:
    if len(shown) < 2:
        return Agreement.SINGLE if shown else Agreement.NONE
    if all(values.same(a, b) for a, b in combinations(shown, 2)):
        return Agreement.SAME
    return Agreement.SIMILAR if all(values.similar(a, b) for a, b in combinations(shown, 2)) else Agreement.DIFFERENT


def _unit(aspect: Property | RelationshipType, shown: Mapping[int, Shown]) -> str | None:
    if not isinstance(aspect, Property) or aspect.kind is not Kind.QUANTITY:
        return None
    units = {value.unit for value in shown.values()}
    return aspect.unit or (units.pop() if len(units) == 1 else None)


def _best(shown: Mapping[int, Shown], better: Better | None) -> tuple[int, ...]:
    """The columns whose upper bound is ahead. A figure without one counts by its lower bound where more is better, since it
    is at least that; where less is better it may be anything, and is left out. If all are equal, none is ahead."""
    if better is None:
        return ()
    bounds = {i: value.max if value.max is not None or better is Better.LOWER else value.min for i, value in shown.items()}
    known = {i: bound for i, bound in bounds.items() if bound is not None}
    if len(set(known.values())) < 2 or len({shown[i].unit for i in known}) > 1:
        return ()
    ahead = (max if better is Better.HIGHER else min)(known.values())
    return tuple(i for i, bound in known.items() if bound == ahead)
