"""Owns pricing plans inside a text: "标准会员:$12/月(625积分/月,每个工作区5个用户)", "$95 a month for Unlimited", and the cells of plan tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.values import Qualifier
from loaders.extractors.columns import Column, Slot
from loaders.extractors.quantities import NUMBER, Figure, number, prices
from loaders.extractors.terms import GIVEN, Counts, Range, billing_of, counts_in, figure_of, is_custom, is_free, period_of, price_in
from loaders.extractors.tiers import is_only_kind, priced_from, tier
from loaders.patterns import any_script


@dataclass(frozen=True)
class Plan:
    """A plan as printed. `counts` are creditsPerMonth, creditsPerDay, creditsIncluded and seats, each a number and its range.

    `listed`: it is surely one, whatever is told of it, as it stands in a list of plans.
    """

    tier: str
    start: int
    end: int
    tier_end: int
    price: Figure | None = None
    billing: tuple[str, Range] | None = None
    counts: Counts = field(default_factory=dict)
    listed: bool = False


_ENGLISH_GAP = (
    r"(?:\s(?:is|are|was|costs?|at|for|from|runs?|sells?|goes|starts?|begins?|comes?|stays|remains|priced|now|pay|pays|just|only|about|around|to|in|you|will|set|back|asks|"
    r"a|the|which|that|charges?|charged|listed|offered|available|of|monthly|price|fee|still|takes?|has|carries|gives|gets?|includes?|offers?|with|up))*"
)
_CHINESE_GAP = any_script(
    r"(?:的|月|年|费|价格|售价|定价|收费|仅|需|定|为|是|只要|则|按|付|约|起|每|个|从|至|价|对应|单月|订阅|目前|现|要|卖|以|收|人民币|用户|支付|,(?=(?:每月|月费)))*"
)
_MONEY = (
    r"(?:US\$|HK\$|[$¥€£]|(?:USD|RMB|CNY|EUR|GBP)\s?\d|\d[\d,.]*\s?(?:美元|美金|人民币|港元|港币|港幣|欧元|歐元|英镑|元|USD|EUR|GBP|HKD|CNY|RMB|dollars?|€))"
)
_COUNT = any_script(r"(?:\d[\d,.]*\s?个?(?:积分|点|灵感值|(?:[\w-]+ )?credits?))")
_WITH = re.compile(
    r"\)?(?:(?:,|\s?\()?(?:\s(?:it|which|that))?\s?(?:with|and|including|includes|for|comes with|gives(?: you)?|provides|offers|has|gets)\s(?:up to )?"
    r"|,\s?|[ ]?\n\s?|\s[–—-]\s|\s?\()(?P<n>\d{1,3}(?:,\d{3})+|\d{2,7})(?!\d|\.\d|%)"
    r"(?P<unit>\s(?:[a-z]+ )?credits?\b(?!\s?(?:/|per|a|each|every|one|that)\b))?(?(unit)|(?=[;,.)](?:\s|$)|\s?$))"
)
_WITH_CHINESE = re.compile(
    any_script(r"(?:[(,,、]\s?|[,,、;;]?\s?(?:含|包含|赠送?|附赠?|提供|可得))\s?(?P<n>\d[\d,]*)\s?个?(?P<unit>积分|点|灵感值|贝壳)(?!\s?[/每])")
)
_GRANT = re.compile(any_script(rf"\W{{0,4}}(?:includes |with |包含|赠送)?(?P<n>{NUMBER})\s?(?:free )?(?:credits|积分|点数?|灵感值)(?!\s?(?:[/每]|[a-z(]))"))
_FREE_FIRST = re.compile(any_script(r"(?P<tier>免费[版档]?|(?<![A-Za-z])Free)\s?(?:[、,,/]|和|与|\sand\s)\s?$"))
_LONGEST_FREE = 12
_OF_CREDITS = re.compile(r"\d credits?\b")
_JOIN = r"(?:\s(?:[Pp]lan|[Tt]ier|[Ss]ubscription|[Mm]embership|subscribers|members|users))?"
_OF = r"(?:\s(?:of|from|on|by)\s[A-Z][\w.]+(?:\s[A-Z\d][\w.]*){0,2})?"


@cache
def _head() -> re.Pattern[str]:
    """A tier and what joins it to its terms."""
    chinese = any_script(r"(?:提供|赠送|每[月日天](?:可?获?得?|赠送|登录)*\s?\d)")
    return re.compile(
        rf"(?P<tier>{tier()}){_JOIN}{_OF}(?:\s?[::]\s?|\s?\((?={_MONEY}|{_COUNT})|(?:{_ENGLISH_GAP}|\s?{_CHINESE_GAP})\s?(?={_MONEY})|(?={chinese})"
        rf"|\s?[–—-]\s?(?={_MONEY})|\s(?:with|gives|includes|comes with|carries|offers|has|gets|hands out|grants|provides)(?: you)?(?: up to)?\s(?={_COUNT}))"
    )


@cache
def _behind() -> re.Pattern[str]:
    """A tier behind its price: "$15 a month for Standard", "每月15美元的标准版", "the $20/month Plus plan"."""
    buys = r"\s(?:for|buys|gets|gives|under|on|with)(?: you)?(?: (?:the|its|their|an?))?\s"
    return re.compile(
        rf"(?:{buys}(?:[A-Z]\w+\s)?(?P<a>{tier()})(?!\s?(?:[$¥€£\d:]|at\b|is\b|costs?\b))|(?:的|\s?-?)\s?(?P<b>{tier()})(?={_JOIN})|\s?\((?P<c>{tier()})(?={_JOIN}[),]))"
    )


def plans_in(text: str, start: int, end: int, heading: str = "") -> Iterator[Plan]:
    """The plans that a cell or a passage lists, each up to the next one's name. `heading` is what the column is called."""
    behind = list(_plans_behind(text, start, end, heading))
    taken = [(plan.start, plan.tier_end) for plan in behind]
    heads = [h for h in _head().finditer(text, start, end) if not is_only_kind(h["tier"]) and not any(a <= h.start() < b for a, b in taken)]
    starts = sorted([h.start() for h in heads] + [plan.price.start for plan in behind if plan.price] + [a for a, _ in taken])
    found = behind
    for head in heads:
        following = bisect_right(starts, head.start())
        stop = starts[following] if following < len(starts) else end
        plan = _plan(text, head, stop, heading, whole=stop < len(text.rstrip()))
        if plan.price is not None or plan.counts or plan.billing:
            found += [*_free_before(text, plan, start), plan]
    yield from sorted(found, key=lambda plan: plan.start)


