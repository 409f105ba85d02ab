"""Owns what the tiers of pricing plans are called ("Standard", "Pro plan", "标准会员", "專業版"). It must not know what they cost."""

from __future__ import annotations

import re
from functools import cache

from loaders.extractors.entries import data
from loaders.patterns import any_case, any_script

KIND = any_script(r"(?:会员|账号|帐号|账户|套餐|版本|版|计划|方案)")
_PLAN = r"(?:plan|tier|subscription|membership|subscribers?|members?|users?)"
_BARE = any_script(
    r"(?:会员|账号|帐号|账户|套餐|版本|版|计划|方案|(?:.{0,3}(?:海外|国际|国内|官方|新|旧|老|网页|桌面|手机|公测|内测|正式|测试|移动|电脑|中文|英文|出|上))版)"
)


@cache
def _named() -> tuple[str, str]:
    """The patterns of Latin and of Chinese tiers."""
    tiers = data("tables")["tiers"]
    latin = sorted((t for t in tiers if t.isascii()), key=len, reverse=True)
    chinese = sorted((t for t in tiers if not t.isascii()), key=len, reverse=True)
    printed = "|".join(re.escape(form) for t in latin for form in (t, t.upper()))
    lower = "|".join(re.escape(t.lower()) for t in latin)
    one = rf"(?:(?:{printed})(?![A-Za-z]))"
    return rf"(?<![A-Za-z])(?:{one}(?: {one})?|(?:{lower})(?= {_PLAN}\b))", any_script(f"(?:{'|'.join(chinese)})")


@cache
def tier() -> str:
    """A tier as prose prints it, without the word "plan"; a word that is no known tier needs one that says what it is: 星耀会员."""
    latin, chinese = _named()
    words = r"(?:(?<![A-Za-z0-9])[A-Z][A-Za-z+]{1,11}\s?){0,2}"
    letters = rf"(?:(?!{chinese}{KIND})" + any_script(r"(?![的为其是把将有了款与和及而在该种频乐、]|会员)[一-龥]){1,4}?")
    return rf"(?:{chinese}{KIND}|{words}{letters}{KIND}(?![一-龥]?本)|(?<![A-Za-z0-9])[A-Z][A-Za-z+]{{1,11}}\s?{KIND}|{latin}|{chinese})"


@cache
def named_plan() -> re.Pattern[str]:
    """A known tier with a word behind it that says that one pays for it: "Go订阅套餐", "黄金会员", "Plus subscribers"."""
    latin, chinese = _named()
    paid = any_script("(?:订阅|套餐)")
    member = any_script("会员")
    return re.compile(rf"(?P<tier>(?:{latin}|{chinese})(?:\s?{member}|(?=[”\"」]?\s?{paid})|(?=\s(?:plans?|subscri\w+|members?|membership)\b)))")


@cache
def tier_pattern() -> re.Pattern[str]:
    """`tier` as a pattern of its own."""
    return re.compile(tier())


@cache
def _whole() -> re.Pattern[str]:
    _, chinese = _named()
    name = rf"(?:{any_case(t for t in data('tables')['tiers'] if t.isascii())}|{chinese}{KIND}?|[A-Za-z+]{{2,12}}\s?{KIND}|[一-龥]{{1,4}}{KIND})"
    return re.compile(rf"{name}(?:\s?[/&+]?\s?{name})?(?:\s(?i:{_PLAN}))?(?:\s?\([^()\n]{{1,24}}\))?")


def is_tier(text: str) -> bool:
    """Whether `text` is a tier's name and nothing else."""
    return len(text) < 40 and _whole().fullmatch(text.strip(" *")) is not None and not is_only_kind(text)


_PRICE_BEHIND = re.compile(any_script(r"(?:\*{2})?\s?(?:[(::|–—-]\s?)?(?=(?:US|HK)?[$¥€£]\s?\d|\d[\d.]{0,6}\s?(?:美元|元|USD)\s?/)"))


def priced_from(text: str, start: int, end: int) -> int | None:
    """Where the price begins that stands behind a tier in one cell: "Standard ($24/mo)", "Pro – $35"; None if none does."""
    match = _PRICE_BEHIND.search(text, start, end)
    return match.start() if match and match.start() > start and is_tier(text[start : match.start()]) else None


def is_only_kind(text: str) -> bool:
    """Whether a name says only that it is a plan ("会员"), or which edition something is ("海外版")."""
    return re.fullmatch(_BARE, text.strip()) is not None
