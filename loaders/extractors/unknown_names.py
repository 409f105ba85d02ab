"""Owns names that are not in the data, found by the words around them: "XX大模型", "A、B等工具", "XX有限公司", "XX科技发布".

It must not take a Latin word for a name just because it has a capital: noise words never become entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.values import NodeRef
from loaders.extractors import Mention
from loaders.extractors.bare_versions import bare_versions
from loaders.extractors.entries import words
from loaders.extractors.named_by_form import named_by_form
from loaders.extractors.neighbours import beside
from loaders.extractors.sentences import sentence_at
from loaders.patterns import has_chinese, holds

_LATIN = r"[A-Z][A-Za-z0-9_.+·-]{0,40}(?:[ -](?:[Vv]?\d+(?:\.\d+)*[a-z]?(?![\d年月日%秒sS])|[A-Z][A-Za-z0-9_.-]*)){0,3}"
_KIND = r"(?:(?:文生视频|视频生成|图生视频|文生图|多模态|语言|大语言|推理|开源|图像|语音|音乐|世界|基础|通用|AI|旗舰)*)"
_PATTERNS = (
    re.compile(rf"(?:模型|生成框架)\s?[“\"「『]?(?P<name>{_LATIN}|[a-z]{{2,}}[A-Za-z]*-?\d[A-Za-z0-9.-]*)(?=[^A-Za-z]|$)"),
    re.compile(r"模[型块]\s?[“\"「『](?P<name>[一-龥A-Za-z][一-龥A-Za-z0-9.]{1,9})[”\"」』]"),
    re.compile(rf"(?<![A-Za-z0-9.·-])[“\"「『]?(?P<name>{_LATIN})[”\"」』]?\s?{_KIND}大?模型"),
    re.compile(r"[“\"「『](?P<name>[一-龥A-Za-z][一-龥A-Za-z0-9.]{1,9})[”\"」』]\s?(?:[一-龥]{0,4})?大?模型"),
    re.compile(
        rf"(?:推出|发布|上线|开源|自研|研发|打造)了?(?:的)?\s?[“\"「]?(?P<name>{_LATIN})[”\"」]?\s?(?!的|等|及|和|与)[一-龥]{{2,14}}?(?<![的等及和与])大?模型"
    ),
    re.compile(r"(?:发布|推出|上线|开源)了?(?P<name>[一-龥]{2,6}?(?:\d+(?:\.\d+)?)?)大模型(?!\s?[“\"「『])"),
)
_TRAIT = re.compile(r"(?:能力|效应|现象|时代|技术|战略|革命|问题|飞轮)$")  # what a model has: "大模型“涌现能力”"
_NO_NAME = re.compile(r"[Vv]\d+(?:\.\d+)*|(?:Top|TOP|No\.?) ?-?\d+")  # only a version, or a place in a ranking
_CALLED_AI = re.compile(r"(?:(?<![一-龥A-Za-z0-9])|(?<=旗下))(?P<name>(?!旗下)[一-龥]{2,4}AI)(?![A-Za-z一-龥])|(?<=旗下)(?P<of>[一-龥]{2,4}AI)")
_ENDS_WITH_AI = re.compile("[一-龥]AI")
_LIST_END = re.compile(r"等[^,。;、\n]{0,10}?(?:工具|模型)(?!厂商|公司|企业|团队|开发商|领域|行业|赛道)")
_LIST_STARTS = re.compile(r"[,。;:《\n(]")
_LAST_NAME = re.compile(rf"{_LATIN}\s*$")
_GENERIC = re.compile(
    r"(?:多模态|视频|语言|文生视频|文生图|行业|垂直|垂类|通用|基础|开源|端侧|自研|最新|全新|新一代|新型|国产|世界|推理|嵌入|人工智能|其|自有|该|首个|首款|"
    r"国内|全球|自主|研发|大规模|音视频|音频|多媒体|创意|内容|生成|推荐|搜索|医疗|金融|教育|法律|汽车|图像|语音|音乐|多款|系列|两款|三款|"
    r"一款|一系列|的|和|与|类|级|千亿|百亿|万亿|参数|轻量|大|小|AI)+")  # fmt: skip
# Each with what none of its matches lacks: that is sought faster.
_COMPANIES = (
    (
        re.compile("有限公司|有限责任公司|集团公司"),
        re.compile(
            r"(?:^|[\s,。;:、(《“\"|>])(?P<name>[一-龥A-Za-z]{2,14}?(?:股份有限公司|有限责任公司|有限公司|集团公司))(?:(?![一-龥])|(?=创立|创建|成立|设立|始建))"
        ),
    ),
    (
        re.compile("科技|智能|大学|实验室|研究院|研究中心|集团|网络|股份"),
        re.compile(
            r"(?:^|[\s,。;:、(日晨]|由)(?P<name>[一-龥]{2,6}(?:科技|智能|大学|实验室|研究院|集团|网络|股份)|(?:(?![由的在据被与对])[一-龥]){2,18}研究中心)(?:公司|团队)?(?:正式|联合|近日|宣布|"
            r"自研|(?:今年|去年|于)?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?)?(?:发布|公布|推出|开源|上线|研发|开发)"
        ),
    ),
    (
        re.compile("教授|团队|院士|课题组|研究人员|研究者"),
        re.compile(
            r"(?:^|[\s,。;:、(日晨由])(?P<name>[一-龥]{2,8}(?:大学|研究院|研究所|实验室|科学院))\s?(?:[一-龥]{2,8}?)?(?:教授|院士|(?:研究)?团队|课题组|研究人员|研究者)"
        ),
    ),
    (
        re.compile("数据|报告|统计"),
        re.compile(
            r"(?<![A-Za-z0-9.&])(?P<name>[A-Z][A-Za-z]{1,20}(?: (?:& )?[A-Z][A-Za-z]{1,20}){1,3})\s?的?(?:最新)?(?:统计|数据|报告|研究)(?:显示|指出|称|表明)"
        ),
    ),
    (
        re.compile("发[布佈]"),
        re.compile(
            r"(?<![A-Za-z0-9.&-])(?P<name>[A-Z][A-Za-z]{1,20}(?: [A-Z][A-Za-z]{1,20}){0,2})\s?(?:发布|發佈|發布)的?"
            r"[^,。;\n]{0,6}?(?:数据|數據|报告|報告|统计|統計)(?:显示|顯示|指出|称|稱|表明)"
        ),
    ),
    (
        re.compile("模型"),
        re.compile(
            r"(?<![A-Za-z0-9.])(?P<name>[A-Z][A-Za-z0-9]+(?: (?:AI|Labs?|[A-Z][a-z]+)){0,2})(?:公司|团队)?(?:正式|近日)?(?:发布|推出|开源|上线)(?:了|"
            r"的)?[^,。;\n]{0,20}模型"
        ),
    ),
    (
        re.compile("['’]s "),
        re.compile(
            r"(?<![\w.&-])(?!(?:China|Japan|Korea|Taiwan|India|Europe|America|Asia|Company|Group|Segment|Division|Management|Today|Year|Quarter|Street|It|Its|The)\b)"
            r"(?P<name>[A-Z][a-z][\w&-]{1,20}(?: [A-Z][\w&-]{1,20}){0,2})['’]s "
            r"(?:(?:Q[1-4]|FY ?\d{2,4}|quarterly|annual|net|operating|gross|fiscal|full-year)[ -]){0,3}"
            r"(?:revenues?|earnings|net (?:income|profit)|operating (?:income|profit)|gross margins?)\b"
        ),
    ),
    (
        re.compile("Inc|Corp|Ltd|Limited|LLC|PLC|GmbH|Securities|Labs"),
        re.compile(
            r"(?<![\w.])(?!(?:Total|Overall|For|The|Our) )(?P<name>[A-Z][\w&-]+(?: (?:& )?[A-Z][\w&-]+){0,3},? "
            r"(?:Inc|Corp|Corporation|Ltd|Limited(?! [A-Z])|LLC|PLC|GmbH|Securities|Labs))(?:\.|(?!\w))"
        ),
    ),
)
_LONGER_NAME = re.compile(r"[A-Z][a-z]+ (?:and|of) $")  # "Hongkong and Shanghai …" is not to be cut
# "与Foo、Bar等公司合作", "同Foo、Bar签约": who is listed so are companies.
_LISTS_COMPANIES = ("、", "hareholders", "such as ", "like ", "including ")
_COMPANY_LIST = re.compile(r"等(?:[一-龥]{0,6})(?:公司|企业|厂商|机构|巨头|药企|车企)|[与同和跟][A-Z]|[一-龥]家")
_FIRM = r"[A-Z][A-Za-z0-9&.-]{1,20}(?: [A-Z][A-Za-z0-9&.-]{1,20}){0,2}"
_FIRMS = (
    re.compile(rf"[Ss]hareholders:? (?P<list>{_FIRM} \(\d[\d.]{{0,5}}%\)(?:, {_FIRM} \(\d[\d.]{{0,5}}%\)){{0,7}})"),
    re.compile(
        rf"(?<![A-Za-z0-9])(?P<list>{_FIRM}(?:(?:、|和|与|及|以及){_FIRM}){{0,7}})\s?等(?!.{{0,6}}公司股)[一-龥]{{0,6}}(?:公司|企业|厂商|巨头|药企|车企)"
    ),
    re.compile(
        rf"(?<![A-Za-z0-9])(?P<list>{_FIRM}(?:\s?(?:、|和|与|及|以及)\s?{_FIRM}){{1,7}})\s?[一两二三四五六七八九十几多]家[一-龥]{{0,4}}(?:公司|企业|厂商|巨头|机构|客户|合作方|伙伴)"
    ),
    re.compile(
        rf"(?:[Ss]tart-?ups?|[Cc]ompanies|[Ff]irms|[Vv]endors|[Cc]hipmakers|[Hh]yperscalers),? (?:such as|like|including) "
        rf"(?P<list>{_FIRM}(?:(?:, and |, | and | or ){_FIRM}){{0,7}})"
    ),
    re.compile(
        rf"[与同和跟](?P<list>{_FIRM}(?:(?:、|和|与|及|以及){_FIRM}){{0,7}})\s?(?:等)?"
        rf"(?:(?:正式|共同|再次|再度|陆续|先后)?(?:签约|签署|联手|携手|合作(?!伙伴)|达成[^,。;]{{0,8}}(?:合作|协议|交易)|展开[^,。;]{{0,4}}合作|成立|合资))"
    ),
)
_FIRM_OF_LIST = re.compile(_FIRM)
# An interface's name of a model: "model='foo3a_turbo'", "the foo2bar-xt variant".
_IDENTIFIERS = (
    re.compile(r"\bmodel(?:_id|_name)?[\"']?\s?[=:]\s?[\"'](?P<name>[A-Za-z][\w./-]{2,40})[\"']"),
    re.compile(r"(?<![\w./-])(?P<name>[a-z][a-z0-9]{0,15}(?:[-_][a-z0-9.]{1,12}){1,4})\s(?:variant|checkpoint|model)\b"),
)
_NOT_A_COMPANY = re.compile(r"^(?:Total|Free|Best|Our|Your|Very) |(?:是由|部分|相关|多家|头部|上市|我国|国内|海外|全球|其他|该|本)")
# Companies of the small print sell, host or distribute the page: nothing is said of them.
_SMALL_PRINT = re.compile(
    r"CE No|licen[cs]ed (?:for|by|to)|regulated|is distributed|circulated (?:in|by)|member (?:of )?(?:FINRA|SIPC)|participant of|may hold|prepared by|hosted by"
    r"|trademarks?|©|all rights reserved|免责|许可证|牌照|业务资格|业务许可|统一社会信用|版权所有|仅供[^。]{0,12}(?:客户|使用)|在[^。]{2,20}提供"
    r"|(?:联营|关联)公司|经[^。]{2,20}批准|本报告由|本页资料由|制作|发放",
    re.IGNORECASE,
)


def unknown_names(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Models and organizations that no data file has, in the order of their patterns."""
    models = frozenset(m.node.key for m in known if m.node.type == "AIModel")
    yield from (Mention(*place, NodeRef("Organization", text[slice(*place)])) for place in named_by_form(text) if not is_small_print(text, place[0]))
    yield from _models(text)
    yield from _listed(text)
    yield from _called_ai(text, known)
    yield from _identifiers(text)
    yield from bare_versions(text, known)
    yield from _firms(text, known)
    yield from (Mention(*place, NodeRef("Organization", text[slice(*place)])) for place in beside(text, known) if not is_small_print(text, place[0]))
    for needed, pattern in _COMPANIES:
        for match in pattern.finditer(text) if needed.search(text) else ():
            name = match["name"].strip(" ,")
            if is_small_print(text, match.start("name")) or _LONGER_NAME.search(text, max(0, match.start() - 24), match.start()):
                continue
            if not _NOT_A_COMPANY.search(name) and name.casefold() not in words("models", "not_models") and NodeRef("AIModel", name).key not in models:
                yield Mention(match.start("name"), match.start("name") + len(name), NodeRef("Organization", name))


