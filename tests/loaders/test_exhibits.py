"""Exhibits are captions with a number; their sources are organizations, not kinds of papers."""

from __future__ import annotations

import pytest

from loaders.extractors.exhibits import exhibits
from tests.loaders.reading import found, objects

CAPTIONS = [
    ("图表1:训练流程示意 资料来源:OpenAI,五岭证券研究所 为了训练", [(1, "训练流程示意")], ["OpenAI", "五岭证券"]),
    ("图表1:流程 资料来源:OpenAI 图表2:对语言的理解 资料来源:Wind", [(1, "流程"), (2, "对语言的理解")], ["OpenAI", "Wind"]),
    (
        "图表4:海外视频模型一览(截至2024年3月1日) 模型名称 推出时间 公司 视频时长 定价(按年计费) Gen-2 2023年6月 4~16s",
        [(4, "海外视频模型一览(截至2024年3月1日)")],
        [],
    ),
    ("表 2 近期发布的模型\n模型 公司\n资料来源:公司公告,清禾证券研究所整理\n", [(2, "近期发布的模型")], ["清禾证券"]),
    ("Figure 3: Clip length by model\nSource: Company data, Gartner\n", [(3, "Clip length by model")], ["Gartner"]),
    (
        "Exhibit 4: What plans cost\n\nTable 4. Credits and seats\nSources: IDC and Gartner\n",
        [(4, "What plans cost"), (4, "Credits and seats")],
        ["IDC", "Gartner"],
    ),
    (
        "Exhibit 5: Peers\nSource: Bloomberg, wind; all of the subject issuers, is, up 131%, "
        "US$502mn for 2026E, prices of 2025-10-15, Old Pier Building, 12 Harbour Road\n",
        [(5, "Peers")],
        ["Bloomberg", "wind"],
    ),
    ("图1:全球 AI 市场规模\n", [(1, "全球 AI 市场规模")], []),
    ("图表1:规模 ........ 3\n图表2:增速 ........ 4\n正文\n图表1:规模\n", [(1, "规模"), (2, "增速")], []),
]


@pytest.mark.parametrize(("text", "captions", "sources"), CAPTIONS)
def test_captions(text: str, captions: list[tuple[int, str]], sources: list[str]) -> None:
    claims = found("报告的标题在这里写着\n\n" + text, exhibits)
    shown = [(c.properties["number"], c.object.name) for c in claims if c.relationship == "HAS_EXHIBIT" and c.object]
    assert sorted(shown) == sorted(captions)
    assert sorted(objects(claims, "SOURCED_FROM")) == sorted(sources)


@pytest.mark.parametrize("text", ["如图1所示,需求上行。", "(见图表3)", "图 2 显示了趋势", "Figure 3 shows growth.", "As Table 1 shows: more"])
def test_mentions_of_exhibits_are_none(text: str) -> None:
    assert found("报告的标题在这里写着\n正文。" + text, exhibits) == []


def test_an_exhibit_belongs_to_its_report_and_the_house_is_its_own_source() -> None:
    text = "[五岭证券]:视频模型点评与展望 - 发现报告\n\n视频模型点评与展望\n\n图表1:流程示意\n资料来源:Wind,五岭证券研究所\n"
    claims = found(text, exhibits)
    assert claims[0].object is not None
    assert claims[0].object.scope == "视频模型点评与展望"
    assert objects(claims, "SOURCED_FROM") == ["Wind", "五岭证券"]
    assert [(c.subject.name, c.value) for c in claims if c.property == "roles"] == [("Wind", "DATA_PROVIDER")]
