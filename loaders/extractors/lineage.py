"""Owns how models stand to one another in prose: COMPARED_WITH and BUILDS_ON. Tables' comparisons are the tables' own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.claim import Claim
from loaders.extractors import Context, Mention
from loaders.extractors.grids import outside
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.sentences import Subjects, by_sentence, within
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import beginning_in_any_case

METHOD = "lineage/1"

_COMPARES = re.compile(beginning_in_any_case((
    "较", "比", "相比(?:于|之下)?", "相较于?", "对比", "对标", "有别于", "不同于", "超过", "远超", "超越", "优于", "领先(?:于)?", "逊于", "不及", "媲美",
    "好于", "胜过", "接近", "than", "versus", r"vs\.?", "unlike", "compared (?:with|to)", "against", "outperforms?", "beats?", "rivals?", "ahead of",
    "behind", r"surpass\w*", "exceeds?",
), r"(?i:\s*(?:了|the |both |[A-Z]\w+['’]s )?)$"))  # fmt: skip
_BUILDS = re.compile(beginning_in_any_case((
    "脱胎于", "基于", "沿用", "借鉴了?", "建立在", "构建于", "源自", "衍生自", "使用了?", "利用了?", "采用了?", "结合了?", "built (?:up)?on",
    "builds (?:up)?on", "based on", "derived from", "builds? atop", r"leverag\w+", "fine-tuned from", "distilled from", "uses?",
), r"(?i:\s*(?:了|the |its |from )?[“\"「]?)$"))  # fmt: skip
_ON_BASIS = re.compile(r"在(?P<of>[^,。;\n]{2,40}?)(?:的)?基础(?:之)?上")
_LIST_GAP = re.compile(r"\s*(?:、|,|/|和|与|及|以及|或|and|or|&|,\s*and)\s*")
_USER = re.compile(r"用户|开发者|企业|公司|我们|团队使用|users?\b|developers?\b|customers?\b", re.IGNORECASE)


def lineage(healed: Healed, context: Context) -> Iterator[Claim]:
    """COMPARED_WITH and BUILDS_ON between models, one claim for each pair."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, models = prose(healed.text), of_type(outside(prose(healed.text), context), "AIModel")
    statements, subjects = Statements(healed, context, METHOD, once=True), Subjects(text, models)
    for sentence, inside in by_sentence(text, models):
        for relationship, subject, other in (*_compared(text, inside), *_built(text, inside, sentence.start, sentence.end, subjects)):
            if subject.node != other.node:
                first, last = min(subject.start, other.start), max(subject.end, other.end)
                start = first if first >= sentence.start else other.start
                yield statements.relationship(subject.node, relationship, other.node, start, last, confidence=0.9)


Found = tuple[str, Mention, Mention]


def _compared(text: str, inside: Sequence[Mention]) -> Iterator[Found]:
    """The models behind "较", "than" or "vs", held against the model that the sentence is about."""
    for i, mention in enumerate(inside):
        if not _COMPARES.search(text[max(0, mention.start - 22) : mention.start]):
            continue
        against = _list_from(text, inside, i)
        rest = [m for m in inside if m not in against]
        before = [m for m in rest if m.start < mention.start]
        subject = before[-1] if before else rest[0] if rest else None
        if subject is not None:
            yield from (("COMPARED_WITH", subject, other) for other in against)


def _built(text: str, inside: Sequence[Mention], start: int, end: int, subjects: Subjects) -> Iterator[Found]:
    """The models that the subject uses or is made from."""
    for i, mention in enumerate(inside):
        if not _BUILDS.search(text[max(start, mention.start - 20) : mention.start]):
            continue
        cue = text[start : mention.start]
        subject = _subject(inside[:i], start, subjects)
        if subject is not None and not _USER.search(cue[-24:]):
            yield from (("BUILDS_ON", subject, other) for other in _list_from(text, inside, i))
    for match in _ON_BASIS.finditer(text, start, end):
        basis = within(inside, match.start("of"), match.end("of"))
        subject = _subject([m for m in inside if m.end <= match.start()], start, subjects)
        if subject is not None:
            yield from (("BUILDS_ON", subject, other) for other in basis)


def _subject(before: Sequence[Mention], start: int, subjects: Subjects) -> Mention | None:
    if before:
        return before[0]
    node = subjects.main(start)
    return Mention(start, start, node) if node is not None else None


def _list_from(text: str, inside: Sequence[Mention], i: int) -> list[Mention]:
    listed = [inside[i]]
    for other in inside[i + 1 :]:
        if not _LIST_GAP.fullmatch(text[listed[-1].end : other.start]):
            break
        listed.append(other)
    return listed
