"""Owns the layouts in which fronts, titles and articles name a known sector. It must not decide which of them a report is about."""

from __future__ import annotations

import re
from functools import cache

from loaders.extractors.front import alternatives, publishing
from loaders.extractors.rating_layouts import ACTION
from loaders.patterns import choice

_HAN = "\u3400-\u9fff"
KINDS = (  # of reports on a sector
    r"(?:点评|周报|双周报|半月报|月报|季报|年报|日报|深度(?:报告|研究)?|专题(?:报告|研究)?|研究(?:周报|月报)?|动态(?:跟踪|点评)?|跟踪(?:报告)?|快评|简评"
    r"|策略(?:报告)?|事件点评|投资策略|行业报告|系列报告|年度策略|中期策略|要闻|(?:周|月|半月)?观察|(?:周|月)?观点|(?:动态|简评|点评|事件)(?:研究)?报告)"
)
MARKETS = r"(?:(?:Greater )?China|Asia(?: Pacific)?|Asia ex-Japan|Hong Kong|HK|Taiwan|Japan|Korea|India|ASEAN|Global|European?|US|U\.S\.|North America)"


@cache
def signed() -> re.Pattern[str]:
    """A channel's name before its title: 【某某传媒】."""
    return re.compile(rf"\s*【[{_HAN}]{{2,4}}({alternatives('sectors')})】")


@cache
def of_a_house() -> re.Pattern[str]:
    """A sector behind its house in a channel's name or over what the house thinks: 【某某传媒】, "某某互联网观点:", "某某 | 计算机深度:"."""
    houses, sectors = alternatives("houses", less="证券"), alternatives("sectors")
    return re.compile(
        rf"【(?:{houses})({sectors})】|(?<![{_HAN}])(?=[{_HAN}]{{4,16}}观点)(?:{houses})({sectors})观点"
        rf"|^[ \t#]*(?:{houses}) ?[|·] ?({sectors})(?:{KINDS})?[::|]",
        re.MULTILINE,
    )


@cache
def levels() -> re.Pattern[str]:
    """The levels of an industry, "互联网·互联网II", "通信/通信设备"."""
    sectors = alternatives("sectors")
    return re.compile(rf"(?<![{_HAN}/])({sectors})(?:[·•]|(?<=[{_HAN}]) ?/ ?(?=[{_HAN}]))(?:{sectors})(?![{_HAN}/])")


@cache
def between_bars() -> re.Pattern[str]:
    """A sector in the line of a front that names kind and day or notice behind it: "电子/行业深度报告/2022.9.15", "跟踪研究|游戏Ⅱ 证券研究报告"."""
    sectors = alternatives("sectors")
    return re.compile(
        rf"(?<![{_HAN}])({sectors})[ ]?/[ ]?[{_HAN}]{{0,8}}(?:报告|研究|点评|周报|月报|策略|深度|专题)[{_HAN}]{{0,6}}[ ]?/[ ]?20\d\d"
        rf"|(?:研究|点评|报告|深度|跟踪|专题)[ ]?[|][ ]?({sectors}[ⅡⅢ]?)(?=[ ]+证券研究报告)"
    )


@cache
def before_titles() -> re.Pattern[str]:
    """A sector that stands before each of the titles that a front lists, with their days: "传媒《…》2025.11.16传媒《…》2025.11.08"."""
    return re.compile(rf"({alternatives('sectors')})《[^《》\n]{{4,120}}》[ ]?20\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}\s?\1《")


@cache
def shares_rerated() -> re.Pattern[str]:
    """The sector whose shares' ratings an article says are changed: "全面调高半导体产业多档个股评级"."""
    return re.compile(rf"(?:上调|下调|调[升降高低])({alternatives('sectors')})(?:产业|行业|板块|股)[{_HAN}]{{0,8}}评[级等]")


@cache
def title_begins() -> re.Pattern[str]:
    """A known sector at a title's head, with a word for the report on it: "计算机周报20250316 …", "计算机行业编程专题之二:…"."""
    return re.compile(rf"(?:科创板|创业板|北交所|A股)?({alternatives('sectors')})(?:行业|板块|产业|(?:20\d\d年?)?{KINDS}|研究(?=[::]))")


@cache
def file_begins() -> re.Pattern[str]:
    """The same in the name of the file, where a page shows that apart from the title."""
    return re.compile(rf"^[ \t]*(?:[^\n]{{0,40}}[-_【】\]])?《?({alternatives('sectors')})(?:行业|板块|产业)?{KINDS}[^\n]{{2,80}}\.pdf", re.MULTILINE)


@cache
def of_a_team() -> re.Pattern[str]:
    """The sector of the team that signs: "计算机组 分析师:…", "某某证券计算机团队"."""
    houses = alternatives("houses", less="证券")
    return re.compile(
        rf"(?:(?<![^\s|/:])|(?<=证券)|(?<=研究)|(?<=研究所)|(?<=研究院)|(?:{houses}))({alternatives('sectors')})(?:行业)?(?:研究)?(?:组|小组|团队)(?=[\s::|)）])"
    )


