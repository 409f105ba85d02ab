"""Plans of tables and lists whose headings, cells and lines print prices and credits in other places than a column of each."""

from __future__ import annotations

import pytest

from tests.loaders.reading import extraction


def plans(text: str) -> dict[str, dict[str, float | None]]:
    told: dict[str, dict[str, float | None]] = {}
    for c in extraction(text).claims:
        if c.subject.type == "PricingPlan" and c.property in ("price", "creditsPerMonth"):
            told.setdefault(c.subject.name, {})[c.property] = c.max if c.property == "price" else float(c.value or 0)
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a product's name before the heading, and a price that the heading calls the plan's
            "Larkfilm Studio pricing\n\nThe meter starts afresh each month.\nLarkfilm PlanPlan PriceCredits\n"
            "Free$0150 (do not refresh)\nPro$8.99300\nMax$23.99800\nMax 2x$47.991600\nCustomers choose what they like best in a month.\n",
            {"Free": (0, None), "Pro": (8.99, 300), "Max": (23.99, 800), "Max 2x": (47.99, 1600)},
        ),
        (  # the price stands in the heading of a plan's column, and what is counted there is no credits
            "Larkfilm Studio pricing\n\n| Feature | Basic | Plus ($14/mo) | Pro – $35/mo |\n|---|---|---|---|\n"
            "| Monthly credits | ~20 clips | 400 | 1,200 |\n| Watermark | Yes | No | No |\n",
            {"Plus": (14, 400), "Pro": (35, 1200)},
        ),
        (  # what a plan gives stands below it, behind a mark of its own
            "Larkfilm Studio pricing\n\nStarter – $9/month\n→ 100 credits/month\n→ 2 clips at once\n"
            "Ultimate – $90/month\n→ 1500 credits/month\n→ 9 at once\n\nEnd.\n",
            {"Starter": (9, 100), "Ultimate": (90, 1500)},
        ),
        (  # what is free in brackets, and credits that come each day
            "Larkfilm Studio pricing\n\nPlanMonthly PriceCredits\nFree$070 daily credits\nStandard$11550\nPro$402,000\nPremier$954,750\n",
            {"Free": (0, None), "Standard": (11, 550), "Pro": (40, 2000), "Premier": (95, 4750)},
        ),
        (  # headings that are made of everyday words
            "Larkfilm Studio pricing\n\n| | Basic Plan | Mega Plan |\n|---|---|---|\n| Monthly subscription cost | $12 | $80 |\n"
            "| Annual subscription cost | $96 ($8 / month) | $600 ($50 / month) |\n| Generation credits included per month | 300 | 2,000 |\n",
            {"Basic Plan": (12, 300), "Mega Plan": (80, 2000)},
        ),
        (  # a price by the month stands in the cells, not in the heading
            "Larkfilm Studio pricing\n\nTier Price Credits Notes\nBasic $7/month 140 For trying\nPro $21/month 420 For work\nUltimate $45/month 900 For film\n",
            {"Basic": (7, 140), "Pro": (21, 420), "Ultimate": (45, 900)},
        ),
        (
            "Kaiber pricing\n\nFree\n$0\n120 tokens/day\n\nApprentice\n$11/mo\n7,500 tokens/month\n\nArtisan\n$31/mo\n26,000 tokens/month\n",
            {"Free": (0, None), "Apprentice": (11, 7500), "Artisan": (31, 26000)},
        ),
        (
            "HeyGen会员方案\n\n标准版:11美元/月,1300积分\n专业版:31美元/月(6200积分)\n",
            {"HeyGen 标准版": (11, 1300), "HeyGen 专业版": (31, 6200)},
        ),
    ],
)
def test_prices_and_credits_wherever_a_table_prints_them(text: str, expected: dict[str, tuple[float, float | None]]) -> None:
    told = {name.removeprefix("Larkfilm Studio ").removeprefix("Larkfilm ").removeprefix("Kaiber "): terms for name, terms in plans(text).items()}
    assert {name: (terms.get("price"), terms.get("creditsPerMonth")) for name, terms in told.items() if "price" in terms} == expected
