"""Owns finding names: it fills `Context.mentions` and claims which entities the report mentions.

Known names come from the gazetteer, others from what stands around them (`unknown_names`). A node is called as the report calls
it, by the shown name of the data if the report uses that too; that two names are one node is for the judgements to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from graph.claim import Claim
from graph.values import NodeRef, simplified
from loaders.extractors import Context, Mention
from loaders.extractors.entries import data, words
from loaders.extractors.furniture import offers_something
from loaders.extractors.gazetteer import Found, fold, gazetteer, known_model, names_in
from loaders.extractors.grids import outside
from loaders.extractors.listed import listed
from loaders.extractors.prose import prose
from loaders.extractors.quoted import quoted
from loaders.extractors.recommended import recommended
from loaders.extractors.sentences import within
from loaders.extractors.statements import Statements
from loaders.extractors.stock_rows import stock_rows
from loaders.extractors.tickers import GLOSS, by_ticker
from loaders.extractors.unknown_names import is_small_print, unknown_names
from loaders.healing import Healed
from loaders.patterns import any_script

METHOD = "names/1"

_LONGEST_NAME = 60
_SHORT_LINE = 80  # such as one on which to share the page
_MAKER_FOLLOWS = re.compile(
    r"\s*+(?:公司|团队|实验室|官网|官方|联合|正式|近日|也|已|将|又)?(?:\s|于\d*月?\d*日?|在[^,。;]{1,8}){0,4}"
    r"(?:发布|推出|上线|宣布|开源|融资|旗下|完成|获|创始|CEO|的\s?[A-Z]|(?:'s|’s)|(?:released?|launche?[ds]?|announce[ds]?|unveil|introduce|raised?|"
    r"focuses|offers?|"
    r"said)\b)|(?:[、和与][一-龥A-Za-z]{2,12}){0,4}等(?:大厂|厂商|巨头|平台|企业|公司)(?!股|[、,。;])", re.IGNORECASE)  # fmt: skip
_OF_THE_SHARE = re.compile(r"['’]s (?:[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri)day)")  # "Example's price target": what it makes has a name
_MAKER_BEFORE = re.compile(r"(?:由|公司|初创企业|被|\bby|\bfrom)\s*$")
_MODEL_FOLLOWS = re.compile(r"[”\"」]?\s*+(?:文生视频|视频生成|AI|生成的?)?\s*(?:模型|工具|(?:生成的)视频)")
_LIST_GAP = re.compile(r"\s*(?:、|,|/|和|与|及|以及|and|or|&|,\s*and)\s*")
_LIST_TAIL = re.compile(r"\s*等(?:(?!公司|企业|大?厂商?|机构|团队|巨头|发[布佈]|推出)[^,。;、\n]){0,10}?(?:工具|模型|软件|应用|产品)")
_PUT_TO_USE = re.compile(r"(?:接入|调用|部署|集成)了?\s?$")  # "接入M": a model, and not who makes it
_ANNOUNCES = re.compile(
    r"\s?(?:公告|发布)[^。;\n]{0,16}(?:公告|业绩|年报|季报|快报|预告)|\*{0,2}\s?[::][^。;\n]{0,16}(?:股东|股份|质押|回购|减持|增持|预告|快报|定增|中标|解禁|分红|股权激励)"
)
_CODE_BEFORE = re.compile(r"(?:(?:\d{6}\.(?:SH|SZ|BJ)|\d{4,5}\.HK)(?:</td>\s*<td[^>]*>|[\s|]*)|\d{6}</td>\s*<td[^>]*>)$")
_TICKER_FOLLOWS = re.compile(
    r"(?:集团|集團|控股)?-[A-Z]{1,2}(?![A-Za-z])|(?:[(][A-Za-z .]{2,24})?[)]?[ \t]*[A-Z]{1,5} (?:US|UW|UN)[ \t]+[$]?\d"
    r"|[ \t]+(?:\d{6} C[HGS]|\d{1,5} HK)(?![A-Za-z])"
    r"|(?:[ \t]+-?\d{1,4}\.\d+){2}"  # in a table of what shares earn and cost
    r"|\s?[(]\s?(?:\d{6}|\d{4,5}[. ]HK|[A-Z]{1,5}[. ](?:US|O|N|UW|UN)\b|(?:NASDAQ|NYSE|HKEX)\s?:)"
    r"|[ ]?[|\t][ ]?(?:\d{6}\.(?:SH|SZ|BJ)|\d{4,5}\.HK)"
)
_JOINED = re.compile(r"\s?(?:、|,|和|与|及|以及)\s?")  # the names of a list
_ALONE = re.compile(r"\s?[。;;]")  # what ends a list of one name: "算力:A;"
_ADVISED = re.compile(r"(?:(?:建议|可)(?:重点|积极|持续|以)?关注|建议沿[^。;::\n]{0,12}布局|(?:相关|受益|推荐|投资|核心)标的)[^。]{0,240}?[:、,,;(]\s?$")
_LISTED = re.compile(r"(?:-[A-Z]{1,2})?\s?(?:[、,;。)]|等)")
_PRESS = re.compile(r"(?:[报報刊志社]|新闻|新聞|Times|Journal|Post|Daily|News)$")  # "《某某日报》"
_OF_CHIPS = re.compile(r"\s?(?:核心|架构|架構|内核|內核|指令集|处理器|處理器|CPU|cores?\b|architecture|-based)")  # "20个Arm核心"
_OF_DATA_CENTRES = re.compile(any_script(r"\s?(?:行业|产业|机房|厂商|服务商|龙头|板块|企业|公司|业务|建设|需求|资源|运营|供需|上架|机柜|基础设施|项目|[)])"))
# What stands behind a name that says something else there: "20个Arm核心", "IDC机房".
_ANOTHER_SENSE = {"Arm": _OF_CHIPS, "IDC": _OF_DATA_CENTRES}
_GLOSSED = re.compile(rf"\s?{GLOSS}[(]")  # "博通 (Broadcom)(AVGO-US)" introduces the company, not only its share
_GLOSS_OPENS = re.compile(r"\s?[(]\s?")
_CODE_BEHIND = re.compile(r"\s?[::]\s?[A-Z0-9]{1,6}\s?[);,/]")  # of an exchange: "(HKEX: 9999)"
_OPENS_CODE = ("(", " ", ";")
_LICENCE = re.compile(r"\s?(?:牌照|持牌|中央[编編][号號])")  # "香港证监会牌照:ABC123"
_CHECKED_BY = re.compile(
    r"(?:^|\n)[ \t]*(?i:fact[- ]checked|summari[sz]ed|translated|generated|written|powered)(?: with| using)? by $"
)  # what a page says of itself
_DEGREE = re.compile(r"[^,。;、\n]{0,16}(?:硕士|博士|学士|本科|研究生|毕业|MBA|双学位)")
_GRADUATED = re.compile(
    r"(?:毕业于|(?:\bdegree|\bBSc|\bMSc|\bMBA|\bPh\.?D\.?|graduated|\bB\.?A\.?|\bM\.?A\.?)\s(?:in [A-Z][\w ]{2,30} )?(?:from|at)(?: the)?)\s?$"
)


def names(healed: Healed, context: Context) -> Iterator[Claim]:
    """Every name of the report as a mention in `context`, and one MENTIONS claim an entity, with its count, at its first place."""
    text = prose(healed.text)
    coded = (f for f in by_ticker(text) if not _GLOSSED.match(text, f.name[1]))
    as_shares = recommended(text) | {name[0] for name, _ in listed(text)}
    shares = sorted(f.name for f in (*coded, *stock_rows(text), *quoted(text)))
    known_names = names_in(text)
    securities = {
        i for i, f in enumerate(known_names) if _is_security(f, text, as_shares) or (f.entry.type == "Organization" and _in_share(f.start, f.end, shares))
    }
    securities |= _listed_securities(text, known_names, securities)
    securities |= _only_shares(text, known_names, securities, context.answers.get(("cited", ""), []))
    found = [f for i, f in enumerate(known_names) if i not in securities and not _is_site(f, text) and not _is_on_the_page(f, text)]
    known = _known(text, found, context.publisher)
    publisher = _publisher_mentions(text, context.publisher, known)
    mentions = sorted([*known, *publisher], key=lambda m: m.start)
    for mention in unknown_names(text, tuple(mentions)):
        is_share = mention.start in as_shares or _in_share(mention.start, mention.end, shares)
        if mention.node.type != "Organization" or not is_share:
            _insert(mentions, mention)
    context.mentions.extend(mentions)
    yield from _claims(healed, context)


def _claims(healed: Healed, context: Context) -> Iterator[Claim]:
    statements = Statements(healed, context, METHOD)
    counts = Counter(m.node for m in context.mentions)
    first = {m.node: m for m in reversed(context.mentions)}
    for node, mention in sorted(first.items(), key=lambda item: item[1].start):
        if node.type != "Technique":
            yield statements.relationship(context.report, "MENTIONS", node, mention.start, mention.end, properties={"count": counts[node]})


def _is_site(found: Found, text: str) -> bool:
    """A site that carries reports, or a part of an address, is no organization of the report."""
    before, after = text[max(0, found.start - 12) : found.start], text[found.end : found.end + 8]
    if any(text.startswith(site, found.start) for site in _sites().get(text[found.start : found.start + 2], ()) if len(site) > found.end - found.start):
        return True
    return bool(
        re.search(r"(?:https?://|www\.|@)[\w.-]*$", before) or (re.match(r"[\w-]*\.(?:com|cn|io|ai|wiki|org)\b", after) and text[found.start].islower())
    )


@cache
def _sites() -> dict[str, tuple[str, ...]]:
    """The names of sites that carry reports, by their first two letters: "某某财经" is not the company "某某"."""
    sites = data("organizations")["sites"]
    return {begin: tuple(site for site in sites if site.startswith(begin)) for begin in {site[:2] for site in sites}}


def _is_on_the_page(found: Found, text: str) -> bool:
    """Whether a name stands in what surrounds the report: "share on WeChat", an authority that licensed the house, where an analyst
    has studied."""
    if text[found.start - 1 : found.start] == "《" and text[found.end : found.end + 1] == "》":  # a game or a film of that name
        return not _PRESS.search(found.spelling)
    if found.entry.type == "Organization" and text[found.start - 1 : found.start] in _OPENS_CODE and _CODE_BEHIND.match(text, found.end):
        return True
    if found.entry.type == "AIModel" and _CHECKED_BY.search(text, max(0, found.start - 32), found.start):
        return True
    if "AUTHORITY" in found.entry.roles and (is_small_print(text, found.start) or _LICENCE.match(text, found.end)):
        return True
    if found.entry.name in _ANOTHER_SENSE and _ANOTHER_SENSE[found.entry.name].match(text, found.end):
        return True
    if "LAB" in found.entry.roles and (_DEGREE.match(text, found.end) or _GRADUATED.search(text[max(0, found.start - 60) : found.start])):
        return True
    start, end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) <= _SHORT_LINE and offers_something(line)


def _is_security(found: Found, text: str, listed: frozenset[int]) -> bool:
    """With a ticker beside it, in a list of recommendations or in one of companies' announcements, a company's name is its security's."""
    if found.entry.type != "Organization":
        return False
    printed = text[found.start : found.end]
    if found.start in listed or _CODE_BEFORE.search(text, max(0, found.start - 40), found.start):
        return True
    if _LISTED.match(text, found.end) and not printed.isascii() and _ADVISED.search(text, max(0, found.start - 260), found.start):
        return True
    numbered = re.search(r"\d[).、)]\s?\*{0,2}$", text[max(0, found.start - 6) : found.start])
    return bool(_TICKER_FOLLOWS.match(text, found.end) or (numbered and _ANNOUNCES.match(text, found.end)))


