"""Owns finding the sector that a report covers and the rating it gives. A site's category is not the report's sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.extractors import sector_layouts
from loaders.extractors.front import alternatives, in_title, lines, publishing, segments
from loaders.extractors.rating_layouts import ACTION, rating_patterns
from loaders.extractors.sector_layouts import KINDS, MARKETS
from loaders.patterns import holds

_HAN = "\u3400-\u9fff"
_CHANGED = re.compile(rf"\s*评级(?:变动|变化|调整)[ ]*[::]?[ ]*({ACTION})|(?:-[A-C])?[ ]({ACTION})评级(?!\w)")  # beside a rating's label
_TITLE_SECTOR = re.compile(
    rf"^([{_HAN}A-Za-z&]{{2,10}}?)(?:(?:行业|板块|产业){KINDS}?|{KINDS})(?:之[一二三四五六七八九十]+|[\d一二三四五六七八九十]*"
    rf"|[(（][^)）]{{1,20}}[)）])?\s*[::—|-]"
)
_TITLE_TAIL = re.compile(rf"[—-]{{1,2}}\s*([{_HAN}]{{2,8}}?)(?:AI)?行业{KINDS}")
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s|]))(?:所属行业|行业名称|行业分类|行业类别|研究行业|覆盖行业|行业|Sector|Industry)"
    rf"(?:\s*[::][ \t]*\n?[ \t]*|[ \t]+(?=[{_HAN}]{{2,8}}(?:/[{_HAN}]{{2,10}})?[ \t]*(?:\n|$)))"
    rf"([{_HAN}A-Za-z][{_HAN}A-Za-z&/、 -]{{1,40}}?)(?=\s*(?:$"
    rf"|[\n|,;,;(（]|\s[{_HAN}A-Za-z]+\s*[::]))",
    re.IGNORECASE | re.MULTILINE,
)
_CLASSED = re.compile(rf"行业分类[ ]?[::][ ]?([{_HAN}]{{2,8}})(?=\s)")  # a house's: the site's "行业:" may say something else
_TAGGED = re.compile(rf"Table_Industry\s{{0,2}}([{_HAN}]{{2,10}})(?=\s)")  # what a template's tag left of itself
_LABEL_LINE = re.compile(r"^[ \t]*(?:Industry|Sector|行业|所属行业)[ \t]*\n[ \t]*([A-Za-z][A-Za-z&/ -]{2,30}|[\u3400-\u9fff]{2,8})[ \t]*$", re.MULTILINE)
_ITEM = re.compile(rf"(?:^|[—\-_|/\s:>#】\]])([{_HAN}]{{2,8}}?)(?:AI)?(?:行业|板块)(?:数据|[年中季]报)?{KINDS}", re.MULTILINE)
_LINE = re.compile(rf"^[ \t]*([{_HAN}]{{2,8}})(?:行业|产业)(?:/公司)?(?:{KINDS})?[ \t]*$", re.MULTILINE)
_DATED = re.compile(rf"(?:^|(?<=\s))([{_HAN}]{{2,8}})行业[ \t]+(?=20\d\d[./年-]\s?\d)|(?:(?<=[|│])|(?<=[|│] ))([{_HAN}]{{2,8}})行业(?=\s)", re.MULTILINE)
_REPORT_LINE = re.compile(rf"^[ \t]*([{_HAN}]{{2,8}}?){KINDS}(?:报告)?[ \t]*$", re.MULTILINE)
_ENGLISH_HEADED = re.compile(
    r"^[ \t]*(?:Equity |Sector |Industry )?Research[ \t]*[|·–—-][ \t]*([A-Z][A-Za-z]+(?: (?:& |and )?[A-Z][A-Za-z]+){0,3})"
    r"(?<!Note)(?<!Report)(?<!Update)(?<!Comment)(?<!Brief)[ \t]*$",
    re.MULTILINE,
)
_HEADED = re.compile(rf"(?:行业(?:研究|深度|点评|周报|动态)|证券研究报告)\s*[|/·—-]\s*([{_HAN}]{{2,8}})(?=$|[\s|/·])", re.MULTILINE)


_CHINA = re.compile("^(?:中国|大中华|香港|台湾|亚洲|亚太|美国|日本|美股|港股|海外|全球|(?:China|Asia|Global) )")
_LEVELS = re.compile(rf"[{_HAN}]{{2,10}}/[{_HAN}]{{2,10}}|[A-Z]{{4,20}}/[A-Z]{{4,20}}(?: [A-Z]{{4,20}})?")  # of an industry
_BOTH = re.compile(rf"(?:^|(?<=\d ))[{_HAN}]{{2,10}}(?= [A-Z][A-Za-z]+(?:[ &]+[A-Z][A-Za-z]+){{0,4}})")  # "互联网软件与服务 Internet Software & Services"
_DIGEST = re.compile(rf"【(?:行业|公司)?(?:评论|点评|动态|研究|周报|跟踪)】\s?([{_HAN}]{{2,8}})[::]")
_LAST_PART = re.compile(rf"证券研究报告[|/·][{_HAN}|/·]{{2,20}}[|/·]([{_HAN}]{{2,8}})")
_MARKET = re.compile(
    r"^(?:(?:Greater )?China|Asia(?:n| Pacific| ex-Japan)?|Hong Kong|Global|European?|US|U\.S\.|Japan(?:ese)?|North American?|Emerging Markets?) "
)
_OF_A_MARKET = re.compile(
    r"(?:United States|United Kingdom|Greater China|China|Hong Kong|Asia(?: Pacific)?|Europe|Japan|Global|North America)"
    r" ?[|/] ?([A-Z][A-Za-z]+(?: (?:& )?[A-Z][A-Za-z]+){0,3})"
)
_CALLED_SECTOR = re.compile(  # "China Internet Sector" among what else is glued to a front
    rf"(?<![^\s.。]){MARKETS} [A-Z][A-Za-z]+(?: (?:& |and )?[A-Z][A-Za-z]+){{0,2}}?(?= Sector(?![a-z]))"
)
_BEFORE_DAY = re.compile(rf"(?<![^\s#])([{_HAN}]{{2,10}}?)(?:行业)?[ \t]*(?=20\d\d[./年-]|\d{{1,2}}/\d{{1,2}}/20\d\d)")
_TEAM = re.compile(rf"[{_HAN}&]{{2,12}}(?:组|团队)(?=[\s::|])")
_STOCKS_RATED = re.compile(
    rf"(?:更新|列出|上调|下调|调整|维持|重申|调升|调降)(?:对|了)?((?![个各港美正]股)[{_HAN}]{{1,4}}股)(?:的)?(?:投资)?(?:评级|评等)"
    rf"|对((?![个各港美正])[{_HAN}]{{1,5}}[股商业])投资评级及目标价"
)  # "更新公用股投资评级"
_NO_MARKET = "the|global|this|that|our|its|stock|overall|total|whole|entire|addressable|current|potential|domestic|target"
_MARKET_SIZE = re.compile(  # as market researchers begin: "The global clip tools market size was USD 1 billion"
    rf"^(?:The )?(?:[Gg]lobal )?(?P<of>(?!(?i:{_NO_MARKET}) )[A-Za-z][\w&/-]*(?: (?:&|[\w/-]+)){{0,5}}?)"
    r" [Mm]arket (?:(?:[Ss]ize|[Rr]evenue|[Vv]alue) (?:was|is|has|reached|stood|exceeded|accounted|in 20\d\d)|(?:was|is) (?:valued|estimated) at)\b",
    re.MULTILINE,
)
_QUOTES_BEGIN = re.compile(r"相关(?:研究|报告)")
_QUOTED_WITHIN = 160  # code points
_LISTED = 3  # reports of one sector
_LEAD = 600  # code points of an article
_CODE = re.compile(r"[(（]\d{4,6}(?:[. ][A-Z]{2})?[)）]|(?<!\d)\d{6}[. ]S[HZ]|[(][A-Z]{1,5}[. ](?:US|O|N|OQ)[)]")  # of a security
_MARKET_IN_CHINESE = re.compile(  # a study's title
    rf"^[ \t#]*(?:全球|世界)([{_HAN}]{{2,16}}?)(?:产业|行业)?市场[ ]?(?:规模|[:：-]|预测|报告|调研)(?=[^\n。]{{0,400}}$)", re.MULTILINE
)
_BEFORE_RATING = re.compile(  # 证券研究报告 某某行业 投资评级 买入
    rf"证券研究报告[ ]([{_HAN}]{{2,12}}?(?:[(][A-Z]{{1,3}}[)])?)(?:行业)?[ ]?(?:投资|行业|股票)?评级"
)
_CLASSIFICATIONS = ("(申万", "(中信", "(SW", "(CS")
_LABELS_RATING = re.compile("(?:投资)?评[级等]")
_OF_A_STOCK = re.compile("强[烈力]|买|持有|卖|减持")  # ratings that no sector has
_CLASSIFIED = re.compile(  # with whose classification it is of: "软件服务(HS)"
    rf"(?:(?<![{_HAN}])|(?<=深度)|(?<=点评)|(?<=研究)|(?<=报告)|(?<=跟踪)|(?<=动态))"
    rf"((?:(?!公司|深度|点评|研究|报告|跟踪|动态)[{_HAN}]){{2,12}}[(]HS[)])"
)
_RATES_INDUSTRY = re.compile("行业(?:投资)?评级[ :-]{0,4}$")
_LABEL_WITHIN = 16  # code points
_TITLE_HEAD = re.compile(rf"([{_HAN}]{{2,6}}?|AI|AIGC|AR|VR)(?:行业|产业)?(?:(?:周度|月度|季度|年度)?{KINDS}[^:\n]{{0,12}})?:")  # what a report is on
_TOKEN_BEFORE = re.compile(rf"(?:^|(?<=[\s|\]]))([{_HAN}]{{2,10}}?)(?:行业)?[ \t]+(?:20\d\d[./-]\d\d?[./-]\d\d?[ ]?/)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """Something printed at [start, end) of the clean text, and the words it is known by."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as printed, and what became of it, where the report says so."""

    start: int
    end: int
    text: str
    action: str | None
    sector: Found | None = None


