"""Owns finding a report's own date and kind in its front. Dates of charts, of cited reports and of what is told are not the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import InvalidInput
from graph.values import partial_date
from loaders.extractors.dates import MONTH, Dated, dates, site_days, whole_date
from loaders.extractors.filenames import file_names
from loaders.extractors.front import LABEL, lines, publishing

_LABEL = re.compile(
    r"(?:(?:发布|报告|出版|撰写|完成)?(?<!上传)(?<!更新)(?<!下载)(?<!收录)(?:日期|时间)"
    r"|(?<![A-Za-z])(?:Report |Publication |Publish(?:ed|ing)? )?Date(?:time)?\"?"
    r"|(?<![A-Za-z])(?:date_?published|published_?(?:at|date|time)|pub_?date)\"?"
    r"|(?<![a-z,] )(?<![a-z] , )(?:Published|Posted|(?:Last )?Updated?)(?: on)?)\s*[::]?\s*\"?$",
    re.IGNORECASE,
)
_PRICED = re.compile(r"[ \t]*(?:当前|收盘|最新|现|昨收)(?:股)?价|[ \t]*(?:总市值|一年最[高低])")  # behind the day of a box of prices
_OF_PRICES = re.compile(r"(?:数据|行情|收盘|资料)\s{0,2}(?:日期|时间)\s*[::]?\s*$")
_REPORTS = re.compile(r"(?:报告|研报)(?:发布|出版|撰写)?(?:日期|时间)\s*[::]\s*$")  # no site's
_SURE = re.compile(r"(?:发布|报告|出版)(?:日期|时间)\s*[::]\s*$")
_NOT_OWN = re.compile(
    r"(?:截至|截止|行业表现|市场表现|走势|收盘|来源|资料|至|自|as of|since|through|until|close|priced)[^\n。]{0,20}$|[《(（][^\n》)）]{0,80}$|》[ —–-]{0,4}$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_SLASHED = re.compile(r"(?<!\S)(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>20\d{2})(?:(?!\S)|(?=(?P<clock>, \d{1,2}:\d\d)))")
_SPACED = re.compile(
    r"^[ \t]*(20\d\d) (0[1-9]|1[0-2]) ([0-2]\d|3[01])(?=[ \t]*$)"
    r"|(?<=[报告点评度究业] )(20\d\d) (1[0-2]|0?[1-9]) (3[01]|[12]\d|0?[1-9])"
    r"(?= (?:[\dA-Z]{1,6} )?[\u3400-\u9fff])",  # the letters of a day were lost: "行业周报 2019 5 28 "
    re.MULTILINE,
)
_BEHIND_COLUMN = re.compile(rf"^[A-Z][a-z]{{3,14}}(?P<day>{MONTH} \d{{1,2}}, 20\d\d)[ \t]*$", re.MULTILINE)  # "ComparisonApril 16, 2026"
# "Published on Mar 25, 202612 min read": how long it takes to read runs into the year
_BEFORE_MINUTES = re.compile(rf"(?P<day>{MONTH} \d{{1,2}}, 20\d\d)(?=\d{{1,2}} ?min)")
_OF_MONTH = re.compile(r"(20\d\d) ?年 ?(1[0-2]|0?[1-9]) ?月(?:份)?(?=(?:投资)?(?:策略|月报|观点|展望))")  # a monthly, in its title
_COMPANY = re.compile(r"[\u3400-\u9fff]{2,8}[(]\d{4,6}(?:[. ]?[A-Z]{2})?[)]")  # with its code
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) '?([12]\d)(?=[ \t]*$)", re.MULTILINE)  # "11 Dec 25"
_HAN = re.compile(r"[\u3400-\u9fff]")
_FRONT_WORD = re.compile(
    r"(?:(?:维持|首次|上调|下调)评级|投资评级|行业评级|评级|公司研究|行业研究|证券研究报告|行业报告|买入|增持|推荐|看好|强于大市|优于大市)"
)  # what it may be glued to
_LAST_WORD = re.compile(r"(?<!\S)[\u3400-\u9fff]{2,10}$")
_NEXT_WORD = re.compile(r"[\u3400-\u9fff]{2,10}(?!\S)")
_PAGE_NUMBER = re.compile(r"[\u3400-\u9fff]\d(?=20\d\d年)")  # glued between the kind of report and its day
_CLOCK = re.compile(r"[ \t]{1,3}\d\d:\d\d(?::\d\d)?[ \t]*(?=\n|$)")  # behind the day of a site's byline: "来源:… 作者:… 2022-12-13 00:00:00"
_ANY_LABEL = re.compile(r"(?<=\n)[\u3400-\u9fff]{2,5}[::][ ]?$")
_LONGEST_WORD = 11  # code points, with the gap before it
_OF_SITE = re.compile(r"[^\n]{0,24}?(?:作者|栏目|點擊|点击|瀏覽|浏览|阅读|閱讀)")  # behind a day
_TOLD = re.compile(r"\b(?:on|in|of|by|until|since|before|after|from|and)\s$")
_CHINESE_DATE = re.compile(r"(二[〇○零][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_KIND = re.compile(
    r"(?:行业|公司|宏观|策略|海外|产业|证券|金工|固收|事件|专题)(?:深度研究|深度报告|专题报告|专题研究|研究周报|动态跟踪|跟踪报告|点评报告|研究报告"
    r"|事件点评|双周报|半月报|点评|周报|月报|日报|深度|专题|动态|跟踪|快评|简评|策略|快报|评论|研究)"
    r"|晨会(?:纪要|精粹|报告)?|首次覆盖(?:报告)?|(?<![A-Za-z])(?:(?:Company|Industry|Sector|Thematic|Morning|Flash|Equity|Technology|Market"
    r"|Initiation)[ ](?:Note|Report|Update|Comment|Brief|Primer|Deep Dive)|Initiation of Coverage|Equity Research|Industry Research"
    r"|Sector Research)(?![A-Za-z])",
    re.IGNORECASE,
)
_WHOLE = 10  # code points of a day with its month and year
_MONTHS = 12
_NEAR_TITLE = 60  # code points
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def find_published(text: str, end: int, title: tuple[int, int] | None, byline: tuple[int, int] | None) -> Dated | None:
    """The report's own date: a labelled one, else the site byline's, else that of its file's name, else one that stands alone, else one behind the
    title, else the front's first."""
    found = [d for d in _dates(text, end) if len(d.value) == _WHOLE]
    labelled = _labelled(text, end)
    if labelled is not None:
        return labelled
    in_byline = next((d for d in dates(text[slice(*byline)]) if len(d.value) == _WHOLE), None) if byline else None
    if in_byline is not None and byline is not None:
        return Dated(byline[0] + in_byline.start, byline[0] + in_byline.end, in_byline.value)
    of_file = next((name.day for name in file_names(text, end) if name.day), None)
    if of_file is not None:
        return of_file
    own = [
        d
        for d in found
        if not _OF_PRICES.search(text, max(0, d.start - 24), d.start)
        and not _PRICED.match(text, d.end)
        and (not _NOT_OWN.search(text[max(0, d.start - 60) : d.start]) or _is_signed(text, d))
    ]
    alone = next((d for d in own if _alone(text, d)), None)
    in_title = next(_compact(text, *title), None) if title else None
    return alone or in_title or next(site_days(text, 0, end), None) or _month_line(text, end) or _of_month(text, title)