def _in_share(start: int, end: int, shares: Sequence[tuple[int, int]]) -> bool:
    """Whether a company's name lies in that of a share: "百度" in "百度集团-SW(09888.HK)"."""
    at = bisect_right(shares, start, key=lambda share: share[0]) - 1
    return at >= 0 and end <= shares[at][1]


def _only_shares(text: str, found: Sequence[Found], securities: set[int], cited: Sequence[tuple[int, int]]) -> set[int]:
    """Where the companies of shares are named again, unless they make something there: what is said of them is said of the shares.

    A share that only a cited report's title names is none of this report.
    """
    of_shares = {found[i].entry.name for i in securities if not any(start <= found[i].start < end for start, end in cited)}
    return {i for i, f in enumerate(found) if f.entry.type == "Organization" and f.entry.name in of_shares and not _makes(text, f)}


def _makes(text: str, found: Found) -> bool:
    return _MAKER_FOLLOWS.match(text, found.end) is not None and _OF_THE_SHARE.match(text, found.end) is None


def _listed_securities(text: str, found: Sequence[Found], securities: set[int]) -> set[int]:
    """The names that have a ticker elsewhere, where they stand in a list of such names, or alone behind a colon: "工具:A、B;算力:C。"."""
    coded = {found[i].name for i in securities}
    of_coded = [f.entry.type == "Organization" and f.name in coded for f in found]
    listed = set()
    for i, f in enumerate(found):
        if not of_coded[i] or i in securities:
            continue
        if i + 1 < len(found) and of_coded[i + 1] and _JOINED.fullmatch(text, f.end, found[i + 1].start):
            listed |= {i, i + 1}
        if _ALONE.match(text, f.end) and re.search(r"[::]\s?$", text[max(0, f.start - 2) : f.start]):
            listed.add(i)
    return listed


