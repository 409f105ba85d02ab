"""Owns what a piece of a report's front is like, and what stands around it: signs that it is the title or something else. It must not weigh them (title)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from loaders.extractors.dates import whole_date
from loaders.extractors.front import LABEL, Segment, is_fact, lines, masthead, publishing, segments
from loaders.extractors.furniture import is_furniture
from loaders.extractors.person_names import is_name
from loaders.extractors.sector_layouts import KINDS

HAN = re.compile(r"[\u3400-\u9fff]")
KIND = re.compile(
    r"周报|月报|日报|季报|年报|中报|晨报|点评|深度|专题|系列|跟踪|纪要|早观点|早知道|晨会|展望|快评|简评|行业|周观点|观察"
    r"|\b(?:weekly|review|pricing|compared?|guide|vs\.?|report|outlook|plans|round-?up|market)\b",
    re.IGNORECASE,
)  # what reports call themselves in their titles
_GENERIC = re.compile(
    r"(?:投资|核心|报告|本周|主要|研究)?(?:要点|观点|摘要|结论|逻辑|内容)|本周(?:行情|市场)回顾|目录|正文|事件(?:描述|点评)?|重点推荐|财经要闻|基本状况|(?:行业)?[-—]?市场走势(?:对比|图)?|(?:国内|海外|全球)?(?:市场)?主要指数|分析师|点评|市场数据|风险提示|内容提要|导读"
    r"|结论|引言|市场调查报告书?|商品编码|前言|附录|(?:图表?|表)\s?\d.*|(?:figure|table|exhibit) \d.*"
    r"|(?:prologue|epilogue|preface|foreword|chapter \d+|part (?:\d+|[ivx]+)|step \d+|section \d+)\b.*"
    r"|(?:executive )?summary|overview|contents|abstract|introduction|key (?:points|takeaways)|table of contents|background|conclusion|disclosures?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:证券|公司|国际|投顾|證券|投顧)?(?:研究(?:部|所|院|中心)?)?(?:\s+[A-Z][A-Z &]+)|[\u3400-\u9fff]{2,6}(?:证券|国际)研究(?:部|所)?"
)
_SECTOR_REPORT = re.compile(rf"([\u3400-\u9fff]{{2,10}}?)(?:行业|板块|产业)?{KINDS}(?:报告)?(?:[(][\d年月日./~—–-]{{4,40}}[)])?")
ENGLISH_HOUSE = r"(?:[A-Z][\w.&']* ){1,4}(?:Securities|Capital|Research|Partners|Equities|Capital Markets|Insights|Intelligence|Analytics)"
_HOUSE_ENDS = re.compile(
    r"(?:证券|(?:Securities|Capital)(?: Equity)?|Research|Partners|Equities|Brokerage|Advisors|Capital Markets|Insights|Intelligence|Analytics)$", re.IGNORECASE
)
_HOUSE_END = 24  # code points: more than the longest of these has
_HOUSE_RESEARCH = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:研究|国际|证券)(?: [A-Z]\w*){1,2}|[A-Z][\w.& ]{1,30} (?:Equity|Global|Asia|China)(?: Equity)?(?: Research)?"
)
_COMPANY_ENDS = re.compile("(?:有限公司|股份公司|公司研究部)$")
_CITED = re.compile(r"(?:\d{1,2}[.、]? ?)?(?:《(?![^《》]{2,40}》[\u3400-\u9fff]{2})|<<)")  # another report, not a law that a title tells of
_LIST = re.compile(r"(?:相关|往期|近期|历史)(?:研究|报告|研报|研究报告)|(?:related|recent|previous) (?:reports|research|notes)", re.IGNORECASE)
_LISTED_DAY = re.compile(r"[ \t]*[-–—,,(（]{0,2}[ \t]?20\d\d[-./年]")  # behind a report of a list
_LISTED_BEFORE = re.compile(r"》[ —–-]{0,4}[(]?20\d\d[-./]\d{1,2}[-./]\d{1,2}[)]?\s*$")  # the end of a list of reports
_DAY_ENDS = re.compile(r"20\d\d[-./]\d{1,2}[-./]\d{1,2}[)）]?[ \t]*$")
_ORDINAL = re.compile(r"\d{1,2}[.、)](?=\D)")
_LISTED_REACH = 24  # code points
_MARKS = "◼➢•●■◆▪❑❖►"  # of the points of a list
_SITE = re.compile(r"(?:www\.)?([\w-]{2,30})\.(?:com|ai|io|org|net|cn)\b", re.IGNORECASE)
_LISTED = 12  # reports of a list that has its label before it
_LABELS = re.compile(
    "(?:公司|行业|首次|深度|更新|专题|覆盖|事件|定期|海外|港股|美股|证券|跟踪|信息|季报|中报|年报|策略|宏观){1,4}(?:报告|研究|点评|快评|简报|快讯)"
)
_SAYS = re.compile(r": ?\w+(?: \w+){3}")  # a headline in capitals has a colon
_STATED = re.compile(
    r"[(]?报告出品方|[(]来源|published on$|(?:categories|tags|topics|source|updated|description|url|slug|keywords|canonical) ?: "
    r"|fact-checked by\b|(?:official )?(?:logo|screenshot|photo|portrait) of\b|(?:www\.)?[\w-]{2,30}\.(?:com|ai|io|org|net|cn)\b"
    r"|by [A-Z]\w+ [A-Z]\w+$|[A-Z][\w ()]{1,24}: ?[A-Z\d$€£.-]{3,}(?:,? \w+)?$|Q\d{1,2}[:：]|(?:公司|行业)(?:研究|报告)[:：]"
    r"|[\u3400-\u9fff]{2,10}[(]\d{4,6}(?:[. ]?[A-Z]{2})?[)](?:公司)?(?:深度|首次覆盖|点评|跟踪|动态)?(?:研究)?报告$"
    r"|(?-i:[A-Z][\w.&' -]{1,30} [(]\d{1,6}[. ][A-Z]{2}[)] [A-Z][a-z]+ [A-Z]{2,}$)"
    r"|(?-i:(?:[A-Z][\w.&-]* ){1,3}Rating:? [A-Z]{3,}$)"
    r"|[A-Z][\w.-]+(?: [A-Z][\w.-]+){1,2}, (?:Associate|Analyst|CFA|Ph\.?D)"
    r"|(?:shares outstanding|market cap|float|dividend|fiscal year|avg\.? daily|52[- ]w|price target|enterprise value|LT debt|\d+-\d+ (?:mo|yr))\b",
    re.IGNORECASE,
)  # "By Jane Roe", "Logo of Larkfilm", "larkfilm.com …", "Format: PDF", "Q1:…", "Jane Roe, CFA", a line of market data
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = re.compile(rf"20\d\d ?[-./年] ?\d{{1,2}}(?: ?[-./月] ?\d{{1,2}})?|\b{_MONTH} (?:\d{{1,2}}, )?20\d\d|\b\d{{1,2}} {_MONTH} 20\d\d")
_DAYS = re.compile(
    rf"(?:[\w &]{{2,30}} · |[A-Z][a-z]{{3,14}})?(?:{DAY.pattern})(?: [(](?:{DAY.pattern})[)])?"
)  # a day by itself, with its column or when it was changed
_MAIL = r"|\S+@[\w.-]+\.[a-z]{2,3}"
_BETWEEN = (
    rf"20\d\d ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|{_MONTH} \d{{1,2}}, 20\d\d|\b\d{{1,2}} {_MONTH} 20\d\d"
    r"|(?i:\[table_\w{1,30}\])|(?:/[Tt]|[Tt])able_[A-Z][A-Za-z]{2,20}\d?|请务必\S{0,4}阅读正文之后的\S{2,8}?(?:部分|(?:条款|声明)(?!部分))|[\u3400-\u9fff]{2,4}[(](?:分析师|研究助理|联系人|(?:首次|维持|上调|下调)(?:评级|覆盖)?)[)]"
    r"|(?:目标价|当前价|收盘价|现价)(?:[(][^)\n]{1,8}[)])?[::]"
    r"|(?<= )#{1,3} (?=\S)| >(?=\d| \d\.)|(?<=\d%)(?=[A-Z\d])"
    rf"{_MAIL}"
    r"|\b[A-Z]{1,3}\d{6,13}\b|CE No\.? ?[A-Z]{3}\d{3}|\(\d{2,4}\) ?\d{4} ?\d{4}|(?:the|last|final) (?:\w+ )?pages?(?: \d+)?\b"
    r"|[(]\d{3,6}[. ](?:HK|US|SZ|SH|TT|TW)[)](?= [A-Z\u3400-\u9fff])|HK[$] ?\d[\d.,]*"
    r"|Page \d+ of \d+|\b(?:Overweight|Outperform|Buy|Neutral|Hold|Underperform|Market ?weight|Add|Accumulate|Positive)\b ?[(][\w ]+[)]"
)  # what a glued front has between its pieces
_GLUED_FACTS = {mail: re.compile(_BETWEEN if mail else _BETWEEN.replace(_MAIL, "")) for mail in (True, False)}  # a mail is looked for at every letter
_IN_A_ROW = re.compile(r"(?: [-$]?\d[\d.,]{0,9}%?){4}")  # figures of an axis or of a table's row
_LEAST, _LINE = 8, 70  # code points of a piece cut out, of a line that is left whole
_ENTRY = re.compile(
    r"From \w+, the |\d+ languages|(?:Article ?)?Talk\b|文 ?A|\d+种语言|Jump to|Updated$|Fact-checked", re.IGNORECASE
)  # below the name of a wiki's entry
_GOES_ON = re.compile(r" [—–-]{1,2} [a-z]")  # "The lights go out in June, Larkfilm wrote — half of its users …"
_DIGEST = "(?:晨会(?:纪要|精粹|报告)?|大行(?:报告|评级|观点)|晨报|早报|早参|早观点|早知道|日报|精粹|纪要)"  # what a digest of a day is called
_DAY_OF_DIGEST = r"20\d{6}|20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?"
_SENTENCE = re.compile(r"[。;；]|[a-z)]\. (?=[A-Z])|[a-z)]\.$")
_PROSE = (50, 120, 200)  # code points: less is no prose; up to here it takes two sentences; more is prose without any
_LONGEST, _LONG, _LETTERS = 160, 100, 4
_LEAST_HEADING = 2  # letters of a page's own heading: the name of a model may be as short
_SMALL_WORD, _SMALL_WORDS = 4.2, 5  # code points of a menu's words with their gaps, words of a menu
_SHAPES = (
    ("colon", re.compile(r"[^\s:：]{2}[:：]\s*\S{3}")),
    ("comma", re.compile("[,，、?？!！]")),
    ("kind of report", KIND),
    ("digest", re.compile(rf"^[\u3400-\u9fff]{{2,10}}{_DIGEST}\D{{0,2}}(?:{_DAY_OF_DIGEST})?$|(?:{_DIGEST}|周报)\D{{0,6}}20\d{{6}}$"
                          rf"|^(?:{_DAY_OF_DIGEST})\s?[\u3400-\u9fff]{{0,8}}{_DIGEST}$")),
    ("dash", re.compile(r"^[—–-]")),
    ("numbered", re.compile(r"^(?:\d{1,2}[.、)]|[◼➢•●■·①-⑨▌]|[一二三四五六七八九][、.]|\(?\d\))")),
    ("figure", re.compile(r": ?[A-Z]{0,3}[$€£]?\d|[$€£][\d.,]+[BMKT]?$|[\d.,]+%$|\d,\d{3}$|\d\.\d+[BMKx]$")),
    ("figure", _IN_A_ROW),
    ("day", DAY),
    ("markup", re.compile(r"<t|\|.*\||\]\(")),
    ("unfinished", re.compile("[,，、:：—]$")),
    ("sentence", re.compile(r"。|[;；.]$")),
    ("cited", _CITED),
)  # fmt: skip
_NO_TITLE = frozenset({
    "file", "fact", "furniture", "house", "generic", "cited", "names", "masthead", "short", "markup", "dash", "digits", "sentence", "day", "figure", "capitals",
})  # fmt: skip
_RANKS = ("first", "second", "third")


def add_signs(text: str, end: int, pieces: Sequence[Segment], found: dict[tuple[int, int], set[str]]) -> None:
    """Adds to each candidate of a front the signs of its own and of its surroundings."""
    furniture = [(line.start, line.end) for line in lines(text, end) if is_furniture(line.text)]
    top = masthead(text, end)
    prose = _prose(pieces, [*furniture, *(place for place, signs in found.items() if "twice" in signs)], end)
    rank = 0
    for (start, stop), signs in sorted(found.items()):
        piece = text[start:stop]
        signs.update(_own(piece))
        if any(a <= start < b for a, b in furniture):
            signs.add("furniture")
        if signs & {"labelled", "file"}:  # what is said to be the title is no fact, whatever it speaks of, and the name of a file is on a line of the site's
            signs -= {"fact", "furniture", "cited"}
        if top is not None and top.start <= start < top.end:
            signs.add("masthead")
        signs.update(_around(text, pieces, start, stop))
        if start >= prose and not signs & {"runs into prose", "labelled"}:
            signs.add("behind prose")
        elif signs & {"digest", "opens"} or not signs & _NO_TITLE:
            signs.add(_RANKS[rank] if rank < len(_RANKS) else "later")
            rank += 1


def pieces_of(text: str, end: int) -> list[Segment]:
    """The segments of a front; those that were glued are cut at the days, mails, licences, ratings and notices that stand in them."""
    pieces = []
    for piece in segments(text, end):
        glued = _GLUED_FACTS["@" in piece.text]
        cuts = [] if piece.whole and len(piece.text) <= _LINE else [fact.span() for fact in glued.finditer(text, piece.start, piece.end)]
        if not cuts:
            pieces.append(piece)
            continue
        begins, ends = (piece.start, *(stop for _, stop in cuts)), (*(start for start, _ in cuts), piece.end)
        pieces += [part for start, stop in zip(begins, ends, strict=True) for part in _part(text, start, stop)]
    return pieces


def _part(text: str, start: int, end: int) -> Iterator[Segment]:
    """What stands between two facts of a glued line, unless that is too short or only marks."""
    shown = text[start:end].strip(" )）,，:：|") if end - start >= _LEAST else ""
    if shown:
        start = text.index(shown, start, end)
        yield Segment(start, start + len(shown), shown, whole=False)


def can_be_a_title(piece: str, signs: Collection[str]) -> bool:
    """Whether a candidate may be the title if no other weighs more. What a page has twice may be longer."""
    if {"first heading", "top heading"} <= set(signs):
        return _has_letters(piece, _LEAST_HEADING) and len(piece) <= _LONGEST
    return 3 < len(piece) <= _LONGEST * (2 if "twice" in signs else 1) and _has_letters(piece, _LETTERS)


def _has_letters(piece: str, least: int) -> bool:
    return len(list(islice(filter(str.isalpha, piece), least))) == least


def _prose(pieces: Sequence[Segment], furniture: Sequence[tuple[int, int]], end: int) -> int:
    """Where the report's text begins: at its first piece of sentences. What charts and tables left of themselves is none."""
    for piece in pieces:
        length = len(piece.text)
        if length < _PROSE[0] or _IN_A_ROW.search(piece.text) or any(a <= piece.start < b for a, b in furniture) or "《" in piece.text[:5]:
            continue
        if length > _PROSE[2] or len(_SENTENCE.findall(piece.text)) >= (2 if length < _PROSE[1] else 1):
            return piece.start
    return end


