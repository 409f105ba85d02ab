"""Owns what is said of a model beside figures: its modality ("文生视频模型Sora") and who may use it ("尚未向公众开放")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.grids import outside
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.sentences import Subjects
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import sought

METHOD = "traits/1"

_KINDS = (
    ("MULTIMODAL", r"多模态|multimodal"),
    ("VIDEO", r"文生视频|视频生成|图生视频|视频|text[- ]to[- ]video|video(?: generation)?"),
    ("IMAGE", r"文生图|图像生成|图像|text[- ]to[- ]image|image(?: generation)?"),
    ("AUDIO", r"语音|音频|音乐|text[- ]to[- ]speech|speech|audio|music"),
    ("TEXT", r"大?语言|文本|推理|large language|language|reasoning"),
)
_BEFORE = tuple((kind, re.compile(rf"(?P<said>(?:{words})(?:AI)?\s?(?:大?模型|models?))\s?[“\"「]?$", re.IGNORECASE)) for kind, words in _KINDS)
_OPEN = re.compile(
    r"(?:尚未|暂未|暂不|未|仅|已|全面|正式)(?:向(?:[^,。;\n]{1,30}))?(?:免费|公开|全面)?(?:开放|公测|内测)(?:使用|访问|权限|测试)?[^,。;\n]{0,24}(?:,仅[^。;\n]{1,60}?开放(?:使用|访问|权限|测试)?)?"
    r"|\b(?:not yet|now|only|generally|publicly|not) (?:publicly |generally )?(?:available|open)\b[^.;\n]{0,50}"
    r"|\b[Aa]ccess (?:is|stays|remains) (?:limited to|with|restricted to)\b[^.;\n]{0,50}"
)
_BEGINS = re.compile("尚|暂|未|仅|已|全|正|no[tw] |only |generally |publicly |access |Access ")


def traits(healed: Healed, context: Context) -> Iterator[Claim]:
    """The modality and the availability of models."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    models = of_type(outside(text, context), "AIModel")
    for model in models:
        before = text[max(0, model.start - 40) : model.start]
        for kind, pattern in _BEFORE:
            match = pattern.search(before)
            if match is not None:
                start = max(0, model.start - 40) + match.start("said")
                yield statements.property(model.node, "modality", start, start + len(match["said"]), value=kind, confidence=0.9)
                break
    subjects, told = Subjects(text, models), set[NodeRef]()
    for match in sought(_OPEN, _BEGINS, text):
        node = subjects.main(match.start())
        if node is not None and node not in told:
            told.add(node)
            yield statements.property(node, "availability", *match.span(), confidence=0.8)
