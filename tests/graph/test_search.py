"""What a search asks, and how it is shown."""

from __future__ import annotations

import pytest

from graph.search import Search, Term, compiled, highlight, search


@pytest.mark.parametrize(
    ("text", "terms", "key"),
    [
        ("SORA", (("sora",),), "=sora"),
        ("算力", (("算力",),), "=算力"),
        ("文生视频", (("文生", "生视", "视频"),), "=文生视频"),
        ("频", (("频",),), "=频"),
        ("gen-2", (("gen",), ("2",)), "=gen2"),
        ("sora Sora", (("sora",),), "=sorasora"),
        ('"generative video" sora', (("generative", "video"), ("sora",)), "=generativevideosora"),
        ("“模型 sora”", (("模型", "型", "sora"),), "=模型sora"),
        ('generative "video', (("generative",), ("video",)), "=generativevideo"),
    ],
)
def test_what_a_search_asks(text: str, terms: tuple[tuple[str, ...], ...], key: str) -> None:
    asked = search(text)
    assert tuple(item.said.tokens for item in asked.every) == terms
    assert asked.key == key


def test_runs_of_chinese_are_phrases_and_words_may_go_on() -> None:
    assert [item.said.prefix for item in search("文生视频 频 sora").every] == [False, True, True]
    assert [item.whole.prefix for item in search("文生视频 频 sora").every] == [False, True, False]
    assert search("文生视频 sora").row == Term(("文生", "生视", "视频", "频", "sora"))


def test_a_search_without_words_asks_nothing() -> None:
    assert search("!?") == Search(())
    assert not search("!?").forgives


@pytest.mark.parametrize("word", ["openai", "opnai", "opeenai", "opebai", "opneai", "openaix"])
def test_one_mistake_is_forgiven(word: str) -> None:
    ((_, slip),) = [found for found in search("OpenAI").slips if found[0] == 0]
    assert compiled(slip.pattern).fullmatch(word) or word == "openai"


@pytest.mark.parametrize("word", ["xpenai", "opni", "onepai", "openaixy", "penai"])
def test_two_mistakes_or_one_at_the_start_are_not(word: str) -> None:
    assert not compiled(search("OpenAI").slips[0][1].pattern).fullmatch(word)


@pytest.mark.parametrize("text", ["gpt", "gpt4o", "300624", "视频", '"openai"', "c++", "a b c d e f g h opnai", "x" * 31, "文" * 31])
def test_what_is_taken_as_it_is(text: str) -> None:
    assert not search(text).forgives


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (["Gen-2", "Runway Gen-2"], "runway", "«Runway» Gen-2"),
        (["文生视频大模型"], "視頻", "文生«视频»大模型"),
        (["Sora"], "nothing", "Sora"),
        (["resora sora"], "sora", "resora «sora»"),
        (["Gen-2"], "GEN2", "«Gen-2»"),
        (["OpenAI"], "Opnai", "«OpenAI»"),
        (["a model", "Stable Diffusion"], "stabel", "«Stable» Diffusion"),
        (["主要文生视频模型"], "文声视频", "主要«文生视频»模型"),
        (["视频和视频"], "视频", "«视频»和«视频»"),
    ],
)
def test_highlight_marks_the_best_name(names: list[str], text: str, shown: str) -> None:
    assert highlight(names, text) == shown
