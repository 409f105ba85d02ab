"""Pricing plans in the layouts that wikis, price pages, newsletters and brokers print, and what only looks like one."""

from __future__ import annotations

import pytest

from loaders.extractors.offers import offers
from loaders.extractors.plans import plans_in
from loaders.extractors.quantities import prices
from loaders.extractors.shared_terms import shared_out
from loaders.extractors.stacked import stacked
from loaders.extractors.terms import counts_in, price_in
from loaders.extractors.tiers import is_only_kind, is_tier
from tests.loaders.reading import extraction

HEAD = "某某证券 行业点评 2025年3月20日\n\n"
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
        ("The free tier of Hailuo gives 90 credits a day.", {"Hailuo free": {"billing": "FREE", "creditsPerDay": 90}}),
    ],
)  # fmt: skip
def test_prose_in_every_order(text: str, expected: dict[str, Terms]) -> None:
    assert plans(f"视频工具点评\n\n{text}\n") == expected


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
