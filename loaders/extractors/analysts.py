"""Owns analysts whom a text names in other ways than by a label or a card: before a role and a mail that are glued together, by their house
in a sentence of news, alone on a line above their licence.

It must not decide who wrote a report: that is for `people`, which asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extractors.front import alternatives
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.person_names import LATIN_NAME, is_name, is_person

Range = tuple[int, int]

_ROLE_AND_MAIL = re.compile(r"[(](?:[㐀-鿿]{0,8}(?:分析[师员]|研究员)|[㐀-鿿]{0,6}研究[㐀-鿿]{0,4}(?:主管|主任|总监))[)](?=\s?[A-Za-z_][\w.-]{1,40}@)")
_ROLE_IN_BRACKETS = re.compile(r"(?<=[㐀-鿿]{4})[(](?:证券)?(?:首席)?分析[师员][)]")
_NAME_BEFORE_ROLE = re.compile(r"(?:(?<![㐀-鿿])|首次(?:覆盖|评级)|维持|重申|上调|下调|买入|增持|持有|中性|减持|卖出)(?P<name>[㐀-鿿]{2,4})\Z")
_GLUED = 12  # code points
_HOUSE = r"[A-Z][A-Za-z&.’']*(?: (?:of|[A-Z&][A-Za-z&.’']*)){0,3}"
_OF_HOUSE = re.compile(
    rf"(?P<before>{LATIN_NAME}), (?:an?|the) (?P<first>{_HOUSE})(?:['’]s?)? (?:(?:senior|equity|research|stock) )?analyst\b"
    rf"|(?P<house>{_HOUSE})(?:['’]s?)? (?:(?:senior|equity|research|stock) )?analyst (?P<behind>{LATIN_NAME})"
)
_CALLED = re.compile(rf"\banalysts? (?P<name>{LATIN_NAME})")
_ANALYST = re.compile(r"analyst\b")
_NEAR = 60  # code points
_ALONE = re.compile(r"^[ \t]*(?P<name>[㐀-鿿]{2,4})[ \t]*$", re.MULTILINE)
_LINES = 8  # from such a name to the licence
_LABEL = re.compile(r"(?:证书|执业|登记|资格)(?:编号|编码)?[:：]\s?\Z")


def glued_to_role(text: str, end: int) -> Iterator[Range]:
    """The names of those whose role and mail run into each other: "首次覆盖某某某(互联网分析师)name@house.com"."""
    for role in _ROLE_AND_MAIL.finditer(text, 0, end) if "@" in text else ():
        before = _NAME_BEFORE_ROLE.search(text, max(0, role.start() - _GLUED), role.start())
        if before is not None and is_name(before["name"]):
            yield before.span("name")


def glued_to_sector(text: str, end: int) -> Iterator[Range]:
    """The names before a role in brackets that a sector, a day or a rating runs into: "计算机某某某(证券分析师)"."""
    for role in _ROLE_IN_BRACKETS.finditer(text, 0, end) if "分析" in text else ():
        for length in (3, 2):
            start = role.start() - length
            if start > 0 and is_name(text[start : role.start()]) and _runs_in().search(text, max(0, start - _GLUED), start):
                yield start, role.start()
                break


@cache
def _runs_in() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('sectors')}(?:行业)?|日|[)]|{alternatives('ratings')})\Z")


def of_a_house(text: str) -> Range | None:
    """The one whom news on a house's note calls its analyst: "Example Securities analyst Jane Roe"; of several, whose note it is is not said."""
    found: dict[str, Range] = {}
    for match in (m for word in _ANALYST.finditer(text) for m in _OF_HOUSE.finditer(text, max(0, word.start() - _NEAR), word.end() + _NEAR)):
        house = match["first"] or match["house"]
        name = match.span("before" if match["before"] else "behind")
        if any("BROKER" in f.entry.roles for f in gazetteer().find(house)) and is_person(text[slice(*name)]):
            found.setdefault(text[slice(*name)].rsplit(maxsplit=1)[-1], name)
    called = [match["name"].split() for match in _CALLED.finditer(text)] if found else []
    return next(iter(found.values())) if len(found) == 1 and all(found.keys() & set(words) for words in called) else None


def alone_above(text: str, licence: Range) -> Range | None:
    """The name that has a line of its own among the few above a licence's label, as on a page about an analyst."""
    if _LABEL.search(text, max(0, licence[0] - 8), licence[0]) is None:
        return None
    begin = licence[0]
    for _ in range(_LINES + 1):
        begin = max(0, text.rfind("\n", 0, begin))
    names = [m for m in _ALONE.finditer(text, begin, licence[0]) if is_name(m["name"])]
    return names[-1].span("name") if names else None