def _known(text: str, found: Sequence[Found], publisher: NodeRef | None) -> list[Mention]:
    """The mentions of known names. A name that an organization shares with what it makes gets the type that the words around it ask for;
    the publisher is called as it signs."""
    mentions = [Mention(f.start, f.end, NodeRef(f.entry.type, f.name)) for f in found]
    types = ["AIModel" if f.entry.also_model and _is_model(text, mentions, i) else f.entry.type for i, f in enumerate(found)]
    called = _called(text, found, types)
    signed = gazetteer().entry(publisher) if publisher is not None else None
    if publisher is not None and signed is not None:
        called[signed.type, signed.name] = publisher.name
    return [replace(m, node=NodeRef(type_, called[type_, f.name])) for m, f, type_ in zip(mentions, found, types, strict=True)]


def _called(text: str, found: Sequence[Found], types: Sequence[str]) -> dict[tuple[str, str], str]:
    """(type, shown name) -> how this report calls it: in the script in which it is called most, by the shown name where that is used, else by the
    name that is used most."""
    used: dict[tuple[str, str], Counter[str]] = {}
    for i, (f, type_) in enumerate(zip(found, types, strict=True)):
        if i and found[i - 1].entry is f.entry and _GLOSS_OPENS.fullmatch(text, found[i - 1].end, f.start):
            continue  # "富國銀行 (Wells Fargo)" calls it by the first name and explains that
        spelling = f.name if f.spelling.removesuffix("模型").removesuffix("大") == f.name else f.spelling  # a word behind the name says what it is
        used.setdefault((type_, f.name), Counter())[_in_script(text[f.start : f.end], spelling)] += 1
    called = _signed(text, found, types)
    for (type_, name), spellings in used.items():
        latin = sum(count if _in_latin(spelling) else -count for spelling, count in spellings.items())
        own = [spelling for spelling in spellings if _in_latin(spelling) == (latin > 0 if latin else _in_latin(name))]
        called.setdefault((type_, name), name if name in own else max(own or spellings, key=lambda spelling: spellings[spelling]))
    return called


