"""What models can do and what they are built with, said of the right model."""

from __future__ import annotations

from loaders.extraction import extract_document
from tests.loaders.reading import document


def pairs(text: str, relationship: str) -> set[tuple[str, str]]:
    return {(c.subject.name, c.object.name) for c in extract_document(document(text)).claims if c.relationship == relationship and c.object}


def test_a_capability_is_said_of_the_model_of_its_sentence() -> None:
    found = pairs("Sora可以在单个视频中创建多个镜头。Gen-2支持图生视频。", "HAS_CAPABILITY")
    assert found == {("Sora", "多镜头"), ("Gen-2", "图生视频")}


def test_a_list_of_abilities_goes_on_over_its_semicolons() -> None:
    found = pairs("Sora“涌现”了新的模拟功能:1)3D一致性;2)物体持久性;3)模拟天气的变化。", "HAS_CAPABILITY")
    assert {("Sora", "3D一致性"), ("Sora", "远距离相干性和物体持久性"), ("Sora", "模拟天气的变化")} <= found


def test_what_a_model_cannot_do_is_no_capability() -> None:
    assert pairs("Gen-2不支持多镜头。", "HAS_CAPABILITY") == set()


def test_a_technique_is_used_by_the_model_that_is_spoken_of() -> None:
    found = pairs("Sora采用扩散模型与Transformer架构。可灵1.6基于DiT架构。扩散模型历史悠久。", "USES")
    assert {("Sora", "扩散模型"), ("可灵1.6", "DiT架构")} <= found
    assert {subject for subject, _ in found} == {"Sora", "可灵1.6"}


def test_a_technique_taken_from_another_model_is_the_subjects() -> None:
    found = pairs("Sora分为两部分:1)底层沿用DALL-E 3的Diffusion思路;2)语言侧沿用GPT的Transformer思路。", "USES")
    assert {subject for subject, _ in found} == {"Sora"}
