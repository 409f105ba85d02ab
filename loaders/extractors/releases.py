"""Owns which model or product was released when, as prose says it; figures and events both ask it. It must not make claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.dates import Dated, dates
from loaders.extractors.grids import outside
from loaders.extractors.names import makers_in, of_type
from loaders.extractors.sentences import Sentence, by_sentence, within
from loaders.patterns import any_case

VERB = re.compile(any_case((
    "发布", "发布会", "推出", "上线", "公布", "开源", "问世", "亮相", "面世", "面市", "登场", "首发", "release", "released", "launch", "launched", "launches",
    "showed", "previewed", "unveil", "unveiled", "unveils", "introduced", "introduces", "announced", "announces", "debut", "debuted", "debuts",
    "rolled out", "open-sourced", "came out", "shipped",
)))  # fmt: skip
_NOT_YET = re.compile(r"将(?:于|在|会)?|计划|预计|有望|拟|即将|尚未|或将|未来|\bwill\b|\bplans? to\b|\bexpected\b|\bmay\b|not yet|\bif\b", re.IGNORECASE)
_NOT_IT = re.compile(
    r"\s?(?:模型)?\s?的?(?:技术报告|论文|更新|API|降价|升级|财报|评测|白皮书|示例|技术文档|报告|点评)|'s (?:API|paper|technical report)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s?[(]\s?(?:(?:发布|推出|上线|released|launched|announced)(?:于|:|in|on|\s)*\s?)?$", re.IGNORECASE)
_AT = re.compile(
    r"[”\"」]?\s?(?:模型|大模型)?\s?(?:(?:已|也|最早|正式|首次)*(?:由[^,，。;；]{2,20}?)?(?:于|在)|,?\s?(?:which )?"
    r"(?:was|were|is|has been|had been)?\s?(?:first |officially |"
    r"publicly )?(?:released|launched|"
    r"unveiled|introduced|announced|debuted|rolled out|came out|shipped|arrived)\s(?:by [^,.;]{2,24} )?(?:in|on|at)|\s?[::])\s?$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"\s*(?:、|,(?=\s)|/|和|与|及|以及|and|&|,\s*and)\s*")


@dataclass(frozen=True, slots=True)
class Release:
    """That `thing` came out on `date`, by `maker` where the sentence names one, said at [start, end)."""

    thing: Mention
    date: str
    maker: Mention | None
    start: int
    end: int


def releases(text: str, context: Context) -> tuple[Release, ...]:
    """The dated releases of models and products, none of which lies after the report; read once."""
    found: tuple[Release, ...] | None = context.answers.get(("releases", text))
    if found is None:
        found = context.answers["releases", text] = tuple(_releases(text, context))
    return found


def _releases(text: str, context: Context) -> Iterator[Release]:
    things = of_type(outside(text, context), "AIModel", "Product")
    makers = makers_in(text, context)
    for sentence, inside in by_sentence(text, things):
        dated = [d for d in dates(text, sentence.start, sentence.end, reference=context.published_on) if _past(d, context)]
        yield from _bracketed(text, inside, dated)
        yield from _told(text, sentence, inside, dated, makers)


def says_more(date: str, others: Iterable[str]) -> bool:
    """Whether another date of the same thing is the same one, given to the month or the day: 2023-06 says all that 2023 says."""
    return any(other != date and other.startswith(date) for other in others)


def told_dates(dated: Iterable[tuple[NodeRef, str]]) -> dict[NodeRef, set[str]]:
    """The dates that are told of each thing."""
    told: dict[NodeRef, set[str]] = defaultdict(set)
    for node, date in dated:
        told[node].add(date)
    return told


def _past(dated: Dated, context: Context) -> bool:
    reference = context.published_on
    return reference is None or dated.value[: len(reference)] <= reference[: len(dated.value)]


def _bracketed(text: str, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """Dates right behind the name: "Gen-3 Alpha (Jun 2024)", "Sora于2月16日发布"."""
    for thing in things:
        for date in dated:
            between = text[thing.end : date.start]
            if not 0 <= date.start - thing.end <= 48:
                continue
            closes = re.match(r"\s?(?:发布|推出|上线)?\s?[)]", text[date.end : date.end + 6])
            after = text[date.end : date.end + 24]
            chinese = re.search(r"(?:于|在)\s?$", between)
            if (_IN_BRACKETS.fullmatch(between) and closes) or (
                _AT.fullmatch(between) and (not chinese or VERB.match(re.sub(r"^(?:凌晨|晚间?|正式|首次|由[^,。]{1,8}|[\s,])+", "", after)))
            ):
                yield Release(thing, date.value, None, thing.start, date.end)


def _told(text: str, sentence: Sentence, things: Sequence[Mention], dated: Sequence[Dated], makers: Sequence[Mention]) -> Iterator[Release]:
    """Dates with a verb: "2月16日,A发布了…M", "2023年A推出的M", "A released M on May 13"."""
    for verb in VERB.finditer(text, sentence.start, sentence.end):
        after = [t for t in things if t.start >= verb.end()]
        if not after or _NOT_YET.search(text[max(sentence.start, verb.start() - 12) : verb.start()]):
            continue
        thing = after[0]
        gap = text[verb.end() : thing.start]
        if len(gap) > 42 or re.search(r"[,,:。]|发布|更新|升级|下调|基于|\bthat\b|based on|using", gap) or _NOT_IT.match(text, thing.end):
            continue
        date = _date_of(text, verb, thing, dated)
        if date is None:
            continue
        maker = next((m for m in reversed(within(makers, sentence.start, verb.start())) if verb.start() - m.end < 24), None)
        for listed in _listed(text, after):
            yield Release(listed, date.value, maker, min(date.start, maker.start if maker else date.start, listed.start), max(listed.end, date.end))


def _date_of(text: str, verb: re.Match[str], thing: Mention, dated: Sequence[Dated]) -> Dated | None:
    """The date that goes with a verb: right before it, or right behind what was released."""
    before = [
        d for d in dated if d.end <= verb.start() and verb.start() - d.end <= 34 and not re.search(r"[;。《》()]|发布|推出|上线", text[d.end : verb.start()])
    ]
    if before:
        return before[-1]
    return next(
        (d for d in dated if thing.end <= d.start <= thing.end + 12 and re.fullmatch(r"[^,。《》]{0,8}\s?(?:on|in|at|于|[(])\s?", text[thing.end : d.start])),
        None,
    )


def _listed(text: str, after: Sequence[Mention]) -> list[Mention]:
    listed = [after[0]]
    for other in after[1:]:
        if not _LIST_GAP.fullmatch(text[listed[-1].end : other.start]):
            break
        listed.append(other)
    return listed