def _signed(text: str, found: Sequence[Found], types: Sequence[str]) -> dict[tuple[str, str], str]:
    """What the names are called that this report never prints without their maker's right before them: "Runway Gen-4"."""
    places: dict[tuple[str, str], list[str | None]] = {}
    for i, (f, type_) in enumerate(zip(found, types, strict=True)):
        if f.entry.signed:
            maker = found[i - 1] if i and found[i - 1].entry.type == "Organization" and text[found[i - 1].end : f.start] == " " else None
            places.setdefault((type_, f.name), []).append(f"{maker.spelling} {f.name}" if maker else None)
    return {key: names[0] for key, names in places.items() if names[0] is not None and None not in names}


def _in_latin(name: str) -> bool:
    return all(not "\u3400" <= char <= "\u9fff" for char in name)


def _in_script(printed: str, spelling: str) -> str:
    """The data's spelling of a name, unless it is printed in traditional characters."""
    return printed if printed != spelling and len(printed) == len(spelling) and not printed.isascii() and simplified(printed) == spelling else spelling


def _is_model(text: str, mentions: Sequence[Mention], i: int) -> bool:
    mention = mentions[i]
    if _MAKER_FOLLOWS.match(text, mention.end) or _MAKER_BEFORE.search(text[max(0, mention.start - 6) : mention.start]):
        return False
    following = mentions[i + 1] if i + 1 < len(mentions) else None
    if following is not None and following.node.type == "AIModel" and not text[mention.end : following.start].strip():
        return False
    if _MODEL_FOLLOWS.match(text, mention.end) or _PUT_TO_USE.search(text[max(0, mention.start - 6) : mention.start]):
        return True
    first, last = _list_around(text, mentions, i)
    types = [m.node.type for m in mentions[first : last + 1]]
    return "AIModel" in types or bool(_LIST_TAIL.match(text, mentions[last].end))