def _around(text: str, pieces: Sequence[Segment], start: int, stop: int) -> Iterator[str]:
    following = bisect_left(pieces, stop, key=lambda piece: piece.start)
    below = [piece.text for piece in pieces[following : following + 2]]
    if _GOES_ON.match(text, stop):
        yield "unfinished"
    if below and below[0].lstrip("#> ").startswith(("—", "–")) and not _LISTED_DAY.match(text, stop):
        yield "subtitle follows"
    if any(_ENTRY.match(line) for line in below) or _is_of_site(text[start:stop], below):
        yield "entry"
    if text.startswith("|", text.rfind("\n", 0, start) + 1):
        yield "markup"
    if start > 1 and text[start - 1] == " " and text[start - 2] in _MARKS:
        yield "numbered"
    if _LISTED_BEFORE.search(text, max(0, start - _LISTED_REACH), start):
        yield "behind a list"
    if _ORDINAL.match(text, start) and (_LISTED_DAY.match(text, stop) or _DAY_ENDS.search(text, max(0, start - _LISTED_REACH), start)):
        yield "cited"  # a list's, whatever became of its heading
    elif _LISTED_DAY.match(text, stop) and any(_LIST.fullmatch(piece.text) for piece in pieces[max(0, following - _LISTED) : following]):
        yield "cited"
    before = bisect_right(pieces, start, key=lambda piece: piece.start) - 2
    if before >= 0 and (is_fact(pieces[before].text) or are_labels(pieces[before].text)):
        yield "fact before"
    if before > 0 and pieces[before].whole and pieces[before - 1].whole and _are_kind_and_day(pieces[before - 1].text, pieces[before].text):
        yield "below its kind"


