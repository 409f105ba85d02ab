"""Owns what a person's name looks like, in Chinese and in Latin letters, and where one ends before a licence. It must not know roles or contacts."""

from __future__ import annotations

import re
from functools import cache

from loaders.extractors.front import publishing

LATIN_NAME = r"[A-ZÀ-Þ][a-zA-ZÀ-ÿ'’-]+(?: (?:[A-Z]\.|de|van|von|der|bin|[A-ZÀ-Þ][a-zA-ZÀ-ÿ'’-]+)){1,3}"
_LICENCE_LABEL = re.compile(
    r"[\s,,:;:;(（|/-]*(?:(?:SAC|SFC)?\s*[\u3400-\u9fff]{0,10}(?:编号|编码|证号|号码|证书|执证号)|(?:SAC|SFC|CE)\s*(?:CE\s*)?(?:[Nn][Oo]|[Rr]ef|执证"
    r"|[Ll]icen[cs]e(?: [Nn]o)?)?|[Ll]icen[cs]e(?: [Nn]o)?)?[\s::.(（]*$"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LABEL_BEGINS = re.compile(r"执业|执证|登记|资格|资质|证书|编号|编码|证号|号码|从业|证券|投资|注册|中央|咨询")  # else a label takes a part of the name
_NAME_AT_END = re.compile(
    rf"(?:(?P<apart>(?<![\u3400-\u9fff])[\u3400-\u9fff] {{1,2}}[\u3400-\u9fff](?: ?[\u3400-\u9fff])?)|(?P<chinese>[\u3400-\u9fff]{{2,12}})"
    rf"|(?P<latin>{LATIN_NAME}))(?:, ?(?:CFA|CPA|FRM|PhD))*$"
)
_BEFORE_NAME = re.compile(r"^.*(?:分析师|研究员|研究助理|联系人|作者|姓名|首席|邮箱|电话|助理|证券投资咨询)(?=.)")
_TITLE_BEHIND = re.compile(r"(?P<of>[\u3400-\u9fff]{2,6}?)(?:行业|产业|板块)?(?:首席|资深|高级|联席)?(?:分析[师员]|研究员)$")  # "某某某电子行业首席分析师"
_ROLE_BEFORE = re.compile(r"(?:分析[师员]|研究员|联系人|助理|作者)[::][ ]?$")
_IS_TITLE = re.compile(r"(?:分析[师员]|研究员|首席|助理|联系人|总监|经理|所长|主管|负责人|团队|证券|资格|业务|咨询|信息|研究|[执从]业|执证|登记|注册)$")
_LONGEST_UNKNOWN = 3  # letters of a name that no list of families tells
_NOT_A_PERSON = re.compile(
    r"[a-z][A-Z](?<!Mc[A-Z])(?<!Mac[A-Z])(?<!De[A-Z])(?<!La[A-Z])|\b(?:SAC|SFC|CE|X+|Equity|Research|Securities|Capital|Markets?|Technology|Sector|Rating|Team|Group|Report|Note|Staff|Editors?|Editorial|Desk|AI|Hub|Labs?|Studios?|Media|News|Blog|Magazine|Institute|Academy|Network|Insights|Wiki|Guide|Semiconductors?|Software|Analyst|Senior|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@cache
def _not_names() -> tuple[str, ...]:
    return tuple(publishing("not_names"))


def is_name(text: str) -> bool:
    """Whether Chinese characters are a person's name by their family name and length."""
    name = text.replace(" ", "")
    if name[:2] in publishing("compound_surnames"):
        likely = 3 <= len(name) <= 4
    else:
        likely = 2 <= len(name) <= 3 and name[0] in publishing("surnames") and all("\u3400" <= c <= "\u9fff" for c in name)
    return likely and not name.startswith(_not_names())


def is_person(name: str) -> bool:
    """Whether letters are a person's name, in either script."""
    return is_name(name) if _HAN.match(name) else not _NOT_A_PERSON.search(name)


def name_before(text: str, low: int, high: int) -> tuple[int, int] | None:
    """The name that ends before a licence number and its label; the label is taken off first, as much of it as leaves a name."""
    label = _LICENCE_LABEL.search(text, low, high)
    glued = None
    stops = range(high, (label.start() if label else high) - 1, -1)
    for stop in sorted(s for s in stops if not _HAN.match(text, s, high) or _LABEL_BEGINS.match(text, s, high)):
        match = _NAME_AT_END.search(text[low:stop])
        if match is None or (stop < high and text[stop].isascii() and text[stop].isalpha() and not text.startswith(("SAC", "SFC", "CE"), stop)):
            continue
        group = match.lastgroup or ""
        start, name = low + match.start(group), match[group]
        prefix = _BEFORE_NAME.match(name) if group == "chinese" else None
        start, name = (start + prefix.end(), name[prefix.end() :]) if prefix else (start, name)
        if is_name(name) if group != "latin" else not _NOT_A_PERSON.search(name):
            return start, start + len(name)
        titled = _before_title(match[group]) if group == "chinese" else None
        if titled is not None:
            return low + match.start(group), low + match.start(group) + titled
        glued = glued or (_before_label(text, low, match) if group == "chinese" and stop < high else None)
    return glued


def _before_label(text: str, low: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The name that ends what is glued before a licence's label: two or three letters behind a role and its colon are one, however rare the family's
    name, else those that are one by the family's."""
    start, end = low + match.start("chinese"), low + match.end("chinese")
    if _ROLE_BEFORE.search(text, max(low, start - 8), start) and end - start <= _LONGEST_UNKNOWN and not _IS_TITLE.search(match["chinese"]):
        return start, end
    lengths = (3, 2) if end - start > _LONGEST_UNKNOWN and not _IS_TITLE.search(match["chinese"]) else ()
    return next(((end - length, end) for length in lengths if is_name(text[end - length : end])), None)


def _before_title(glued: str) -> int | None:
    """How long the name is that a title is glued to: "某某某电子行业首席分析师"; a known sector says where the title begins."""
    named = [length for length in (4, 3, 2) if is_name(glued[:length]) and _TITLE_BEHIND.fullmatch(glued, length)]
    sure = [length for length in named if any(glued.startswith(sector, length) for sector in publishing("sectors"))]
    return next(iter(sure), 3 if 3 in named else next(iter(named), None))
