"""How patterns are written so that a long text is searched quickly: what they find is what the plain pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.patterns import any_case, any_script, beginning_in_any_case, sought, traditional

_WORDS = ("launch", "launched", "Launches", "in", "Kling", "sold in", "发布", "发布会", "3D")
_TEXTS = st.lists(st.sampled_from((*_WORDS, "LAUNCH", "laun", "ſold in", "\u212aling", "\u0130n", "ın", "3d", "发", " ", ".", "12", "1", ":", "\n"))).map(
    "".join
)


def _spans(found: object) -> list[tuple[int, int]]:
    assert hasattr(found, "__iter__")
    return [match.span() for match in found]


@given(_TEXTS)
def test_words_in_any_case_are_found_as_if_case_were_ignored_the_longest_first(text: str) -> None:
    plain = re.compile("|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True)), re.IGNORECASE)
    assert _spans(re.compile(any_case(_WORDS)).finditer(text)) == _spans(plain.finditer(text))


@given(_TEXTS)
def test_patterns_that_begin_with_a_letter_are_found_as_if_case_were_ignored(text: str) -> None:
    patterns = (r"launch(?:ed|es)?", r"in\s?\d", "sold", "发布会?", "k[a-z]+")
    plain = re.compile(rf"(?:{'|'.join(patterns)})[.:]?", re.IGNORECASE)
    assert _spans(re.compile(beginning_in_any_case(patterns, "[.:]?")).finditer(text)) == _spans(plain.finditer(text))


@given(_TEXTS, st.integers(0, 9), st.integers(0, 30))
def test_what_is_sought_where_it_may_begin_is_all_that_there_is(text: str, start: int, end: int) -> None:
    pattern = re.compile(r"(?:(?<=\s)|^)(?:\d+|in|发布)[:.]\s*|launch\w*", re.IGNORECASE | re.MULTILINE)
    begins = re.compile(any_case(("0", "1", "2", "in", "发布", "launch")))
    assert _spans(sought(pattern, begins, text)) == _spans(pattern.finditer(text))
    assert _spans(sought(pattern, begins, text, start, end)) == _spans(pattern.finditer(text, start, end))


@pytest.mark.parametrize("pattern", ["", "(?:in|out) of", r"\d s", "[ab]c", "?"])
def test_a_pattern_that_begins_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="plain letter"):
        beginning_in_any_case(("launch", pattern))


def test_a_pattern_takes_both_scripts() -> None:
    pattern = re.compile(any_script(r"[积分]+|月费(?:为|是)\d"))
    assert [m[0] for m in pattern.finditer("積分 积分 月費為9 月费为9")] == ["積分", "积分", "月費為9", "月费为9"]
    assert traditional("每月积分") == "每月積分"
