"""Owns finding a report's figures and tables by their captions, and where their data come from. What a table says is for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.statements import Statements
from loaders.healing import Healed
from loaders.patterns import any_case, sought

METHOD = "exhibits/1"

_CAPTION = re.compile(
    r"(?:(?<=[\s。|>;;)])|^)(?:图表|图|表格|表|Figure|Fig\.|Exhibit|Table|Chart)\s?(?P<number>\d{1,3})(?:[-–.]\d{1,2})?(?:\s*[::|]\s*|[.．](?=\s)\s*"
    r"|(?<=\d)[ \t]+(?=\S)|、)(?=(?P<caption>[^\n]{2,400}))",
    re.MULTILINE | re.IGNORECASE,
)
_BEGINS = re.compile(any_case(("图", "表", "Fig", "Exhibit", "Table", "Chart")))
_SOURCE = re.compile(r"(?:资料|数据|图片)?来源\s*[::]\s*|(?<![A-Za-z])Sources?\s*:\s*", re.IGNORECASE)
_NEXT = re.compile(r"(?<=\s)(?:图表|图|表格|表|Figure|Exhibit|Table|Chart)\s?\d{1,3}\s*[::]", re.IGNORECASE)
_LEADERS = re.compile(r"\s*(?:\.{3,}|…+|·{3,})\s*\d*\s*$")
_REFERENCE = re.compile(r"^(?:所示|显示|中|为|和|与|及|可|展示|反映|对比|the\b|shows?\b|and\b|below\b|above\b|illustrates?\b)", re.IGNORECASE)
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff)）」”%])[ \t]+(?=[\u3400-\u9fff\ue000-\uf8ff])|(?<=[)）])[ \t]+(?=\S)|[ \t]{3,}|\t")
_GENERIC = re.compile(
    r"公告|官网|官方网站|年报|季报|招股|财报|网络|公开(?:资料|信息)|新闻|媒体|报道|论文|技术报告|产品|微信|公众号|各公司|公司$|截至|截止|数据$"
        r"|company data|filings?|reports?|website|press|estimates?|note:?|as of", re.IGNORECASE
)  # fmt: skip
_NO_NAME = re.compile(  # words of a sentence, figures, days and addresses
    r"^(?:is|was|are|be|will|or|the|our|its?|all|any|not?)(?:\s|$)|^[a-z]+\s[a-z\d]|[$¥€%=]|20\d\d[-/年]\d|\b(?:Building|Tower|Road|Street|Floor|Plaza|Centre|Avenue)$"
)
_EDITED = re.compile(r"(?:整理|绘制|测算|预测|估算|翻译|官网)$|(?:\s+(?:Research|estimates|data))$", re.IGNORECASE)
_INSTITUTE = re.compile(r"研究(?:所|院|部|中心|发展部|发展中心)?$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption at [start, end), with its label from `label` on; `number` is printed, `leads` marks a line of a table of contents."""

    label: int
    start: int
    end: int
    number: int
    leads: bool


def exhibits(healed: Healed, context: Context) -> Iterator[Claim]:
    """HAS_EXHIBIT and the number of each figure and table, and SOURCED_FROM each organization that its source line names."""
    text = healed.text
    state = Statements(healed, context, METHOD)
    found = _captions(text)
    for i, caption in enumerate(found):
        node = NodeRef("Exhibit", " ".join(text[caption.start : caption.end].split()), context.report.name)
        yield state.relationship(context.report, "HAS_EXHIBIT", node, caption.label, caption.end, properties={"number": caption.number})
        yield state.property(node, "number", caption.label, caption.end, value=str(caption.number))
        limit = found[i + 1].label if i + 1 < len(found) else len(text)
        yield from _sources(text, (caption.end, min(limit, caption.end + 2_000)), node, context, state)