def _free_before(text: str, plan: Plan, start: int) -> Iterator[Plan]:
    """The free plan that a list of priced ones begins with: "免费、Go(8美元/月)和Plus(20美元/月)"."""
    match = _FREE_FIRST.search(text, max(start, plan.start - _LONGEST_FREE), plan.start)
    if match is not None and plan.price is not None:
        place = match.span("tier")
        yield Plan(match["tier"], *place, place[1], billing=("FREE", place), listed=True)


def _plans_behind(text: str, start: int, end: int, heading: str) -> Iterator[Plan]:
    """The plans that are named behind their prices."""
    found = list(prices(text, start, end))
    for i, price in enumerate(found):
        match = _behind().match(text, price.end, end)
        figure = figure_of(price, period_of(heading)) if match else None
        group = next((name for name in "abc" if match and match[name]), "b")
        if match is None or figure is None or is_only_kind(match[group]) or _named_before(text, start, price.start):
            continue
        if group == "b" and not re.match(r"的|\s?-?\S", text[price.end : price.end + 3]):
            continue
        stop = found[i + 1].start if i + 1 < len(found) else end
        counts = counts_in(text, match.end(), stop)
        if group == "c":
            counts = _with_credits(text, figure, (match.end(group), stop), heading, counts)
        last = max([match.end(group), *[r[1] for _, r in counts.values()]])
        said = billing_of(text[price.start : price.end]) or billing_of(heading)
        billing = (said, (price.start, price.end)) if said else None
        yield Plan(" ".join(match[group].split()), match.start(group), last, match.end(group), figure, billing, counts)


def _named_before(text: str, start: int, position: int) -> bool:
    """Whether a tier stands right before a price: then the price is that one's."""
    window = max(start, position - 40)
    return any(position - 4 <= head.end() <= position for head in _head().finditer(text, window, min(len(text), position + 12)))


def _plan(text: str, head: re.Match[str], stop: int, heading: str, *, whole: bool) -> Plan:
    begin, end = head.start("tier"), head.end()
    name = " ".join(head["tier"].split())
    joined = text[head.end("tier") : end]
    heading = joined if period_of(joined) else heading  # "Pro每年200美元" beside what is paid by the month
    price = price_in(text, end, stop, heading, whole=whole)
    price = None if price is not None and price.max and is_free(name) else price  # it is what others pay
    counts = counts_in(text, end, stop)
    counts = _with_credits(text, price, (price.end if price else end, stop), heading, counts)
    counts = counts or (_granted(text, (end, stop)) if is_free(name) and price is None else {})
    billing = _billing(text, (begin, head.end("tier")), price, heading)
    last = max([head.end("tier"), *[price.end for _ in [0] if price], *[r[1] for _, r in counts.values()]])
    return Plan(name, begin, last, head.end("tier"), price, billing, counts)


