"""Owns the securities that their code in brackets gives away: "万兴科技(300624.SZ)", "Kuaishou (1024 HK): Buy".

It must not claim anything. What stands before a code is a name and what runs into it: a sentence's beginning, a heading, a price.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.extractors.entries import words
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.recommended import CODE
from loaders.extractors.sentences import sentence_at
from loaders.extractors.shares import shares
from loaders.patterns import any_script

Range = tuple[int, int]
RATED = any_script("买入|买进|审慎增持|谨慎增持|增持|强烈推荐|谨慎推荐|推荐|持有|中性|减持|卖出|沽售|优于大市|跑赢行业|跑赢大市|强于大市") + (
    r"|Buy|Sell|Hold|Outperform|Overweight|Neutral|Underweight|Underperform"
)
GLOSS = r"[(](?:[A-Z][\w&.,'’ -]{1,40}|维权)[)]\s?"  # "博通 (Broadcom)(AVGO-US)", and a site's mark that links to complaints
_CODED = rf"{CODE}|0\d{{3,4}}(?=\s?[)])|(?:(?<=-[A-Z][(])|(?<=-[A-Z]{{2}}[(]))\d{{3,5}}(?=[)])|\d{{1,5}}(?=\s?[,,/]\s?(?:{RATED})[)])"
_TICKER = re.compile(
    rf"(?P<name>[一-龥A-Za-z*][一-龥A-Za-z&*. -]{{1,23}}?(?:, ?(?:Inc|Ltd|LLC|PLC|Corp|Co|N\.V|S\.A)\b\.?(?:,? Ltd\b\.?)?)?)\s?(?:{GLOSS})?[(]\s?"
    rf"(?P<code>{_CODED})(?:\s?[,,/]\s?(?:[$€£¥][\d.,]{{1,9}}\s?[,,]\s?)?(?P<inside>{RATED}|{RATED.upper()}))?[^()]{{0,24}}[)]"
    rf"(?:\s?[(,,:]?\s?[“\"「『]?(?P<rating>{RATED})(?![A-Za-z]))?"
)
_BRACKETED = re.compile(rf"[(]\s?(?:{_CODED})")
_IN_PIPES = re.compile(
    rf"[^|│()《》\n]{{0,16}}(?:[(][^()|│\n]{{0,16}}[)])?[^|│()《》\n]{{0,60}}[|│]\s?"
    rf"(?:(?P<rating>{RATED})\s?[|│]\s?(?P<target>\d[\d.,]*元?)?|(?P<price>\d[\d.,]*元))"
)
_TARGETS = re.compile(any_script(r"目标价[^。;(]{0,8}\Z"))  # the heading of the last column, before the first row
_TICKERS_ALONE = re.compile(r"[(](?P<tickers>[A-Z]{2,5}(?:(?:, ?|/|、)[A-Z]{2,5}){0,9})(?:\s?[,,;/]\s?[^()A-Z][^()]{0,24})?[)]")
_LETTERS = re.compile(r"[A-Z]+")
_LONGEST_NAME, _LONGEST_GLOSS = 32, 46
_LEAD = re.compile(
    any_script(
        r"^.*?(?:建议|重点|积极|持续)?(?:关注|推荐|覆盖|首推|标的[::为]?|公司[::为]?|包括|其中|受益|维持|以及|因此|如|给予|看好|收购|还有|首[选][为]?|[首第][一二三四五六七八九十]?位?(?:是|为)|其次[为]?|(?<!参)与|和|及|由|称|对|在|"
        r"认为|预计|指出|把|将|[ABH港美]股|[:、,,;])\s?(?=[一-龥*]{2,})"
        r"|^[一-龥() ]*?(?:维持|重申|给予|首予|首次覆盖|上调|下调|调升|调降|看好|推荐|关注|对)\s?(?=[A-Z])"
    )
)
# The words of a sentence before a Latin name: what is written small, what ends a clause, what opens one.
_LATIN_LEAD = re.compile(
    r"^.*(?:[.,;:]\s(?!(?:Inc|Ltd|LLC|PLC|Corp|Co)\b)"
    r"|\b(?:we|We|buy|Buy|top pick)\s|(?<![\w.&'’-])(?!of )(?!plc )[a-z][a-z'’]+\s(?=\S)|\b(?<!Bank )of\s|(?:^|\s)[a-z]{3,}-(?=[A-Z]))"
)
_OPENS = re.compile(
    r"(?:Should|If|While|When|Whether|As|Although|Though|But|And|With|For|From|Our|Both|Even|At|By|In|On|Since|After|Before|Until|Unless|Because|Can|Will|Does|Did"
    r"|Has|Have|Why|How|What|Meanwhile|Overall|Prefer|Including|Like) (?=[A-Z0-9])"
)
_MEASURE = re.compile(any_script(r"(?:[百千万亿]{0,2}(?:港|美|日|欧)?(?:元|币|倍|股)|年|月|日)\s?"))  # "目標價75元港燈-SS(02638.HK)"
_SAYS = re.compile(any_script(r"(?:维持|重申|首予|给予|料|指|予|上调|下调|调升|调降|升|降)(?=[一-龥]{2,})"))  # a house of its company: "某某降遠山電訊"
_HEADINGS = re.compile(
    any_script(r"(?:(?:股份|股票|证券|公司|标的)?(?:名称|简称|代号|代码|评级)|目标价|收市价|收盘价|现价|股份(?![一-龥]?有限))+\s?(?=[一-龥]{2})")
)
_FILED = re.compile(r"(?:[一-龥A-Za-z]{2,8}-){1,4}(?=[一-龥]{2})")  # "某某證券-固收-遠山轉債"
_SAID_RATING = re.compile(
    rf"(?:{any_script('维持|重申|给予|首次覆盖|首次评级|上调至|下调至|调[高升降]至|调[高升降]为')}|评级\s?[::]|評級\s?[::]|[Mm]aintain|[Rr]eiterate|"
    rf"[Ii]nitiate)[^,,。;\n]{{0,14}}?[“\"「]?(?P<rating>{RATED}|{any_script('加码|减码')})(?![A-Za-z])[”\"」]?|"
    rf"(?<=\s)(?P<rating2>{RATED})\s?[((](?:维持|首次|上调|下调)"
)
_RATED_ALIKE = re.compile(rf"{any_script('(?:全部|全数|均|皆|一致|一律)(?:给予|获|维持|获得|评为|为)')}[^。;\n]{{0,6}}?[“\"「]?(?P<rating>{RATED})")
_ENDS = re.compile(r"[。\n]")
_BOTH = re.compile(r"(?P<chinese>[一-龥]{2,}) (?P<latin>[A-Z][\w.&'’ -]*)")
_HEADING_BEFORE = re.compile(
    r"[^\s()]{0,20}(?:(?:报告|報告|研究|摘要) |(?:点评|點評|快报|快報|纪要|紀要) ?)(?=[一-龥]{2})"
    r"|(?:[一-龥]{3,} (?=[一-龥]{3,})|[^一-龥]*[A-Za-z]\. (?=[一-龥])|[^\s()]{4,} (?=[一-龥]{4,}))"
)
_ROLE = re.compile(r"[一-龥A-Za-z]*(?:的|服务商|供应商|厂商|龙头|运营商|平台商?|标的|研究-)(?=[一-龥]{2,6}$)")  # "高速铜缆供应商泓淋电力"
_SHORT_NAME = 4
_LONG_NAME = 6  # code points: in longer Chinese something may have run into a name
_LONGEST_SHARE = re.compile(r"[一-龥]{9,}(?<!公司)(?<!集团)(?<!集團)(?<!股份)(?:-[A-Z]{1,2})?")  # a headline, no share is called so
_SHARE = re.compile(r"-[A-Z]{1,2}$")
_ADVICE = re.compile(r"(?:关注|推荐|看好|覆盖|包括|首选|及|和|与)$")
_SHORT = 8  # code points: longer Chinese before a Latin name is a text's


@dataclass(frozen=True, slots=True)
class Found:
    """A security at `name`, with its code and rating where they are printed."""

    name: Range
    code: Range | None = None
    rating: Range | None = None
    target: Range | None = None


@lru_cache(maxsize=8)
def by_ticker(text: str) -> tuple[Found, ...]:
    """The names with a code behind them, in order, each with the rating that is given beside it or said in its sentence."""
    return tuple(_ratings(text, sorted((*_named(text), *_alone(text)), key=lambda found: found.name)))


def _named(text: str) -> Iterator[Found]:
    priced = False
    for match in _coded(text):
        start, end = match.span("name")
        while start and text[start].isascii() and text[start].isalpha() and text[start - 1].isascii() and text[start - 1].isalpha():
            start -= 1  # a long name, of which the pattern took the end alone
        latin = text[start:end].isascii()
        start = _behind_latin_lead(text, start, end) if latin else _behind_lead(text, start, end)
        while start < end and text[start] in " .-&":
            start += 1
        if not latin:
            role = _ROLE.match(text, start, end) if end - start > _SHORT_NAME else None
            start, end = _in_one_script(text, role.end() if role else start, end)
        start = _known_end(text, start, end)
        if _is_model(text, start, end):
            continue
        if end - start >= 2 and not _LONGEST_SHARE.fullmatch(text, start, end):
            rating = next((match.span(g) for g in ("rating", "inside") if match[g]), None)
            piped = _IN_PIPES.match(text, match.end()) if rating is None else None
            priced = priced or _TARGETS.search(text[max(0, end - _LONGEST_NAME) : start]) is not None
            yield Found((start, end), match.span("code"), *(_piped(piped, priced=priced) if piped else (rating, None)))


def _is_model(text: str, start: int, end: int) -> bool:
    """Whether a name is the end of a model's, and what is in brackets behind it the day of its version: "Gemini 1.5 Pro(0801)"."""
    begin = max(0, start - _LONGEST_NAME)
    return any(f.entry.type == "AIModel" and begin + f.start <= start and begin + f.end == end for f in gazetteer().find(text[begin:end]))


