"""Which house a report is of: by its institute, its digest, the sources of its figures, or as the one whose note an article tells."""

from __future__ import annotations

import pytest

from loaders.extractors.header import header
from tests.loaders.reading import found, objects


def publisher(text: str) -> list[str]:
    return objects(found(text, header), "PUBLISHED_BY")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("证券研究报告 传媒 视频工具的第二曲线 华泰研究 传媒 增持(维持) 研究员 林知远\n", "华泰研究"),
        ("2026年02月11日 # 开源晨会 0211 ——晨会纪要 要点如下。\n", "开源"),
        ("传媒行业深度\n\n2024年2月1日\n\n指数上涨。资料来源:Wind,财信证券研究\n\n正文。\n", "财信证券"),
        ("视频工具专题\n\n本报告版权属于国投证券股份有限公司,声明见尾页。1 正文。\n", "国投证券"),
        ("视频工具再上台阶\n\n发布日期:2025年10月8日本报(bào)告由中信建投证券股份有限公司提供。\n", "中信建投证券"),
        ("视频工具来了\n\n文 | Clipeye\n\n今天,Clipeye研究院比较几家产品。\n", "Clipeye"),
        ("大行报告,瑞银:某某工具收费超预期\n\n重申「买入」,目标价83港元。\n", "瑞银"),
        ("Clips stay cheap\n\nIn a research report CICC writes that the mood has cooled.\n", "CICC"),
        ("论坛首页 【光大海外】视频模型的算力账\n\n正文。\n", "光大"),
        ("# 视频工具再上台阶\n\n# 国信互联网观点:付费更快。\n", "国信"),
        ("Jane Doe * | Equity Analyst852 XXXX XXXX | xxxx.xxxx@jefferies.com\nClips that pay\n", "Jefferies"),
        ("Clip Tools Market Forecasts to 2032\n\nAccording to Larkfield MRC, the Global Clip Tools Market is accounted for $4 billion.\n", "Larkfield MRC"),
        ("全球视频工具市场:预测至 2032 年\n\nLarkfield MRC 的数据显示,全球视频工具市场规模 2025 年预计为 4 亿美元。\n", "Larkfield MRC"),
        ("传媒行业深度\n\n2024年2月1日\n\n指数上涨。资料来源:iFinD,财信证券 投资要点:龙头份额提升。\n", "财信证券"),
        ("传媒行业深度\n\n2024年2月1日\n\n资料来源:财信证券\n\n指数上涨。\n", "财信证券"),
        ("视频工具专题\n\n谨请参阅尾页重要声明及华泰证券股票和行业评级标准 1 正文。\n", "华泰证券"),
        ("遠山影像深度\n\n證監會審核華創證券投資咨詢業務資格批文號:證監許可(2009)1210 號\n", "華創證券"),
        ("首次覆盖本研究报告由远山国际证券有限公司分析师编制,请阅读声明.\n中国互联网行业\n", "远山国际证券"),
        ("国信 | 计算机深度:智能体的下一步\n\n文摘 2024-09-12\n\n正文。\n", "国信"),
        ("# Lyo\n\n> From Clip Wiki (https://wiki.example), a free encyclopedia of clips. Quote it.\n\nLyo is a model.\n", "Clip Wiki"),
    ],
)
def test_a_house_is_named_by_its_institute_its_digest_or_its_figures(text: str, expected: str) -> None:
    assert publisher(text) == [expected]


