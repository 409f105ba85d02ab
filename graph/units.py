"""Owns canonical units and the conversions into them; it must not parse text (loaders do) or know the ontology."""

from __future__ import annotations

from graph.errors import InvalidInput

SECOND = "s"
FRAMES_PER_SECOND = "fps"
PIXEL = "px"
TOKEN = "token"  # noqa: S105 - a unit
PERCENT = "%"

# Factor into the canonical unit. Durations: SI; a month is 1/12 of a Julian year (365.25 d), as astronomers count.
_FACTORS: dict[str, tuple[str, float]] = {
    "ms": (SECOND, 0.001), "s": (SECOND, 1), "sec": (SECOND, 1), "secs": (SECOND, 1), "second": (SECOND, 1), "seconds": (SECOND, 1), "秒": (SECOND, 1),
    "秒钟": (SECOND, 1),
    "min": (SECOND, 60), "mins": (SECOND, 60), "minute": (SECOND, 60), "minutes": (SECOND, 60), "分钟": (SECOND, 60), "分": (SECOND, 60),
    "h": (SECOND, 3600), "hour": (SECOND, 3600), "hours": (SECOND, 3600), "小时": (SECOND, 3600),
    "fps": (FRAMES_PER_SECOND, 1), "帧": (FRAMES_PER_SECOND, 1), "帧/秒": (FRAMES_PER_SECOND, 1),
    "帧每秒": (FRAMES_PER_SECOND, 1), "frames per second": (FRAMES_PER_SECOND, 1),
    "px": (PIXEL, 1), "p": (PIXEL, 1), "k": (PIXEL, 540),
    "token": (TOKEN, 1), "tokens": (TOKEN, 1), "%": (PERCENT, 1), "pct": (PERCENT, 1),
}  # fmt: skip

CURRENCIES: dict[str, str] = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD", "美金": "USD",
    "¥": "CNY", "￥": "CNY", "rmb": "CNY", "cny": "CNY", "元": "CNY", "人民币": "CNY", "块": "CNY",
    "€": "EUR", "eur": "EUR", "欧元": "EUR", "£": "GBP", "gbp": "GBP", "英镑": "GBP",
    "hk$": "HKD", "hkd": "HKD", "港元": "HKD", "港币": "HKD", "jpy": "JPY", "日元": "JPY",
}  # fmt: skip

_MONTHS_IN: dict[str, float] = {
    "month": 1, "mo": 1, "月": 1, "个月": 1, "year": 12, "yr": 12, "annum": 12, "年": 12,
    "quarter": 3, "季度": 3, "季": 3, "week": 12 / (365.25 / 7), "周": 12 / (365.25 / 7),
    "day": 12 / 365.25, "天": 12 / 365.25, "日": 12 / 365.25,
}  # fmt: skip


def canonical(number: float, unit: str) -> tuple[float, str]:
    """`number` in the canonical unit of `unit`: (1, "分钟") -> (60.0, "s"). InvalidInput for a unit that is not known."""
    try:
        name, factor = _FACTORS[unit.strip().casefold()]
    except KeyError:
        raise InvalidInput(f"{unit!r} is not a unit that Reportgraph knows.") from None
    return round(number * factor, 9), name


def price_per_month(number: float, currency: str, period: str) -> tuple[float, str]:
    """A price in `<ISO 4217>/month`: (144, "$", "year") -> (12.0, "USD/month"). No exchange rate is ever applied.

    InvalidInput for a currency or period that is not known.
    """
    iso = CURRENCIES.get(currency.strip().casefold())
    months = _MONTHS_IN.get(period.strip().casefold())
    if iso is None or months is None:
        raise InvalidInput(f"{currency!r} per {period!r} is not a price that Reportgraph knows.")
    return round(number / months, 6), f"{iso}/month"


def format_number(number: float) -> str:
    """60.0 -> "60", 4.7 -> "4.7": as a person would write it, never in exponents, at most 6 decimals."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


def format_interval(low: float | None, high: float | None, unit: str | None) -> str:
    """The interval as a person would write it: "4–16 s", "≤ 60 s", "≥ 2 s", "4.7 s"."""
    tail = f" {unit}" if unit else ""
    if low is not None and high is not None:
        body = format_number(low) if low == high else f"{format_number(low)}–{format_number(high)}"
        return body + tail
    if high is not None:
        return f"≤ {format_number(high)}{tail}"
    return f"≥ {format_number(low)}{tail}" if low is not None else ""
