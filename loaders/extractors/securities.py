"""Owns the securities that a report covers: by code, by a row, by a numbered list of companies' announcements, by a table, by recommendation.

A market index is never a security, and a company that is merely named is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.columns import Slot
from loaders.extractors.front import front_end
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.grids import grids
from loaders.extractors.listed import listed
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.quoted import quoted
from loaders.extractors.recommended import recommended_items
from loaders.extractors.statements import Statements, distinct
from loaders.extractors.stock_rows import stock_rows
from loaders.extractors.tickers import RATED, Found, by_ticker
from loaders.extractors.valued import valued
from loaders.healing import Healed
from loaders.patterns import any_script, has_chinese, holds, sought

METHOD = "securities/1"

Range = tuple[int, int]
_QUOTE = re.compile(r"(?<![\w(-])(?P<code>[A-Z]{1,5}) - (?:NASDAQ|NYSE) [$]\d")
_QUOTED = (" - NASDAQ $", " - NYSE $")
_PRICED = re.compile(
    r"^[ \t]*(?P<name>[A-Z][A-Za-z.&' -]{1,30}? (?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|Holdings|Group)\.?)\s{1,4}[$€£]\d[\d,]{0,7}\.\d\d", re.MULTILINE
)
_FUND = re.compile(r"(?<![一-龥A-Za-z])(?P<name>[一-龥]{2,8}[一-龥A-Z\d]{0,10}(?:ETF|LOF))(?=[:,])")
_FUNDS_CODE = re.compile(r"(?:交易|基金|场内)代码[::]\s?(?P<code>\d{6})(?!\d)")
_ANNOUNCED = re.compile(
    r"(?:^|[:;。\n ])[(]?\d{1,2}[).、)]\s?(?P<name>\*?(?:ST)?[一-龥][一-龥A-Za-z]{1,6}?)(?:-[UW]{1,2})?\s?(?:\((?P<code>\d{6}(?:\.[A-Z]{2})?)\))?\s?(?::|"
    r"公告|发布)(?:公告|称|,)?[^。;\n]{0,24}(?:公告|业绩|年报|季报|预告|快报|回购|增持|减持|中标|定增|股权激励|合同|分红|股东|募集|收购|权益|可转债|报告)"
)
_NUMBERED = re.compile(r"[:;。\n (\d](?:(?<=[:;。\n ])(?=[(]?\d\d?[).、)])|(?<![\s\S]{2}))")
_OF_SECTORS = re.compile(any_script("看好|(?:强于|弱于|领先|落后|同步|优于)大市|超配|标配|低配"))  # what companies are not rated
_LEGAL_FORM = re.compile(r"(?:,? (?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc)\b\.?)?(?:\s?-\s?[A-Z]{1,2})?\Z")
_NEAR = 200  # code points
_YEAR = re.compile(r"(?:19|20)\d\d[AE]?|[\d.,%]+")
_NO_NAME = re.compile(rf"^(?:{RATED})$|[端侧]$|环节$|覆铜板|代码|公司代码|证券|行业|指数|评级|报告|联系|电话|编号|登记|执业|日期")


def securities(healed: Healed, context: Context) -> Iterator[Claim]:
    """COVERS_SECURITY of the report, with the rating where one is given, and the securities' tickers."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    named: dict[str, NodeRef] = {}
    by_code: dict[str, str] = {}
    all_found = _with_the_fronts_rating(healed, text, _companies(text, context), context)
    called_so = _by_company(text, all_found)
    for found in all_found:
        name = called_so.get(_name(text, found), _name(text, found)) if found.code is None else _name(text, found)
        called = NodeRef("Security", by_code.setdefault(_share(text[slice(*found.code)]), name) if found.code else name)
        node = named.get(called.key, called)
        if called.key in named and not (found.rating or found.target):
            continue
        named[called.key] = node
        rating = {"rating": text[slice(*found.rating)]} if found.rating else {}
        target = {"targetPrice": text[slice(*found.target)]} if found.target else {}
        yield statements.relationship(context.report, "COVERS_SECURITY", node, *_shown(found), properties={**rating, **target}, confidence=0.9)
        if found.code is not None:
            yield statements.property(node, "ticker", *found.code)


def _companies(text: str, context: Context) -> list[Found]:
    """What every way of naming securities finds, less indexes, headings and what only the title of a cited report names."""
    indexes = of_type(context.mentions, "MarketIndex")
    cited: list[Range] = context.answers.get(("cited", ""), [])
    found_by_all = (
        *by_ticker(text),
        *_announced(text),
        *_tabled(text, context),
        *stock_rows(text),
        *_quoted(text),
        *_fund(text),
        *valued(text),
        *quoted(text),
        *(Found(*item) for item in (*recommended_items(text), *listed(text))),
    )
    companies = [f for f in found_by_all if not (_is_index(f.name, indexes) or _NO_NAME.search(_name(text, f)) or _YEAR.fullmatch(_name(text, f)))]
    return [f for f in companies if not any(start <= f.name[0] < end for start, end in cited)]