def _list_around(text: str, mentions: Sequence[Mention], i: int) -> tuple[int, int]:
    """The first and last index of the enumeration ("A、B and C") that mention `i` stands in."""
    first = last = i
    while first > 0 and _LIST_GAP.fullmatch(text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    while last + 1 < len(mentions) and _LIST_GAP.fullmatch(text, mentions[last].end, mentions[last + 1].start):
        last += 1
    return first, last


def _publisher_mentions(text: str, publisher: NodeRef | None, known: Sequence[Mention]) -> Iterator[Mention]:
    """Where the report's publisher is named, if the data do not know it."""
    if publisher is None or gazetteer().entry(publisher) is not None:
        return
    folded, origins = fold(text)
    name, _ = fold(publisher.name)
    for match in re.finditer(re.escape(name), folded):
        start, end = origins[match.start()], origins[match.end() - 1] + 1
        if all(m.end <= start or m.start >= end for m in within(known, start - _LONGEST_NAME, end + _LONGEST_NAME)):
            yield Mention(start, end, publisher)


def _insert(mentions: list[Mention], new: Mention) -> None:
    """Put a new mention in its place, unless it overlaps another or is a site."""
    at = bisect_left(mentions, new.start, key=lambda m: m.start)
    clear = (at == 0 or mentions[at - 1].end <= new.start) and (at == len(mentions) or new.end <= mentions[at].start)
    if clear and new.node.name.casefold() not in words("organizations", "sites"):
        mentions.insert(at, new)


def broker(node: NodeRef) -> bool:
    """Whether an organization is known as a broker or a data provider: those report on models, they do not make them."""
    entry = gazetteer().entry(node)
    if entry is not None:
        return bool({"BROKER", "DATA_PROVIDER"} & set(entry.roles))
    return bool(re.search(r"(?:证券|基金|资本|Securities|Capital|Research)$", node.name))


def makers_in(text: str, context: Context) -> list[Mention]:
    """Where organizations are named that may make models: in no table, not the publisher, and not only as somebody's partner."""
    found: list[Mention] | None = context.answers.get(("makers", text))
    if found is None:
        may_make = {node: node != context.publisher and not broker(node) and not authority(node) for node in {m.node for m in context.mentions}}
        makers = [m for m in of_type(outside(text, context), "Organization") if may_make[m.node]]
        found = [m for i, m in enumerate(makers) if not (i and _is_partner(text, makers[i - 1], m))]
        context.answers["makers", text] = found
    return found


def _is_partner(text: str, first: Mention, second: Mention) -> bool:
    between = text[first.end : second.start]
    if re.search(r"(?:联合|携手|会同|together with|jointly with|in partnership with)\s?$", between) and len(between) < 24:
        return True
    return bool(re.fullmatch(r"\s?(?:与|和|、|及| and )\s?", between)) and bool(re.match(r"\s?(?:联合|共同|合作|jointly)", text[second.end : second.end + 8]))


def authority(node: NodeRef) -> bool:
    """Whether an organization is known as an authority."""
    entry = gazetteer().entry(node)
    return entry is not None and "AUTHORITY" in entry.roles


@lru_cache(maxsize=4096)
def known_developer(model: NodeRef) -> str | None:
    """The developer of a known model, as background that may speak against a doubtful reading; never a claim."""
    found = known_model(model.name) or next((f for f in gazetteer().find(model.name) if f.entry.type == "AIModel" and f.start == 0), None)
    return found.entry.developer if found else None


def same_organization(node: NodeRef, name: str) -> bool:
    """Whether an organization's node and a name of the data are one organization."""
    entry = gazetteer().entry(NodeRef("Organization", name))
    return entry is not None and (node.name in entry.spellings or node.key == NodeRef("Organization", entry.name).key)


def of_type(mentions: Iterable[Mention], *types: str) -> list[Mention]:
    """The mentions of these node types."""
    return [m for m in mentions if m.node.type in types]
