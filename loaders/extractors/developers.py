"""Owns who made a model or a product, where the text says so; what is only known must never be claimed here.

What says so: "A发布了…M", "A的M", "A M" side by side, "M由A开发", "M (A)", "Its models: M, N". Known facts only speak against a
doubtful reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.claim import Claim
from loaders.extractors import Context, Mention
from loaders.extractors.grids import outside
from loaders.extractors.names import known_developer, makers_in, of_type, same_organization
from loaders.extractors.prose import prose
from loaders.extractors.sentences import sentence_at, within
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import any_case, sought

METHOD = "developers/1"

_MADE = "MADE"
_LIST_GAP = re.compile(r"\s*(?:、|,|/|和|与|及|以及|and|&|,\s*and|\([^()]{1,20}\)\s*(?:,|、|and|和)?(?:\s*and)?)\s*")
_RELEASES = re.compile(
    r"[”\"」]?(?:公司|团队|官方|正式|近日|于[^,。;]{1,14}|在[^,。;:]{1,14}|也|已|又|率先|相继|先后|(?:联合|携手|与|和)[^,。;]{1,12}|首次|最新|当地时间|"
    r"凌晨|\s|\d+月\d+日){0,4}"
    r"(?:发布|推出|上线|公布|开源|研发|开发|训练|打造|has |have )?了?(?:released|launched|showed|previewed|unveiled|introduced|announced|debuted|"
    r"developed|built|open-sourced|"
    r"rolled out|releases|launches|unveils|introduces|announces)?"
    r"(?:的|了|新一代|its |the |a |an |new |[^,。;:!?\n、的]{0,26}的)?[^,。;:!?\n、]{0,22}", re.IGNORECASE)  # fmt: skip
_VERB = re.compile(r"发布|推出|上线|公布|开源|研发|开发|训练|打造|releas|launch|showed|preview|unveil|introduc|announc|debut|develop|built|roll", re.IGNORECASE)
_BREAKS = re.compile(
    r"对标|竞品|类似|媲美|接入|搭载|基于|采用|使用|集成|支持|对比|相比|超过|参考|借鉴|against|compared|similar|rival|compet|based on|using|powered|"
    r"partner|invest|投资|收购|合作|with |\bthat\b",
    re.IGNORECASE,
)
_OWNS = re.compile(r"(?:公司|团队)?\s?(?:的|旗下的?|自研的?|'s|’s)\s?[“\"「]?(?:[^,。;:、\n]{0,10}(?:大?模型|model|系列|工具|产品))?\s?[“\"「]?", re.IGNORECASE)
_BESIDE = re.compile(r"\s?[“\"「《]?")
_MADE_BY = re.compile(
    r"[”\"」]?(?:大?模型|\s)*(?:是|,|is|was)?\s?(?:由|made by|developed by|created by|built by|released by|launched by|by|from)\s?(?:the |中国公司|"
    r"创业公司|初创公司)?",
    re.IGNORECASE,
)
_BY_ENDS = re.compile(r"\s?(?:公司|团队)?[^,。;]{0,10}(?:开发|推出|发布|研发|训练|打造)")
_IN_BRACKETS = re.compile(r"\s?[(]\s?")
_ITS_MODELS = re.compile(
    r"(?:\b(?:Its|Their|The company[’']s)\s(?:[\w-]+\s){0,3}(?:models?|line-?up|products?)\b[^:.\n]{0,30}:|(?:其|公司|旗下)[^,。;:\n]{0,8}(?:模型|"
    r"产品)[^,。;:\n]{0,8}(?:包括|为|有|:))\s*",
    re.IGNORECASE,
)
_BEGINS = re.compile(any_case(("其", "公", "旗", "Its", "The")))
_UPDATES = re.compile(r"(?:修复|更新|升级|迭代|推出|发布|上线|开源|优化)了?(?:[^,。;、\n]{0,6}的)?\s?[“\"「]?$")


def developers(healed: Healed, context: Context) -> Iterator[Claim]:
    """DEVELOPED_BY of models and products, one claim for each pair."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    statements = Statements(healed, context, METHOD, once=True)
    for made, maker, start, end, confidence in _pairs(prose(healed.text), context):
        yield statements.relationship(made.node, "DEVELOPED_BY", maker.node, start, end, confidence=confidence)


_FARTHEST = 70
Pair = tuple[Mention, Mention, int, int, float]


def _pairs(text: str, context: Context) -> Iterator[Pair]:
    things = of_type(outside(text, context), "AIModel", "Product")
    makers = makers_in(text, context)
    if not things or not makers:
        return
    for maker in makers:
        following = within(things, maker.end, sentence_at(text, maker.start).end)
        for i, thing in enumerate(following):
            confidence = _says(text, maker, thing, makers)
            if confidence:
                yield from ((t, maker, maker.start, t.end, confidence) for t in _listed(text, following[i:], maker, makers))
    yield from _reversed(text, things, makers)
    yield from _updated(text, things, makers)
    yield from _lineups(text, things, makers)


