"""Owns lists of plans inside running text, where what is free or agreed stands beside what has a price: "Free (720p), Lite ($9.99/mo, 3,200
credits) and Enterprise (custom)", "Basic — free; Creator — $89/mo; Enterprise — custom"; and lists that only name the tiers there are.

A list counts whole: each of its members is a plan, whatever is told of it. It must not know whose plans they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.values import Qualifier
from loaders.extractors.plans import Plan
from loaders.extractors.quantities import NUMBER, Figure, number
from loaders.extractors.terms import Counts, Range, billing_of, counts_in, is_custom, is_free, period_of, price_in
from loaders.extractors.tiers import is_only_kind, is_tier, tier_pattern
from loaders.patterns import any_script, sought

_KIND = r"(?:\s(?:[Pp]lan|[Tt]ier))?"
_AND = any_script(r"(?:and|or|to|up to|over|through|then|plus|和|与|及|以及|到|至)")
_NEXT = re.compile(rf"{_KIND}[ ]?(?:[,、,/][ ]?(?:{_AND}[ ])?|(?<=[ ]){_AND}[ ]|[和与與及])(?:an?[ ]|the[ ])?")
_JOIN = re.compile(rf"[ ]?(?:[,;、,;/][ ]?(?:{_AND}[ ]?)?|(?<=[ ]){_AND}[ ]|(?<=\S){_AND}(?=[一-龥]))(?:an?[ ]|the[ ])?", re.IGNORECASE)
_PAID = re.compile(  # by the month or the year: without it no list tells prices
    any_script(
        r"[$¥€£]\s?\d[\d.,]*\s?(?:/|per |an? |每)\s?(?:mo|yr|year|月|年)"
        r"|\d\s?(?:美元|元|USD|EUR|dollars?)\s?(?:/|per |an? |每)\s?(?:mo|yr|year|月|年)|每个?[月年]\s?[$¥€£]?\d"
    )
)
_PAID_BEGINS = re.compile(r"[$¥€£\d每]")
_TERMS = re.compile(
    rf"{_KIND}(?:\s?\((?P<a>[^()\n]{{2,120}})\)|(?:\s?[—–]\s?|\s-\s|\s?:\s?)"
    r"(?P<b>(?:[^,;、,;.。()\n]|[.,](?=\d)){1,60}(?:\([^()\n]{1,40}\))?))"
)  # in brackets, or behind a dash or a colon up to the next comma
_AROUND = 400  # code points from a price to the end of its list
_CREDITS = re.compile(any_script(rf"(?P<n>{NUMBER})\s?个?(?:(?:[A-Za-z-]+ )?[Cc]redits\b|积分|点数?|灵感值)(?!\s?(?:/|per|a|每)\s?\w)"))
_TOLD = tuple(
    re.compile(rf"{words}\s?(?:(?:are|include)\s|[:(—–]|{any_script('包括|分为|有')})\s?")
    for words in ("(?:plan|Plan|tier|Tier|subscription|Subscription)s?", "(?:套餐|方案|版本)", "[会會][员員]")
)
_FREE = re.compile(any_script(r"free|免费"), re.IGNORECASE)
_FREE_GRANT = re.compile(
    rf"(?P<tier>[Ff]ree)(?= (?:[Tt]ier|[Pp]lan|[Aa]ccount|[Vv]ersion))[^.;,$€£\n]{{1,60}}?(?<![\d.,])(?P<n>{NUMBER}) (?:[a-z]+ )?credits\b[^.;,\n)]{{0,24}}?"
    r"(?:(?P<day>daily|(?:each|per|a|every) day)|monthly|(?:each|per|a|every) month)\b"
)
_FEWEST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Member:
    """A tier and its terms."""

    name: Range
    terms: Range
    end: int


def listed_plans(text: str) -> Iterator[list[Plan]]:
    """The plans of each list of a text that prices some by the month and tells of others that they have no price, or that only names tiers."""
    for start, end in _priced(text):
        for run in _runs(text, start, end):
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
    for told in (match for words in _TOLD for match in words.finditer(text)):
        found = []
        match = tier_pattern().match(text, told.end())
        while match is not None and not is_only_kind(match[0]):
            found.append(Plan(" ".join(match[0].split()), *match.span(), match.end(), listed=True))
            join = _NEXT.match(text, match.end())
            match = tier_pattern().match(text, join.end()) if join else None
        if len(found) >= _FEWEST_NAMED:
            yield found


def _priced(text: str) -> Iterator[Range]:
    """The pieces of lines in which plans are priced."""
    last = 0
    for paid in sought(_PAID, _PAID_BEGINS, text):
        start = max(last, text.rfind("\n", 0, paid.start()) + 1, paid.start() - _AROUND)
        stop = text.find("\n", paid.end())
        end = min(stop if stop >= 0 else len(text), paid.end() + _AROUND)
        if paid.start() >= last:
            yield start, end
            last = end


def _runs(text: str, start: int, end: int) -> Iterator[list[_Member]]:
    """The members that nothing but a comma or an "and" parts, at least two."""
    run: list[_Member] = []
    for tier in tier_pattern().finditer(text, start, end):
        told = _TERMS.match(text, tier.end(), end)
        if told is None or not is_tier(tier[0]):
            continue
        if run and not _JOIN.fullmatch(text, run[-1].end, tier.start()):
            if len(run) > 1:
                yield run
            run = []
        run.append(_Member(tier.span(), told.span("a" if told["a"] is not None else "b"), told.end()))
    if len(run) > 1:
        yield run


def _plans(text: str, run: Sequence[_Member]) -> list[Plan]:
    """The plans of a list, if one is priced by the month and one tells no price: others are read one by one."""
    prices = [price_in(text, *member.terms, text[slice(*member.terms)]) for member in run]
    paid = [price for price in prices if price is not None and price.max]
    if not 0 < len(paid) < len(run):
        return []
    found = []
    for member, price in zip(run, prices, strict=True):
        free = _FREE.match(text, *member.terms) if price is None else None
        told = replace(paid[0], start=free.start(), end=free.end(), min=0.0, max=0.0, qualifier=Qualifier.EXACT) if free else price
        name, billing = " ".join(text[slice(*member.name)].split()), _billing(text, member.name, member.terms, told)
        found.append(Plan(name, member.name[0], member.end, member.name[1], told, billing, _counts(text, member.terms), listed=True))
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
