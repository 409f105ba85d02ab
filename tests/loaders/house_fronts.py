"""Owns fronts as houses of several countries and their channels lay them out, in our own words, and what is to be read from each."""

from __future__ import annotations

from tests.loaders.fronts import Front

HOUSES = [
    Front(
        "a digest whose headings come before its title",
        "> **来源:[研报客](https://pc.yanbaoke.cn)**\n\n2025年6月11日 星期三\n\n# 市场走势\n\n资料来源:聚源\n\n# 国内市场主要指数\n\n# 分析师:\n\n欧阳澄\n\n"
        "执业登记编码:S0760523110099\n\n# 远舟研究早观点 20250611\n\n# 【今日要点】\n\n【行业评论】传媒:周跟踪-短剧降本\n\n【行业评论】电子:周跟踪-存储涨价\n",
        "远舟研究早观点 20250611",
        None,
        "2025-06-11",
        "传媒",
        None,
        [("欧阳澄", "ANALYST", "S0760523110099")],
    ),
    Front(
        "cards of people in two scripts, and a title behind the rating",
        "免费获取此报告 Disclosures & Disclaimer: 本报告须与披露附录一起阅读。\n\n汇丰前海证券 HSBC Qianhai Securities \n2025年8月20日 \n\n"
        "买入 Buy:影像工具打开第二曲线,付费再上台阶 \n\n毛利率同比扩张,主要因为 \n何若怡* (Karen Ho), CFA \n分析师, Internet \n汇丰前海证券有限责任公司 \n"
        "karen@h.example \nRegistration number S1700522100099 \nDaniel Young* \nAnalyst, Asia Internet \ndaniel@h.example \nCE No. BPQ499 \n业务收缩。\n",
        "影像工具打开第二曲线,付费再上台阶",
        "汇丰前海证券",
        "2025-08-20",
        None,
        None,
        [("何若怡", "ANALYST", "S1700522100099"), ("Daniel Young", "ANALYST", "BPQ499")],
    ),
    Front(
        "an English front on one line",
        "Larkfield International Securities Equity Research 3 March 2026 Hong Kong | Technology Larkfilm Group (9998 HK) Company Update "
        "Outperform (maintained) Seats grow faster than tokens; video is next Target price: HK$12 Ronan Sato +852 3911 XXXX ronansato@l.example CE No. BRH299 "
        "Priya Menon +852 3911 XXXX priyam@l.example CE No. BUT699 Source: Larkfield estimates\n",
        "Seats grow faster than tokens; video is next",
        "Larkfield International Securities",
        "2026-03-03",
        "Technology",
        "Outperform (maintained)",
        [("Ronan Sato", "ANALYST", "BRH299"), ("Priya Menon", "ANALYST", "BUT699")],
    ),
    Front(
        "names side by side and licences behind them, all on one line",
        "传媒 请务必参阅正文后面的信息披露 1 / 38 传媒 2024年12月16日 投资评级:看好(维持) 相关研究报告 《贺岁档开启—行业周报》-2024.12.1 "
        "《从谷子看授权—行业深度报告》-2024.11.24 视频模型多点开花,影视与营销先受益 ——行业深度报告 杜若予(分析师) 汪以安(分析师) 陈可心(联系人) "
        "du@k.example 证书编号:S0790522080099 wang@k.example 证书编号:S0790524060099 chen@k.example ⚫ 路线收敛\n",
        "视频模型多点开花,影视与营销先受益",
        None,
        "2024-12-16",
        "传媒",
        "看好(维持)",
        [("杜若予", "ANALYST", "S0790522080099"), ("汪以安", "ANALYST", "S0790524060099"), ("陈可心", "CONTACT", None)],
    ),
    Front(
        "a sector, a day and a rating in one piece",
        "方正证券研究所证券研究报告 推理接棒训练,光互连再定价 行业专题报告 行业研究 通信行业 2025.02.16/推荐(维持) 事件:1月20日,有发布。\n",
        "推理接棒训练,光互连再定价",
        "方正证券",
        "2025-02-16",
        "通信",
        "推荐(维持)",
    ),
    Front(
        "Hong Kong's, the rating behind the kind of report",
        "第一上海證券有限公司\nwww.h.example\n\n美圖公司(1357.HK):付費率提升,工具打開第二曲線\n\n更新報告 買入\n2025年8月19日 星期二\n\n"
        "黎頌安 CE No. BQX499\n+852-2532 15XX\nsimon@h.example\n\n主要數據\n行業互聯網\n股價10.88港元\n",
        "美圖公司(1357.HK):付費率提升,工具打開第二曲線",
        "第一上海證券",
        "2025-08-19",
        "互聯網",
        "買入",
        [("黎頌安", "ANALYST", "BQX499")],
    ),
    Front(
        "an update on one line, with the day of its prices",
        "更新报告 买入 变现路径清晰,口径调整不改逻辑 Adobe (ADBE.US) 2025-12-17 星期三 目标价: 428.0 美元 重要数据 日期 2025-12-16 收盘价(美元) 352.6 "
        "研究部 姓名:卢秉安 SFC:BTK699 电话:0755-2151XXXX 主要观点\n",
        "变现路径清晰,口径调整不改逻辑",
        None,
        "2025-12-17",
        None,
        None,
        [("卢秉安", "ANALYST", "BTK699")],
    ),
    Front(
        "a portal with two rows of links",
        "新浪首页 新闻 财经 股票 科技 移动客户端\n财经首页 > 股票 > 研究报告 > 正文\n行情中心 自选股 全球股指 资金流向 龙虎榜 新股\n\n"
        "电子行业周报:新平台量产,存储价格上行\n\n类别:行业 机构:华龙证券股份有限公司 日期:2026-01-12\n\n维持行业“推荐”评级。\n",
        "电子行业周报:新平台量产,存储价格上行",
        "华龙证券",
        "2026-01-12",
        "电子",
        "推荐",
    ),
    Front(
        "a page below its masthead",
        "The Lantern Post\nNews · Explainers · Podcast · Subscribe\nHome › News › Weekly\n\nModel round-up: a crowded February for labs\n\n"
        "February 27, 2026 | 6 min read\n\nText.\n\n© 2026 Lantern Post Media LLC\n",
        "Model round-up: a crowded February for labs",
        "The Lantern Post",
        "2026-02-27",
    ),
    Front(
        "a channel named after house and sector",
        "【申万宏源计算机】付费元年:看订阅,不看日活——应用系列之四\n\n点击上方“蓝字”\n\n报告发布机构:上海申银万国证券研究所有限公司\n对外发布时间:2025年7月8日\n"
        "研究支持:\n阮一宁  A0230124050099\n",
        "付费元年:看订阅,不看日活——应用系列之四",
        "申万宏源",
        "2025-07-08",
        "计算机",
        None,
        [("阮一宁", "CONTACT", None)],
    ),
    Front(
        "a press release",
        "GlobeNewswire by notified\nNewsroom | Services | Contact Us | Sign In\n\nClip Maker Market to Triple by 2033 as Seats Grow | Larkfield Analytica\n\n"
        "November 12, 2025 09:30 ET | Source: Larkfield Analytica\n\nBy End UserMarketing\n\nAbout Larkfield Analytica\nA firm.\n",
        "Clip Maker Market to Triple by 2033 as Seats Grow",
        "Larkfield Analytica",
        "2025-11-12",
    ),
    Front(
        "a byline glued to a company's code",
        "[国海证券]:三季报点评:工具收入放量 - 发现报告\n\n三季报点评:工具收入放量\n\n万兴科技,3006242025-10-30陆思安、叶可心国海证券玉***\nAI智能总结\n"
        "三季报点评:工具收入放量\n\n相对沪深300表现 2025/10/29 表现 1M\n",
        "三季报点评:工具收入放量",
        "国海证券",
        "2025-10-30",
        None,
        None,
        [("陆思安", "ANALYST", None), ("叶可心", "ANALYST", None)],
    ),
    Front(
        "a portal's line of day, house and authors, with a link glued to it",
        "远山数据中心 > 研究报告 > 行业研报 > 正文\n传媒行业周报:新模型接连上线,漫剧供给放量\n"
        "2025年10月13日 00:00\u3000国海证券\u3000祝清川,汪若晴查看PDF原文\n  报告摘要\n  一周行情:板块上涨。\n",
        "传媒行业周报:新模型接连上线,漫剧供给放量",
        "国海证券",
        "2025-10-13",
        "传媒",
        None,
        [("祝清川", "ANALYST", None), ("汪若晴", "ANALYST", None)],
    ),
    Front(
        "people whose titles are glued to their names, behind their sector",
        "端侧眼镜产业链:云端协同的下一步\n2025-06-03\n岳清山电子行业首席分析师执业编号: S1500523070099 邮箱: y@c.example\n"
        "闵一川电子行业分析师执业编号: S1500525030099 邮箱: m@c.example\n"
        "信达证券股份有限公司\n",
        "端侧眼镜产业链:云端协同的下一步",
        "信达证券",
        "2025-06-03",
        None,
        None,
        [("岳清山", "ANALYST", "S1500523070099"), ("闵一川", "ANALYST", "S1500525030099")],
    ),
    Front(
        "cards on one line, whose mails say what the names are",
        "Larkfield International Securities | Company Research\nClips that pay: seats before tokens\n11 March 2026\n"
        "Regional Internet & Cloud Claire Ong, CFA (852) 3911 8099 "
        "claireong@l.example CE No. AWQ599 Jeremy Pan Head of Software Research jeremy_pan@l.example (852) 2808 XXXX (SFC CE No. BKD999)\n",
        "Clips that pay: seats before tokens",
        "Larkfield International Securities",
        "2026-03-11",
        None,
        None,
        [("Claire Ong", "ANALYST", "AWQ599"), ("Jeremy Pan", "ANALYST", "BKD999")],
    ),
    Front(
        "cards in two scripts whose licences stand behind their label in brackets",
        "遠山國際\n2025年9月1日 | 公司更新報告\n影像工具付費轉化加快,估值仍有空間\n\n分析師\n"
        "岑 柏 林 (Patrick Sum)\n+852 2359 XXXX\npatrick.sum@y.example\n證監會中央編號(CE No.):BMT499\n"
        "邱若川 (Rachel Yu)\n+852 2359 XXXX\nrachel.yu@y.example\n證監會中央編號(CE No.):BSK099\n",
        "影像工具付費轉化加快,估值仍有空間",
        None,
        "2025-09-01",
        None,
        None,
        [("岑柏林", "ANALYST", "BMT499"), ("邱若川", "ANALYST", "BSK099")],
    ),
    Front(
        "cards behind the text",
        "短剧出海进入收获期\n\n2025年03月10日\n\n远山证券研究所\n\n点评 本周多家平台披露订阅数据。价格不再下行。\n"
        + "同比增长一倍有余。" * 60
        + "\n请务必阅读正文之后的免责条款部分 1 / 2\n报告作者 分析师 耿 秋山 执业证书编号 S0020522040099 电话 021\n请务必阅读正文之后的免责条款部分 2 / 2\n",
        "短剧出海进入收获期",
        "远山证券",
        "2025-03-10",
        None,
        None,
        [("耿秋山", "ANALYST", "S0020522040099")],
    ),
    Front(
        "a portal's label for the industry, and a sector that begins the title",
        "计算机行业编程专题之二:新模型领跑\n报告作者:温晴川 研报栏目:行业分析 研报出处:华西证券 行业分类:计算机 推荐评级:推荐 发布时间:2025-06-03\n",
        "计算机行业编程专题之二:新模型领跑",
        "华西证券",
        "2025-06-03",
        "计算机",
        "推荐",
        [("温晴川", "ANALYST", None)],
    ),
    Front(
        "the levels of an industry in capitals",
        "July 22, 2025\nTECHNOLOGY/APPLICATION SOFTWARE\n\nStock Rating: OUTPERFORM\n\nChannel Checks: Partner Models Broaden the Funnel, Credits Swing\n",
        "Channel Checks: Partner Models Broaden the Funnel, Credits Swing",
        None,
        "2025-07-22",
        "APPLICATION SOFTWARE",
        "OUTPERFORM",
    ),
    Front(
        "a house that only its disclosures name",
        "July 22, 2025\n\nChannel Checks: Partner Models Broaden the Funnel\n\n"
        "Seats grow.\nDisclosure Appendix\nLarkfield & Co. Inc. does and seeks to do business with "
        "companies covered in its research reports. As a result, there may be a conflict.\n",
        "Channel Checks: Partner Models Broaden the Funnel",
        "Larkfield & Co. Inc.",
        "2025-07-22",
    ),
    Front(
        "a house that only its small print names",
        "July 22, 2025\n\nChannel Checks: Partner Models Broaden the Funnel\n\n"
        "Seats grow.\nDisclaimer: This report is prepared by Larkfield International Limited for its clients.\n",
        "Channel Checks: Partner Models Broaden the Funnel",
        "Larkfield International",
        "2025-07-22",
    ),
]
