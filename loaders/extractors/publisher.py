"""Owns finding who published a report. It must not take the site that carries it or its uploader for that."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from loaders.extractors.bylines import INSTITUTE, SITE_HEAD, Byline
from loaders.extractors.front import alternatives, in_title, lines, masthead, publishing
from loaders.extractors.licences import names_a_licence
from loaders.extractors.press import signed_below, site_of_byline, written_by
from loaders.extractors.reported import find_reported
from loaders.extractors.sector_layouts import KINDS
from loaders.patterns import choice, holds, sought

_LABELLED = re.compile(
    r"(?:^|(?<=\s))(?:(?:发布机构|研究机构|报告机构|机构名称|Publisher|Published by|Broker|Research firm|Firm)\s*[::]\s*(?P<named>[^\n,,|;;]{2,40})"
    r"|(?:文章)?来源\s*[::]\s*(?P<house>[\u3400-\u9fff]{2,8}(?:证券|国际|期货|研究院))(?![\u3400-\u9fff])"
    r"|来源\s*[::]\s*(?P<site>[\u3400-\u9fffA-Za-z]{2,12})(?=\s*[|\s]\s*(?:发布|时间|日期|作者)[\u3400-\u9fff]{0,2}\s*[::])"
    r"|(?-i:Published by (?P<signed>[A-Z][\w&.'’-]*(?: (?:(?:&|by|of|the|and|for) )?[A-Z][\w&.'’-]*){0,4})))",
    re.IGNORECASE,
)
_HOUSE = (
    r"[\u3400-\u9fff]{2,8}?(?:证券|期货|国际金融|投顾)(?!研究|分析|投资咨询|业|及期货|市场|交易所|监|报告|时报|日报|之星|化|登记|从业|公司|账|代码|简称)"
    r"|[\u3400-\u9fff]{2,6}证券(?=研究)"
)
_HOUSE_AT = re.compile(
    rf"(?:(?<![\u3400-\u9fff])|(?<=报告由)|(?<=版权属于)|(?<=版权归)|(?<=声明及)|(?<=条款及)|(?<=据)|(?<=[摘选]自))"
    rf"(?!本(?:研究)?报告由|据)(?:{_HOUSE})"
)
_SIGNS = re.compile(r"(?<!\S)([\u3400-\u9fff]{2,4})研究(?:所|院)?(?!\S)")  # a house by its institute: "某某研究"
_SOURCES_BEGIN = re.compile("来源")
_RESPONSIBLE = re.compile(
    r"(?:(?<![\u3400-\u9fff])(?:本(?:研究)?报告由)?|(?<=版权属于)|(?<=版权归))(?!本)([\u3400-\u9fff]{2,6}证券)(?:股份)?有限(?:责任)?公司(?=[(具已经在制是所,]|分析师编)"
    r"|证监会(?:审核|核准|批准)([\u3400-\u9fff]{2,6}证券)(?:股份有限公司|有限责任公司)?投资咨询业务资格"
)
_FIRM = r"[A-Z][\w&.'’-]*(?: (?:(?:of|and) )?[A-Z&][\w&.'’-]*){0,5}"
_PREPARED = re.compile(
    r"(?:report|document|publication|research|material) (?:is|was|has been) (?:prepared|issued|published|produced)(?: and \w+)? by "
    rf"({_FIRM}?)(?= Limited| Ltd| PLC|, | \(|\.\s| and | for | in |$)"
)
_DISCLOSES = " does and seeks to do business with companies covered in its research"  # as the rules of the United States have it
_DISCLOSING = re.compile(rf"(?<![^\s])({_FIRM})$")
_REPORTER = re.compile(r"^[ \t(]*([\u3400-\u9fff]{1,6}[报网社])[ ]?/?[ ]?记者[ ]?[\u3400-\u9fff]{2,4}[ \t)]*(?=$|/)", re.MULTILINE)
_ENCYCLOPEDIA = re.compile(r"^[> \t]*From ([A-Z][\w.]*(?: [A-Z][\w.]*){0,3})(?: \([^)\n]{4,60}\))?, (?:an?|the) (?:\w+ ){0,3}encyclop", re.MULTILINE)
_HEAD = 600  # code points
_STUDY = re.compile(r"\bMarket[^\n.]{0,80}\b(?:Forecasts?|Size|Analysis|Outlook|Share)\b|市场[^\n。]{0,8}(?:预测|规模|报告|调研)")  # of a market, by its title
_SIZED = re.compile(
    rf"(?:^|(?<=[。\n]))(?:根据|据)?[ ]?(?P<chinese>{_FIRM})[ ]?的?(?:最新)?(?:数据|报告|研究|分析)显示,[ ]?全球[^\n。,]{{2,30}}市场"
    rf"|\bAccording to (?P<english>{_FIRM}), (?:the )?(?:[Gg]lobal )?[^\n.]{{2,80}}? [Mm]arket (?:is|was|size|reached|stood)\b",
    re.MULTILINE,
)
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
_TELLS = re.compile("(?:数据|报告|研报)?(?:显示|预计|预测|预期|认为|指出|表示|称|发布)")  # of a report that tells of it
_FORMS = ("Ltd", "Limited", "LLC", "PLC", "Inc")
_RUNS_ON = ("研究院", "研究所", "研究中心", "研究总部", "研究发展部", "免责", "股份公司", "股份有限公司")
_SHORTEST = 3  # a house's name is longer
_ABOUT = re.compile(r"^About ([A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4}):?[ \t]*$", re.MULTILINE)
_BY_AN_INSTITUTE = re.compile(r"^[ \t]*(?:文|作者)[ ]?[|/:][ ]?([A-Z][A-Za-z.]{2,20})[ \t]*$", re.MULTILINE)
_NO_HOUSE = re.compile(
    r"^(?:equity|industry|global|sector|company|thematic|morning|investment|market|technology|about|related|recent|private|public|wealth|latest|our|greater"
    r"|hong kong|china|asian?|us|u\.s\.|european?|japan|taiwan|korea|india|singapore)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The house's name as printed at [start, end) of the clean text."""

    start: int
    end: int
    name: str