def is_small_print(text: str, at: int) -> bool:
    """Whether a place is in a sentence about who may sell, host or distribute the page."""
    sentence = sentence_at(text, at)
    return _SMALL_PRINT.search(text, sentence.start, sentence.end) is not None


def _models(text: str) -> Iterator[Mention]:
    """Models where the words around them say so, and then wherever else a name with a version stands."""
    told = list(_told_models(text))
    yield from told
    for name in dict.fromkeys(m.node.name for m in told if re.search(r"[A-Za-z].*\d", m.node.name)):
        for match in re.finditer(rf"(?<![A-Za-z0-9.-]){re.escape(name)}(?![A-Za-z0-9]|[.-]\d)", text):
            yield Mention(match.start(), match.end(), NodeRef("AIModel", name))


def _told_models(text: str) -> Iterator[Mention]:
    for pattern in _PATTERNS if holds(text, ("模型", "模块", "生成框架")) else ():
        for match in pattern.finditer(text):
            name = match["name"].rstrip(" .-+·")
            if (is_model_name(name) or re.fullmatch(r"[a-z]+-\d[\w.]*", name)) and not _GENERIC.fullmatch(name) and not _TRAIT.search(name):
                yield Mention(match.start("name"), match.start("name") + len(name), NodeRef("AIModel", name))