def _by_company(text: str, found: Sequence[Found]) -> dict[str, str]:
    """Name of a known company's share -> what its share is called: as it is with its code, else by the longest name that is printed for it."""
    names: dict[str, list[tuple[bool, int, str]]] = {}
    for f in found:
        name = _name(text, f)
        entry = gazetteer().entry(NodeRef("Organization", _LEGAL_FORM.sub("", name)))
        if entry is not None:
            names.setdefault(entry.name, []).append((f.code is not None, len(name), name))
    return {name: max(called)[2] for called in names.values() for _, _, name in called}


def _share(code: str) -> str:
    """What is the same of all codes of one share: "01024.HK" and "1024 HK"."""
    code = re.sub(r"[\W_]+", "", code).upper()
    return code.removesuffix("HK").lstrip("0")


def _shown(found: Found) -> Range:
    """The range that shows the name and what is said of it, as far as that stands near."""
    near = [r for r in (found.name, found.rating, found.target) if r and abs(r[1] - found.name[0]) < _NEAR]
    return min(r[0] for r in near), max(r[1] for r in near)


def _name(text: str, found: Found) -> str:
    return " ".join(text[slice(*found.name)].split())


def _with_the_fronts_rating(healed: Healed, text: str, found: list[Found], context: Context) -> list[Found]:
    """What is found, the company that the report is about with the rating that the front gives, unless it has one: the only company, or the only
    one of the title or of the front."""
    if context.rating is None or _OF_SECTORS.match(text, *context.rating):
        return found
    names = ["".join(_name(text, f).split()) for f in found]
    title, end = "".join(context.report.name.split()), front_end(healed)
    of_title = {name for name in names if name in title}
    of_front = {name for name, f in zip(names, found, strict=True) if f.name[0] < end}
    about = next((group for group in (set(names), of_title, of_front) if len(group) == 1), set())
    if not about or any(f.rating for name, f in zip(names, found, strict=True) if name in about):
        return found
    first = names.index(about.pop())
    return [replace(f, rating=context.rating) if i == first else f for i, f in enumerate(found)]


def _is_index(place: Range, indexes: Sequence[Mention]) -> bool:
    return any(m.start < place[1] and place[0] < m.end for m in indexes)


def _quoted(text: str) -> Iterator[Found]:
    """The company whose share the front quotes ("EXMP - NASDAQ $12.30"), by the line that names it with the code: "Example - EXMP",
    or by its line above the price."""
    quote = _QUOTE.search(text) if holds(text, _QUOTED) else None
    named = re.search(rf"^[ \t]*(?P<name>[A-Z][A-Za-z.&' -]{{1,30}}?) - {quote['code']}(?!\w| - )", text, re.MULTILINE) if quote else None
    if quote and named:
        yield Found(named.span("name"), quote.span("code"))
    elif priced := _PRICED.search(text):
        yield Found(priced.span("name"))


def _fund(text: str) -> Iterator[Found]:
    """The fund whose code on the exchange the report gives: "远山中证电子ETF,…交易代码:510001"."""
    code = _FUNDS_CODE.search(text)
    fund = _FUND.search(text) if code else None
    if code and fund:
        yield Found(fund.span("name"), code.span("code"))


def _announced(text: str) -> Iterator[Found]:
    """A numbered list of companies' announcements: "1)某某公告2023年度业绩预告。2)…"; one item alone is no list."""
    found = [Found(m.span("name"), m.span("code") if m["code"] else None) for m in (sought(_ANNOUNCED, _NUMBERED, text) if has_chinese(text) else ())]
    if len(found) >= 2:
        yield from found


def _tabled(text: str, context: Context) -> Iterator[Found]:
    for grid in grids(text, context):
        slots = [c.slot for c in grid.columns]
        if Slot.SECURITY not in slots and Slot.TICKER not in slots:
            continue
        if any(c.heading.endswith(":") for c in grid.columns):  # a label with its value, no heading
            continue
        if Slot.SECURITY not in slots and Slot.DEVELOPER not in slots and Slot.MODEL not in slots:
            continue
        for row in grid.rows:
            cells = {c.slot: cell for c, cell in zip(grid.columns, row, strict=False) if cell and text[slice(*cell)].strip(" -—_")}
            name = cells.get(Slot.SECURITY) or (cells.get(Slot.DEVELOPER) or cells.get(Slot.MODEL) if Slot.TICKER in cells else None)
            if name is not None and 2 <= name[1] - name[0] <= 24:
                rating = cells.get(Slot.RATING)
                worded = rating if rating and not any(char.isdigit() for char in text[slice(*rating)]) else None  # else the cells are not the headings'
                yield Found(name, cells.get(Slot.TICKER), worded, cells.get(Slot.TARGET))