def _piped(cells: re.Match[str], *, priced: bool) -> tuple[Range | None, Range | None]:
    """Rating and target of a row's cells; a price alone is a target where the headings say so."""
    target = "target" if cells["target"] else "price" if cells["price"] and priced else ""
    return cells.span("rating") if cells["rating"] else None, cells.span(target) if target else None


def _alone(text: str) -> Iterator[Found]:
    """Well-known tickers that stand alone in brackets: of the company before them, "Nvidia (NVDA)", or for companies, "GPU makers (NVDA, AMD)"."""
    for match in _TICKERS_ALONE.finditer(text):
        tickers = [m.span() for m in _LETTERS.finditer(text, *match.span("tickers"))]
        if not all(text[slice(*ticker)].casefold() in words("markets", "tickers") for ticker in tickers):
            continue
        begin = max(0, match.start() - _LONGEST_NAME)
        before = text[begin : match.start()].rstrip(" .")
        company = next((f for f in gazetteer().find(before) if f.entry.type == "Organization" and f.end == len(before)), None)
        if company is not None and len(tickers) == 1:
            yield Found((begin + company.start, begin + company.end), tickers[0])
        else:
            yield from (Found(ticker, ticker) for ticker in tickers)


def _behind_latin_lead(text: str, start: int, end: int) -> int:
    lead = _LATIN_LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    opens = _OPENS.match(text, start, end)
    return opens.end() if opens else start


