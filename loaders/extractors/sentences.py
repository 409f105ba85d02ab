"""Owns sentences, and which model a sentence speaks of; it must not claim anything."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from graph.values import NodeRef
from loaders.extractors import Mention
from loaders.patterns import beginning_in_any_case

_END = re.compile(
    r"(?=[。!?;!?;\n.(1-9风图表资数]|(?<!\s)\s++[风图表资数(])"
    r"(?:[。!?;!?;]+|\n+|(?<=[A-Za-z0-9)%])\.(?:\[\d{1,3}\]){0,6}(?=\s+[A-Z\d]|\s*$)|(?<=》)\s*\([^()\n]{4,14}\)|(?=\s*(?:风险提示|图表?\s?\d+|表\s?\d+|资料来源|数据来源)\s?[::])|"
    r"(?=(?<=[\s:])(?<![A-Za-z] )[1-9]\d?[.、]\s?(?=[一-龥A-Z])))"
)
_COMPARED = re.compile(beginning_in_any_case((
    "较", "比", "相比(?:于|之下)?", "相较于?", "对比", "对标", "有别于", "不同于", "超过", "远超", "超越", "优于", "领先", "接近", "媲美", "于", "than",
    "versus", r"vs\.?", "unlike", "to", "over", "like",
), r"\s*$"))  # fmt: skip
_BASIS = re.compile(beginning_in_any_case((
    "沿用", "基于", "类似于?", "借鉴了?", "如同", "脱胎于", "based on", "similar to", "derived from",
), r"(?i:\s*(?:了|the )?)$"))  # fmt: skip
_CARRIES_ON = re.compile(
    r"\s*(?:[(]?\d{1,2}[).、)]|我们[把将]|该模型|该|其|它|此外|另外|同时|目前|当前|现阶段|并且?|且|还|而且|视频|生成|时长|默认|最[长多大高]|支持|单次|模型|It\b|Its\b|"
    r"The model|The tool|(?:(?:An?|Each|Every|One|Its) (?:single |finished )?)?(?:Clips?|Shots?|Videos?|Generations?)\b|"
    r"What (?:\w+ ){1,3}gets?\b|(?:Length|Frame rate)s?\b|[单單每][段条條次支]|一次|帧率|幀率|输出|輸出|時長|支援|該|"
    r"Output|Users\b|Both\b)", re.IGNORECASE)  # fmt: skip
_ON_IT = re.compile(  # "From a drawing it makes …", "With a prompt, the model makes …"
    r"\s*[A-Z][^.;!?\n]{2,60}?,? (?:it|the model|the tool) (?:\w+ly )?(?:yields|makes|generates|produces|creates|can|takes|runs|outputs|turns|"
    r"renders|supports|offers|gives|delivers|reaches|handles|returns|builds|allows|extends|works|goes)\b"
)
_IN_GENERAL = re.compile(r"\s*(?:(?:All|Most|Generated) )?(?:Clips|Videos|Outputs?)\b", re.IGNORECASE)
_EACH = re.compile(r"均|都|both|all\b|each")
_LIST_GAP = re.compile(r"\s*(?:、|,|/|和|与|及|以及|and|&|,\s*and)\s*")
_FOLLOWS = re.compile(r"[一-龥A-Za-z\d,，、“《(]{0,24}[一-龥]")
_LINE = 34  # code points that a line of a paragraph has at least
_WRAPPED = re.compile(rf"(?=.*[一-龥])[^\n\t|。]{{{_LINE - 1}}}[一-龥A-Za-z\d,，、“《(]")
_NUMBERED = re.compile(r"[1-9]\d?(?=[.、])")
_LIST = 3000  # code points in which the item before it stands
_OF_IT = re.compile(r"\b(?:it|its|clips?|shots?|videos?|outputs?|model)\b|[单單每][段条條次]|时长|時長|帧率|幀率|视频|視頻|模型", re.IGNORECASE)
_LONGEST_HEADING = 60  # code points
_LONGEST_LIST = 24  # lines, with those between its items
_ITEM = re.compile(r"[ \t]*[•·・●*–—-][ \t]*(?=\S)")
_SHORT_PARAGRAPH, _BEGINS = 500, 12  # code points: of one that is all of one model, and within which it names that
_REACH = 5  # sentences: one that carries on, and those before it in which its model may be named
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end)."""

    start: int
    end: int


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order, without gaps. A semicolon ends one: what follows it often speaks of something else."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match.end() > start and not _goes_on(text, match):
            found.append(Sentence(start, match.end()))
            start = match.end()
    if start < len(text):
        found.append(Sentence(start, len(text)))
    return tuple(found)


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether what looks like a sentence's end is none: the line of a Chinese paragraph that is wrapped, or "2. " of a name, not of a list."""
    if end[0] == "\n":
        line = text[max(0, end.start() - _LINE) : end.start()]
        return bool(_FOLLOWS.match(text, end.end())) and _WRAPPED.fullmatch(line) is not None
    number = _NUMBERED.match(text, end.start()) if end.start() == end.end() else None
    if number is None or number[0] == "1":
        return False
    before = text[max(0, end.start() - _LIST) : end.start()]
    return not any(f"{int(number[0]) - 1}{dot}" in before for dot in ".、")