def find_rating(text: str, end: int) -> Rating | None:
    """The rating in the front: behind a label, else behind a sector's name or with what became of it, else alone on a line."""
    for needed, pattern in rating_patterns():
        match = pattern.search(text, 0, end) if needed.search(text, 0, end) else None
        if match is not None:
            return _rating(text, match)
    return None


def _rating(text: str, match: re.Match[str]) -> Rating:
    groups = match.groupdict()
    sector = Found(*match.span("sector"), match["sector"]) if groups.get("sector") else None
    if sector is None:
        before = _TOKEN_BEFORE.search(text, max(0, match.start() - 24), match.start())
        near = before is not None and (not _LABELS_RATING.match(match[0]) or _known(_CHINA.sub("", before[1])))  # what is before a label may be anything
        sector = Found(*before.span(1), before[1]) if before and near else None
    if sector is not None and not _a_sector(sector.text):
        sector = None
    action, end = groups.get("action"), match.end("rating")
    if action and match.start("action") > end:
        end = match.end()
    changed = _CHANGED.match(text, match.end()) if action is None else None
    return Rating(match.start("rating"), end, as_printed(text[match.start("rating") : end]), changed[changed.lastindex or 0] if changed else action, sector)


def as_printed(rating: str) -> str:
    """A rating without the gaps that stand beside its brackets."""
    printed = " ".join(rating.split())
    if printed.endswith((")", ")")) and not re.search("[((]", printed):  # it closes what opened before the rating
        printed = printed[:-1]
    return printed if printed.isascii() else re.sub(r"\s*([((])\s*|\s*([))])", r"\1\2", printed)