def _are_kind_and_day(above: str, below: str) -> bool:
    """Whether two lines are the kind of report and its day, in either order: most houses print the title below them."""
    return any(whole_date(day) and (are_labels(kind) or is_house_or_sector(kind)) for day, kind in ((above, below), (below, above)))


def _is_of_site(piece: str, below: Sequence[str]) -> bool:
    """Whether the line below is the address of what a piece names: a page on somebody's product has its site there."""
    site = _SITE.match(below[0]) if below else None
    return site is not None and site[1].casefold() in piece.casefold()


@lru_cache(maxsize=4096)
def _own(piece: str) -> frozenset[str]:
    """The signs that a piece has wherever it stands."""
    signs = {sign for sign, shape in _SHAPES if shape.search(piece)}
    bare = piece.strip(" /|·")
    if is_fact(piece) or (bare and is_fact(bare)) or are_labels(piece) or _STATED.match(piece) or whole_date(piece) or _DAYS.fullmatch(piece):
        signs.add("fact")
    if _is_menu(piece):
        signs.add("furniture")
    if is_house_or_sector(piece):
        signs.add("house")
    if is_generic(piece.strip(" :")):
        signs.add("generic")
    if all(is_name(name) for name in re.split(r"[、,;/\s]+", piece.strip())):
        signs.add("names")
    if piece.isascii() and piece.isupper() and not _SAYS.search(piece):
        signs.add("capitals")
    if not _long_enough(piece):
        signs.add("short")
    if len(piece) > _LONG:
        signs.add("long")
    if sum(map(str.isdigit, piece)) * 3 > len(piece):
        signs.add("digits")
    return frozenset(signs)


