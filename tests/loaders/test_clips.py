"""Clip lengths and frame rates of models in prose: which are exact, which are bounds, and which figures are neither."""

from __future__ import annotations

import pytest

from loaders.extraction import extract_document
from tests.loaders.reading import document

HEAD = "某某证券 行业点评 2025年6月20日\n"
Bounds = tuple[str, float | None, float | None]


def bounds(text: str, property_: str = "clipDuration") -> set[Bounds]:
    return {(c.subject.name, c.min, c.max) for c in extract_document(document(HEAD + text)).claims if c.property == property_}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Veo 2 makes eight-second clips.", ("Veo 2", 8, 8)),
        ("With Vidu Q1 each clip lasts five seconds.", ("Vidu Q1", 5, 5)),
        ("LTX Video (free to download): 5 seconds of footage at 24 fps.", ("LTX Video", 5, 5)),
        ("SkyReels V1每段输出12秒的画面。", ("SkyReels V1", 12, 12)),
        ("Veo 3单段时长8秒,帧率24fps。", ("Veo 3", 8, 8)),
        ("混元视频单次生成5秒,HunyuanVideo单次生成6秒、24帧的画面。", ("HunyuanVideo", 6, 6)),
        ("Gen-4 is popular. A shot takes five or ten seconds.", ("Gen-4", 5, 10)),
        ("Veo 2 looks best. What you get is 8 seconds in 720p.", ("Veo 2", 8, 8)),
        ("Gen-4 gives you 5- or 10-second shots.", ("Gen-4", 5, 10)),
        ("Gen-4.5 supports clips of 5, 8, or 10 seconds.", ("Gen-4.5", 5, 10)),
        ("Ray2 is for films. From a drawing it makes clips of 5 to 9 seconds.[4][7] Some prefer Sora.", ("Ray2", 5, 9)),
        ("Hailuo 02 from MiniMax (June 2025, 6 to 10 seconds) is cheaper.", ("Hailuo 02", 6, 10)),
        ("Gen-3 Alpha is old; it yields 5 to 10 seconds at 24 fps.", ("Gen-3 Alpha", 5, 10)),
        ("生數科技的Vidu 2.0單段影片4至8秒。", ("Vidu 2.0", 4, 8)),
        ("可灵 2.1 沿用 5 秒与 10 秒两档时长。", ("可灵2.1", 5, 10)),
        ("MiniMax上线Hailuo 02,后者24帧、支持5秒与10秒两档。", ("Hailuo 02", 5, 10)),
        ("Adobe put the Firefly Video Model into beta with five-second 1080p shots.", ("Firefly Video Model", 5, 5)),
        ("Runway Gen-4 Text in, film out. PROMPT a fishing boat, calm sea 16:9 audio on 10 SECOND CLIP · 4K\n", ("Runway Gen-4", 10, 10)),
        ("ByteDance: Seedance 1.0\nThe one that all have seen. It makes 4- to 15-second clips.\n", ("Seedance 1.0", 4, 15)),
    ],
)
def test_a_length_that_each_clip_has_is_exact(text: str, expected: Bounds) -> None:
    assert expected in bounds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sora can make videos of 20 seconds.", ("Sora", None, 20)),
        ("Sora 2 is in colour and goes up to 25 seconds for some.", ("Sora 2", None, 25)),
        ("Kling 1.6 supports 10-second clips.", ("Kling 1.6", None, 10)),
        ("Clips from Pika 2.2 last up to 10 seconds.", ("Pika 2.2", None, 10)),
        ("可灵1.6可生成10秒视频。", ("可灵1.6", None, 10)),
        ("Veo 3 is sold in the cloud. Prices are high. Output can be 8 seconds of video.\n", ("Veo 3", None, 8)),
        ("Sora凭一段文字给出一分钟的视频。", ("Sora", None, 60)),
        ("Sora shows clips of one minute.", ("Sora", None, 60)),
        ("HunyuanVideo單次最長輸出5秒的畫面。", ("HunyuanVideo", None, 5)),
        ("Vidu Q1生成一段5秒视频需要20积分。", ("Vidu Q1", None, 5)),
        ("Veo 3 is dear: an 8-second clip is $6.", ("Veo 3", None, 8)),
        ("相比Gen-2的16秒视频,差距明显。", ("Gen-2", None, 16)),
    ],
)
def test_a_length_that_can_be_had_is_an_upper_bound(text: str, expected: Bounds) -> None:
    assert bounds(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "用可灵1.6制作一部90分钟短剧,成本约为实拍的三成。",
        "Veo 3 clips wait in a queue for 40 seconds.",
        "Kling 2.1 takes 90 seconds to render a video.",
        "可灵2.1把视频排队时间压到50秒。",
        "Veo 3.1的视频可通过续写拼接至一分钟以上。",
        "SkyReels-V2把以往5~10秒的上限拉长。",
        "Ray2 makes clips, which a tool can lengthen to about 30 seconds.",
        "即梦3.0生成5秒1080P视频的成本约4.1元。",
        "可灵2.1标准模式每段视频收15灵感值/5秒。",
        "可灵2.1之后每次可延4秒。",
        "Seedance 1.0\nThe app had a million users within 5 days. It is free.\n",
    ],
)
def test_waiting_films_and_what_is_stitched_are_no_clip_lengths(text: str) -> None:
    assert bounds(text) == set()


def test_a_number_of_frames_is_no_frame_rate() -> None:
    assert bounds("Stable Video Diffusion可生成14至25帧。", "frameRate") == set()
    assert bounds("Step-Video-T2V的视频最多204帧。", "frameRate") == set()
    assert bounds("HunyuanVideo生成5秒、24帧的画面。", "frameRate") == {("HunyuanVideo", 24, 24)}
    assert bounds("Stable Video Diffusion runs at anything from 3 to 30 fps.", "frameRate") == {("Stable Video Diffusion", 3, 30)}


def test_a_table_of_versions_is_one_of_models() -> None:
    text = "Versions\nVersion\tFirst release\tClip length\tResolution\nKling 1.5\tSept 2024\t5–10 s\t1080p\nKling 1.6\tQ4 2024\t5–10 s\t1080p\n"
    assert bounds(text) == {("Kling 1.5", 5, 10), ("Kling 1.6", 5, 10)}
    said = {(c.subject.name, c.value) for c in extract_document(document(HEAD + text)).claims if c.property == "releasedOn"}
    assert said == {("Kling 1.5", "2024-09"), ("Kling 1.6", "2024")}


def test_a_wrapped_chinese_line_and_a_version_at_the_end_of_a_sentence_end_none() -> None:
    wrapped = "快手旗下可灵团队在技术大会上介绍了视频生成模型可灵2.1的新进展,支持文字、图片等多种输入\n方式,画面连贯稳定,单段时长为5秒或10秒,帧率为24fps。\n"
    assert bounds(wrapped) == {("可灵2.1", 5, 10)}
    assert bounds("We tried Google's newest model, Veo 2. Each clip lasts 8 seconds.") == {("Veo 2", 8, 8)}
