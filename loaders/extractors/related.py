"""Owns finding the reports that a report lists as related, with their dates. Titles in brackets elsewhere are not related reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.claim import Claim
from graph.values import NodeRef
from loaders.extractors import Context
from loaders.extractors.dates import dates, site_days
from loaders.extractors.headless import headless
from loaders.extractors.headlines import headlines
from loaders.extractors.statements import Statements
from loaders.extractors.undated import undated
from loaders.healing import Healed
from loaders.patterns import any_case, sought

METHOD = "related/1"
Range = tuple[int, int]

_HEADING = re.compile(
    r"(?:(?<=[\s。|#>*【】\]])|(?<=[^\s],)(?=(?:相关|相關)(?:报告|報告)1[.、])|(?<=\n[一-龥]{2})|(?<=\n[一-龥]{4})|(?=相关报告汇总)|^"
    r"|(?<=[%\d)A-Za-z])(?=(?:相关|相關)(?:研究)?(?:报告|報告)[::]?\s?《)"  # what a table ends with was glued to it
    r"|(?=(?:相关|相關)(?:报告|報告)[^\n《》。*]{6,120}[(][\u3400-\u9fff]{2,4}[)]\*))"  # a list whose entries are signed, amid a glued front
    r"(?:(?:(?:相关|相關)(?:深度|专题|專題|系列|行业|行業)?|历史|歷史"
    r"|近期|往期|前期|最近|过往|過往)(?:研 ?究|研报|报告|報告|回顾|回顧|阅读|閱讀)(?:报告|報告)?(?:汇总|匯總|列表|目录)?"
    r"|相 [关關] (?:研 究|[报報] 告)"
    r"|(?:Browse |View )?Related (?:Research|Reports?|Reading)|(?:Recent|Previous|Past|Earlier) (?:Research|Reports?|Publications|Notes)"
    r"|(?:See Also|(?:Further|Recommended) Reading|More from (?:us|this series)|Other Reports)(?=[ \t]*[::\n]))"
    r"】?\s*(?:[::]|(?=\s)|(?=《)|(?<=汇总)|(?<=[报報]告)(?=[^\s《》。*][^\n《》。*]{6,120}[(][\u3400-\u9fff]{2,4}[)]\*)|(?=[·•●◆◼■▪\ue000-\uf8ff]|\[?1\s?[.、\]])|$"
    r"|[^\n《》。]{2,60}(?=\n\s{0,4}1\s?[.、)]\s?《))",  # a running head was glued to it
    re.MULTILINE | re.IGNORECASE,
)
_BEGINS = re.compile(any_case((
    "相关", "相關", "相 ", "历史", "歷史",
    "近期", "往期", "前期", "最近", "过往", "過往", "Related ", "Browse ", "View ", "Recent ", "Previous ", "Past ", "Earlier ", "See ",
    "Further ", "Recommended ", "More ", "Other ",
)))  # fmt: skip
_BRACKETED = re.compile(
    r"[^《》\w]{0,12}(?:\d{1,2}\s*[.、)）\]]\s*|\d{1,2}\s?(?=《)|(?<=\n)[ \t]*[\u3400-\u9fff]{2,8}(?=《)"
    r"|(?<=[ :])[\u3400-\u9fff]{2,6}(?=《[^》\n]{2,160}》[ —–-]{0,4}20\d\d))?"
    r"(?P<lead>(?:[\d年月日./-]{6,12})?)[^《》\w]{0,6}《(?P<title>[^》\n]{2,160}(?:\n[^》\n]{1,80})?)》"
    r"(?P<tail>[^《\n]{0,40}(?:\n[ \t]*20\d\d[\d年月日./-]{3,8}(?=[ \t]*(?:\n|$)))?)",
    re.DOTALL,
)
_LINE = re.compile(r"[ \t]*(?:[-–•●◆◼■▪*·⚫\ue000-\uf8ff]|\d{1,2}\s*[.、)）])?[ \t]*(?P<line>[^\n]{6,200})(?:\n|$)")
_QUOTED = re.compile(r"[\s;;,,、]{0,3}(?:and )?[“\"‘'](?P<title>[^“”\"\n]{4,160})[”\"’'](?P<tail>[^“\"\n;;]{0,40})")
_RUNNING = re.compile(
    r"[ \t;;]*(?:\n[ \t]*(?=[·•●◆◼■▪⚫\ue000-\uf8ff]))?(?:(?P<mark>[·•●◆◼■▪⚫\ue000-\uf8ff])\s?|(?P<number>\d{1,2})(?:\s?[.、)]\s?|\s))?"
    r"(?P<title>[^\n《》。]{6,120}?)[\s(,,—–-]{0,3}(?P<date>20\d{2}(?P<s>[-./])\d{1,2}(?P=s)"
    r"(?:\d{1,2}(?![\d%.、])|(?:3[01]|[12]\d|\d)(?=\d{1,2}[.、)])|\d{1,2}(?![\d%]))|20\d{6}(?![\d%])"
    r"|20\d\d年\d{1,2}月\d{1,2}日)\)?"
)
_DAY = r"20\d\d[-./]\d{1,2}[-./]\d{1,2}"
# "1.某某周报20250126:标题-2025/01/26 2.…", "1.Title–28 May2.…": what counts is the day behind the dash, a title may have another.
_COUNTED = re.compile(
    r"\s{0,3}(?P<number>\d{1,2})\s?[.、)]\s?(?P<title>[^\n《》]{6,140}?)\s?[-–—]{1,2}\s?"
    rf"(?P<date>{_DAY}(?!\S)|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?(?: 20\d\d)?(?![a-z]))"
)
_IN_BRACKETS = re.compile(  # "Title (21 January 2026) Title (6 February 2026)"
    rf"[ \t]{{0,4}}\n?[ \t]{{0,4}}[;;•●■◼◆▪➢–-]?[ \t]{{0,4}}(?P<title>[^\s《》•()][^\n《》•。]{{5,140}}?)\s?[(]"
    rf"(?P<date>{_DAY}|20\d{{6}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.? 20\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d|\d{1,2}/\d{1,2}/\d\d)[)]"
)
_BEHIND_DAY = re.compile(  # up to the next day, or to a gap between two Chinese words
    rf"[ \t:]{{0,3}}(?P<date>{_DAY})[ \t:]{{1,3}}(?P<title>(?!20\d\d)[^\n《》。]{{6,120}}?)"
    rf"(?=[ \t]{_DAY}[ \t:]|[ \t]*(?:\n|$)|(?<=[\u3400-\u9fff?!]) (?=[\u3400-\u9fff]{{2,6}}(?:[ :]|$)))"
)
# A site's table of reports: day without a year, title, house.
_OF_SITE = re.compile(r"[ \t]*(?:[01]\d-[0-3]\d)[ \t]+(?P<title>[^\n]{6,120}?)[ \t]+[一-龥]{2,8}(?:证券|证劵|研究所|研究院|国际|资本)[ \t]*(?:\n|$)")
_SITE_HEAD = re.compile(r"\s*日期\s+(?:研报|报告)(?:名称|标题)\s+(?:机构|研究机构|券商)[ \t]*\n")
_NEXT = re.compile(rf"[ \t]*\n[ \t]*(?P<line>[^\n]{{6,160}}[-–—(][ \t]?{_DAY}\)?)[ \t]*(?:\n|$)")  # an entry behind a blank line
_SENTENCE = re.compile(r" [a-z]")  # "Recent research shows …"
_EXHIBIT = re.compile(r"(?:图表?|表|Figure|Table|Exhibit)\s?\d")
_PLAIN_DATE = re.compile(rf"》[ —–-]{{0,3}}{_DAY}")  # no law's: "《某办法》(2024/1/5)"
# The next entry of a list whose column was run together with the text beside it.
_INTERRUPTED = re.compile(r"[^《》]{0,160}《(?P<title>[^》\n]{4,120})》(?P<tail>[ —–-]{0,3}20\d\d[./-][\d./-]{3,5})(?P<lead>)")
# The first entry of a list that the contacts of the column beside it stand before.
_BEHIND_CONTACTS = re.compile(
    r"(?=[^《》。]{0,120}(?:@|执业|執業|SAC|编号|編號|邮箱|電郵|电话|電話|分析师|分析師))[^《》。]{1,120}"
    rf"《(?P<title>[^》\n]{{4,120}})》(?P<tail>[ —–(-]{{0,4}}{_DAY}[)]?)(?P<lead>)"
)
# A title over several lines, with the lines of the column beside it between them.
_AMID_LINES = re.compile(
    r"[^《》\w]{0,12}(?:\d{1,2}\s?[.、)]\s?)?《(?P<title>[^《》\n]{4,60}(?:\n{1,2}[^《》\n]{1,120}){1,5})》"
    rf"(?P<tail>[ —–(-]{{0,4}}\n{{0,2}}{_DAY}[)]?)(?P<lead>)"
)
_NUMBER = re.compile(r"(\d{1,2})[.、)]\s?(?=\D)")
_LAST_CUT = re.compile(r"[ \t;]*(?:[·•●◆◼■▪⚫\ue000-\uf8ff]|\d{1,2}[.、)])\s?(?P<title>[^\n《》。]{16,120})\s*\Z")  # behind a mark, up to the text's end
_WIDER = 1.3  # times a title's first line: a line of the text beside it
_CUT = re.compile(
    r"[^《》\w]{0,6}(?:\d{1,2}\s?[.、)]?\s?)?《(?P<title>[^《》\n\f]{16,120})(?:》[ —–(-]{0,4}[\d./-]{0,9})?(?=\s*\Z|[ \t]*\n[ \t]*\n|\f)"
)  # the page ends in it
# An entry without brackets between such as have them: "…》(2025-11-20);Kuaishou: AI lifts revenue (2025-08-22);《…".
_PLAIN = re.compile(r"\s?[;;]\s?(?P<title>[^《》;;\n]{8,120}?)\s?(?P<tail>[(]20\d\d[-./年][\d./月日-]{3,6}[)])(?=[;;]|\s|$)")
_UNOPENED = re.compile(rf"\s{{0,3}}(?P<title>(?=\S)[^《》\n。;;]{{6,120}})》(?P<tail>[ —–(-]{{0,4}}(?:{_DAY}|20\d{{6}})[)]?)")  # an entry that lost its 《
_COMPACT = re.compile(r"(?<!\d)(20\d{2})[.\-/]?(0[1-9]|1[0-2])[.\-/]?([0-2]\d|3[01])(?!\d)")
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff,、:])[ \t]*\n[ \t]*(?=[\u3400-\u9fff])")
_OF_REPORTS = re.compile("研 ?究|[报報] 告|报告|報告|回顾|回顧|Research|Report|Note", re.IGNORECASE)  # a "See also" leads to anything
_TABLE_HEAD = re.compile(r"\s*(?:报告)?类型\s?(?:报告)?标题\s?(?:发布)?日期\s?")
_KIND = re.compile(r"(?:行业|公司|策略|宏观|产业)(?:普通|深度|点评|动态|跟踪|专题)报告\s?")
_SIGNED = re.compile(r"\s?[(][\u3400-\u9fff]{2,5}[)]\*[^*]{2,12}\*[^*]{2,24}$")  # rating, sector and authors behind a title: "(买入)*软件开发*某某"
_ENDS_IN_DAY = re.compile(rf"(?P<line>[^\n《》。]{{1,60}}?[ (,—–-]{{1,3}}(?P<day>{_DAY}))\)?[ \t]*(?:\n|$)")
_NARROW = 40  # code points of a line in which a title goes on in the next
_LETTERS = re.compile(r"[^\W\d_]{2}")  # a title says something
_QUOTES = "“”\"'‘’「」 \t"


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited report: its title's range, and its date with the range where that stands."""

    start: int
    end: int
    date: tuple[int, int, str] | None