def is_generic(heading: str) -> bool:
    """Whether a heading only names a part that any report has."""
    return _GENERIC.fullmatch(heading) is not None or _LIST.fullmatch(heading) is not None


@cache
def _houses_and_sectors() -> frozenset[str]:
    return publishing("houses") | publishing("sectors")


@lru_cache(maxsize=4096)
def are_labels(text: str) -> bool:
    """Whether a piece is nothing but kinds of report, sectors and houses: "证券研究报告/行业定期报告"."""
    known = _houses_and_sectors()
    parts = [part for part in re.split(r"[/|│·\s]+", text.strip()) if part]
    return bool(parts) and all(LABEL.fullmatch(part) or part in known or _LABELS.fullmatch(part) for part in parts)


def is_house_or_sector(text: str) -> bool:
    """Whether a piece is a house, a sector or `Company | Sector`, rather than a title."""
    bare = text.strip(" |·")
    if _is_sector_report(bare) or _COMPANY_ENDS.search(bare) or _SIGNED.fullmatch(bare) or _HOUSE_RESEARCH.fullmatch(bare):
        return True
    parts = [p.strip() for p in re.split(r"[|·]", bare)]
    known = _houses_and_sectors()
    return any(p in known or _HOUSE_ENDS.search(p, max(0, len(p) - _HOUSE_END)) for p in parts) or (len(parts) > 1 and all(len(p.split()) <= 4 for p in parts))


def _is_sector_report(text: str) -> bool:
    """Whether a piece only says that this is a report on a sector: a weekly may have no other title."""
    headed = _SECTOR_REPORT.fullmatch(text.lstrip("0123456789 "))  # what is left of a page's number or day may stand before it
    return headed is not None and headed[1] in publishing("sectors")


def _is_menu(piece: str) -> bool:
    """Whether a piece is a row of small words: "行情 股吧 新闻 外汇 A股"."""
    words = piece.split()
    return len(words) >= _SMALL_WORDS and len(words) * _SMALL_WORD > len(piece) and len(HAN.findall(piece)) > _SMALL_WORDS


def _long_enough(piece: str) -> bool:
    han, words = len(HAN.findall(piece)), len(re.findall(r"[A-Za-z]{2,}", piece))
    return han >= 6 or (han >= 3 and words >= 1) or (han == 0 and words >= 3 and piece[0].isalnum() and not piece.endswith("."))
