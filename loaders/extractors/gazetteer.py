"""Owns the known names (loaders/data/*.toml) and finding them in a text; it must not guess names that are not in the data.

Text and names are folded alike: width, case and script, and without single spaces, hyphens and middle dots, so that "GEN2",
"Gen 2" and "Gen-2" are one. Longest match wins, and a Latin name ends where its word ends (Pika is not in Pikachu).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import compress
from typing import Any

import ahocorasick  # type: ignore[import-not-found]
import opencc

from graph.identity import Judgement, Verdict
from graph.values import NodeRef, name_key
from loaders.extractors.entries import FILES, Entry, is_cjk
from loaders.extractors.entries import entries as read_entries
from loaders.extractors.versions import Version, version_after
from loaders.patterns import any_script, holds

_to_simplified = opencc.OpenCC("t2s")
_DROPPED = "-‐‑·・•\u00a0 \u3000"
_KEPT = re.compile(rf"[{_DROPPED}](?<=[{_DROPPED}].)")  # only the first of several is dropped
_GARBLED = re.compile(r"[ -]?(?:\d{5}|\d+\.\d{4})")  # a version and a year, glued: only the table that they stand in can tell
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")  # extraction glues a table's cells together: "Turbo2024"
_OF_A_NAME = re.compile(r" (?:(?:and|or) [A-Z]|(?:said|says|announced|launched|unveiled|acquired|invested|raised|hired|led|joined)\b)")
_CAPITALS_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z]{3,} $")  # "10 SECOND CLIP": words of a headline, not the name CLIP
_CAPITALS_BEHIND = re.compile(r" [A-Z]{3,}(?![A-Za-z])")
_INNER_CAPITAL = re.compile(r"[a-z]+[A-Z]")  # "openAI" for OpenAI
_SHORT, _SHORT_IN_CHINESE = 2, 5  # letters of names that may be parts or words of something else
_BEFORE_CHINESE = re.compile(r"[一-龥、,,。;;]|$")
_LIST_BEFORE = re.compile(any_script(r"(?:(?P<between>[、/│|])|[,;:(·\n]|和|与|及|如|为|由|是|有|厂商|企业|公司|巨头|品牌|平台|机构|括|\A)\s?\Z"))
_LIST_BEHIND = re.compile(any_script(r"\s?(?:(?P<between>[、/│|]|等(?!级|于|待|候|同))|[,;:)。\n]|和|与|及|在|的|\Z)"))
_FORM = re.compile(  # what a company's name goes on with: "Kuaishou Technology", "Runway AI Inc."
    r"(?: (?:AI|Technology|Technologies|Group|Holdings?)(?![A-Za-z])){0,2}"
    r"(?:,? (?:Inc|Corp|Ltd|Co)\b(?:\.,? (?:Ltd|Inc)\b)?|,? (?:Corporation|Limited|LLC|PLC|GmbH)\b)?"
)
# An institute or a branch with a name of its own: "某某大学智能计算研究院", "某某证券(香港)".
_PART = re.compile(
    any_script(
        r"(?P<institute>(?:(?!证券|联合|与|和|及|的|在|等|成立|设立|建立|旗下|发布|推出|宣布|附属|[是为由以])[一-龥]){2,8}?(?:研究院|研究所|(?P<laboratory>实验室)))(?!长|员|主任)"
        r"|\s?[(](?:香港|国际|亚洲|中国|美国|英国|新加坡)[)]"
    )
)
_LOCAL = ("省", "市", "区", "區", "县", "縣")  # an office before which one of these stands is not the nation's
_SCHOOL = ("大学", "大學")


@dataclass(frozen=True, slots=True)
class Found:
    """A known name at [start, end): `spelling` is the name under which the data have it, with its version where it has one."""

    start: int
    end: int
    entry: Entry
    spelling: str
    name: str


_Hit = tuple[int, int, Entry, str]  # that the letters of a spelling stand at [start, end)


@dataclass(frozen=True)
class Gazetteer:
    """All known names and the automaton that finds them."""

    entries: tuple[Entry, ...]
    automaton: Any = field(repr=False)
    by_key: dict[tuple[str, str], Entry] = field(repr=False)

    def find(self, text: str) -> list[Found]:
        """The known names in `text`, leftmost and longest first, none overlapping another."""
        folded, origins = fold(text)
        hits = [
            (origins[last - length + 1], origins[last] + 1, entry, spelling) for last, items in self.automaton.iter(folded) for length, entry, spelling in items
        ]
        seams = _seams(text, hits)
        candidates = (_confirm(text, hit, seams) for hit in hits if not _is_part_of_word(text, hit, seams))
        return list(_longest(found for found in candidates if found is not None))

    def entry(self, ref: NodeRef) -> Entry | None:
        """The entry that has the name of `ref` among its spellings."""
        return self.by_key.get((ref.type, ref.key))


@cache
def gazetteer() -> Gazetteer:
    """The known names, read once."""
    entries = tuple(read_entries())
    patterns: dict[str, list[tuple[int, Entry, str]]] = {}
    by_key: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for spelling in entry.spellings:
            folded, _ = fold(spelling)
            patterns.setdefault(folded, []).append((len(folded), entry, spelling))
            by_key.setdefault((entry.type, name_key(spelling, entry.type)), entry)
    automaton = ahocorasick.Automaton()
    for folded, items in patterns.items():
        automaton.add_word(folded, items)
    automaton.make_automaton()
    return Gazetteer(entries, automaton, by_key)


@lru_cache(maxsize=8)
def names_in(text: str) -> tuple[Found, ...]:
    """The known names in a whole report, which more than one extractor asks for."""
    return tuple(gazetteer().find(text))


class _Folds(dict[str, str]):
    """What each character folds to; worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        folded = unicodedata.normalize("NFKC", char).casefold()
        self[char] = _to_simplified.convert(folded) if is_cjk(folded) else folded
        return self[char]


