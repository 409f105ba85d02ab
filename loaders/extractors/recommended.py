"""Owns the companies of lists: what a report recommends ("建议关注:A、B"), and whose news it gives one by one ("【A】...;【B】...").

It must not claim anything; a sector or a direction that is recommended is no company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.values import NodeRef
from loaders.extractors.front import publishing
from loaders.extractors.gazetteer import gazetteer
from loaders.patterns import any_script, has_chinese, holds

Range = tuple[int, int]

CODE = (
    r"\d{6}(?!\d)(?:\s?[.-]?(?:SH|SZ|BJ|SS|CH))?|(?:SH|SZ|BJ)[.:]?\d{6}|HK[.:]?\d{4,5}|\d{1,5}\s?[.-]?\s?HK|\d{4}(?:[.-]TWO?|[. -]?TT)"
    r"|[A-Z]{1,5}(?:\.(?:O|N|US|OQ|NASDAQ|NYSE)|-US|\s(?:US|UW|UN|LN|GR|FP|NA))"
    r"|\d{6}[. ]K[SQ]|\d{4}(?:\.T| JP)|[沪滬深]\s?[::]\s?\d{6}|港\s?[::]\s?\d{4,5}"
    r"|(?:(?:NASDAQ|Nasdaq)(?: ?G[SM])?|NYSE|AMEX|HKEX|SEHK|HKG|SSE|SHA|SZSE|SHE|TWSE|TPE|KRX|KOSDAQ|KOSPI|TYO|TSE|LSE|LON|ETR|XTRA|FRA|EPA|AMS"
    r"|EURONEXT|Euronext|SWX|SIX|BIT|STO|ASX|TSXV?|NSE|BSE|SGX|OTC(?:QB|QX)?|[深上北港纽紐]交所|[纳納]斯[达達]克|[港美][股])\s?[::]\s?[A-Z0-9]{1,6}"
    r"|[A-Z]{1,5}\s?-\s?(?:NASDAQ|NYSE)"
)
_SHARE = r"(?:-[A-Z]{1,2})?"  # the mark of a kind of share: "-W", "-SW", "-SS"
_NAME = rf"\*?(?:ST\s?)?[一-龥]{{2,6}}?{_SHARE}"
_NAMES = rf"(?P<names>{_NAME}(?:\s?[(](?:{CODE})[)])?(?:、{_NAME}(?:\s?[(](?:{CODE})[)])?){{0,9}})"
_UP_TO_ADVICE = r"(?:(?!受益标的|相关标的|建议关注|分析师|联系人|\s[-•·]\s)[^。;;\n])"
_RECOMMENDED = re.compile(
    r"(?:建议\s?(?:重点|积极)?\s?关注|建议沿?[^,。;:\n]{0,12}布局|(?:推荐|看好)(?<=[,,。;;::\s]..)(?=[一-龥]{2,6}(?:-[A-Z]{1,2})?、[一-龥]{2,6}(?:-[A-Z]{1,2})?[、,,。;;])|相关标的|受益标的|重点推荐|推荐标的|重点公司(?!公告|动态|新闻|要闻|盈利|估值)|相关公司(?!公告|动态)|推荐组合|重点关注|推荐关注|建议关注的?标的|投资标的|核心标的|标的方面"
    r"|个股(?:方面[,,])?(?:[^。;;\n]{0,8}[涨跌]幅(?:前[一-龥\d]{1,2}名?|居前|靠前)|前[三五十]名)的?(?:公司|个股|股票)?(?:分别)?)(?:有|为|是|包括|[::,\s])*"
    rf"(?P<list>{_UP_TO_ADVICE}{{2,240}}(?:[;;]\s?(?:[(]?\d|[一-龥A-Za-z]{{1,12}}[::]){_UP_TO_ADVICE}{{2,120}})*)"
)
_HEADS_ADVICE = re.compile(r"\d\s?[)、.](?:(?!推荐|关注|[;;]).){1,40}[,,]\s?$")  # "(2)短剧出海,受益标的包括…": what stands before the names
_KINDS = ("芯片", "应用", "平台", "软件", "硬件", "模型", "算力", "厂商")
_MOST_CLAUSES = 12
_CLAUSE = re.compile(  # "平台关注A、B", "代工环节的C、D", "AI应用E、F"
    r"(?:[;;]\s?)?[一-龥A-Za-z ]{1,14}?(?P<by>环节的?|领域的?|方向的?|板块的?|方面的?|关注|推荐|看好|标的(?:包括|有|为)?"
    rf"|{'|'.join(_KINDS)})(?!建议|重点|关注|推荐|看好|标的|环节|领域|方向|方面|的){_NAMES}(?=[;;。,,]|等|$)"
)
_GENERIC_ENDS = re.compile(
    r"(?:产业链?|行业|板块|领域|方向|环节|赛道|机会|龙头|厂商|企业|公司|芯片|模块|算力|应用|模型|视频|终端|硬件|软件|设备|端侧|服务器|服务|数据|安全|传媒|"
    r"游戏|影视|教育|医疗|通信|半导体|存储|光模块|液冷|互联网|机器人|智能|驾驶|矿卡|AI|PC|IP|"
    r"AIGC|CPO|PCB|主题|标的|个股|等|预测|估值|评级|假设|需求|节奏|可控|增长|迭代|替代|落地|出海|价格|供给|政策)$"
)
_POINTS_AT = ("其", "该", "該", "此", "这", "這", "我们")  # "A和其供应链": no name begins so
_COMPANY_LIKE = re.compile(
    r"(?!人工|网络|数据|信息|卫星|云|工业|金融|移动|智慧|基础|消费|汽车|医疗|在线|数字|算力|办公|国产|相关|上市|龙头|头部|行业|平台|国内|海外|软件|游戏|科技|传媒|芯片|两家|多家|该|我"
    r"|电子|电力|光学|元件|创新|生物|高端|先进|前沿|新兴|传统|中国|全球|大众|社交|通信|计算|公开|个人|关键|市场|地理|基本|更多|用户|财务|航空|化工|协同|远程)"
    r"[一-龥]{2}(?:通信|智能|软件|数据|传媒|影视|游戏|教育|半导体|安全|存储|医疗|设备|股份|公司|科技|信息|电子|互联|互娱|网络|办公|文化|光电|精密|集团|超媒|控股|药业|生物|数码|实业)"
)
_ITEM = re.compile(
    rf"(?:^|[:、,,;/和与及的]|(?<=[)])\s?|幅前[三五十]名?(?:分别)?为)\s?(?P<name>(?:\*?(?:ST\s?)?[一-龥]{{2,6}}?|"
    rf"[一-龥]{{1,4}}[A-Z][A-Za-z]{{0,3}}){_SHARE})(?=\s?(?:[、,,;。/和与及(\[]|等|"
    rf"$))(?:\s?\((?P<code>{CODE})\))?"
)
_STOCKS = re.compile(r"标的|公司|个股|股份|\(\d{6}")
_COUNTED = re.compile(r"[一二两三四五六七八九十几多各]{1,2}[条大个类家]")  # "三条主线"
_LEADS = re.compile(r"(?:重点|建议|积极)?(?:推荐|关注|看好)(?=[一-龥]{2})")
_GROUP = re.compile(rf"[一-龥A-Za-z]\s?[(](?P<names>[一-龥]{{2,6}}?{_SHARE}(?:[、,;/和][一-龥]{{2,6}}?{_SHARE}){{0,19}})(?:等[一-龥]{{0,4}})?[)]")
_ADVICE = re.compile(
    r"^[ \t]*(?:[\d一二三四五六]{1,2}[、.]\s?)?(?:投资建议|相关标的|受益标的|建议关注|标的梳理)[::]?[ \t]*$"
    r"|^[ \t]*[^\w\s]?[ \t]?(?:标的|投资建议|建议关注)[::][^\n]{4,60}(?:公司|标的|主线|线索|关注)[::。]?[ \t]*$",
    re.MULTILINE,
)
_LINE_OF_BUSINESS = re.compile(
    r"^[ \t]*(?:[^\w\s]|[①-⑳]|\d[).、])?[ \t]?[一-龥A-Za-z]{2,12}[::]"
    rf"(?P<names>[一-龥]{{2,6}}{_SHARE}(?:[、,][一-龥]{{2,6}}{_SHARE}){{0,19}})[;;。]?[ \t]*$",
    re.MULTILINE,
)
_GROUPED = re.compile(  # "1)模型:A、B;2)版权:C。"
    rf"(?:\d\s?[)）.、]|[①-⑳])\s?[一-龥A-Za-z ]{{2,14}}[::]\s?(?P<names>[一-龥]{{2,6}}{_SHARE}(?:\s?、\s?[一-龥]{{2,6}}{_SHARE}){{0,9}})(?=\s?[;;。,,])"
)
_ADVISED = re.compile(r"投资建议(?:\s?[::]|[ \t]*\n)\s{0,3}")
_FAVOURED = re.compile(rf"(?:看好|关注|推荐){_NAMES}(?=[;;。,,]|等)")
_ADVISES = re.compile(any_script(r"(?:可以?|建议|重点|积极|持续|继续|优先|应|宜)(?:重点|积极|持续|优先)?关注|推荐|看好|首推"))
_CLAUSE_ENDS = r"(?=等|[,,。;;\n]|\s?\[\d|\Z)"
_AT_ONCE = re.compile(_NAMES + _CLAUSE_ENDS)  # "推荐A、B。"
_BEHIND_COLON = re.compile(rf"[::]\s?{_NAMES}{_CLAUSE_ENDS}")  # "关注平台做大的机会:A、B等。"
_THEME = re.compile(rf"(?:[;;。,,::]\s?|\s)[一-龥A-Za-z+&/]{{2,12}}[::]\s?{_NAMES}等?(?=[;;。\n]|\Z)")  # "游戏:A、B;影视:C"
_PICKS = re.compile(
    r"\b(?:[Tt]op [Pp]icks?|[Pp]referred (?:names|picks|stocks)|[Ww]e (?:like|prefer|favou?r|recommend)|[Bb]uy-rated)(?: (?:are|[Ii]nclude|is))?:? "
)
_PICKED = ("op pick", "op Pick", "referred ", "e like", "e prefer", "e favo", "e recommend", "uy-rated")  # what none of them lacks
_JOINED = re.compile(r"(?:, and |, | and | & )?")
SHARE_MARK = re.compile(r"-[A-Z]{1,2}(?![A-Za-z])")
_FILED_NOTE = re.compile(any_script(rf"公司(?:快报|点评|深度|研究|动态|跟踪|信息更新)(?:报告)?-{{1,2}}(?P<name>{_NAME})-"))
# How a site files the report on one company: "远山科技-公司深度研究报告-…".
_FILED_REPORT = re.compile(
    rf"(?:^|[\s《/])(?P<name>{_NAME})-" + any_script(r"(?:[A港美]股)?公司(?:首次覆盖|深度|研究|跟踪|点评|更新|动态|信息)*报告[-::]"), re.MULTILINE
)
_MOVERS = re.compile(  # "涨得最多的是A、B", "跌幅居前的有C、D", "前三大上涨个股为E、F"
    any_script(
        r"(?:前[一-龥\d]{1,2}[名大]?的?(?:上涨|领涨|下跌|领跌)的?(?:公司|个股|股票)(?:分别)?(?:是|有|为|包括|[::])\s?|"
        r"(?:[涨跌]|表现)[幅得]?(?:[^。;;,,、\n的]{0,6})(?:最[多大高好差深]|居前|靠前|领先|前[一-龥\d]{1,2}名?)的?(?:公司|个股|股票|标的)?(?:分别|主要)?(?:是|有|为|包括|[::])\s?)"
    )
    + _NAMES
    + _CLAUSE_ENDS
)
_STANDS_FOR = re.compile(
    any_script(r"(?:标的|个股|龙头|公司|股票)[^。;;\n]{0,12}[,,]\s?(?P<name>[一-龥]{2,6}?)(?:即?是|为|成为?)(?:其中|典型|主要|核心)*(?:的)?代表")
)
_STOOD_FOR_BY = re.compile(
    any_script(
        r"代表(?:性?(?:公司|标的|个股|企业))?(?:是|有|为|包括|[::])\s?(?P<name>[一-龥]{2,6}?)(?:这[类样一]|等)[^。;;,,\n]{0,16}(?:标的|个股|龙头|公司|股票)"
    )
)
_PUT_FIRST = re.compile(any_script(r"[把将](?P<name>[一-龥]{2,5}?)(?:继续)?(?:列为|列入|纳入|作为)[^,。;\n]{0,8}(?:推荐|首选|关注|标的|金股|组合)"))
_LONGEST_ADVICE = 200
_NEWS = re.compile(r"(?:公司|个股)(?:重要)?(?:公告|动态|新闻|要闻|快讯)|公告(?:速递|精选|汇总)")
_THICK = re.compile(rf"[^【】]{{0,200}}?【(?P<name>\*?(?:ST)?[一-龥A-Za-z]{{2,8}}{_SHARE})(?:\s?\((?P<code>{CODE})\))?】")

_NOTICE = re.compile(rf"(?:[^。;;\n]{{0,80}}[;;])??[::]?\s?(?P<name>{_NAME})(?P<code>)(?=\d{{1,2}}月\d{{1,2}}日(?:晚间?)?公告)")  # "A2月6日公告,…;B…"


@lru_cache(maxsize=8)
def recommended_items(text: str) -> tuple[tuple[Range, Range | None], ...]:
    """Where the companies' names stand, each with its code if one follows."""
    if not has_chinese(text):
        return tuple((name, None) for name in _in_english(text))
    alone = (*_in_prose(text), *_movers(text), *_representative(text), *_in_english(text), *_filed(text))
    return (*_recommended(text), *_headed(text), *_by_line(text), *_advised(text), *((name, None) for name in alone))


