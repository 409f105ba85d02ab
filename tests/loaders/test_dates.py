"""Dates in a text: precision is kept, and a date without a year does not lie after the report."""

from __future__ import annotations

import pytest

from loaders.extractors.dates import dates, loose_date, whole_date

REFERENCE = "2024-02-20"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2月16日", "2024-02-16"),
        ("12月5日", "2023-12-05"),
        ("2023年11月", "2023-11"),
        ("2023年", "2023"),
        ("今年1月", "2024-01"),
        ("去年11月", "2023-11"),
        ("Jun 2023", "2023-06"),
        ("February 15, 2024", "2024-02-15"),
        ("16 Feb 2024", "2024-02-16"),
        ("2024.02.20", "2024-02-20"),
        ("2023/12/5", "2023-12-05"),
        ("(2024)", "2024"),
    ],
)
def test_a_date_keeps_its_precision(text: str, value: str) -> None:
    assert [d.value for d in dates(text, reference=REFERENCE)] == [value]


@pytest.mark.parametrize("text", ["4,128.37", "$2024", "2024%", "2月30日", "May"])
def test_what_is_no_date_is_passed_over(text: str) -> None:
    assert list(dates(text, reference=REFERENCE)) == []


@pytest.mark.parametrize(
    ("text", "value"), [("Q4 2024", "2024"), ("late 2023", "2023"), ("2024Q3", "2024"), ("2025年上半年", "2025"), ("Jun 2023", "2023-06"), ("soon", None)]
)
def test_a_part_of_a_year_is_dated_by_the_year(text: str, value: str | None) -> None:
    assert loose_date(text) == value


def test_without_a_reference_a_date_that_lacks_its_year_is_none() -> None:
    assert list(dates("2月16日")) == []


def test_a_whole_date_is_nothing_but_a_date() -> None:
    assert whole_date(" 2023年4月 ") == "2023-04"
    assert whole_date("2023年4月发布") is None
