"""Owns the listed companies that a text names as shares: in a list of such, in brackets beside a theme, where it advises, before their item.

It must not claim anything. A listed company that does something in a sentence is an organization there, and no share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.values import simplified
from loaders.extractors.gazetteer import Found, names_in
from loaders.extractors.recommended import CODE, is_generic
from loaders.extractors.shares import of_hong_kong, of_taiwan, shares
from loaders.patterns import any_script, has_chinese

Range = tuple[int, int]
_MARK = re.compile(r"(?:[AH]股|(?<=[一-龥])[AB](?![A-Za-z股\d])|(?:集[团團]|控股)?\s?-\s?[A-Z]{1,2})(?![A-Za-z])")
_KIND = re.compile(r"(?:集[团團]|控股)?\s?-\s?(?:S?W|S|SS|B|P|R)(?![A-Za-z])")  # the mark of a kind of share, which no organization's name has
_JOINED = re.compile(r"(?:\s?[(][+-]\s?\d{1,3}(?:\.\d+)?%[)])?[】」]?\s?(?:[、/,]|和|与|與|及|以及)\s?[【「]?|[】」]\s?[【「]")
_ANOTHER = re.compile(r"、(?P<name>[一-龥]{3,4})(?=[、;;。,,】(]|等)")  # a name that the list of shares does not have, amid names that it has
_OPENS = re.compile(r"(?:^|[。;;::\n])\s?(?P<name>[一-龥]{3,4})、\Z")
_LONGEST_OPENING = 8
_COLUMN = re.compile(r"[ \t]?\n\s{0,3}")
_IN_COLUMN = 3  # names, each on its line
_MAKERS = re.compile(
    any_script(r"等[一-龥]{0,4}(?:大厂|厂商|巨头|平台|企业|公司|机构|玩家)|(?:联合|共同|均|都|相继|先后|纷纷)?(?:发布|推出|宣布|上线|合作|签署|成立)")
)
_ADVICE = re.compile(any_script(r"推荐|关注|看好|首推|首选|标的|受益|个股|重仓|覆盖"))
_ADVICE_ENDS = re.compile(r"[。;;\n]")
_LONGEST_ADVICE = 120
_ITEM_BEFORE = re.compile(r"[】|│]\s?$")
_ITEM_BEHIND = re.compile(r"\s?[::((]|-(?=[一-龥])")
_ROW = re.compile(  # figures, or the sector and the day of a rating
    r"\s{0,2}(?:-?\d{1,4}\.\d{1,2}(?!\d)[%x]?\s?){2}|[ \t|]{1,3}[一-龥]{2,6}[ \t|]{1,3}20\d\d-\d\d-\d\d[ \t|]{1,3}\d"
)
_MOVED = re.compile(r"\s?[(]\s?[+-]\s?\d{1,3}(?:\.\d+)?%")
_IN_BRACKETS = re.compile(r"[^()\n]{0,60}?(?:等[一-龥]{0,4})?[)]")
_CODE_BEHIND = re.compile(
    rf"\s?[\[【]\s?(?P<a>{CODE})\s?[\]】]|[ \t](?P<b>\d{{6}}\.(?:SH|SZ|BJ|SS)|\d{{6}} C[HGS]|\d{{4,5}}\.HK)(?![A-Za-z\d])",
)
_TAIWAN_CODE = re.compile(r"(?P<last>[一-龥](?:-KY)?)\s?[(]\s?(?P<code>\d{4})(?:\s?[)]|[.-]TWO?|[. -]?TT)")
_HONG_KONG_CODE = re.compile(r"[一-龥][(](?P<code>[1-9]\d{2,3})[)]")
_LEAST, _LONGEST_NAME = 2, 8  # letters of a share's name that its code proves


@lru_cache(maxsize=8)
def listed(text: str) -> tuple[tuple[Range, Range | None], ...]:
    """Where such names stand, in order, each with its code where that proves it."""
    if not has_chinese(text):
        return ()
    known = [f for f in names_in(text) if _may_be_a_share(text, f)]
    names = {*_in_lists(text, known), *((f.start, _behind_mark(text, f.end)) for f in known if _stands_alone(text, f))}
    return tuple(sorted((*((name, None) for name in names), *_in_taiwan(text), *_in_hong_kong(text), *_coded(text)), key=lambda item: item[0]))


def _coded(text: str) -> Iterator[tuple[Range, Range]]:
    """The known companies that a code stands behind, in other brackets or in none: "某某科技【300999.SZ】", "某某科技 300999.SZ"."""
    for found in names_in(text):
        if found.entry.type == "Organization" and "COMPANY" in found.entry.roles:
            end = _behind_mark(text, found.end)
            code = _CODE_BEHIND.match(text, end)
            if code is not None:
                yield (found.start, end), code.span("a" if code["a"] else "b")


def _may_be_a_share(text: str, found: Found) -> bool:
    if found.entry.type != "Organization" or "BROKER" in found.entry.roles:
        return False
    if found.spelling in shares() or found.spelling.removesuffix("A") in shares() or (_MOVED.match(text, found.end) and "COMPANY" in found.entry.roles):
        return True
    return _KIND.match(text, found.end) is not None and not text[found.start : found.end].isascii()


def _in_lists(text: str, known: Sequence[Found]) -> Iterator[Range]:
    """Those that follow each other as a list or a column, and what stands amid them like them, unless the list says what its companies do."""
    run: list[Range] = []
    column = 0
    for found in (*known, None):
        if run and found is not None:
            between = list(_others(text, run[-1][1], found.start))
            end = between[-1][1] if between else run[-1][1]
            if _JOINED.fullmatch(text, end, found.start) or (not between and _COLUMN.fullmatch(text, end, found.start)):
                column += text[end : found.start].isspace()
                run += [*between, (found.start, _behind_mark(text, found.end))]
                continue
        if run and not column:
            run = [*_first(text, run[0][0]), *run]
            run += list(_others(text, run[-1][1], len(text))) if len(run) > 1 else ()
        if len(run) > (_IN_COLUMN - 1 if column else 1) and not _MAKERS.match(text, run[-1][1]):
            yield from run
        run, column = [(found.start, _behind_mark(text, found.end))] if found else [], 0


def _first(text: str, end: int) -> Iterator[Range]:
    """The name that opens a list before `end` and that no list has: ";远山科技、"."""
    first = _OPENS.search(text, max(0, end - _LONGEST_OPENING), end)
    if first is not None and not is_generic(first["name"]):
        yield first.span("name")


def _others(text: str, start: int, stop: int) -> Iterator[Range]:
    """The names of a list from `start` that no list has: "、远山科技、"."""
    while (other := _ANOTHER.match(text, start, min(stop + 1, len(text)))) is not None and other.end() <= stop:
        if not is_generic(other["name"]):
            yield other.span("name")
        start = other.end()


def _stands_alone(text: str, found: Found) -> bool:
    """Whether a name is a share's by what stands beside it: figures of a row, a bracket of names beside a theme, advice before it."""
    end = _behind_mark(text, found.end)
    if _KIND.match(text, found.end) or _ROW.match(text, end) or _MOVED.match(text, end):
        return True
    if _ITEM_BEHIND.match(text, end) and _ITEM_BEFORE.search(text, max(0, found.start - 2), found.start):
        return True
    if text[found.start - 1 : found.start] == "(" and _IN_BRACKETS.match(text, end) and text[end : end + 1] in ")等、,":
        return True
    begin = max(0, found.start - _LONGEST_ADVICE)
    ends = [m.end() for m in _ADVICE_ENDS.finditer(text, begin, found.start)]
    advised = _ADVICE.search(text, ends[-1] if ends else begin, found.start)
    return advised is not None and not _MAKERS.match(text, end)


def _behind_mark(text: str, end: int) -> int:
    mark = _MARK.match(text, end)
    return mark.end() if mark else end


def _in_taiwan(text: str) -> Iterator[tuple[Range, Range]]:
    """The names before the code of their own in Taiwan: "鴻海(2317)"."""
    for match in _TAIWAN_CODE.finditer(text):
        name = of_taiwan().get(match["code"], "")
        end = match.end("last")
        if name and simplified(text[max(0, end - len(name)) : end]) == simplified(name):
            yield (end - len(name), end), match.span("code")


def _in_hong_kong(text: str) -> Iterator[tuple[Range, Range]]:
    """The names before the bare code of their own in Hong Kong, or before a part of it that begins it: "百度(9888)"."""
    for match in _HONG_KONG_CODE.finditer(text):
        end = match.start("code") - 1
        name = simplified(text[max(0, end - _LONGEST_NAME) : end])
        share = of_hong_kong().get(match["code"].zfill(5), "")
        length = next((n for n in range(len(name), _LEAST - 1, -1) if share.startswith(name[-n:])), 0)
        if length:
            yield (end - length, end), match.span("code")