def _behind_lead(text: str, start: int, end: int) -> int:
    """Where a Chinese name begins behind the words of its sentence, the measure of a figure, a table's headings that run into its first row
    and the names under which a note is filed."""
    measure = _MEASURE.match(text, start, end) if text[max(0, start - 2) : start].rstrip()[-1:].isdigit() else None
    start = measure.end() if measure else start
    headings = _HEADINGS.match(text, start, end)
    start = headings.end() if headings else start
    while (lead := _LEAD.match(text[start:end])) is not None:
        start += lead.end()
    filed = _FILED.match(text, start, end)
    return filed.end() if filed else start


def _known_end(text: str, start: int, end: int) -> int:
    """Where the company begins that is known at a name's end: "China TMT MiniMax Group", "增加股息長江基建" are headings that ran into it."""
    share = _SHARE.search(text[start:end])
    stop = start + share.start() if share else end
    latin = text[start:end].isascii()
    companies = [f for f in gazetteer().find(text[start:end]) if f.entry.type == "Organization"]
    known = [f for f in companies if latin or start + f.end in (stop, end)]
    if known and (latin or stop - start > _LONG_NAME or known[0].spelling in shares()):
        return start + known[0].start
    said = _SAYS.match(text, start + companies[0].end, end) if companies and not known and "BROKER" in companies[0].entry.roles else None
    return said.end() if said else start


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
        glossed = text[max(0, code.start() - 2) : code.start()].rstrip().endswith(")")
        begin = max(position, code.start() - _LONGEST_NAME - (_LONGEST_GLOSS if glossed else 0))
        match = _TICKER.search(text, begin, min(len(text), code.end() + 60)) if code.start() >= position else None
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
    return list(_alike(text, rated))


def _alike(text: str, found: list[Found]) -> Iterator[Found]:
    """The securities with the rating that the words before their list give all of them."""
    given = [m.span("rating") for m in _RATED_ALIKE.finditer(text)]
    for f in found:
        at = bisect_right(given, f.name) - 1
        holds = at >= 0 and f.rating is None and _ENDS.search(text, given[at][1], f.name[0]) is None
        yield replace(f, rating=given[at]) if holds else f
