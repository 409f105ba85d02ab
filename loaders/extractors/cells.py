"""Owns reading one cell of a table: the model it names, the figure it holds. In a cell a single figure is exact; prose is not asked here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.errors import InvalidInput
from graph.units import canonical
from graph.values import NodeRef, Qualifier
from loaders.extractors import Mention
from loaders.extractors.columns import Column, Slot
from loaders.extractors.entries import data
from loaders.extractors.gazetteer import Found, gazetteer
from loaders.extractors.quantities import NUMBER, Figure, bound, contexts, durations, frame_rates, number, parameters, resolutions, scaled
from loaders.extractors.sentences import within
from loaders.extractors.unknown_names import is_model_name

Range = tuple[int, int]

DASH = re.compile(r"[_\-—–/.…\s]+|n/a|未公布|未披露|不详|未知|unknown|undisclosed|tbd|tba", re.IGNORECASE)
NONE_SAID = re.compile(r"无|不支持|没有|暂无|暂不支持|none|not supported|unsupported|not available", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z一-龥][^\n|:;,。]{0,38}")
_SLUG = re.compile(r"`?(?:[a-z][\w.-]{1,30}/){0,2}(?P<name>[a-z][a-z0-9.]*(?:[-_][a-z0-9.]{1,12}){1,5})`?")
_READERS: dict[Slot, Callable[[str, int, int], Iterator[Figure]]] = {
    Slot.CLIP: durations, Slot.FRAME_RATE: frame_rates, Slot.RESOLUTION: resolutions, Slot.CONTEXT: contexts, Slot.PARAMETERS: parameters}  # fmt: skip
_MORE = re.compile(r"(?P<size>[ -]?[Vv]?\d{1,4}(?:\.\d{1,2})?[BbMm]?)?(?P<words>(?:[ -][A-Z][A-Za-z]{2,11}){0,2})")
_PAIR = re.compile(rf"({NUMBER})\s*(?:s|秒)?\s*(?:/|或|、|or)\s*({NUMBER})\s*(s|秒|seconds?)(?![A-Za-z])", re.IGNORECASE)
_GOES_ON = re.compile(r" ?[A-Za-z0-9]")  # what extraction cut off a cell
_KIND_OF_MODEL = re.compile(r"(?: (?:[A-Z][a-z]+ )?(?:TTS|STT|ASR|Video|Image|Speech|Music|Voice|Audio|AI|Text[- ]to[- ]Speech))")
_BARE = re.compile(rf"(?P<a>{NUMBER})(?:\s*[-~–至]\s*(?P<b>{NUMBER}))?\s*(?P<s>[KkMmBbTt万亿]|万亿|百万)?(?:\s*tokens?)?", re.IGNORECASE)


def subject_of(text: str, cell: Range, mentions: Sequence[Mention], *, invent: bool) -> NodeRef | None:
    """The model that a cell names, called as the report calls it. `invent`: a name that no one knows may be one too."""
    inside = within(mentions, *cell)
    models = [m for m in inside if m.node.type == "AIModel"]
    printed = " ".join(text[slice(*cell)].split())
    known = [f for f in gazetteer().find(printed) if f.entry.type == "AIModel"]
    whole = next((f for f in known if f.end - f.start == len(printed)), None)
    if invent and whole is None and _is_variant(printed, known, inside):
        return NodeRef("AIModel", printed)
    if models and (whole is None or models[0].end == cell[1]):
        return models[0].node
    found = next((f for f in known if f.end - f.start > len(printed) / 2), None)
    if found is not None:
        keys = {NodeRef("AIModel", name).key for name in (found.name, found.spelling)}
        return next((m.node for m in mentions if m.node.type == "AIModel" and m.node.key in keys), NodeRef("AIModel", found.spelling))
    if slug := slugged(printed):
        return next((m.node for m in mentions if m.node.type == "AIModel" and m.node.key == slug.key), slug)
    name = re.sub(r"\s*\([^()]*\)\s*$", "", printed)
    if invent and inside and _is_makers(text, cell, inside[0], name):
        return NodeRef("AIModel", name)
    if invent and not inside and _NAME.fullmatch(name) and is_model_name(name) and not NONE_SAID.fullmatch(name):
        return NodeRef("AIModel", name)
    return None


def _is_makers(text: str, cell: Range, maker: Mention, name: str) -> bool:
    """Whether a cell of a column of models holds a maker's name for what that makes: "Acme", "Acme TTS"."""
    if maker.node.type != "Organization" or maker.start != cell[0] or _GOES_ON.match(text, cell[1]):
        return False
    rest = name[maker.end - maker.start :]
    return not rest or _KIND_OF_MODEL.fullmatch(rest) is not None


