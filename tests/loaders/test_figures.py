"""Figures of models in prose: which model, how bounded, and which figures are none."""

from __future__ import annotations

import pytest

from graph.claim import Claim
from graph.values import Qualifier
from loaders.extraction import extract_document
from tests.loaders.reading import document

HEAD = "某某证券 行业点评 2024年2月20日\n"


def figures(text: str) -> list[Claim]:
    return [c for c in extract_document(document(HEAD + text)).claims if c.method.startswith("figures/")]


def bounds(text: str, property_: str) -> set[tuple[str, float | None, float | None]]:
    return {(c.subject.name, c.min, c.max) for c in figures(text) if c.property == property_}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI发布了模型Sora,可以生成视频,视频时长可达1分钟。", ("Sora", None, 60)),
        ("Sora凭一小段文字即可给出一分钟的流畅画面。", ("Sora", None, 60)),
        ("Kling 1.6 can generate videos up to 10 seconds long.", ("Kling 1.6", None, 10)),
        ("相比Gen-2的16秒,可灵1.6更强。", ("Gen-2", None, 16)),
        ("Runway keeps improving Gen-2, whose clips run 4-16 seconds.", ("Gen-2", 4, 16)),
        ("Kling 1.6 makes clips of 10 seconds, versus 20 seconds for OpenAI's Sora.", ("Sora", None, 20)),
        ("我们试用Gen-2与Pika 1.0,前者单段最长可到18s。", ("Gen-2", None, 18)),
    ],
)
def test_a_clip_length_in_prose_is_a_bound(text: str, expected: tuple[str, float | None, float | None]) -> None:
    assert expected in bounds(text, "clipDuration")


def test_the_default_is_told_from_what_is_possible() -> None:
    text = "Runway在2023年推出的Gen-2默认时长为4s,还能扩展到最多16s;Pika于2023年11月推出的Pika 1.0默认时长为3s,扩展后最长15s。"
    assert bounds(text, "defaultClipDuration") == {("Gen-2", 4, 4), ("Pika 1.0", 3, 3)}
    assert bounds(text, "clipDuration") == {("Gen-2", None, 16), ("Pika 1.0", None, 15)}
    assert bounds(text, "releasedOn") == {("Gen-2", None, None), ("Pika 1.0", None, None)}


def test_figures_that_are_listed_respectively_go_to_their_models() -> None:
    assert bounds("可灵2.1和Vidu Q1的视频时长分别为10秒和5秒。", "clipDuration") == {("可灵2.1", None, 10), ("Vidu Q1", None, 5)}
    assert bounds("Veo 3与可灵2.1均支持24fps视频。", "frameRate") == {("Veo 3", 24, 24), ("可灵2.1", 24, 24)}


@pytest.mark.parametrize(
    "text",
    [
        "Sora的时长为以往工具的15-20倍。",
        "Sora推理仅需60秒。",
        "Sora takes 90 seconds to answer.",
        "10个积分相当于Pika 1.0的一个3秒视频。",
        "GPT-4o音频响应时间最短232毫秒。",
    ],
)
def test_waiting_times_and_multiples_are_no_clip_lengths(text: str) -> None:
    assert not bounds(text, "clipDuration")


def test_what_is_said_of_clips_in_general_holds_for_the_lineup_alone() -> None:
    text = "Gen-1 came first.\n\nClips run 5-10 seconds at 720p / 1280×768.\n\nModel\tReleased\nGen-4\t2025\nGen-3 Alpha\t2024\n"
    assert bounds(text, "clipDuration") == {("Gen-4", 5, 10), ("Gen-3 Alpha", 5, 10)}
    assert bounds(text, "resolution") == {("Gen-4", 720, 720), ("Gen-3 Alpha", 720, 720)}


@pytest.mark.parametrize(
    ("text", "model", "date"),
    [
        ("2月16日凌晨,OpenAI发布了文生视频AI模型Sora。", "Sora", "2024-02-16"),
        ("12月19日,快手发布可灵1.6模型。", "可灵1.6", "2023-12-19"),
        ("2023年11月Pika推出的Pika 1.0可用。", "Pika 1.0", "2023-11"),
        ("Its models: Gen-3 Alpha (Jun 2023).", "Gen-3 Alpha", "2023-06"),
        ("DeepSeek-V3于2023年12月26日发布。", "DeepSeek-V3", "2023-12-26"),
        ("Runway unveiled Gen-4 on 31 January 2024.", "Gen-4", "2024-01-31"),
    ],
)
def test_a_release_has_its_date(text: str, model: str, date: str) -> None:
    assert (model, date) in {(c.subject.name, c.value) for c in figures(text) if c.property == "releasedOn"}


@pytest.mark.parametrize(
    "text", ["OpenAI计划于2024年3月发布GPT-5。", "2月1日,OpenAI发布Sora的技术报告。", "《周报:英特尔发布酷睿Ultra》(2024/1/2) 《英伟达发布H200》(2023/12/5)"]
)
def test_what_is_planned_or_another_thing_is_no_release(text: str) -> None:
    assert [c for c in figures(text) if c.property == "releasedOn"] == []


def test_a_year_is_not_said_again_where_the_month_is() -> None:
    text = "2023年Runway推出的Gen-2可用。\n模型 推出时间 团队 视频时长\nGen-2 2023年6月 Runway 4~16s\nPika 1.0 2023年11月 Pika 3~15s\n"
    said = [c for c in extract_document(document(HEAD + text)).claims if c.property == "releasedOn" and c.subject.name == "Gen-2"]
    assert [c.value for c in said] == ["2023-06"]


def test_active_parameters_are_not_the_parameters() -> None:
    assert bounds("DeepSeek-V3总参数671B,激活参数37B。", "parameters") == {("DeepSeek-V3", 671e9, 671e9)}


def test_prose_bounds_are_marked() -> None:
    (claim,) = [c for c in figures("Veo 2最高支持4K分辨率。") if c.property == "resolution"]
    assert (claim.min, claim.max, claim.qualifier) == (None, 2160, Qualifier.AT_MOST)
