"""Owns a report's front: the part of the text in which it says what it is, cut into lines and segments. It must not claim anything.

Extraction often glues a front page into one line; a segment is what then stands between two gaps, with words that are mere labels apart.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import opencc

from loaders.extractors.dates import whole_date
from loaders.extractors.furniture import is_furniture
from loaders.healing import Healed
from loaders.patterns import beginning_in_any_case, choice

_DATA = Path(__file__).parents[1] / "data" / "publishing.toml"
_FRONT = 5_000  # code points: more than any front page holds

_BARE = 400  # code points of a page that is a bare cover
_COVERS = 12  # pages
LABEL = re.compile(
    r"(?:证券)?研究报告|(?:证券|公司|行业|宏观|策略|海外|产业)(?:动态|深度|专题|事件|周度|月度|季度|年度|中期|定期)?(?:研究|深度|点评|动态|周报|月报|快评|简评|跟踪|专题|策略|日报|评论|快报|报告)(?:报告)?"
    r"|(?:深度|点评|跟踪|专题|动态|首次覆盖|事件点评)(?:报告)?|(?:更新|首次)报告"
    r"|晨会(?:纪要|报告)?|晨报|market\s+data|equity research|(?:global |sector |industry |company |thematic |morning |flash |tech(?:nology)? |equity "
    r"|initiation )+(?:note|research|report|update|comment|brief)"
    r"|initiation(?: of coverage)?|research(?: report| note)?|first take|quick take|\|+|/|·|—+|-+|[⚫●■◆▪•\ue000-\uf8ff]+",
    re.IGNORECASE,
)
# How a site's page title begins: "[house]:", or a house whose name says that it is one.
HOUSE_IN_HEAD = r"\[([^\]\n]{2,30})\](?:\s*[::]|(?<=证券\])|(?<=国际\])|(?<=研究院\]))\s*"
# What a piece of a front that is no title begins with, says in Chinese and says in English: labels, contacts, notices.
_FACT_BEGINS = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日\s*(?:[(（]?(?:星期|周)|[│|])|来源|www\.|摘要|事件|点评|published by\b"
    r"|(?:analysts?|authors?|by|date|published|rating|sector|industry|company|ticker|price|target|contact|source|publisher|recommendation|summary"
    r"|overview|contents|market|key|disclos|page)\b\s*(?:[:：|–-]|$)",
    re.IGNORECASE,
)
_FACT_IN_CHINESE = re.compile(
    r"证券分析师|分析师|研究员|登记编[码号]|执业证|资格编号|联系人|研究助理|时间\s?\w{0,10}\s?[::]|请务必|请仔细|免责|声明|投资咨询业务资格|未经(?:许可|授权)"
    r"|禁止转载|电话|邮箱|邮件|评级|日期|@|\*{3}|浏览器|当前位置|行业表现|市场走势|市场数据|免费获取|披露附录|市场表现|资料来源|数据来源|相关研究|相关报告"
    r"|\|\s?20\d\d[./年-]|│\s?20\d\d[./年-]|核心观点|投资要点|投资建议|报告要点|风险提示|目录|收盘|上证|沪深|查看更多|智能总结|研究所|研究院|研究中心|团队$|证券$"
)
_FACT_IN_ENGLISH = re.compile(beginning_in_any_case((
    r"e(?<!\S.)-?mail\s?[::]", r"s\d{13}", "https?://", r"c(?<!\w.)fa\b", r"p(?<!\w.)h\.?d\b", "please (?:see|read|refer)", "all rights", "disclaimer",
)))  # fmt: skip
COVERED = re.compile(
    r"(?:[^\n,:]|, ?(?=Inc|Ltd|Corp)){2,40}[((](?:(?!FAQ|AI|API|AIGC|LLM)[A-Z]{1,5}(?:[. ][A-Z]{1,2}| ?[-–:] ?[A-Z]{2,8})?|\d{4,6}(?:[. ][A-Z]{2})?)[))]"
)  # a company with its code
_SECTOR_KIND = re.compile(r"[\u3400-\u9fff]{2,10}行业(?:/公司)?(?:[\u3400-\u9fff]{2,4})?(?:报告)?(?:/(?:公司|行业)?[\u3400-\u9fff]{2,4}(?:报告)?)?")
_STAMP = re.compile(r"(?:published|posted|updated)?(?: on)?:? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?=[A-Z\d])", re.IGNORECASE)
_DATE_ENDS = re.compile(r"》\S{0,3}20\d\d[./-]\d{1,2}[./-]\d{1,2}$")  # a related report's
_MAIL_ENDS = re.compile(r"@[\w.-]+\.[a-z]{2,4}$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_YEAR = 4  # digits
_MASTHEAD = 5  # words
_DASHES = ("—", "–")
_WIDE = re.compile(r"\t+|[ ]{3,}")
_LINE = re.compile(r"[^\n\f]+")
_TOKEN = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the front at [start, end); `whole` says that it is a line of its own."""

    start: int
    end: int
    text: str
    whole: bool


