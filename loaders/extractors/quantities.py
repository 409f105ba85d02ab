"""Owns figures with units in a text: durations, frame rates, resolutions, tokens, parameters, prices, and what bounds them.

It must not decide what a figure is said of. Numbers may be Latin, full-width or Chinese, with 万, 亿, K, M or B.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.units import canonical, price_per_month
from graph.values import Qualifier
from loaders.patterns import any_case, beginning_in_any_case, sought

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ENGLISH = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
            "twenty": 20, "thirty": 30, "sixty": 60}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "万": 1e4,
    "亿": 1e8,
    "千": 1e3,
    "百": 1e2,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "t": 1e12,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "thousand": 1e3,
}
# A number is taken whole and from its first digit: a long run of digits is walked once, not once from each of them; and a long list of numbers
# that have three digits each is none.
_LATIN = r"\d{1,3}(?:[,,]\d{3}){1,6}+(?:\.\d++)?|\d++(?:\.\d++)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]++|半"
NUMBER = rf"(?:{_LATIN})"
_WORDED = rf"(?<![A-Za-z-])(?:{'|'.join(_ENGLISH)})(?=[ -](?:to|or|second|minute|hour))"
_ANY = rf"(?:{_LATIN}|{_CHINESE}|{_WORDED})"
_TO = r"\s*(?:[-~〜–—‑]|至|到|to)\s*"
_CHOICE = (
    r"(?<=between \d)\sand\s|(?<=between \d\d)\sand\s|"
    r"(?<!\d\d\d),\s?\d{1,2}(?:,\s?\d{1,2}){0,2},?\s(?:or|and)\s|\s*(?:-\s*(?=(?:or|to)\b))?(?:[-~〜–—‑]|至|到|to|或|or)\s*"
)

_ALSO = r"(?:\s?[,/]\s?(?:(?:or|and)\s)?|\s(?:or|/)\s|或)"  # "4s, 8s or 12s"
_SECONDS = r"秒钟?|分钟|小时|(?:seconds?|secs?|minutes?|mins?|hours?|s|min|h)(?![A-Za-z])"
_DURATION = re.compile(
    rf"(?<![\d零〇一二两三四五六七八九十百千])(?P<a>{_ANY})\s*个?"
    rf"(?:(?P<ua>{_SECONDS})?(?:{_CHOICE})(?P<b>{_ANY})\s*-?\s*|(?P<both>\s?(?:{_SECONDS}))\s?(?:和|与|與|、|/)\s?(?P<c>{_ANY})\s*(?=(?:秒|分钟)(?:的)?[两兩][种档種檔])"
    rf"|(?P<each>{_SECONDS})(?:{_ALSO}\d{{1,2}}\s?(?:s|sec|秒)(?={_ALSO})){{0,3}}{_ALSO}(?P<d>{_ANY})\s*)?-?\s*(?P<u>{_SECONDS})",
    re.IGNORECASE,
)
_FRAMES = re.compile(
    rf"(?<!\d)(?:(?P<a>{NUMBER})(?:\s*(?:fps|帧)?(?:{_CHOICE})(?P<b>{NUMBER}))?\s*-?\s*(?P<u>fps(?![A-Za-z])|帧(?:/秒|每秒)?|frames per second)|"
    rf"每秒\s*(?P<c>{NUMBER})\s*帧)",
    re.IGNORECASE,
)
_LINES = re.compile(
    rf"(?<![\d.])(?P<a>\d{{3,4}})(?:[pP](?![A-Za-z]))?(?:{_TO}(?P<b>\d{{3,4}}))?[pP](?![A-Za-z])|(?<![\d.A-Za-z])(?P<k>[248])[kK](?![A-Za-z0-9])|"
    rf"(?<!\d)(?P<w>\d{{3,4}})\s*[×xX*]\s*(?P<h>\d{{3,4}})(?!\d)"
)
_SCALE = r"万亿|百万|千万|[万亿千百]|[kKmMbBtT](?![A-Za-z])|million|billion|thousand|trillion"
_TOKENS = re.compile(rf"(?<!\d)(?P<a>{NUMBER})\s*-?(?P<s>{_SCALE})?\s*-?\s*(?:个\s*)?(?:tokens?(?![A-Za-z])|的?(?:上下文|context))", re.IGNORECASE)
_PARAMETERS = re.compile(
    rf"(?<!\d)(?P<a>{NUMBER})\s*-?(?P<s>{_SCALE})\s*-?\s*(?:个\s*)?(?:的?(?:总|激活)?参数|(?:total |active )?param(?:eter)?s?)"
    rf"|参数(?:量|规模|数量)?(?:约|超|超过|达到?|高达|为|是|[::]|"
    rf"\s)*(?P<a2>{NUMBER})\s*(?P<s2>{_SCALE})",
    re.IGNORECASE,
)
# Where each of them may begin: at the first of some digits, if what follows them may be its unit, or where a word stands in place of them. No more is
# looked at than the next character behind them and white space, so that a long list of numbers is gone through once.
_NUMERAL = re.compile(
    rf"[\d零〇一二两三四五六七八九十百千半efnostEFNOST\u017f]"
    rf"(?:(?<=[\d零〇一二两三四五六七八九十百千半])(?:(?<=\d)\d*|(?<=[^\d半])[零〇一二两三四五六七八九十百千]*|(?<=半))"
    rf"|(?<![A-Za-z-].){any_case(word[1:] for word in _ENGLISH)}(?=[ -]))"
)
_NUMBER_OR_EACH = re.compile(r"[\d每](?:(?<=\d)(?<!\d\d)\d*+(?=[,,.]\s?\d|\s*[-~〜–—‑至到或tToOfF帧])|(?<=每)秒)")
_NUMBER_OF_LINES = re.compile(r"\d(?<!\d\d)\d*+(?=\s*[-~〜–—‑至到tpPkK×xX*])")
_NUMBER_OF_TOKENS = re.compile(r"\d(?<!\d\d)\d*+(?=[,,.]\d|[\s-]*[万亿千百kKmMbBtT\u212a个cC的上])")
_NUMBER_OR_PARAMETERS = re.compile(r"[\d参](?:(?<=\d)(?<!\d\d)\d*+(?=[,,.]\d|[\s-]*[万亿千百kKmMbBtT\u212a])|(?<=参)数)")
FIGURES = {  # each kind's pattern, and where it may begin
    "duration": (_DURATION, _NUMERAL), "frames": (_FRAMES, _NUMBER_OR_EACH), "lines": (_LINES, _NUMBER_OF_LINES), "tokens": (_TOKENS, _NUMBER_OF_TOKENS),
    "parameters": (_PARAMETERS, _NUMBER_OR_PARAMETERS),
}  # fmt: skip

_FASTEST = 120  # frames per second; more of them are a count, unless it is said in full
_FRAMES_IN_ALL = re.compile(r"(?:生成|输出|输入|共|合计|总计|[前后第每])\s?(?:计|约)?\s?$")  # "生成14至25帧" says how many there are

_AT_MOST = re.compile(beginning_in_any_case((
    "可达到?", "最长", "最多", "最大", "最高", "长达", "高达", "至多", "不超过", "多达", "上限为?", "up to", "as long as", "as many as", "at most",
    r"max(?:imum)?\.?", "no more than", "≤", "<",
), r"[^,。;,;.\d零一二两三四五六七八九十半]{0,14}$"))  # fmt: skip
_AT_LEAST = re.compile(beginning_in_any_case((
    "至少", "不低于", "不少于", "超过", "逾", "超", "突破", "at least", "more than", "over", "exceed(?:s|ing)?", "≥", ">",
), r"\s*[为了至]?\s*$"))  # fmt: skip
_ABOUT = re.compile(beginning_in_any_case((
    "约", "大约", "近", "左右", "about", "around", "roughly", "approximately", "~", "≈",
), r"\s*为?\s*$"))  # fmt: skip
_AFTER_AT_LEAST = re.compile(r"\s*(?:以上|\+|or more|or longer)", re.IGNORECASE)
_AFTER_AT_MOST = re.compile(r"\s*(?:以内|以下|之内|or less|max(?![a-z]))", re.IGNORECASE)
_AFTER_ABOUT = re.compile(r"\s*(?:左右|上下(?!文))")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at [start, end) in its canonical unit. AT_MOST has no min, AT_LEAST no max."""

    start: int
    end: int
    min: float | None
    max: float | None
    unit: str
    qualifier: Qualifier

    def at_most(self) -> Figure:
        """The same figure as the upper bound of what can be had."""
        return replace(self, min=None, qualifier=Qualifier.AT_MOST) if self.qualifier is Qualifier.EXACT else self