@lru_cache(maxsize=8)
def recommended(text: str) -> frozenset[int]:
    """Where such names begin."""
    return frozenset(name[0] for name, _ in recommended_items(text))


def _recommended(text: str) -> Iterator[tuple[Range, Range | None]]:
    """The companies of a recommendation that is of securities, not of sectors: "相关标的:A、B、C", "关注光模块(A、B)、卫星(C)"."""
    for match in _RECOMMENDED.finditer(text):
        start, listed = match.start("list"), match["list"]
        if "——" in listed:  # titles of reports, each with its kind: "1.某某——行业周报"
            continue
        if heads := _HEADS_ADVICE.search(listed):
            listed = listed[: heads.start()]
        grouped = [inside for group in _GROUP.finditer(listed) for inside in _names(listed, *group.span("names"))]
        items = [] if len(grouped) > 1 else [item for item in _ITEM.finditer(listed) if _begins_a_name(item)]
        said = _STOCKS.search(match[0][: start - match.start()]) is not None
        generic = [item for item in items if is_generic(item["name"]) and not ((len(items) > 1 or said) and _is_company_like(item["name"]))]
        yield from (((start + a, start + b), None) for a, b in (grouped if len(grouped) > 1 else ()))
        yield from ((name, None) for name in _by_clause(text, start, match.end()))
        if not said and (len(items) < 2 or generic):
            continue
        for item in items:
            if item not in generic and not _COUNTED.search(item["name"]):
                lead = _LEADS.match(listed, *item.span("name"))
                code = (start + item.start("code"), start + item.end("code")) if item["code"] else None
                yield (start + (lead.end() if lead else item.start("name")), start + item.end("name")), code


