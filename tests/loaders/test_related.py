"""Related reports are those that the report lists as such, with the day of each."""

from __future__ import annotations

import pytest

from loaders.extractors.related import related
from tests.loaders.reading import found, objects

LISTS = [
    (
        "相关报告\n1 《短剧出海:第二\n增长曲线》\n2025.04.21\n2 《入口之争》 2025.03.17\n\n正文",
        [("短剧出海:第二增长曲线", "2025-04-21"), ("入口之争", "2025-03-17")],
    ),
    (  # the column beside it runs into the list
        "相关研究 《算力再添一极》2025.01.23 亚马逊指引本年开支上修 《端侧走向量产》2025.01.13 亿美元,发起了投资。《另一部办法》印发",
        [("算力再添一极", "2025-01-23"), ("端侧走向量产", "2025-01-13")],
    ),
    (
        "近期报告 《甲:上调目标价》(2025-11-20);Larkfilm: who pays for clips (2025-08-22);《乙:展望》(2025-12-08)\n",
        [("甲:上调目标价", "2025-11-20"), ("Larkfilm: who pays for clips", "2025-08-22"), ("乙:展望", "2025-12-08")],
    ),
    (
        "行业报告相关报告汇总报告类型标题日期行业普通报告计算机行业:入口之争再起 2025-10-28 公司普通报告甲公司:订阅增长 2025-08-22 资料来源:自有",
        [("计算机行业:入口之争再起", "2025-10-28"), ("甲公司:订阅增长", "2025-08-22")],
    ),
    (
        "相关报告 《甲公司中报点评:毛利保持高位(买入)*软件开发*某某》——2025-08-29 《甲公司年报点评:投入加大(买入)*软件开发*某某》——2025-04-30",
        [("甲公司中报点评:毛利保持高位", "2025-08-29"), ("甲公司年报点评:投入加大", "2025-04-30")],
    ),
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
    (
        "相关研究 1.甲行业周报20250126:眼镜与芯片:两面-2025/01/26 2.乙行业点评:接口2.0上线-2025/01/23 行业周报/甲 本公司",
        [("甲行业周报20250126:眼镜与芯片:两面", "2025-01-26"), ("乙行业点评:接口2.0上线", "2025-01-23")],
    ),
    (
        "相关研报 Larkfilm 3的前夜——跟踪报告之六(2025-08-08) 谁能跟进?——跟踪报告第58期(2025-06-03) 要点 事件:10月15日(凌晨),甲发布模型。",
        [("Larkfilm 3的前夜——跟踪报告之六", "2025-08-08"), ("谁能跟进?——跟踪报告第58期", "2025-06-03")],
    ),
    (
        "Recent reports: Clips: second half (21 January 2026) Larkfilm (100 HK): higher ceiling (6 February 2026) This report is for clients.",
        [("Clips: second half", "2026-01-21"), ("Larkfilm (100 HK): higher ceiling", "2026-02-06")],
    ),
    (
        "Recent reports: • Clips: burn peaks in 3Q (25 Aug 2025) • Cloud: tea leaves (19 May 2025) Rating definitions: none",
        [("Clips: burn peaks in 3Q", "2025-08-25"), ("Cloud: tea leaves", "2025-05-19")],
    ),
    (
        "相关研究\n\n【某某传媒】下一站?-2025.10.09\n\n【某某传媒】暑期档复盘-2025.09.21\n\n# 要点:\n",
        [("【某某传媒】下一站?", "2025-10-09"), ("【某某传媒】暑期档复盘", "2025-09-21")],
    ),
    (
        "某某過往報告\n甲公司:放量在即 (2025/11/05)\n伺服器的下一步 (2025/10/17)\n\n表1:估值 (2025/10/18)\n",
        [("甲公司:放量在即", "2025-11-05"), ("伺服器的下一步", "2025-10-17")],
    ),
    (
        "相关研报\n明远证券-传媒行业周报:短剧的成本曲线-250302\n明远证券-传媒行业点评:接口开放之后-250225\n\n免责声明",
        [("明远证券-传媒行业周报:短剧的成本曲线", "2025-03-02"), ("明远证券-传媒行业点评:接口开放之后", "2025-02-25")],
    ),
    (
        "相关报告 ·行业点评:韧性仍在,关注修复2024-10-03 ·公司深度:甲集团:新品拉动增量2024-10-1 ·公司深度:乙(ABCD.O):搜索壁垒2 024-09-30 "
        "主要观点: 本周(2024-11-4至2024-11-8)上涨",
        [("行业点评:韧性仍在,关注修复", "2024-10-03"), ("公司深度:甲集团:新品拉动增量", "2024-10-01"), ("公司深度:乙(ABCD.O):搜索壁垒", "2024-09-30")],
    ),
    (
        "相關報告 1 遊戲行業點評:新規落地 2024-05-29 2 傳媒行業 2023&2024Q1 總結:修復與增長2024-05-20 重點股票 2024-01-01",
        [("遊戲行業點評:新規落地", "2024-05-29"), ("傳媒行業 2023&2024Q1 總結:修復與增長", "2024-05-20")],
    ),
    (  # contacts of the column beside it
        "近期研究报告 Email:someone@larkfield.example 《出海顺利,关注收费进程》-2025.08.12 算力链再度走强",
        [("出海顺利,关注收费进程", "2025-08-12")],
    ),
    (  # a line of the column beside it
        "相关研究\n《短剧出海:第二\n平台披露的订阅数据显示新增付费用户超过一百万人\n增长曲线》 2025-04-21\n《入口\n之争》 2025-03-17\n",
        [("短剧出海:第二增长曲线", "2025-04-21"), ("入口之争", "2025-03-17")],
    ),
    (
        "Related reports 1) Clip seats: who renews – 28 May 2025 2) Dubbing: prices halve – 3 April 2025\n",
        [("Clip seats: who renews", "2025-05-28"), ("Dubbing: prices halve", "2025-04-03")],
    ),
    ("【相关报告】[1]《甲行业深度:一》2025-10-07;[2]《乙点评:二三四》2025-09-01", [("甲行业深度:一", "2025-10-07"), ("乙点评:二三四", "2025-09-01")]),
    (
        "相关研究 1、甲行业深度报告之一(20251007) 2、乙点评:二三四五(20250901)",
        [("甲行业深度报告之一", "2025-10-07"), ("乙点评:二三四五", "2025-09-01")],
    ),
    (
        "相关研究\n甲行业深度报告之一:从试用\n到付费 2025-10-07\n乙点评:二三四五 2025-09-01\n",
        [("甲行业深度报告之一:从试用到付费", "2025-10-07"), ("乙点评:二三四五", "2025-09-01")],
    ),
    (
        "相关报告 ◼ 甲行业深度报告之一 2025-10-07 ◼ 乙点评:二三四五 2025-09-01 投资要点",
        [("甲行业深度报告之一", "2025-10-07"), ("乙点评:二三四五", "2025-09-01")],
    ),
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
        "相关研报\n表1:重点公司盈利预测与估值 (2024/1/23)",
        "日期 研报名称 机构\n10-12 甲行业周报:档期收官 某某证券\n",
        "Recent research shows that models improve (5 May 2024) and that prices fall (6 May 2024).",
        "See also the price list of 3 May 2024.",
        "See also\nArtificial intelligence art\nA list of video models\n\nReferences",
        "相关研究\n《蓝帆》本周更新了新的地图。\n《山海》次之\n",
        "相关研究\n我们在上周写过这一点\n它在2025-01-01之后没有变。\n",
        "往期回顾 我们写过《某办法》(2023/1/1)的影响。",
        "往期回顾\n我们在上周的报告里写过这一点。\n它没有变。\n\n",
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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("往期回顾\n系列之二:谁在为视频付费\n系列之一:推理成本的曲线\n\n点击原文", ["系列之二:谁在为视频付费", "系列之一:推理成本的曲线"]),
        (
            "Browse Related Reports:\nAvatar Market - Share and Forecast, 2025-2033\nDubbing Market - Growth and Forecast to 2032\n\nAbout us",
            ["Avatar Market - Share and Forecast, 2025-2033", "Dubbing Market - Growth and Forecast to 2032"],
        ),
        (  # blank lines between them, and the house's column before each
            "往期回顾\n\n【远山海外】谁在为视频付费\n\n【远山海外】影像软件——订阅行业深度报告\n\n要点\n\n【本周思考】价格继续下降\n",
            ["谁在为视频付费", "影像软件——订阅行业深度报告"],
        ),
        ("近期研究\n\n· 甲的深度:其二\n\n· 乙的点评:其三\n\n正文写了很多。\n", ["甲的深度:其二", "乙的点评:其三"]),
        ("近期研究\n\n1、甲的深度:其二\n\n2、乙的点评:其三\n\n正文写了很多。\n", ["甲的深度:其二", "乙的点评:其三"]),
        ("近期研究\n\n1、甲的深度有所增长。\n\n2、乙的点评价格下降。\n", []),
        (  # a template's box in a running line
            "相关研 究 Table_OtherReport 国内 VR 出货增加,关注产业链投资机会 影像行业:1 月订阅同比上升 核心观点 Table_Summary 订阅增长。",
            ["国内 VR 出货增加,关注产业链投资机会", "影像行业:1 月订阅同比上升"],
        ),
        ("相关研究 资料来源于公司公告的整理数据 影像行业:1 月订阅同比上升 核心观点 订阅增长。", []),
        (  # a running head was glued to the heading
            "相关研究谁为视频付费?\n\n1、《传媒新消费行业周报:甲》2024-09-18\n2、《传媒新消费行业周报:影像节首次开启关注三季报",
            ["传媒新消费行业周报:甲", "传媒新消费行业周报:影像节首次开启关注三季报"],
        ),
    ],
)
def test_lines_below_a_heading_of_reports_are_cited_without_dates(text: str, titles: list[str]) -> None:
    claims = found("报告的标题在这里写着\n" + text, related)
    assert [c.object.name for c in claims if c.relationship == "CITES" and c.object] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "相关研究 《甲的深度报告》2025-10-07 《互连芯片研究框架(一):从纵向扩展到横向Sca",
            ["甲的深度报告", "互连芯片研究框架(一):从纵向扩展到横向Sca"],
        ),
        ("相关研究\n《甲的深度报告》2025-10-07\n《互连芯\n", ["甲的深度报告"]),
        ("相关研究 《甲的深度报告》2025-10-07 《互连芯片研究框架(一):从纵向扩展到横向》2025-0\n", ["甲的深度报告", "互连芯片研究框架(一):从纵向扩展到横向"]),
        (
            "相关报告 ·甲的深度报告2025-10-07 ·乙点评:二三四五2025-09-01 ·丙行业年度策略:曙光已现,关注三条主",
            ["甲的深度报告", "乙点评:二三四五", "丙行业年度策略:曙光已现,关注三条主"],
        ),
        (
            "Recent report1.Larkfilm(9998 HK):Inline quarter;clips sell–28 May2.Pelican(PELUS):Seats grow,margins do not–27 May3.Meri",
            ["Larkfilm(9998 HK):Inline quarter;clips sell", "Pelican(PELUS):Seats grow,margins do not"],
        ),
    ],
)
def test_lists_that_a_page_cuts_or_that_have_no_years(text: str, titles: list[str]) -> None:
    assert objects(found("报告的标题在这里写着\n" + text, related), "CITES") == titles