_folds = _Folds()
_folds_alone = _Folds(dict.fromkeys(_DROPPED, ""))


@lru_cache(maxsize=256)
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its code points the offset it came from."""
    parts = list(map(_folds_alone.__getitem__, text))
    for kept in _KEPT.finditer(text):
        parts[kept.start()] = _folds[kept[0]]
    folded = "".join(parts)
    origins = tuple(compress(range(len(parts)), parts))
    return folded, origins if len(origins) == len(folded) else tuple(offset for offset, part in enumerate(parts) for _ in part)


def _seams(text: str, hits: Iterable[_Hit]) -> frozenset[int]:
    """Where a maker's name ends inside a Latin word, in a text whose extraction lost the spaces: "OpenAISora". One such word alone is a name
    of its own ("MetaGPT"); two makers show that the text is so."""
    ends = {
        end: entry.name
        for start, end, entry, spelling in hits
        if entry.type == "Organization" and text[end : end + 1].isupper() and text[end].isascii() and len(spelling) > _SHORT
        if spelling.isascii() and text[start:end] == spelling and not _inside_word(text, start)
    }
    return frozenset(ends) if len(set(ends.values())) > 1 else frozenset()


def _is_part_of_word(text: str, hit: _Hit, seams: frozenset[int]) -> bool:
    """Whether Latin letters go on before a hit, or behind one that no version can follow. Most hits end here, so this looks at four letters alone."""
    start, end, entry, _ = hit
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and before.isascii() and start not in seams and _is_latin(text[start]):
        return True
    return behind.isalpha() and behind.isascii() and not entry.family and end not in seams and text[end - 1].isalpha() and text[end - 1].isascii()


def _confirm(text: str, hit: _Hit, seams: frozenset[int]) -> Found | None:
    """The name of a hit with its version, or None where it is only a part of something else."""
    start, end, entry, spelling = hit
    printed = text[start:end]
    fits = _case_fits(printed, spelling, exact=entry.exact) or _in_chinese(text, start, end, entry)
    if not fits or (start not in seams and _inside_word(text, start)):
        return None
    if entry.exact and printed.isupper() and (_CAPITALS_BEFORE.search(text, max(0, start - 24), start) or _CAPITALS_BEHIND.match(text, end)):
        return None
    if not _may_stand(text, entry):
        return None
    if "AUTHORITY" in entry.roles and text[max(0, start - 1) : start] in _LOCAL:
        return None
    if spelling in entry.in_lists and not _is_of_a_list(text, start, end):
        return None
    if entry.hint and not re.match(r"[”\"」』]?\s*" + re.escape(entry.hint), text[end : end + 12]):
        return None
    version = version_after(text, end, sold_in_tiers=entry.tiers) if entry.family else None
    named = entry.bare or spelling.endswith("模型")
    if entry.family and version is None and (not named or _GARBLED.match(text, end)):
        return None
    if version is not None and isinstance(entry.needs, str) and not version.printed.startswith(entry.join) and entry.needs not in text:
        return None
    if version is not None:
        end = version.end
    form = _FORM.match(text, end) if entry.type == "Organization" and printed.isascii() else None
    if form is not None and form[0]:
        end, spelling = form.end(), spelling + form[0]
    if entry.type == "Organization" and (part := _PART.match(text, end)) is not None and _has_parts(entry, part):
        end, spelling = part.end(), spelling + part[0]
        entry = replace(entry, name=spelling, aliases=(), in_lists=())
    if (end not in seams and _cuts_word(text, end)) or (entry.lone and _in_latin_sentence(text, end)):
        return None
    return Found(start, end, entry, _named(spelling, entry, version), _named(entry.name, entry, version))


def _may_stand(text: str, entry: Entry) -> bool:
    """Whether the text has the word that a name needs, or one of them; of a family that has one, the version is asked first."""
    if isinstance(entry.needs, str):
        return entry.family or entry.needs in text
    return holds(text, entry.needs)


def _has_parts(entry: Entry, part: re.Match[str]) -> bool:
    """Whether an organization's part is called by its own name: a house's research is the house's, a university's laboratory the university's."""
    makers = {"COMPANY"} if part["laboratory"] else {"COMPANY", "LAB"}
    return part["institute"] is None or bool(makers & set(entry.roles))


