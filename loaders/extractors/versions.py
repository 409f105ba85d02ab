"""Owns the version and variant that follow a model family's name ("-3.5Turbo", " 1.6 Master", "-R1"); it must not know families."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.extractors.entries import data

_NUMBER = r"[VvRrKkQqXxSsTtCcMmOoZz]?\d{1,2}(?:\.\d{1,2})*(?:[a-rt-z](?![A-Za-z])|(?-i:[VXS])(?![A-Za-z]))?"
_SIZE = r"(?:[ -](?:\d{1,3}x)?\d{1,4}(?:\.\d{1,2})?[BbMm](?![A-Za-z]))?(?:[ -]A\d{1,3}(?:\.\d)?B(?![A-Za-z]))?"  # "8x7B", "235B-A22B"
_DAY = r"(?:-(?:0[1-9]|1[0-2]|2[3-9])\d\d(?!\d)|-20[2-9]\d[01]\d[0-3]\d(?!\d))?"  # on which it was made: "-0324", "-2507"
_NO_PLAN = r"(?![A-Za-z])(?!\s?(?:plan|tier|subscri|member|user|account|seat|会员|會員|套餐|版|用户))"
# What makes a number behind a name a quantity and no version: "Sora 60秒", "Sora 2月16日".
_UNIT = (
    r"(?!\d|\.\d|x\d|,\d{3}|\s*(?:秒|分钟|小时|帧|fps|FPS|%|％|‰|万|亿|千|个|款|倍|年|月|日|家|人|级|项|次|条|张|种|位|美元|元|积分|seconds?\b|minutes?\b|(?:hours?|days?|weeks?|months?|years?)\b|"
    r"secs?\b|s\b|x\b|p\b|[~～]|[-–—]\s?\d+(?:\.\d+)?\s?(?:秒|分钟|s\b|seconds?\b)|[ -]second|credits?\b|"
    r"million\b|billion\b))"
)


TIERS = frozenset({"Plus", "Pro", "Max", "Ultra", "Lite", "Fast"})


@dataclass(frozen=True, slots=True)
class Version:
    """A version as printed, as it is written behind the family's name, and where it ends."""

    end: int
    printed: str
    name: str


@cache
def _pattern(sold_in_tiers: bool) -> re.Pattern[str]:  # noqa: FBT001 - part of the cache's key
    known = [v for v in data("models")["variants"] if not (sold_in_tiers and v in TIERS)]
    variants = "|".join(re.escape(v).replace(r"\ ", "[ -]") for v in sorted(known, key=len, reverse=True))
    worded = "|".join(re.escape(v).replace(r"\ ", "[ -]") for v in sorted(data("models")["worded_variants"], key=len, reverse=True))
    hyphened = "|".join(data("models")["hyphened_variants"])
    tiers = "|".join(sorted(TIERS))  # right behind the number it is a variant of any family: "1.6pro"
    variant = rf"(?:[ -]?(?:{variants}|(?-i:{worded}))|-(?:{worded}|{hyphened}))(?![A-Za-z])"
    bracketed = "|".join(v for v in sorted(known) if v.isalpha())  # "Seedance 1 (Pro Fast)"
    return re.compile(
        rf"(?P<first>(?:{variant}| (?-i:Video|VIDEO|Image|IMAGE|Audio|Music|Speech|Avatar|World)(?=[ -](?:{_NUMBER}){_UNIT}))?)"
        rf"(?:(?P<join>[ \-·]{{0,1}})(?!(?<= )[248]K(?![A-Za-z]))(?P<number>{_NUMBER}){_UNIT})?"
        rf"(?P<size>{_SIZE})(?P<last>(?:(?<=\d)(?:{tiers})(?![A-Za-z])|(?<=\d\.\d)[ -](?-i:{tiers}|Standard){_NO_PLAN}"
        rf"|(?<=\d) \((?-i:{bracketed})(?: (?-i:{bracketed}))?\))?(?:{variant}){{0,2}}{_SIZE}(?:{variant}){{0,1}}{_DAY})",
        re.IGNORECASE,
    )


def version_after(text: str, offset: int, *, sold_in_tiers: bool = False) -> Version | None:
    """The version that stands at `offset`, right behind a family's name; None where there is none.

    Of a family that is `sold_in_tiers`, Pro or Plus behind the name is a pricing plan: "Gen-2 Pro".
    """
    match = _pattern(sold_in_tiers).match(text, offset)
    if match is None or match.end() == offset:
        return None
    number = match["number"] or ""
    if not number and match["first"][:1] == " " and text[offset + 1].islower():
        return None  # "the M preview", "M chat": an everyday word, where no number makes it a version
    if number and number[0].isalpha() and not _stands_apart(match, text):
        return None
    parts = [*_words(match["first"]), number[:1].upper() + number[1:], *_words(match["size"]), *_words(match["last"])]
    name = " ".join(part for part in parts if part)
    return Version(match.end(), text[offset : match.end()], name) if name else None


def _stands_apart(match: re.Match[str], text: str) -> bool:
    """A lettered version is told from a word by its capital or its hyphen: K2, -r1, but not " s2"; a v is never one."""
    return match["number"][0] in "Vv" or text[match.start("number")].isupper() or match["join"] == "-" or not match["join"] or "." in match["number"]


@cache
def _spelling() -> dict[str, str]:
    models = data("models")
    return {word.casefold(): word for variant in (*models["variants"], *models["worded_variants"]) for word in variant.replace("-", " ").split()}


def _words(part: str | None) -> list[str]:
    found = re.findall(r"[A-Za-z]+\d[A-Za-z0-9]*|[A-Za-z]+|\d[\d.]*(?:x\d+)?[A-Za-z]?", (part or "").replace("-", " "))
    return [_spelling().get(word.casefold(), word if not word[0].isdigit() else word[:-1] + word[-1].upper()) for word in found]
