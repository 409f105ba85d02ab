"""Shares by the list of the exchanges: what makes a listed company's name a share's, and what leaves it an organization's."""

from __future__ import annotations

import pytest

from loaders.extractors.listed import listed
from loaders.extractors.shares import of_taiwan, shares


def _names(text: str) -> list[str]:
    return [text[slice(*name)] for name, _ in listed(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("成长组合:汉钟精机、应流股份、信捷电气。", ["汉钟精机", "应流股份", "信捷电气"]),
        ("这类标的有【应流股份】、【汉钟精机】。", ["应流股份", "汉钟精机"]),
        ("组合:远山真空、奕瑞科技。", ["远山真空", "奕瑞科技"]),
        ("组合:奕瑞科技、信捷电气、远山真空。", ["奕瑞科技", "信捷电气", "远山真空"]),
        ("组合:奕瑞科技、远山真空、信捷电气。", ["奕瑞科技", "远山真空", "信捷电气"]),
        ("奕瑞科技、人工智能、信捷电气", []),
        ("重点股票\n\n奕瑞科技\n\n信捷电气\n\n应流股份\n\n2020E", ["奕瑞科技", "信捷电气", "应流股份"]),
        ("领涨的是奕瑞科技(+12.3%)", ["奕瑞科技"]),
        ("海外算力(奕瑞科技等)景气", ["奕瑞科技"]),
        ("我们看好平台型公司,首推奕瑞科技。", ["奕瑞科技"]),
        ("奕瑞科技 12.30 1.25 推荐", ["奕瑞科技"]),
        ("奕瑞科技 机械行业 2024-06-21 9.97 --", ["奕瑞科技"]),
        ("涨幅:英特尔(+3.2%)领先", ["英特尔"]),
        ("【早会】奕瑞科技:订单充足", ["奕瑞科技"]),
        ("《【公司研究】奕瑞科技-探测器龙头》", ["奕瑞科技"]),
        ("依次是:奕瑞科技(+10.59%),信捷电气", ["奕瑞科技", "信捷电气"]),
        ("核心是快手 - W与美团-W。", ["快手 - W", "美团-W"]),
        ("奕瑞科技发布了新一代探测器。", []),
        ("奕瑞科技、信捷电气等厂商已经入局。", []),
        ("奕瑞科技、信捷电气联合发布白皮书。", []),
        ("中信证券、华泰证券认为", []),
        ("Yirui and Xinje", []),
    ],
)
def test_a_listed_company_is_a_share_by_what_stands_beside_it(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_in_taiwan_a_name_is_a_share_beside_its_own_code_alone() -> None:
    assert listed("看好鴻海(2317)與廣達(9999)。") == (((2, 4), (5, 9)),)


def test_in_hong_kong_the_bare_code_proves_the_name_before_it_or_a_part_that_begins_it() -> None:
    assert listed("內地晶片傳出成績,阿里巴巴及百度(9888)與遠山(9999)。") == (((14, 16), (17, 21)),)


def test_no_everyday_word_is_in_the_list_that_needs_no_code() -> None:
    assert not {"机器人", "太阳能", "农产品", "老百姓", "新世界", "指南针"} & shares().keys()
    assert shares()["科大讯飞"] == "002230"
    assert of_taiwan()["2330"] == "台積電"


def test_a_share_whose_name_is_two_common_words_is_found_amid_others_alone() -> None:
    assert "中国电影" not in shares()
    assert _names("关注光线传媒、中国电影、万达电影。") == ["光线传媒", "中国电影", "万达电影"]
    assert _names("关注中国电影市场。") == []
