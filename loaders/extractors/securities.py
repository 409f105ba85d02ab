"""Owns the securities that a report covers: by ticker, by a numbered list of companies' announcements, by a table, by recommendation.

A market index is never a security, and a company that is merely named is none either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context, Mention
from loaders.extractors.columns import Slot
from loaders.extractors.front import front_end
from loaders.extractors.grids import grids
from loaders.extractors.names import of_type
from loaders.extractors.prose import prose
from loaders.extractors.recommended import CODE, recommended_items
from loaders.extractors.sentences import sentence_at
from loaders.extractors.statements import Statements, distinct
from loaders.healing import Healed
from loaders.patterns import any_script, sought

METHOD = "securities/1"

Range = tuple[int, int]
_RATED = any_script("买入|增持|强烈推荐|谨慎推荐|推荐|持有|中性|减持|卖出|优于大市|跑赢行业|强于大市") + (
    r"|Buy|Sell|Hold|Outperform|Overweight|Neutral|Underweight|Underperform"
)
_NOT_RATED = r"NR|N/R|N/A|NA|Not Rated"
_TICKER = re.compile(
    r"(?P<name>[一-龥A-Za-z*][一-龥A-Za-z&*. -]{1,23}?(?:-[UWB]{1,2})?)\s?[(]\s?"
    rf"(?P<code>{CODE}|\d{{1,5}}(?=\s?[,,/]\s?(?:{_RATED})[)]))(?:\s?[,,/]\s?(?:[$€£¥][\d.,]{{1,9}}\s?[,,]\s?)?(?P<inside>{_RATED}|{_RATED.upper()}))?[^()]{{0,24}}[)]"
    rf"(?:\s?[(,,:]?\s?[“\"]?(?P<rating>{_RATED})(?![A-Za-z]))?"
)
_BRACKETED = re.compile(rf"[(]\s?(?:{CODE}|\d{{1,5}}(?=\s?[,,/]\s?(?:{_RATED})[)]))")
_BESIDE = re.compile(
    r"(?P<code>\d{6}\.(?:SH|SZ|BJ)|(?<!\d)\d{4,5}\.HK)(?:[ \t|]{0,3}|[ \t]?\n(?=[^\n]{2,9}\n))(?P<name>\*?(?:ST)?[一-龥]{2,6}(?:-[UWB]{1,2})?)(?![一-龥])"
    r"|(?P<before>(?<![一-龥])\*?(?:ST)?[一-龥]{2,6}(?:-[UWB]{1,2})?)[\t|][ \t]?(?P<behind>\d{6}\.(?:SH|SZ|BJ)|\d{4,5}\.HK)"
)
_ROW = re.compile(
    r"(?:^[ \t]*|(?<=\d )|(?<=\d[EAFx] )|(?<=\) ))(?P<name>[A-Z][A-Za-z.&'’ -]{1,30}?)[ \t]+"
    r"(?P<code>[A-Z]{1,5} (?:US|UW|UN|LN|GR|FP|JP|KS|TT)|\d{1,5} (?:HK|JP|TT)|\d{6} C[HGS])[ \t]+"
    rf"(?:(?:(?P<rating>{_RATED})|{_NOT_RATED})[ \t]+)?[$€£¥]?\d",
    re.MULTILINE,
)
_ROW_BY_CODE = re.compile(
    rf"(?<![\w.])(?P<code>[A-Z]{{1,5}} (?:US|UW|UN)|\d{{3,5}} (?:HK|JP|TT))[ \t]+(?!(?:{_RATED}|{_NOT_RATED})[ \t])(?P<name>[A-Z][A-Za-z.&'’ -]{{1,30}}?)[ \t]+"
    rf"(?:(?P<rating>{_RATED})[ \t]+)?[$€£¥]?\d+\.\d"
)
_QUOTE = re.compile(r"(?<![\w(-])(?P<code>[A-Z]{1,5}) - (?:NASDAQ|NYSE) [$]\d")
_CODED = re.compile(r"\.(?:SH|SZ|BJ|HK)")
_EXCHANGES = (" US", " UW", " UN", " LN", " GR", " FP", " JP", " KS", " TT", " HK", " CH", " CG", " CS")
_LONGEST_NAME = 32
_ANNOUNCED = re.compile(
    r"(?:^|[:;。\n ])[(]?\d{1,2}[).、)]\s?(?P<name>\*?(?:ST)?[一-龥][一-龥A-Za-z]{1,6}?)(?:-[UW]{1,2})?\s?(?:\((?P<code>\d{6}(?:\.[A-Z]{2})?)\))?\s?(?::|"
    r"公告|发布)(?:公告|称|,)?[^。;\n]{0,24}(?:公告|业绩|年报|季报|预告|快报|回购|增持|减持|中标|定增|股权激励|合同|分红|股东|募集|收购|权益|可转债|报告)"
)
_NUMBERED = re.compile(r"[:;。\n (\d](?:(?<=[:;。\n ])(?=[(]?\d\d?[).、)])|(?<![\s\S]{2}))")
_LEAD = re.compile(
    r"^.*?(?:建议|重点|积极|持续)?(?:关注|推荐|覆盖|首推|推薦|建議|關注|标的[::为]?|公司[::为]?|包括|其中|受益|维持|以及|因此|如|给予|看好|收购|还有|首[选選][为為]?|其次[为為]?|与|和|及|由|称|对|在|"
    r"[:、,;])\s?(?=[一-龥*]{2,})"
)
_SAID_RATING = re.compile(
    rf"(?:维持|给予|首次覆盖|首次评级|上调至|下调至|评级\s?[::]|[Mm]aintain|[Rr]eiterate|"
    rf"[Ii]nitiate)[^,,。;\n]{{0,14}}?[“\"「]?(?P<rating>{_RATED})(?![A-Za-z])[”\"」]?|"
    rf"(?<=\s)(?P<rating2>{_RATED})\s?[((](?:维持|首次|上调|下调)"
)
_BOTH = re.compile(r"(?P<chinese>[一-龥]{2,}) (?P<latin>[A-Z][\w.&'’ -]*)")
_HEADING_BEFORE = re.compile(r"(?:[一-龥]{3,} (?=[一-龥]{3,})|[^一-龥]*[A-Za-z]\. (?=[一-龥]))")
_ROLE = re.compile(r"[一-龥A-Za-z]*(?:的|服务商|供应商|厂商|龙头|运营商|平台商?|标的|研究-)(?=[一-龥]{2,6}$)")  # "高速铜缆供应商泓淋电力"
_SHORT_NAME = 4
_OF_SECTORS = re.compile(any_script("看好|(?:强于|弱于|领先|落后|同步|优于)大市|超配|标配|低配"))  # what companies are not rated
_NEAR = 200  # code points
_ADVICE = re.compile(r"(?:关注|推荐|看好|覆盖|包括|首选|及|和|与)$")
_SHORT = 8  # code points: longer Chinese before a Latin name is a text's
_YEAR = re.compile(r"(?:19|20)\d\d[AE]?|[\d.,%]+")
_NO_NAME = re.compile(rf"^(?:{_RATED})$|[端侧]$|环节$|覆铜板|代码|公司代码|证券|行业|指数|评级|报告|联系|电话|编号|登记|执业|日期")


@dataclass(frozen=True, slots=True)
class Found:
    """A security at `name`, with its code and rating where they are printed."""

    name: Range
    code: Range | None = None
    rating: Range | None = None
    target: Range | None = None


def securities(healed: Healed, context: Context) -> Iterator[Claim]:
    """COVERS_SECURITY of the report, with the rating where one is given, and the securities' tickers."""
    yield from distinct(_claims(healed, context))


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    text, statements = prose(healed.text), Statements(healed, context, METHOD, once=True)
    indexes, organizations = of_type(context.mentions, "MarketIndex"), of_type(context.mentions, "Organization")
    named: set[NodeRef] = set()
    rated = _ratings(text, [_without_sector(text, f, organizations) for f in _by_ticker(text)])
    found_by_all = (
        *rated,
        *_announced(text),
        *_tabled(text, context),
        *_beside_codes(text, indexes),
        *_in_rows(text),
        *_quoted(text),
        *(Found(*item) for item in recommended_items(text)),
    )
    companies = [f for f in found_by_all if not (_is_index(f.name, indexes) or _NO_NAME.search(_name(text, f)) or _YEAR.fullmatch(_name(text, f)))]
    for found in _with_the_fronts_rating(healed, text, companies, context):
        node = NodeRef("Security", _name(text, found))
        if node in named and not (found.rating or found.target):
            continue
        named.add(node)
        rating = {"rating": text[slice(*found.rating)]} if found.rating else {}
        target = {"targetPrice": text[slice(*found.target)]} if found.target else {}
        yield statements.relationship(context.report, "COVERS_SECURITY", node, *_shown(found), properties={**rating, **target}, confidence=0.9)
        if found.code is not None:
            yield statements.property(node, "ticker", *found.code)


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