def _says(text: str, maker: Mention, thing: Mention, makers: Sequence[Mention]) -> float:
    """How surely the words from the maker to the thing say that the one made the other; 0 if they do not."""
    between = text[maker.end : thing.start]
    if len(between) > _FARTHEST or within(makers, maker.end, thing.start):
        return 0
    if _OWNS.fullmatch(between):
        return 0.95 if _agrees(maker, thing) else 0
    if _BESIDE.fullmatch(between):
        return 0.9 if _agrees(maker, thing) and _stands_for_maker(text, maker) else 0
    if _VERB.search(between) and not _BREAKS.search(between) and _RELEASES.fullmatch(between):
        return 1.0 if thing.node.type == "AIModel" or _agrees(maker, thing) else 0
    return 0


def _agrees(maker: Mention, thing: Mention) -> bool:
    """Whether what is known does not speak against it: "微软GPT-4" is about use, not about who made it."""
    known = known_developer(thing.node) if thing.node.type == "AIModel" else None
    return known is None or same_organization(maker.node, known) or not _known_other(maker, known)


def _known_other(maker: Mention, known: str) -> bool:
    return maker.node.name.casefold() not in known.casefold() and known.casefold() not in maker.node.name.casefold()


def _stands_for_maker(text: str, maker: Mention) -> bool:
    """A maker inside a list ("谷歌、Runway Gen-2") still is; one behind "与" or "接入" that ends a phrase is not."""
    return not re.search(r"(?:接入|搭载|基于|采用|使用)\s?$", text[max(0, maker.start - 4) : maker.start])


def _listed(text: str, things: Sequence[Mention], maker: Mention, makers: Sequence[Mention]) -> Iterator[Mention]:
    """The first thing, and what is listed right behind it: as far as no other maker comes between and it is known to be the maker's, too."""
    last = things[0]
    yield last
    for other in things[1:]:
        if not _LIST_GAP.fullmatch(text[last.end : other.start]) or within(makers, last.end, other.end):
            return
        known = known_developer(other.node) if other.node.type == "AIModel" else None
        if known is None or not same_organization(maker.node, known):
            return
        yield other
        last = other


def _reversed(text: str, things: Sequence[Mention], makers: Sequence[Mention]) -> Iterator[Pair]:
    """What is said from the model's side: "M由A开发", "M by A", "M (A)"."""
    for thing in things:
        for maker in within(makers, thing.end, thing.end + _FARTHEST):
            if maker.start > thing.end + 24:
                break
            between = text[thing.end : maker.start]
            by = _MADE_BY.fullmatch(between)
            chinese = bool(by) and "由" in between
            if (by and not chinese) or (chinese and _BY_ENDS.match(text, maker.end)):
                yield thing, maker, thing.start, maker.end, 1.0
            elif _IN_BRACKETS.fullmatch(between) and re.match(r"\s?[),,/]", text[maker.end : maker.end + 2]) and _agrees(maker, thing):
                yield thing, maker, thing.start, maker.end, 0.9


def _updated(text: str, things: Sequence[Mention], makers: Sequence[Mention]) -> Iterator[Pair]:
    """Who updates a model, and is alone in the sentence, is who makes it: "A公布…:修复M,更新N"."""
    for thing in things:
        sentence = sentence_at(text, thing.start)
        if thing.node.type != "AIModel" or not _UPDATES.search(text[max(sentence.start, thing.start - 14) : thing.start]):
            continue
        inside = within(makers, sentence.start, sentence.end)
        if (
            len({m.node for m in inside}) == 1
            and inside[0].end <= thing.start
            and not _BREAKS.search(text[inside[0].end : thing.start])
            and _agrees(inside[0], thing)
        ):
            yield thing, inside[0], inside[0].start, thing.end, 0.9


def _lineups(text: str, things: Sequence[Mention], makers: Sequence[Mention]) -> Iterator[Pair]:
    """The models of the organization that the text named last: "Its models so far: M, N and O"."""
    for match in sought(_ITS_MODELS, _BEGINS, text):
        maker = next((m for m in reversed(makers) if m.end <= match.start() and match.start() - m.end < 200), None)
        if maker is None:
            continue
        position = match.end()
        for thing in things:
            if thing.start < position:
                continue
            if thing.start != position and not _LIST_GAP.fullmatch(text[position : thing.start]):
                break
            yield thing, maker, match.start(), thing.end, 0.9
            position = thing.end
