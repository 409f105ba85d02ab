"""Owns what is printed of a plan's terms: its price for a month, how one pays, its credits and seats. It must not know whose plan it is.

A figure without its unit, as at the end of a page, is none: what is cut off is never completed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.values import Qualifier
from loaders.extractors.quantities import NUMBER, Figure, Price, number, prices
from loaders.patterns import any_script

Range = tuple[int, int]
Counts = dict[str, tuple[int, Range]]

_UNIT = r"(?:积分|点数?|灵感值|金币|额度|贝壳|算力[点值]?|(?:[a-z-]{2,12}\s)?credits?|points?|tokens?|coins?|compute units?)"
_PER_MONTH = r"(?:(?:/|每|per |an? |each |every |for the )\s*个?(?:月|months?\b|mo\b)|monthly|按月)"
_PER_DAY = r"(?:(?:/|每|per |an? |each |every )\s*(?:天|日|day\b)|daily)"
GIVEN = r"每个?[日天月](?:登[录陆入]|签到|可|能|免费|获得?|得|赠送?|送|领取?|提供|发放|含|约)*"  # "每日登录赠 66", the number apart
_GIVES = r"(?:可?获?得?|赠送?|提供|发放|含|包含|送|对应|附|可用|有|到账)*"


def _counted(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(any_script(pattern), re.IGNORECASE) for pattern in patterns)


_N = rf"(?P<n>{NUMBER})"
_COUNTS = {
    "creditsPerMonth": _counted(
        rf"{_N}\s*个?{_UNIT}\s*\(?{_PER_MONTH}", rf"每个?月{_GIVES}\s*{_N}\s*个?{_UNIT}", rf"{_N} monthly {_UNIT}", rf"月赠?\s*{_N}\s*个?(?:积分|点|灵感值)",
        rf"monthly {_UNIT}\s?[:of]*\s?{_N}", rf"(?:月积分|每月积分|credits? per month|credits?/mo(?:nth)?)\s?:\s?{_N}",
    ),
    "creditsPerDay": _counted(
        rf"{_N}\s*个?{_UNIT}\s*\(?{_PER_DAY}",
        rf"每[日天](?:可?获?得?|赠送|提供|登录|不能结转|不可累计|的|免费|可|送|领取?|签到|含)*\s*{_N}\s*个?{_UNIT}", rf"{_N} daily {_UNIT}",
    ),
    "creditsIncluded": _counted(
        rf"(?:提供|赠送|初始|一次性|含)(?:一次性)?\s*{_N}\s*个?(?:积分|点数?|灵感值)(?!\s*[/每])", rf"{_N}\s*{_UNIT}?\s*\(?(?:one[- ]time|一次性|once\b)",
        rf"one[- ]time {_N}\s*{_UNIT}",
        rf"{_N}\s*{_UNIT} (?:on|at|upon|for|with|after) (?:sign-?up|sign-?ing up|registration|registering)",
        rf"注册(?:用户|账号|后|即|就|可|会|能|免费|赠送?|送|得|获得?|领取?|有|享)*\s*{_N}\s*个?{_UNIT}",
        rf"(?:one-time|welcome|sign-?up|initial) (?:grant|bonus|gift|allowance) of {_N}\s*{_UNIT}",
    ),
    "seats": _counted(rf"{_N}\s*(?:个|名|位)?(?:用户|席位|座席|成员|人(?!民)|users?\b|seats?\b|members?\b|editors?\b)", rf"seats?\s?:\s?{_N}"),
}  # fmt: skip
_ANNUAL = re.compile(any_script(r"按年|每年|年付|年费|包年|年价|annual|yearly|per year|a year|year ahead|\byear(?:'s|ly)?\b"), re.IGNORECASE)
_COMPARED = re.compile(  # "annual billing is 20% cheaper": what is priced beside it is not paid so
    any_script(
        r"(?:annual|yearly)(?: \w+){0,2} (?:is|are|costs?|saves?|gets?|comes?|takes?)\b[^.;,。;]{0,30}(?:cheaper|less|off|discount|saves?|%)"
        r"|(?:年付|按年)(?:订阅|购买|支付)?(?:可享|可省|享|打|优惠|更便宜|便宜|立减)[^。;]{0,12}"
    ),
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    any_script(r"按月|月付|月费|包月|monthly|/\s?(?:mo|month|月)|per month|month by month|month[- ]to[- ]month|a month|by the month|每个?月|月价|月租|月度"),
    re.IGNORECASE,
)
_FREE = re.compile(any_script(r"免费|\bfree\b"), re.IGNORECASE)
_CUSTOM = re.compile(
    any_script(
        r"定制|商议|面议|询价|联[系繫络](?:客服|销售|我们)?|contact|custom(?!er)|talk to|let's talk|get in touch|on request|\bquoted?\b|"
        r"ask (?:for|sales|us)|call us"
    ),
    re.IGNORECASE,
)
_BY_MONTH = r"/\s?(?:月|mo(?:nth)?\b)|per[ -]month|each month|a[ -]month|每个?月|月费|月价|月租|月付|包月|monthly|month by month|by the month|按月|月度"
_PERIODS = (
    ("month", re.compile(any_script(_BY_MONTH), re.IGNORECASE)),
    ("year", re.compile(any_script(r"/\s?(?:年|yr|year)|每年|年费|年价|包年|per year|a year|yearly|annual"), re.IGNORECASE)),
)  # fmt: skip


@lru_cache(maxsize=16)  # a long sentence is the heading of each plan in it
def billing_of(text: str) -> str | None:
    """What a heading or a caption says of how often one pays: ANNUAL, MONTHLY or None."""
    text = _COMPARED.sub("", text)
    if _ANNUAL.search(text):
        return "ANNUAL"
    return "MONTHLY" if _MONTHLY.search(text) else None


@lru_cache(maxsize=16)
def period_of(text: str) -> str | None:
    """What a heading says of the time that its prices are for: one that is paid by the year may still be told for a month."""
    text = _COMPARED.sub("", text)
    return next((period for period, pattern in _PERIODS if pattern.search(text)), None)


def is_free(text: str) -> bool:
    """Whether the words say that nothing is paid."""
    return _FREE.search(text) is not None


def is_custom(text: str) -> bool:
    """Whether the words say that the price is agreed with each buyer."""
    return _CUSTOM.search(text) is not None


def price_in(text: str, start: int, end: int, heading: str, *, whole: bool = True) -> Figure | None:
    """The price for a month: the first that is paid by the month, else the first. One that the end of the document may cut is not taken."""
    found = [p for p in prices(text, start, end) if not (p.period is None and p.end >= end and not whole)]
    if not found:
        return None
    period = period_of(heading)
    by_month = (p for p in found if (p.period or period) and (p.period or period) not in ("年", "year", "yr", "annum") and not _is_annual(text, p, end))
    return figure_of(next(by_month, found[0]), period)


def figure_of(price: Price, period: str | None) -> Figure | None:
    """A price as what is paid for a month; None if the time that it is for is not known. What is free is free for any time."""
    monthly = price.monthly(period or ("month" if price.amount == 0 else None))
    if monthly is None:
        return None
    low, unit = monthly
    upper = replace(price, amount=price.high).monthly(period) if price.high is not None else None
    high = upper[0] if upper else low
    return Figure(price.start, price.end, low, high, unit, Qualifier.EXACT if low == high else Qualifier.RANGE)


def _is_annual(text: str, price: Price, end: int) -> bool:
    behind = re.split(r"[,;,;\n]|\d", text[price.end : min(end, price.end + 28)])[0]
    return _ANNUAL.search(behind) is not None


def counts_in(text: str, start: int, end: int) -> Counts:
    """The credits and seats that [start, end) tells of, each with its range."""
    counts: Counts = {}
    for name, patterns in _COUNTS.items():
        for pattern in patterns:
            match = pattern.search(text, start, end)
            if match and not any(a < match.end() and match.start() < b for _, (a, b) in counts.values()) and not _inside_number(text, match.start("n")):
                counts[name] = int(number(match["n"])), match.span()
                break
    return counts


def _inside_number(text: str, start: int) -> bool:
    return re.search(r"(?:\d[.,]|[$¥€£]\s?)$", text[max(0, start - 2) : start]) is not None
