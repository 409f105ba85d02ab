"""Rows of tables whose cells are parted by single spaces, by line ends or by nothing, and whose plans they are."""

from __future__ import annotations

import pytest

from graph.claim import Claim
from loaders.extraction import extract_document
from tests.loaders.reading import document, objects

HEAD = "某某证券 行业点评 2024年2月20日\n\n"


def said(text: str) -> list[Claim]:
    found = extract_document(document(HEAD + text))
    raw = found.document.raw
    assert all(raw[c.span.start : c.span.end] == c.span.quote for c in found.claims)
    return [c for c in found.claims if c.method.startswith("tables/")]


def of_models(text: str, *slots: str) -> set[tuple[str, str, object, object]]:
    claims = [c for c in said(text) if c.subject.type == "AIModel" and c.slot in slots]
    return {(c.subject.name, c.slot, c.value or c.min, c.max) for c in claims}


def of_plans(text: str) -> dict[str, dict[str, str | float | None]]:
    plans: dict[str, dict[str, str | float | None]] = {}
    for c in said(text):
        if c.subject.type == "PricingPlan" and c.property and c.property != "tier":
            plans.setdefault(c.subject.name, {})[c.property] = c.max if c.property == "price" else c.value
    return plans


def test_cells_with_spaces_inside_are_parted_by_single_spaces() -> None:
    text = (
        "表3: 视频模型对比\n模型 厂商 上线时间 单次时长 帧率\n可灵 1.6 快手 2024 年 12 月 5-10s 30fps\n"
        "Movie Gen Meta 2024Q4 16 秒 16 fps\nStable Video 4D Stability AI 2024 年 7 月 - -\nMarey Moonvalley 2025/03 5 秒 24 fps\n资料来源:公司\n"
    )
    assert of_models(text, "releasedOn") == {
        ("可灵1.6", "releasedOn", "2024-12", None), ("Movie Gen", "releasedOn", "2024", None),
        ("Stable Video 4D", "releasedOn", "2024-07", None), ("Marey", "releasedOn", "2025-03", None)}  # fmt: skip
    assert of_models(text, "clipDuration", "frameRate") == {
        ("可灵1.6", "clipDuration", 5, 10), ("可灵1.6", "frameRate", 30, 30), ("Movie Gen", "clipDuration", 16, 16), ("Movie Gen", "frameRate", 16, 16),
        ("Marey", "clipDuration", 5, 5), ("Marey", "frameRate", 24, 24)}  # fmt: skip
    assert "Stability AI" in objects(said(text), "DEVELOPED_BY")


def test_a_word_that_no_data_have_among_headings_is_one_too() -> None:
    text = "产品 最高分辨率 最高帧率 单次最长时长 封装格式\n晴空AI 4K 60fps 30秒/段 MP4\n可灵AI 1080p (1920×1080) 30fps 120秒 MP4\nVidu 1080p - 8秒 MP4\n"
    text = "我们测试晴空AI、可灵AI、Vidu。\n\n" + text
    assert of_models(text, "clipDuration") == {
        ("晴空AI", "clipDuration", None, 30), ("可灵AI", "clipDuration", None, 120), ("Vidu", "clipDuration", None, 8)}  # fmt: skip


def test_credits_for_a_log_in_are_a_days() -> None:
    text = "海螺AI会员\n\n会员等级 月费(美元) 积分\n免费用户 - 每天签到送 40\n标准会员 9.99 1,000/月\n旗舰会员 面议 不限\n"
    assert of_plans(text) == {
        "海螺AI 免费用户": {"billing": "FREE", "creditsPerDay": "40"},
        "海螺AI 标准会员": {"price": 9.99, "billing": "MONTHLY", "creditsPerMonth": "1000"},
        "海螺AI 旗舰会员": {"billing": "CUSTOM"},
    }


def test_a_date_above_a_table_says_nothing_of_its_credits() -> None:
    assert of_plans("海螺AI会员(2024年2月3日)\n\n档位 价格 积分\n基础版 39元 600\n专业版 99元 2,400\n")["海螺AI 专业版"]["creditsIncluded"] == "2400"


def test_a_glued_version_is_no_length() -> None:
    text = "ModelClip lengthFPSNotes\nVeo 24–8s24fast\nHailuo 026–10s25good\nGen-4 Turbo5-10s24-30best\nKling 2.15-10s30-\n"
    assert of_models(text, "clipDuration", "frameRate") == {
        ("Veo 2", "clipDuration", 4, 8), ("Veo 2", "frameRate", 24, 24), ("Hailuo 02", "clipDuration", 6, 10), ("Hailuo 02", "frameRate", 25, 25),
        ("Gen-4 Turbo", "clipDuration", 5, 10), ("Gen-4 Turbo", "frameRate", 24, 30), ("Kling 2.1", "clipDuration", 5, 10),
        ("Kling 2.1", "frameRate", 30, 30)}  # fmt: skip