def test_figures_of_two_houses_name_none() -> None:
    assert publisher("传媒行业深度\n\n2024年2月1日\n\n资料来源:Wind,财信证券 指数上涨。资料来源:Wind,华西证券 份额提升。\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汇丰看好影像股\n\n汇丰指出,需求向好,维持目标价。\n\n远山日报记者 林知远\n", ["远山日报"]),
        ("快訊\n\n遠山日報/ 記者林知遠/即時報導\n\n瑞銀指出,需求向好,上調目標價。\n", ["遠山日報"]),
        ("远山日报记者获悉,新品将至。\n汇丰指出,需求向好,维持目标价。\n", ["汇丰"]),
        ("滙豐研究發表報告指,電網股息穩定,上調目標價。\n\n相關內容《大行》花旗:看好電網\n", ["滙豐研究"]),
        ("研报称,广告收入不可或缺。\n摩根大通分析认为,付费层级更清楚。\n摩根大通预计,预算会转移。\n", ["摩根大通"]),
        ("CLSA Predicts a Busy Year for Clips\n\nStock News14:35\n\nIn a research note, CLSA says that seats grow.\n", ["CLSA"]),
        ("快讯\n\n智通财经APP获悉,高盛发布研究报告称,首予快手“买入”评级。该行认为增长。\n", ["高盛"]),
        ("快讯\n\n格隆汇3月3日|瑞银发表研究报告指,上调快手目标价。\n", ["瑞银"]),
        ("中金:看好视频工具\n\n中金发布研报称,订阅收入增长。\n", ["中金"]),
        ("据中信证券研报,视频模型加快更新。\n", ["中信证券"]),
        ("Larkfilm in demand\n\nAccording to a research note from Goldman Sachs, seats grow.\n", ["Goldman Sachs"]),
        ("Larkfilm in demand\n\nJPMorgan analyst Jane Doe said in a note that seats grow.\n", ["JPMorgan"]),
        ("Back to News\n\nMorgan Stanley evaluates Larkfilm as scarce\n\nIts analysts see seats growing, and begin with a price target.\n", ["Morgan Stanley"]),
    ],
)
def test_an_article_about_a_note_is_the_houses_that_its_lines_begin_with(text: str, expected: list[str]) -> None:
    assert publisher(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大行评级一览\n\n高盛认为,目标价应上调。\n花旗指出,目标价偏高。\n瑞银预计,增速放缓。\n",
        "Clip tools in 2026\n\nAccording to Larkfield MRC, the clip market is small.\n",
        "Clip tools in 2026\n\nGartner predicts that seats triple. Many firms buy them.\n",
        "Larkfilm shares fall\n\nThe target of Morgan Stanley was cut last week, the paper reported.\n",
    ],
)
def test_a_round_up_a_forecast_and_a_passing_word_are_no_houses_note(text: str) -> None:
    assert publisher(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("財聯社 5 月 6 日讯 (编辑 林知远) 几家券商的看法如下:\n\n高盛维持蓝帆买入评级:\n收入增长。\n", "財聯社"),
        ("date 2025-05-06 鉅亨網編譯林知遠 綜合報導 2025-05-06 12:40\n\n视频工具来到转折点。\n", "鉅亨網"),
        ("Reuters — Here is what analysts said of clip makers.\n\nJefferies raises Larkfilm\n", "Reuters"),
        ("Larkfilm names a new chief\nInvesting.com -- The week in clips.\n\nKeyBanc upgrades Larkfilm\n", "Investing.com"),
        ("视频工具更便宜了\n\n正文在这里。\n\n阿思達克財經新聞\n", "阿思達克財經新聞"),
        ("Clip tools compared\n\nLark Video LabPublished on Mar 25, 202612 min read\n\nText.\n", "Lark Video Lab"),
        ("Clip tools compared\n\nBy Lark Research Hub · Published May 26, 2026\n\nText.\n", "Lark Research Hub"),
        ("Clip tools compared\n\nBy the Larkfield AI Team\n\nText.\n", "Larkfield AI"),
        ("What clip tools cost\nAug 5, 2025\n\nJane Roe\nCo-founder, Larkmeter\n\nText.\n", "Larkmeter"),
        ("Company Report China Merchants Securities (HK) Co., Ltd.\n\nHong Kong Equity Research\n\nClips pay\n", "China Merchants Securities (HK) Co., Ltd."),
        ("視頻工具深度行業專題報告長城證券產業金融研究院電子首席分析師:林知遠\n", "長城證券"),
        ("证券研究报告 请务必阅读正文最后的中国银河证券股份公司免责声明 行业深度报告\n", "中国银河证券"),
        ("【兴证传媒林知远团队】传媒行业周报:工具更多了\n正文。\n", "兴证"),
        ("看清楚,再出手\n——从算力看视频工具\n\n华西海外团队\n林知远 执业证书编号:S1120522040009\n", "华西"),
        ("汇丰环球研究指,视频工具股的估值仍低,上调目标价。\n", "汇丰环球研究"),
    ],
)
def test_a_page_is_its_papers_its_sites_or_the_house_that_other_words_run_into(text: str, expected: str) -> None:
    assert publisher(text) == [expected]


def test_a_paper_that_signs_below_a_houses_note_is_not_its_publisher() -> None:
    assert publisher("中金发表报告指,视频工具付费更快,上调目标价。\n\nAASTOCKS新聞\n") == ["中金"]


@pytest.mark.parametrize("text", ["Clips\n\nBy Jane Roe · Published May 26, 2026\n\nText.\n", "Clips\n\nCo-founder of the year\n\nText.\n"])
def test_a_person_and_a_title_are_no_site(text: str) -> None:
    assert publisher(text) == []