def number(text: str) -> float:
    """The number that `text` prints: "1,280", "12", "三十", "半". ValueError if it prints none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if plain == "半":
        return 0.5
    if plain.casefold() in _ENGLISH:
        return float(_ENGLISH[plain.casefold()])
    if plain and (plain[0] in _DIGITS or plain[0] in _TENS):
        return _chinese(plain)
    return float(plain)


def _chinese(text: str) -> float:
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total, digit = total + (digit or 1) * _TENS[char], 0
    return float(total + digit)


def scaled(digits: str, scale: str | None) -> float:
    """A number with its scale word: ("1.8", "万亿") -> 1.8e12, ("128", "K") -> 128000."""
    value = number(digits)
    word = (scale or "").casefold()
    for part in [word] if word in _SCALES else word:
        value *= _SCALES[part]
    return value


def durations(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Durations in seconds: "4~16s", "1分钟", "5-10 seconds", "半分钟". What is a multiple ("15-20倍") is none."""
    for match in sought(*FIGURES["duration"], text, start, end):
        if _part_of_a_word(text, match.start()):
            continue
        unit = match["u"].strip()
        low, high = number(match["a"]), number(match["b"] or match["c"] or match["d"]) if match["b"] or match["c"] or match["d"] else None
        yield _figure(
            text,
            match,
            canonical(low, match["ua"] or match["each"] or (match["both"] or "").strip() or unit if high is not None else unit),
            canonical(high, unit) if high is not None else None,
        )