def test_a_length_apart_is_no_version() -> None:
    text = "Model Clip length FPS\nVidu 16s 24fps\nSora 60s 30fps\n"
    assert of_models(text, "clipDuration") == {("Vidu", "clipDuration", 16, 16), ("Sora", "clipDuration", 60, 60)}


def test_a_table_of_endpoints_names_models_and_what_a_second_costs_is_no_plan() -> None:
    text = "## Rates\n\nEndpointDurationFPS$/s 720p$/s 4K\nOrrery-3 Fast5-15 s25-500.030.12\nOrrery-3 Protba-0.08-\n"
    claims = said(text)
    assert {c.object.name for c in claims if c.relationship == "MENTIONS" and c.object} == {"Orrery-3 Fast", "Orrery-3 Pro"}
    assert of_models(text, "clipDuration", "frameRate") == {("Orrery-3 Fast", "clipDuration", 5, 15), ("Orrery-3 Fast", "frameRate", 25, 50)}
    assert of_plans(text) == {}


def test_more_of_a_version_than_is_known_is_another_model() -> None:
    text = "Model\tReleased\tParams\nLTXV-7B\tJun 2025\t7B\nLTXV-7B Distilled\tJul 2025\t7B\nSora(OpenAI)\tFeb 2024\t-\n"
    dates = {("LTXV-7B", "releasedOn", "2025-06", None), ("LTXV-7B Distilled", "releasedOn", "2025-07", None), ("Sora", "releasedOn", "2024-02", None)}
    assert of_models(text, "releasedOn") == dates


def test_a_heading_names_the_product_of_glued_plans() -> None:
    text = (
        "## Acme Studio subscriptions (monthly billing)\n\nPlanUSD/moCredits/moSeatsLicence\nFree$03001 (one-time credits)personal\n"
        "Lite$129,6001personal\nTeam$4532,4004commercial\nEnterprisequote-customcustom\n"
    )
    assert of_plans(text) == {
        "Acme Studio Free": {"price": 0, "billing": "FREE", "creditsIncluded": "300", "seats": "1"},
        "Acme Studio Lite": {"price": 12, "billing": "MONTHLY", "creditsPerMonth": "9600", "seats": "1"},
        "Acme Studio Team": {"price": 45, "billing": "MONTHLY", "creditsPerMonth": "32400", "seats": "4"},
        "Acme Studio Enterprise": {"billing": "CUSTOM"},
    }


@pytest.mark.parametrize("heading", ["Pricing plans", "Market pricing", "Monthly plans", "Our prices"])
def test_words_that_say_which_plans_are_no_product(heading: str) -> None:
    text = f"{heading}\n\nPlan | Price per month | Credits per month\nBasic | $10 | 500\nPro | $30 | 2,000\n\nThe market for plans is small.\n"
    assert of_plans(text) == {}


def test_one_cell_a_line_may_hold_words_where_figures_are_wanted() -> None:
    text = (
        "工具\n档位\n月费\n额度\nVidu\n标准版\n$10\n800积分/月\nVidu\n旗舰版\n$99起\n标准版的5倍\n"
        "PixVerse\nPro\n$30\n6,000积分/月\n资料来源:公司官网\n\n以上为月付价格。\n"
    )
    assert of_plans(text) == {
        "Vidu 标准版": {"price": 10, "billing": "MONTHLY", "creditsPerMonth": "800"},
        "Vidu 旗舰版": {"price": 99, "billing": "MONTHLY"},
        "PixVerse Pro": {"price": 30, "billing": "MONTHLY", "creditsPerMonth": "6000"},
    }


def test_lines_below_headings_that_hold_no_figures_are_no_table() -> None:
    assert of_plans("工具\n档位\n月费\n额度\n以上四项\n各家口径不一\n本文不比较\n仅作参考\n其余部分\n另行说明\n见下一章\n谢谢阅读\n") == {}


def test_a_card_of_many_lines_and_a_price_on_request() -> None:
    perks = "".join(f"Perk number {i} of many\n" for i in ("one", "two", "three", "four", "five", "six", "seven", "eight"))
    text = (
        f"Vidu plans\n\nBasic\nTo begin with\n$8\n/month\n200 credits per month\n{perks}Choose\n\nPro\nFor makers\n$24\n/month\n900 credits per month\n"
        f"{perks}Choose\n\nEnterprise\nCustom\nPrivate cloud\nContact sales\n"
    )
    plans = of_plans(text)
    assert plans["Vidu Pro"] == {"price": 24, "billing": "MONTHLY", "creditsPerMonth": "900"}
    assert plans["Vidu Enterprise"] == {"billing": "CUSTOM"}
    assert set(plans) == {"Vidu Basic", "Vidu Pro", "Vidu Enterprise"}