def _with_credits(text: str, price: Figure | None, behind: Range, heading: str, counts: Counts) -> Counts:
    """The counts with the credits that come with a price for a month: "$9 a month with 900 credits", "每月20美元,含1000积分"; a bare number where
    credits are told of before. They begin `behind` the price, or the tier behind that: "$10/month (Pro, 660 credits)"."""
    if price is None or "creditsPerMonth" in counts or "creditsPerDay" in counts:
        return counts
    match = _WITH.match(text, *behind) or _WITH_CHINESE.match(text, *behind)
    by_month = (period_of(text[price.start : price.end]) or period_of(heading)) == "month"
    if match is None or not by_month or not (match["unit"] or _OF_CREDITS.search(heading)):
        return counts
    others = {name: count for name, count in counts.items() if name != "creditsIncluded"}
    return others | {"creditsPerMonth": (int(number(match["n"])), match.span("n"))}


def _billing(text: str, named: Range, price: Figure | None, heading: str) -> tuple[str, Range] | None:
    if price is not None and price.max == 0:
        return "FREE", (price.start, price.end)
    if price is None:
        return ("FREE", named) if is_free(text[named[0] : named[1]]) else None
    said = billing_of(heading) or ("MONTHLY" if billing_of(text[price.start : price.end]) == "MONTHLY" else None)
    return (said, (price.start, price.end)) if said else None


def plan_of_row(text: str, name: Range, cells: Sequence[tuple[Column, Range]], caption: str) -> Plan:
    """The plan of a row of a plan table: `cells` are its other cells with their columns. A price that is paid by the month goes before others."""
    price: Figure | None = None
    billing: tuple[str, Range] | None = None
    counts: Counts = {}
    end = name[1]
    behind = priced_from(text, *name)
    if behind is not None:
        name, terms = (name[0], behind), (behind, name[1])
        price, counts = price_in(text, *terms, f"{text[slice(*terms)]} {caption}"), counts_in(text, *terms)
    priced = "" if is_free(text[slice(*name)]) else " ".join(f"{c.heading} {text[slice(*cell)]}" for c, cell in cells if c.slot is Slot.PRICE)
    paid = " month" if period_of(priced) == "month" else ""  # what comes with a price for a month comes each month
    once = any(_GIVEN_ONCE.search(text, a, b) for _, (a, b) in cells)
    for column, (a, b) in cells:
        if column.slot is Slot.CREDITS:
            counts |= {k: v for k, v in _row_credits(text, (a, b), column, f"{caption}{paid}", once=once).items() if k not in counts}
        elif column.slot is Slot.SEATS:
            match = re.match(rf"(?:up to |最多|最高)?(?P<n>{NUMBER})", text[a:b])
            counts |= {"seats": (int(number(match["n"])), (a + match.start("n"), a + match.end()))} if match else {}
        elif column.slot in (Slot.TEXT, Slot.TERMS, Slot.PRICE):
            counts |= {k: v for k, v in counts_in(text, a, b).items() if k not in counts}
        end = max(end, b) if column.slot in (Slot.PRICE, Slot.CREDITS, Slot.SEATS) else end
    period = period_of(caption) or ("month" if "creditsPerMonth" in counts else None)
    for column, (a, b) in sorted(cells, key=lambda cell: billing_of(cell[0].heading) == "ANNUAL"):
        if price is None and billing is None and column.slot is Slot.PRICE:
            price, billing = _row_price(text, (a, b), column, caption, period)
        elif price is None and billing is None and column.slot is Slot.TERMS:
            price, billing = _terms_price(text, name, (a, b), caption, period)
            counts = _with_credits(text, price, (price.end if price else b, b), caption, counts)
            end = max([end, *[price.end for _ in [0] if price], *[r[1] for _, r in counts.values()]])
    if not counts and is_free(text[slice(*name)]):
        counts |= next((_granted(text, cell) for column, cell in cells if column.slot is Slot.TERMS), {})
    if price is None and billing is None and counts and is_free(text[slice(*name)]):
        billing = "FREE", name
    return Plan(_tier_of(text, name), name[0], end, name[1], price, billing, counts)


def _granted(text: str, terms: Range) -> Counts:
    """The credits that come with what is free, where no time is told: "Free - 125 credits"."""
    match = _GRANT.match(text, *terms)
    return {"creditsIncluded": (int(number(match["n"])), match.span("n"))} if match else {}


def _tier_of(text: str, name: Range) -> str:
    return " ".join(text[slice(*name)].split())