def test_headlines_that_a_news_site_puts_into_the_text() -> None:
    text = (
        "股份 | 評級相關內容《大行》某行:藍帆實業(09990.HK)未派特別股息 款項用於回購蓝山基建(09991.HK) +0.100 (+0.152%) | 買入 | 75元相關內容《大行》另一行:"
        "長帆(09992.HK)看法正面 騰訊控股(00700.HK) +0.300 (+0.405%) | 持有\n正文。相关新闻《研报扫描》某行:遠山(09993.HK)遜預期 重申「中性」\n"
        "相关内容见《某办法》。\n"
    )
    assert objects(found("报告的标题在这里写着\n" + text, related), "CITES") == [
        "《大行》某行:藍帆實業(09990.HK)未派特別股息 款項用於回購",
        "《大行》另一行:長帆(09992.HK)看法正面",
        "《研报扫描》某行:遠山(09993.HK)遜預期 重申「中性」",
    ]


def test_a_sites_table_of_related_reports_has_no_years() -> None:
    text = "报告的标题在这里写着\n相关研报\n日期 研报名称 机构\n10-12 甲行业周报:档期收官 某某证券\n10-09 乙点评:新品发布 某某证券\n"
    assert [(c.object.name, c.object.scope) for c in found(text, related) if c.object] == [("甲行业周报:档期收官", ""), ("乙点评:新品发布", "")]