def related(healed: Healed, context: Context) -> Iterator[Claim]:
    """CITES each related report, and the day on which it was published where the list gives it."""
    text = healed.text
    state = Statements(healed, context, METHOD)
    seen: set[str] = set()
    places: list[Range] = context.answers.setdefault(("cited", ""), [])
    for heading, cited in _cited(text):
        places.append((cited.start, cited.end))
        title = _SIGNED.sub("", " ".join(_WRAPPED.sub("", _own_lines(text[cited.start : cited.end])).split()))
        node = NodeRef("Report", title, cited.date[2] if cited.date else "")
        if node.id in seen or node.key == context.report.key or not _LETTERS.search(title):
            continue
        seen.add(node.id)
        context.used.append(heading)
        end = cited.date[1] if cited.date and cited.date[0] >= cited.end else cited.end
        yield state.relationship(context.report, "CITES", node, cited.start, end)
        if cited.date:
            yield state.property(node, "publishedOn", cited.date[0], cited.date[1], value=cited.date[2])


def _own_lines(title: str) -> str:
    """A title without the lines of the column beside it, which are wider than its first."""
    first, *between, last = title.split("\n") if "\n" in title else ("", title)
    kept = [line for line in between if line.strip() and len(line) <= _WIDER * len(first)]
    return "\n".join([first, *kept, last])