def _terms_price(text: str, name: Range, terms: Range, caption: str, period: str | None) -> tuple[Figure | None, tuple[str, Range] | None]:
    """The price and billing that the words behind a tier tell: "$9.99/mo - 3,200 credits per month", "talk to sales"."""
    a, b = terms
    price = price_in(text, a, b, caption or (period or ""))
    if price is None and period is not None:
        price = price_in(text, a, b, period_words(period))
    if price is not None:
        said = "FREE" if price.max == 0 else billing_of(text[price.start : price.end + 20].split(",", maxsplit=1)[0]) or billing_of(caption)
        return price, (said, (price.start, price.end)) if said else None
    if next(prices(text, a, b), None) is not None:
        return None, None
    words = text[a:b]
    if is_free(text[slice(*name)]) or re.match(r"\W*(?:free|免费)", words, re.IGNORECASE):
        return None, ("FREE", name if is_free(text[slice(*name)]) else terms)
    return None, ("CUSTOM", terms) if is_custom(words) else None


def period_words(period: str) -> str:
    """Words of a heading that say that its prices are for a period."""
    return {"month": "monthly", "year": "yearly"}[period]


def _row_price(text: str, place: Range, column: Column, caption: str, period: str | None) -> tuple[Figure | None, tuple[str, Range] | None]:
    a, b = place
    cell = text[a:b]
    found = next(prices(text, a, b), None)
    if found is None:
        bare = re.fullmatch(NUMBER, cell)
        currency = re.search(r"US\$|HK\$|[$¥€£]|美元|元|USD|RMB", column.heading) or re.search(r"US\$|HK\$|[$¥€£]|美元|元|USD|RMB", caption)
        if bare and currency:
            found = next(prices(f"{number(cell)}{_currency(currency[0])}"), None)
    if found is None:
        kind = "FREE" if is_free(cell) else "CUSTOM" if is_custom(cell) else None
        return None, (kind, (a, b)) if kind else None
    figure = figure_of(found, period_of(column.heading) or period)
    if figure is None:
        return None, None
    said = "FREE" if figure.max == 0 else billing_of(column.heading) or billing_of(cell) or billing_of(caption)
    return Figure(a, b, figure.max, figure.max, figure.unit, Qualifier.EXACT), (said, (a, b)) if said else None


def _currency(printed: str) -> str:
    return {"$": "美元", "US$": "美元", "USD": "美元", "HK$": "港元", "€": "欧元", "£": "英镑", "美元": "美元"}.get(printed, "元")


_DAILY = re.compile(any_script(r"每[日天]|(?<!\d)(?<!\d )日(?!期)|/\s?天|/\s?day|daily|per day|a day|each day"), re.IGNORECASE)
_MONTHLY = re.compile(any_script(r"(?<!\d)(?<!\d )月|mo\b|month"), re.IGNORECASE)
_GIVEN_ONCE = re.compile(any_script(r"\(one[- ]?time (?:credits|grant|bonus)\)|\(一次性(?:积分|赠送|发放)\)"), re.IGNORECASE)
_ONCE = re.compile(
    any_script(r"one[- ]?time|一次性|\bonce\b|(?:do|does|did)(?: not|n.t) (?:refresh|renew|reset)|non-renew|lifetime|sign-?up|不(?:再)?(?:刷新|重置|续)|永久"),
    re.IGNORECASE,
)
_CREDITS = re.compile(any_script(rf"(?:约|~|{GIVEN}\s?)?(?P<n>{NUMBER})(?!\d)"))


_NO_CREDITS = re.compile(
    any_script(
        r"\s?个?(?:(?:[a-z-]+ )?(?:generations?|images?|videos?|clips?|songs?|minutes?|seconds?|hours?|exports?|projects?)\b|视频|图片?|张|条|次|分钟|秒)"
    )
)


def _row_credits(text: str, place: Range, column: Column, caption: str, *, once: bool) -> Counts:
    """The credits of a row's cell. `once`: a note behind the row's figures says that they are given but once."""
    a, b = place
    said = counts_in(text, a, b)
    if said:
        return said
    match = _CREDITS.match(text, a, b)
    if match is None or _NO_CREDITS.match(text, match.end(), b):
        return {}
    cell = text[a:b]
    once = once or _ONCE.search(text, a, b) is not None
    said_of = next((words for words in (cell, column.heading, caption) if _DAILY.search(words) or _MONTHLY.search(words)), "")
    name = "creditsIncluded" if once or not said_of else "creditsPerDay" if _DAILY.search(said_of) else "creditsPerMonth"
    return {name: (int(number(match["n"])), (match.start("n"), match.end("n")))}
