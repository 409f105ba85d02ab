"""Healing takes noise out and nothing else, and every clean character knows the raw one that it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.reading import healed

NOISY = st.lists(
    st.sampled_from(
        [
            "OpenA I",
            "OpenAI",
            "S o ra",
            "Sora",
            "patc hes",
            "patches",
            "人 工 智 能 的 时 代",
            "视频模型",
            "AI PC",
            "Vision Pro",
            "[T able_Main]",
            "**粗体**",
            "$50\\%$",
            "ﬁne",
            "２０２４年",
            "电电子子行行业业点点评评",
            "请阅读声明 Page 1 / 3",
            "请阅读声明 Page 2 / 3",
            "\n",
            " ",
            "。",
            "\u200b",
            "\r\n",
            "⽂⽣",
            "\uf0d8",
            "①",
            "a\u00a0b",
        ]
    ),
    max_size=30,
).map("".join)


@given(NOISY | st.text(max_size=80))
def test_each_clean_character_is_the_compatible_form_of_its_raw_one(raw: str) -> None:
    if (
        not raw.strip("\ufeff\x00 \t\r\n\f")
        or any(ord(c) < 32 and c not in "\t\r\n\f\x0b" for c in raw)
        or "\ufffd" in raw
        or "\ud800" <= max(raw) <= "\udfff"
        or "<" in raw
    ):
        return
    clean = healed(raw)
    origins = list(clean.origins)
    assert len(origins) == len(clean.text)
    assert origins == sorted(origins)
    for character, origin in zip(clean.text, origins, strict=True):
        assert character == clean.document.raw[origin] or character in unicodedata.normalize("NFKC", clean.document.raw[origin])


@given(NOISY, st.integers(0, 200), st.integers(1, 40))
def test_every_clean_range_has_a_raw_span(raw: str, start: int, length: int) -> None:
    if not raw.strip():
        return
    clean = healed(raw)
    end = min(len(clean.text), start + length)
    if start < end:
        span = clean.span(start, end)
        assert clean.document.raw[span.start : span.end] == span.quote
        assert clean.clean_offset(span.start) <= start


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("OpenAI推出模型,OpenA I称可用", "OpenAI推出模型,OpenAI称可用"),
        ("Sora很强,S o ra与S ora也是", "Sora很强,Sora与Sora也是"),
        ("编码为patches,patc hes更好,Patc h也在patch里", "编码为patches,patches更好,Patch也在patch里"),
        ("T e s l a发布", "Tesla发布"),
        ("请务必 通 用 人 工智 能 ) 向 前 迈 出一 大 步 。 我 们 把它 拆 开", "请务必通用人工智能) 向前迈出一大步。我们把它拆开"),
        ("正文\r\n[T able_Main] 标题", "正文\n标题"),
        ("约 $50\\%$ ,即 $3 . 5 \\%$ 。", "约 50% ,即 3.5% 。"),
        ("**来源:研报** 正文", "来源:研报 正文"),
        ("⽂⽣视频,ＧＰＴ－４,ﬁne", "文生视频,GPT-4,fine"),
        ("电电子子行行业业点点评评", "电子行业点评"),
        ("①需求 ②供给", "①需求 ②供给"),
    ],
)
def test_noise_goes(raw: str, clean: str) -> None:
    assert healed(raw).text == clean


@pytest.mark.parametrize(
    "raw",
    [
        "AI PC and AIPC are not the same spelling, AI PC it is",
        "Vision Pro与VisionPro",
        "the Patch to apply; patchto is no word",
        "it may be so, maybe not; a way out and far away; every day, everyday",
        "电子 评级: 看好 日期: 2024.02.20 分析师 王少南",
        "from $12/month to $28/month, $15 and $35",
        "模型名称 推出时间 团队 视频时长 视频帧率 定价",
        "大大小小",
        "1————————2",
    ],
)
def test_what_is_right_stays(raw: str) -> None:
    assert healed(raw).text == raw


def test_running_heads_go_and_the_text_on_both_sides_stays_apart() -> None:
    raw = "请读声明 Page 1 / 3 电子 首页文字。请读声明 Page 2 / 3 电子 第二页文字。 请读声明 Page 3 / 3 电子 第三页文字。"
    text = healed(raw).text
    assert "Page" not in text
    assert "请读声明" not in text
    assert "第二页文字。 第三页文字。" in text


def test_lines_that_every_page_repeats_go() -> None:
    raw = "\f".join(f"某某证券 行业周报\n第{n}段正文,各不相同{'啊' * n}。\n报告编号 {n}\n" for n in range(1, 5))
    text = healed(raw).text
    assert "某某证券" not in text
    assert "报告编号" not in text
    assert text.count("段正文") == 4


def test_lines_that_a_fixed_width_cut_run_on() -> None:
    line = "这一行文字的宽度与其他各行完全相同并且在词语中间断开了以便测试换行的处理方"
    raw = "\n".join([line] * 9 + ["最后一行。"])
    assert "\n" not in healed(raw).text.rstrip()
