"""Owns finding the line in which a page names a report's house and authors: a site's byline, a reprint's credits, a team's tag.

It must not take the site, its uploader or who reprinted the report for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.extractors.front import HOUSE_IN_HEAD, alternatives, publishing
from loaders.extractors.person_names import is_name

Range = tuple[int, int]

SITE_HEAD = re.compile(HOUSE_IN_HEAD + r"[^\n]{4,}")
INSTITUTE = re.compile(
    r"([\u3400-\u9fff]{2,8}?(?:证券|期货|金融|国际|咨询|资本|银行)?)(?:股份有限公司|有限责任公司|有限公司)?(?:(?:发展)?研究(?:所|院|部|中心|发展(?:部|中心)|总部)"
    r"|产业研究院)"
)
_BYLINE = re.compile(
    r"^(?P<category>[\u3400-\u9fffA-Za-z&/]{0,12}?)(?:,\s?\d{5,6}(?=20))?\s{0,8}(?P<date>20\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
    r"(?P<rest>[^\n\d][^\n]{1,60})$",
    re.MULTILINE,
)
_PORTAL_BYLINE = re.compile(
    r"^[ \t]*(?:(?P<date>20\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?)(?:[ \t]{1,2}\d\d:\d\d(?::\d\d)?)?|www\.[\w.-]{4,40})[ \t|\u3000]{1,3}"
    r"(?P<house>[\u3400-\u9fff]{2,8}(?:证券|国际|期货|研究院|研究所)?)[ \t|\u3000]{1,3}"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[、,, ][\u3400-\u9fff]{2,4}){0,5}?)[ \t\u3000]*(?=查看|下载|阅读|PDF|点击|收藏|$)",
    re.MULTILINE,
)
_UPLOADER = re.compile(r"\s*\S?\*{2,}\s*$")
_CREDITS = re.compile(
    r"(?:报告出品方?|报告来源|报告发布方?|出品方|报告)(?:[ ]?[/／|及和、]?[ ]?(?:报告)?(?:作者|分析师|研究员))?[ ]?[::][ ]?"
    r"(?P<house>[\u3400-\u9fff]{2,12}?)(?:研究所|研究院)?[,,、;; ]{1,2}(?:(?:作者|分析师|研究员)[ ]?[::][ ]?)?"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[、,,;;/ ]{1,2}[\u3400-\u9fff]{2,4}(?<!等)){0,7})(?=等?(?:[^\u3400-\u9fff、]|$))"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Where a line names a report's day, its authors and its house."""

    date: Range | None
    names: tuple[Range, ...]
    house: Range | None


def find_byline(text: str, end: int) -> Byline | None:
    """The first byline of a page, the surest layout first."""
    return next((byline for find in (_glued, _in_gaps, _credits, _tagged, _in_a_row) for byline in find(text, end)), None)


def _glued(text: str, end: int) -> Iterator[Byline]:
    """Category, date, authors, house and masked uploader with nothing between them, as sites have it."""
    for match in _BYLINE.finditer(text, 0, end):
        start, rest = match.start("rest"), _UPLOADER.sub("", match["rest"])
        house = _house_in(rest, text)
        names = _glued_names(rest[: house[0]] if house else rest)
        if house or names:
            yield Byline(match.span("date"), _moved(names, start), _moved([house], start)[0] if house else None)


def _in_gaps(text: str, end: int) -> Iterator[Byline]:
    """Day or the portal's address, house and authors with gaps between them, as portals have it."""
    for match in _PORTAL_BYLINE.finditer(text, 0, end):
        names = _glued_names(match["names"])
        if names and _is_house(match["house"]):
            yield Byline(match.span("date") if match["date"] else None, _moved(names, match.start("names")), match.span("house"))


def _credits(text: str, end: int) -> Iterator[Byline]:
    """Whom a reprint credits: "(报告出品方/作者:某某证券,某某某、某某某)"."""
    for match in _CREDITS.finditer(text, 0, end):
        names = _glued_names(match["names"])
        if names and _is_house(match["house"]):
            yield Byline(None, _moved(names, match.start("names")), match.span("house"))


def _tagged(text: str, end: int) -> Iterator[Byline]:
    """A team's tag at a title, "【某某传媒 | 某某某团队】" or "——某某证券 某某某团队"; teams name their house without its legal form, too."""
    for match in _team_tag().finditer(text, 0, end) if "团队" in text or "【" in text else ():
        if is_name(match["name"]):
            yield Byline(None, (match.span("name"),), match.span("house"))


def _in_a_row(text: str, end: int) -> Iterator[Byline]:
    """A known house and its people in cells side by side, as lists of a stock's ratings have it."""
    for match in _row().finditer(text, 0, end):
        names = _glued_names(match["names"])
        if names:
            yield Byline(None, _moved(names, match.start("names")), match.span("house"))


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"[|\t] ?(?P<house>{alternatives('houses')}) ?[|\t] ?(?P<names>[\u3400-\u9fff]{{2,4}}(?:[、,,/ ][\u3400-\u9fff]{{2,4}}){{0,5}}) ?[|\t]")


@cache
def _team_tag() -> re.Pattern[str]:
    houses = f"{alternatives('houses')}|{alternatives('houses', less='证券')}|{alternatives('nicknames')}"
    sectors = alternatives("sectors")
    return re.compile(
        rf"(?:(?P<open>【)|(?<![\u3400-\u9fff]))(?P<house>{houses})(?:研究)?[ ]?(?:(?:{sectors})(?:组|团队)?)?[ ]?(?P<apart>[|/·•-]|(?<= )[iIl])?[ ]?"
        r"(?P<name>[\u3400-\u9fff]{2,4}?)(?:团队|(?(open)(?(apart)[/】]|(?!))|(?!)))"
    )


def _is_house(name: str) -> bool:
    return name in publishing("houses") or INSTITUTE.fullmatch(name) is not None or name.endswith("证券")


def _moved(ranges: list[Range], by: int) -> tuple[Range, ...]:
    return tuple((start + by, end + by) for start, end in ranges)


def _house_in(rest: str, text: str) -> Range | None:
    """Where the house begins and ends in a byline's tail: what the page's head names, a known house, or the longest ending in 证券
    that the text has elsewhere or that leaves whole names before it."""
    head = SITE_HEAD.search(text[:600])
    known = sorted([head[1]] if head else [], key=len) + _longest_first()
    for name in known:
        at = rest.find(name)
        if at >= 0 and (at == 0 or _glued_names(rest[:at])):
            return at, at + len(name)
    match = re.search(r"(?:证券|期货|国际|资本|银行|咨询|研究院|研究所|研究中心|公司)(?=\s|$)", rest)
    if match is None:
        return None
    for start in range(match.start() - 1, -1, -1):
        before = rest[:start]
        if match.start() - start >= 2 and (not before or _glued_names(before)) and (not before or text.count(rest[start : match.end()]) > 1):
            return start, match.end()
    return (0, match.end()) if match.start() <= 8 and rest[: match.end()].isalpha() else None


@cache
def _longest_first() -> list[str]:
    return sorted(publishing("houses"), key=lambda name: (-len(name), name))


def _glued_names(text: str) -> list[Range]:
    """The names in `text`, if it is nothing but names; else none."""
    found, at = [], 0
    for part in re.split(r"([、,,;;/\s]+)", text):
        if part and not re.fullmatch(r"[、,,;;/\s]+", part):
            if not is_name(part):
                return []
            found.append((at, at + len(part)))
        at += len(part)
    return found