def _cited(text: str) -> Iterator[tuple[Range, Cited]]:
    """Each entry of each list with the range of the list's heading, then the headlines that a news site put into the text."""
    reached = 0
    for heading in sought(_HEADING, _BEGINS, text):
        if heading.start() < reached:
            continue
        for cited in _list(text, heading.end(), of_reports=_OF_REPORTS.search(heading[0]) is not None):
            reached = cited.end
            yield heading.span(), cited
    if not reached:
        yield from ((title, Cited(*title, _date(text, *day) if day else None)) for title, day in headless(text))
    yield from ((heading, Cited(*headline, None)) for heading, headline in headlines(text))


def _list(text: str, at: int, *, of_reports: bool) -> Iterator[Cited]:
    """The entries behind a heading, as long as they follow each other: in brackets or quotation marks, else lines or runs with a date."""
    if _SENTENCE.match(text, at):
        return
    match = _first(text, at)
    if match is None and not (of_reports and _CUT.match(text, at)):
        told = (
            _counted(text, at)
            or list(_quoted(text, at))
            or _in_brackets(text, at)
            or _behind_days(text, at)
            or _running(text, at)
            or list(_lines(text, at))
            or _of_site(text, at)
        )
        yield from told or ([Cited(*title, None) for title in undated(text, at)] if of_reports else [])
        return
    dated = True  # a list has dates until it shows that it has none
    while match is not None:
        date = _date(text, *match.span("tail")) or _date(text, *match.span("lead"))
        if date is None and dated and text[match.end("title") + 1 : match.end("title") + 2].isalpha():
            break  # a sentence of the column beside it
        yield Cited(*match.span("title"), date)
        dated = date is not None
        at = match.end("title") + 1 + _tail_length(text, match)
        plain = _PLAIN.match(text, at)
        if plain is not None:
            yield Cited(*plain.span("title"), _date(text, *plain.span("tail")))
            at = plain.end()
        while (half := _UNOPENED.match(text, at)) is not None:
            yield Cited(*half.span("title"), _date(text, *half.span("tail")))
            at = half.end()
        match = _entry(text, at) or (_INTERRUPTED.match(text, at) if _PLAIN_DATE.match(text, match.end("title")) else None)
    if (cut := _CUT.match(text, at)) is not None:
        yield Cited(*cut.span("title"), None)
        return
    yield from _lines(text, at) if text[at : at + 2].lstrip(" \t").startswith("\n") else ()