@cache
def below_title() -> re.Pattern[str]:
    """A sector alone behind a dash on a line of its own, as some houses print it below the title, or glued behind the day: "——计算机", "2日传媒 "."""
    sectors = alternatives("sectors")
    return re.compile(
        rf"^[ \t]*[—–-]{{1,2}}[ ]?({sectors})(?:行业)?[ \t]*$|(?<=\d日)({sectors})(?:行业)?(?=\s)|(?<=\d 日)({sectors})(?:行业)?(?=\s)", re.MULTILINE
    )


@cache
def house_first() -> re.Pattern[str]:
    """A sector between its house and what kind of report it is, at a title's head: "某某计算机算力行业深度报告"."""
    houses = f"{alternatives('houses', less='证券')}|{alternatives('nicknames')}"
    return re.compile(rf"【?(?:{houses})(?:证券)?(?:研究)?[ ·|]?({alternatives('sectors')})(?=[{_HAN}A-Z]{{0,8}}(?:行业)?{KINDS})")


@cache
def of_an_index() -> re.Pattern[str]:
    """A sector by the index of its classification: "传媒(申万)指数", "通信行业指数(SW 通信)"."""
    return re.compile(rf"(?<![{_HAN}])({alternatives('sectors')})(?:行业|板块)?(?:指数)?[(](?:申万|中信|SW|CS)(?:一级|二级)?[ ]?[{_HAN}]{{0,6}}[)]")


@cache
def of_an_analyst() -> re.Pattern[str]:
    """A sector by the title of who signs: "某某某(通信行业首席分析师)"."""
    return re.compile(rf"(?:(?<=[(\s|])|(?<=研究院)|(?<=研究所))({alternatives('sectors')})(?:行业)?(?:联席|首席|资深|高级){{1,2}}(?:证券)?分析[师员]")


@cache
def told_of() -> re.Pattern[str]:
    """The sector of the report that an article tells of: "发表中国互联网行业报告"."""
    return re.compile(
        rf"(?:发[布表]|再?出具?|更新|公布)(?:了)?(?:最新)?(?:的)?(?:中国|内地|全球|大中华|亚洲|香港|台湾)?({alternatives('sectors')})(?:行业|板块|业)(?:最新|展望|策略)?(?:研究)?报告"
    )


@cache
def labelled_in_english() -> re.Pattern[str]:
    """A known sector behind its label and a gap, on a line of its own: "Sector Internet"."""
    return re.compile(rf"^[ \t]*(?:Sector|Industry)[ \t]{{1,8}}({_english_sectors()})[ \t]*$", re.MULTILINE)


@cache
def _english_sectors() -> str:
    """The known sectors in Latin letters as alternatives, the longest first."""
    return choice(word for word in publishing("sectors") if word.isascii())


@cache
def of_an_article() -> re.Pattern[str]:
    """The sector that an article's lead is about: "China's internet sector"."""
    return re.compile(rf"\b{MARKETS}(?:'s|n|ese)? (?P<of>(?i:{_english_sectors()}))(?= (?:sector|stocks)\b)")


@cache
def in_headings() -> re.Pattern[str]:
    """A sector that is a heading by itself, also in a page that lost its lines ("# 传媒 # 要点"), or is behind its report's kind: "行业周报|传媒指数"."""
    sectors = alternatives("sectors")
    return re.compile(
        rf"(?:^|(?<=\s))#{{1,3}}[ ]({sectors})[ ]*(?=#|$)|^[ \t#]*行业(?:{KINDS})[ ]?[|:·-][ ]?({sectors})(?=指数|板块|行业|[\s|:]|$)", re.MULTILINE
    )


@cache
def of_a_list() -> re.Pattern[str]:
    """A numbered title of another report, by the sector with which it begins: "1.计算机周报20250720"."""
    return re.compile(rf"(?<![.])\d[.、][ ]?《?({alternatives('sectors')})(?:行业)?{KINDS}")


@cache
def before_names() -> re.Pattern[str]:
    """A market's sector in English that is glued to the first author: "China InternetJane ROE, CFA"."""
    return re.compile(rf"(?<![A-Za-z])({MARKETS} (?:{_english_sectors()}))(?=[A-Z][a-z]+ [A-Z])")


@cache
def glued_label() -> re.Pattern[str]:
    """A sector glued to its label on a line of its own, or behind a market in a running English front: "行业互联网", "Hong Kong | Technology"."""
    return re.compile(rf"(?:^行业[ ]?|(?:Hong Kong|China|Asia|Global|US) ?[|/] ?)({alternatives('sectors')})(?=\s)", re.MULTILINE)


@cache
def another_rated() -> re.Pattern[str]:
    """Another sector with its rating, right behind a rating: "计算机 增持(维持) 电子 增持(维持)"."""
    return re.compile(
        rf"(?:[ ]?[(](?:{ACTION})[)])?\s*(?P<sector>{alternatives('sectors')})[ ]*(?:{alternatives('ratings')})(?:[ ]?[(](?:{ACTION})[)]|(?![{_HAN}]))"
    )