def _by_clause(text: str, start: int, behind: int) -> Iterator[Range]:
    """The companies of the list at `start` and of the clauses behind it ("代工环节的A、B;平台关注C"), if one of that form of clause is known."""
    told: set[str] = set()
    first = _CLAUSE.match(text, start, behind)
    clauses = [first] if first else []
    while (clause := _CLAUSE.match(text, behind)) is not None and len(clauses) < _MOST_CLAUSES:
        clauses.append(clause)
        behind = clause.end()
    for clause in clauses:
        names, by = list(_names(text, *clause.span("names"))), clause["by"]
        glued = by in _KINDS  # a name may begin behind one of these, or the word goes on
        if (by in told and not glued) or any(is_known(text[slice(*name)]) for name in (names[:1] if glued else names)):
            told.add(by)
            yield from names


def _begins_a_name(item: re.Match[str]) -> bool:
    """Whether an item is a name: behind 的 ("具备渠道的某某股份") one that is known, as anything else may stand there."""
    return not item[0].startswith("的") or is_known(item["name"])


def is_known(name: str) -> bool:
    """Whether a name is a company's beyond doubt: by its form, by the mark of its share, or because a data file has it."""
    return _is_company_like(name) or re.search(r"^\*?ST|-[A-Z]{1,2}$", name) is not None or gazetteer().entry(NodeRef("Organization", name)) is not None


