"""Owns finding who published a report, and who a site's byline names. It must not take the site or its uploader for either."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from loaders.extractors.front import HOUSE_IN_HEAD, lines, masthead, publishing
from loaders.extractors.people import is_name

_SITE_HEAD = re.compile(HOUSE_IN_HEAD + r"[^\n]{4,}")
_LABELLED = re.compile(
    r"(?:^|(?<=\s))(?:(?:发布机构|研究机构|报告机构|机构名称|Publisher|Published by|Broker|Research firm|Firm)\s*[::]\s*(?P<named>[^\n,,|;;]{2,40})"
    r"|(?:文章)?来源\s*[::]\s*(?P<house>[\u3400-\u9fff]{2,8}(?:证券|国际|期货|研究院))(?![\u3400-\u9fff])"
    r"|来源\s*[::]\s*(?P<site>[\u3400-\u9fffA-Za-z]{2,12})(?=\s*[|\s]\s*(?:发布|时间|日期|作者)[\u3400-\u9fff]{0,2}\s*[::])"
    r"|(?-i:Published by (?P<signed>[A-Z][\w&.'’-]*(?: (?:(?:&|by|of|the|and|for) )?[A-Z][\w&.'’-]*){0,4})))",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?P<category>[\u3400-\u9fffA-Za-z&/]{0,12}?)(?:,\s?\d{5,6}(?=20))?\s*(?P<date>20\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?P<rest>[^\n\d][^\n]{1,60})$", re.MULTILINE
)
_PORTAL_BYLINE = re.compile(
    r"^[ \t]*(?P<date>20\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?)(?:[ \t]{1,2}\d\d:\d\d(?::\d\d)?)?[ \t|\u3000]{1,3}"
    r"(?P<house>[\u3400-\u9fff]{2,8}(?:证券|国际|期货|研究院|研究所)?)[ \t|\u3000]{1,3}"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[、,, ][\u3400-\u9fff]{2,4}){0,5}?)[ \t\u3000]*(?=查看|下载|阅读|PDF|点击|收藏|$)",
    re.MULTILINE,
)
_UPLOADER = re.compile(r"\s*\S?\*{2,}\s*$")
_HOUSE = (
    r"[\u3400-\u9fff]{2,8}?(?:证券|期货|国际金融|投顾)(?!研究|分析|投资咨询|业|及期货|市场|交易所|监|报告|时报|日报|之星|化|登记|从业|公司|账|代码|简称)"
    r"|[\u3400-\u9fff]{2,6}证券(?=研究)"
)
_HOUSE_AT = re.compile(rf"(?:(?<![\u3400-\u9fff])|(?<=本报告由))(?!本报告由)(?:{_HOUSE})")
_INSTITUTE = re.compile(
    r"([\u3400-\u9fff]{2,8}?(?:证券|期货|金融|国际|咨询|资本|银行)?)(?:股份有限公司|有限责任公司|有限公司)?(?:(?:发展)?研究(?:所|院|部|中心|发展(?:部|中心)|总部)"
    r"|产业研究院)"
)
_RESPONSIBLE = re.compile(r"(?<![\u3400-\u9fff])(?:本报告由)?([\u3400-\u9fff]{2,6}证券)(?:股份)?有限(?:责任)?公司(?=[(具已经在制是])")
_FIRM = r"[A-Z][\w&.'’-]*(?: (?:(?:of|and) )?[A-Z&][\w&.'’-]*){0,5}"
_PREPARED = re.compile(
    r"(?:report|document|publication|research|material) (?:is|was|has been) (?:prepared|issued|published|produced)(?: and \w+)? by "
    rf"({_FIRM}?)(?= Limited| Ltd| PLC|, | \(|\.\s| and | for | in |$)"
)
_DISCLOSES = " does and seeks to do business with companies covered in its research"  # as the rules of the United States have it
_DISCLOSING = re.compile(rf"(?<![^\s])({_FIRM})$")
_ENGLISH = re.compile(
    r"^(?:©\s*(?:\d{4})?\s*)?((?:(?:[A-Z][\w.&'’]*|&)[ -]){1,4}?(?i:Securities|Capital(?: Markets)?|Research|Partners|Bank|Markets|Advisors|Advisory|Brokers"
        r"|Brokerage|Equities|Investments|Asset Management|(?:Market |Research )?(?:Insights|Intelligence|Analytics)"
    r"|Financial|Group|& Co\.?))(?=\s{3,}|\s*(?:$|[|,·–—:-]|Equity Research|Research|\d{4}|All rights))"
)  # fmt: skip
_NEWSWIRE = re.compile(
    r"\((?:GLOBE NEWSWIRE|Business Wire|ACCESSWIRE)\)|/(?:PRNewswire|EINPresswire)/|/PRNewswire-|GlobeNewswire|EIN Presswire|PR Newswire", re.IGNORECASE
)
_PERIODICAL = re.compile(r"(?:Journal|Post|Times|Review|Weekly|Daily|Digest|Gazette|Tribune|Herald|Chronicle|Magazine)$", re.IGNORECASE)
_TOLD = re.compile(r"(?:[年月日]|.{0,4}(?=加入|任职|就职|曾任|来自))(?:加入|任职于?|就职于?|曾任|来自)?")  # a person's career
_SHORTEST = 3  # a house's name is longer
_ABOUT = re.compile(r"^About ([A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4}):?[ \t]*$", re.MULTILINE)
_NO_HOUSE = re.compile(r"^(?:equity|industry|global|sector|company|thematic|morning|investment|market|technology|about|related|recent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The house's name as printed at [start, end) of the clean text."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Byline:
    """A site's line of category, date, names, house and uploader; `names` are (start, end)."""

    date: tuple[int, int]
    names: tuple[tuple[int, int], ...]
    publisher: Publisher | None
    start: int
    end: int