@lru_cache(maxsize=64)
def _starts(text: str) -> list[int]:
    return [sentence.start for sentence in sentences(text)]


def _number_at(text: str, offset: int) -> int:
    return max(0, bisect_right(_starts(text), offset) - 1)


def sentence_at(text: str, offset: int) -> Sentence:
    """The sentence that holds `offset`."""
    return sentences(text)[_number_at(text, offset)]


def by_sentence(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Each sentence in which mentions lie, with these; `mentions` are in order."""
    all_, first, count = sentences(text), 0, len(mentions)
    while first < count:
        sentence, last = all_[_number_at(text, mentions[first].start)], first + 1
        while last < count and mentions[last].start < sentence.end:
            last += 1
        if inside := [m for m in mentions[first:last] if m.end <= sentence.end]:
            yield sentence, inside
        first = last


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that lie in [start, end); `mentions` are in order."""
    first, last = bisect_left(mentions, start, key=_start), bisect_left(mentions, end, key=_start)
    return [m for m in mentions[first:last] if m.end <= end]


def beginning(mentions: Sequence[Mention], start: int) -> Sequence[Mention]:
    """The mentions that begin at `start`; `mentions` are in order."""
    return mentions[bisect_left(mentions, start, key=_start) : bisect_right(mentions, start, key=_start)]


def heading_above(text: str, start: int, mentions: Sequence[Mention]) -> Mention | None:
    """What the line above the paragraph at `start` names, if it is a short line that ends with the one thing that it names."""
    end = start - 1
    if end > 0 and text[end - 1] == "\n":  # a blank line between them
        end -= 1
    begin = text.rfind("\n", 0, max(0, end)) + 1
    named = within(mentions, begin, end) if 0 < end - begin <= _LONGEST_HEADING else []
    return named[-1] if len({m.node for m in named}) == 1 and end - named[-1].end <= 1 else None


class Subjects:
    """Tells of which model a place in the text speaks. `models` are the mentions of AI models, in order."""

    def __init__(self, text: str, models: Sequence[Mention]) -> None:
        self._text = text
        self._models = models
        self._sentences = sentences(text)
        self._named = {_number_at(text, sentence.start): named for sentence, named in by_sentence(text, models)}

    def nearest(self, offset: int) -> list[NodeRef]:
        """The model named last before `offset` in its sentence, all of a "X和Y均" list, or what a sentence that carries on carries."""
        index = _number_at(self._text, offset)
        sentence = self._sentences[index]
        before = [m for m in self._named.get(index, ()) if m.end <= offset and not self._only_compared(m, offset)]
        if before:
            return self._listed(before, offset)
        on_it = not within(self._models, sentence.start, offset) and _ON_IT.match(self._text, sentence.start, offset)
        carried = self._carried(index) if on_it or _CARRIES_ON.match(self._text, sentence.start) else []
        return carried or self._headed(sentence, offset) or self._alone(sentence, offset)

    def main(self, offset: int) -> NodeRef | None:
        """The first model that the sentence of `offset` names, else the one that the sentences before it, up to four, speak of."""
        return self._main(_number_at(self._text, offset))

    def told(self) -> Iterator[tuple[Sentence, NodeRef]]:
        """Each sentence that speaks of a model, with its `main` one."""
        last = len(self._sentences)
        for index in sorted({i for named in self._named for i in range(named, min(named + _REACH, last))}):
            node = self._main(index)
            if node is not None:
                yield self._sentences[index], node

    def _main(self, index: int) -> NodeRef | None:
        for i in range(index, max(-1, index - _REACH), -1):
            sentence = self._sentences[i]
            named = next((m for m in self._named.get(i, ()) if not self._is_compared(m) and not self._is_basis(m)), None)
            if named:
                return named.node
            if i == index and not self._may_carry(sentence):
                return None
            if "\n" in self._text[sentence.start : sentence.end] and i != index:
                return None
        return None

    def _may_carry(self, sentence: Sentence) -> bool:
        return bool(_CARRIES_ON.match(self._text, sentence.start)) or self._text[sentence.start - 1 : sentence.start] in (";", ";")

    def _carried(self, index: int) -> list[NodeRef]:
        for i in range(index - 1, max(-1, index - 3), -1):
            sentence = self._sentences[i]
            if "\n" in self._text[sentence.end - 1 : self._sentences[index].start]:
                return []
            named = [m for m in self._named.get(i, ()) if not self._is_compared(m)]
            if named:
                alone = len({m.node for m in named}) == 1
                return [named[0].node] if alone or (named[0].start - sentence.start < 8 and not self._of_all(index)) else []
        return []

    def _headed(self, sentence: Sentence, offset: int) -> list[NodeRef]:
        """The model that the heading of a paragraph names, where the paragraph names none before `offset` and speaks of it."""
        start = self._text.rfind("\n", 0, sentence.start) + 1
        heading = heading_above(self._text, start, self._models)
        if heading is None and _ITEM.match(self._text, start, offset) and not within(self._models, start, offset):
            return self._of_list(start)
        if heading is None or within(self._models, start, offset) or not _OF_IT.search(self._text, sentence.start, sentence.end):
            return []
        return [heading.node]

    def _of_list(self, start: int) -> list[NodeRef]:
        """The one model that the line names that a list stands under ("M specs:"); `start` is where the line of one of its items begins."""
        for _ in range(_LONGEST_LIST):
            end = start - 1
            start = self._text.rfind("\n", 0, max(0, end)) + 1
            line = self._text[start : max(0, end)].strip()
            if line and not _ITEM.match(line):
                named = {m.node for m in within(self._models, start, end)}
                return list(named) if len(named) == 1 and line[-1] in "::" and len(line) <= _LONGEST_HEADING else []
        return []

    def _alone(self, sentence: Sentence, offset: int) -> list[NodeRef]:
        """The one model that a short paragraph begins with and names, for a sentence of it that speaks of a model: the words of a picture, say."""
        first = max(0, sentence.start - _SHORT_PARAGRAPH)
        start = self._text.rfind("\n", first, sentence.start) + 1
        last = start + _SHORT_PARAGRAPH
        end = self._text.find("\n", offset, last)
        whole = (start > first or first == 0) and (end >= 0 or last >= len(self._text))
        named = within(self._models, start, end if end >= 0 else len(self._text)) if whole else []
        alone = len({m.node for m in named}) == 1 and named[0].start - start <= _BEGINS and named[0].end <= offset
        return [named[0].node] if alone and _OF_IT.search(self._text, sentence.start, sentence.end) else []

    def _of_all(self, index: int) -> bool:
        """Whether a sentence speaks of clips in general: behind several models it is of none of them alone."""
        return _IN_GENERAL.match(self._text, self._sentences[index].start) is not None

    def _listed(self, before: Sequence[Mention], offset: int) -> list[NodeRef]:
        """The last model, with those joined to it by "和" where "均", "both" or "all" says that each is meant."""
        last = len(before) - 1
        each = _EACH.search(self._text[before[last].end : offset])
        nodes = [before[last].node]
        while each and last > 0 and _LIST_GAP.fullmatch(self._text[before[last - 1].end : before[last].start]):
            last -= 1
            nodes.insert(0, before[last].node)
        return nodes

    def _is_compared(self, mention: Mention) -> bool:
        return bool(_COMPARED.search(self._text[max(0, mention.start - 8) : mention.start]))

    def _is_basis(self, mention: Mention) -> bool:
        """Whether the words are of what is made from M ("沿用M的…思路"), not of M."""
        return bool(_BASIS.search(self._text[max(0, mention.start - 10) : mention.start]))

    def _only_compared(self, mention: Mention, offset: int) -> bool:
        """Whether a figure behind it is another's: "较Gen-2, …10秒" is, "远超Gen-2的16秒" is Gen-2's own."""
        if not self._is_compared(mention):
            return False
        between = self._text[mention.end : offset]
        return not re.match(r"[^,。]{0,12}(?:的|[(]|'s|’s)", between)
