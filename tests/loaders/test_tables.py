"""Tables in every form that extraction leaves of them, and what their cells state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.claim import Claim
from graph.values import Polarity, Qualifier
from loaders.extraction import Extraction, extract_document
from tests.loaders.reading import document

HEAD = "某某证券 行业点评 2024年2月20日\n"


def extraction(text: str) -> Extraction:
    return extract_document(document(HEAD + text))


def said(text: str) -> list[Claim]:
    return [c for c in extraction(text).claims if c.method.startswith("tables/")]


def plan_figures(claims: list[Claim]) -> dict[str, dict[str, str | float | None]]:
    plans: dict[str, dict[str, str | float | None]] = {}
    for c in claims:
        if c.subject.type == "PricingPlan" and c.property and c.property != "tier":
            plans.setdefault(c.subject.name, {})[c.property] = c.max if c.property == "price" else c.value
    return plans


ROWS = [["Sora", "2024年2月", "OpenAI", "60s", "24fps"], ["Gen-2", "2023年6月", "Runway", "4~16s", "_"]]
HEADINGS = ["模型名称", "推出时间", "团队", "视频时长", "视频帧率"]


def _html(lines: list[list[str]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines) + "</table>"


def _pipes(lines: list[list[str]]) -> str:
    rule = "|" + "---|" * len(lines[0])
    return "\n".join(["| " + " | ".join(lines[0]) + " |", rule, *("| " + " | ".join(line) + " |" for line in lines[1:])])


LAYOUTS: list[Callable[[list[list[str]]], str]] = [
    _html,
    _pipes,
    lambda lines: _pipes(lines).replace("\n", " "),
    lambda lines: "\n".join("\t".join(line) for line in lines),
    lambda lines: "\n".join("   ".join(line) for line in lines),
    lambda lines: "\n".join(" | ".join(line) for line in lines),
    lambda lines: "\n".join(" ".join(line) for line in lines),
    lambda lines: "图表1:模型对比 " + " ".join(" ".join(line) for line in lines) + " 资料来源:公司官网",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_table_says_the_same_in_every_layout(layout: Callable[[list[list[str]]], str]) -> None:
    claims = said(layout([HEADINGS, *ROWS]) + "\n")
    values = {(c.subject.name, c.slot, c.object.name if c.object else c.value, c.min, c.max) for c in claims if c.slot not in ("MENTIONS", "modality")}
    assert {
        ("Sora", "releasedOn", "2024-02", None, None), ("Sora", "DEVELOPED_BY", "OpenAI", None, None), ("Sora", "clipDuration", None, 60, 60),
        ("Sora", "frameRate", None, 24, 24), ("Gen-2", "releasedOn", "2023-06", None, None), ("Gen-2", "DEVELOPED_BY", "Runway", None, None),
        ("Gen-2", "clipDuration", None, 4, 16), ("Sora", "COMPARED_WITH", "Gen-2", None, None),
    } == values  # fmt: skip


def test_a_dash_states_nothing_and_words_state_that_there_is_none() -> None:
    claims = said(_html([["模型", "视频时长", "帧率"], ["Sora", "—", "不支持"], ["Gen-2", "未公布", "_"]]))
    assert [(c.subject.name, c.property) for c in claims if c.property] == [("Sora", "frameRate")]
    assert claims[0].polarity is Polarity.EXPLICITLY_NONE or claims[-1].polarity is Polarity.EXPLICITLY_NONE


def test_a_table_that_ran_into_one_line_is_read_by_its_columns_alone() -> None:
    text = (
        "栏目 | 影像 图表3:影像工具一览 模型 团队 发布时间 时长 帧率 Video LDM 英伟达 2023年4月 4.7s 24FPS "
        "Gen-2 Runway 2023年6月 4~16s 24FPS Pika 1.0 Pika 2023年11月 3~7s 24FPS 资料来源:某某研究所\n"
    )
    figures = sorted((c.subject.name, c.min, c.max) for c in said(text) if c.slot == "clipDuration")
    assert figures == [("Gen-2", 4, 16), ("Pika 1.0", 3, 7), ("Video LDM", 4.7, 4.7)]


def test_a_missing_column_does_not_move_the_others() -> None:
    text = "模型名称 推出时间 团队 视频时长 视频帧率 Video LDM 2023年4月 4.7s 24FPS Gen-2 2023年6月 4~16s _ 资料来源:公司"
    values = {(c.subject.name, c.slot, c.min, c.max) for c in said(text) if c.slot in ("clipDuration", "frameRate", "DEVELOPED_BY")}
    assert values == {("Video LDM", "clipDuration", 4.7, 4.7), ("Video LDM", "frameRate", 24, 24), ("Gen-2", "clipDuration", 4, 16)}


def test_the_caption_dates_its_cells_and_a_heading_bounds_them() -> None:
    (claim,) = [c for c in said("表1:模型对比(截至2024年2月1日)\n模型\t最长时长(秒)\nSora\t60\nGen-2\t_\n") if c.property]
    assert (claim.as_of, claim.min, claim.max, claim.qualifier) == ("2024-02-01", None, 60, Qualifier.AT_MOST)


def test_a_table_may_be_turned_on_its_side() -> None:
    claims = said("Feature\tGen-4\tRay2\nDeveloper\tRunway\tLuma AI\nMax length\t10 seconds\t30 seconds\nPrice\tStandard: $12/mo\tLite: $7.99/mo\n")
    assert {(c.subject.name, c.object.name) for c in claims if c.relationship == "DEVELOPED_BY" and c.object} == {("Gen-4", "Runway"), ("Ray2", "Luma AI")}
    assert {(c.subject.name, c.max) for c in claims if c.property == "clipDuration"} == {("Gen-4", 10), ("Ray2", 30)}
    assert plan_figures(claims)["Ray2 Lite"]["price"] == 7.99


def test_plans_in_a_cell_are_read_up_to_where_the_page_cuts_them_off() -> None:
    text = (
        "模型名称 推出时间 视频时长 定价(按年计费模式) Gen-2 2023年6月 4~16s 初始账号提供125积分(125积分=25个Gen-2生成) "
        "标准会员:$12/月(625积分/月,每个工作区5个用户) "
        "Pika 1.0 2023年11月 3~15s 免费账号:每日提供30积分(10个积分相当于一个3秒视频) 无限会员:$28/月(2"
    )
    plans = plan_figures(said(text))
    assert plans["Gen-2 初始账号"] == {"creditsIncluded": "125"}
    assert plans["Gen-2 标准会员"] == {"price": 12, "billing": "ANNUAL", "creditsPerMonth": "625", "seats": "5"}
    assert plans["Pika 1.0 免费账号"] == {"billing": "FREE", "creditsPerDay": "30"}
    assert plans["Pika 1.0 无限会员"] == {"price": 28, "billing": "ANNUAL"}


def test_glued_cells_are_parted_by_what_the_rows_have_in_common() -> None:
    text = (
        "Kling AI pricing\n\nPlan$/moCredits/moVideos\n\nFree$0120 (one-time)~15\nStandard$15625~78\nPro$352,250~281\n"
        "Unlimited$95Unlimited (Relaxed)unlimited\nEnterprisecontactcustomcustom\n"
    )
    plans = {name.removeprefix("Kling AI "): values for name, values in plan_figures(said(text)).items()}
    assert plans == {
        "Free": {"price": 0, "billing": "FREE", "creditsIncluded": "120"}, "Standard": {"price": 15, "billing": "MONTHLY", "creditsPerMonth": "625"},
        "Pro": {"price": 35, "billing": "MONTHLY", "creditsPerMonth": "2250"}, "Unlimited": {"price": 95, "billing": "MONTHLY"},
        "Enterprise": {"billing": "CUSTOM"},
    }  # fmt: skip


def test_glued_cells_that_nothing_parts_are_left_out_with_an_issue() -> None:
    found = extraction("Kling AI pricing\n\nPlan$/moCredits/mo\n\nStandard$15625\n")
    assert plan_figures(list(found.claims)) == {}
    assert any("run into each other" in issue.reason for issue in found.issues)


def test_a_glued_year_is_told_from_the_version() -> None:
    claims = said(
        "Runway models\n\nModelReleasedStrengthsCost (credits/sec)\n\nGen-4 Turbo2026Fast, 720p~5-7\nGen-42025Longer clips~10-12\nGen-3 Alpha2024Old10\n"
    )
    assert {(c.subject.name, c.value) for c in claims if c.property == "releasedOn"} == {("Gen-4 Turbo", "2026"), ("Gen-4", "2025"), ("Gen-3 Alpha", "2024")}


def test_a_plan_table_names_its_product_in_the_cell_in_a_column_or_in_the_title() -> None:
    in_cell = plan_figures(said("Plan | Price per month | Credits per month\nGen-2 Pro | $35 | 2,250\nGen-2 Unlimited | $95 | Unlimited\n"))
    assert in_cell == {"Gen-2 Pro": {"price": 35, "billing": "MONTHLY", "creditsPerMonth": "2250"}, "Gen-2 Unlimited": {"price": 95, "billing": "MONTHLY"}}
    in_column = plan_figures(said("产品 套餐 价格 积分\nPika 标准版 $10/月 700积分/月\nPixVerse 基础版 $5/月 1000积分/月\n"))
    assert set(in_column) == {"Pika 标准版", "PixVerse 基础版"}


def test_prose_tells_of_plans_too() -> None:
    text = "价格:Runway把Gen-2的标准会员定为$15/月,Pro会员为$35/月;Pika 1.0的标准会员为$10/月。ChatGPT Plus is $20/month."
    claims = [c for c in extraction(text).claims if c.method.startswith("subscriptions/")]
    assert {name: values["price"] for name, values in plan_figures(claims).items()} == {
        "Gen-2 标准会员": 15, "Gen-2 Pro会员": 35, "Pika 1.0 标准会员": 10, "ChatGPT Plus": 20}  # fmt: skip


def test_an_index_table_makes_no_models_and_no_securities() -> None:
    found = extraction(_html([["指数名称", "收盘价", "涨跌幅"], ["上证指数", "4,128.37", "0.13%"], ["沪深 300", "4,724.30", "0.11%"]]))
    assert {c.object.type for c in found.claims if c.relationship == "MENTIONS" and c.object and c.object.name != "某某证券"} <= {"MarketIndex", "Organization"}
    assert not [c for c in found.claims if c.slot in ("COVERS_SECURITY", "COMPARED_WITH")]