def _by_line(text: str) -> Iterator[tuple[Range, Range | None]]:
    """Lines such as "▶ IP储备:A、B;" behind a heading of recommendations, at least two of them."""
    for heading in _ADVICE.finditer(text):
        found = list(_LINE_OF_BUSINESS.finditer(text, heading.end(), heading.end() + 500))
        for line in found if len(found) > 1 and any("、" in line["names"] for line in found) else ():
            yield from ((place, None) for place in _names(text, *line.span("names")))


def _advised(text: str) -> Iterator[tuple[Range, Range | None]]:
    """The companies of clauses behind "投资建议:", one of which lists some: "存储看好A、B;眼镜关注C。". In later sentences one must be known."""
    for advice in _ADVISED.finditer(text):
        grouped = list(_GROUPED.finditer(text, advice.end(), advice.end() + 400))
        clauses = grouped if len(grouped) > 1 else _favoured(text, advice.end())
        if any("、" in c["names"] for c in clauses):
            yield from ((place, None) for c in clauses for place in _names(text, *c.span("names")))


def _favoured(text: str, start: int) -> list[re.Match[str]]:
    line = text.find("\n", start, start + 400)
    clauses = list(_FAVOURED.finditer(text, start, line if line >= 0 else start + 400))
    first = text.find("。", start, start + 400)
    return [c for c in clauses if first < 0 or c.start() < first or any(is_known(text[slice(*n)]) for n in _names(text, *c.span("names")))]


