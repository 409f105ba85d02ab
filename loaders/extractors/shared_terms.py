"""Owns terms that several plans share out in order: "Standard、Pro两档,月费分别为10美元、37美元,对应每月660、3000积分".

As many prices as tiers are told, joined like them; anything else shares nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.units import price_per_month
from graph.values import Qualifier
from loaders.extractors.plans import Plan
from loaders.extractors.quantities import NUMBER, Figure, number
from loaders.extractors.terms import Counts, Range, billing_of, period_of
from loaders.extractors.tiers import is_only_kind, tier, tier_pattern
from loaders.patterns import any_script

_JOIN = r"(?:\s?(?:、|/|和|与|與|及|以及|或)\s?|,\s?(?:and )?|\s(?:and|&|or)\s)"
_BEFORE = r"(?:US\$|HK\$|[$¥€£])"
_AFTER = any_script(r"(?:美元|美金|元|港元|欧元|英镑|dollars?|USD|EUR|RMB)")
_PERIOD = any_script(r"(?:\s?(?:/|每|per |a )\s?(?:月|month|mo|年|year|yr)(?![a-z]))")
_MONEY = re.compile(rf"(?P<c>{_BEFORE})?\s?(?P<n>{NUMBER})(?:\s?(?P<c2>{_AFTER}))?{_PERIOD}?", re.IGNORECASE)
_AMOUNT = rf"{_BEFORE}?\s?{NUMBER}(?:\s?{_AFTER})?{_PERIOD}?"
_PRICES = re.compile(rf"(?:{_BEFORE}\s?)?{NUMBER}(?:\s?{_AFTER})?{_PERIOD}?(?:{_JOIN}{_AMOUNT})+", re.IGNORECASE)
_UNIT = any_script(r"\s?个?(?:积分|点|灵感值|(?:[a-z]+ )?credits?)")
_CREDITS = re.compile(rf"{NUMBER}(?:{_UNIT})?(?:{_JOIN}{NUMBER}(?:{_UNIT})?)+", re.IGNORECASE)
_SOLD = re.compile(r"[$¥€£元]|美金|dollar|USD|EUR|RMB|英镑|英鎊", re.IGNORECASE)
_GAP, _LONG_GAP, _OWNER = 40, 64, 24
_REACH = 240  # code points before the prices in which the tiers are listed


@cache
def _tier_list() -> re.Pattern[str]:
    """Tiers joined to each other, with what they are tiers of before each."""
    return re.compile(rf"{tier()}(?:\s?\S{{0,3}}?{_JOIN}[\w .-]{{0,{_OWNER}}}?{tier()})+")


def shared_out(text: str, start: int, end: int) -> Iterator[Plan]:
    """The plans of a sentence that tells several tiers and then as many prices."""
    for told in _PRICES.finditer(text, start, end):
        if not _SOLD.search(told[0]):
            continue
        listed = _before(text, start, told.start())
        amounts = list(_MONEY.finditer(text, *told.span()))
        if listed and len(listed) == len(amounts):
            yield from _plans(text, listed, amounts, (start, end))
    yield from _counted(text, start, end)


def _counted(text: str, start: int, end: int) -> Iterator[Plan]:
    """The plans of a sentence that tells several tiers and then as many numbers of credits a month, but no price."""
    if _SOLD.search(text, start, end):
        return
    for told in _CREDITS.finditer(text, start, end):
        listed = _before(text, start, told.start(), _LONG_GAP)
        credits_ = _credits(text, told.start(), end, len(listed)) if listed else []
        for place, count in zip(listed if credits_ else (), credits_, strict=False):
            yield Plan(" ".join(text[slice(*place)].split()), place[0], count[1][1], place[1], counts={"creditsPerMonth": count})
        if credits_:
            return


def _before(text: str, start: int, position: int, gap: int = _GAP) -> list[Range]:
    """The tiers of the list that ends last before a price, if nothing that is sold lies between."""
    told = _tier_list().finditer(text, max(start, position - _REACH), position)
    lists = [m for m in told if position - m.end() <= gap and not re.search(r"\d", text[m.end() : position])]
    if not lists:
        return []
    return [m.span() for m in tier_pattern().finditer(text, *lists[-1].span()) if not is_only_kind(m[0])]


def _plans(text: str, tiers: Sequence[Range], amounts: Sequence[re.Match[str]], sentence: Range) -> Iterator[Plan]:
    currency = next((m["c"] or m["c2"] for m in amounts if m["c"] or m["c2"]), None)
    told = text[tiers[-1][1] : amounts[-1].end()]
    period = period_of(told) or period_of(text[slice(*sentence)])
    if currency is None or period is None:
        return
    credits_ = _credits(text, amounts[-1].end(), sentence[1], len(tiers))
    said = billing_of(told) or billing_of(text[slice(*sentence)])
    for i, (place, amount) in enumerate(zip(tiers, amounts, strict=True)):
        figure, unit = price_per_month(number(amount["n"]), amount["c"] or amount["c2"] or currency, period)
        price = Figure(amount.start(), len(amount[0].rstrip()) + amount.start(), figure, figure, unit, Qualifier.EXACT)
        counts: Counts = {"creditsPerMonth": credits_[i]} if credits_ else {}
        billing = (said, (price.start, price.end)) if said else None
        yield Plan(" ".join(text[slice(*place)].split()), place[0], max([price.end, *[c[1][1] for c in counts.values()]]), place[1], price, billing, counts)


def _credits(text: str, start: int, end: int, wanted: int) -> list[tuple[int, Range]]:
    """The credits a month that are shared out behind the prices; empty if their number is another one."""
    for match in _CREDITS.finditer(text, start, end):
        around = text[max(start, match.start() - 8) : min(end, match.end() + 28)]
        if re.search(any_script(r"积分|点|灵感值|credits?"), around, re.IGNORECASE) and period_of(around) == "month":
            found = [(int(number(m[0])), m.span()) for m in re.compile(NUMBER).finditer(text, *match.span())]
            return found if len(found) == wanted else []
    return []
