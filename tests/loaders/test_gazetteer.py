"""Known names: folding, word ends, versions, and the judgements that follow from the data."""

from __future__ import annotations

import pytest

from graph.identity import canonical_ids
from graph.values import NodeRef
from loaders.extractors.gazetteer import gazetteer, judgements_for


def names(text: str) -> list[tuple[str, str]]:
    return [(f.entry.type, f.spelling) for f in gazetteer().find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GEN-2", "Gen-2"),
        ("GPT-3.5Turbo", "GPT-3.5 Turbo"),
        ("GPT-4 Turbo", "GPT-4 Turbo"),
        ("Gen-3 Alpha Turbo", "Gen-3 Alpha Turbo"),
        ("DALL-E 3", "DALL·E 3"),
        ("Kling1.6", "Kling 1.6"),
        ("可灵1.6", "可灵1.6"),
        ("Claude 3.5 Sonnet", "Claude 3.5 Sonnet"),
        ("Claude Sonnet 4.5", "Claude Sonnet 4.5"),
        ("Gemini 2.0 Flash Thinking", "Gemini 2.0 Flash Thinking"),
        ("DeepSeek-R1", "DeepSeek-R1"),
        ("Llama 3.1 405B", "Llama 3.1 405B"),
        ("Vidu Q1", "Vidu Q1"),
        ("S o ra", "Sora"),
        ("可灵1.6pro", "可灵1.6 Pro"),
        ("清影 4K 60fps", "清影"),
        ("Mixtral 8x22B", "Mixtral 8x22B"),
        ("Wan2.2-TI2V-5B", "Wan2.2 TI2V 5B"),
        ("GLM-4.5-Air", "GLM-4.5 Air"),
        ("DeepSeek-V3-0324", "DeepSeek-V3 0324"),
        ("Kling 2.1 Standard", "Kling 2.1 Standard"),
        ("Kling 2.6 Motion Control", "Kling 2.6 Motion Control"),
        ("Veo 3.1 Standard plan", "Veo 3.1"),
        ("可灵2.6 Pro会员", "可灵2.6"),
        ("Grok preview", "Grok"),
        ("Grok Preview", "Grok Preview"),
        ("EXAONE 4.0", "EXAONE 4.0"),
        ("CosyVoice 2", "CosyVoice 2"),
    ],
)
def test_a_model_is_found_with_its_version(text: str, name: str) -> None:
    assert names(text) == [("AIModel", name)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("服务器厂商有浪潮、新华三、联想等。", ["浪潮", "新华三", "联想"]),
        ("三家运营商/联通/中国电信。", ["联通", "中国电信"]),
        ("大模型浪潮、芯片浪潮与云计算浪潮。", []),
        ("一上车就联通网络。", []),
    ],
)
def test_some_names_count_in_a_list_alone(text: str, found: list[str]) -> None:
    assert [f.spelling for f in gazetteer().find(text) if f.entry.type == "Organization"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中科院江州绿色材料研究院的团队", ["中科院江州绿色材料研究院"]),
        ("腾讯远山语音实验室开源", ["腾讯远山语音实验室"]),
        ("招商证券(香港)首次覆盖", ["招商证券(香港)"]),
        ("复旦大学远山实验室", ["复旦大学"]),
        ("复旦大学与远山研究院", ["复旦大学"]),
        ("面向南京大学生的调查", []),
    ],
)
def test_an_institute_of_its_own_name_is_an_organization_of_its_own(text: str, found: list[str]) -> None:
    assert [f.spelling for f in gazetteer().find(text)] == found


@pytest.mark.parametrize("text", ["Pikachu", "so rapid", "wind power", "Wind power", "骁龙处理器", "Gen 4 SSD", "step 2", "Sorafenib"])
def test_a_part_of_a_word_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["Sora 60秒", "Sora 2月16日", "Sora 2024年", "Sora is", "Sora 15倍"])
def test_a_figure_behind_a_name_is_no_version(text: str) -> None:
    assert names(text) == [("AIModel", "Sora")]


def test_a_pricing_tier_behind_a_name_is_no_version() -> None:
    assert names("ChatGPT Plus, Gen-2 Pro") == [("AIModel", "ChatGPT"), ("AIModel", "Gen-2")]


def test_a_company_is_known_with_the_form_behind_its_name_and_is_the_same() -> None:
    assert names("Kuaishou Technology, Stability AI Ltd. and openAI") == [
        ("Organization", "Kuaishou Technology"),
        ("Organization", "Stability AI Ltd"),
        ("Organization", "OpenAI"),
    ]
    formal, shown = NodeRef("Organization", "Kuaishou Technology"), NodeRef("Organization", "快手")
    assert canonical_ids(judgements_for([formal]))[formal.id] == shown.id


def test_words_of_a_headline_in_capitals_are_no_name() -> None:
    assert names("10 SECOND CLIP, CLIP LENGTH") == []
    assert names("an encoder such as CLIP") == [("AIModel", "CLIP")]


def test_a_short_name_needs_what_it_is_short_for() -> None:
    assert names("M2.5 leads in usage") == []
    assert ("AIModel", "M2.5") in names("At MiniMax, M2.5 leads in usage")


def test_a_name_that_is_a_word_needs_one_of_the_words_around_whatever_joins_its_version() -> None:
    assert names("Sonnet 18 and Solar-2 and BGE-M3") == [("AIModel", "BGE-M3")]
    assert ("AIModel", "Sonnet 4.5") in names("Anthropic sells Sonnet 4.5")


def test_a_name_with_its_makers_is_the_same_model() -> None:
    judged = canonical_ids(judgements_for([NodeRef("AIModel", "Runway Gen-4"), NodeRef("AIModel", "Gen-4")]))
    assert judged[NodeRef("AIModel", "Runway Gen-4").id] == NodeRef("AIModel", "Gen-4").id


def test_traditional_and_simplified_are_one() -> None:
    assert names("微軟") == [("Organization", "微软")]


def test_an_institute_of_a_broker_is_the_broker() -> None:
    (found,) = gazetteer().find("五矿证券研究所")
    assert found.name == "五矿证券"


def test_names_seen_are_judged_the_same_as_the_shown_one() -> None:
    judged = canonical_ids(judgements_for([NodeRef("Organization", "谷歌"), NodeRef("AIModel", "Kling 1.6")]))
    assert judged[NodeRef("Organization", "谷歌").id] == NodeRef("Organization", "Google").id
    assert judged[NodeRef("AIModel", "Kling 1.6").id] == judged[NodeRef("AIModel", "可灵1.6").id]


def test_names_that_no_data_have_are_not_judged() -> None:
    assert judgements_for([NodeRef("Organization", "某某科技"), NodeRef("Risk", "汇率")]) == []


def test_every_known_name_can_be_looked_for() -> None:
    """What the data say of a name is of the kind that the search asks for: one wrong value would lose all names of the texts that have it."""
    entries = gazetteer().entries
    assert all(isinstance(value, str) for entry in entries for value in (entry.hint, entry.join))
    assert all(isinstance(entry.needs, str | tuple) for entry in entries)
    assert names("Cursor带动编程工具") == [("Product", "Cursor")]
    assert names("move the cursor") == []
