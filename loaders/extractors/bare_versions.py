"""Owns versions that a page calls models by alone: on a page about PixVerse "V5", "V4.5 / V4" or "a model called V1".

Only makers whose models have no other name (`versioned` in the data) are asked, and one of them alone: of several it is not told whose a version
is. It must not read versions behind a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.values import NodeRef
from loaders.extractors import Mention
from loaders.extractors.entries import words
from loaders.patterns import any_script

_VERSION = re.compile(r"[Vv](?<![A-Za-z0-9._/-].)\d{1,2}(?:\.\d{1,2})?(?:-(?:fast|turbo|lite|pro)|[ -](?:Fast|Turbo|Lite))?(?![A-Za-z0-9_/]|\.\d|-\w)")
_CALLED = re.compile(any_script(r"(?:\bmodels?|\b(?:called|named|dubbed|titled)|模型)\s*[:“\"'(]?\s*$"), re.IGNORECASE)
_IS_ONE = re.compile(
    any_script(r"[”\"']?\s?(?:(?:video|image|music|audio|generation|generative|AI|视频|图像|音乐|生成)\s?){0,3}(?:models?\b|大?模型)"), re.IGNORECASE
)
_CELL_BEGINS = re.compile(r"(?:^|\n)[ \t]*\|?[ \t]*$|\|[ \t]*$")
_CELL_ENDS = re.compile(r"[ \t]*(?:[|\t]|/[ \t]*[Vv]\d)")
_JOINED = re.compile(any_script(r"\s*(?:[,、/&]|,?\s(?:and|or)\s|和|与)\s*"))
_WINDOW = 16


def bare_versions(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The versions that are told to be models, wherever they stand; one whose maker's name stands before it elsewhere is that model."""
    makers = {m.node.name.split(" ")[0] for m in known if m.node.type in ("AIModel", "Organization")}
    makers = {maker for maker in makers if maker.casefold() in words("models", "versioned")}
    if len(makers) != 1:
        return
    found = list(_VERSION.finditer(text))
    whole = {m.node.name.split(" ")[-1].casefold(): m.node for m in known if m.node.type == "AIModel" and m.node.name.split(" ")[0] in makers}
    told: dict[str, str] = {}
    for i, match in enumerate(found):
        joined = i > 0 and found[i - 1][0].casefold() in told and _JOINED.fullmatch(text, found[i - 1].end(), match.start())
        if joined or _is_told(text, match):
            told.setdefault(match[0].casefold(), match[0])
    for match in found:
        name = told.get(match[0].casefold())
        if name is not None:
            yield Mention(*match.span(), whole.get(name.casefold()) or NodeRef("AIModel", name))


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether the words or the cell around a version say that it is a model."""
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    in_cell = _CELL_BEGINS.search(before) and _CELL_ENDS.match(text, match.end())
    return bool(in_cell or _CALLED.search(before) or _IS_ONE.match(text, match.end()))