def is_slug(printed: str) -> bool:
    """Whether a cell holds an interface's name of a model: "veo-3.1-fast"."""
    return _SLUG.fullmatch(printed) is not None


def slugged(printed: str) -> NodeRef | None:
    """The known model that an interface's name is of: "acme/veo-3.1", `kling-v2.1-master`."""
    match = _SLUG.fullmatch(printed)
    if match is None:
        return None
    name = " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_]", match["name"]))
    found = [f for f in gazetteer().find(name) if f.entry.type == "AIModel" and f.end == len(name)]
    return NodeRef("AIModel", found[0].spelling) if found and re.search(r"\d", found[0].spelling) else None


def _is_variant(printed: str, known: Sequence[Found], inside: Sequence[Mention]) -> bool:
    """Whether a cell prints a known name with more of a version behind it than is known: "LTXV-13B Distilled" is not LTXV."""
    begun = [(f.end, f.entry.tiers) for f in known if f.start == 0] or [(len(m.node.name), False) for m in inside[:1] if printed.startswith(m.node.name)]
    if len(known) > 1 or len(inside) > 1 or not begun or begun[0][1]:
        return False
    more = _MORE.fullmatch(printed, begun[0][0])
    return more is not None and (more["size"] is not None or more["words"].strip(" -") in data("models")["variants"])


def cell_figure(text: str, cell: Range, column: Column) -> Figure | None:
    """The figure of a cell: exact unless the cell or the heading bounds it, a range where two ends or two choices are given."""
    start, end = cell
    pair = _PAIR.search(text, start, end) if column.slot is Slot.CLIP else None
    if pair is not None:
        low, high = sorted((number(pair[1]), number(pair[2])))
        return Figure(pair.start(), pair.end(), low, high, "s", Qualifier.RANGE)
    found = [_moved(f, start) for f in _READERS[column.slot](text[start:end], 0, end - start)]
    found = [f for f in found if not (column.slot is Slot.CLIP and _is_default(text, start, f.start))]
    figure = found[0] if found else _bare(text, cell, column)
    if figure is not None and figure.qualifier is Qualifier.EXACT and column.at_most:
        return figure.at_most()
    return figure


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)


def default_figure(text: str, cell: Range) -> Figure | None:
    """The figure that a cell calls the default one."""
    found = next((f for f in durations(text, *cell) if _is_default(text, cell[0], f.start)), None)
    return replace(found, min=found.min or found.max, max=found.max or found.min, qualifier=Qualifier.EXACT) if found else None


def _is_default(text: str, start: int, position: int) -> bool:
    return bool(re.search(r"(?:默认|default)[^,;,。\d]{0,10}$", text[max(start, position - 16) : position], re.IGNORECASE))


def _bare(text: str, cell: Range, column: Column) -> Figure | None:
    """A number whose unit the heading gives: "视频时长(秒)", or that its column needs no unit for: "128K" under 上下文."""
    start, end = cell
    match = _BARE.search(text, start, end)
    if match is None or text[start : match.start()].strip(" ~≈约<>≤≥") or text[match.end() : end].strip(" +"):
        return None
    needs_none = column.slot in (Slot.CONTEXT, Slot.PARAMETERS) and (match["s"] or number(match["a"]) > 1000)
    unit = {Slot.CONTEXT: "token", Slot.PARAMETERS: "1", Slot.FRAME_RATE: "fps"}.get(column.slot, column.unit)
    if not column.unit and not needs_none and column.slot is not Slot.FRAME_RATE:
        return None
    scale = match["s"] or re.sub(r"\s*tokens?", "", column.unit, flags=re.IGNORECASE) if column.slot in (Slot.CONTEXT, Slot.PARAMETERS) else None
    try:
        ends = [_canonical(scaled(match[g], scale), unit) for g in ("a", "b") if match[g]]
    except (InvalidInput, KeyError):
        return None
    if len(ends) == 2:
        return Figure(match.start(), match.end(), ends[0][0], ends[1][0], ends[0][1], Qualifier.RANGE)
    qualifier = bound(text[start:end], match.start() - start, match.end() - start)
    low, high = {Qualifier.AT_MOST: (None, ends[0][0]), Qualifier.AT_LEAST: (ends[0][0], None)}.get(qualifier, (ends[0][0], ends[0][0]))
    return Figure(match.start(), match.end(), low, high, ends[0][1], qualifier)


def _canonical(value: float, unit: str) -> tuple[float, str]:
    return (value, unit) if unit in ("1", "token") else canonical(value, unit)