@cache
def publishing(key: str) -> frozenset[str]:
    """A list of loaders/data/publishing.toml as a set."""
    value = tomllib.loads(_DATA.read_text("utf-8"))[key]
    return frozenset(value.replace("\n", "") if isinstance(value, str) else value)


@cache
def alternatives(key: str, less: str = "") -> str:
    """A pattern of a list's words, as a group, the longest that fits first; `less` is taken off their ends."""
    return choice(word.removesuffix(less) or word for word in publishing(key))


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str, end: int) -> str:
    """`text` with its first `end` characters in simplified script, so that one set of patterns reads both; every offset stays."""
    converted = _to_simplified().convert(text[:end]).replace("丨", "|")  # a letter by its code, a bar by its use
    return converted + text[end:] if len(converted) == end else text


def in_title(text: str, at: int) -> bool:
    """Whether a place is between the marks of a title, 《 and 》, that is cited."""
    before = text[max(0, at - 80) : at]
    return before.rfind("《") > before.rfind("》")


def front_end(healed: Healed) -> int:
    """The clean offset at which the front ends: with the first page that is no bare cover, as the marks of a site's previews make several."""
    pages = [p for p in healed.document.pages if p.text.strip()]
    ends = [healed.clean_offset(page.end) for page in pages[:_COVERS]] or [0]
    return min(next((end for end in ends if end >= _BARE), ends[-1]), _FRONT)


@lru_cache(maxsize=16)
def lines(text: str, end: int) -> tuple[Segment, ...]:
    """The lines before `end` that are not blank, trimmed. A front is asked for them by all who read it."""
    found = []
    for match in _LINE.finditer(text, 0, end):
        shown = match[0].strip()
        if shown:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Segment(start, start + len(shown), shown, True))
    return tuple(found)


def masthead(text: str, end: int) -> Segment | None:
    """The first line where it is the page's name: a short one, with what one can do on the page right below it."""
    top = [*islice((line for i, line in enumerate(lines(text, end)[:4]) if i or not is_furniture(line.text)), 3)]
    named = len(top) > 2 and len(top[0].text.split()) <= _MASTHEAD and not re.search(r"[:,.?!]", top[0].text)
    dated = len(top) > 2 and re.search(r"\d", top[1].text)  # "Last updated: …" stands below a title
    return top[0] if named and not dated and is_furniture(top[1].text) and (is_furniture(top[2].text) or top[1].text.isascii()) else None


@lru_cache(maxsize=16)
def segments(text: str, end: int) -> tuple[Segment, ...]:
    """The lines, and long or mixed ones cut into what stands between their gaps.

    A gap beside a Latin letter or behind a comma is inside a segment: titles have those. A wide one never is.
    """
    return tuple(_segments(text, end))


