"""Owns the securities that are named by what a house says of their worth: "the price target for A", "維持A「買入」評級", "Company Description".

It must not claim anything. Behind such words a known company is a share; that a sector is rated in the same words makes it none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.values import NodeRef
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.recommended import is_known
from loaders.extractors.tickers import RATED, Found
from loaders.patterns import any_script, has_chinese, holds

_WORTH = re.compile(
    r"\b(?:[Pp]rice [Tt]arget|[Tt]arget [Pp]rice|PT|TP|[Ff]air [Vv]alue(?: [Ee]stimate)?|(?:[Ii]nitiat|[Rr]esum)[a-z]{1,3} [Cc]overage"
    r"|(?:[Bb]uy|[Ss]ell|[Hh]old|[Oo]ver[Ww]eight|[Uu]nder[Ww]eight|[Oo]utperform|[Nn]eutral)[”\"]? [Rr]ating)s? (?:for|of|on) "
    r"(?:shares of )?|\b(?:Figure|Exhibit|Table)\s?\d{1,2}\s?[:.]\s?(?=[A-Z][^:\n]{1,30}[:’'s -]{1,3}(?:forecast|earnings|valuation|SOTP|DCF))|"
    + any_script(
        r"建议(?:重点|积极|持续)?关注|对(?=[^,,。;\n]{2,12}(?:维持|重申|给予)[^,,。;\n]{0,6}(?:推荐|评级))|(?:维持|重申|给予|上调|下调|调[高低升降]|首予|首次覆盖|予)(?:对)?(?=[^,。;\n]{2,16}(?:评级|目标价))"
    )
)
_TOLD_IN_ENGLISH = ("arget", "PT", "TP", "alue", "overage", "ating", "Figure", "Exhibit", "Table")  # what none of its matches lacks
_TOLD = re.compile(any_script("建议|推荐|评级|目标价"))
_SAID = re.compile(rf"[^,,。;;\n]{{0,6}}?[“\"「『](?P<rating>{RATED})[”\"」』]")
_NAME = r"(?P<name>[A-Z][A-Za-z0-9.&'’ -]{1,40}?)"
_DESCRIBED = re.compile(rf"Company Description\s{{0,3}}{_NAME}\s{{0,3}}(?=(?P=name)(?![a-z]))")  # a heading, the name below it, and a text that begins with it
_RISKS = r"Company Valuation/Risks\s{0,3}"
_HAS = rf"\s{{0,3}}We have an? (?P<rating>{RATED}) rating(?: and (?:an? )?(?P<target>(?:HKD|USD|CNY|RMB|HK[$]|US[$]|[$])\s?\d[\d.,]*\d) PT)?"
_WORTH_OF = re.compile(  # "认为某某科技的合理估值", "某某股价有上行空间,支持90元目标价"
    any_script(
        r"(?:(?<=认为)|(?<=预计)|(?<=给予)|(?<=[,。;:\n]))(?P<name>[一-龥]{2,6}?)(?:的?(?:合理|目标)(?:估值|市值|价)|(?:的)?股价(?=[^。;\n]{0,60}目标价))"
    )
)
_TARGETED = re.compile(  # a list's line: "- 远山科技(目标价249元)"
    r"^[ \t]*(?:[-•·▪●*◆▶]|\d{1,2}[.、)])[ \t]?(?P<name>[一-龥]{2,5}(?:-[A-Z]{1,2})?)[ ]?[(]"
    + any_script(r"(?:目标价[::]?\s?)?(?P<target>\d[\d,.]*(?:港元|美元|元))[)]"),
    re.MULTILINE,
)
_TOLD_OF = re.compile(any_script("合理|目标"))
_LONGEST_NAME = 40


def valued(text: str) -> Iterator[Found]:
    """The companies whose price target, rating or fair value is told of, each with the rating that stands there."""
    told = holds(text, _TOLD_IN_ENGLISH) or (has_chinese(text) and _TOLD.search(text))
    for match in _WORTH.finditer(text) if told else ():
        company = next(iter(gazetteer().find(text[match.end() : match.end() + _LONGEST_NAME])), None)
        if company is not None and company.start == 0 and company.entry.type == "Organization" and "COMPANY" in company.entry.roles:
            end = match.end() + company.end
            said = _SAID.match(text, end)
            yield Found((match.end(), end), None, said.span("rating") if said else None)
    worths = _WORTH_OF.finditer(text) if has_chinese(text) and _TOLD_OF.search(text) else ()
    yield from (Found(worth.span("name")) for worth in worths if _is_valued(worth["name"]))
    targeted = list(_TARGETED.finditer(text)) if "元)" in text else []
    yield from (Found(m.span("name"), None, None, m.span("target")) for m in targeted if len(targeted) > 1)
    for described in _DESCRIBED.finditer(text):
        has = re.compile(_RISKS + re.escape(described["name"]) + _HAS).search(text, described.end())
        rating, target = (has.span("rating"), has.span("target") if has["target"] else None) if has else (None, None)
        yield Found(described.span("name"), None, rating, target)


def _is_valued(name: str) -> bool:
    """Whether a name is a company's, and no house's: "某某证券目标价400元" is what the house sets."""
    entry = gazetteer().entry(NodeRef("Organization", name))
    return is_known(name) and (entry is None or "BROKER" not in entry.roles)
