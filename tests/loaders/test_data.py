"""The known names as data: of the types that entries declare, without contradictions, and each of them found in a text."""

from __future__ import annotations

from collections import defaultdict
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import pytest

from graph.values import NodeRef
from loaders.extractors.entries import Entry
from loaders.extractors.front import publishing
from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.names import names
from loaders.extractors.sector import find_sector
from tests.loaders.reading import found

ENTRIES = gazetteer().entries
DECLARED = get_type_hints(Entry)


def is_of(value: object, declared: object) -> bool:
    if isinstance(declared, UnionType):
        return any(is_of(value, part) for part in get_args(declared))
    if get_origin(declared) is tuple:
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    return isinstance(declared, type) and type(value) is declared


def test_an_entry_has_the_types_that_it_declares() -> None:
    wrong = [(entry.name, name, value) for entry in ENTRIES for name, declared in DECLARED.items() if not is_of(value := getattr(entry, name), declared)]
    assert wrong == []


def test_a_wrong_type_is_told() -> None:
    assert is_of("AI", DECLARED["hint"])
    assert not is_of(True, DECLARED["hint"])
    assert not is_of("AI", DECLARED["aliases"])
    assert is_of(None, DECLARED["developer"])


def test_each_spelling_can_be_looked_up_in_a_text() -> None:
    for entry in ENTRIES:
        for spelling in entry.spellings:
            assert spelling.strip() == spelling
            text = f"{spelling} 1.5 Pro, {spelling}{entry.hint}。{entry.needs}"
            for f in gazetteer().find(text):
                assert text[f.start : f.end].strip()
                assert f.name


def test_each_organization_is_found_under_each_of_its_names() -> None:
    organizations = [entry for entry in ENTRIES if entry.type == "Organization" and not entry.also_model]
    lost = [s for entry in organizations for s in entry.spellings if [f.start for f in gazetteer().find(as_named(s, entry)) if f.end == len(s)] != [0]]
    assert lost == []


def as_named(spelling: str, entry: Entry) -> str:
    """A text that names an organization so: some names count only in a list."""
    return f"{spelling}、远山科技" if spelling in entry.in_lists else spelling


def test_no_name_is_two_organizations() -> None:
    owners = defaultdict(set)
    for entry in ENTRIES:
        for spelling in entry.spellings if entry.type == "Organization" else ():
            owners[NodeRef("Organization", spelling).key].add(entry.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_who_is_said_to_make_a_model_is_a_known_organization() -> None:
    makers = {entry.developer for entry in ENTRIES if entry.developer}
    assert {maker for maker in makers if gazetteer().entry(NodeRef("Organization", maker)) is None} == set()


def named(text: str, type_: str) -> list[str]:
    return [c.object.name for c in found(text, names) if c.relationship == "MENTIONS" and c.object and c.object.type == type_]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It runs on fal, Replicate and WaveSpeed.", ["fal", "Replicate", "WaveSpeed"]),
        ("领投方为Andreessen Horowitz与淡马锡。", ["Andreessen Horowitz", "淡马锡"]),
        ("The Cyberspace Administration of China issued rules.", ["Cyberspace Administration of China"]),
        ("近日,万兴科技发布新版。", ["万兴科技"]),
        ("Meta and Google compete.", ["Meta", "Google"]),
    ],
)
def test_names_of_organizations(text: str, expected: list[str]) -> None:
    assert named(text, "Organization") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Replicate the results in your own studio.",
        "falling prices of official tools",
        "精美图片、智慧与美感,由关联电话推广达到千万。",
        "上传音频后价格力求统一,手机端互联网龙头受益,引领英语学习。",
        "轻松下载,实惠普及,更佳能力,夏普比率1.2,其中兴业态较多。",
        "采用友好的界面,利用友商的接口,容易观察。",
        "技术达到世界先进水平,国家仪器设备更新,名胜高处,实施乐观的策略,杜邦分析显示,从零跑通,上海康复医院。",
        "发展锐减,便捷普惠,打卡游戏,娱乐元素,经济通胀,共同社区,中央社会工作,推动视频,松下来,今日立即,努力拓展,音乐高峰。",
        "集中办理,我国办学,其中物联网,记忆联动,完美腕部,获得物资,轻易车辆,娱乐视频,人群创新,一起亚洲。",
        "表达能力强,适宜家庭,规格芯片化,精神达标,娱乐购物,普惠科普,其中光电占比高,平台积极,科技嘉年华,推广达人,互联电路。",
        "The Ring 2 and Step 3 of the Command line.",
        "Fidelity 9/10, Zoom in, Figure 3, SAM is large",
    ],
)
def test_everyday_words_are_no_names(text: str) -> None:
    assert [f.spelling for f in gazetteer().find(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("可灵O1", "可灵O1"),
        ("Suno v5", "Suno V5"),
        ("FLUX.1 Kontext", "FLUX.1 Kontext"),
        ("GLM-4.5-Air", "GLM-4.5 Air"),
        ("LTX-2 Fast", "LTX-2 Fast"),
        ("LTXV-13B Distilled", "LTXV-13B Distilled"),
        ("Nano Banana Pro", "Nano Banana Pro"),
        ("MiracleVision V5", "MiracleVision V5"),
        ("Gemini 2.5 Flash Image", "Gemini 2.5 Flash Image"),
        ("Firefly Image Model 5", "Firefly Image Model 5"),
        ("GR00T N1.6", "GR00T N1.6"),
        ("Veo 3 next year", "Veo 3"),
        ("Claude 4 live", "Claude 4"),
    ],
)
def test_names_of_models(text: str, name: str) -> None:
    assert [(f.entry.type, f.spelling) for f in gazetteer().find(text)] == [("AIModel", name)]


def test_where_an_analyst_has_studied_is_not_mentioned() -> None:
    assert named("张三,复旦大学金融学硕士。李四毕业于浙江大学。", "Organization") == []
    assert named("团队来自浙江大学。", "Organization") == ["浙江大学"]


@pytest.mark.parametrize(
    "text",
    [
        "我们选取金山办公、福昕软件作为可比公司。\n688111.SH金山办公345.2\n688095.SH福昕软件52.6\n",
        "建议关注:1)模型自研:某某公司;2)内容降本:芒果超媒、光线传\n媒、博纳影业。",
        "金山云|3896.HK|8.33|9.10\n",
        "2. **拓维信息**:控股股东部分股份解除质押。",
    ],
)
def test_companies_with_tickers_and_those_recommended_are_securities(text: str) -> None:
    assert named(text, "Organization") == []


def test_of_an_industrys_levels_the_first_is_the_sector() -> None:
    text = "计算机 | 软件开发\n\n视频工具迎来拐点\n"
    sector = find_sector(text, len(text), None, None)
    assert sector is not None
    assert sector.text == "计算机"


def test_sectors_that_brokers_print_are_known() -> None:
    assert {"互联网软件与服务", "软件开发", "IT服务Ⅱ", "Interactive Media & Services", "Software & Services"} <= publishing("sectors")
