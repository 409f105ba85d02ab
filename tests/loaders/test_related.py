"""Related reports are those that the report lists as such, with the day of each."""

from __future__ import annotations

import pytest

from loaders.extractors.related import related
from tests.loaders.reading import found

LISTS = [
    (
        "相关研究 \uf0d8 《甲行业周报:一》(2024/2/5) \uf0d8 《乙点评:二,三》(2024/1/21) 事件描述 《办法》(2023/1/1)印发",
        [("甲行业周报:一", "2024-02-05"), ("乙点评:二,三", "2024-01-21")],
    ),
    (
        "相关报告\n1.《光模块:放量在即》2024.01.05\n2.《服务器:从整机到液冷》2023.12.11\n正文",
        [("光模块:放量在即", "2024-01-05"), ("服务器:从整机到液冷", "2023-12-11")],
    ),
    ("相关研究:《甲的深度报告》--20240105;《乙的深度报告》20231211", [("甲的深度报告", "2024-01-05"), ("乙的深度报告", "2023-12-11")]),
    ("近期报告\n2024-01-05 《甲的深度报告》\n2023-12-11 《乙的深度报告》\n", [("甲的深度报告", "2024-01-05"), ("乙的深度报告", "2023-12-11")]),
    ("相关报告\n甲行业的周报与展望 2024.01.05\n乙行业的点评 2023.12.11\n正文没有日期", [("甲行业的周报与展望", "2024-01-05"), ("乙行业的点评", "2023-12-11")]),
    (
        "Related research\n- Cloud capex: still climbing (April 11, 2024)\n- Who pays for it (March 4, 2024)\n\nRisks",
        [("Cloud capex: still climbing", "2024-04-11"), ("Who pays for it", "2024-03-04")],
    ),
    (
        'Related reports\n"Foundry update", 2 May 2024\n"Memory prices climb", 8 April 2024\n',
        [("Foundry update", "2024-05-02"), ("Memory prices climb", "2024-04-08")],
    ),
    (
        'Related research: "Pricing clips: who pays" (17 January 2025); "Seats under strain" (3 December 2024)\n\nSource: us.',
        [("Pricing clips: who pays", "2025-01-17"), ("Seats under strain", "2024-12-03")],
    ),
    (
        "See also\nGlobal Voice Market 2024-2029 (October 2024)\nGlobal Advert Market 2025-2032 (January 2025)\n\nWhy us?",
        [("Global Voice Market 2024-2029", "2024-10"), ("Global Advert Market 2025-2032", "2025-01")],
    ),
    (
        "相关研究报告 视频月度跟踪:接口开放,格局再起波澜 2025-03-21 传媒行业深度:漫剧的成本曲线 2025-02-28 核心观点 4月15日,有发布会。",
        [("视频月度跟踪:接口开放,格局再起波澜", "2025-03-21"), ("传媒行业深度:漫剧的成本曲线", "2025-02-28")],
    ),
    (
        "相关研究\n1、《需求再上修,1.6T进入\n放量前夜》2025-11-16\n2、《运营商稳健》2025-11-09\n",
        [("需求再上修,1.6T进入放量前夜", "2025-11-16"), ("运营商稳健", "2025-11-09")],
    ),
    ("相关研究\n1、《新品周期》\n2025-05-22\n2、《出海提速》\n2025-05-18\n", [("新品周期", "2025-05-22"), ("出海提速", "2025-05-18")]),
    ("過往報告\n《應用股的重估》 2025-02-10\n《2025年展望》 2024-12-16\n", [("應用股的重估", "2025-02-10"), ("2025年展望", "2024-12-16")]),
]


@pytest.mark.parametrize(("text", "cited"), LISTS)
def test_lists(text: str, cited: list[tuple[str, str]]) -> None:
    claims = found("报告的标题在这里写着\n" + text, related)
    assert [(c.object.name, c.object.scope) for c in claims if c.object] == cited
    assert [(c.subject.name, c.value) for c in claims if c.property == "publishedOn"] == cited


@pytest.mark.parametrize(
    "text",
    [
        "1月23日印发《制造业中试创新发展实施意见》(2024/1/23)。",
        "相关研究表明,《我的世界》(2011)很受欢迎。",
        "相关研究\n正文从这里开始。",
        "See also the price list of 3 May 2024.",
    ],
)
def test_titles_in_brackets_alone_are_not_related_reports(text: str) -> None:
    assert found("报告的标题在这里写着\n" + text, related) == []


def test_a_title_without_a_date_is_cited_without_one() -> None:
    claims = found("报告的标题在这里写着\n相关研究\n《甲的深度报告》\n《乙的深度报告》(2023/1/2)\n", related)
    assert [(c.relationship or c.property, c.object.scope if c.object else c.value) for c in claims] == [
        ("CITES", ""),
        ("CITES", "2023-01-02"),
        ("publishedOn", "2023-01-02"),
    ]