def _first(text: str, at: int) -> re.Match[str] | None:
    """The first entry of a list of titles in brackets."""
    match = _entry(text, at)
    return match if match is not None and match["lead"].count("\n") <= 1 else _BEHIND_CONTACTS.match(text, at)


def _entry(text: str, at: int) -> re.Match[str] | None:
    return _BRACKETED.match(text, at) or _AMID_LINES.match(text, at)


def _quoted(text: str, at: int) -> Iterator[Cited]:
    """Titles in quotation marks, each with its date behind it."""
    while (match := _QUOTED.match(text, at)) is not None and (date := _date(text, *match.span("tail"))) is not None:
        yield Cited(*match.span("title"), date)
        at = date[1] + (text[date[1] : date[1] + 1] in (")", "]"))


def _counted(text: str, at: int) -> list[Cited]:
    """Titles behind 1, 2, 3 ..., each with its day behind a dash."""
    found: list[Cited] = []
    while (match := _COUNTED.match(text, at)) is not None and int(match["number"]) == len(found) + 1:
        found.append(Cited(*match.span("title"), _date(text, *match.span("date"))))
        at = match.end()
    return found


def _in_brackets(text: str, at: int) -> list[Cited]:
    """Titles one behind the other, each with its day in brackets; one alone may be anything."""
    found: list[Cited] = []
    while (match := _IN_BRACKETS.match(text, at)) is not None:
        number = _NUMBER.match(text, *match.span("title"))
        start = number.end() if number and int(number[1]) == len(found) + 1 else match.start("title")
        found.append(Cited(start, match.end("title"), _date(text, *match.span("date"))))
        at = match.end()
    return found if len(found) > 1 else []


