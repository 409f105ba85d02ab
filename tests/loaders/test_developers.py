"""Who made a model: only where the text says it."""

from __future__ import annotations

import pytest

from graph.claim import Claim
from loaders.extraction import extract_document
from tests.loaders.reading import document


def claims(text: str, *slots: str) -> list[Claim]:
    return [c for c in extract_document(document(text)).claims if c.slot in slots]


def made(text: str) -> set[tuple[str, str]]:
    return {(c.subject.name, c.object.name) for c in claims(text, "DEVELOPED_BY") if c.object}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("OpenAI发布了具有里程碑意义的文生视频AI模型Sora。", ("Sora", "OpenAI")),
        ("2023年Runway推出的Gen-2模型。", ("Gen-2", "Runway")),
        ("OpenAI的Sora模型很强。", ("Sora", "OpenAI")),
        ("Runway Gen-3 Alpha is fast.", ("Gen-3 Alpha", "Runway")),
        ("可灵1.6由快手开发。", ("可灵1.6", "快手")),
        ("Claude 3.7 Sonnet, developed by Anthropic, is new.", ("Claude 3.7 Sonnet", "Anthropic")),
        ("Veo 2 (Google), Sora", ("Veo 2", "Google")),
        ("生数科技于4月27日联合清华大学发布视频大模型Vidu。", ("Vidu", "生数科技")),
        ("Kuaishou makes video tools. Its models so far: Kling 1.5, Kling 1.6 and Kling 2.0.", ("Kling 2.0", "Kuaishou")),
        ("OpenAI在官网公布改动:修复GPT-4的问题,更新GPT-3.5Turbo。", ("GPT-3.5 Turbo", "OpenAI")),
    ],
)
def test_the_text_says_who_made_it(text: str, pair: tuple[str, str]) -> None:
    assert pair in made(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sora可生成视频。OpenAI开会。",
        "微软将GPT-4接入Copilot。",
        "五矿证券发布Sora点评。",
        "微软GPT-4应用落地。",
        "百度对标GPT-4。",
        "快手发布财报,Sora热度上升。",
    ],
)
def test_what_is_only_known_is_not_claimed(text: str) -> None:
    assert made(text) == set()


def test_models_are_compared_and_built_on_others() -> None:
    text = "Sora基于DALL·E 3和GPT构建。与Gen-2相比,Sora更强;Sora较Pika 1.0领先。"
    found = {(c.subject.name, c.slot, c.object.name) for c in claims(text, "BUILDS_ON", "COMPARED_WITH") if c.object}
    assert {("Sora", "BUILDS_ON", "DALL·E 3"), ("Sora", "BUILDS_ON", "GPT"), ("Sora", "COMPARED_WITH", "Pika 1.0")} <= found
