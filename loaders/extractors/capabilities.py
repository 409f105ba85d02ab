"""Owns what models can do, as far as the text says it of them (loaders/data/capabilities.toml, and lists of abilities)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.entries import data
from loaders.extractors.grids import outside
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.sentences import Subjects
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import any_case, beginning_in_any_case, sought

METHOD = "capabilities/1"

_DENIED = re.compile(r"(?:不支持|无法|不能|尚未|暂不|未能|缺乏|不具备|不足|cannot|can't|not|unable to|lacks?|without)[^,,。;]{0,10}$", re.IGNORECASE)
_LISTED = re.compile(r"(?:功能|能力|特性|capabilities|abilities)[^。::\n]{0,40}[::]\s*(?=[(]?1[).、)])", re.IGNORECASE)
_BEGINS = re.compile(any_case(("功", "能", "特", "cap", "abilities")))
_ITEM = re.compile(r"[(]?\d{1,2}[).、)]\s*(?P<name>[^,。;;::\n]{3,20})(?=[;;。::\n]|$)")


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((item["name"], re.compile(beginning_in_any_case(item["patterns"]))) for item in data("capabilities")["capabilities"])


@cache
def _any_known() -> re.Pattern[str]:
    return re.compile(beginning_in_any_case(pattern for item in data("capabilities")["capabilities"] for pattern in item["patterns"]))


def capabilities(healed: Healed, context: Context) -> Iterator[Claim]:
    """HAS_CAPABILITY of models, one claim for each pair."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    statements = Statements(healed, context, METHOD, once=True)
    for start, end, node, name in (*_by_pattern(prose(healed.text), context), *_by_list(prose(healed.text), context)):
        yield statements.relationship(node, "HAS_CAPABILITY", NodeRef("Capability", name), start, end, confidence=0.8)


def _by_pattern(text: str, context: Context) -> Iterator[tuple[int, int, NodeRef, str]]:
    subjects = Subjects(text, of_type(outside(text, context), "AIModel"))
    for sentence, node in subjects.told():
        for name, pattern in _known() if _any_known().search(text, sentence.start, sentence.end) else ():
            match = pattern.search(text, sentence.start, sentence.end)
            if match and not _DENIED.search(text[max(sentence.start, match.start() - 16) : match.start()]):
                yield match.start(), match.end(), node, name


def _by_list(text: str, context: Context) -> Iterator[tuple[int, int, NodeRef, str]]:
    """The items of a numbered list behind "…功能:"; a name of the data is used where an item has one."""
    subjects = Subjects(text, of_type(outside(text, context), "AIModel"))
    for cue in sought(_LISTED, _BEGINS, text):
        node = subjects.main(cue.start())
        position = cue.end()
        while node is not None and (item := _ITEM.match(text, position)):
            known = next((name for name, pattern in _known() if pattern.search(item["name"])), item["name"].strip())
            yield item.start("name"), item.end("name"), node, known
            position = item.end() + len(text[item.end() :]) - len(text[item.end() :].lstrip("; 。"))