def find_sector(text: str, end: int, title: tuple[int, int] | None, rating: Rating | None) -> Found | None:
    """The report's own sector: beside its rating, behind a label, at the head of its title, in the front's head line, or of its first item.

    A front that rates two sectors is about neither of them alone, if it names its own.
    """
    rated = rating.sector if rating is not None else None
    if rating is not None and title is not None and (named := _rated_in_title(text, rating, title)) is not None:
        return named
    if rating is not None and rated is not None and not sector_layouts.another_rated().match(text, rating.end):
        return rated
    return next((found for found in _candidates(text, end, title) if _a_sector(found.text)), rated or _theme(text, end, title, rating))


def _rated_in_title(text: str, rating: Rating, title: tuple[int, int]) -> Found | None:
    """Of several sectors that are rated side by side the one that the title names, if it names no other of them."""
    found = [rating.sector] if rating.sector else []
    end = rating.end
    while (another := sector_layouts.another_rated().match(text, end)) is not None:
        found.append(Found(*another.span("sector"), another["sector"]))
        end = another.end()
    named = [sector for sector in found if sector.text in text[slice(*title)]]
    return named[0] if len(found) > 1 and len(named) == 1 else None


def _theme(text: str, end: int, title: tuple[int, int] | None, rating: Rating | None) -> Found | None:
    """The theme that the title of a rated report names, or what it begins with if an industry is rated by its label, where
    the front names no sector, and no security that would be what is rated."""
    if title is None or rating is None or rating.text.isascii() or _OF_A_STOCK.match(rating.text) or _CODE.search(text, 0, end):
        return None
    named = re.compile(alternatives("themes")).search(text, *title)
    if named is not None:
        return Found(*named.span(), named[0])
    head = _TITLE_HEAD.match(text, *title) if _RATES_INDUSTRY.search(text, max(0, rating.start - _LABEL_WITHIN), rating.start) else None
    return Found(*head.span(1), head[1]) if head and _a_sector(head[1]) else None