def _called_ai(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Chinese names that end with AI, where a maker's or a list of models says that they are ones, and then wherever else they stand."""
    begins = frozenset(m.start for m in known if m.node.type == "AIModel")
    ends = frozenset(m.end for m in known if m.node.type == "AIModel")
    for name in dict.fromkeys(match["name"] or match["of"] for match in (_CALLED_AI.finditer(text) if _ENDS_WITH_AI.search(text) else ())):
        printed = [m.span() for m in re.finditer(rf"{name}(?![A-Za-z])", text)]
        listed = any((text[b : b + 1] == "、" and b + 1 in begins) or (text[a - 1 : a] == "、" and a - 1 in ends) for a, b in printed)
        if not _GENERIC.fullmatch(name) and (listed or any(text[max(0, a - 2) : a] == "旗下" for a, _ in printed)):
            yield from (Mention(*span, NodeRef("AIModel", name)) for span in printed)


def _listed(text: str) -> Iterator[Mention]:
    """The members of "A、B和C等工具": the Latin name that each member ends with."""
    for end in _LIST_END.finditer(text):
        begin = max(0, end.start() - 160)
        for start in _LIST_STARTS.finditer(text, begin, end.start()):
            begin = start.end()
        members = list(re.finditer(r"(?:(?!、|和|与|及|以及)[^、])+", text[begin : end.start()]))
        for member in members if len(members) > 1 else ():
            name = _LAST_NAME.search(member[0])
            if name is not None and is_model_name(name[0].rstrip(" .-+·")):
                at = begin + member.start() + name.start()
                yield Mention(at, at + len(name[0].rstrip(" .-+·")), NodeRef("AIModel", name[0].rstrip(" .-+·")))


def _identifiers(text: str) -> Iterator[Mention]:
    """Models by the names that interfaces have for them, which hold a figure and a hyphen or the like."""
    for pattern in _IDENTIFIERS if "model" in text or "variant" in text or "checkpoint" in text else ():
        for match in pattern.finditer(text):
            if re.search(r"\d", match["name"]) and re.search(r"[-_.]", match["name"]):
                yield Mention(*match.span("name"), NodeRef("AIModel", match["name"]))


def _firms(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The Latin members of lists that are said to be of companies."""
    no_firms = frozenset(m.node.key for m in known if m.node.type in ("AIModel", "Product", "Technique"))
    for pattern in _FIRMS if holds(text, _LISTS_COMPANIES) or (has_chinese(text) and _COMPANY_LIST.search(text)) else ():
        for match in pattern.finditer(text):
            for member in _FIRM_OF_LIST.finditer(text, *match.span("list")):
                name = member[0].rstrip(".")
                if is_model_name(name) and NodeRef("AIModel", name).key not in no_firms:
                    yield Mention(member.start(), member.start() + len(name), NodeRef("Organization", name))


def is_model_name(name: str) -> bool:
    """Whether a printed name may be a model's: no technique, no everyday abbreviation, not only a version."""
    plain = name.strip()
    parts = [part.casefold() for part in re.split(r"[ /-]", plain)]
    noise = words("models", "not_models")
    return len(plain) > 1 and not _NO_NAME.fullmatch(plain) and plain.casefold() not in noise and not all(part in noise or part.isdigit() for part in parts)