def frame_rates(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Frames per second: "8~24FPS", "每秒24帧"."""
    for match in sought(*FIGURES["frames"], text, start, end):
        if match["u"] == "帧" and (number(match["a"]) > _FASTEST or _FRAMES_IN_ALL.search(text, max(0, match.start() - 6), match.start())):
            continue
        high = (number(match["b"]), "fps") if match["b"] else None
        yield _figure(text, match, (number(match["a"] or match["c"]), "fps"), high)


def resolutions(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Pixels along the short side: "1080p", "4K", "1280×768"."""
    for match in sought(*FIGURES["lines"], text, start, end):
        yield _figure(text, match, (_lines(match), "px"), (float(match["b"]), "px") if match["b"] else None)


def _lines(match: re.Match[str]) -> float:
    if match["w"]:
        return float(min(int(match["w"]), int(match["h"])))
    return canonical(float(match["k"]), "k")[0] if match["k"] else float(match["a"])


def contexts(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Tokens: "128K tokens", "100万token", "200K上下文"."""
    for match in sought(*FIGURES["tokens"], text, start, end):
        yield _figure(text, match, (scaled(match["a"], match["s"]), "token"), None)


def parameters(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Numbers of parameters: "1750亿参数", "671B parameters", "参数量达1.8万亿"."""
    for match in sought(*FIGURES["parameters"], text, start, end):
        yield _figure(text, match, (scaled(match["a"] or match["a2"], match["s"] or match["s2"]), "1"), None)


def _part_of_a_word(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return before == "第" or (before.isascii() and bool(before) and (before.isalnum() or before in ".$"))


def _figure(text: str, match: re.Match[str], low: tuple[float, str], high: tuple[float, str] | None) -> Figure:
    (least, unit), start, end = low, match.start(), match.end()
    if high is not None and high[0] >= least:
        return Figure(start, end, least, high[0], unit, Qualifier.RANGE)
    qualifier = bound(text, start, end)
    ends = {Qualifier.AT_MOST: (None, least), Qualifier.AT_LEAST: (least, None)}.get(qualifier, (least, least))
    return Figure(start, end, *ends, unit, qualifier)


def bound(text: str, start: int, end: int) -> Qualifier:
    """How the words around a single figure at [start, end) bound it."""
    before = text[max(0, start - 24) : start]
    if _AFTER_AT_LEAST.match(text, end) or _AT_LEAST.search(before):
        return Qualifier.AT_LEAST
    if _AT_MOST.search(before) or _AFTER_AT_MOST.match(text, end):
        return Qualifier.AT_MOST
    return Qualifier.ABOUT if _ABOUT.search(before) or _AFTER_ABOUT.match(text, end) else Qualifier.EXACT


_MONEY_BEFORE = r"(?P<c>(?<![A-Za-z])(?:US|HK)\$|[$¥¥€£]|(?<![A-Za-z])(?:USD|RMB|EUR|GBP)(?=\s?\d))\s*(?P<a>" + NUMBER + ")"
_MONEY_AFTER = r"(?P<a2>" + NUMBER + r")\s*(?P<c2>美元|美金|人民币|港元|港币|欧元|英镑|日元|元|USD|CNY|RMB|EUR|GBP|HKD|dollars?(?![A-Za-z])|€)"
_EACH_USER = r"(?:\s?USD)?\s*(?:(?:/|per |each )\s?(?:user|seat|editor|member)s?,?\s*)?"
_PERIOD = rf"{_EACH_USER}(?:/|每|-?per[ -]|-?a[ -]|each |every |一)\s*(?:个|個)?(?P<p>月|年|季度?|周|日|天|month|mo|year|yr|annum|quarter|week|day)(?![A-Za-z])"
_PRICE = re.compile(rf"(?:{_MONEY_BEFORE}(?:[-–](?P<high>{NUMBER})(?={_EACH_USER}(?:/|per )))?|{_MONEY_AFTER})(?P<per>{_PERIOD})?", re.IGNORECASE)
_PERIOD_FIRST = re.compile(rf"(?:每(?:个)?(?P<p>月|年|季度?))\s*(?:{_MONEY_BEFORE}|{_MONEY_AFTER})")


_ZERO_FIRST = re.compile(r"0\d")
_LONGEST_PRICE, _LONGEST_YEARLY = 4, 5  # digits without a comma


@dataclass(frozen=True, slots=True)
class Price:
    """A price at [start, end): `amount` is in `currency` for one `period`, which may be unknown; of a range ("$12-35/mo") it is the lower end."""

    start: int
    end: int
    amount: float
    currency: str
    period: str | None
    high: float | None = None

    def monthly(self, period: str | None = None) -> tuple[float, str] | None:
        """The price in `<ISO 4217>/month`; `period` is what the table's header says. None if the period is not known."""
        known = self.period or period
        return price_per_month(self.amount, self.currency, known) if known else None


def prices(text: str, start: int = 0, end: int | None = None) -> Iterator[Price]:
    """Prices: "$12/月", "$15", "每月35美元", "144 USD per year"."""
    limit = len(text) if end is None else end
    position = start
    while match := _next_price(text, position, limit):
        price = Price(match.start(), match.end(), number(match["a"] or match["a2"]), match["c"] or match["c2"], match["p"], _high(match))
        position = match.end()
        if not _is_struck(text, price, limit) and not _is_glued(text, match, limit):
            yield price


def _high(match: re.Match[str]) -> float | None:
    printed = match.groupdict().get("high")
    return number(printed) if printed and number(printed) > number(match["a"]) else None


def _is_glued(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the digits are those of several cells of a table: "$0801", "$354,0004", "$108002Premium"."""
    printed, behind = match["a"] or match["a2"], text[match.end() : min(end, match.end() + 1)]
    if _ZERO_FIRST.match(printed) or behind.isdigit():
        return True
    if match["a"] is None or not printed.isdigit():
        return False
    return len(printed) > _LONGEST_YEARLY or (len(printed) > _LONGEST_PRICE and text[match.end() : match.end() + 1].isalpha())


def _is_struck(text: str, price: Price, end: int) -> bool:
    """Whether a lower price stands right behind, which is the one that is asked: "$10 $8 / month"."""
    lower = _PRICE.match(text, price.end + 1, end) if price.period is None and text[price.end : price.end + 1] == " " else None
    return lower is not None and lower["c"] == price.currency and number(lower["a"] or lower["a2"]) < price.amount


def _next_price(text: str, start: int, end: int) -> re.Match[str] | None:
    found = [m for m in (_PRICE.search(text, start, end), _PERIOD_FIRST.search(text, start, end)) if m]
    return min(found, key=lambda m: (m.start(), -m.end()), default=None)