def _candidates(text: str, end: int, title: tuple[int, int] | None) -> Iterator[Found]:
    """What may be the sector, the surest first."""
    yield from _of((_CLASSED, _LABELLED, _LABEL_LINE, _TAGGED, sector_layouts.labelled_in_english(), sector_layouts.below_title()), text, end)
    signed = sector_layouts.signed().match(text)
    if signed is not None:
        yield Found(*signed.span(1), signed[1])
    yield from _of_title(text, title)
    yield from _of((sector_layouts.of_a_house(),), text, end)
    yield from _of((sector_layouts.file_begins(),), text, end)
    yield from (found for found in _of((_HEADED,), text, end) if found.text in publishing("sectors"))
    yield from (found for found in _of((_DIGEST,), text, max(end, 3000)) if found.text in publishing("sectors"))
    yield from _of((sector_layouts.glued_label(), sector_layouts.levels(), _BEFORE_RATING), text, end)
    yield from _of((sector_layouts.between_bars(),) if holds(text, "/|") else (), text, end)
    yield from _of((sector_layouts.before_titles(),) if "》20" in text else (), text, end)
    yield from _of((_CLASSIFIED,) if "(HS)" in text else (), text, end)
    yield from _of((sector_layouts.in_headings(),), text, end)
    yield from _alone(text, end)
    yield from (found for found in _of((_REPORT_LINE,), text, end) if found.text in publishing("sectors"))
    yield from _beside(text, min(end, title[1] + 400 if title else 800))
    yield from _of((_ENGLISH_HEADED,), text, end)
    yield from _of((_DATED,), text, min(end, 800))
    yield from _of((_LINE,), text, end)
    yield from (found for found in _of((_BEFORE_DAY,), text, end) if _known(_CHINA.sub("", found.text) or found.text))
    yield from _team(text, end)
    yield from _of((_STOCKS_RATED, _CALLED_SECTOR, sector_layouts.before_names(), _MARKET_SIZE, sector_layouts.shares_rerated(), _MARKET_IN_CHINESE), text, end)
    yield from _of_cited(text, end)
    yield from _of((sector_layouts.of_an_article(),), text, min(end, _LEAD))
    yield from (found for found in _of((_ITEM,), text, max(end, 3000)) if not _cited(text, found.start))
    yield from _of((sector_layouts.told_of(),), text, min(end, _LEAD))
    yield from _only((sector_layouts.of_an_analyst(),) if "分析" in text else (), text, end)
    yield from _only((sector_layouts.of_an_index(),) if holds(text, _CLASSIFICATIONS) else (), text, end)


def _of(patterns: Iterable[re.Pattern[str]], text: str, end: int) -> Iterator[Found]:
    """What each pattern finds in turn: its group, or all of it where it has none."""
    for pattern in patterns:
        for match in pattern.finditer(text, 0, end):
            yield Found(*match.span(match.lastindex or 0), match[match.lastindex or 0])


def _only(patterns: Iterable[re.Pattern[str]], text: str, end: int) -> Iterator[Found]:
    """What a pattern finds if it finds nothing else beside it."""
    for pattern in patterns:
        found = list(_of((pattern,), text, end))
        if found and len({sector.text for sector in found}) == 1:
            yield found[0]