def find_publisher(text: str, end: int, byline: Byline | None) -> Publisher | None:
    """The house that signs the report: named by the page's head, a label, the byline, the front, or as the institute behind its figures."""
    head = SITE_HEAD.search(text, 0, min(end, _HEAD))
    if head is not None:
        return _publisher(text, *head.span(1))
    channel = _channel().search(text, 0, end)
    if channel is not None:
        return _at(text, *channel.span(channel.lastgroup or 0))
    labelled = _LABELLED.search(text, 0, end)
    if labelled is not None:
        return _publisher(text, *labelled.span(labelled.lastgroup or 0))
    if byline is not None and byline.house is not None:
        return _at(text, *byline.house)
    own = next(written_by(text, end), None)
    if own is not None:
        return _at(text, *own)
    page = _of_the_page(text, end)
    reported = None if page or names_a_licence(text, end) else find_reported(text, end)
    if reported is not None:
        return _at(text, *reported)
    named = _in_front(text, end) or _english(text, end) or page or _researcher(text, end) or _signed(text, end)
    named = named or _institute(text) or _responsible(text) or _about_itself(text, end) or _digest(text, end)
    site = None if named else signed_below(text) or site_of_byline(text, end)
    return named or (_at(text, *site) if site else None) or _behind_figures(text) or _of_a_mail(text, end)


def _digest(text: str, end: int) -> Publisher | None:
    """The house whose daily digest the front names without the house's legal form: "某某晨会 0211"."""
    found = _digest_of().search(text, 0, end)
    return _at(text, *found.span(1)) if found else None


