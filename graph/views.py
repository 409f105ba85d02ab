"""Owns the resolution policy: which of the claims about one slot becomes the value that a node or relationship shows.

Pure functions over claims; it must not read or write a store. The policy is LATEST: a pinned claim first, then the newest
report, then the most specific statement (both ends of an interval known), then confidence, then the id, so that load order
never matters. Rejected claims do not count; where the winner says EXPLICITLY_NONE there is no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Protocol

from graph.claim import Scalar, parse
from graph.ontology import Kind, Property, RelationshipType
from graph.values import Polarity, Review


class Statement(Protocol):
    """What the policy needs of a claim; stores may pass their own rows."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...
    @property
    def min(self) -> float | None: ...
    @property
    def max(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def polarity(self) -> str: ...
    @property
    def review(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def said_on(self) -> str | None: ...
    @property
    def as_of(self) -> str | None: ...
    @property
    def properties(self) -> Mapping[str, Scalar]: ...


class Stated(NamedTuple):
    """A stored claim, as far as the policy looks at it."""

    id: str
    text: str | None
    value: str | None
    min: float | None
    max: float | None
    unit: str | None
    polarity: str
    review: str
    confidence: float
    said_on: str | None
    as_of: str | None
    properties: Mapping[str, Scalar]


Rank = tuple[bool, str, int, float, str, str]


def rank(claim: Statement) -> Rank:
    """The order of preference; the greatest wins."""
    specific = (claim.min is not None) + (claim.max is not None)
    return claim.review == Review.PINNED, claim.said_on or "", specific, claim.confidence, claim.as_of or "", claim.id


def winner(claims: Iterable[Statement]) -> Statement | None:
    """The claim whose statement holds, or None if all are rejected, there are none, or the winner says that there is none."""
    live = [c for c in claims if c.review != Review.REJECTED]
    best = live[0] if len(live) == 1 else max(live, key=rank, default=None)
    return best if best is not None and best.polarity == Polarity.STATED else None


def property_columns(property_: Property, claims: Iterable[Statement]) -> dict[str, Scalar | list[str] | None]:
    """The stored columns of one property (see Property.columns) after all claims about it."""
    if property_.many:
        stated = {str(c.value or c.text) for c in claims if _counts(c)}
        return {property_.name: sorted(stated) or None}
    best = winner(claims)
    if best is None:
        return dict.fromkeys(property_.columns)
    if property_.kind is Kind.QUANTITY:
        values = (best.min, best.max, best.unit, best.text)
        return dict(zip(property_.columns, values, strict=True))
    return {property_.name: parse(property_, best.value if best.value is not None else best.text)}


@dataclass(frozen=True, slots=True)
class ResolvedRelationship:
    """A relationship that holds from one subject to `object` (a node id): its own properties, since when it was said, and the day as of
    which it holds no more, if there is one."""

    object: str
    properties: dict[str, Scalar | None]
    since: str | None
    until: str | None = None


def relationships(type_: RelationshipType, claims: Sequence[tuple[str, Statement]]) -> list[ResolvedRelationship]:
    """What holds of all (object id, claim) about one subject and one relationship type. A to-one type keeps the winner alone."""
    if len(claims) == 1:  # most slots have one claim, and a large load resolves hundreds of thousands
        object_, claim = claims[0]
        return [_relationship(type_, object_, [claim])] if _counts(claim) else []
    by_object: dict[str, list[Statement]] = {}
    for object_, claim in claims:
        by_object.setdefault(object_, []).append(claim)
    if type_.to_one:
        best = winner(claim for _, claim in claims)
        by_object = {o: cs for o, cs in by_object.items() if best is not None and best in cs}
    return [_relationship(type_, object_, cs) for object_, cs in sorted(by_object.items()) if winner(cs) is not None]


def until(about: Property | RelationshipType, claims: Sequence[tuple[str, Statement]]) -> dict[str, str | None]:
    """Of all (object id, claim) about one subject and one property or relationship type the first day on which a better claim of the same
    slot was said, by the claim's id; None of one that none beats.

    Since no claim ceases to be better, what holds as of a day is the claim that was said by then, and not beaten by then: a filter over
    claims. Of a property with many values all claims count, so none beats another.
    """
    found: dict[str, str | None] = dict.fromkeys(claim.id for _, claim in claims)
    slots: dict[str, list[Statement]] = {}
    if isinstance(about, RelationshipType) or not about.many:
        apart = isinstance(about, RelationshipType) and not about.to_one
        for object_, claim in claims:
            slots.setdefault(object_ if apart else "", []).append(claim)
    for slot in slots.values():
        day: str | None = None
        for claim in sorted(slot, key=rank, reverse=True):
            found[claim.id] = day
            if claim.review != Review.REJECTED and claim.said_on and (day is None or claim.said_on < day):
                day = claim.said_on
    return found


def days(type_: RelationshipType, claims: Sequence[tuple[str, Statement]]) -> tuple[list[ResolvedRelationship], list[ResolvedRelationship]]:
    """What holds as of now of all (object id, claim) about one subject and one relationship type, and what held as of days.

    Most relationships hold from their `since` on, as they hold now. Where claims of a slot say different things, what holds now is `until`
    NOT_THEN, and each state of the slot is told besides, from the day on which it was first said until the next one was.
    """
    now = relationships(type_, claims)
    if len(claims) == 1:
        return now, []
    slots: dict[str, list[tuple[str, Statement]]] = {}
    for object_, claim in claims:
        if claim.review != Review.REJECTED:
            slots.setdefault("" if type_.to_one else object_, []).append((object_, claim))
    then = {slot: _states(type_, said) for slot, said in slots.items() if len(said) > 1}
    held = {("" if type_.to_one else found.object): found for found in now}
    told = {slot for slot, states in then.items() if states != [held.get(slot)] and (states or slot in held)}
    hidden = [replace(found, until=NOT_THEN) if ("" if type_.to_one else found.object) in told else found for found in now]
    return hidden, [state for slot in sorted(told) for state in then[slot]]


def _states(type_: RelationshipType, claims: Iterable[tuple[str, Statement]]) -> list[ResolvedRelationship]:
    """What one slot said from day to day; claims without a day do not count."""
    states: list[ResolvedRelationship] = []
    best: tuple[str, Statement] | None = None
    own: dict[tuple[str, str], Statement] = {}
    dated = sorted(((claim.said_on, object_, claim) for object_, claim in claims if claim.said_on), key=itemgetter(0))
    for day, said in groupby(dated, key=itemgetter(0)):
        for _, object_, claim in said:
            if best is None or rank(claim) > rank(best[1]):
                best = object_, claim
            for name in claim.properties if _counts(claim) else ():
                known = own.get((object_, name))
                if known is None or rank(claim) > rank(known):
                    own[object_, name] = claim
        state = _state(type_, best[0], own, day) if best is not None and _counts(best[1]) else None
        last = states[-1] if states and states[-1].until is None else None
        if last and state and (last.object, last.properties) == (state.object, state.properties):
            continue
        if last:
            states[-1] = replace(last, until=day)
        states += [state] if state else []
    return states


def _state(type_: RelationshipType, object_: str, own: Mapping[tuple[str, str], Statement], day: str) -> ResolvedRelationship:
    told = {p.name: own[object_, p.name].properties[p.name] for p in type_.properties if (object_, p.name) in own}
    return ResolvedRelationship(object_, own_properties(type_, told), day)


NOT_THEN = ""  # before every day
NEVER = "~"  # after every day


def settled(claims: Iterable[Statement]) -> str | None:
    """The day from which on these claims say what they say as of now; NEVER where one has no day, None where there are none."""
    return max((claim.said_on or NEVER for claim in claims), default=None)


def counts(review: str, polarity: str) -> bool:
    """Whether a claim of such review and polarity states something."""
    return review != Review.REJECTED and polarity == Polarity.STATED


def own_properties(type_: RelationshipType, properties: Mapping[str, Scalar]) -> dict[str, Scalar | None]:
    """A relationship's own properties where one claim alone states it. InvalidClaim if the ontology does not know a value."""
    own: dict[str, Scalar | None] = {}
    for property_ in type_.properties:
        value = properties.get(property_.name)
        own[property_.name] = parse(property_, str(value)) if value is not None else None
    return own


def _counts(claim: Statement) -> bool:
    return counts(claim.review, claim.polarity)


def _relationship(type_: RelationshipType, object_: str, claims: list[Statement]) -> ResolvedRelationship:
    live = [c for c in claims if _counts(c)]
    if len(live) == 1:
        return ResolvedRelationship(object_, own_properties(type_, live[0].properties), since(live))
    own: dict[str, Scalar | None] = {}
    for property_ in type_.properties:
        stated = [c for c in live if c.properties.get(property_.name) is not None]
        best = stated[0] if len(stated) == 1 else max(stated, key=rank, default=None)
        own[property_.name] = parse(property_, str(best.properties[property_.name])) if best is not None else None
    return ResolvedRelationship(object_, own, since(live))


def since(claims: Iterable[Statement]) -> str | None:
    """The first day on which any of the claims was said, None if no day is known."""
    return min((c.said_on for c in claims if c.said_on), default=None)
