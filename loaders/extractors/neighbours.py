"""Owns organizations that no data have, found by the end of their name and by their company: beside known ones in a list, before and behind
the words of a round of funding, as the university of researchers.

It must not take the kind of an organization ("商业银行") for one, nor a name that goes on behind its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extractors import Mention
from loaders.patterns import any_script, has_chinese, holds

Range = tuple[int, int]

_KINDS = (
    "高|新|硬|前沿|先进|金融|生物|信息|传统|国有|商业|民营|外资|中资|股份|投资|私募|公募|风险|产业|社会|国内|海外|全球|国际|重点|农业|航空|消费|智能|电动|国产|进口|合资|自主|"
    "头部|上市|互联|数字|绿色|普惠|政策|中央|地方|部分|其他|多家|各大|各类|相关|该|本|有|某|我国|半导体|人工|通信|移动|医疗|教育|著名|知名|一流|等|大型|中小|乘用|商用|微|光|汽车|智慧|化学|"
    "获|得|来自|包括|客户|引入|邀请|携手|联合|通过|依托|据|经|向|为|是|对|将|把|于|从|到|让|给|以"
)
_COMPANY = "科技|集团|资本|创投|大学|研究院|银行|证券|影业|咨询|控股|汽车|航天|机器人|微电子|半导体|生物|医药|实业"
_FUND = "资本|创投|基金|投资|集团|科技|控股"


def _chinese(ends: str) -> str:
    return any_script(rf"(?P<name>(?!{_KINDS})(?:(?![和与及的在由])[一-龥]){{2,5}}(?:{ends}))")


_JOINED = any_script(r"\s?(?:、|和|与|及|以及)\s?")
_OPENS = any_script(r"(?:(?<=[、。,;:(\s])|(?<=[由和与及如])|(?<=包括|获得|来自|引入|携手)|\A)")
_AFTER = re.compile(_JOINED + _chinese(_COMPANY) + any_script(r"(?=[、,。;:)\s]|等|和|与|及|领投|跟投|参投|共同|联合|均|都|也|在|发布|推出|\Z)"))
_BEFORE = re.compile(rf"{_OPENS}{_chinese(_COMPANY)}{_JOINED}\Z")
_ROUND = re.compile(any_script(r"(?:独家|联合)?(?:领投|跟投|参投)|独家投资"))
_BEFORE_ROUND = re.compile(rf"{_OPENS}{_chinese(_FUND)}\s?\Z")
_ENDS = (
    r"(?:Capital|Ventures|Partners|Labs|Technologies|Studios|Robotics|Holdings|Semiconductor|Pictures|Bank|University|Securities|Inc|Corp|LLC|Ltd|Motors"
    r"|Therapeutics|Pharmaceuticals|Games|Interactive|Entertainment|Electronics|Software)"
)
_WORD = r"[A-Z][\w&'’-]*"
_LATIN = rf"(?P<name>(?!(?:The|Our|Its|Their|Other|Some|Many|All|Global|Total|Best) ){_WORD}(?: (?:& )?{_WORD}){{0,2}}? {_ENDS}\b)(?! ?[A-Z&])"
_LATIN_AFTER = re.compile(rf"(?:, (?:and )?| and | & ){_LATIN}")
_LATIN_BEFORE = re.compile(rf"(?<![\w&'’.-])(?<![A-Z]\w )(?P<name>{_WORD}(?: (?:& )?{_WORD}){{0,2}} {_ENDS})(?:, (?:and )?| and | & )\Z")
_BACKED = re.compile(rf"\b(?:led|backed|funded|co-led) by {_LATIN}|\bparticipation (?:from|of|by) {_LATIN.replace('?P<name>', '?P<other>')}")
_SCHOOLS = re.compile(rf"\b(?:at|from|by|with|and) (?:the )?(?P<name>University of {_WORD}(?: {_WORD})?|{_WORD}(?: {_WORD})? University)(?! Press| of)")
_STUDIED = re.compile(r"(?:degree|graduat|B\.?A\b|B\.?Sc|M\.?Sc|MBA|Ph\.?D|studied|alumn|educated|honou?rs)", re.IGNORECASE)
_LONGEST, _LONGEST_LIST, _STUDIES = 40, 8, 80


def beside(text: str, known: Sequence[Mention]) -> Iterator[Range]:
    """Where such names stand, some of them more than once."""
    chinese = has_chinese(text)
    for mention in known:
        if mention.node.type == "Organization":
            yield from _listed(text, mention, _AFTER, _BEFORE) if chinese else ()
            yield from _listed(text, mention, _LATIN_AFTER, _LATIN_BEFORE)
    for said in _ROUND.finditer(text) if chinese else ():
        found = _BEFORE_ROUND.search(text, max(0, said.start() - _LONGEST), said.start())
        if found is not None:
            yield found.span("name")
    for backed in _BACKED.finditer(text) if holds(text, ("ed by ", "articipation ")) else ():
        yield backed.span("name" if backed["name"] else "other")
    for school in _SCHOOLS.finditer(text) if "University" in text else ():
        if _STUDIED.search(text, max(0, school.start() - _STUDIES), school.start()) is None:
            yield school.span("name")


def _listed(text: str, mention: Mention, after: re.Pattern[str], before: re.Pattern[str]) -> Iterator[Range]:
    """The names that follow a known one in its list, and those before it."""
    start, end = mention.start, mention.end
    for _ in range(_LONGEST_LIST):
        found = after.match(text, end)
        if found is None:
            break
        yield found.span("name")
        end = found.end("name")
    for _ in range(_LONGEST_LIST):
        previous = before.search(text, max(0, start - _LONGEST), start)
        if previous is None:
            break
        yield previous.span("name")
        start = previous.start("name")