def _in_prose(text: str) -> Iterator[Range]:
    """The companies of a sentence that advises, at once, in brackets, behind a colon or by themes: one of those listed alike must be known."""
    reached = 0  # the lists of a sentence are looked for once
    for advice in _ADVISES.finditer(text):
        at_once = _AT_ONCE.match(text, advice.end())
        lists = [[at_once] if at_once else []]
        if advice.end() >= reached:
            reached = _end_of_advice(text, advice.end())
            themes = _THEME.search(text, advice.end(), advice.end() + _LONGEST_ADVICE)
            lists += [list(pattern.finditer(text, advice.end(), reached)) for pattern in (_GROUP, _BEHIND_COLON)]
            lists.append(_each(_THEME, text, themes.start()) if themes else [])
        for found in lists:
            names = [name for match in found for name in _names(text, *match.span("names"))]
            if any(_is_company(text[slice(*name)]) for name in names):
                yield from names


def _movers(text: str) -> Iterator[Range]:
    """The shares that rose or fell most, in a sentence that lists one that is a company's beyond doubt: sectors and indexes move too."""
    by_sentence: dict[int, list[Range]] = {}
    for match in _MOVERS.finditer(text):
        by_sentence.setdefault(_end_of_advice(text, match.end()), []).extend(_names(text, *match.span("names")))
    for listed in by_sentence.values():
        if any(is_known(text[slice(*name)]) for name in listed):
            yield from listed


