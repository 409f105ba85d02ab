"""Owns the order in which a comparison prefers claims that cannot all be true. It must not know how values are held
against each other: it is told who backs whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from graph.compare.facts import Fact, Resolve
from graph.values import Review, name_key
from graph.views import rank

Agrees: TypeAlias = Callable[[Fact, Fact], bool]
Weights: TypeAlias = Mapping[str, float]


def by_preference(facts: Iterable[Fact], resolve: Resolve, agrees: Agrees, weights: Weights) -> list[Fact]:
    """`facts`, the preferred first, whatever order they came in.

    PINNED is the policy of `graph.views`; the others do not see a pin. Where publishers are counted, each counts once
    however often it says a thing, and a report without a publisher counts for itself.
    """
    facts = list(facts)
    if resolve is Resolve.PINNED:
        return sorted(facts, key=rank, reverse=True)
    if resolve is Resolve.LATEST:
        return sorted(facts, key=_latest, reverse=True)
    weigh = _once if resolve is Resolve.MAJORITY else _weigher(weights)
    backing = _backing(facts, agrees, weigh)
    return sorted(facts, key=lambda fact: (backing[_statement(fact)], _latest(fact)), reverse=True)


def is_settled(facts: Iterable[Fact], resolve: Resolve) -> bool:
    """Whether a person's pin ends the argument."""
    return resolve is Resolve.PINNED and any(fact.review == Review.PINNED for fact in facts)


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact of each that state the same thing in the same way, in the order given: what many reports repeat is compared once."""
    first: dict[tuple[Any, ...], Fact] = {}
    for fact in facts:
        first.setdefault(_statement(fact), fact)
    return list(first.values())


def _statement(fact: Fact) -> tuple[Any, ...]:
    return fact.text, fact.value, fact.min, fact.max, fact.unit, fact.qualifier, fact.polarity, fact.object, fact.object_name


def _latest(fact: Fact) -> tuple[Any, ...]:
    return rank(fact)[1:]


def _once(_: Fact) -> float:
    return 1.0


def _weigher(weights: Weights) -> Callable[[Fact], float]:
    folded = {name_key(name, "Organization"): weight for name, weight in weights.items()}

    def weigh(fact: Fact) -> float:
        by_id = weights.get(fact.publisher or "")
        weight = by_id if by_id is not None else folded.get(name_key(fact.publisher_name or "", "Organization"), 1.0)
        return weight * fact.confidence

    return weigh


def _backing(facts: list[Fact], agrees: Agrees, weigh: Callable[[Fact], float]) -> dict[tuple[Any, ...], float]:
    """How much weight of publishers stands behind each statement: the sum over those that say something that agrees with it."""
    said: dict[tuple[Any, ...], dict[str, float]] = {}
    for fact in facts:
        sources = said.setdefault(_statement(fact), {})
        source = fact.publisher or fact.report or fact.id
        sources[source] = max(sources.get(source, 0.0), weigh(fact))
    different = distinct(facts)
    return {_statement(a): _sum(said[_statement(b)] for b in different if agrees(a, b)) for a in different}


def _sum(groups: Iterable[Mapping[str, float]]) -> float:
    best: dict[str, float] = {}
    for sources in groups:
        for source, weight in sources.items():
            best[source] = max(best.get(source, 0.0), weight)
    return round(sum(sorted(best.values())), 9)
