"""Owns lists of plans inside running text, where what is free or agreed stands beside what has a price: "Free (720p), Lite ($9.99/mo, 3,200
credits) and Enterprise (custom)", "Basic — free; Creator — $89/mo; Enterprise — custom"; and lists that only name the tiers there are.

A list counts whole: each of its members is a plan, whatever is told of it. It must not know whose plans they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.values import Qualifier
from loaders.extractors.plans import Plan
from loaders.extractors.quantities import NUMBER, Figure, number
from loaders.extractors.terms import Counts, Range, billing_of, counts_in, is_custom, is_free, period_of, price_in
from loaders.extractors.tiers import is_only_kind, is_tier, tier
from loaders.patterns import any_script

_KIND = r"(?:\s(?:[Pp]lan|[Tt]ier))?"
_AND = any_script(r"(?:and|or|to|up to|over|through|then|plus|和|与|及|以及|到|至)")
_JOIN = re.compile(rf"[ ]?(?:[,;、,;/][ ]?(?:{_AND}[ ]?)?|(?<=[ ]){_AND}[ ]|(?<=\S){_AND}(?=[一-龥]))(?:an?[ ]|the[ ])?", re.IGNORECASE)
_BEGINS_TERMS = re.compile(r"\(|[—–:]|\s-\s")
_SOLD = re.compile(any_script(r"[$¥€£]\s?\d|\d\s?(?:美元|元|USD|EUR|dollars?)"))
_CREDITS = re.compile(any_script(rf"(?P<n>{NUMBER})\s?个?(?:(?:[A-Za-z-]+ )?[Cc]redits\b|积分|点数?|灵感值)(?!\s?(?:/|per|a|每)\s?\w)"))
_TOLD = re.compile(any_script(r"(?:[Pp]lans?|[Tt]iers?|[Ss]ubscriptions?|套餐|档位|方案|版本|会员)(?:\s(?:are|include))?\s?(?:[:(—–]|:|包括|分为|有)\s?"))
_FREE = re.compile(any_script(r"free|免费"), re.IGNORECASE)
_FREE_GRANT = re.compile(
    rf"(?P<tier>[Ff]ree)(?= (?:[Tt]ier|[Pp]lan|[Aa]ccount|[Vv]ersion))[^.;,$€£\n]{{1,60}}?(?<![\d.,])(?P<n>{NUMBER}) (?:[a-z]+ )?credits\b[^.;,\n)]{{0,24}}?"
    r"(?:(?P<day>daily|(?:each|per|a|every) day)|monthly|(?:each|per|a|every) month)\b"
)
_FEWEST_NAMED = 3


@cache
def _member() -> re.Pattern[str]:
    """A tier and its terms, in brackets or behind a dash or a colon up to the next comma."""
    plain = r"(?:[^,;、,;.。()\n]|[.,](?=\d)){1,60}"
    return re.compile(rf"(?P<tier>{tier()}){_KIND}(?:\s?\((?P<a>[^()\n]{{2,120}})\)|(?:\s?[—–]\s?|\s-\s|\s?:\s?)(?P<b>{plain}(?:\([^()\n]{{1,40}}\))?))")


def listed_plans(text: str) -> Iterator[list[Plan]]:
    """The plans of each list of a text that prices some by the month and tells of others that they have no price, or that only names tiers."""
    if _BEGINS_TERMS.search(text) and _SOLD.search(text):
        for run in _runs(text):
            if plans := _plans(text, run):
                yield plans
    yield from _only_named(text)
    yield from _free_grants(text)


def _free_grants(text: str) -> Iterator[list[Plan]]:
    """What is free, with the credits that come with it each day or month: "The free tier grants credits each day (50 credits renewing daily)"."""
    for match in _FREE_GRANT.finditer(text):
        name = "creditsPerDay" if match["day"] else "creditsPerMonth"
        counts = {name: (int(number(match["n"])), (match.start("n"), match.end()))}
        yield [Plan(match["tier"], match.start(), match.end(), match.end("tier"), None, ("FREE", match.span("tier")), counts, listed=True)]


def _only_named(text: str) -> Iterator[list[Plan]]:
    """The tiers that a sentence only lists: "four plans: Free, Basic, Pro and Studio"."""
    for told in _TOLD.finditer(text):
        found = []
        match = _lone().match(text, told.end())
        while match is not None and not is_only_kind(match["tier"]):
            place = match.span("tier")
            found.append(Plan(" ".join(match["tier"].split()), *place, place[1], listed=True))
            join = _JOIN.match(text, match.end())
            match = _lone().match(text, join.end()) if join else None
        if len(found) >= _FEWEST_NAMED:
            yield found


@cache
def _lone() -> re.Pattern[str]:
    return re.compile(rf"(?P<tier>{tier()}){_KIND}(?=\W|$)")


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """The members that nothing but a comma or an "and" parts, at least two."""
    run: list[re.Match[str]] = []
    for member in _member().finditer(text):
        if run and not _JOIN.fullmatch(text, run[-1].end(), member.start()):
            if len(run) > 1:
                yield run
            run = []
        if is_tier(member["tier"]):
            run.append(member)
    if len(run) > 1:
        yield run


def _plans(text: str, run: Sequence[re.Match[str]]) -> list[Plan]:
    """The plans of a list, if one is priced by the month and one tells no price: others are read one by one."""
    terms = [m.span("a" if m["a"] is not None else "b") for m in run]
    prices = [price_in(text, *place, text[slice(*place)]) for place in terms]
    paid = [price for price in prices if price is not None and price.max]
    if not 0 < len(paid) < len(run):
        return []
    found = []
    for member, place, price in zip(run, terms, prices, strict=True):
        name = member.span("tier")
        free = _FREE.match(text, *place) if price is None else None
        told = replace(paid[0], start=free.start(), end=free.end(), min=0.0, max=0.0, qualifier=Qualifier.EXACT) if free else price
        plan = Plan(" ".join(member["tier"].split()), name[0], member.end(), name[1], told, _billing(text, name, place, told), _counts(text, place))
        found.append(replace(plan, listed=True))
    return found


def _counts(text: str, terms: Range) -> Counts:
    """The credits and seats of a member: beside what is paid by the month its credits are for a month."""
    counts = counts_in(text, *terms)
    match = _CREDITS.search(text, *terms) if not any(name.startswith("credits") for name in counts) else None
    paid = period_of(text[slice(*terms)]) == "month" or is_custom(text[slice(*terms)])
    return counts | {"creditsPerMonth": (int(number(match["n"])), match.span("n"))} if match and paid else counts


def _billing(text: str, name: Range, terms: Range, price: Figure | None) -> tuple[str, Range] | None:
    if price is not None and price.max:
        said = billing_of(text[price.start : price.end])
        return (said, (price.start, price.end)) if said else None
    for place in (name, terms):
        if is_free(text[slice(*place)]):
            return "FREE", place
    return ("CUSTOM", terms) if is_custom(text[slice(*terms)]) else None