def _representative(text: str) -> Iterator[Range]:
    """The known companies that stand for a kind of stocks: "…的标的,A是其中代表", "代表是A这类…龙头", or that are put first: "把A列为重点推荐"."""
    for pattern in (_STANDS_FOR, _STOOD_FOR_BY, _PUT_FIRST):
        yield from (m.span("name") for m in pattern.finditer(text) if is_known(m["name"]))


def _in_english(text: str) -> Iterator[Range]:
    """The known companies that follow each other behind "our top picks are"."""
    for advice in _PICKS.finditer(text) if holds(text, _PICKED) else ():
        at = advice.end()
        for found in gazetteer().find(text[at : at + _LONGEST_ADVICE]):
            place = advice.end() + found.start, advice.end() + found.end
            if not _is_company(found.name) or not _JOINED.fullmatch(text, at, place[0]):
                break
            share = SHARE_MARK.match(text, place[1])
            at = share.end() if share else place[1]
            yield place[0], at


def _filed(text: str) -> Iterator[Range]:
    """The companies of notes that a house lists by kind: "公司快报-远山科技-新品放量", or that a site files by company."""
    yield from (note.span("name") for note in _FILED_NOTE.finditer(text) if not is_generic(note["name"]))
    for filed in _FILED_REPORT.finditer(text) if holds(text, ("报告-", "報告-", "报告:", "報告:")) else ():
        if not is_generic(filed["name"]) or is_known(filed["name"]):
            yield filed.span("name")


def _end_of_advice(text: str, at: int) -> int:
    ends = [end for mark in "。\n" if (end := text.find(mark, at, at + _LONGEST_ADVICE)) >= 0]
    return min(ends, default=min(len(text), at + _LONGEST_ADVICE))


def _is_company(name: str) -> bool:
    """Whether a name is a known company's or has the mark of a share: no house that publishes, no authority."""
    entry = gazetteer().entry(NodeRef("Organization", name))
    return re.search(r"-[A-Z]{1,2}$", name) is not None or (entry is not None and "COMPANY" in entry.roles)


def _names(listed: str, start: int, end: int) -> Iterator[Range]:
    for name in re.compile(r"(?P<code>[(][^()]*[)])|(?:\*?ST\s)?[^、,;/和\s()]+").finditer(listed, start, end):
        if not name["code"] and (not is_generic(name[0]) or _is_company_like(name[0])):
            yield name.span()


def is_generic(name: str) -> bool:
    """Whether a name is a sector's, a theme's or a kind of thing, and no company's."""
    return _GENERIC_ENDS.search(name) is not None or name.startswith(_POINTS_AT) or name in publishing("sectors")


def _is_company_like(name: str) -> bool:
    return _COMPANY_LIKE.fullmatch(name) is not None and name not in publishing("sectors")


def _headed(text: str) -> Iterator[tuple[Range, Range | None]]:
    """Companies before their news, in thick brackets or with its day, at least two of them behind a heading that says so."""
    for heading in _NEWS.finditer(text):
        for item in _each(_THICK, text, heading.end()) or _each(_NOTICE, text, heading.end()):
            if item["name"] not in publishing("sectors"):
                yield item.span("name"), item.span("code") if item["code"] else None


def _each(pattern: re.Pattern[str], text: str, at: int) -> list[re.Match[str]]:
    """What follows each other in one form; one alone is no list."""
    found = []
    while (item := pattern.match(text, at)) is not None:
        found.append(item)
        at = item.end()
    return found if len(found) > 1 else []
