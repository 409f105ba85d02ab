"""Which sector a report covers and how it rates it, as fronts, teams, articles and researchers of markets print both."""

from __future__ import annotations

import pytest

from loaders.extractors.header import header
from tests.loaders.reading import found

Covered = tuple[str, str | None, str | None]


def covered(text: str) -> list[Covered]:
    """(sector, rating, what became of the rating) of each sector that the header claims."""
    claims = [c for c in found(text, header) if c.relationship == "COVERS" and c.object]
    return [(c.object.name, c.properties.get("rating"), c.properties.get("ratingAction")) for c in claims if c.object]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 海外 2026年01月18日 投资评级:看好(维持) # 相关研究报告 《端侧更近一步—港股行业点评报告》-2026.1.15 # 订阅收入进入加速期 正文\n", "海外"),
        ("全球科技 行业周报 视频模型更新在即,算力需求有望上行 报告日期:2024-11-10 行业评级:增持 分析师:林知远\n", "全球科技"),
        ("個股報告 訂單能見度提高,新產能領先開出 台灣科技 10/22/2013 製程加快導入。\n", "台灣科技"),
        ("(来源:中信建投研究傳媒團隊)\n重要提示。\n中信建投傳媒團隊\n首席分析師:林知遠\n", "傳媒"),
        ("【光大海外】视频模型的算力账\n\n往期回顾\n\n【光大海外】美股软件——网络安全行业深度报告\n", "海外"),
        ("# 公司快评 # 互联网·互联网II # 正文\n", "互联网"),
        ("行业研究 证券研究报告 传媒2024年03月24日 视频工具更新密集\n", "传媒"),
        ("20230322_首创证券_电子行业简评报告:视频芯片放量_12页.pdf\n正文\n", "电子"),
        ("某某国际(01000.HK) 公司深度 证券研究报告 电子商贸及互联网服务(HS)投资评级 买入\n", "电子商贸及互联网服务(HS)"),
        ("某某银行发表展望,全面调高半导体产业多档个股评级,仍有空间。\n", "半导体"),
        ("全球视频工具和短剧市场:预测至 2032 年\n\n正文。\n", "视频工具和短剧"),
        ("国信 | 计算机深度:智能体的下一步\n\n文摘 2024-09-12\n\n正文。\n", "计算机"),
        ("行业:半导体\n首席分析师:林知远 | 行业分类:国防军工 2022 年 3 月 24 日\n正文。\n", "国防军工"),
        ("高盛發表研究報告, 對中資電訊商投資評級及目標價表列如下:股份 | 目標價\n", "中資電訊商"),
        ("证券研究报告海外公司深度软件服务(HS)远山证券研究所 正文\n", "软件服务(HS)"),
        ("新工具赋能,全产业链迎来升级\n——游戏AI行业深度报告\n\n正文。\n", "游戏"),
        ("请阅读声明!计算机/行业策略中期报告/2022.9.15 应用侧怎么选\n", "计算机"),
        ("1、 蓝帆科技(699001)/传媒/公司深度报告/2024.12.30 片场用上新工具\n", "传媒"),
        ("跟踪研究|游戏Ⅱ 证券研究报告 蓝帆科技 片场用上新工具\n", "游戏Ⅱ"),
        ("片场用上新工具 传媒《谁在付费》2025.11.16传媒《短片的成本又降了》2025.11.08 本报告导读:甲。\n", "传媒"),
        ("计算机组 分析师:林知远 (执业S1130525120005) # 应用侧怎么选\n", "计算机"),
        ("# 传媒 # 视频工具:供需向好 # 要点 # 正文\n", "传媒"),
        ("行业周报|传媒指数跌-4%, 跑输指数\n\n正文。\n", "传媒"),
        ("证券研究报告\n互联网传媒行业/公司深度报告\n2024年2月7日\n视频工具:一场革命\n", "互联网传媒"),
        ("证券研究报告 1.计算机周报20250720:甲 2.计算机周报20250713:乙 3.计算机行业事件点评:丙 正文\n", "计算机"),
        ("科创板半导体研究:视频芯片的新公司\n\n正文。\n", "半导体"),
        ("Price HK$48.75China InternetJunyi HE, CFA(852) 3900 1000hejunyi@l.example.hk\n", "China Internet"),
        ("传媒互联网2019投资策略:从流量到溢价\n\n正文。\n", "传媒互联网"),
        ("滙豐研究發表報告指,股息穩定,上調公用股評級。\n", "公用股"),
        ("《传媒行业深度:供需向好关注应用-241224(25页).pdf》由会员分享\n证券研究报告\n供需向好,关注应用落地机会\n", "传媒"),
        ("Company facts\nProduct\nvideo tool\nIndustry\ntechnology\nRegion\nEU\n", "technology"),
        ("Business models back in focus, seats grow. China Internet Sector Junyi HE, CFA(852) 3900 1000hejunyi@l.example\n", "China Internet"),
        ("CLSA Predicts a Busy Year\n\nIn a research report, CLSA says that it prefers China's internet sector.\n", "internet"),
        ("Published on: 27 May 2026\n\nThe clip tools market was valued at USD 3 billion in 2025.\n", "clip tools"),
        ("Published on: 27 May 2026\n\nThe global clip tools market size was USD 3 billion in 2025.\n", "clip tools"),
    ],
)
def test_the_sector_is_read(text: str, expected: str) -> None:
    assert [sector for sector, _, _ in covered(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "订阅收入进入加速期\n\n2026年1月18日\n\n相关研究报告 《端侧更近一步—港股行业点评报告》-2026.1.15\n",
        "订阅收入进入加速期\n\n2024年12月24日\n\n相关报告 1 游戏行业点评:未成年人保护 2024-05-29\n",
        "(来源:某某证券研究)\n01\n电子团队:存储涨价延续\n02\n固收团队:转债申购分析\n",
        "订阅收入进入加速期\n\n更新个股评级与目标价。\n",
        "订阅收入进入加速期\n\n2024年12月24日\n\n请仔细阅读法律声明 评级:看好\n",
        "订阅收入进入加速期\n\n全球视频工具市场规模超过四亿美元。\n",
        "Seats grow faster than tokens\n\nThe overall market size was small.\n",
    ],
)
def test_sectors_of_cited_reports_and_words_that_are_none(text: str) -> None:
    assert covered(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("评级(持有)传媒周观点:短剧回暖\n\n评级 :持有\n\n传媒行业周报:暑期档回暖\n\n投资评级看好\n上次评级看好\n", ("传媒", "看好", None)),
        ("传媒行业周报:暑期档回暖\n\n评级\n\n推荐\n\n谨慎推荐\n\n评级\n\n同步大市\n\n评级变动: 维持\n", ("传媒", "同步大市", "维持")),
        ("# 机械行业2026年1月投资策略 优于大市 # 看好视频工具的成长机会 # 核心观点\n", ("机械", "优于大市", None)),
        ("电子| 证券研究报告 行业周报 2019 5 28 强于大市 相关研究报告\n电子\n", ("电子", "强于大市", None)),
        ("证券研究报告 Table_Industry 家用电器业 Table_Invest 评级:增持 上次评级:增持 正文\n", ("家用电器业", "增持", None)),
        ("# 漫剧:新工具重塑内容,率先跑通变现 证券分析师:林知远 行业评级:增持(首次) # 声明\n", ("漫剧", "增持(首次)", "首次")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n投资建议:维持谨慎推荐。\n", ("传媒", "谨慎推荐", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n我们维持传媒行业谨慎推荐评级。\n", ("传媒", "谨慎推荐", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n维持“强于大市”评级。\n", ("传媒", "强于大市", "维持")),
        ("视频工具更新密集\n\n证券研究报 告增持(维持) 行业:传媒\n正文\n", ("传媒", "增持(维持)", "维持")),
        ("视频工具更新密集\n\n投资建议:长期跟踪。维持传播文化业“增持”评级,关注龙头。\n", ("传播文化业", "增持", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\nWe maintain HOLD; seats grow.\n", ("传媒", "HOLD", "maintain")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n行业评级 领先大市-A 维持评级\n", ("传媒", "领先大市-A", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n行业评级 看平-A 维持评级\n", ("传媒", "看平-A", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n行业评级:买入-B\n", ("传媒", "买入-B", None)),
        ("视频工具更新密集\n\n免责申明计算机强于大市维持2024年09月01日(评级)分析师 林知远\n", ("计算机", "强于大市", "维持")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02 推荐分析师邮箱:目录\n", ("传媒", "推荐", None)),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n重申「买入」,目标价8元。\n", ("传媒", "买入", "重申")),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\nThe house keeps its BUY rating on clips.\n", ("传媒", "BUY", None)),
        ("传媒行业周报:暑期档回暖\n\n2017-08-02\n\n优于大市·维持\n", ("传媒", "优于大市·维持", "维持")),
        ("傳媒行業深度:供需向好\n\n評級 同步大市 評級變動:維持\n", ("傳媒", "同步大市", "维持")),
        ("證券研究報告 傳媒 應用趨勢:走向專業化 華泰研究 傳媒 增持 (維持) 研究員 朱珺\n", ("傳媒", "增持(維持)", "维持")),
        ("证券研究报告 科技 视频模型加速行业发展 华泰研究 计算机 增持(维持) 电子 增持(维持) 研究员 林知远\n", ("科技", "增持(维持)", "维持")),
        ("算力链的下一步:从芯片到机柜\n2025年10月08日 证券分析师林知远执业证书:S0600525020001lin@d.example 增持(维持) ◼要点\n", ("算力", "增持(维持)", "维持")),
    ],
)
def test_the_rating_of_a_sector_is_read(text: str, expected: Covered) -> None:
    assert covered(text) == [expected]


@pytest.mark.parametrize("text", ["算力链龙头(300000.SZ)再上台阶\n2025年10月08日 增持(维持) ◼要点\n", "算力龙头再上台阶\n2025年10月08日 买入(维持) ◼要点\n"])
def test_a_rated_company_is_no_theme(text: str) -> None:
    assert covered(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a site's box is no house's
        ("评级(持有)传媒一谈:工具更多了\n评级 :持有\n行业:\n\n——传媒\n\n投资摘要:评级增持(维持)\n正文。\n", ("传媒", "增持(维持)")),
        ("评级 :增持\n行业:\n\n工具更多了,也更便宜\n证券研究报告|传媒\n强于大市(维持)\n正文。\n", ("传媒", "强于大市(维持)")),
        ("证券研究报告 /专题研究报告 2020 年 02 月 02 日 传媒 工具更多了,也更便宜 评级:增持(维持) 分析师:林知远\n", ("传媒", "增持(维持)")),
        ("# 工具大年,也更便宜 ——游戏板块数据深度报告 行业评级:看好 2026年1月15日\n", ("游戏", "看好")),
        ("工具更多,也更便宜 (优于大市,维持) 林知远(通信行业首席分析师) SAC:S0850517090009\n", ("通信", "优于大市,维持")),
        ("行业研究 证券研究报告 传媒 2025 年 11 月 10 日 工具更多了;也更便宜 看好 互联网传媒周报 20251103-20251107\n", ("传媒", "看好")),
        ("Company Report\nLarkfilm Rating OUTPERFORM\nClips lead growth\n\nSector Internet\nText.\n", ("Internet", "OUTPERFORM")),
        ("摩通出報告,降低評級。該行今日再出中國互聯網行業報告,稱將重新檢視。\n", ("互聯網", None)),
        ("东吴传媒短片工具行业深度报告【更多更便宜】\n正文。\n", ("传媒", None)),
        ("通信/通信设备 请务必参阅正文后面的声明 1/34 远山影像(300999.SZ)\n", ("通信", None)),
        ("摘要\n行业表现:传媒(申万)指数上周跌3.23%,沪深300同期涨0.19%。\n", ("传媒", None)),
    ],
)
def test_the_sector_and_the_rating_of_glued_and_boxed_fronts(text: str, expected: tuple[str, str | None]) -> None:
    assert [(sector, rating) for sector, rating, _ in covered(text)] == [expected]
