"""Plans in lists inside running text, in tables that stand below a plan's heading, and of an interface that is sold by itself."""

from __future__ import annotations

import pytest

from tests.loaders.test_plans import Terms, plans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vidu has four tiers: Free (720p only), Lite ($7.50/mo, 1,100 credits), "
            "Plus ($21/mo, 4,000 Turbo-Mode credits) and Enterprise (custom, 9,000 credits).",
            {
                "Vidu Free": {"billing": "FREE"},
                "Vidu Lite": {"price": 7.5, "creditsPerMonth": 1100},
                "Vidu Plus": {"price": 21, "creditsPerMonth": 4000},
                "Vidu Enterprise": {"billing": "CUSTOM", "creditsPerMonth": 9000},
            },
        ),
        (
            "Prices of Vidu today: Basic — Free; Starter — $17/mo; Creator — $71/mo (Popular); Enterprise — Custom pricing.",
            {
                "Vidu Basic": {"price": 0, "billing": "FREE"},
                "Vidu Starter": {"price": 17},
                "Vidu Creator": {"price": 71},
                "Vidu Enterprise": {"billing": "CUSTOM"},
            },
        ),
        (
            "Vidu的套餐:免费版(每日40积分)、标准会员(58元/月)、企业版(定制)。",
            {"Vidu 免费版": {"billing": "FREE", "creditsPerDay": 40}, "Vidu 标准会员": {"price": 58}, "Vidu 企业版": {"billing": "CUSTOM"}},
        ),
        (
            "The MiniMax API goes from Free (9K calls a month) over Starter ($6/mo) to Business (custom).",
            {"MiniMax API Free": {"billing": "FREE"}, "MiniMax API Starter": {"price": 6}, "MiniMax API Business": {"billing": "CUSTOM"}},
        ),
        ("Vidu comes in three plans: Free, Standard, and Studio.", {"Vidu Free": {}, "Vidu Standard": {}, "Vidu Studio": {}}),
        (
            "Vidu: the free tier hands out credits each day (35 credits renewing daily).",
            {"Vidu free": {"billing": "FREE", "creditsPerDay": 35}},
        ),
        (
            "Vidu sells two more: the Pro and Premier subscriptions have a monthly allotment (say, 1,700 and 8,000 monthly credits).",
            {"Vidu Pro": {"creditsPerMonth": 1700}, "Vidu Premier": {"creditsPerMonth": 8000}},
        ),
        ("The Standard plan of Vidu gives 640 credits per month.", {"Vidu Standard": {"creditsPerMonth": 640}}),
        (
            "1. Vidu\n\nITEM 4: Vidu TYPE: video GOOD FOR: short clips. WEAK AT: lettering remains behind Kling; no trial. "
            "PRICE: see below — Basic $13/mo; Pro $47/mo.",
            {"Vidu Basic": {"price": 13}, "Vidu Pro": {"price": 47}},
        ),
        ("Vidu has plans (Basic, Pro) and a shop.", {}),  # two may be anything
        ("Vidu sells a box set: Gold (heavy), Silver (light), Bronze (small).", {}),
    ],
)
def test_lists_in_running_text(text: str, expected: dict[str, Terms]) -> None:
    assert plans(text + "\n") == expected


@pytest.mark.parametrize("heading", ["{} Plan\n", "## {}\n\n", "**{} plan**\n"])
def test_a_table_below_each_plans_heading(heading: str) -> None:
    rows = "| Feature | Details |\n|---|---|\n| Monthly cost | {} |\n| Credits | {} credits/month |\n| Watermark | Yes |\n\n"
    text = "What Vidu costs\n\n" + heading.format("Free") + rows.format("$0", "60") + heading.format("Standard") + rows.format("$8.75/month", "410")
    found = plans(text)
    assert found["Vidu Free"] == {"price": 0, "creditsPerMonth": 60, "billing": "FREE"}
    assert found["Vidu Standard"] == {"price": 8.75, "creditsPerMonth": 410}
