"""Owns pricing plans inside a text: "标准会员:$12/月(625积分/月,每个工作区5个用户)" and the cells of plan tables.

A figure without its unit, as at the end of a page, is none: what is cut off is never completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from graph.values import Qualifier
from loaders.extractors.columns import Column, Slot
from loaders.extractors.gazetteer import data
from loaders.extractors.quantities import NUMBER, Figure, number, prices

Range = tuple[int, int]


@dataclass(frozen=True)
class Plan:
    """A plan as printed. `counts` are creditsPerMonth, creditsPerDay, creditsIncluded and seats, each a number and its range."""

    tier: str
    start: int
    end: int
    tier_end: int
    price: Figure | None = None
    billing: tuple[str, Range] | None = None
    counts: dict[str, tuple[int, Range]] = field(default_factory=dict)


_COUNTS = (
    ("creditsPerMonth", re.compile(rf"(?P<n>{NUMBER})\s*个?(?:积分|点数?|灵感值|credits?)\s*(?:/|每|per |a )\s*(?:月|month|mo)", re.IGNORECASE)),
    ("creditsPerMonth", re.compile(rf"每(?:个)?月(?:可?获?得?|赠送|提供|含|包含)?\s*(?P<n>{NUMBER})\s*个?(?:积分|点数?|灵感值)")),
    ("creditsPerMonth", re.compile(rf"(?P<n>{NUMBER}) monthly credits", re.IGNORECASE)),
    ("creditsPerDay", re.compile(rf"(?P<n>{NUMBER})\s*个?(?:积分|点数?|灵感值|credits?)\s*(?:/|每|per |a )\s*(?:天|日|day)", re.IGNORECASE)),
    ("creditsPerDay", re.compile(rf"每[日天](?:可?获?得?|赠送|提供|登录|不能结转|不可累计|的|免费|可)*\s*(?P<n>{NUMBER})\s*个?(?:积分|点数?|灵感值)")),
    ("creditsPerDay", re.compile(rf"(?P<n>{NUMBER}) daily credits", re.IGNORECASE)),
    ("creditsIncluded", re.compile(rf"(?:提供|赠送|初始|一次性|含)(?:一次性)?\s*(?P<n>{NUMBER})\s*个?(?:积分|点数?|灵感值)(?!\s*[/每])")),
    ("creditsIncluded", re.compile(rf"(?P<n>{NUMBER})\s*(?:credits?)?\s*\(?(?:one[- ]time|一次性)", re.IGNORECASE)),
    ("seats", re.compile(rf"(?P<n>{NUMBER})\s*(?:个|名|位)?(?:用户|席位|成员|人(?!民)|users?\b|seats?\b|members?\b)", re.IGNORECASE)),
)  # fmt: skip
_ANNUAL = re.compile(r"按年|年付|年费|包年|annual|yearly|billed per year", re.IGNORECASE)
_MONTHLY = re.compile(r"按月|月付|月费|包月|monthly|/\s?(?:mo|month|月)|per month|每月|月价", re.IGNORECASE)
_FREE = re.compile(r"免费|\bfree\b", re.IGNORECASE)
_CUSTOM = re.compile(r"定制|联系(?:客服|销售|我们)|contact|custom", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    tiers = "|".join(sorted((re.escape(t) for t in data("tables")["tiers"]), key=len, reverse=True))
    kind = r"(?:会员|账号|账户|套餐|版本|版|计划)"
    return re.compile(
        rf"(?P<tier>(?:(?<![A-Za-z])[A-Z][A-Za-z+]{{1,11}}\s?){{0,2}}(?:(?:(?![的为其是把将有了款]|会员)[一-龥]){{1,4}})?{kind}|"
        rf"(?<![A-Za-z])(?:{tiers}))(?:\s(?:plan|tier|subscription))?"
        rf"\s?(?:[::]\s?|(?:定价为?|定为|售价为?|价格为|收费|仅需?|为|是|每月(?:收费)?|\sis|\scosts?|\sat|\sfor|\spriced at)\s?(?=US|[$¥€£]|\d)|(?=提供|"
        rf"赠送|每月\s?\d|每月\s?[$¥€£]|\s?[$¥€£]|\s?\d+(?:\.\d+)?\s?(?:元|"
        rf"美元)))",
        re.IGNORECASE,
    )


def billing_of(text: str) -> str | None:
    """What a heading or a caption says of how often one pays: ANNUAL, MONTHLY or None."""
    if _ANNUAL.search(text):
        return "ANNUAL"
    return "MONTHLY" if _MONTHLY.search(text) else None


def plans_in(text: str, start: int, end: int, heading: str = "") -> Iterator[Plan]:
    """The plans that a cell or a passage lists, each up to the next one's name. `heading` is what the column is called."""
    heads = list(_head().finditer(text, start, end))
    for i, head in enumerate(heads):
        stop = heads[i + 1].start() if i + 1 < len(heads) else end
        plan = _plan(text, head, stop, heading, whole=stop < len(text.rstrip()))
        if plan.price is not None or plan.counts or plan.billing:
            yield plan