@cache
def _digest_of() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[#【《\s]))({alternatives('houses', less='证券')})(?:证券)?(?:研究)?(?:晨会|晨报|早会|早报|早观点|早参|朝闻)", re.MULTILINE)


def _behind_figures(text: str) -> Publisher | None:
    """The one known house that stands last among the sources of the report's figures: its own, as no other is asked so often."""
    found = [m.span(1) for m in sought(_sources(), _SOURCES_BEGIN, text)]
    names = {text[slice(*house)] for house in found}
    return _at(text, *found[0]) if len(names) == 1 else None


@cache
def _sources() -> re.Pattern[str]:
    return re.compile(rf"来源[ ]?[::](?:[^\n。;:]{{1,40}}[,,、])?\s?({alternatives('houses')})(?:研究[所院部]?|整理|测算|预测)?(?=[\s。,]|$)", re.MULTILINE)


def _of_a_mail(text: str, end: int) -> Publisher | None:
    """The known house that the mails in the front are at: "@example.com" of a house Example."""
    found = _mail_domain().search(text, 0, end)
    return Publisher(*found.span(1), _by_domain()[found[1].casefold()]) if found else None


@cache
def _by_domain() -> dict[str, str]:
    """Houses by their names as the names of sites, which have no gaps."""
    return {re.sub(r"[^a-z]", "", house.casefold()): house for house in sorted(publishing("houses"), reverse=True) if house.isascii()}


@cache
def _mail_domain() -> re.Pattern[str]:
    return re.compile(rf"@({'|'.join(sorted(_by_domain(), key=len, reverse=True))})[.](?:com|co|net)\b", re.IGNORECASE)


def _signed(text: str, end: int) -> Publisher | None:
    """An institute that signs as the author of an article in which it is called one: "文 | Clipeye", and "Clipeye研究院" below."""
    found = _BY_AN_INSTITUTE.search(text, 0, end)
    return _at(text, *found.span(1)) if found and re.search(rf"{re.escape(found[1])}研究[院所]", text) else None


def _researcher(text: str, end: int) -> Publisher | None:
    """Who says how large a market is, where a study of it begins with that: "According to Some Research, the global … market is …"."""
    found = _SIZED.search(text, 0, end) if _STUDY.search(text, 0, min(end, _HEAD)) else None
    return _at(text, *found.span(found.lastgroup or 0)) if found else None


@cache
def _channel() -> re.Pattern[str]:
    """A house with one of its sectors, before a title, over what it thinks or as its team: 【某某计算机】, "某某互联网观点:", "某某海外团队"."""
    houses, sectors = f"{alternatives('houses')}|{alternatives('houses', less='证券')}|{alternatives('nicknames')}", alternatives("sectors")
    return re.compile(
        rf"(?:【|(?<![\u3400-\u9fff])(?=[\u3400-\u9fff]{{4,16}}观点))(?P<channel>{houses})(?:{sectors})(?:[\u3400-\u9fff]{{0,4}}团队)?(?:】|观点)"
        rf"|(?<![^\s【|])(?P<team>{houses})(?:研究)?(?:{sectors})(?:研究)?(?:团队|组)(?=[\s::|】]|$)"
        rf"|^[ \t#]*(?P<signed>{houses}) ?[|·] ?(?:{sectors})(?:{KINDS})?[::|]",
        re.MULTILINE,
    )


def _at(text: str, start: int, end: int) -> Publisher:
    return Publisher(start, end, text[start:end])


def _publisher(text: str, start: int, end: int) -> Publisher:
    """The house printed at a range, less its legal form and its institute."""
    printed = text[start:end].rstrip()
    match = INSTITUTE.fullmatch(printed)
    name = match[1] if match and re.search(r"(?:证券|期货|国际|银行)$", match[1]) else printed
    name = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", name) or name
    return Publisher(start, start + len(name), name)


def _in_front(text: str, end: int) -> Publisher | None:
    """A Chinese house in the front, where it begins a word: a known one first, then the one that is named most."""
    found = [m for m in _HOUSE_AT.finditer(text, 0, end) if not _quoted(text, m.start()) and not _TOLD.match(m[0])]
    chinese = _chinese_houses()
    for match in found:  # what is glued before a known house is no part of its name
        if match[0].endswith(chinese):
            known = max((h for h in chinese if match[0].endswith(h)), key=len)
            return Publisher(match.end() - len(known), match.end(), known)
    for line in lines(text, min(end, 1500)):
        house = max((h for h in chinese if line.text.startswith(h)), key=len) if line.text.startswith(chinese) else None
        if house and len(line.text) < 30 and not line.text.endswith("。") and not _TELLS.match(line.text, len(house)):
            return Publisher(line.start, line.start + len(house), house)
    institute = next((m for m in _SIGNS.finditer(text, 0, min(end, 1500)) if f"{m[1]}证券" in publishing("houses") and not _quoted(text, m.start())), None)
    if institute:
        return Publisher(*institute.span(), f"{institute[1]}证券")
    run_in = _glued_house().finditer(text, 0, end) if holds(text, _RUNS_ON) else ()
    glued = next((m for m in run_in if not _quoted(text, m.start())), None)
    if glued:
        return _at(text, *glued.span(1))
    counts = Counter(m[0] for m in found)
    best = max(found, key=lambda m: counts[m[0]], default=None)
    return Publisher(best.start(), best.end(), best[0]) if best else None


@cache
def _chinese_houses() -> tuple[str, ...]:
    return tuple(house for house in publishing("houses") if not house.isascii())


@cache
def _glued_house() -> re.Pattern[str]:
    """A known house that other words run into, by what only the house itself has behind its name: its institute, its form, what it disclaims."""
    return re.compile(
        rf"({alternatives('houses')})(?=(?:股份)?(?:有限)?(?:责任)?(?:公司)?(?:(?:产业|证券|金融|经济|发展|科技|战略|策略){{0,3}}研究(?:院|所|中心|总部|发展部)|免责|的?免责)"
        rf"|股份(?:有限)?公司(?!\())"
    )


def _quoted(text: str, at: int) -> bool:
    """Whether a place is inside a quoted title or a list of sources, where other houses are named too."""
    return in_title(text, at) or re.search(r"(?:来源|Source)s?\s*[::][^\n。]*$", text[max(0, at - 80) : at]) is not None


def _english(text: str, end: int) -> Publisher | None:
    """A house that signs at the head of a Latin front, on a line of its own or before a bar."""
    rows = lines(text, end)
    tail = [r for r in lines(text[-600:], 600) if r.text.startswith("©")]
    for row in rows[:12]:
        match = _ENGLISH.match(row.text.title() if row.text.isupper() else row.text)
        known = _heads_a_line().match(row.text)
        legal = _legal_form().search(row.text) if known is None and holds(row.text, _FORMS) else None
        if legal:
            return _at(text, row.start + legal.start(), row.start + legal.end())
        name = known[1] if known else match[1] if match and not _NO_HOUSE.match(match[1]) else None
        if name:
            at = row.text.casefold().index(name.casefold())
            return Publisher(row.start + at, row.start + at + len(name), name)
    for row in tail:
        match = _ENGLISH.match(row.text)
        if match:
            start = len(text) - min(600, len(text)) + row.start + match.start(1)
            return Publisher(start, start + len(match[1]), match[1])
    return None


@cache
def _english_houses() -> str:
    return choice(house for house in publishing("houses") if house.isascii())


@cache
def _heads_a_line() -> re.Pattern[str]:
    return re.compile(rf"({_english_houses()})(?=\s*(?:$|[|,·–—:-]|(?:Global |Equity )?Research))")


@cache
def _legal_form() -> re.Pattern[str]:
    """A known house with its legal form behind it: "Example Securities (HK) Co., Ltd."."""
    return re.compile(
        rf"(?<![A-Za-z]){_english_houses()}(?: ?\([A-Z][A-Za-z ]{{1,12}}\))?,? (?:(?:Co\.?|Company|Corporation|Corp\.?),? )?(?:Ltd|Limited|LLC|PLC|Inc)\b\.?"
    )


def _institute(text: str) -> Publisher | None:
    """The house whose institute stands behind the report's figures: its own, unless the front says otherwise."""
    found = []
    for match in INSTITUTE.finditer(text):
        if re.search(r"(?<!研究)(?:证券|期货|国际)$", match[1]):
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
        return _at(text, *found.span(found.lastindex or 0))
    prepared = _PREPARED.search(text)
    if prepared is not None:
        return Publisher(*prepared.span(1), prepared[1])
    at = text.find(_DISCLOSES)
    disclosing = _DISCLOSING.search(text, max(0, at - 80), at) if at > 0 else None
    return Publisher(*disclosing.span(1), disclosing[1]) if disclosing is not None else None
