"""Pricing plans in the layouts that wikis, price pages, newsletters and brokers print, whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from loaders.extractors.offers import offers
from loaders.extractors.plans import plans_in
from loaders.extractors.quantities import prices
from loaders.extractors.shared_terms import shared_out
from loaders.extractors.stacked import stacked
from loaders.extractors.terms import counts_in, period_of, price_in
from loaders.extractors.tiers import is_only_kind, is_tier
from tests.loaders.reading import extraction

HEAD = "某某证券 行业点评 2025年3月20日\n\n"
NOTES = "Larkfilm notes\nMay 3, 2025\n\n"
Terms = dict[str, float | str]


def plans(text: str) -> dict[str, Terms]:
    """What a text says of each plan: its price, credits, seats, and how one pays where nothing has a price."""
    found: dict[str, Terms] = {}
    for claim in extraction(HEAD + text).claims:
        if claim.relationship == "OFFERED_AS" and claim.object:
            found.setdefault(claim.object.name, {})
        elif claim.subject.type == "PricingPlan" and claim.property not in ("tier", "billing"):
            value = claim.max if claim.max is not None else float(claim.value or 0)
            found.setdefault(claim.subject.name, {})[str(claim.property)] = value
        elif claim.property == "billing" and claim.value in ("FREE", "CUSTOM"):
            found.setdefault(claim.subject.name, {})["billing"] = claim.value
    return found


VIDU = {
    "Vidu Free": {"price": 0, "creditsPerMonth": 70, "billing": "FREE"},
    "Vidu Standard": {"price": 11, "creditsPerMonth": 750},
    "Vidu Ultimate": {"price": 88, "creditsPerMonth": 9000},
}


@pytest.mark.parametrize(
    "table",
    [
        "Plan\tPrice/mo\tCredits/mo\nFree\t$0\t70\nStandard\t$11\t750\nUltimate\t$88\t9,000\n",
        "Plan\nPrice/mo\nCredits/mo\nFree\n$0\n70\nStandard\n$11\n750\nUltimate\n$88\n9,000\n",
        "Plan\n\nMonthly billing\n\nYearly billing (per month)\n\nCredits\n\nFree\n\n$0\n\n$0\n\n70 / month\n\nStandard\n\n$11\n\n$9\n\n750 / month\n\n"
        "Ultimate\n\n$88\n\n$70\n\n9,000 / month\n",
        "| Plan | Annual price | Monthly price | Credits |\n|---|---|---|---|\n| Free | $0 | $0 | 70 / mo |\n| Standard | $99 | $11 | 750 / mo |\n"
        "| Ultimate | $792 | $88 | 9,000 / mo |\n",
        "| | Free | Standard | Ultimate |\n|---|---|---|---|\n| Price | $0/mo | $11/mo | $88/mo |\n| Credits | 70/mo | 750/mo | 9,000/mo |\n",
        "PlanPriceCredits\nFree$070 per month\nStandard$11750 per month\nUltimate$889,000 per month\n",
        "Tier  US$/month  Credits/month  Free  0  70  Standard  11  750  Ultimate  88  9,000\n",
        "• Free - $0/mo - 70 credits per month - for a try\n• Standard - $11/mo - 750 credits per month\n• Ultimate - $88/mo - 9,000 credits per month\n",
        "1. Free plan: $0 per month, 70 credits per month\n"
        "2. Standard plan: $11 per month, 750 credits per month\n3. Ultimate plan: $88 per month, 9,000 credits per month\n",
        "Free\n$0 / month\n70 credits per month\nWatermark\n\nStandard\n$11 / month\n750 credits per month\nNo watermark\n\nUltimate\n$88 / month\n"
        "9,000 credits per month\nNo watermark\n",
    ],
)
def test_the_plans_below_a_heading_are_the_same_in_every_layout(table: str) -> None:
    assert plans(f"2. Vidu\n\n{table}") == VIDU


@pytest.mark.parametrize(
    "table",
    [
        "會員類型\t月費\t每月積分\n免費\t$0\t70\n標準\t$11\t750\n",
        "会员档位 月付 年付折合每月 积分/月\n免费 $0 $0 70\n标准 $11 $9 750\n",
        "图表2:Vidu会员价格 档位月费积分/月免费$070标准$11750专业$443000 资料来源:公司官网\n",
    ],
)
def test_chinese_tables_of_plans(table: str) -> None:
    found = {name[-2:].translate(str.maketrans("費標準", "费标准")): terms for name, terms in plans(f"图表1:Vidu收费\n{table}").items()}
    assert found["免费"]["price"] == 0
    assert (found["标准"]["price"], found["标准"]["creditsPerMonth"]) == (11, 750)


def test_credits_of_a_day_and_seats() -> None:
    found = plans("Pricing of Vidu\n\nPlan\tPrice\tCredits\tSeats\nFree\t$0\t40 / day\t1\nTeam\t$60/mo\t5,000 / mo\t4\nEnterprise\tTalk to sales\t\t\n")
    assert found == {
        "Vidu Free": {"price": 0, "billing": "FREE", "creditsPerDay": 40, "seats": 1},
        "Vidu Team": {"price": 60, "creditsPerMonth": 5000, "seats": 4},
        "Vidu Enterprise": {"billing": "CUSTOM"},
    }


@pytest.mark.parametrize(
    ("above", "owner"),
    [
        ("Price pages compared\n\n3. Hailuo\nMiniMax runs Hailuo from Shanghai.\n\n", "Hailuo"),
        (
            "Price pages compared\n\n## Luma Dream Machine\nDream Machine comes from Luma AI; a Ray2 shot lasts 9 seconds. You pay by the month:\n",
            "Dream Machine",
        ),
        ("Runway and Vidu are dearer.\n\nPika\n\n", "Pika"),
        ("## Vidu\n\nExhibit 4: Kling tiers, paid monthly\n", "Kling"),
    ],
)
def test_plans_are_of_the_product_that_stands_above(above: str, owner: str) -> None:
    found = plans(above + "- Lite: $8/mo, 300 credits per month\n- Plus: $24/mo, 1,000 credits per month\n- Enterprise: contact us\n")
    assert set(found) == {f"{owner} Lite", f"{owner} Plus", f"{owner} Enterprise"}
    assert found[f"{owner} Enterprise"] == {"billing": "CUSTOM"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Runway sells seats. Standard is $14 a month with 600 credits monthly and up to 4 users per workspace. Pro is $33 a month.",
         {"Runway Standard": {"price": 14, "creditsPerMonth": 600, "seats": 4}, "Runway Pro": {"price": 33}}),
        ("Luma AI asks $8.99 a month for Lite, $28 for Plus and $90 for Unlimited.",
         {"Luma AI Lite": {"price": 8.99}, "Luma AI Plus": {"price": 28}, "Luma AI Unlimited": {"price": 90}}),
        ("You get the $19/month Plus plan of ChatGPT.", {"ChatGPT Plus": {"price": 19}}),
        ("Google AI Pro 每月18.99美元,含900 credits/月。", {"Google AI Pro": {"price": 18.99, "creditsPerMonth": 900}}),
        ("Kling Standard, Pro and Premier cost $9, $35 and $90 a month, with 600, 2,900 and 7,500 credits a month.",
         {"Kling Standard": {"price": 9, "creditsPerMonth": 600}, "Kling Pro": {"price": 35, "creditsPerMonth": 2900},
          "Kling Premier": {"price": 90, "creditsPerMonth": 7500}}),
        ("Vidu分为Lite、Pro两档,月费分别为9美元、35美元,对应每月600、2900积分。",
         {"Vidu Lite": {"price": 9, "creditsPerMonth": 600}, "Vidu Pro": {"price": 35, "creditsPerMonth": 2900}}),
        ("可灵1.5标准版与Pika 1.5标准版分别为9美元/月、7美元/月。", {"可灵1.5 标准版": {"price": 9}, "Pika 1.5 标准版": {"price": 7}}),
        ("可灵每月58元的黄金会员赠送600灵感值。", {"可灵 黄金会员": {"price": 58, "creditsIncluded": 600}}),
        ("可灵国际站标准版月费9美元。", {"可灵 标准版": {"price": 9}}),
        ("Runway costs more, and Canva Pro is $14 a month.", {"Canva Pro": {"price": 14}}),
        ("Runway has Free (125 one-time credits) and Standard ($15/mo, 625 credits).",
         {"Runway Free": {"billing": "FREE", "creditsIncluded": 125}, "Runway Standard": {"price": 15, "creditsPerMonth": 625}}),
        ("The Standard plan of Kling is $6.99/month (660 credits).", {"Kling Standard": {"price": 6.99, "creditsPerMonth": 660}}),
        ("The free tier of Hailuo gives 90 credits a day.", {"Hailuo free": {"billing": "FREE", "creditsPerDay": 90}}),
    ],
)  # fmt: skip
def test_prose_in_every_order(text: str, expected: dict[str, Terms]) -> None:
    assert plans(f"视频工具点评\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“ChatGPT Go”订阅套餐将向所有地区开放。", {"ChatGPT Go"}),
        ("ChatGPT Plus subscribers get more, and so does the Sora Pro plan.", {"ChatGPT Plus", "Sora Pro"}),
        ("可灵每秒0.5元(按照黄金会员每灵感值0.1元换算),即梦Seedance1.0每秒0.6元(按基础会员每积分0.06元换算)。", {"可灵 黄金会员", "即梦 基础会员"}),
        ("ChatGPT的价格阶梯包括免费、Go(8美元/月)及Plus(20美元/月)。", {"ChatGPT 免费", "ChatGPT Go", "ChatGPT Plus"}),
        ("ChatGPT上线了收费的Plus版本,每月收20美元/月。", {"ChatGPT Plus版本"}),
        ("OpenAI会员可用Sora,腾讯视频会员也多,可灵免费版升级。", set()),
    ],
)
def test_plans_that_are_named_without_their_price(text: str, expected: set[str]) -> None:
    claims = extraction(f"视频工具点评\n\n{text}\n").claims
    assert {c.object.name for c in claims if c.relationship == "OFFERED_AS" and c.object} == expected


def test_a_card_says_whom_it_is_for_and_what_is_free_gives_credits() -> None:
    cards = "HeyGen pricing\n\nFree\n$0 /mo\nFor tests\nBusiness\n$149 /mo\nTeams (+$20/seat/mo)\nEnterprise\nContact Sales\nLarge houses\n"
    assert {name: terms.get("price", terms.get("billing")) for name, terms in plans(cards).items()} == {
        "HeyGen Free": 0,
        "HeyGen Business": 149,
        "HeyGen Enterprise": "CUSTOM",
    }
    listed = "Runway plans\n\n• Free — 125 credits, 720p.\n• Standard ($15/month) — 625 credits/month.\n• Pro ($35/month) — 2,250 credits/month.\n"
    assert plans(listed)["Runway Free"] == {"billing": "FREE", "creditsIncluded": 125}


@pytest.mark.parametrize(
    "text",
    [
        "Choose a licence for the Runway report\n( ) Single user  US$ 2,950\n( ) Team, up to 5 readers  US$ 4,450\n( ) Enterprise  US$ 6,900\n",
        "Runway\n\nTeam: Ann Lee, Bo Chen\nPro: cheap at $5 a share\nCon: management left\n",
        "Runway reports. Pro forma revenue is $200 a year. The team spent $20,000 a month on chips. Standard & Poor's costs $300 a month.\n",
        "Sora随OpenAI会员提供,公司企业版收入10亿元,标准品每月生产20万台,腾讯视频会员每月25元。\n",
        "Runway\n\nSubscription tiers (see the site)\nRevenue was $5 a share.\n",
    ],
)
def test_what_only_looks_like_a_plan_is_none(text: str) -> None:
    assert plans(text) == {}


def test_a_row_of_a_model_table_does_not_run_into_the_next_one() -> None:
    text = (
        "图表1:视频模型\n模型名称 发布时间 公司 视频时长 帧率 定价(年付)\n"
        "Gen-2 2023年6月 Runway 4~16s 24FPS 标准版:$11/月(600积分/月) 无限版:$75/月(积分不限,每个工作区8个用户)\n"
        "Pika 1.0 2023年11月 Pika 3s 24FPS 免费版:每日30积分 专业版:$27/月(1900积分/月)\n"
    )
    assert plans(text) == {
        "Gen-2 标准版": {"price": 11, "creditsPerMonth": 600}, "Gen-2 无限版": {"price": 75, "seats": 8},
        "Pika 1.0 免费版": {"billing": "FREE", "creditsPerDay": 30}, "Pika 1.0 专业版": {"price": 27, "creditsPerMonth": 1900},
    }  # fmt: skip


def test_a_maker_ends_where_a_figure_begins_and_the_covered_company_is_no_name() -> None:
    text = "表1:文生视频模型\n模型发布时间团队最长时长\nSora2024年2月OpenAI55秒\nVidu2024年4月生数科技、清华大学15秒\n星影2024年5月公司20秒\n"
    claims = [c for c in extraction(HEAD + text).claims if c.relationship == "DEVELOPED_BY" and c.object]
    assert {(c.subject.name, c.object.name) for c in claims if c.object} == {("Sora", "OpenAI"), ("Vidu", "生数科技"), ("Vidu", "清华大学")}
    glued = "Table 1: Models\nModelDeveloperReleasedClip length\nRay2RunwayJan 20255–10 s\nHailuo 02MiniMaxJun 20256–10 s\nVidu 2.0ShengshuJan 20254–8 s\n"
    claims = [c for c in extraction(HEAD + glued).claims if c.relationship == "DEVELOPED_BY" and c.object]
    assert {(c.subject.name, c.object.name) for c in claims if c.object} == {("Ray2", "Runway"), ("Hailuo 02", "MiniMax"), ("Vidu 2.0", "Shengshu")}


def test_versions_with_dates_are_models_and_no_plans() -> None:
    claims = extraction(HEAD + "Version\tReleased\tClip length\nKling 1.5\tSep 2024\t5–9 s\nKling 1.6\tDec 2024\t5–11 s\n").claims
    assert {(c.subject.name, c.max) for c in claims if c.property == "clipDuration"} == {("Kling 1.5", 9), ("Kling 1.6", 11)}
    assert not [c for c in claims if c.relationship == "OFFERED_AS"]


def test_a_tier_is_a_name_and_more_than_the_word_for_it() -> None:
    assert all(is_tier(t) for t in ("Standard", "Pro plan", "Free / Basic", "标准会员", "專業版", "黄金会员", "ULTRA"))
    assert not any(is_tier(t) for t in ("Proteus", "会员", "standard deviation", "收入", "$10", "Kling"))
    assert is_only_kind("会员")
    assert not is_only_kind("高级会员")


def test_the_price_that_is_paid_by_the_month_goes_before_the_one_for_a_year() -> None:
    figure = price_in("$90/yr or $9/mo", 0, 15, "")
    assert figure is not None
    assert figure.max == 9
    assert price_in("$30", 0, 3, "") is None
    assert [p.period for p in prices("$25 per user per month, USD 12 a month, 9.99 € per month")] == ["month", "month", "month"]


def test_what_paying_by_the_year_saves_says_nothing_of_a_table_by_the_month() -> None:
    table = "Plan\tPrice\tCredits per month\nLite\t$9.99\t3,200\nPlus\t$29.99\t10,000\n"
    found = plans("Pricing of Vidu\n\nThese are for monthly billing; annual billing is 20% cheaper.\n\n" + table)
    assert [found[name]["price"] for name in ("Vidu Lite", "Vidu Plus")] == [9.99, 29.99]
    assert period_of("These are for annual billing.") == "year"


def test_counts_need_their_unit() -> None:
    assert {k: v for k, (v, _) in counts_in("660 fast credits per month, room for 3 users", 0, 44).items()} == {"creditsPerMonth": 660, "seats": 3}
    assert counts_in("top-ups of $5 credits each month", 0, 32) == {}
    assert {k: v for k, (v, _) in counts_in("每日登录送66積分", 0, 10).items()} == {"creditsPerDay": 66}


def test_as_many_prices_as_tiers_or_none() -> None:
    assert list(shared_out("Lite、Pro两档月费分别为9美元、35美元、90美元", 0, 29)) == []
    assert [plan.tier for plan in plans_in("Lite is $9 a month", 0, 18)] == ["Lite"]


def test_lists_and_stacks_want_more_than_one_plan() -> None:
    text = "- Pro: $9/mo\n- tips: keep prompts short\n"
    assert list(offers(text, ())) == []
    assert list(stacked("Plan\nGoals for the year\nGrow by $9\nWin\n")) == []


def offered(text: str) -> dict[str, dict[str, float]]:
    """The plans of a text by name, each with its figures."""
    found: dict[str, dict[str, float]] = {}
    for c in extraction(NOTES + text).claims:
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
    found = offered(text)
    assert {name: (figures.get("price"), figures.get("creditsPerMonth")) for name, figures in found.items()} == expected


def test_credits_a_day_and_seats_are_told_from_credits_a_month() -> None:
    assert offered(LISTS[0][0])["Kling Free"] == {"price": 0, "creditsPerDay": 70}
    assert offered(LISTS[4][0])["Vidu Ultimate"]["seats"] == 3
    assert offered(LISTS[6][0])["Runway Standard"]["seats"] == 4


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
    assert offered(text) == {}


def test_a_row_of_one_model_does_not_take_the_next() -> None:
    text = (
        "图表2: 视频模型对比\n模型名称 发布时间 公司 视频时长 帧率 定价\nGen-3 Alpha 2024年6月 Runway 5~10s 24FPS 免费版:一次性125积分 "
        "标准版:$13/月(640积分/月)\n"
        "Pika 2.0 2024年12月 Pika 5s 24FPS 标准版:$9/月(720积分/月)\n海螺 2024年9月 MiniMax 6s 25FPS _\n"
    )
    figures = {(c.subject.name, c.property, c.min, c.max) for c in extraction(NOTES + text).claims if c.property in ("clipDuration", "frameRate")}
    assert {("Gen-3 Alpha", "clipDuration", 5, 10), ("Pika 2.0", "clipDuration", 5, 5), ("海螺", "frameRate", 25, 25)} <= figures
    assert {name: f.get("price") for name, f in offered(text).items()} == {"Gen-3 Alpha 免费版": None, "Gen-3 Alpha 标准版": 13, "Pika 2.0 标准版": 9}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("■ Rivals. Runway and Pika are named most.\n■ Prices. Vidu: Lite plan is $8.99/month with 1,900 credits, Pro $28.99/month with 6,500 credits.\n",
         {"Vidu Lite": {"price": 8.99, "creditsPerMonth": 1900}, "Vidu Pro": {"price": 28.99, "creditsPerMonth": 6500}}),
        ("Vidu\nLite costs $9 a month with 1,400 credits; Plus is $28 with 5,500; Pro is $55 with 14,000. The Free tier hands out 50 credits a day.\n",
         {"Vidu Lite": {"price": 9, "creditsPerMonth": 1400}, "Vidu Plus": {"price": 28, "creditsPerMonth": 5500},
          "Vidu Pro": {"price": 55, "creditsPerMonth": 14000}, "Vidu Free": {"creditsPerDay": 50}}),
        ("Vidu\n\nLite: $9/mo for 700 credits\nPlus – $29/month, 2,900 credits\nPro – $89/month (first month $40)\n",
         {"Vidu Lite": {"price": 9, "creditsPerMonth": 700}, "Vidu Plus": {"price": 29, "creditsPerMonth": 2900}, "Vidu Pro": {"price": 89}}),
        ("Vidu Plus每月18美元,含900积分,一次最多4条;Vidu Pro每年240美元。\n", {"Vidu Plus": {"price": 18, "creditsPerMonth": 900}, "Vidu Pro": {"price": 20}}),
        ("Vidu Lite is $9 a year with 300 credits.\n", {"Vidu Lite": {"price": 0.75}}),
        ("Vidu Lite is $9 a month with 300 users, Pro $20 a month with 4.5 points more.\n", {"Vidu Lite": {"price": 9}, "Vidu Pro": {"price": 20}}),
        ("Vidu Lite is $9 with 300 credits.\n", {}),
        ("Vidu Lite is $9 a month.\nRunway Pro is $20 with 400 credits.\n", {"Vidu Lite": {"price": 9}}),
    ],
)  # fmt: skip
def test_credits_that_come_with_a_price_for_a_month(text: str, expected: dict[str, dict[str, float]]) -> None:
    found = offered(text)
    assert {name: {k: v for k, v in terms.items() if k != "seats"} for name, terms in found.items()} == expected


@pytest.mark.parametrize("head", ["Plan", "表2.Vidu会员价格(按月付费)档位"])
def test_a_table_that_is_glued_into_one_line_is_cut_where_its_rows_agree(head: str) -> None:
    middle = "价格每月积分并发任务" if head != "Plan" else "Price per monthCredits per monthParallel jobs"
    found = offered(f"Vidu\n{head}{middle}Free$0601Lite$97002Pro$314,1004Ultra$897,5008 来源:官网\n")
    assert found == {
        "Vidu Free": {"price": 0, "creditsPerMonth": 60}, "Vidu Lite": {"price": 9, "creditsPerMonth": 700},
        "Vidu Pro": {"price": 31, "creditsPerMonth": 4100}, "Vidu Ultra": {"price": 89, "creditsPerMonth": 7500}}  # fmt: skip


def test_digits_that_run_on_are_no_price() -> None:
    assert not any("price" in terms for terms in offered("Vidu\nFree$0601Lite$970024Pro$3141004\n").values())
