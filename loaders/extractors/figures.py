"""Owns figures and dates of models in prose: clip length, frame rate, resolution, context, parameters, release. Tables are `tables`'.

A figure belongs to the model named last before it in its sentence, never to one that it is only held against. One clip length alone
is what the model can do at most; with "默认" it is the default one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from graph.claim import Claim
from graph.values import NodeRef, Qualifier
from loaders.extractors import Context
from loaders.extractors.columns import Slot
from loaders.extractors.grids import grids, in_table
from loaders.extractors.labels import is_short_line, label_of, page_model
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.quantities import Figure, contexts, durations, frame_rates, parameters, resolutions
from loaders.extractors.releases import releases, says_more, told_dates
from loaders.extractors.sentences import Subjects, sentence_at, within
from loaders.extractors.statements import Statements, distinct
from loaders.extractors.tables import lineup, table_dates
from loaders.healing import Healed
from loaders.patterns import any_case, beginning_in_any_case

METHOD = "figures/1"

_READERS: tuple[tuple[str, Callable[[str, int, int], Iterator[Figure]]], ...] = (
    ("clipDuration", durations), ("frameRate", frame_rates), ("resolution", resolutions), ("contextWindow", contexts), ("parameters", parameters))  # fmt: skip
_CLIP = re.compile(
    r"时长|時長|最长|最長|[单單][段条條次]|每[段条條]|视频|視頻|画面|畫面|短片|片段|影片|镜头|鏡頭|[长長][达達]|扩展|延长|延長|续写|生成|\bclips?\b|\bvideos?\b|\bfootage\b|\bshots?\b|\blength\b|\bduration\b|"
    r"\blong\b|-second|reach|"
    r"\bof (?:\d{3,4}p|[248]K|(?:full )?HD)\b|"
    r"extend|generat|[帧幀]|[两兩][种档種檔]|\bgets? is\b|\byields?\b|\bproduces?\b|\b(?:in (?:one|a single)|per) (?:pass|go|take|run|shot)\b"
    r"|\b(?:goes|runs?) (?:up )?to\b|\b(?:limited|capped) to\b|\bcaps? (?:out )?at\b|\b(?:tops|maxes) out at\b",
    re.IGNORECASE,
)
_NO_CLIP = re.compile(
    r"耗[时時]|等候|排[队隊]|仅需|只需|需要?|用时|等待|推理时间|响应|延迟|内(?:即可|就能|完成|生成)|渲染|训练|相当于|音频|语音|时延|每隔|倒计时|采样|积分|"
    r"拼接|每次(?:可|能|可以)?[延续續]|"
    r"\bextend(?:able|ed)(?: \w+){0,2} (?:up )?to $|"
    r"\bqueue|\badvert|\bin (?:about |around |roughly |just |only |under )?$|latency|\blengthen|(?<!shot )(?<!clip )(?<!shots )(?<!clips )takes?\b|"
    r"(?:price|cost)s? of |wait|render(?:s|ed|ing)? in|\bwithin\b|"
    r"\bin under\b|in less than|response|per second of|credits?", re.IGNORECASE)  # fmt: skip
_SPEED_AFTER = re.compile(
    r"\s*(?:内|就|即?可(?:以)?(?:一键)?生成(?:一|出|[\d])"
    r"|[^,,。;;、]{0,12}(?:成本|价格|定价|费用)[^,,。;;、]{0,4}[¥$]?\d"  # what a clip costs
    r"|后|以内(?:即可|完成|生成)|的?音频|的?语音|的?等待|的?延迟|前|/张|of audio|的?(?:短剧|短劇|电影|剧集|纪录片|漫剧|直播|课程))"
)
_DEFAULT = re.compile(beginning_in_any_case((
    "默认", "default(?:s)?(?: to| of| is| length| duration| clip)*", "by default",
), r"[^,;,。\d]{0,14}$"))  # fmt: skip
_GENERIC = re.compile(
    r"\s*(?:All |Most |Generated |Output )?(?:clips?|videos?|outputs?|generations?)\b|\s*(?:单次|所有|各|均|上述)?(?:视频|模型|生成)(?:片段|时长|"
    r"长度)?[^,。;]{0,6}(?:为|均|可|"
    r"支持)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"分别|respectively", re.IGNORECASE)
_PAST = re.compile(r"(?:从|由|原(?:来|先)?的?|此前的?|from)\s*(?:最[长高大]|的|\s)*$", re.IGNORECASE)
_OTHERS = re.compile(r"其[余他它餘]|\b(?:the (?:others|rest)|other (?:models|tools))\b", re.IGNORECASE)  # "其余产品多在5-10秒": none that is named
_FORMER = re.compile(r"(?:以往|过去|過去|上一代的?)\s?$")
_ACTIVE = re.compile(r"激活|active|activated", re.IGNORECASE)
_AGAINST = re.compile(beginning_in_any_case((
    "versus", r"vs\.?", "than", "compared (?:with|to)", "against",
), r"(?i:\s*(?:the |up to )?)$"))  # fmt: skip
_PAIR = re.compile(any_case(("前者", "the former", "后者", "the latter")))
_FIRST = re.compile(r"前者|the former", re.IGNORECASE)
_OWNS = re.compile(
    r"\s?[的(]|\s[A-Z]\d{1,2}\s\("
    r"|\s?[::]\s?(?:固定|约)?\s?|\s?\([^()]{2,24}\)\s?[::]\s?(?:up to |max\.? |最长)?"
    r"|(?:\s(?:from|by)\s[^,.;()]{2,24})?\s?\([^()]{2,24}[,,;]\s?(?:up to|最长|单[段次条])?\s?",
    re.IGNORECASE,
)
_CELL_ENDS = re.compile(r"[|\n]")
_LONG_CELL = 100
_COMMA = re.compile(r"[,,]")
_CAN = re.compile(r"\b(?:can|could|able|up|supports?|allows?)\b|可(?![灵靈图圖])|能|支持|最|达|達", re.IGNORECASE)
_EACH_IS = re.compile(
    r"(?:每[段条條次个個]|[单單][段条條次]|固定(?:为|為)?)(?:视频|影片|片段|镜头|短片|時長|时长|长度|生成|输出|輸出|为|為|是|均|\s)*$"
    r"|\b(?:lasts?|lasting|runs?|running|exactly|always|fixed at|gets? is|length of|length is)\s(?:for )?$",
    re.IGNORECASE,
)
_OF_CLIPS = re.compile(r"\s(?:\w+ )?(?:clips?|shots?|videos?|takes?|segments?|pieces?)\b", re.IGNORECASE)
_EACH_AFTER = re.compile(r"\s(?:each|apiece|a clip|per clip|of footage|clips?\b|shots?\b|at \d)|[、,,]\s?\d+\s?(?:帧|fps)", re.IGNORECASE)
_PRICED = re.compile(
    r"(?:的|\s)?[^,,。;;.]{0,16}(?:(?:需要?|消耗|花费)[^,,。;;]{0,4}\d|积分|灵感值|credits?\b|[$¥])"
)  # a clip to buy, beside which there are others
_SLOTS = frozenset({Slot.CLIP, Slot.FRAME_RATE, Slot.RESOLUTION, Slot.CONTEXT, Slot.PARAMETERS})
_start = attrgetter("start")
_LONGEST_NAME = 60
_OF_IT = re.compile(r"(?:\s\w+){0,2}\s?(?:for|by|of|from|with|in|on)\s(?:the )?(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*)?['’]s\s)?", re.IGNORECASE)


def figures(healed: Healed, context: Context) -> Iterator[Claim]:
    """Quantities and release dates that the prose states of models."""
    yield from distinct(_Reader(healed, context).claims())


class _Reader:
    def __init__(self, healed: Healed, context: Context) -> None:
        self._text, self._context = prose(healed.text), context
        self._models = of_type(context.mentions, "AIModel")
        self._subjects = Subjects(prose(healed.text), self._models)
        self._statements = Statements(healed, context, METHOD, once=True)
        self._tables = grids(prose(healed.text), context)
        self._lineup = lineup(prose(healed.text), context)
        self._page = page_model(prose(healed.text), self._models, context.report.name)

    def claims(self) -> Iterator[Claim]:
        for name, read in _READERS:
            found = [f for f in read(self._text, 0, len(self._text)) if not self._in_table(f) and self._counts(name, f)]
            for figure, nodes in self._assigned(list(_first_choices(self._text, found)) if name == "resolution" else found):
                for node in nodes:
                    yield self._claim(node, name, figure)
        yield from self._releases()

    def _in_table(self, figure: Figure) -> bool:
        """Whether it stands in a cell of a table, which is read there; a cell of sentences about a model is prose."""
        if not in_table(self._tables, figure.start, figure.start + 1):
            return False
        start = max(self._text.rfind("|", 0, figure.start), self._text.rfind("\n", 0, figure.start)) + 1
        end = _CELL_ENDS.search(self._text, figure.end)
        if self._text[start - 1 : start] != "|" or not in_table(self._tables, start - 1, start):
            return True  # of a row without bars, or of a whole table that ran into one line
        return (end.start() if end else len(self._text)) - start < _LONG_CELL or not within(self._models, start, figure.start)

    def _counts(self, name: str, figure: Figure) -> bool:
        """Whether the figure is of the kind that is asked: a duration may be a waiting time, too."""
        sentence = sentence_at(self._text, figure.start)
        before = self._text[max(sentence.start, figure.start - 30) : figure.start]
        if (figure.qualifier is not Qualifier.RANGE and _PAST.search(before[-12:])) or _FORMER.search(before):
            return False
        if name == "parameters" and _ACTIVE.search(self._text, max(sentence.start, figure.start - 8), figure.end):
            return False
        if name != "clipDuration":
            return True
        if any(_OWNS.fullmatch(self._text, m.end, figure.start) for m in within(self._models, figure.start - _LONGEST_NAME, figure.start)):
            return True
        clause = _COMMA.split(before)[-1]
        if (
            _OTHERS.search(clause)
            or _NO_CLIP.search(clause)
            or _SPEED_AFTER.match(self._text, figure.end)
            or re.search(r"credits?/?$|(?:灵感值|积分|[点元])/$", before)
        ):
            return False
        if _CLIP.search(self._text, max(sentence.start, figure.start - 40), min(sentence.end, figure.end + 24)):
            return True
        label = label_of(self._text, figure.start)
        return label is not None and label.slot is Slot.CLIP

    def _assigned(self, found: Sequence[Figure]) -> Iterator[tuple[Figure, list[NodeRef]]]:
        """Each figure with the models that it is said of."""
        done: set[int] = set()
        for figure in found:
            sentence = sentence_at(self._text, figure.start)
            if sentence.start in done:
                continue
            alike = found[bisect_left(found, sentence.start, key=_start) : bisect_left(found, sentence.end, key=_start)]
            named = list(dict.fromkeys(m.node for m in within(self._models, sentence.start, figure.start)))
            if len(alike) == len(named) > 1 and _RESPECTIVELY.search(self._text, sentence.start, sentence.end):
                done.add(sentence.start)
                yield from ((f, [node]) for f, node in zip(alike, named, strict=True))
                continue
            yield figure, self._models_of(figure)

    def _models_of(self, figure: Figure) -> list[NodeRef]:
        """The models that a figure is said of: behind "versus" it is the one that follows."""
        sentence = sentence_at(self._text, figure.start)
        if _AGAINST.search(self._text[max(sentence.start, figure.start - 20) : figure.start]):
            after = within(self._models, figure.end, min(sentence.end, figure.end + 40))
            return [after[0].node] if after and _OF_IT.fullmatch(self._text[figure.end : after[0].start]) else []
        paired = self._paired(sentence.start, figure.start)
        return paired or self._subjects.nearest(figure.start) or self._following(figure) or self._general(figure) or self._labelled(figure)

    def _paired(self, start: int, offset: int) -> list[NodeRef]:
        """The first or the second of two models, where "前者" or "the latter" stands before the figure."""
        cue = next(reversed(list(_PAIR.finditer(self._text, start, offset))), None)
        before = within(self._models, start, cue.start()) if cue else []
        if cue is None or len(before) < 2:
            return []
        return [before[-2 if _FIRST.match(cue[0]) else -1].node]

    def _following(self, figure: Figure) -> list[NodeRef]:
        """The model right behind the figure, in a sentence that names none before it: "可生成60秒视频的Sora"."""
        sentence = sentence_at(self._text, figure.start)
        if within(self._models, sentence.start, figure.start):
            return []
        after = within(self._models, figure.end, min(sentence.end, figure.end + 16))
        return [after[0].node] if after and re.fullmatch(r"[^,,。;]{0,12}的\s?[“\"]?(?:[^,,。;]{0,6}模型)?", self._text[figure.end : after[0].start]) else []

    def _general(self, figure: Figure) -> list[NodeRef]:
        """What is said of clips in general, in a sentence that names no model, holds for every model of the lineup."""
        sentence = sentence_at(self._text, figure.start)
        if within(self._models, sentence.start, sentence.end) or not _GENERIC.match(self._text, sentence.start):
            return []
        return self._lineup

    def _labelled(self, figure: Figure) -> list[NodeRef]:
        """Whose a figure is that a label or a short line tells of nobody: the model's that the label names in brackets, or the page's own."""
        label = label_of(self._text, figure.start)
        if label is not None and label.slot in _SLOTS:
            named = list({m.node for m in within(self._models, *label.of)})
            return named if len(named) == 1 else [] if named else self._page
        return self._page if figure.unit in ("fps", "px") and is_short_line(self._text, figure.start, figure.end) else []

    def _claim(self, node: NodeRef, name: str, figure: Figure) -> Claim:
        if name == "clipDuration":
            if _DEFAULT.search(self._text[max(0, figure.start - 24) : figure.start]):
                exact = replace(figure, min=figure.min if figure.min is not None else figure.max, max=figure.max if figure.max is not None else figure.min)
                qualifier = Qualifier.RANGE if figure.qualifier is Qualifier.RANGE else Qualifier.EXACT
                return self._statements.quantity(node, "defaultClipDuration", replace(exact, qualifier=qualifier), confidence=0.9)
            figure = figure if self._is_each(figure) else figure.at_most()
        return self._statements.quantity(node, name, figure, confidence=0.9)

    def _is_each(self, figure: Figure) -> bool:
        """Whether a length is that of each clip ("每段8秒", "eight-second clips"), and not what can be had at most."""
        before = self._text[max(0, figure.start - 28) : figure.start]
        if _CAN.search(before) or _PRICED.match(self._text, figure.end):
            return False
        hyphened = "-" in self._text[figure.start : figure.end] and _OF_CLIPS.match(self._text, figure.end)
        return bool(hyphened or _EACH_IS.search(before) or _EACH_AFTER.match(self._text, figure.end))

    def _releases(self) -> Iterator[Claim]:
        found = [r for r in releases(self._text, self._context) if not in_table(self._tables, r.start, r.end)]
        told = told_dates((*((r.thing.node, r.date) for r in found), *table_dates(self._text, self._context)))
        for release in found:
            if not says_more(release.date, told[release.thing.node]):
                surety = {4: 0.8, 7: 0.9}.get(len(release.date), 1.0)
                yield self._statements.property(release.thing.node, "releasedOn", release.start, release.end, value=release.date, confidence=surety)


def _first_choices(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Of resolutions that are listed as choices ("720p / 1280×768") the first."""
    last = -1
    for figure in found:
        if last < 0 or not re.fullmatch(r"\s*(?:/|、|,|或|or)\s*", text[last : figure.start]):
            yield figure
        last = figure.end