def _is_of_a_list(text: str, start: int, end: int) -> bool:
    """Whether a name is one of a list's: no other word goes on before or behind it, and on one side stands what parts the names of a list."""
    before, behind = _LIST_BEFORE.search(text, max(0, start - 3), start), _LIST_BEHIND.match(text, end)
    return before is not None and behind is not None and ("between" in (before.lastgroup, behind.lastgroup))


def _named(name: str, entry: Entry, version: Version | None) -> str:
    if version is None:
        return name
    join = entry.join if is_cjk(name) == is_cjk(entry.name) else " "
    return name + ("" if name.endswith((".", "-")) else join) + version.name


def _case_fits(printed: str, spelling: str, *, exact: bool) -> bool:
    if exact:
        return printed == spelling
    return not _wants_capital(spelling) or next((c for c in printed if c.isalpha()), "").isupper() or _INNER_CAPITAL.match(printed) is not None


def _in_chinese(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a model's Latin name stands in small letters right between Chinese ones, where no common word of another language does."""
    may_be = (entry.type == "AIModel" or entry.also_model) and not entry.exact and end - start > _SHORT_IN_CHINESE and text[start:end].isalpha()
    return may_be and _BEFORE_CHINESE.match(text, end) is not None and is_cjk(text[max(0, start - 1) : start])


@cache
def _wants_capital(spelling: str) -> bool:
    """Whether a spelling's first letter is a Latin capital."""
    first = next((c for c in spelling if c.isalpha()), "")
    return first.isascii() and first.isupper()


def _inside_word(text: str, start: int) -> bool:
    return bool(start and _is_latin(text[start]) and _is_latin(text[start - 1]) and not _glue(text[start - 1], text[start]))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _glue(left: str, right: str) -> bool:
    """Whether a word may begin between the two: extraction drops the space in "2024Kling"."""
    return left.isdigit() and right.isupper()


def _cuts_word(text: str, end: int) -> bool:
    if end >= len(text) or not _is_latin(text[end - 1]):
        return text[end : end + 1] == "生" and text[end - 2 : end] in _SCHOOL  # "某某大学生"
    follows = text[end]
    if text[end - 1].isdigit():
        return follows.isdigit() or (follows == "." and text[end + 1 : end + 2].isdigit())
    return _is_latin(follows) and not _YEAR.match(text, end)


def _in_latin_sentence(text: str, end: int) -> bool:
    """Whether a running sentence goes on behind a name; what only an organization does, or an other name beside it, is no such thing."""
    return bool(re.match(r" [a-z]{2,}", text[end : end + 4])) and not _OF_A_NAME.match(text, end)


def _longest(candidates: Iterable[Found]) -> Iterator[Found]:
    reached = 0
    for found in sorted(candidates, key=lambda f: (f.start, -f.end, f.entry.family, f.entry.type)):
        if found.start >= reached:
            reached = found.end
            yield found


def judgements_for(nodes: Iterable[NodeRef]) -> list[Judgement]:
    """SAME judgements for the names seen: each other name of a known node, and of its family with its version, is the shown one.

    `nodes` are the subjects and objects of a load's claims; those that no data file knows are passed over.
    """
    judgements: dict[str, Judgement] = {}
    for node in dict.fromkeys(node for node in nodes if node.type in FILES):
        for alias, name, method in _same(node):
            if alias.id != name.id:
                judgement = Judgement(alias, name, Verdict.SAME, method)
                judgements.setdefault(judgement.id, judgement)
    return list(judgements.values())


@lru_cache(maxsize=10_000)
def _same(node: NodeRef) -> tuple[tuple[NodeRef, NodeRef, str], ...]:
    """(alias, name, method) of each other name. A large load names the same nodes in each of its batches."""
    return tuple(_others(node))


def is_called(type_: str, printed: str) -> bool:
    """Whether something of this type is called so; models with a version or without."""
    if gazetteer().entry(NodeRef(type_, printed)) is not None:
        return True
    return type_ == "AIModel" and any(f.entry.type == type_ and f.end == len(printed) for f in gazetteer().find(printed))


def known_model(printed: str) -> Found | None:
    """The known model that is called so as a whole, or so with its maker's name before its own."""
    names = gazetteer().find(printed)
    last = names[-1] if names and names[-1].entry.type == "AIModel" and names[-1].end == len(printed) else None
    if last is None or last.start == 0:
        return last
    return last if last.entry.signed and len(names) == 2 and (names[0].start, names[0].end) == (0, last.start - 1) else None


def _others(node: NodeRef) -> Iterator[tuple[NodeRef, NodeRef, str]]:
    known = gazetteer()
    entry = known.entry(node)
    if entry is not None:
        shown = NodeRef(entry.type, entry.name, node.scope)
        for spelling in entry.spellings:
            yield NodeRef(entry.type, spelling, node.scope), shown, f"data:{FILES[entry.type]}.toml"
        return
    if node.type == "Organization":
        bare = next((known.entry(NodeRef(node.type, node.name[: m.start()])) for m in _FORM.finditer(node.name) if m[0] and m.end() == len(node.name)), None)
        if bare is not None:
            yield node, NodeRef(node.type, bare.name, node.scope), "data:organizations.toml"
    if node.type != "AIModel":
        return
    found = known_model(node.name)
    if found is not None and found.start:
        yield node, NodeRef("AIModel", found.name), "data:models.toml"
    if found is None or found.start or not found.entry.family:
        return
    version = version_after(node.name, len(node.name) - len(_tail(node.name, found)), sold_in_tiers=found.entry.tiers)
    for spelling in found.entry.spellings:
        yield NodeRef("AIModel", _named(spelling, found.entry, version)), NodeRef("AIModel", found.name), "data:models.toml"


def _tail(name: str, found: Found) -> str:
    """What follows the family's name in a name with a version."""
    for spelling in sorted(found.entry.spellings, key=len, reverse=True):
        folded, _ = fold(spelling)
        whole, origins = fold(name)
        if whole.startswith(folded) and len(whole) > len(folded):
            return name[origins[len(folded) - 1] + 1 :]
    return ""