def _plan(text: str, head: re.Match[str], stop: int, heading: str, *, whole: bool) -> Plan:
    begin, end = head.start("tier"), head.end()
    tier = " ".join(head["tier"].split())
    price = _price(text, end, stop, heading, whole=whole)
    counts = _counts(text, end, stop)
    billing = _billing(text, (begin, head.end("tier")), price, heading)
    last = max([head.end("tier"), *[price.end for _ in [0] if price], *[r[1] for _, r in counts.values()]])
    return Plan(tier, begin, last, head.end("tier"), price, billing, counts)


def _price(text: str, start: int, end: int, heading: str, *, whole: bool) -> Figure | None:
    """The first price; one that ends where the document does may have lost digits, and is not taken."""
    found = next(prices(text, start, end), None)
    if found is None or (found.period is None and found.end >= end and not whole):
        return None
    monthly = found.monthly(_period(heading))
    return Figure(found.start, found.end, monthly[0], monthly[0], monthly[1], Qualifier.EXACT) if monthly else None


def _period(heading: str) -> str | None:
    match = re.search(r"/\s?(月|年|mo(?:nth)?|yr|year)\b|(月费|每月|月价|per month|monthly|包月)|(年费|per year|yearly)", heading, re.IGNORECASE)
    if match is None:
        return None
    return match[1] or ("month" if match[2] else "year")


def _counts(text: str, start: int, end: int) -> dict[str, tuple[int, Range]]:
    counts: dict[str, tuple[int, Range]] = {}
    for name, pattern in _COUNTS:
        match = pattern.search(text, start, end)
        again = match is not None and any(a < match.end() and match.start() < b for _, (a, b) in counts.values())
        if match and name not in counts and not again:
            counts[name] = int(number(match["n"])), match.span()
    return counts


def _billing(text: str, tier: Range, price: Figure | None, heading: str) -> tuple[str, Range] | None:
    if price is not None and price.max == 0:
        return "FREE", (price.start, price.end)
    if _FREE.search(text[tier[0] : tier[1]]) and price is None:
        return "FREE", tier
    if price is None:
        return None
    printed = text[price.start : price.end]
    said = billing_of(heading) or ("MONTHLY" if _MONTHLY.search(printed) else None)
    return (said, (price.start, price.end)) if said else None


def plan_of_row(text: str, name: Range, cells: list[tuple[Column, Range]], caption: str) -> Plan:
    """The plan of a row of a plan table: `cells` are its other cells with their columns."""
    price: Figure | None = None
    billing: tuple[str, Range] | None = None
    counts: dict[str, tuple[int, Range]] = {}
    end = name[1]
    for column, (a, b) in cells:
        if column.slot is Slot.PRICE and price is None and billing is None:
            price, billing = _row_price(text, a, b, column, caption)
        elif column.slot is Slot.CREDITS:
            counts |= {k: v for k, v in _row_credits(text, a, b, column).items() if k not in counts}
        elif column.slot is Slot.SEATS:
            match = re.match(rf"{NUMBER}", text[a:b])
            counts |= {"seats": (int(number(match[0])), (a, a + match.end()))} if match else {}
        elif column.slot is Slot.TEXT:
            counts |= {k: v for k, v in _counts(text, a, b).items() if k not in counts}
        end = max(end, b) if column.slot in (Slot.PRICE, Slot.CREDITS, Slot.SEATS) else end
    return Plan(" ".join(text[slice(*name)].split()), name[0], end, name[1], price, billing, counts)


def _row_price(text: str, a: int, b: int, column: Column, caption: str) -> tuple[Figure | None, tuple[str, Range] | None]:
    cell = text[a:b]
    found = next(prices(text, a, b), None)
    if found is None:
        bare = re.fullmatch(NUMBER, cell)
        currency = re.search(r"US\$|HK\$|[$¥€£]|美元|元|USD|RMB", column.heading)
        if bare and currency:
            found = next(prices(f"{number(cell)}美元" if currency[0] in ("$", "US$", "USD", "美元") else f"{number(cell)}元"), None)
    if found is None:
        kind = "FREE" if _FREE.search(cell) else "CUSTOM" if _CUSTOM.search(cell) else None
        return None, (kind, (a, b)) if kind else None
    monthly = found.monthly(_period(column.heading) or _period(caption))
    if monthly is None:
        return None, None
    figure = Figure(a, b, monthly[0], monthly[0], monthly[1], Qualifier.EXACT)
    said = "FREE" if monthly[0] == 0 else billing_of(column.heading) or billing_of(cell) or billing_of(caption)
    return figure, (said, (a, b)) if said else None


def _row_credits(text: str, a: int, b: int, column: Column) -> dict[str, tuple[int, Range]]:
    said = _counts(text, a, b)
    if said:
        return said
    match = re.match(NUMBER, text[a:b])
    if match is None:
        return {}
    daily = re.search(r"每[日天]|/\s?day|daily|per day", column.heading, re.IGNORECASE)
    monthly = re.search(r"月|mo\b|month", column.heading, re.IGNORECASE)
    name = "creditsPerDay" if daily else "creditsPerMonth" if monthly else "creditsIncluded"
    return {name: (int(number(match[0])), (a, a + match.end()))}
