"""Plans are found wherever a text lists them, with what they cost, and are those of what is sold there; what only looks like them is none."""

from __future__ import annotations

import pytest

from tests.loaders.reading import extraction

HEAD = "Larkfilm notes\nMay 3, 2025\n\n"


def plans(text: str) -> dict[str, dict[str, float]]:
    """The plans of a text by name, each with its figures."""
    found: dict[str, dict[str, float]] = {}
    for c in extraction(HEAD + text).claims:
        if c.relationship == "OFFERED_AS" and c.object:
            found.setdefault(c.object.name, {})
        elif c.subject.type == "PricingPlan" and c.property in ("price", "creditsPerMonth", "creditsPerDay", "creditsIncluded", "seats"):
            found.setdefault(c.subject.name, {})[c.property] = c.max if c.max is not None else float(c.value or 0)
    return found


LISTS = [
    (
        "Kling memberships\n\nRates are paid month by month.\n\nPlanPriceCreditsQueue\n"
        "Free$070 per dayShared\nStandard$11690 creditsFast\nPro$383,100 creditsFast\n"
        "Premier$908,000 creditsFast\n",
        {"Kling Free": (0, None), "Kling Standard": (11, 690), "Kling Pro": (38, 3100), "Kling Premier": (90, 8000)},
    ),
    (
        "2. Pika\nPika 2.2 came out in February.\n\nPlan\nMonthly billing\nYearly billing (per month)\nCredits\nBasic\n$0\n$0\n80 / month\n"
        "Standard\n$11\n$9\n720 / month\nPro\n$36\n$29\n2,400 / month\n",
        {"Pika Basic": (0, 80), "Pika Standard": (11, 720), "Pika Pro": (36, 2400)},
    ),
    (
        "3. Dream Machine\nYou pay by the month:\n • Lite - $8.99/mo - 3,100 credits per month - watermark stays\n • Plus - $28.99/mo - 9,"
        "000 credits per month\n",
        {"Dream Machine Lite": (8.99, 3100), "Dream Machine Plus": (28.99, 9000)},
    ),
    (
        "4. Hailuo\nMiniMax runs Hailuo.\n\n| Plan | Price | Credits | Good for |\n|---|---|---|---|\n| Free | $0 | 90 / day | a look |\n| "
        "Standard | $8.99/mo | 900 / mo | a hobby |\n",
        {"Hailuo Free": (0, None), "Hailuo Standard": (8.99, 900)},
    ),
    (
        "图表1:Vidu 收費一覽（USD, billed monthly）\nPlan\t月費\t每月積分\tSeats\nFree\t$0\t70\t1\nStandard\t$11\t900\t1\nUltimate\t$98\t7,500\t3\n",
        {"Vidu Free": (0, 70), "Vidu Standard": (11, 900), "Vidu Ultimate": (98, 7500)},
    ),
    (
        "表1:可灵海外站套餐 套餐月费积分/月Standard$12720Pro$403200Premier$958500 资料来源:官网",
        {"可灵 Standard": (12, 720), "可灵 Pro": (40, 3200), "可灵 Premier": (95, 8500)},
    ),
    (
        "Runway prices by seat. Standard is $16 a month with 640 credits monthly and up to 4 users per workspace. Pro is $36 a month with "
        "2,300 credits monthly.\n",
        {"Runway Standard": (16, 640), "Runway Pro": (36, 2300)},
    ),
    ("Runway charges $96 a month for Unlimited.\n", {"Runway Unlimited": (96, None)}),
    (
        "可灵海外站点套餐分为Standard、Pro两档,月费分别为12美元、40美元,对应每月720、3200积分。\n",
        {"可灵 Standard": (12, 720), "可灵 Pro": (40, 3200)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_plans_with_their_prices_and_credits(text: str, expected: dict[str, tuple[float, float | None]]) -> None:
    found = plans(text)
    assert {name: (figures.get("price"), figures.get("creditsPerMonth")) for name, figures in found.items()} == expected


def test_credits_a_day_and_seats_are_told_from_credits_a_month() -> None:
    assert plans(LISTS[0][0])["Kling Free"] == {"price": 0, "creditsPerDay": 70}
    assert plans(LISTS[4][0])["Vidu Ultimate"]["seats"] == 3
    assert plans(LISTS[6][0])["Runway Standard"]["seats"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "Choose licence\n( ) Single user  US$ 3,950\n( ) Team, up to 5 readers  US$ 5,450\n",
        "GPT-4o costs $2.50 per million input tokens and $10 per million output tokens.\n",
        "Kling top-up packs start at $5 for 330 credits.\n",
        "Runway raised $308 million in April.\n",
    ],
)
def test_other_prices_are_no_plans(text: str) -> None:
    assert plans(text) == {}


def test_a_row_of_one_model_does_not_take_the_next() -> None:
    text = (
        "图表2: 视频模型对比\n模型名称 发布时间 公司 视频时长 帧率 定价\nGen-3 Alpha 2024年6月 Runway 5~10s 24FPS 免费版:一次性125积分 "
        "标准版:$13/月(640积分/月)\n"
        "Pika 2.0 2024年12月 Pika 5s 24FPS 标准版:$9/月(720积分/月)\n海螺 2024年9月 MiniMax 6s 25FPS _\n"
    )
    figures = {(c.subject.name, c.property, c.min, c.max) for c in extraction(HEAD + text).claims if c.property in ("clipDuration", "frameRate")}
    assert {("Gen-3 Alpha", "clipDuration", 5, 10), ("Pika 2.0", "clipDuration", 5, 5), ("海螺", "frameRate", 25, 25)} <= figures
    assert {name: f.get("price") for name, f in plans(text).items()} == {"Gen-3 Alpha 免费版": None, "Gen-3 Alpha 标准版": 13, "Pika 2.0 标准版": 9}
