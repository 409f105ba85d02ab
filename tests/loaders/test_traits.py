"""Modality and availability, said of the right model."""

from __future__ import annotations

import pytest

from tests.loaders.reading import extraction


def said(text: str, property_: str) -> set[tuple[str, str | None]]:
    return {(c.subject.name, c.value or c.text) for c in extraction(text).claims if c.property == property_}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI发布了文生视频AI模型Sora。", ("Sora", "VIDEO")),
        ("OpenAI推出多模态大模型GPT-4o。", ("GPT-4o", "MULTIMODAL")),
        ("Meta opened its large language model Llama 3.", ("Llama 3", "TEXT")),
    ],
)
def test_the_kind_of_model_is_its_modality(text: str, expected: tuple[str, str]) -> None:
    assert said(text, "modality") == {expected}


def test_who_may_use_it_is_said_of_the_model_before() -> None:
    assert said("Sora可以生成视频。当前OpenAI尚未向公众开放。", "availability") == {("Sora", "尚未向公众开放")}


def test_a_market_that_opens_is_no_model() -> None:
    assert said("资本市场已开放。", "availability") == set()
