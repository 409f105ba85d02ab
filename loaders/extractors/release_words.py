"""Owns the words with which prose says that a thing came out, or that what is said is no such thing. It must not know dates or names."""

from __future__ import annotations

import re

from loaders.patterns import any_case, any_script

_OUT_ZH = r"(?:发[布佈]|推出|上线|公[布佈]|开源|开放|问世|亮相|面世|面市|登场|首发)"
_MOMENT = r"(?:(?:早|最早|最初|首次|正式|率先|已|也|亦|便|就|则|又|曾|均)*)"

_VERBS = (  # what is said of a thing that came out
    "发布", "發布", "發佈", "发布会", "發布會", "發佈會", "推出", "上线", "上線", "公布", "公佈", "开源", "開源", "开放", "開放", "问世", "問世", "亮相",
    "面世", "面市", "登场", "登場", "首发", "首發", "展示", "拿出", "端出", "祭出", "亮出",
    "release", "released", "releases", "launch", "launched", "launches", "showed", "previewed", "unveil", "unveiled", "unveils", "introduced", "introduces",
    "announced", "announces", "debut", "debuted", "debuts", "rolled out", "open-sourced", "open sourced", "came out", "shipped", "ships", "opened",
    "opened up", "put out", "brought out", "published", "premiered", "presented", "dropped",
)  # fmt: skip
VERB = re.compile(any_case(_VERBS))
TOLD = re.compile(any_case((*_VERBS, "put", "made", "brought", "followed", "came", "更新", "带来", "帶來")))  # and those that have other uses, see `brings_out`

HELD = frozenset(("put", "made", "brought"))
BEFORE_IT = {"followed": " with ", "came": " "}  # what stands between such a verb and what came out: "next came M"
GLOSS = re.compile(r"[(][^()\n]{1,24}[)]")
BY_PLACE = re.compile(  # what follows the thing where they bring it out
    r"\s(?:into|to|in|out of|on|onto) (?:\w+ ){0,3}?(?:beta|preview|alpha|testing|web|market|public|world|users|customers|app|site|store|sale|release|cloud)\b"
    r"|\s(?:out|live|online)\b|\s(?:generally |publicly |widely |freely )?(?:available|public)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    any_script(r"将(?:[于於]|在|会)?|计划|预计|有望|拟|即将|尚未|未来")
    + r"|\bwill\b|\bplan(?:s|ned)? (?:to|for)\b|\bexpect(?:s|ed)?\b|\b(?-i:may)\b|\bmight\b|\bcould\b|not yet|n['’]t\b"
    r"|\bnever\b|\bif\b|\bdue\b|\bset to\b|\bto be\b",
    re.IGNORECASE,
)
NOT_IT = re.compile(  # what comes out is not the thing but something of it
    any_script(
        r"\s?(?:模型)?\s?的?(?:技术报告|论文|更新|API|降价|升级|财报|评测|白皮书|示例|技术文档|报告|点评|样片|案例|演示|生成的|接口|定价|收费|额度|"
        r"能够|可以|可直接|将|收入|流水|营收|数据|下载量|办公|发[布佈]会|价格|会员|套餐|积分|插件|教程)"
    )
    + r"|(?:'s|’s)? (?:API|papers?|technical|prices?|pricing|plans?|reports?|subscriptions?|credits|tutorials?|apps?|plug-?ins?|updates?|office|benchmark)\b",
    re.IGNORECASE,
)
BREAKS = re.compile(  # parts a verb from what came out
    r"[,,:。()]|[发發][布佈]|更新|升[级級]|下[调調]|基[于於]|\bthat\b|based on|using|\bbut\b|\bas\b|\bfor\b|\bwith\b|\bin(?:side)?\b|(?<!access )\bto\b"
)
BREAKS_DATE = re.compile(  # parts a date from the verb behind it
    any_script(r"[;。《》()]|发[布佈](?!会)|推出|上线|更新|融资|截至|为止|以前") + r"|\b(?:releas|launch|unveil|introduc|announc)|\b(?:rais|after|before)"
)
VERSION = re.compile(r"\d$|\d[A-Za-z]?(?: (?:Pro|Turbo|Master|Max|Lite|Flash|Alpha))?$")
KIND = re.compile(any_script(r"(?:视频|影片|图像|文本|语言|多模态|多媒体|生成|大)*模型\s?[“\"「]?"))  # "混元视频生成模型M" is M