def _behind_days(text: str, at: int) -> list[Cited]:
    """Titles one behind the other, each behind its day; one alone may be anything."""
    found: list[Cited] = []
    while (match := _BEHIND_DAY.match(text, at)) is not None:
        found.append(Cited(*match.span("title"), _date(text, *match.span("date"))))
        at = match.end()
    return found if len(found) > 1 else []


def _of_site(text: str, at: int) -> list[Cited]:
    """The titles of a table without years that a site puts below its pages."""
    head = _SITE_HEAD.match(text, at)
    at = head.end() if head else len(text)
    found: list[Cited] = []
    while (match := _OF_SITE.match(text, at)) is not None:
        found.append(Cited(*match.span("title"), None))
        at = match.end()
    return found


def _running(text: str, at: int) -> list[Cited]:
    """Titles and dates one behind the other in a running line, each behind a mark or its number if the first is; one alone may be anything."""
    found: list[Cited] = []
    if (head := _TABLE_HEAD.match(text, at)) is not None:
        at = head.end()
    marked = numbered = False
    while (match := _RUNNING.match(text, at)) is not None and (date := _date(text, *match.span("date"))) is not None:
        counts = match["number"] is not None and int(match["number"]) == len(found) + 1
        if (marked and not match["mark"]) or (numbered and not counts):
            break
        if not found:
            marked, numbered = match["mark"] is not None, counts
        start, end = match.start("number") if match["number"] and not counts else match.start("title"), match.end("title")
        kind = _KIND.match(text, start, end)
        found.append(Cited(kind.end() if kind else start, end, date))
        at = match.end()
    if found and (marked or numbered) and (cut := _LAST_CUT.match(text, at)) is not None:
        found.append(Cited(*cut.span("title"), None))
    goes_on = numbered and (second := _NUMBER.match(text, at)) is not None and int(second[1]) == len(found) + 1
    return found if len(found) > 1 or marked or goes_on else []


def _tail_length(text: str, match: re.Match[str]) -> int:
    """How much behind a title belongs to its entry: up to its date's end, so that prose behind the list is not read on."""
    date = _date(text, *match.span("tail"))
    if date is None:
        return 0
    end = date[1]
    while end < len(text) and text[end] in ")）]】 ":
        end += 1
    return end - match.end("title") - 1


def _lines(text: str, at: int) -> Iterator[Cited]:
    """Lines that end or begin with a date: the rest is the title."""
    while at < len(text) and text[at] in " \t:：\n\r":
        at += 1
    match = _LINE.match(text, at)
    while match is not None:
        start, end = match.span("line")
        date = _date(text, start, end, last=True)
        if date is None and end - start < _NARROW and (following := _ENDS_IN_DAY.match(text, match.end())) is not None:
            date, end, match = _date(text, *following.span("day")), following.end("day"), following
        title = _title(text, start, end, date)
        if date is None or title is None or text[start:end].rstrip().endswith("。"):
            return
        yield Cited(*title, date)
        match = _NEXT.match(text, match.end()) or _LINE.match(text, match.end())


def _title(text: str, start: int, end: int, date: tuple[int, int, str] | None) -> tuple[int, int] | None:
    if date is None:
        return None
    if date[0] - start >= end - date[1]:
        end = date[0]
    else:
        start = date[1]
    while start < end and text[start] in _QUOTES + ",;:：–—-|)）]":
        start += 1
    while end > start and text[end - 1] in _QUOTES + ",;:：–—-|(（[":
        end -= 1
    named = len(re.findall(r"[^\W\d_]", text[start:end])) >= 4 and not _EXHIBIT.match(text, start, end)
    return (start, end) if named else None


def _date(text: str, start: int, end: int, *, last: bool = False) -> tuple[int, int, str] | None:
    """The first (or last) whole date of a range."""
    found = [(d.start, d.end, d.value) for d in dates(text, start, end) if len(d.value) >= 7]
    if not found:
        found = [(m.start(), m.end(), "-".join(m.groups())) for m in _COMPACT.finditer(text, start, end) if int(m[3])]
    found = found or [(d.start, d.end, d.value) for d in site_days(text, start, end)]
    return found[-1 if last else 0] if found else None