def _captions(text: str) -> list[Caption]:
    """The captions in order, one for each label and number: where the list of figures has it too, the place of the figure itself."""
    chosen: dict[tuple[str, int], Caption] = {}
    for match in sought(_CAPTION, _BEGINS, text):
        if _REFERENCE.match(match["caption"]) or not re.match(r"[^\W_]|[“\"《(（「]", match["caption"]):
            continue
        separator = text[match.end("number") : match.start("caption")]
        if not separator.strip() and not _begins_line(text, match.start()):
            continue
        caption = _caption(text, match)
        kind = re.match(r"[^\W\d]+", text[match.start() :])
        key = (kind[0].casefold() if kind else "", caption.number)
        if caption.end - caption.start >= 2 and (key not in chosen or chosen[key].leads):
            chosen[key] = caption
    return sorted(chosen.values(), key=lambda c: c.label)


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _caption(text: str, match: re.Match[str]) -> Caption:
    """Where a caption ends: at its line's end or source, and in a glued text at the first gap between Chinese words."""
    start, end = match.span("caption")
    stops = [m.start() for pattern in (_SOURCE, _NEXT) if (m := pattern.search(text, start, end))]
    end = min([end, *stops])
    leaders = _LEADERS.search(text[start:end])
    if leaders:
        end = start + leaders.start()
    glued = bool(stops) or end - start > 60
    gap = _HAN_GAP.search(text, start, end) if glued else None
    end = gap.start() if gap else end
    sentence = re.compile(r"。").search(text, start, end)
    end = sentence.start() if sentence else end
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|*"):
        end -= 1
    return Caption(match.start(), start, end, int(match["number"]), leaders is not None)


def _sources(text: str, behind: tuple[int, int], node: NodeRef, context: Context, state: Statements) -> Iterator[Claim]:
    """The organizations of the first source line behind a caption; a data provider is known as one."""
    label = _SOURCE.search(text, *behind)
    if label is None:
        return
    context.used.append(label.span())
    for first, stop in _listed(text, label.end(), behind[1]):
        name, last = text[first:stop], stop
        own = _INSTITUTE.sub("", name)
        publisher = context.publisher
        if publisher and (own == publisher.name or name.startswith(publisher.name)):
            name = publisher.name
            last = first + len(name)
        organization = NodeRef("Organization", name)
        yield state.relationship(node, "SOURCED_FROM", organization, first, last)
        entry = gazetteer().entry(organization)
        if entry is not None and "DATA_PROVIDER" in entry.roles:
            yield state.property(organization, "roles", first, last, value="DATA_PROVIDER")


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a source line, which ends with its line or sentence, or at a gap that no comma precedes."""
    stop = re.compile(r"[\n。|<]|(?<![,，、;；:：\s])[ \t]+(?=[\u3400-\u9fff\ue000-\uf8ff])|(?<=[\u3400-\u9fff])[ \t]+(?=[^\s\u3400-\u9fff])").search(
        text, start, end
    )
    end = stop.start() if stop else min(end, start + 120)
    for part in re.finditer(r"[^,,、;;/&]+?(?=[,,、;;/&]|和|及|\band\b|$)", text[start:end]):
        if not _GENERIC.search(part[0]):
            first, last = _bare(text, start + part.start(), start + part.end())
            if 2 <= last - first <= 40 and re.match(r"[^\W\d_]", text[first]) and not _NO_NAME.search(text[first:last]):
                yield first, last


def _bare(text: str, first: int, last: int) -> tuple[int, int]:
    """A name's range without white space, a conjunction before it, and what was done with its data behind it."""
    joined = re.match(r"\s*(?:和|及|与|and\b)?\s*", text[first:last])
    first += joined.end() if joined else 0
    edited: re.Match[str] | None = None
    while last > first and (text[last - 1].isspace() or text[last - 1] == "." or (edited := _EDITED.search(text[first:last]))):
        last = first + edited.start() if edited else last - 1
        edited = None
    return first, last
