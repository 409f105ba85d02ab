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
        ("Kling 1.6 gives 5- or 10-second shots.", ("Kling 1.6", 5, 10)),
        ("Runway has Gen-4; a shot takes five or ten seconds.", ("Gen-4", 5, 10)),
        ("Hailuo 02 (Jun 2023): 6 or 10 seconds, 24 fps.", ("Hailuo 02", 6, 10)),
        ("Seedance 1.0 from ByteDance (June 2023, 5 to 10 seconds) is the rival.", ("Seedance 1.0", 5, 10)),
        ("・Vidu Q1:4~8秒\n", ("Vidu Q1", 4, 8)),
        ("Our notes on Kling 1.6:\n\n  • Looks good\n\n  • Up to 10 seconds of video\n", ("Kling 1.6", None, 10)),
    ],
)
def test_a_clip_length_in_prose_is_a_bound(text: str, expected: tuple[str, float | None, float | None]) -> None:
    assert expected in bounds(text, "clipDuration")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Veo 2 makes eight-second clips.", ("Veo 2", 8, 8)),
        ("Veo 2 is out, whose clips last eight seconds at 24 fps.", ("Veo 2", 8, 8)),
        ("Veo 3单段时长8秒、帧率24 fps。", ("Veo 3", 8, 8)),
        ("可灵1.6每次输出12秒、24帧/秒的视频。", ("可灵1.6", 12, 12)),
        ("Vidu Q1:固定5秒的视频。", ("Vidu Q1", 5, 5)),
        ("Sora can make 60-second clips.", ("Sora", None, 60)),
        ("可灵1.6单段最长10秒。", ("可灵1.6", None, 10)),
    ],
)
def test_the_length_of_each_clip_is_exact_and_what_can_be_had_is_not(text: str, expected: tuple[str, float | None, float | None]) -> None:
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
        "用可灵1.6制作一部80分钟短剧。",
        "Kling 1.6 cut the price of a five-second clip.",
        "可灵1.6可通过续写拼接至一分钟以上。",
        "Vidu排名第二,其余产品单次生成5-10秒。",
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
        ("Sora, which OpenAI opened on 9 December 2023, makes clips.", "Sora", "2023-12-09"),
        ("Kling 1.6(Dec 2023)胜出。", "Kling 1.6", "2023-12"),
        ("Kling 1.6, launched on 29 May 2023, is ahead of Kling 1.5, which dates from 15 April 2023.", "Kling 1.5", "2023-04-15"),
        ("Seedance 1.0 from ByteDance (June 2023, 5 to 10 seconds) is the rival.", "Seedance 1.0", "2023-06"),
        ("Pika 2.0 from Pika Labs went live on 13 December 2023.", "Pika 2.0", "2023-12-13"),
        ("Tencent put HunyuanVideo on the web on December 3, 2023.", "HunyuanVideo", "2023-12-03"),
        ("Is Stable Video Diffusion worth it? Stability AI released it in November 2023.", "Stable Video Diffusion", "2023-11"),
        ("Gen-4 from Runway arrived on January 31, 2024.", "Gen-4", "2024-01-31"),
        ("The tool has run on Ray2 since January 2024.", "Ray2", "2024-01"),
        ("Kuaishou followed on December 3 with Kling 1.6.", "Kling 1.6", "2023-12-03"),
        ("Kling\nInitial release\t6 June 2023\n", "Kling", "2023-06-06"),
        ("A week later, on Dec 16, 2023, Google DeepMind showed Veo 2. The lab speaks of 4K.", "Veo 2", "2023-12-16"),
        ("可灵自2023年6月面世以来更新多次。", "可灵", "2023-06"),
        ("自2月OpenAI发布Sora以来,各家更新。", "Sora", "2024-02"),
        ("OpenAI于2023年2月展示的Sora尚未公测。", "Sora", "2023-02"),
        ("生數科技在2023年1月推出 Vidu 2.0。", "Vidu 2.0", "2023-01"),
        ("愛詩科技的 PixVerse V4 於2023年2月面世。", "PixVerse V4", "2023-02"),
        ("1月15日,快手在北京举办发布会,推出可灵2.0视频生成模型与可图2.0图像生成模型。", "可图2.0", "2024-01-15"),
        ("9月,Vidu Q2发布,可输出短片。", "Vidu Q2", "2023-09"),
        ("・Vidu Q2:2~8秒,2023年9月上线\n", "Vidu Q2", "2023-09"),
    ],
)
def test_a_release_has_its_date(text: str, model: str, date: str) -> None:
    assert (model, date) in {(c.subject.name, c.value) for c in figures(text) if c.property == "releasedOn"}


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI计划于2024年3月发布GPT-5。",
        "Google opened the Veo 2 API on 3 May 2023.",
        "这是2023年5月Sora生成的画面,OpenAI展示过。",
        "2月1日,OpenAI发布Sora的技术报告。",
        "《周报:英特尔发布酷睿Ultra》(2024/1/2) 《英伟达发布H200》(2023/12/5)",
    ],
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