_MAKER = r"(?:the (?:company|firm|start-?up|lab|team|maker) |it |[A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|AI))? )"
_OUT = (
    r"(?:released|launched|unveiled|introduced|announced|debuted|opened(?: up)?|rolled out|came(?: out)?|comes out|shipped|arrived|appeared|landed"
    r"|went (?:live|public|online)|premiered|published|open[- ]sourced|presented|showed|shown|previewed|dropped|put out|brought out"
    r"|put before the public|given to the public|became (?:generally |publicly |widely )?available"
    r"|made (?:its debut|(?:generally |publicly |widely )?(?:available|public))"
    r"|(?:generally |publicly |widely )?available|dates? back|dat(?:es?|ed|ing)|followed|out|live)"
)
_IN = (
    r"(?:back )?(?:as early as |late |early )?(?:in|on|at|from|back to|to|since|as of|around|during)"
    r"(?: (?:early|late|mid|spring|summer|autumn|fall|winter))?[ -]"
)
_LATER = (
    r"(?:by [^,.;()]{2,24} |(?:to|for|at|in|inside|into|as|across|through|via|worldwide|globally|publicly|commercially|outside|with|under)\b"
    r"(?: (?!in \d)[^\s,.;:()]+){0,6}? )"
)
_OFTEN = (
    r"(?:(?:was|were|is|are|has been|had been|have been|has|had|first|officially|publicly|initially|originally|finally|quietly|only|also|then|formally|just) )*"
)
OF_MAKER = r"(?:\s(?:from|by|of|of the|made by)\s[^,.;()。]{2,30}?)?"
AT_ENGLISH = re.compile(  # between a name and its date
    rf"[”\"]?(?: (?:models?|engine|itself|series|family|line|line-?up|versions?)){{0,2}}(?: \([A-Z][\w .&-]{{1,24}}\))?{OF_MAKER}"
    rf"(?:, (?:an?|its|the) [^,.;()]{{3,40}})?(?:,? (?:which|that) (?:{_MAKER})?|,? )"
    rf"(?i:{_OFTEN}{_OUT} ){_LATER}?(?:{_IN})?|(?:'s|’s) (?:\w+ )?(?i:release|launch|debut|unveiling|arrival|introduction) {_IN}"
)
AT_CHINESE = re.compile(
    any_script(
        rf"[”\"」]?\s?(?:系列|视频|影片|生成|大)*(?:模型|工具)?{OF_MAKER}\s?(?:{_MOMENT}由[^,，。;；]{{2,20}}?)?"
        rf"{_MOMENT}\s?(?:(?P<at>[于於]|在|自|从)|[::])\s?"
    )
)
LISTED_ZH = re.compile(r"\s?[::]\s?[^,,。;;:\n]{2,24}[,,]\s?")  # "Vidu Q2:2~8秒,2025年9月上线"
AFTER_MOMENT = re.compile(
    any_script(
        r"(?:凌晨|晚间?|早间|起|底|初|中旬|上旬|下旬|正式|首次|率先|全面|公开|对外|全球|联合|共同|同步|随即|已经?|在海外|在[^,。;]{1,8}?|面向[^,。;]{1,8}?"
        r"|向[^,。;]{1,10}?|由[^,。]{1,8}|[\s,])*"
    )
)
OUT_AFTER = re.compile(any_script(rf"(?:{_OUT_ZH}|展示)(?!会)"))
IN_BRACKETS = re.compile(
    rf"(?:{OF_MAKER}|\s?的)\s?[(](?P<first>[^()。;]{{0,30}}[,/·|、]\s?)?(?i:(?:{any_script('(?:首次|正式)?(?:发[布佈]|推出|上线|自|[于於])')}"
    r"|(?:first |officially |since |out |released|launched|announced|unveiled|debuted|opened|available|introduced|release(?: date)?|launch|debut)\s?)*"
    r"(?:于|於|[::]|in|on|\s)*\s?)"
)
CLOSES = re.compile(
    rf"[底初]?\s?(?:{any_script(f'(?:正式|首次|对外)?{_OUT_ZH}')}|release|launch|debut|I/O|GTC|CES|WWDC|NAB|keynote|preview|beta|GA)?\s?(?=[),,;；/|·、])"
)
NOT_OF_IT = re.compile(
    r"updat|last|pric|API|as of|fund|rais|review|test|access|retriev|viewed|see|visited|rating|" + any_script("截至|更新|调价|价|融资|访问|评测|评级"),
    re.IGNORECASE,
)
LINK = re.compile(r"\]\([^()\s]{1,160}\)|\[(?!\d)")  # what a link to another page puts behind or before its words
LINKED = re.compile(r"\[(?P<name>[a-z][a-z0-9 .-]{2,30}\d)\]\(")
IN_LIST = re.compile(r",\s?")  # "(Maker, May 2024; Gen-2, June 2023 with sound)"
LISTS_ON = re.compile(r"\s?(?:[;)]|with\b)")
IN_LINE = re.compile(r"(?:\s[–—|-]\s[A-Z][\w .&]{1,24}?)?\s[–—|-]\s")  # "Gen-2 — Runway — June 2023", a line of a list
IN_ITEM = re.compile(  # "- Gen-2: 4-16s, 24 fps, launched in June 2023"
    r"\**(?::|\s[–—-])\**\s(?:[^;.()\nA-Z]|[24]K\b|HD\b|\.\d){1,80}[,;]\s"
    r"(?i:launched|released|out since|out|available since|since|debuted|announced)(?: in| on)? "
)
LINE_BEGINS = re.compile(r"(?:^|\n)[ \t]*(?:[-*•·▪●◦][ \t]*)?\**$")
ENDS_LINE = re.compile(r"[)\s.]{0,3}(?:\n|$)")
ON_DAY = re.compile(r"\**\s?[::–—-]\s?\**\s?(?:[A-Z][\w.]*(?: [A-Z]\w*)?(?:['’]s)? )?(?i:(?:launch|release|debut)\w*(?: of)? )?")  # "June 2023: Gen-2"
CAME_ON_DAY = re.compile(r"(?i:\s(?:is |was )?(?:launch|released?|debut|arriv|unveil|ships)\w*)|[ \t]*[.。]?(?=\n|$)")
OUT_ON = re.compile(  # before the date with which a sentence begins: "Released in June 2023, Gen-2"
    r"(?:^|[\n.] ?)(?:First |Officially |Originally )?(?i:released|launched|unveiled|introduced|announced)"
    r"(?: by [^,.\n]{2,24}| quietly| publicly)? (?:in|on) (?:early |late |mid-)?$"
)
THEN_NAME = re.compile(r", (?:[A-Z][\w.]*(?: [A-Z]\w*)?['’]s )?(?:the )?(?:[A-Z][\w.]* )?")
NEWS_OF_IT = re.compile(any_script(r"[^,，。;；]{0,36}等?[^,，。;；]{0,12}的(?:最新|新|一系列|多项|重要|重磅)*(?:进展|功能|能力|升级|更新|特性|成果)"))
HELD_FOR = re.compile(any_script(r"(?:召开|举[办辦行])了?[^,，。;；]{0,36}$"))  # "8月15日,某某召开M升级发布会"
ITS_EVENT = re.compile(any_script(r"[”\"」》]?\s?(?:大?模型)?(?:正式|全新|新品|升级|版本|更新)*(?:发[布佈]|首发|上线)会"))
ITS = re.compile(r"(?:\bits|['’]s) (?:early |late |mid-)?$")  # "its June 2023 launch"
ITS_LAUNCH = re.compile(r" (?:public |initial |official )?(?:launch|release|debut|unveiling)\b")
SINCE_ZH = re.compile(any_script(rf"(?:正式|首次)?{_OUT_ZH}(?:算起|以来|至今|后|起)?[,，]\s?"))  # behind "自2024年6月"
TILL_NOW = re.compile(r"以[来來]|至今|算起")
OTHER_VERB = re.compile(any_script(rf"{_OUT_ZH}(?!会|會)|更新|升级|融资|计划|将于"))
BY_ORDER = re.compile(r"[把将將]\s?$")  # "6月5日,某某把M开源"
SINCE = re.compile(r"(?:has|have|had)? ?(?:run|runs|running|been running|built|based|relied|powered|worked)\s(?:on|by|with)\s(?:the )?$", re.IGNORECASE)
LIST_GAP = re.compile(
    any_script(
        r"[”\"」]?(?:[一-龥]{0,8}(?:模型|工具|系列|产品|平台|功能))?\s*(?:、|,(?=\s)|/|和|与|及|以及|and|&|,\s*and)\s*(?:the |its |图像|视频|其)?[“\"「]?"
    )
)
BEHIND = re.compile(  # between what was released and the date
    r"[”\"」]?(?: (?:model|tool|engine))?(?:,? (?:its [\w -]{3,40}|the [\w -]{3,40}),)?"
    r"(?:\s(?:to|for|in|into|on|onto|as|across|through|via|out|live|online|worldwide|globally|publicly|commercially|with|available|generally|widely|free|up|at|"
    rf"under)\b[^,.;:。()]{{0,50}}?)?\s(?:{_IN}|over )"
)
BEHIND_SHORT = re.compile(r"[^,。《》()]{0,8}?\s?(?:on|in|at|于|於|[(])\s?", re.IGNORECASE)
OTHER_ACT = re.compile(
    r"\b(?:cut|price|rais|fund|valu|updat|upgrad|plan|will|expect|after|before|until|began|start|clos|sold|sue|train|when|while|than|because|and then)",
    re.IGNORECASE,
)
IT = re.compile(  # between the beginning of a sentence, or a comma, and a date: that "it" came out
    rf"(?:^|[\s,，])(?i:releas(?:ed|es)|launch(?:ed|es)|unveiled|introduced|announced|open[- ]sourced|opened|shipped|showed|put out|published) "
    rf"(?i:it|the (?:model|tool|system)|this (?:model|version)) (?:(?:on|in|to|as|into|with|for|out)\b[^,.;:]{{0,40}}? )??(?:{_IN})$"
    rf"|(?:^|[,，])\s*(?i:it|the (?:model|tool|system|version)|this (?:model|version)) (?i:{_OFTEN}{_OUT}) {_LATER}?(?:{_IN})$"
    rf"|(?:^|[,，])\s*{any_script('(?:该|这一|此)(?:模型|产品|版本|工具)?[^,。;]{0,4}?(?:已|最早|首次|正式)*(?:[于於]|在)?')}\s?$"
    rf"|(?:^|[,，])\s*{any_script('这[款个][^,。;]{2,16}?由[^,。;]{2,24}?(?:[于於]|在)')}\s?$"
    rf"|(?:^|[,，])\s*{any_script('(?:其|它|后者)(?:已|最早|首次|正式)*(?:[于於]|在)')}\s?$"
)
DEFINES = re.compile(  # behind the name with which a sentence begins: "Gen-2 (second of its line) is a model …"
    r"[”\"]?(?:\s?[(][^()\n]{1,40}[)])? (?:is|was) (?:an?|the|one of|[A-Z][\w.]*(?: [A-Z]\w*)?['’]s?) |"
    + any_script(r"[”\"」]?(?:\s?[(][^()\n]{1,40}[)])?\s?(?:是|为)(?:一[款个种]|由)")
)
OUT_BEFORE = re.compile(rf"(?:,|\band|\bthat|\bwhich|[a-z])(?: (?:was|is))? (?i:{_OFTEN}{_OUT}) {_LATER}?(?:{_IN})$")  # and ends before a date with
OUT_THEN = re.compile(  # a sentence up to its date, where a heading named what came out
    rf"(?:(?:Open weights|Weights|It|The model) )?(?i:{_OFTEN}{_OUT}) {_LATER}?(?:{_IN})|{any_script('(?:已|正式|首次)*(?:[于於]|在)')}"
)
SAYS_IT = re.compile(r"[Ii]t |[Tt]h(?:e|is) (?:model|tool|system|version)|[该該此其它]|[后後]者|[这這][一款个個]")
SAME = re.compile(r"同(?P<zh>[日月年])|[当當](?P<zh2>[日天月年])|(?i:the same|that(?: same)?) (?P<en>day|month|year)\b")
SAME_WORDS = ("同", "当", "當", " same ", "hat day", "hat month", "hat year")
LABEL = re.compile(  # of a box of facts; labels begin with capitals, which are few in a text
    r"(?:Initial(?:ly)? [Rr]eleased?(?: date)?|First(?:ly)? [Rr]eleased?(?: date)?|Original(?:ly)? [Rr]eleased?(?: date)?|Release [Dd]ate|Released|"
    r"Launch [Dd]ate|Launched|(?:Launch|Release|Debut)(?=:)|"
    r"发[布佈](?:时间|日期|時間)|發[布佈](?:时间|日期|時間)|首[次发發](?:[发發][布佈]|时间|時間)|推出时间|推出時間|上线(?:时间|日期)|上線(?:時間|日期)|初始版本"
    + r")[ \t:|：]{0,4}(?=[\dJFMASOND])"
)
LABELLED = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.?(?= ?\d))?[\d ,./年月日-]*")
_COMES_ZH = rf"(?:已经?|也|亦|正式|全面|首次|率先|对外|同步|联合|共同|随即|在[^,。;]{{1,8}}|向[^,。;]{{1,10}}|[于於][^,。;]{{1,8}}|的)*{_OUT_ZH}"
COMES = re.compile(  # behind a name with a date before it
    r"[”\"」]?"
    + any_script(rf"(?:\s?(?:视频|影片|生成|图像|大)*(?:模型|系列|工具))?{_COMES_ZH}(?=[,,。;;、)\s]|并|后|以来|至今|$)")
    + r"|(?:\s(?:model|tool|engine|app))?\s(?:\w+ly |first |then )?"
    r"(?:went live|came out|arrived|(?:launched|debuted|shipped|landed|dropped|opened(?: up)?|rolled out)"
    r"(?= (?:in|on|with|as|to|at|for|globally|worldwide|across)\b|[,.;])|(?:was|were) (?:\w+ly |first )?(?:released|launched|unveiled|introduced|opened|shown)|"
    r"became available)",
    re.IGNORECASE,
)
