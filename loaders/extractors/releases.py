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
from loaders.extractors.sentences import Sentence, by_sentence, sentence_at, within
from loaders.patterns import any_case

VERB = re.compile(any_case((
    "发布", "發布", "發佈", "发布会", "推出", "上线", "上線", "公布", "开源", "開源", "问世", "問世", "亮相", "面世", "面市", "登场", "登場", "首发", "首發",
    "展示",
    "release", "released", "launch", "launched", "launches", "showed", "previewed", "unveil", "unveiled", "unveils", "introduced", "introduces", "announced",
    "announces", "debut", "debuted", "debuts", "rolled out", "open-sourced", "came out", "shipped", "opened", "put out", "brought out", "opened up", "put",
    "followed",
)))  # fmt: skip
_NOT_YET = re.compile(
    r"将(?:于|在|会)?|將|计划|計劃|预计|預計|有望|拟|即将|即將|尚未|或将|未来|未來"
    r"|\bwill\b|\bplans? to\b|\bexpected\b|\bmay\b|not yet|\bif\b",
    re.IGNORECASE,
)
_NOT_IT = re.compile(
    r"\s?(?:模型)?\s?的?(?:技术报告|论文|更新|API|降价|升级|财报|评测|白皮书|示例|技术文档|报告|点评|样片|案例|演示|生成的)|'s (?:API|paper|technical report)"
    r"| (?:API|price|prices|paper|update|subscription)s?\b",
    re.IGNORECASE,
)
_OF = r"(?:\s?(?:from|by|of)\s[^,.;()。]{2,30}?)?"  # who made it
_IN_BRACKETS = re.compile(rf"{_OF}\s?[(]\s?(?:(?:发布|推出|上线|released|launched|announced|first released)(?:于|:|in|on|\s)*\s?)?$", re.IGNORECASE)
_CLOSES = re.compile(r"\s?(?:发布|發布|发佈|推出|上线|上線|开源|開源|面世|亮相)?\s?[),,;;]")
_CAME = (
    r"(?:released|launched|unveiled|introduced|announced|debuted|rolled out|came out|shipped|arrived|went live|appeared|opened|landed|became available"
    r"|made available|open-sourced|followed|dates|dating)"
)
_AT = re.compile(
    rf"[”\"」]?\s?(?:模型|大模型)?{_OF}\s?(?:(?:已|也|最早|正式|首次|早)*(?:由[^,，。;；]{{2,20}}?)?(?:于|於|在|自)"
    rf"|,?\s?(?:(?:which|that)\s(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,2}}\s)?)?(?:was|were|is|has been|had been)?\s?(?:first |officially |publicly |finally )?"
    rf"{_CAME}\s(?:(?:by|to|into|inside|for|as) [^,.;]{{2,30}} )?(?:in|on|at|from|back in)|\s(?:has been \w+ )?since|\s?[::])\s?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"^(?:凌晨|晚间?|正式|首次|联合|共同|同步|由[^,。]{1,8}|[\s,])+")
_CHINESE_VERB = re.compile(r"(?:正式|已|已经|随即|同步|联合|共同)?(?:发布|發布|推出|上线|上線|开源|開源|面世|亮相|问世|登场)(?!会|的)")
_LISTED = re.compile(r"\s?[::]\s?[^,,。;;:\n]{2,24}[,,]\s?$")  # "Vidu Q2:2~8秒,2025年9月上线"
_NEAR = 16  # code points between a date and a name that it is said of
_PARTED = re.compile(r"[;;。:：《》()]|发布|推出|上线|更新")
_LIST_GAP = re.compile(r"(?:[一-龥]{0,8}模型)?\s*(?:、|,(?=\s)|/|和|与|與|及|以及|and|&|,\s*and)\s*")
_BEHIND = re.compile(r"[^,。《》]{0,8}\s?(?:on|in|at|于|於|[(])\s?|(?:\s(?:to|into|for|on|as|under)\s[^,.;。]{2,30})?\s(?:on|in|at|back in|as early as)\s")
_ON = re.compile(r"\s(?:on|in)\s")
_IT = re.compile(
    r"(?:released|launched|unveiled|introduced|showed|opened|shipped|put out|open-sourced) it(?: (?:to|into|for|as) [^,.;\n]{2,24})? (?:on|in|back in) "
)
_BOX = re.compile(r"(?:Initial|First|Original) [Rr]elease(?:d| date)?\s*[:|]?\s*")  # a wiki's


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
    yield from _of_a_box(text, things, context)
    yield from _of_it(text, things, context)
    for sentence, inside in by_sentence(text, things):
        dated = [d for d in dates(text, sentence.start, sentence.end, reference=context.published_on) if _past(d, context)]
        yield from _bracketed(text, inside, dated)
        yield from _dated_first(text, inside, dated)
        yield from _told(text, sentence, inside, dated, makers)


def _of_a_box(text: str, things: Sequence[Mention], context: Context) -> Iterator[Release]:
    """What a wiki's box says of the thing that the page is about, or of the one named last before."""
    for box in _BOX.finditer(text):
        date = next(dates(text, box.end(), box.end() + 24), None)
        titled = next((t for t in things if t.node.name in context.report.name), None)
        thing = titled or next(reversed(within(things, max(0, box.start() - 80), box.start())), None)
        if date is not None and date.start == box.end() and thing is not None and _past(date, context):
            yield Release(thing, date.value, None, box.start(), date.end)


def _of_it(text: str, things: Sequence[Mention], context: Context) -> Iterator[Release]:
    """ "Stability AI released it in November 2023": it is what this sentence or the one before it speaks of, if that is one thing."""
    for told in _IT.finditer(text):
        date = next(dates(text, told.end(), told.end() + 24, reference=context.published_on), None)
        here = sentence_at(text, told.start())
        before = sentence_at(text, max(0, here.start - 1))
        named = {t.node: t for t in within(things, before.start, told.start())}
        if date is not None and date.start == told.end() and len(named) == 1 and _past(date, context):
            yield Release(next(iter(named.values())), date.value, None, told.start(), date.end)


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
            after = text[date.end : date.end + 24]
            chinese = re.search(r"(?:于|於|在|自)\s?$", between)
            if _LISTED.fullmatch(between) and _CHINESE_VERB.match(text, date.end):
                yield Release(thing, date.value, None, thing.start, date.end)
            if (_IN_BRACKETS.fullmatch(between) and _CLOSES.match(text, date.end)) or (
                _AT.fullmatch(between) and (not chinese or VERB.match(_SINCE.sub("", after)))
            ):
                yield Release(thing, date.value, None, thing.start, date.end)


def _dated_first(text: str, things: Sequence[Mention], dated: Sequence[Dated]) -> Iterator[Release]:
    """A date, a name and a verb: "9月,Vidu Q2发布"."""
    for thing in things:
        date = next((d for d in reversed(dated) if 0 <= thing.start - d.end <= _NEAR), None)
        if date and not _PARTED.search(text, date.end, thing.start) and _CHINESE_VERB.match(text, thing.end):
            yield Release(thing, date.value, None, date.start, thing.end)


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
        d
        for d in dated
        if d.end <= verb.start() and verb.start() - d.end <= 34 and not re.search(r"[;。《》()]|发布(?!会)|推出|上线", text[d.end : verb.start()])
    ]
    if before:
        return before[-1]
    between = [d for d in dated if verb.end() <= d.start and d.end <= thing.start and _ON.fullmatch(text, verb.end(), d.start)]
    return (
        between[0]
        if between
        else next(
            (d for d in dated if thing.end <= d.start <= thing.end + 40 and _BEHIND.fullmatch(text, thing.end, d.start)),
            None,
        )
    )


def _listed(text: str, after: Sequence[Mention]) -> list[Mention]:
    listed = [after[0]]
    for other in after[1:]:
        if not _LIST_GAP.fullmatch(text[listed[-1].end : other.start]):
            break
        listed.append(other)
    return listed
