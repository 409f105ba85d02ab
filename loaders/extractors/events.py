"""Owns the events that a report tells of: releases and updates of models, policies, deals. An event is named by who, what and whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.dates import dates
from loaders.extractors.grids import outside
from loaders.extractors.names import authority, makers_in, of_type
from loaders.extractors.prose import prose
from loaders.extractors.releases import releases
from loaders.extractors.sentences import by_sentence, within
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import any_case

METHOD = "events/1"

_RELEASE = re.compile(any_case((
    "发布", "推出", "上线", "公布", "开源", "release", "released", "launch", "launched", "launches", "unveil", "unveiled", "unveils", "introduced",
    "introduces", "announced", "announces", "debut", "debuted", "debuts",
)))  # fmt: skip
_UPDATE = re.compile(any_case(("更新", "升级", "迭代", "下调", "降价", "updated", "updates", "upgraded", "upgrades")))
_POLICY = re.compile(r"(?:印发|出台|发布|公布|联合印发|制定)了?\s?(?P<title>《[^》\n]{4,60}》)")
_DEAL = re.compile(any_case(("收购", "并购", "入股", "领投", "投资", "acquired", "acquires", "invested in", "invests in")))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_YET = re.compile(r"将(?:于|在|会)?|计划|预计|有望|拟|即将|尚未|或将|\bwill\b|\bplans? to\b|\bmay\b|\bcould\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Act:
    """A kind of act: its verbs, the word that names it, how far its maker may stand before the verb, and what parts it from its object."""

    kind: str
    verb: re.Pattern[str]
    zh: str
    en: str
    role: str
    reach: int
    breaks: re.Pattern[str]


_RELEASES = _Act("RELEASE", _RELEASE, "发布", "releases", "released", 12, re.compile(r"[,,。::]|\bthat\b|基于|based on"))
_UPDATES = _Act("UPDATE", _UPDATE, "更新", "updates", "updated", 30, re.compile(r"[。:;]"))


@dataclass(frozen=True, slots=True)
class Found:
    """An event at [start, end): its name, kind and date, and who and what is part of it."""

    start: int
    end: int
    name: str
    kind: str
    date: tuple[int, int, str] | None
    parts: tuple[tuple[Mention, str], ...]


def events(healed: Healed, context: Context) -> Iterator[Claim]:
    """REPORTS of the report; kind, date and INVOLVES of each event."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    dated: set[str] = set()
    for found in sorted(
        (*_releases(text, context), *_acts(text, context, _RELEASES), *_acts(text, context, _UPDATES), *_policies(text, context), *_deals(text, context)),
        key=lambda f: (f.date is None, f.start),
    ):
        node = NodeRef("Event", found.name)
        yield statements.relationship(context.report, "REPORTS", node, found.start, found.end, confidence=0.9)
        yield statements.property(node, "kind", found.start, found.end, value=found.kind, confidence=0.9)
        if found.date is not None and found.name not in dated:
            dated.add(found.name)
            start, end, value = found.date
            yield statements.property(node, "happenedOn", start, end, value=value)
        for mention, role in found.parts:
            yield statements.relationship(node, "INVOLVES", mention.node, mention.start, mention.end, properties={"role": role}, confidence=0.9)


def _releases(text: str, context: Context) -> Iterator[Found]:
    """Releases with a date, and those that name who released what: "A发布…M"."""
    english = _is_english(text)
    for release in releases(text, context):
        name = _named(release.maker, "releases" if english else "发布", release.thing, english=english)
        parts = (*(((release.maker, "maker"),) if release.maker else ()), (release.thing, "released"))
        date = next(
            ((d.start, d.end, d.value) for d in dates(text, release.start, release.end, reference=context.published_on) if d.value == release.date), None
        )
        if release.maker is not None:
            yield Found(release.start, release.end, name, "RELEASE", date, parts)


def _acts(text: str, context: Context, kind: _Act) -> Iterator[Found]:
    """What "A 发布 … M" tells of inside one sentence, with the date that stands before it if there is one."""
    english = _is_english(text)
    makers, things = makers_in(text, context), of_type(outside(text, context), "AIModel", "Product")
    for sentence, inside in by_sentence(text, makers):
        for act in kind.verb.finditer(text, sentence.start, sentence.end):
            maker = next((m for m in reversed(inside) if m.end <= act.start()), None)
            thing = next((t for t in within(things, act.end(), sentence.end)), None)
            if maker is None or thing is None or _NOT_YET.search(text[max(sentence.start, act.start() - 10) : act.start()]):
                continue
            far = act.start() - maker.end > kind.reach or thing.start - act.end() > 26
            if far or kind.breaks.search(text, act.end(), thing.start):
                continue
            found = [
                d
                for d in dates(text, sentence.start, maker.start, reference=context.published_on)
                if maker.start - d.end <= 14 and not re.search(r"[《》()]", text[d.end : maker.start])
            ]
            date = (found[-1].start, found[-1].end, found[-1].value) if found else None
            start = date[0] if date else maker.start
            name = _named(maker, kind.en if english else kind.zh, thing, english=english)
            yield Found(start, thing.end, name, kind.kind, date, ((maker, "maker"), (thing, kind.role)))


def _policies(text: str, context: Context) -> Iterator[Found]:
    """What authorities issue: "工信部、国家发改委印发《…》"."""
    makers = [m for m in of_type(context.mentions, "Organization") if authority(m.node)]
    for match in _POLICY.finditer(text):
        before = [m for m in makers if 0 <= match.start() - m.end <= 24]
        if not before:
            continue
        listed = _list_before(text, makers, before[-1])
        found = [
            d
            for d in dates(text, max(0, listed[0].start - 24), listed[0].start, reference=context.published_on)
            if not re.search(r"[。;]", text[d.end : listed[0].start])
        ]
        date = (found[-1].start, found[-1].end, found[-1].value) if found else None
        title = "".join(match["title"].split())
        name = f"{'、'.join(m.node.name for m in listed)}印发{title}"
        yield Found(date[0] if date else listed[0].start, match.end(), name, "POLICY", date, tuple((m, "authority") for m in listed))


def _list_before(text: str, makers: Sequence[Mention], last: Mention) -> list[Mention]:
    listed = [last]
    for other in reversed([m for m in makers if m.end <= last.start]):
        if not re.fullmatch(r"\s?(?:、|,|和|与|及|联合)\s?", text[other.end : listed[0].start]):
            break
        listed.insert(0, other)
    return listed


def _deals(text: str, context: Context) -> Iterator[Found]:
    makers = makers_in(text, context)
    english = _is_english(text)
    for sentence, inside in by_sentence(text, makers):
        if len(inside) < 2:
            continue
        for act in _DEAL.finditer(text, sentence.start, sentence.end):
            buyer = next((m for m in reversed(inside) if 0 <= act.start() - m.end <= 10), None)
            target = next((m for m in inside if 0 <= m.start - act.end() <= 10), None)
            if buyer is None or target is None or buyer.node == target.node or _NOT_YET.search(text[buyer.end : act.start()]):
                continue
            word = f" {act[0]} " if english else act[0]
            yield Found(buyer.start, target.end, f"{buyer.node.name}{word}{target.node.name}", "DEAL", None, ((buyer, "buyer"), (target, "target")))


def _named(maker: Mention | None, word: str, thing: Mention, *, english: bool) -> str:
    parts = [maker.node.name if maker else "", word, thing.node.name]
    return (" " if english else "").join(part for part in parts if part)


def _is_english(text: str) -> bool:
    return len(_HAN.findall(text, 0, 4000)) * 10 < len(text[:4000])
