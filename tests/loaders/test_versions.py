"""Versions that a page calls models by alone, and tables that give such a model a row for each length."""

from __future__ import annotations

import pytest

from tests.loaders.reading import extraction

NOTE = "Example Research\nA note on clips\n\n"


def models(text: str) -> set[str]:
    return {c.object.name for c in extraction(NOTE + text).claims if c.relationship == "MENTIONS" and c.object and c.object.type == "AIModel"}


def clips(text: str) -> set[tuple[str, float | None, float | None]]:
    return {(c.subject.name, c.min, c.max) for c in extraction(NOTE + text).claims if c.property == "clipDuration"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PixVerse lists its models v6.2, v6 and v5-fast in the console. We like v6.", {"v6.2", "v6", "v5-fast"}),
        ("Midjourney has shown a film tool called V3. With V3 a still picture moves.", {"V3"}),
        ("Suno sells songs. The V7 music model sings. V8 of the contract is another thing.", {"V7"}),
        ("Midjourney V9 is out. The V9 model draws hands.", {"Midjourney V9"}),
        ("PixVerse lists its API v2 and the endpoint /v3/models.", set()),
        ("A model v6 without a maker is named.", set()),
        ("PixVerse and Midjourney both have a V6 model.", set()),
    ],
)
def test_versions_alone_are_models_where_the_page_is_of_one_maker(text: str, expected: set[str]) -> None:
    assert models(text) == expected


def test_rows_of_one_model_tell_its_shortest_and_its_longest_clip() -> None:
    text = (
        "What PixVerse asks for a clip\nText or stills in| Model | Quality | Mode | Duration | Credits Consumed |\n|---|\n"
        "| V7 | 540p | | 4s | 30 |\n| V7 | 540p | | 9s | 70 |\n| V6.5 / V6 | 540p | fast | 5s | 40 |\n| V6.5 / V6 | 540p | | 8s | 60 |\n\nEnd.\n"
    )
    assert clips(text) == {("V7", 4, 9), ("V6.5", 5, 8), ("V6", 5, 8)}


def test_a_cell_of_sentences_is_read_as_prose() -> None:
    text = (
        "| Category | Winner | Why we think so |\n|---|---|---|\n"
        "| Length | Kling 3.0 | Kling 3.0 makes 3 to 15 seconds in one pass, as the user likes. Sora 2 is documented at 2 to 10 seconds per generation. |\n"
        "| Price | Sora 2 | It costs less, as we found when we paid for a month of both and counted what came of it in the end. |\n"
    )
    assert clips(text) == {("Kling 3.0", 3, 15), ("Sora 2", 2, 10)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ray 2 makes clips between 5 and 9 seconds, extendable up to 30 seconds.", {("Ray2", 5, 9)}),
        ("- host - Kling 2.1 T3 (10s $0.12/s)\n", {("Kling 2.1", None, 10)}),
        ("Kling 2.6 (December 2025): up to 12s, 1080p, 30fps\n", {("Kling 2.6", None, 12)}),
        ("Sora 2 (4s, 8s, 12s) and Kling 3.0 (5s/10s) can be called.", {("Sora 2", 4, 12), ("Kling 3.0", 5, 10)}),
        (
            "Model: Veo 3\nMax Duration: 8 seconds\nRelease Date: May 2025\n\nModel: Kling 2.1\nMax Duration: 10 seconds\nRelease Date: May 2025\n",
            {("Veo 3", None, 8), ("Kling 2.1", None, 10)},
        ),
    ],
)
def test_lengths_that_are_no_longer_ones(text: str, expected: set[tuple[str, float | None, float | None]]) -> None:
    assert clips(text) == expected


def test_a_column_of_models_may_hold_their_makers() -> None:
    text = "Speech models side by side\n\n| Model | Accuracy | Languages |\n|---|---|---|\n| ElevenLabs | 97% | 30 |\n| OpenAI TTS | 96% | 50 |\n"
    assert models(text) >= {"ElevenLabs", "OpenAI TTS"}


def test_who_pays_for_a_version_pays_its_maker() -> None:
    text = "Midjourney has a film model called V3. V3 is for Midjourney subscribers. The way in is the $11-per-month Basic plan. The $55 Pro plan has more.\n"
    prices = {(c.subject.name, c.max) for c in extraction(NOTE + text).claims if c.property == "price"}
    assert prices == {("Midjourney Basic", 11), ("Midjourney Pro", 55)}


def test_an_item_says_when_its_model_came_out() -> None:
    text = "- Runway Gen-4: 2-9s, 24 fps, launched September 1, 2023\n- Luma Ray2: 5s or 9s clips, launched June 2023\n"
    dates = {(c.subject.name, c.value) for c in extraction(NOTE + text).claims if c.property == "releasedOn"}
    assert dates == {("Runway Gen-4", "2023-09-01"), ("Luma Ray2", "2023-06")}