def _by_ticker(text: str) -> Iterator[Found]:
    """Names with a code behind them: "万兴科技(300624.SZ)", "Kuaishou (1024 HK): Buy"."""
    for match in _coded(text):
        start, end = match.span("name")
        lead = (
            _LEAD.match(text[start:end])
            if not text[start:end].isascii()
            else re.match(r"^.*(?:[.,;:]\s|\b(?:and|like|including|prefer|favou?r|on|for|with|of|in|we|We|buy|Buy|is|are|top pick)\s)", text[start:end])
        )
        while lead is not None and not text[start:end].isascii():
            start, lead = start + lead.end(), _LEAD.match(text[start + lead.end() : end])
        start += lead.end() if lead else 0
        while start < end and text[start] in " .-&":
            start += 1
        role = _ROLE.match(text, start, end) if end - start > _SHORT_NAME else None
        start, end = _in_one_script(text, role.end() if role else start, end)
        rating = next((match.span(g) for g in ("rating", "inside") if match[g]), None)
        if end - start >= 2:
            yield Found((start, end), match.span("code"), rating)


def _without_sector(text: str, found: Found, organizations: Sequence[Mention]) -> Found:
    """A Latin name without the heading that ran into it: "China TMT MiniMax Group" names the company that is known at its end."""
    start, end = found.name
    if not text[start:end].isascii():
        return found
    at = bisect_left(organizations, start, key=attrgetter("start"))
    known = organizations[at].start if at < len(organizations) and organizations[at].end <= end else start
    return replace(found, name=(known, end))