def _is_signed(text: str, date: Dated) -> bool:
    """Whether a day with its hour ends the line that names the author."""
    line = text[max(text.rfind("\n", 0, date.start), date.start - 80) : date.start]
    return "作者" in line and _CLOCK.match(text, date.end) is not None


def _labelled(text: str, end: int) -> Dated | None:
    """The first day that is said to be the report's, else the first that has a label. A site's, with its column and its clicks, is when it copied the
    report: a day before that which has a line of its own is better."""
    found = [
        d
        for d in _dates(text, end)
        if _LABEL.search(text, max(0, d.start - 24), d.start)
        and not _OF_PRICES.search(text, max(0, d.start - 24), d.start)
        and not _PRICED.match(text, d.end)
        and (_SURE.search(text, max(0, d.start - 24), d.start) or not _NOT_OWN.search(text[max(0, d.start - 60) : d.start]))
    ]
    said = next((d for d in found if _REPORTS.search(text, max(0, d.start - 24), d.start)), None)
    if said is not None or not found or not _OF_SITE.match(text, found[0].end):
        return said or next(iter(found), None)
    first = found[0]
    own = (d for d in _dates(text, end) if len(d.value) == _WHOLE and d.value < first.value and d.start > first.end and _has_its_line(text, d))
    return next(own, first)