def find_byline(text: str, end: int) -> Byline | None:
    """The byline of a site's page: category, date, authors, house and masked uploader, with nothing between them, or day, house and authors
    with gaps between them."""
    for match in _BYLINE.finditer(text, 0, end):
        rest_start, rest = match.start("rest"), _UPLOADER.sub("", match["rest"])
        house = _house_in(rest, text)
        names = _glued_names(rest[: house[0]] if house else rest)
        if not house and not names:
            continue
        publisher = Publisher(rest_start + house[0], rest_start + house[1], rest[house[0] : house[1]]) if house else None
        return Byline(match.span("date"), tuple((rest_start + a, rest_start + b) for a, b in names), publisher, match.start(), match.end())
    for match in _PORTAL_BYLINE.finditer(text, 0, end):
        start, names = match.start("names"), _glued_names(match["names"])
        if names and (match["house"] in publishing("houses") or _INSTITUTE.fullmatch(match["house"]) or match["house"].endswith("证券")):
            publisher = Publisher(*match.span("house"), match["house"])
            return Byline(match.span("date"), tuple((start + a, start + b) for a, b in names), publisher, match.start(), match.end())
    return None


def _house_in(rest: str, text: str) -> tuple[int, int] | None:
    """Where the house begins and ends in a byline's tail: what the page's head names, a known house, or the longest ending in 证券
    that the text has elsewhere or that leaves whole names before it."""
    head = _SITE_HEAD.search(text[:600])
    known = sorted([head[1]] if head else [], key=len) + sorted(publishing("houses"), key=len, reverse=True)
    for name in known:
        at = rest.find(name)
        if at >= 0 and (at == 0 or _glued_names(rest[:at])):
            return at, at + len(name)
    match = re.search(r"(?:证券|期货|国际|资本|银行|咨询|研究院|研究所|研究中心|公司)(?=\s|$)", rest)
    if match is None:
        return None
    for start in range(match.start() - 1, -1, -1):
        before = rest[:start]
        if match.start() - start >= 2 and (not before or _glued_names(before)) and (not before or text.count(rest[start : match.end()]) > 1):
            return start, match.end()
    return (0, match.end()) if match.start() <= 8 and rest[: match.end()].isalpha() else None


def _glued_names(text: str) -> list[tuple[int, int]]:
    """The names in `text`, if it is nothing but names; else none."""
    found, at = [], 0
    for part in re.split(r"([、,,;;/\s]+)", text):
        if part and not re.fullmatch(r"[、,,;;/\s]+", part):
            if not is_name(part):
                return []
            found.append((at, at + len(part)))
        at += len(part)
    return found


def find_publisher(text: str, end: int) -> Publisher | None:
    """The house that signs the report: named by the page's head, a label, the byline, the front, or as the institute behind its figures."""
    head = _SITE_HEAD.search(text, 0, min(end, 600))
    if head is not None:
        return _publisher(text, *head.span(1))
    channel = _channel().match(text)
    if channel is not None:
        return Publisher(*channel.span(1), channel[1])
    labelled = _LABELLED.search(text, 0, end)
    if labelled is not None:
        return _publisher(text, *labelled.span(labelled.lastgroup or 0))
    byline = find_byline(text, end)
    if byline is not None and byline.publisher is not None:
        return byline.publisher
    return _in_front(text, end) or _english(text, end) or _of_the_page(text, end) or _institute(text) or _responsible(text) or _about_itself(text, end)


@cache
def _channel() -> re.Pattern[str]:
    """A house with one of its sectors, before a title: 【某某计算机】."""
    houses, sectors = ("|".join(map(re.escape, sorted(publishing(key), key=len, reverse=True))) for key in ("houses", "sectors"))
    return re.compile(rf"\s*【({houses})(?:{sectors})】")


def _publisher(text: str, start: int, end: int) -> Publisher:
    """The house printed at a range, less its legal form and its institute."""
    printed = text[start:end].rstrip()
    match = _INSTITUTE.fullmatch(printed)
    name = match[1] if match and re.search(r"(?:证券|期货|国际|银行)$", match[1]) else printed
    name = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", name) or name
    return Publisher(start, start + len(name), name)


