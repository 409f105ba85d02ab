"""Owns organizations that the end of their name gives away: houses, governments, associations, film makers, the media of a reporter.

It must not know any of them, nor take a word that runs into a name for a part of it: a name begins where a line, a clause or a cell does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.patterns import any_script, has_chinese

Range = tuple[int, int]

_LONGEST = 20  # code points
# What stands before a name: nothing that may belong to it.
_LEFT = r"(?<![^\s,。;:、(《“\"|/>】])"
_PARTICLES = any_script(r"(?:根据|据|由|经|与|和|及|被|向|对|[日月年]|外资)?")
_NOT_ONE = "国内|海外|全球|公司|其他|多家|部分|相关|重点|标的|目标|人工智能|互联网|地方|当地|多个|该|本|有|某|各|我国"  # nothing that begins so is a name
_SOME_SCHOOL = (
    "全国|著名|知名|顶尖|综合|高等|老年|开放|多所|几所|一流|毕业|就读|任教|来自|曾|现任|各|师范|电视|社区|名牌|重点|"
    "联合|携手|走进|考入|进入|依托|加入|合作|通过|包括|以及|例如|成为|位于|分别|担任|受邀|来到|前往|在|于|从|到|是|为|即|让|给|等"
)
_SOME_OFFICE = "国家|各地|地方|省|市|区|县|全国|中央|原"
_OWNS = r"(?=(?:是|为|系|作为)(?:公司)?的?(?:第[一二三](?:大|控股)|控股股东|实控人|实际控制人))"
_DEGREE = "硕士|博士|学士|本科|研究生|毕业|MBA|双学位"


@dataclass(frozen=True, slots=True)
class _Form:
    """How such names end, what follows them, and what stands before that; `name` is matched up to the end."""

    ends: re.Pattern[str]
    name: re.Pattern[str]


def _form(name: str, ends: str, behind: str = "", particles: str = _PARTICLES) -> _Form:
    return _Form(re.compile(f"(?:{any_script(ends)}){any_script(behind)}"), re.compile(rf"{_LEFT}{particles}(?P<name>{any_script(name)})\Z"))


_FORMS = (
    _form(rf"(?!中国|香港|上海|深圳|北京|持牌|从事|融资|有价|可转|衍生|信用|债务|资产|{_NOT_ONE})[一-龥]{{2,4}}", "证券", r"(?<!报告证券)(?![一-龥A-Za-z-])"),
    _form(r"[A-Z][A-Za-z]{2,20}\s?", "资本|证券|基金|资管|资产管理|投资", r"(?=表示|认为|指出?|称|预[计估测]|看好|发[表布])"),
    _form(rf"(?!{_NOT_ONE})[一-龥]{{2,4}}[省市区县](?:人民)?", "政府(?:办公厅|办公室)?", r"(?=印发|发布|下发|出台|公布|召开|近日|日前|正式|联合|[,、])"),
    _form(r"(?![一-龥]{0,8}(?:证券|基金|期货|注册|会计))(?:中国|全国|国际|世界|美国)[一-龥]{2,10}", "协会|学会|联合会", r"(?!会?员|资格)"),
    _form(r"[一-龥]{2,4}", "传媒|影业|影视|文化|娱乐|动漫", r"(?=(?:联合|参与)?(?:出品|主控|主投))"),
    _form(
        rf"(?!金融|生物|医疗|教育|信息|数字|网络|智慧|{_NOT_ONE})[一-龥]{{2,4}}", "科技|智能|集团|网络|股份|传媒|影业", r"(?=旗下|创始人|董事长|首席执行官|CEO)"
    ),
    _form(
        rf"(?!{_NOT_ONE})[一-龥]{{2,6}}",
        "科技|集团|投资|控股|资本|实业|基金",
        _OWNS,
    ),
    _form(rf"(?!{_NOT_ONE}|{_SOME_SCHOOL})[一-龥]{{2,6}}", "大学|理工学院", rf"(?!生|城|堂|毕业|学历|教材|英语|数学|期间|[^,。;、\n]{{0,16}}(?:{_DEGREE}))"),
    _form(
        rf"(?!{_NOT_ONE}|{_SOME_OFFICE})[一-龥]{{2,4}}[省市区县]?",
        "工信[厅局]|经信[委厅局]|发改委|发展改革委|通信管理局|广电局|文旅[厅局]|科技[厅局]|教育[厅局]|财政[厅局]|人社[厅局]|商务[厅局]|数据局|住建局|市场监管局|网信办|国资委|卫健委|药监局|统计局|交通[厅局]|税务局",
        r"(?![一-龥]{0,2}长)",
    ),
    _form(rf"(?!{_NOT_ONE})[一-龥]{{2,6}}", "研究院|商学院|智库", r"(?=(?:近日|最新)?(?:发布|统计|测算|预[计测]|认为|称|指出|查阅|表示|数据))"),
    _form(r"(?!本)[一-龥]{1,4}", "报|周刊|财经|通讯社|电视台", r"(?=\s?[/ ]?\s?记者)", particles=""),  # "經" begins the name of one
)


def named_by_form(text: str) -> Iterator[Range]:
    """Where such names stand, form by form."""
    if not has_chinese(text):
        return
    for form in _FORMS:
        for end in form.ends.finditer(text):
            stop = end.end()
            found = form.name.search(text, max(0, end.start() - _LONGEST), end.start())
            if found is not None:
                yield found.start("name"), stop