def _in_one_script(text: str, start: int, end: int) -> Range:
    """Of a name that is printed in two scripts ("美图公司 Meitu Inc") the Chinese one, unless that is a piece of a sentence.

    What a space parts from it is of the line or the sentence before: "其他点评 某某科技", "… International. 某某科技".
    """
    glued = _HEADING_BEFORE.match(text, start, end)
    start = glued.end() if glued else start
    both = _BOTH.fullmatch(text, start, end)
    if both is None:
        return start, end
    return both.span("chinese" if len(both["chinese"]) <= _SHORT and not _ADVICE.search(both["chinese"]) else "latin")


def _coded(text: str) -> Iterator[re.Match[str]]:
    """The names that a bracketed code follows, sought from the code: codes are rare, what may be a name is everywhere."""
    position = 0
    for code in _BRACKETED.finditer(text):
        match = _TICKER.search(text, max(position, code.start() - _LONGEST_NAME), min(len(text), code.end() + 60)) if code.start() >= position else None
        if match is not None:
            position = match.end()
            yield match


def _ratings(text: str, found: list[Found]) -> list[Found]:
    """The securities with what "维持“买入”评级" says of them: in their sentence, or anywhere where the report covers one alone."""
    alone = len({" ".join(text[slice(*f.name)].split()) for f in found}) == 1
    rated = []
    for i, f in enumerate(found):
        sentence = sentence_at(text, f.name[0])
        stop = len(text) if alone else min(sentence.end, found[i + 1].name[0] if i + 1 < len(found) else sentence.end)
        said = _SAID_RATING.search(text, f.name[1], stop) if f.rating is None else None
        rated.append(replace(f, rating=said.span("rating" if said["rating"] else "rating2")) if said and (i == 0 or not alone) else f)
    return rated


def _beside_codes(text: str, indexes: Sequence[Mention]) -> Iterator[Found]:
    """Rows of tables in which a code and a name stand side by side, whatever became of the other cells: "688111.SH金山办公345.20"."""
    for match in _BESIDE.finditer(text) if _CODED.search(text) else ():
        name, code = ("name", "code") if match["name"] else ("before", "behind")
        if not _is_index(match.span(name), indexes):
            yield Found(match.span(name), match.span(code))


def _in_rows(text: str) -> Iterator[Found]:
    """Rows of an English table of stocks, at least two of them: "Alphabet GOOGL US 244.15"."""
    coded = any(code in text for code in _EXCHANGES)
    rows = [m for pattern in (_ROW, _ROW_BY_CODE) for m in pattern.finditer(text)] if coded else []
    found = [Found(m.span("name"), m.span("code"), m.span("rating") if m["rating"] else None) for m in rows]
    yield from found if len(found) > 1 else ()


def _quoted(text: str) -> Iterator[Found]:
    """The company whose share the front quotes ("EXMP - NASDAQ $12.30"), by the line that names it with the code: "Example - EXMP"."""
    quote = _QUOTE.search(text)
    named = re.search(rf"^[ \t]*(?P<name>[A-Z][A-Za-z.&' -]{{1,30}}?) - {quote['code']}(?!\w| - )", text, re.MULTILINE) if quote else None
    if quote and named:
        yield Found(named.span("name"), quote.span("code"))


def _announced(text: str) -> Iterator[Found]:
    """A numbered list of companies' announcements: "1)某某公告2023年度业绩预告。2)…"; one item alone is no list."""
    found = [Found(m.span("name"), m.span("code") if m["code"] else None) for m in sought(_ANNOUNCED, _NUMBERED, text)]
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
