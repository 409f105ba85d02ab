"""Owns the sectors and themes that a report speaks well of (FAVOURS). The sector that it is about is the header's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.entries import data
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.sentences import within
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import sought

METHOD = "sectors/1"

_CUE = re.compile(
    r"(?<!评级)(?<!评级:)(?<!评级: )(?<!维持)(?<!给予)(?<!不)(?:看好|看重|建议(?:重点|积极|持续)?(?:关注|配置|布局)|(?:重点|优先)(?:推荐|关注)|首推|优选|"
    r"受益(?:板块|方向|环节|产业)(?:包括|为|有|[::]))(?!评级)"
    r"|\b(?:we|We)\s(?:\w+\s){0,2}(?:favou?r|prefer|like|recommend|are positive on|are bullish on|remain positive on|stay positive on|overweight)\b|"
    r"\b(?:[Pp]referred|[Ff]avou?red) (?:sectors?|themes?|areas?)(?: are| include|:)")  # fmt: skip
_BEGINS = re.compile(r"看|建议|重点|优先|首推|优选|受益|we\s|We\s|preferred|Preferred|favou?red|Favou?red")
_STOP = re.compile(
    r"[。;;\n]|(?<=[A-Za-z])\.(?:\s|$)|的理由|的原因|风险提示|(?:因为|由于|随着|主要系|理由|其中|,(?:未来|预计|有望|并|同时|维持|建议))|\b(?:because|"
    r"given|as|since|while|over|but|"
    r"on the back of|due to|thanks to)\b"
)
_SPLIT = re.compile(r"\s*(?:、|,|,|以及|及(?!其)|和|与|/|\band\b|&|\bas well as\b|\bplus\b)\s*")
_LEAD = re.compile(
    r"^(?:\s|[::]|相关(?:的)?|以及|给|对|在|于|其中的?|国内|海外|的|了|等|受益于?|具备[^的]{1,10}的|未来|长期|持续|[(]?\d{1,2}[).、)]|the |such |"
    r"AI-related |names in |companies in |"
    r"exposure to |leading )+", re.IGNORECASE)  # fmt: skip
_TAIL = re.compile(
    r"(?:等(?:相关|细分|核心|优质|龙头)*(?:产业链?|行业|板块|领域|方向|环节|标的|公司|赛道|主题|机会)?|带来的[^,]{0,8}(?:机遇|机会)|的?(?:投资|发展|配置|"
    r"新)*(?:机遇|机会|前景|价值|潜力|表现|空间|增长)|(?:产业|行业|板块|"
    r"领域|方向|赛道)?(?:中|的)?龙头(?:公司|企业)?|的?发展|\s(?:names|plays|etc\.?))+$"
)
_BAD = re.compile(
    r"公司|标的|个股|股份|[。:::?!\d]{2,}|我们|其|该|这|将|能够|可以|因此|是|有望|增速|业绩|估值|评级|\b(?:we|it|its|they|this|that|is|are|will|would|"
    r"should|has)\b",
    re.IGNORECASE,
)
_LONGEST = 60


def sectors(healed: Healed, context: Context) -> Iterator[Claim]:
    """FAVOURS of the report, one claim for each sector or theme."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    companies = of_type(context.mentions, "Organization", "Security", "AIModel")
    cues = list(sought(_CUE, _BEGINS, text))
    for cue, following in zip(cues, [*(c.start() for c in cues), len(text)][1:], strict=True):
        last = min(following, cue.end() + 160)
        stop = _STOP.search(text, cue.end(), last)
        end = stop.start() if stop else last
        for start, finish in _items(text, cue.end(), end):
            name = text[start:finish]
            if not within(companies, start, finish) and (_is_sector(name) or _close(cue, start, name)):
                yield statements.relationship(context.report, "FAVOURS", NodeRef("Sector", name), start, finish, confidence=0.8)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of what is favoured, without the words around them."""
    position = start
    for gap in [*_SPLIT.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        a, b = _bare(text, position, stop)
        if 2 <= b - a <= (_LONGEST if text[a:b].isascii() else 16) and not _BAD.search(text[a:b]):
            yield a, b
        position = gap.end() if gap else end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    while end > start and text[end - 1] in " ,、:'\"”":
        end -= 1
    return start, end


def _is_sector(name: str) -> bool:
    folded = name.casefold()
    if name.isascii():
        return folded.split()[-1] in _english()
    return folded.endswith(_endings())


def _close(cue: re.Match[str], start: int, name: str) -> bool:
    """What stands right behind "看好" or "favour" is favoured, whatever it is called, if it is short and no bare verb phrase."""
    return start - cue.end() <= 4 and cue[0] in ("看好", "看重") and 2 <= len(name) <= 12 and not re.search(r"的", name)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word.casefold() for word in data("markets")["sector_endings"])


@cache
def _english() -> frozenset[str]:
    return frozenset(data("markets")["english_sector_endings"])