def _in_front(text: str, end: int) -> Publisher | None:
    """A Chinese house in the front, where it begins a word: a known one first, then the one that is named most."""
    found = [m for m in _HOUSE_AT.finditer(text, 0, end) if not _quoted(text, m.start()) and not _TOLD.match(m[0])]
    for match in found:
        if match[0] in publishing("houses"):
            return Publisher(match.start(), match.end(), match[0])
    chinese = tuple(house for house in publishing("houses") if not house.isascii())
    for line in lines(text, min(end, 1500)):
        house = max((h for h in chinese if line.text.startswith(h)), key=len) if line.text.startswith(chinese) else None
        if house and len(line.text) < 30:
            return Publisher(line.start, line.start + len(house), house)
        institute = re.fullmatch(r"([\u3400-\u9fff]{2,4})研究(?:所|院)?", line.text)
        if institute and f"{institute[1]}证券" in publishing("houses"):
            return Publisher(line.start, line.end, f"{institute[1]}证券")
    counts = Counter(m[0] for m in found)
    best = max(found, key=lambda m: counts[m[0]], default=None)
    return Publisher(best.start(), best.end(), best[0]) if best else None


def _quoted(text: str, at: int) -> bool:
    """Whether a place is inside a quoted title or a list of sources, where other houses are named too."""
    before = text[max(0, at - 80) : at]
    return before.rfind("《") > before.rfind("》") or re.search(r"(?:来源|Source)s?\s*[::][^\n。]*$", before) is not None


def _english(text: str, end: int) -> Publisher | None:
    """A house that signs at the head of a Latin front, on a line of its own or before a bar."""
    rows = list(lines(text, end))
    houses = sorted((house for house in publishing("houses") if house.isascii()), key=len, reverse=True)
    tail = [r for r in lines(text[-600:], 600) if r.text.startswith("©")]
    for row in rows[:12]:
        match = _ENGLISH.match(row.text.title() if row.text.isupper() else row.text)
        known = next(
            (h for h in houses if row.text.startswith(h) and re.match(rf"{re.escape(h)}(?=\s*(?:$|[|,·–—:-]|(?:Global |Equity )?Research))", row.text)),
            None,
        )
        name = known or (match[1] if match and not _NO_HOUSE.match(match[1]) else None)
        if name:
            at = row.text.casefold().index(name.casefold())
            return Publisher(row.start + at, row.start + at + len(name), name)
    for row in tail:
        match = _ENGLISH.match(row.text)
        if match:
            start = len(text) - min(600, len(text)) + row.start + match.start(1)
            return Publisher(start, start + len(match[1]), match[1])
    return None


def _institute(text: str) -> Publisher | None:
    """The house whose institute stands behind the report's figures: its own, unless the front says otherwise."""
    found = []
    for match in _INSTITUTE.finditer(text):
        if re.search(r"(?:证券|期货|国际)$", match[1]):
            told = _TOLD.match(match[1])  # "2022年加入某某证券研究所"
            start = match.start(1) + (told.end() if told else 0)
            found.append(Publisher(start, match.end(1), text[start : match.end(1)]))
    counts = Counter(house.name for house in found)
    return max((house for house in found if len(house.name) > _SHORTEST), key=lambda house: counts[house.name], default=None)


def _of_the_page(text: str, end: int) -> Publisher | None:
    """A page's name at its top, if the page also claims its rights under that name: "© 2026 Parameter Post Media LLC"."""
    top = masthead(text, end)
    rights = re.search(r"©[^\n]{4,80}", text) if top else None
    own = [word for word in top.text.split() if word.casefold() != "the"] if top else []
    claimed = bool(rights and own and " ".join(own) in rights[0])
    return Publisher(top.start, top.end, top.text) if top and (claimed or _PERIODICAL.search(top.text)) else None


def _about_itself(text: str, end: int) -> Publisher | None:
    """Who sent a press release: whom its last part is about, if its first names him."""
    for about in _ABOUT.finditer(text) if _NEWSWIRE.search(text, 0, end) else ():
        at = text.find(about[1], 0, end)
        if at >= 0:
            return Publisher(at, at + len(about[1]), about[1])
    return None


def _responsible(text: str) -> Publisher | None:
    """The company that the small print says is responsible for the report."""
    found = _RESPONSIBLE.search(text) if "证券" in text else None
    if found is not None:
        return Publisher(*found.span(1), found[1])
    prepared = _PREPARED.search(text)
    if prepared is not None:
        return Publisher(*prepared.span(1), prepared[1])
    at = text.find(_DISCLOSES)
    disclosing = _DISCLOSING.search(text, max(0, at - 80), at) if at > 0 else None
    return Publisher(*disclosing.span(1), disclosing[1]) if disclosing is not None else None
