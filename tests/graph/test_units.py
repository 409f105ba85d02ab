from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.units import CURRENCIES, canonical, format_interval, format_number, price_per_month


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (1, "分钟", (60.0, "s")),
        (16, "s", (16, "s")),
        (2, " Hours ", (7200, "s")),
        (2, "Mins", (120, "s")),
        (8, "secs", (8, "s")),
        (500, "ms", (0.5, "s")),
        (24, "FPS", (24, "fps")),
        (4, "K", (2160, "px")),
        (1080, "p", (1080, "px")),
        (128000, "tokens", (128000, "token")),
    ],
)
def test_figures_come_in_canonical_units(number: float, unit: str, expected: tuple[float, str]) -> None:
    assert canonical(number, unit) == expected


@pytest.mark.parametrize("unit", ["", "parsec", "s/s"])
def test_an_unknown_unit_is_refused(unit: str) -> None:
    with pytest.raises(InvalidInput):
        canonical(1, unit)


@pytest.mark.parametrize(
    ("number", "currency", "period", "expected"),
    [
        (144, "$", "year", (12.0, "USD/month")),
        (12, "美元", "月", (12.0, "USD/month")),
        (30, "￥", "季度", (10.0, "CNY/month")),
        (1, "eur", "day", (30.4375, "EUR/month")),
    ],
)
def test_prices_come_per_month_in_their_own_currency(number: float, currency: str, period: str, expected: tuple[float, str]) -> None:
    assert price_per_month(number, currency, period) == expected


@pytest.mark.parametrize(("currency", "period"), [("doubloon", "month"), ("$", "decade")])
def test_an_unknown_price_is_refused(currency: str, period: str) -> None:
    with pytest.raises(InvalidInput):
        price_per_month(1, currency, period)


def test_currencies_are_iso_4217() -> None:
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES.values())


@pytest.mark.parametrize(
    ("number", "expected"), [(60.0, "60"), (4.7, "4.7"), (-0.0, "0"), (1e15, "1000000000000000"), (1e-9, "0"), (-2.5, "-2.5"), (100.0, "100")]
)
def test_numbers_are_written_as_a_person_would(number: float, expected: str) -> None:
    assert format_number(number) == expected


@given(st.floats(-1e12, 1e12).map(lambda x: round(x, 6)))
def test_a_written_number_reads_as_itself(number: float) -> None:
    assert float(format_number(number)) == pytest.approx(number, abs=1e-6)


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (4, 16, "s", "4–16 s"),
        (None, 60, "s", "≤ 60 s"),
        (2, None, "s", "≥ 2 s"),
        (4.7, 4.7, "s", "4.7 s"),
        (1, 2, None, "1–2"),
        (None, None, "s", ""),
    ],
)
def test_intervals_are_written_as_a_person_would(low: float | None, high: float | None, unit: str | None, expected: str) -> None:
    assert format_interval(low, high, unit) == expected
