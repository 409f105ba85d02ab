"""Owns which techniques models are built with, where the text says so of them (names: loaders/data/techniques.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claim import Claim
from loaders.extractors import Context
from loaders.extractors.grids import outside
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.sentences import Subjects, sentence_at
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed

METHOD = "techniques/1"

_USES = re.compile(
    r"采用|使用|利用|基于|运用|引入|结合|融合|借助|沿用|通过|训练|架构|机制|技术|编码|压缩|切成|拆|统一|受益于|原理|网络|打通|桥梁|去噪|\buses?\b|"
    r"\busing\b|built|based on|train|architect|combin|"
    r"leverag|via\b|adopt|employ|encod|compress|denois|powered by", re.IGNORECASE)  # fmt: skip
_DENIED = re.compile(
    r"(?:不采用|没有使用|而非|区别于|不同于|有别于|并非|取代|替代|放弃|instead of|rather than|unlike|replac\w+|without)[^,,。;]{0,12}$", re.IGNORECASE
)


def techniques(healed: Healed, context: Context) -> Iterator[Claim]:
    """USES of models, one claim for each pair."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    subjects = Subjects(text, of_type(outside(text, context), "AIModel"))
    for mention in of_type(outside(text, context), "Technique"):
        sentence = sentence_at(text, mention.start)
        denied = _DENIED.search(text[max(sentence.start, mention.start - 20) : mention.start])
        node = subjects.main(sentence.start)
        if node is not None and not denied and _USES.search(text, sentence.start, sentence.end):
            yield statements.relationship(node, "USES", mention.node, mention.start, mention.end, confidence=0.8)