def _dates(text: str, end: int) -> Iterator[Dated]:
    yield from dates(text, 0, end)
    for match in _CHINESE_DATE.finditer(text, 0, end):
        year = "".join(str(_DIGITS.get(c, 2)) for c in match[1])
        yield from _valid(match, year, _small(match[2]), _small(match[3]))
    for match in _SPACED.finditer(text, 0, end):
        year, month, day = (part for part in match.groups() if part)
        yield from _valid(match, year, int(month), int(day))
    for match in _BEHIND_COLUMN.finditer(text, 0, end):
        if (whole := whole_date(match["day"])) is not None:
            yield Dated(*match.span("day"), whole)
    for match in _BEFORE_MINUTES.finditer(text, 0, end) if " min" in text else ():
        if (whole := whole_date(match["day"])) is not None:
            yield Dated(*match.span("day"), whole)
    for match in _SHORT_YEAR.finditer(text, 0, end):
        if (whole := whole_date(f"{match[1]} 20{match[2]}")) is not None:
            yield Dated(match.start(), match.end(), whole)
    yield from _slashed(text, end)


def _slashed(text: str, end: int) -> Iterator[Dated]:
    """A day, a month and a year: the month first, unless there is no such month. Inside a line, one that may be read both ways may be anything."""
    for match in _SLASHED.finditer(text, 0, end):
        first, second = int(match["a"]), int(match["b"])
        if max(first, second) > _MONTHS or match["clock"] or _is_line(text, *match.span()):
            yield from _valid(match, match["y"], *((second, first) if first > _MONTHS else (first, second)))


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else is on the line."""
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[before:start].strip() and not text[end : after if after >= 0 else len(text)].strip()


def _has_its_line(text: str, date: Dated) -> bool:
    """Whether a day is a whole line but for a label, or begins one that goes on with the rating."""
    labelled = _ANY_LABEL.search(text, max(0, date.start - 8), date.start)
    return _is_line(text, labelled.start() if labelled else date.start, date.end) or (
        text[date.start - 1] == "\n" and _FRONT_WORD.match(text, date.end) is not None
    )


def _compact(text: str, start: int, end: int) -> Iterator[Dated]:
    for match in _COMPACT.finditer(text, start, end):
        yield from _valid(match, match[1], int(match[2]), int(match[3]))


def _valid(match: re.Match[str], year: str, month: int, day: int) -> Iterator[Dated]:
    try:
        yield Dated(match.start(), match.end(), partial_date(f"{year}-{month:02}-{day:02}"))
    except InvalidInput:
        return


def _small(numeral: str) -> int:
    """1 to 31 in Chinese numerals: 二十一."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS[ones] if ones else 0)


def _alone(text: str, date: Dated) -> bool:
    """Whether a date stands by itself, between gaps, bars or line ends, and is not a part of a sentence."""
    start = date.start - (_PAGE_NUMBER.match(text, max(0, date.start - 2)) is not None)
    before, after = text[max(0, start - 1) : start], text[date.end : date.end + 1]
    if _TOLD.search(text, max(0, date.start - 12), date.start):
        return False
    if before.isalpha() and before.isascii():  # behind a column
        return _BEHIND_COLUMN.match(text, text.rfind("\n", 0, date.start) + 1) is not None
    follows = not after or after.isspace() or after in "|│·星(/" or (after in ",," and not _HAN.match(text, date.end - 1)) or _FRONT_WORD.match(text, date.end)
    follows = follows or _COMPANY.match(text, date.end)
    opens = not before or before.isspace() or before in "|│·,," or _is_beside_a_word(_LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start))
    return opens and (bool(follows) or _is_beside_a_word(_NEXT_WORD.match(text, date.end)))


def _is_beside_a_word(word: re.Match[str] | None) -> bool:
    """Whether what a day was glued to is a sector or a kind of report that stands by itself: "传媒2024年03月24日"."""
    return word is not None and (word[0] in publishing("sectors") or LABEL.fullmatch(word[0]) is not None)


def _month_line(text: str, end: int) -> Dated | None:
    """A month or a day that is a whole line of the front."""
    for line in lines(text, min(end, 1500)):
        found = next(dates(text, line.start, line.end), None)
        if found and found.start == line.start and found.end == line.end and len(found.value) >= 7:
            return found
    return None


def _of_month(text: str, title: tuple[int, int] | None) -> Dated | None:
    """The month that a monthly's title is for, where no day is given."""
    match = _OF_MONTH.search(text, max(0, title[0] - _NEAR_TITLE), title[1]) if title else None
    return Dated(*match.span(), f"{match[1]}-{int(match[2]):02}") if match else None


def find_kind(text: str, end: int, title: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where the front, else the title, says what kind of report it is."""
    for start, stop in ((0, min(end, title[0] if title else end)), title or (0, 0), (0, min(end, 1200))):
        match = next((m for m in _KIND.finditer(text, start, stop) if m[0] not in ("证券研究报告", "证券研究", "行业研究") or start), None)
        if match:
            return match.span()
    return None