def test_a_heading_in_two_languages_needs_no_space_between() -> None:
    assert of_plans("Vidu会员\n\n方案Plan\t月费\t积分/月\nStandard\t$11\t700\nPremium\t$33\t3,500\n")["Vidu Premium"]["creditsPerMonth"] == "3500"


@pytest.mark.parametrize(
    "table",
    [
        '<table><tr><th>产品</th><th>档位</th><th>月费(美元)</th><th>每月积分</th></tr><tr><td rowspan="2">Vidu</td><td>基础版</td><td>9</td><td>700</td></tr>'
        "<tr><td>高级版</td><td>33</td><td>3,600</td></tr><tr><td>PixVerse</td><td>Pro</td><td>28</td><td>5,000</td></tr></table>",
        "| 产品 | 档位 | 月费(美元) | 每月积分 |\n|---|---|---|---|\n| Vidu | 基础版 | 9 | 700 |\n| | 高级版 | 33 | 3,600 |\n| PixVerse | Pro | 28 | 5,000 |\n",
    ],
)
def test_a_product_that_is_named_once_has_the_plans_below_it(table: str) -> None:
    assert {name: (p["price"], p["creditsPerMonth"]) for name, p in of_plans(f"表2:会员价格(月付)\n\n{table}").items()} == {
        "Vidu 基础版": (9, "700"), "Vidu 高级版": (33, "3600"), "PixVerse Pro": (28, "5000")}  # fmt: skip


def test_a_caption_that_ends_in_the_word_for_a_heading_is_none() -> None:
    text = "Figure 3: Vidu web subscription (monthly, US$) Plan Price Credits per month Lite $12.99 1,100 Plus $44.99 4,300 Source: Company\n"
    assert of_plans(text) == {
        "Vidu Lite": {"price": 12.99, "billing": "MONTHLY", "creditsPerMonth": "1100"},
        "Vidu Plus": {"price": 44.99, "billing": "MONTHLY", "creditsPerMonth": "4300"},
    }


@pytest.mark.parametrize("jobs", ["Parallel jobs", "Lanes"])
def test_counts_behind_credits_are_cut_from_them_where_the_rows_agree(jobs: str) -> None:
    text = (
        f"Vidu\n\nPlanPriceCredits / month{jobs}\nFree$0-1\nLite$8.991,1002\nPlus$33.994,2004\nUltra$119.9913,0006\n"
        "A 7-second clip at 720p costs 30 credits, a longer one 45. They lapse.\n"
    )
    assert {name: (p.get("price"), p.get("creditsPerMonth")) for name, p in of_plans(text).items()} == {
        "Vidu Free": (0, None), "Vidu Lite": (8.99, "1100"), "Vidu Plus": (33.99, "4200"), "Vidu Ultra": (119.99, "13000")}  # fmt: skip


def test_digits_that_can_be_cut_in_two_ways_state_nothing() -> None:
    assert of_plans("Vidu\n\nPlanPriceCredits / monthParallel jobs\nFree$01211\nLite$12345678\n").get("Vidu Lite", {}).keys() <= {"billing"}


def test_small_letters_may_begin_a_heading_that_is_known_and_words_a_figure() -> None:
    text = "ModelReleasedClip lengthMax resolutionfpsNotes\nHailuo 02May 20255-9 s1080p (4K later)25lively\nVidu 2.0Jan 20254-8 s720p302x as cheap\n"
    assert of_models(text, "frameRate", "releasedOn") == {
        ("Hailuo 02", "frameRate", 25, 25), ("Hailuo 02", "releasedOn", "2025-05", None), ("Vidu 2.0", "frameRate", 30, 30),
        ("Vidu 2.0", "releasedOn", "2025-01", None)}  # fmt: skip


def test_of_an_interfaces_name_and_its_label_the_label_names_the_model() -> None:
    text = (
        "# Video\n\nmodel | Label | Duration |\n|---|---|---|\nfarhill3-pro-text-to-video | Farhill 3.0 Pro | 3–15s |\n"
        "farhill3-lite-text-to-video | Farhill 3.0 Lite | 4–8s |\n"
    )
    assert of_models(text, "clipDuration") == {("Farhill 3.0 Pro", "clipDuration", 3.0, 15.0), ("Farhill 3.0 Lite", "clipDuration", 4.0, 8.0)}


def test_a_price_that_runs_into_what_follows_ends_behind_its_cents() -> None:
    text = "Runway plans:\n\nPlanPriceCredits\nStandard$9.99200\nPro$24.99500\nUnlimited$69.991400\n"
    assert {name: plan.get("creditsIncluded") for name, plan in of_plans(text).items()} == {
        "Runway Standard": "200",
        "Runway Pro": "500",
        "Runway Unlimited": "1400",
    }
