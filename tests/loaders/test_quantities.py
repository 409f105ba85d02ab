"""Figures with units: what is read, in which unit, and how the words around it bound it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import Qualifier
from loaders.extractors import quantities as q
from loaders.patterns import sought

_PIECES = (
    "4", "16", "1080", "1,024", "12.5", "24", " ", "-", "~", "–", "到", "to", "TO", "x", "×", "p", "P", "k", "K", "\u212a", "fps", "FPS", "帧", "帧/秒", "每秒",
    "frames per second", "秒", "s", "min", "个", "半", "三十", "两", "分钟", "和", "两种", "ten", "twenty", "second", "万", "亿", "万亿", "M", "billion",
    "tokens", "token", "的上下文", "context", "的", "参数", "参数量约", "总参数", "parameters", "total params", ".", ",", "\n", "a",
)  # fmt: skip


@pytest.mark.parametrize(
    "word", ["s", "sec", "secs", "second", "seconds", "秒", "秒钟", "min", "mins", "minute", "minutes", "Mins", "分钟", "h", "hour", "hours", "小时"]
)
def test_each_word_that_is_read_as_a_unit_of_time_is_one(word: str) -> None:
    assert [d.unit for d in q.durations(f"up to 8 {word} long")] == ["s"]


@pytest.mark.parametrize("kind", q.FIGURES)
@given(text=st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_a_figure_is_sought_wherever_it_may_begin(kind: str, text: str) -> None:
    pattern, begins = q.FIGURES[kind]
    assert [m.span() for m in sought(pattern, begins, text)] == [m.span() for m in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("4~16s", 4, 16, Qualifier.RANGE),
        ("5-10 seconds", 5, 10, Qualifier.RANGE),
        ("5s-10s", 5, 10, Qualifier.RANGE),
        ("可达1分钟", None, 60, Qualifier.AT_MOST),
        ("一分钟", 60, 60, Qualifier.EXACT),
        ("半分钟", 30, 30, Qualifier.EXACT),
        ("三十秒", 30, 30, Qualifier.EXACT),
        ("约30秒", 30, 30, Qualifier.ABOUT),
        ("2分钟以上", 120, None, Qualifier.AT_LEAST),
        ("up to 20 seconds", None, 20, Qualifier.AT_MOST),
        ("a 10-second clip", 10, 10, Qualifier.EXACT),
        ("4.7s", 4.7, 4.7, Qualifier.EXACT),
    ],
)
def test_a_duration_is_in_seconds(text: str, low: float | None, high: float | None, qualifier: Qualifier) -> None:
    (figure,) = q.durations(text)
    assert (figure.min, figure.max, figure.unit, figure.qualifier) == (low, high, "s", qualifier)


@pytest.mark.parametrize("text", ["15-20倍", "5 credits/sec", "GPT4s", "H200s", "第3秒"])
def test_what_is_no_duration_is_not_read_as_one(text: str) -> None:
    assert list(q.durations(text)) == []


@pytest.mark.parametrize(("text", "low", "high"), [("8~24FPS", 8, 24), ("24 fps", 24, 24), ("每秒24帧", 24, 24), ("30帧/秒", 30, 30)])
def test_a_frame_rate_is_in_frames_per_second(text: str, low: float, high: float) -> None:
    (figure,) = q.frame_rates(text)
    assert (figure.min, figure.max, figure.unit) == (low, high, "fps")


@pytest.mark.parametrize(("text", "lines"), [("1080p", 1080), ("最高4K", 2160), ("1280×768", 768), ("720P", 720)])
def test_a_resolution_is_its_short_side(text: str, lines: float) -> None:
    (figure,) = q.resolutions(text)
    assert (figure.max, figure.unit) == (lines, "px")


@pytest.mark.parametrize(("text", "tokens"), [("128K tokens", 128_000), ("100万token", 1_000_000), ("200K上下文", 200_000), ("a 2M-token window", 2_000_000)])
def test_a_context_is_in_tokens(text: str, tokens: float) -> None:
    (figure,) = q.contexts(text)
    assert (figure.max, figure.unit) == (tokens, "token")


@pytest.mark.parametrize(("text", "count"), [("1750亿参数", 1.75e11), ("671B parameters", 6.71e11), ("参数量达1.8万亿", 1.8e12), ("7B参数", 7e9)])
def test_parameters_are_counted_with_their_scale(text: str, count: float) -> None:
    (figure,) = q.parameters(text)
    assert figure.max == count


@pytest.mark.parametrize(
    ("text", "monthly"),
    [
        ("$12/月", (12, "USD/month")),
        ("每月35美元", (35, "USD/month")),
        ("$144 per year", (12, "USD/month")),
        ("66元/月", (66, "CNY/month")),
        ("$1,000/mo", (1000, "USD/month")),
        ("$15", None),
    ],
)
def test_a_price_is_per_month_in_its_own_currency(text: str, monthly: tuple[float, str] | None) -> None:
    (price,) = q.prices(text)
    assert price.monthly() == monthly


def test_the_lower_of_two_prices_side_by_side_is_asked() -> None:
    assert [(p.amount, p.period) for p in q.prices("Basic $10 $8 / month, Pro $20 a month")] == [(8, "month"), (20, "month")]
    assert [p.amount for p in q.prices("$8 $10 / month")] == [8, 10]


@pytest.mark.parametrize("text", ["Free$0801", "Plus$", "Premium$354,0004Ultimate", "Standard$108002Premium"])
def test_glued_cells_are_no_price(text: str) -> None:
    assert list(q.prices(text)) == []


def test_a_currency_does_not_begin_inside_a_word() -> None:
    assert [(p.amount, p.currency) for p in q.prices("Plus$29.99")] == [(29.99, "$")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6- or 12-second shots", 6, 12),
        ("six or twelve seconds", 6, 12),
        ("5 秒与 10 秒两档", 5, 10),
    ],
)
def test_lengths_to_choose_from_are_one_range(text: str, low: float, high: float) -> None:
    (figure,) = q.durations(text)
    assert (figure.min, figure.max) == (low, high)
