"""Owns the rows of tables of stocks whose cells stand in one running text, and the codes that stand beside a name.

It must not claim anything. A row is known by its form: a name, its code, figures and a rating; one row alone is no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from loaders.extractors.front import publishing
from loaders.extractors.tickers import RATED, Found
from loaders.patterns import any_script, has_chinese

_NOT_RATED = "NR|N/R|N/A|NA|Not Rated"
_UNRATED = any_script("未评级|无评级|未覆盖|暂无评级")
_BESIDE = re.compile(
    r"(?P<code>\d{6}\.(?:SH|SZ|BJ)|(?<!\d)\d{4,5}\.HK)(?:[ \t|]{0,3}|[ \t]?\n(?=[^\n]{2,9}\n))(?P<name>\*?(?:ST)?[一-龥]{2,6}(?:-[A-Z]{1,2})?)(?![一-龥])"
    r"|(?P<before>(?<![一-龥])\*?(?:ST)?[一-龥]{2,6}(?:-[A-Z]{1,2})?)[\t|][ \t]?(?P<behind>\d{6}\.(?:SH|SZ|BJ)|\d{4,5}\.HK)"
)
_ROW = re.compile(
    r"(?:^[ \t]*|(?<=\d )|(?<=\d[EAFx] )|(?<=\) ))(?P<name>[A-Z][A-Za-z.&'’ -]{1,30}?)[ \t]+"
    r"(?P<code>[A-Z]{1,5} (?:US|UW|UN|LN|GR|FP|JP|KS|TT)|\d{1,5} (?:HK|JP|TT)|\d{6} C[HGS])[ \t]+"
    rf"(?:(?:(?P<rating>{RATED})|{_NOT_RATED})[ \t]+)?[$€£¥]?\d",
    re.MULTILINE,
)
_ROW_BY_CODE = re.compile(
    rf"(?<![\w.])(?P<code>[A-Z]{{1,5}} (?:US|UW|UN)|\d{{3,5}} (?:HK|JP|TT))[ \t]+(?!(?:{RATED}|{_NOT_RATED})[ \t])(?P<name>[A-Z][A-Za-z.&'’ -]{{1,30}}?)[ \t]+"
    rf"(?:(?P<rating>{RATED})[ \t]+)?[$€£¥]?\d+\.\d"
)
_CODED = re.compile(r"\.(?:SH|SZ|BJ|HK)")
_EXCHANGES = (" US", " UW", " UN", " LN", " GR", " FP", " JP", " KS", " TT", " HK", " CH", " CG", " CS")
_NAME = r"(?P<name>(?<![一-龥A-Za-z])(?:\*?ST|[A-Z]{2,4})?[一-龥]{2,8}[AB]?(?:-[A-Z]{1,2})?)"
_CODE = r"(?P<code>\d{6}(?:\.(?:SH|SZ|BJ|SS)| C[HGS])|(?<!\d)\d{1,5}[. ]HK|(?<!\d)\d{4}[. ]TT|(?<![A-Z])[A-Z]{1,5}(?:\.(?:O|N|OQ)| (?:US|UW|UN)))"
_FIGURE = r"[$¥]?[+-]?\d[\d,.]*[%x]?|\([\d.,]+%?\)|-{1,2}|NA|N/A"
_BEHIND_CODE = rf"(?P<figures>(?:[ \t]+(?:{_FIGURE})(?=[ \t\n]|$)){{0,14}})(?:[ \t]*(?:(?P<rating>{RATED})|{_UNRATED})(?![一-龥A-Za-z]))?"
_CHINESE_ROWS = (
    re.compile(rf"{_NAME}(?:[ \t]?[(][A-Za-z][\w.&'’ -]{{1,24}}[)])?[ \t]{{0,2}}{_CODE}(?![\w.]){_BEHIND_CODE}"),
    re.compile(rf"(?P<code>(?<![\d.])\d{{6}})[ \t]+{_NAME}{_BEHIND_CODE}"),
    re.compile(rf"{_NAME}[ \t]+(?P<code>\d{{6}})(?![\d.]){_BEHIND_CODE}"),
)
_HAS_CODE = re.compile(r"\d{6}|\d[. ](?:HK|TT)|[A-Z](?:\.[NO]| U[SWN])(?![A-Za-z])")  # asked first, as the forms begin with any name
_HAS_RATING = re.compile(rf"(?<=[\d)%x/A-])[ \t]+(?:{RATED}|{_UNRATED})(?![一-龥A-Za-z])")
_ROW_WITHOUT_CODE = re.compile(rf"{_NAME}(?P<figures>(?:[ \t]+(?:{_FIGURE})(?=[ \t])){{3,14}})[ \t]+(?:(?P<rating>{RATED})|{_UNRATED})(?![一-龥A-Za-z])")
_ROW_OF_FIGURES = re.compile(rf"{_NAME}(?P<figures>(?:[ \t]+(?:{_FIGURE})(?=[ \t\n]|$)){{2,14}})")
_NEXT_ROW = re.compile(rf"[ \t\n]{{1,3}}{_ROW_OF_FIGURES.pattern}")
_NAMES_HEADING = re.compile(
    any_script(r"(?:(?:股票|证券|公司)(?:名称|简称)|个股|标的)[ \t|](?:[^。\n]{0,40}[ \t])?(?:EPS|PE|P/E|PB|市值|股价|收盘价|市盈率|每股)")
)
_FEWEST = 3  # rows of names and figures alone
_TARGET_HEADING = re.compile(any_script("目标价"))
_HEADINGS = 160  # code points before the first row


@lru_cache(maxsize=8)
def stock_rows(text: str) -> tuple[Found, ...]:
    """The securities of such rows, and of codes beside a name."""
    chinese = (*_chinese_rows(text), *_without_codes(text), *_of_figures(text)) if has_chinese(text) else ()
    return (*_beside_codes(text), *_in_rows(text), *chinese)


def _beside_codes(text: str) -> Iterator[Found]:
    """Rows of tables in which a code and a name stand side by side, whatever became of the other cells: "688111.SH金山办公345.20"."""
    for match in _BESIDE.finditer(text) if _CODED.search(text) else ():
        name, code = ("name", "code") if match["name"] else ("before", "behind")
        yield Found(match.span(name), match.span(code))


def _in_rows(text: str) -> Iterator[Found]:
    """Rows of an English table of stocks, at least two of them: "Alphabet GOOGL US 244.15"."""
    coded = any(code in text for code in _EXCHANGES)
    rows = [m for pattern in (_ROW, _ROW_BY_CODE) for m in pattern.finditer(text)] if coded else []
    found = [Found(m.span("name"), m.span("code"), _rating(m)) for m in rows]
    yield from found if len(found) > 1 else ()


def _chinese_rows(text: str) -> Iterator[Found]:
    """Rows of a Chinese table, at least two of one form: "远山科技 300001 CH 50.09 买入", "300001 远山科技 45.2 1.3 0.8 买入"."""
    for pattern in _CHINESE_ROWS if _HAS_CODE.search(text) else ():
        rows = [m for m in pattern.finditer(text) if m["rating"] or m["figures"]]
        rated = sum(m["rating"] is not None for m in rows)
        if len(rows) < 2 or not (rated or pattern is _CHINESE_ROWS[0]):
            continue
        priced = _TARGET_HEADING.search(text, max(0, rows[0].start() - _HEADINGS), rows[0].start()) is not None
        for row in rows:
            alone = priced and row["rating"] is not None and len(row["figures"].split()) == 1
            yield Found(row.span("name"), row.span("code"), _rating(row), _trimmed(row) if alone else None)


def _without_codes(text: str) -> Iterator[Found]:
    """Rows of names, figures and a rating or that there is none, at least two with as many figures: "远山传媒 0.33 20.97 0.36 19.22 买入"."""
    rows = [m for m in (_ROW_WITHOUT_CODE.finditer(text) if _HAS_RATING.search(text) else ()) if m["name"] not in publishing("sectors")]
    widths = Counter(len(m["figures"].split()) for m in rows)
    yield from (Found(m.span("name"), None, _rating(m)) for m in rows if widths[len(m["figures"].split())] > 1)


def _of_figures(text: str) -> Iterator[Found]:
    """Rows of names and figures alone that follow each other behind headings that speak of stocks: "股票名称 EPS PE 远山传媒 0.33 20.97"."""
    for heading in _NAMES_HEADING.finditer(text):
        rows: list[re.Match[str]] = []
        row = _ROW_OF_FIGURES.search(text, heading.end(), heading.end() + _HEADINGS)
        while row is not None and (not rows or len(row["figures"].split()) == len(rows[0]["figures"].split())):
            rows.append(row)
            row = _NEXT_ROW.match(text, row.end())
        if len(rows) >= _FEWEST:
            yield from (Found(row.span("name")) for row in rows if row["name"] not in publishing("sectors"))


def _rating(row: re.Match[str]) -> tuple[int, int] | None:
    return row.span("rating") if row["rating"] else None


def _trimmed(row: re.Match[str]) -> tuple[int, int]:
    start, end = row.span("figures")
    return start + len(row["figures"]) - len(row["figures"].lstrip()), end
