"""Words that find names."""

from __future__ import annotations

import pytest

from graph.errors import InvalidInput
from graph.text import caseless, index_text, pattern, search_tokens


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Sora", ["sora", "=sora"]),
        ("Gen-2", ["gen", "2", "=gen2"]),
        ("Pika 1.0", ["pika", "1.0", "=pika1.0"]),
        ("文生视频", ["文生", "生视", "视频", "频", "=文生视频"]),
        ("文生視頻", ["文生", "生视", "视频", "频", "=文生视频"]),
        ("ＡＩ算力", ["ai", "算力", "力", "=ai算力"]),
        ("云", ["云", "=云"]),
        ("C++", ["c++", "=c++"]),
        ("…", []),
    ],
)
def test_tokens_of_a_name(name: str, tokens: list[str]) -> None:
    assert search_tokens(name) == tokens


def test_index_text_joins_all_names() -> None:
    assert index_text(["Sora", "算力"]) == "sora =sora 算力 力 =算力"


@pytest.mark.parametrize("text", ["(", "a{99999999999}", "x" * 501, "(a+)+$", "((a*)b?)*", "(a|a)*b", "(?:x{2,})+", "([)]+){9}"])
def test_a_bad_pattern_is_the_users_error(text: str) -> None:
    with pytest.raises(InvalidInput):
        pattern(text)


@pytest.mark.parametrize(
    ("text", "name"), [("^S.ra$", "Sora"), ("(ab)+c", "ababc"), ("(a|b)c+", "bcc"), ("[(+*]+", "+(*"), (r"\(+a", "((a"), ("(a+){1,2}", "aa")]
)
def test_a_pattern_finds(text: str, name: str) -> None:
    assert pattern(text).search(name)


def test_small_letters_are_made_letter_for_letter() -> None:
    assert caseless("Sora ΟΔΥΣΣΕΥΣ ÉÖ ＡＢ 视频 ß") == "sora οδυσσευσ éö ａｂ 视频 ß"
    assert caseless("ὀδυσσεύς") == caseless("ὈΔΥΣΣΕΎΣ")