def _segments(text: str, end: int) -> Iterator[Segment]:
    for line in _columns(text, end):
        if len(line.text) <= 70 and not LABEL.match(line.text) and not _says_a_fact(line.text):
            yield line
            continue
        start = at = line.start
        labelled = LABEL.match(text, start, line.end)
        for token in _TOKEN.finditer(line.text):
            a, b = line.start + token.start(), line.start + token.end()
            if a > start and _parts(text[start:at], text[a:b], labelled=labelled is not None):
                yield Segment(start, at, text[start:at], start == line.start and at == line.end)
                start, labelled = a, LABEL.match(text, a, line.end)
            at = b
        if at > start:
            yield Segment(start, at, text[start:at], start == line.start)


def _columns(text: str, end: int) -> Iterator[Segment]:
    """The lines, cut at their wide gaps."""
    for line in lines(text, end):
        start = line.start
        for gap in _WIDE.finditer(text, line.start, line.end):
            yield Segment(start, gap.start(), text[start : gap.start()], False)
            start = gap.end()
        yield Segment(start, line.end, text[start : line.end], start == line.start)


def _is_day(word: str) -> bool:
    """Whether a word is a date and more than a year, which titles name, too."""
    return _DIGIT.search(word) is not None and len(whole_date(word) or "") > _YEAR


@lru_cache(maxsize=4096)
def _begins_a_segment(word: str) -> bool:
    """Whether a word stands apart from what is before it: a label, a date, what a fact begins with."""
    if LABEL.fullmatch(word) or _is_day(word):
        return True
    begins = _FACT_BEGINS.match(word) or _FACT_IN_CHINESE.match(word) or _FACT_IN_ENGLISH.match(word)
    return begins is not None and not (word.isascii() and word.isalpha())  # "Market" is a label on a line of its own, and a word of a title


@lru_cache(maxsize=4096)
def _ends_a_segment(word: str) -> bool:
    """Whether a word stands apart from what is behind it: a date, a related report's, a mail."""
    return bool(_DATE_ENDS.search(word) or _MAIL_ENDS.search(word)) or _is_day(word)


def _parts(left: str, right: str, *, labelled: bool) -> bool:
    """Whether the gap between two pieces of a line is one between segments; `labelled` says that the left one begins with a label."""
    if not left.isascii() and (left in publishing("sectors") or left in publishing("ratings")):
        return True
    if right == "·" and (" — " in left or ": " in left) and not _HAN.search(left):
        return False  # of a list in an English title
    is_label = labelled and LABEL.fullmatch(left) is not None
    if right in _DASHES and left.isascii() and not is_label and " " in left:
        return False  # of an English title
    if is_label or _begins_a_segment(right) or _ends_a_segment(left.rsplit(None, 1)[-1]):
        return True
    if left[-1] in ",，、:：—-" or left[-1].isascii() or right[0].isascii():
        return left[-1] in ")]%" and not right[0].isascii()
    return True


def _says_a_fact(text: str) -> bool:
    return bool(_FACT_BEGINS.match(text) or _FACT_IN_CHINESE.search(text) or _FACT_IN_ENGLISH.search(text))


def is_covered(text: str) -> bool:
    """Whether a piece is a company with its code, and its rating or nothing behind it."""
    match = COVERED.match(text)
    return match is not None and text[match.end() :].strip(" :") in publishing("ratings") | {""}


def _is_stamp(text: str) -> bool:
    """Whether a piece is a day, with the day of the week or "Published" before it or not."""
    said = _STAMP.match(text)
    return whole_date(text[said.end() :] if said else text) is not None


@lru_cache(maxsize=1024)
def is_fact(text: str) -> bool:
    """Whether a piece of the front is a label, a date, a contact, a rating: anything but a title."""
    return bool(LABEL.fullmatch(text) or _SECTOR_KIND.fullmatch(text) or is_covered(text) or _says_a_fact(text) or _is_stamp(text))
