"""Owns fronts with what surrounds a report on a site or in a mail, in our own words, and what is to be read from each."""

from __future__ import annotations

from tests.loaders.fronts import Front

PAGES = [
    Front(
        "a wiki's article",
        "Skip to content\nMain menu  Random page  Help  Sign in\nHome › Tools › Video › Larkfilm\n\nLarkfilm (video model)\n\n"
        "From ToolPedia, the free handbook\n(Redirected from LARK)\n\nLarkfilm is a model that makes clips.\n",
        "Larkfilm (video model)",
    ),
    Front(
        "a page that asks for consent",
        "This site uses cookies to store your choices. [Accept all] [Reject]\nPriceScout — Reviews  Deals  Tools  Newsletter\nHome / Guides\n\n"
        "What a minute of video costs: four tools compared\n\nPublished Jul 8, 2025 · 6 min read · Share: X  Facebook  Copy link\n\nShort answer.\n",
        "What a minute of video costs: four tools compared",
        None,
        "2025-07-08",
    ),
    Front(
        "a newsletter with sections",
        "View this email in your browser | Forward to a friend | Unsubscribe\n\nSHUTTER NOTES\nIssue 12 · May 3, 2025 · Published by Eastwell Press\n\n"
        "Shutter Notes #12: clips grow longer\n\nHello again.\n\n## Our story\nA.\n\n## Small things\nB.\n\n## Number\nC.\n",
        "Shutter Notes #12: clips grow longer",
        "Eastwell Press",
        "2025-05-03",
    ),
    Front(
        "a note in two columns",
        "HOLLOWAY SECURITIES                      Equity Research | Hong Kong\n12 May 2025                              China Internet\n\n"
        "Larkfilm Group (9998 HK)\nFrom show reel to revenue\n\nRating                BUY\nTarget price          HK$12.00\n\nAnalysts\n"
        "Grace Mok, CFA   SFC CE No. BQX417   +852 3000 0000   grace.mok@h.example\nSimon Yau   SFC CE No. BQX082   +852 3000 0001   simon.yau@h.example\n\n"
        "The quarter was good.\n",
        "From show reel to revenue",
        "HOLLOWAY SECURITIES",
        "2025-05-12",
        "China Internet",
        "BUY",
        [("Grace Mok", "ANALYST", "BQX417"), ("Simon Yau", "ANALYST", "BQX082")],
    ),
    Front(
        "people with their roles and mails",
        "Fjordmark Capital Markets\nGlobal Equity Research\nSector: Software\n14 April 2025\n\nWho pays for the next frame?\nSector view: Overweight "
        "(maintain)\n\n"
        "Ida Solberg, Senior Analyst, ida.solberg@f.example\nTom Renn, Research Associate, tom.renn@f.example\n\nText.\n",
        "Who pays for the next frame?",
        "Fjordmark Capital Markets",
        "2025-04-14",
        "Software",
        "Overweight (maintain)",
        [("Ida Solberg", "ANALYST", None), ("Tom Renn", "ASSISTANT", None)],
    ),
    Front(
        "a market study in a shop",
        "Quillmark Market Insights\nHome > Reports > Media > Video\nLogin | Cart (0) | Request sample\n\n"
        "Global Clip Market 2025-2030: Size, Share and Forecast by Model, Deployment and Region\n\nReport ID: Q-7 | Published: March 2025 | Pages: 80\n",
        "Global Clip Market 2025-2030: Size, Share and Forecast by Model, Deployment and Region",
        "Quillmark Market Insights",
        "2025-03",
    ),
    Front(
        "a translation on a portal",
        "首页 > 外资研报 > 观点 > 正文   登录 | 注册 | 下载APP\n\n北岭证券:视频模型门槛抬高,平台仍有余地\n\n2025-06-12 08:47   来源:北岭证券   阅读 "
        "3.1万   字号 大 中 小\n\n行业:互联网\n",
        "北岭证券:视频模型门槛抬高,平台仍有余地",
        "北岭证券",
        "2025-06-12",
        "互联网",
    ),
    Front(
        "traditional characters behind a path",
        "華嶺國際證券  繁 | 简 | EN   開戶  研究中心  聯絡我們\n研究中心 / 行業研究 / 軟件\n\n視頻模型開始收費，出海節奏加快\n\n"
        "發佈日期：2025年2月27日\n行業：軟件\n"
        "行業評級：優於大市（維持）\n分析員：林柏希（CE No. BXT309）lam@h.example\n",
        "視頻模型開始收費,出海節奏加快",
        "華嶺國際證券",
        "2025-02-27",
        "軟件",
        "優於大市(維持)",
        [("林柏希", "ANALYST", "BXT309")],
    ),
    Front(
        "a file's name, and a day in figures",
        "首页 > 行业研究 > 电子 > 报告详情\n高岭-电子行业点评:算力需求上行-20240305.pdf\n作者:石 立 | 页数:5 | 上传时间:2024-03-06\n\n03/05/2024\n"
        "行业点评 看好/维持\n电子\n\n"
        "视频模型点燃算力需求,关注存储与光互连\n\n证券分析师:石 立\n电话:021-58502XXX\nE-MAIL:s@g.example\n执业资格证书编码:S1190 5220 40003\n\n"
        "高岭证券研究院\n",
        "视频模型点燃算力需求,关注存储与光互连",
        "高岭证券",
        "2024-03-05",
        "电子",
        "看好/维持",
        [("石立", "ANALYST", "S1190522040003")],
    ),
    Front(
        "what becomes of a rating before the rating",
        "证券研究报告·行业动态 国产视频模型提速 传媒互联网 维持 强于大市 杨承之 ycz@c.example 010-5613XXXX SAC编号:S1440521060003 SFC编号:BTI419 "
        "崔言宁cyn@c.exampleSAC编号:S1440523080007 发布日期:2025年04月16日 中岭证券股份有限公司\n",
        "国产视频模型提速",
        "中岭证券",
        "2025-04-16",
        "传媒互联网",
        "强于大市",
        [("杨承之", "ANALYST", "S1440521060003"), ("崔言宁", "ANALYST", "S1440523080007")],
    ),
    Front(
        "a sector's report before its title, the rating behind the text",
        "计算机事件点评\n\n推理模型开源:平权的起点\n\n2025年02月05日\n\n➢ 事件:权重开源。\n\n推荐 维持评级\n\n分析师 唐景之\n执业证书: "
        "S0100521110004\n民岭证券研究院:\n",
        "推理模型开源:平权的起点",
        "民岭证券",
        "2025-02-05",
        "计算机",
        "推荐 维持评级",
        [("唐景之", "ANALYST", "S0100521110004")],
    ),
    Front(
        "names side by side over their licences",
        "传媒\n\n2025年06月18日\n\n投资评级：看好（维持）\n\n相关研究报告\n《声画同步成新门槛—点评报告》－２０２５．５．２５\n\n"
        "新模型登顶榜单，国产群雄并起\n——行业点评报告\n\n"
        "蒋一之（分析师） 邹安平（分析师） 石晓立（联系人）\nj@k.example z@k.example s@k.example\n证书编号：S0790522060001 证书编号：S0790524030002\n"
        "开岭证券研究所\n",
        "新模型登顶榜单,国产群雄并起",
        "开岭证券",
        "2025-06-18",
        "传媒",
        "看好(维持)",
        [("蒋一之", "ANALYST", "S0790522060001"), ("邹安平", "ANALYST", "S0790524030002"), ("石晓立", "CONTACT", None)],
    ),
    Front(
        "everything on one line, the sector behind the day",
        "证券研究报告 | 行业周报 2024年03月10日 计算机 Larkfilm登顶榜单,国产追赶加速 本周观点:能力仍在上移。 增持(维持) 行业走势 作者 分析师 孙予之 "
        "执业证书编号:S0680520090002 国岭证券研究所\n",
        "Larkfilm登顶榜单,国产追赶加速",
        "国岭证券",
        "2024-03-10",
        "计算机",
        "增持(维持)",
        [("孙予之", "ANALYST", "S0680520090002")],
    ),
    Front(
        "a flash note whose authors sign with phones and mails",
        "港嶺國際證券\n研究部 | 行業快報\n2025年9月26日(星期五)\n\n中國互聯網行業\n\n旗艦模型與視頻模型齊發，重估未完\n\n行業評級：優於大市（維持）\n\n"
        "何翊明\n(852) 2XXX 6018\nh@g.example\n歐陽沛\n(852) 2XXX 6025\no@g.example\n\n■ 發生甚麼事。阿里雲發布模型。\n",
        "旗艦模型與視頻模型齊發,重估未完",
        "港嶺國際證券",
        "2025-09-26",
        "中國互聯網",
        "優於大市(維持)",
        [("何翊明", "ANALYST", None), ("歐陽沛", "ANALYST", None)],
    ),
    Front(
        "a site's head without a colon",
        "[江岭证券]三季报点评:应用收入放量,打开创作空间-研报正文-某某研报\n\n研报正文\n[江岭证券]三季报点评:应用收入放量,打开创作空间\n"
        "2025-10-30 公司研究 江岭证券 周砚之 浏览 1,284\n\n公司点评报告\n计算机 | 软件开发\n证券分析师:周砚之\n资格编号:S1920522110003\n",
        "三季报点评:应用收入放量,打开创作空间",
        "江岭证券",
        "2025-10-30",
        "计算机",
        None,
        [("周砚之", "ANALYST", "S1920522110003")],
    ),
    Front(
        "a weekly's name over its title, and a title over two lines",
        "行业周报 | 通信\n2025 年 11 月 30 日\n\n通信行业周报(2025/11/24-2025/11/30)\n新模型出圈带动芯片链,\n光互联景气延续\n\n行业评级:看好(维持)\n"
        "\n国岭证券研究所\n",
        "新模型出圈带动芯片链, 光互联景气延续",
        "国岭证券",
        "2025-11-30",
        "通信",
        "看好(维持)",
    ),
    Front(
        "questions and answers",
        "帮助中心 Help Center > 订阅与积分 Billing > 常见问题\n搜索 Search… | 简体中文 ▾ | English\n\n订阅与模型常见问题(FAQ)\n更新时间 Updated:"
        "2025-12-18\n\nQ1:怎样订阅?\n",
        "订阅与模型常见问题(FAQ)",
        None,
        "2025-12-18",
    ),
    Front(
        "headings of one level, and names in spaced letters",
        "# 证券研究报告 | 行业周报 | 计算机\n\n# 计算机\n\n报告日期:2025年08月10日\n\n# 新模型发布,智能体共振\n\n——计算机行业周报(20250804-20250810)\n\n"
        "# 投资要点\n\n行业评级:看好(维持)\n\n分析师:顾 言 之\n执业证书编号:S0740521090002\n浙岭证券研究所\n",
        "新模型发布,智能体共振",
        "浙岭证券",
        "2025-08-10",
        "计算机",
        "看好(维持)",
        [("顾言之", "ANALYST", "S0740521090002")],
    ),
    Front(
        "all on one line, with the house in the small print alone",
        "证券研究报告 | 行业动态点评 2025年03月03日 通信 推理系统成本披露,网络需求结构性上移 强于大市(维持评级) 作者 分析师唐以衡执业证书编号:S1070523040002"
        "邮箱:t@c.example 事件:有披露。 远城证券股份有限公司(以下简称远城证券)具备资格。\n",
        "推理系统成本披露,网络需求结构性上移",
        "远城证券",
        "2025-03-03",
        "通信",
        "强于大市(维持评级)",
        [("唐以衡", "ANALYST", "S1070523040002")],
    ),
    Front(
        "a channel's article",
        "【远岭传媒】社交产品点评:视频生成的新时刻\n\n点击蓝字 关注我们\n\n对外发布时间 2025年10月09日\n报告发布机构 远岭证券股份有限公司(已获许可)\n"
        "本报告分析师 秦牧之 SAC执业证书编号:S1110524080002\n",
        "社交产品点评:视频生成的新时刻",
        "远岭证券",
        "2025-10-09",
        "传媒",
        None,
        [("秦牧之", "ANALYST", "S1110524080002")],
    ),
    Front(
        "a note with its market beside its sector, and mails under phones",
        "Eastfield Securities\nEQUITY RESEARCH\n14 October 2025\nUnited States | Internet & Digital Media\n\nAfter the launch: who pays for the compute?\n\n"
        "Sector view: OVERWEIGHT (unchanged)\n\nEllen Vance, CFA\n+1 212 555 0142 | ellen.vance@e.example\nRohan Mehta\n+1 212 555 0177 | "
        "rohan.mehta@e.example\n",
        "After the launch: who pays for the compute?",
        "Eastfield Securities",
        "2025-10-14",
        "Internet & Digital Media",
        "OVERWEIGHT (unchanged)",
        [("Ellen Vance", "ANALYST", None), ("Rohan Mehta", "ANALYST", None)],
    ),
    Front(
        "an issue with its number",
        "View in browser | Subscribe | Share\n\nCUT BY CUT\nThe weekly letter on video and the models behind it\n\nIssue #87: the top spot changes hands\n"
        "December 8, 2025 · 5 min read\n\nPublished by Cut by Cut\n",
        "Issue #87: the top spot changes hands",
        "Cut by Cut",
        "2025-12-08",
    ),
    Front(
        "a review whose site is named beside the time",
        "[首页](/) / [评测](/review) / [AI 工具](/tools)\n\n# 视频工具横评:三款怎么选?\n\n> 来源:影像前哨 | 发布时间:2026-03-12 14:05 | 阅读约 8 分钟\n",
        "视频工具横评:三款怎么选?",
        "影像前哨",
        "2026-03-12",
    ),
    Front(
        "a site's page whose title ends with the day",
        "慧研网 > 研究报告 > 行业分析\n\n明远证券-传媒行业周报:短剧的成本曲线-250309\n\n文件大小:1.2M\n\n"
        "明远证券-传媒行业周报:短剧的成本曲线-250309.pdf\n\n阅读数:120\n",
        "明远证券-传媒行业周报:短剧的成本曲线",
        "明远证券",
        "2025-03-09",
        "传媒",
    ),
    Front(
        "authors without licences whose mails stand behind their names",
        "Eastfield Securities\n13 February 2025\n\nA plan of its own: clips find their price\n\n"
        "Ellen Vance, CFA 212-555-01XX evance@e.example Rohan Mehta 212-555-01XX rmehta@e.example\nQuestions? Contact Old Pier opier@e.example\n",
        "A plan of its own: clips find their price",
        "Eastfield Securities",
        "2025-02-13",
        people=[("Ellen Vance", "ANALYST", None), ("Rohan Mehta", "ANALYST", None)],
    ),
    Front("an encyclopedia's page title", "Larkfilm AI - Wikipedia\n\nJump to content\nMain menu  Search  Donate\n\nLarkfilm AI is a tool.\n", "Larkfilm AI"),
    Front(
        "a shop's page title",
        "Larkfilm Pricing & Plans | Lark\n\nWe use cookies to improve your visit. Accept all | Reject\n\nFind what fits\n",
        "Larkfilm Pricing & Plans | Lark",
    ),
]