def _team(text: str, end: int) -> Iterator[Found]:
    """The sector of the one team that signs: a digest has several."""
    found = list(_of((sector_layouts.of_a_team(),), text, end)) if holds(text, ("组", "团队")) else []
    if found and all(found[0].text in team[0] for team in _TEAM.finditer(text, 0, end)):
        yield found[0]


def _of_cited(text: str, end: int) -> Iterator[Found]:
    """The one sector of the house's reports that a front lists: three or more of them, and none of another."""
    found = list(_of((sector_layouts.of_a_list(),), text, end))
    if len(found) >= _LISTED and len({cited.text for cited in found}) == 1:
        yield found[0]


def _of_title(text: str, title: tuple[int, int] | None) -> Iterator[Found]:
    """The sector with which a title begins or, behind a dash, ends."""
    if title is None:
        return
    start, stop = title
    for named in (
        sector_layouts.house_first().match(text[start:stop]),
        sector_layouts.title_begins().match(text[start:stop]),
        _TITLE_SECTOR.match(text[start:stop] + ":"),
        _TITLE_TAIL.search(text[start:stop]),
    ):
        if named is not None:
            yield Found(start + named.start(1), start + named.end(1), named[1])


def _cited(text: str, at: int) -> bool:
    """Whether a place is in the title of another report."""
    return in_title(text, at) or _QUOTES_BEGIN.search(text, max(0, at - _QUOTED_WITHIN), at) is not None


def _alone(text: str, end: int) -> Iterator[Found]:
    """A known sector on a line of its own, or the last that is a part of `Company | Sector`, before the text begins."""
    for line in lines(text, min(end, 1500))[:15]:
        headed = re.match(r"[^《\s]{2,12}(?=《)", line.text)
        both = _BOTH.search(line.text)
        pieces = re.finditer(r"[^|/]+" if _LEVELS.fullmatch(line.text) else r"[^|]+", line.text)
        parts = [p for p in [*pieces, *(p for p in (headed, both) if p)] if _known(_CHINA.sub("", p[0].strip()))]
        if parts and len(line.text) < (120 if line.text.isascii() else 40):
            levels = not line.text.isascii() and (_LEVELS.fullmatch(line.text) is not None or len(parts) == line.text.count("|") + 1)
            # of an industry's levels the first is the sector, in English the last
            part = parts[0] if levels else parts[-1]
            name = part[0].strip()
            start = line.start + line.text.index(name, part.start())
            yield Found(start, start + len(name), name)


def _known(name: str) -> bool:
    """Whether a name is a known sector, also where it is printed in capitals."""
    return name in publishing("sectors") or (name.isascii() and name.isupper() and name.title() in publishing("sectors"))


def _beside(text: str, end: int) -> Iterator[Found]:
    """A known sector that stands between two gaps of a front's line, behind a market where it is English; or the last part of
    `证券研究报告·公司深度研究·软件开发`."""
    for segment in segments(text, end):
        headed = _LAST_PART.fullmatch(segment.text)
        if headed is not None and not re.fullmatch(rf"[{_HAN}]*{KINDS}(?:报告)?", headed[1]):
            yield Found(segment.end - len(headed[1]), segment.end, headed[1])
        bare = (_MARKET if segment.text.isascii() else _CHINA).sub("", segment.text)
        bare = bare or segment.text
        if (not segment.whole or bare != segment.text) and bare in publishing("sectors"):
            yield Found(segment.start, segment.end, segment.text)
        of_market = _OF_A_MARKET.fullmatch(segment.text)
        if of_market is not None:
            yield Found(segment.end - len(of_market[1]), segment.end, of_market[1])


def _a_sector(name: str) -> bool:
    """Whether a name may be a sector: a known one, or a short one that is no word of the page's furniture."""
    name = name.strip()
    if name in publishing("sectors"):
        return True
    if name in publishing("ratings") or name in publishing("english_ratings"):
        return False
    return not re.search(
        r"研究|报告|证券|国际$|评级|投资|季报|年报|中报|财报|业绩|公司|点评|本周|上周|其他|相关|多个|各|该|我们|晨会|行业|分析|要闻|首页|数据", name
    ) and 2 <= len(name) <= (16 if not name.isascii() else 40)
