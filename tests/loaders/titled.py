"""Fronts with the title that a reader gives each: what the tests of titles hold them against."""

from __future__ import annotations

_SENTENCE = (
    "Larkfield starts on Larkfilm with a Buy and writes that no other maker of clips 'sells so much to so few,' which in its view lets the company raise "
    "its fees each spring, and 'keeps the rest of the trade guessing.'"
)
TITLES = [
    (
        "the short first line of a page of documentation",
        "Clip Models\nMake clips with any of the models that are listed below, by one call.\nAll models take a prompt and a length, "
        "and answer with the number of a job\n",
        "Clip Models",
    ),
    (
        "a page of documentation above its day",
        "Larkfilm API v2\nDecember 6, 2024 (March 9, 2026)\nTreat this as an early API that may change, and write to us.\n",
        "Larkfilm API v2",
    ),
    (
        "the title in a page's data",
        '--- title: "Old Pier cuts Larkfilm target price, as clips sell less" type: "News" url: "https://l.example" datetime: "2026-03-27T07:01:19.000Z"\n',
        "Old Pier cuts Larkfilm target price, as clips sell less",
    ),
    (
        "a title with the day of the column beside it, behind a viewer's notice",
        "You are on page 1 of 5\n\nEquity Research\n\nCompany Report\nLarkfilm Rating OUTPERFORM\nClip sales lead growth 13 August 2021\n\n"
        "Jane Roe, CFA\n\nLarkfilm sold more than thought. It keeps its price. (852) 3900 1000\njane.roe@l.example\n",
        "Clip sales lead growth",
    ),
    (
        "the models that a title lists, above a prologue",
        "Skip to content\n\nClip Tools 2026 Complete Guide — Larkfilm 2 · Pelican 3 · Heron Gen-4 · Egret · Stork Machine Deep Dive\n\n"
        "Prologue — From a preview to an app, two years in short\n\nWhen it came out in 2024, the trade stood still.\n",
        "Clip Tools 2026 Complete Guide — Larkfilm 2 · Pelican 3 · Heron Gen-4 · Egret · Stork Machine Deep Dive",
    ),
    (
        "an entry below who has checked it",
        "Fact-checked by Some Tool 2 months ago\n\nLarkfilm AI\n\nLarkfilm AI is a set of models that make clips from a line of text. "
        + "It is sold. " * 10
        + "\n",
        "Larkfilm AI",
    ),
    (
        "the line that the path through a site ends with, behind the site's own notice",
        "扫码关注公众号\n网站公告:本站的新版上线,旧版的工具移到别处,请各位移步。"
        + "新版有更多功能。" * 12
        + "\n\n返回 当前位置: 首页 热点 【测评 | 蓝帆】短片进入新阶段\n\n"
        "【测评 | 蓝帆】短片进入新阶段\n\n时间:2025-04-17 22:37\n正文在这里。还有一句。\n",
        "【测评 | 蓝帆】短片进入新阶段",
    ),
    (
        "a news site's column with a rating in the headline",
        "larknews.logo\n\n新闻\n\n【研报聚焦】远山证券维持蓝帆(09999)“买入”评级 指新模型可抵消成本压力\n\n远山证券称,蓝帆的收入增长。" + "成本下降。" * 30,
        "远山证券维持蓝帆(09999)“买入”评级 指新模型可抵消成本压力",
    ),
    (
        "a weekly whose headline has its index and its kind before a bar",
        "行业周报|传媒指数跌1.2%, 跑输上证指数0.8%\n本周行情回顾:\n本周上证指数上涨,传媒指数下跌。",
        "行业周报|传媒指数跌1.2%, 跑输上证指数0.8%",
    ),
    ("a digest behind its day", "2023年7月28日 大行报告\n内险股 ~ 远山\n远山报告称,公司近期领先大市,某股新高(09336)\n", "2023年7月28日 大行报告"),
    (
        "a file's name without a day that heads the page",
        "云计算2020年度策略:分化加剧,关注政策与情绪.pdf\n\n返回 相关 举报\n云计算2020年度策略:分化加剧,关注政策与情绪.pdf_第1页\n"
        "亲,该文档总共33页,已超出免费预览范围,喜欢就下载!\n资源描述\n",
        "云计算2020年度策略:分化加剧,关注政策与情绪",
    ),
    (
        "a title below the day of the week",
        "Wednesday, July 23rd, 2025\n\nLarkfilm (9999 HK) Results Preview: Clips Sell, Costs Do Not Rise\n\nOld Pier\n\nOverview\n\nLarkfilm makes clips.\n",
        "Larkfilm (9999 HK) Results Preview: Clips Sell, Costs Do Not Rise",
    ),
    (
        "the day behind a title",
        "大行报告,远山:蓝帆9999进展超预期 – 20250609\n\n一、(9999.HK)进展超预期\n\n收入增长。成本下降。\n",
        "大行报告,远山:蓝帆9999进展超预期",
    ),
    (
        "an entry whose first paragraph tells what it is",
        "Larkfilm\nLast reviewed\nMay 16, 2026\nImprove this article\nAdd missing citations, or suggest a better text.\n"
        "Larkfilm is a family of models that make clips from a line of text. It was shown in June 2025. It makes short clips, and it is sold.\n",
        "Larkfilm",
    ),
    (
        "behind related reports whose numbers run on, one of them broken",
        "相关报告 1.甲研究:比较,2019.4.1 2.乙未现,求平衡-存储行业研究,2019.3.11 3.丙淡季不淡,看\n2、好旺季,2019.2.21 分析师 SAC 执业编号:S1130519010001 "
        "丁板块研究:深耕芯片的远山 投资建议 行业策略:估值合理。仍看好。\n",
        "丁板块研究:深耕芯片的远山",
    ),
    ("a portal's kind and section behind it", "开源证券–开源证券晨会纪要【晨会纪要】_研报\n\n阅读附件全文\n", "开源证券晨会纪要"),
    (
        "a company's report of a sector nobody lists",
        "证券研究报告\n远帆传媒行业/公司深度报告\n2023年2月7日\nLarkGPT:一场“效率”革命\n摘要\n",
        "LarkGPT:一场“效率”革命",
    ),
    (
        "a portal's slogan and the house, the day and the portal's sections around the title",
        "远山研报网 - 专业的研报大数据平台\n\n浙商证券-电子行业专题:眼镜入口将至,模型重塑终端-250618 _ 研报中心 _ 远山网\n\n上传日期:2025-06-19\n\n下载\n",
        "电子行业专题:眼镜入口将至,模型重塑终端",
    ),
    (
        "menus of small words",
        "远山首页 新闻 财经 股票\n\n行情 股吧 新闻 外汇 新三板 A股 港股 美股 基金 期货\n\n蓝帆科技(300999):新模型落地 海外订阅拐点渐近\n\n类别:公司\n",
        "蓝帆科技(300999):新模型落地 海外订阅拐点渐近",
    ),
    (
        "a digest that has nothing but its name",
        "证券研究报告\n\n2025年08月12日\n\n国信证券晨会纪要\n\n晨会主题\n\n【行业与公司】\n\n互联网行业周报:新模型正式发布,世界模型亮相\n\n事件:本周有发布。多家跟进。\n",
        "国信证券晨会纪要",
    ),
    (
        "one line, behind notices and a day, before a rating",
        "Regional Cloud | Larkfield Equity Research Please read the important disclosures on the last two pages 1 Sector Update 18 September 2025 "
        "Reasoning gets cheap, clouds get busy: agents lift demand Overweight (maintained) Larkfield Securities Token volumes grow. Prices fell again.\n",
        "Reasoning gets cheap, clouds get busy: agents lift demand",
    ),
    (
        "one line, behind people and their licences, in traditional script",
        "Larkfield Research 遠山證券研究 See the last page for disclaimer Page 1 of 6 Equity Research Report 證券研究報告 "
        "Company Report 公司報告:藍帆-W (09998 HK) Brenda Kwan (852) 2509 5431 brenda.kwan@larkfield.example.hk CE No. BRK999 "
        "影像工具變現超出指引,上調預測 28 May 2025 \n"
        "\n收入超過預期。市場反應平淡。\n",
        "影像工具變現超出指引,上調預測",
    ),
    (
        "one line, behind a company with its code and prices",
        "Larkfield Research Company Research Internet 12 February 2026 Last Closing: HK$ 452.00 Upside: +26.1% Target Price: HK$ 570.00 "
        "Larkfilm Group (9998 HK) All clips from one house; initiate at Buy\n\nStock Rating BUY\n\nFour products. They share a tokenizer.\n",
        "All clips from one house; initiate at Buy",
    ),
    (
        "behind a table of market data",
        "July 22, 2025\nEQUITY RESEARCH\n\nTECHNOLOGY/APPLICATION SOFTWARE\n\nStock Rating: OUTPERFORM\n12-18 mo. Price Target $475.00\nLARK - NASDAQ $370.81\n"
        "3-5 Yr. EPS Gr. Rate 12%\n52-Wk Range $587.75-$332.01\nAvg. Daily Trading Volume 3,512,640\nFiscal Year Ends Nov\n\n"
        "Priya Raman, Associate\n\nLarkfilm\n\n"
        "Channel Checks: Partner Models Broaden the Funnel, Credits Still Swing\n\nWe spoke to ten resellers. They sell more seats.\n",
        "Channel Checks: Partner Models Broaden the Funnel, Credits Still Swing",
    ),
    (
        "kinds of report as headings, reports cited before the title",
        "# 证券研究报告/行业定期报告\n\n# 相关报告\n\n1、《短剧分账规则落地,平台加码供给》2025-11-16\n\n2、《广告投放超预期》2025-11-09\n\n"
        '# 新模型刷新图像上限,应用进入"可交付"阶段\n\n# ——传媒行业周报(2025.11.17-2025.11.23)\n\n2025年11月23日\n',
        '新模型刷新图像上限,应用进入"可交付"阶段',
    ),
    (
        "over two lines, the second only the words that had no room",
        "公司深度研究\n\n蓝帆科技(300999)\n视频创意软件出海龙头,自研大模型打开\n成长空间\n\n2024年05月21日\n买入(首次)\n",
        "视频创意软件出海龙头,自研大模型打开\n成长空间",
    ),
    (
        "behind a word for it",
        "Report ID: LBX-20417\nTitle: Clip makers and their seats, 2025 to 2030\nFormat: PDF\n",
        "Clip makers and their seats, 2025 to 2030",
    ),
    (
        "behind a template's tag, before a long sentence",
        "远山证券研究所 [T able_Main] 短剧出海进入收获期 2025年03月10日 点评 本周多家平台披露订阅数据,其中蓝帆科技的视频工具新增付费用户超过一百万人,"
        "同比增长一倍有余,全年目标上调两成,管理层认为海外市场的竞争格局已经基本稳定,价格不再下行,毛利率随之回升,后续关注新模型的发布节奏与算力成本的变化\n",
        "短剧出海进入收获期",
    ),
    (
        "an entry of a wiki",
        "Reception\nSee also\nReferences\n\nLark (video model)\n5 languages\nArticle Talk\n\nFrom Openpedia, the open encyclopedia\n",
        "Lark (video model)",
    ),
    (
        "a site's name of a file, below its notice, before the pieces of the text",
        "版权声明:本页文字由用户上传,本站不拥有所有权,如有违法违规请举报。\n\n蓝帆行业深度:短剧出海进入收获期-240617(24页).pdf\n\n下载需积分\n\n"
        "1、 仅供内部参考 证券研究报告 短剧出海,进入收获期 评级 同步大市\n",
        "蓝帆行业深度:短剧出海进入收获期",
    ),
    (
        "a file that a member shares, in traditional script",
        "《傳媒行業專題:影像工具的下一站-240805(36頁).pdf》由會員分享,可在線閱讀。\n1、 證券研究報告 傳媒 影像工具 增持 (維持)\n",
        "傳媒行業專題:影像工具的下一站",
    ),
    (
        "the title among a page's data",
        "---\ntitle: Larkfilm Clip 2 | Larkfilm Docs\ndescription: Clips from text or a picture\n---\n# Larkfilm Clip 2\n\nClips.\n",
        "Larkfilm Clip 2 | Larkfilm Docs",
    ),
    (
        "the report from which a portal takes what follows",
        "(以下内容从远山证券《传媒行业动态跟踪:片场之后:海外工具的格局》研报附件原文摘录)\n投资要点:\n一、工具更多。\n",
        "传媒行业动态跟踪:片场之后:海外工具的格局",
    ),
    (
        "the title that a news site took over, with a rating and a gap in it",
        "(原标题:【远山快讯】蓝帆国际首予蓝帆科技(09998.HK)“买入”评级 料视频订阅提速)\n远山快讯|蓝帆国际看好订阅。目标价为30港元。\n",
        "蓝帆国际首予蓝帆科技(09998.HK)“买入”评级 料视频订阅提速",
    ),
    (
        "a news site's column and headline, with a rating and a gap in it",
        "《大行》藍帆國際升藍帆科技(09998.HK)目標價至30元 評級「買入」\n遠山新聞\n2026/03/03 12:25\n藍帆國際發表報告,指出訂閱增加。目標價上調。\n",
        "《大行》藍帆國際升藍帆科技(09998.HK)目標價至30元 評級「買入」",
    ),
    (
        "the title that a site took over, without brackets",
        "来源:某网\n原标题:蓝帆国际:维持蓝帆科技“买入”评级 目标价升至30港元\n蓝帆国际看好订阅。\n",
        "蓝帆国际:维持蓝帆科技“买入”评级 目标价升至30港元",
    ),
    (
        "behind who made the report",
        "(报告出品方/作者:蓝帆证券,陈远)\n视频模型行业深度报告:从工具到平台\n1、行业概况\n视频模型进入放量期。价格下降。\n",
        "视频模型行业深度报告:从工具到平台",
    ),
    (
        "behind the list of reports, before a heading that has more to say",
        "AI智能总结\n证券研究报告:计算机|点评报告 发布时间:2025-08-13 行业投资评级 强于大市|维持 研究所 分析师:陈远 近期研究报告 "
        "《出海顺利,关注收费进程》-2025.08.12 算力链再度走强 海外:新模型少出错,推理需求有望再提升 本周有发布。多家厂商跟进。价格继续下降。\n",
        "算力链再度走强",
    ),
    (
        "a headline that the text is glued to",
        "AI智能总结\nClip makers find their moat in distribution Seven vendors told us of their first quarter; five of them sold more seats than a year ago "
        "at the same price, two gave discounts. We like the three that sell to studios, as their contracts run for years, and not the rest.\n",
        "Clip makers find their moat in distribution",
    ),
    (
        "an entry with a logo's caption and a box",
        "Larkfilm AI\nUpdated\n\nOfficial logo of Larkfilm AI\n| Developer | Lark Technology |\n|---|---|\n| Latest Release Version | Larkfilm 3.0 |\n",
        "Larkfilm AI",
    ),
    (
        "a page on a product, above the address of its site",
        "All companies\ntechnology\n\nLarkfilm pricing\n\nlarkfilm.com checked and reviewed\nProduct\nClip and avatar generation platform\n",
        "Larkfilm pricing",
    ),
    (
        "a newsletter, before a sentence with a dash",
        "Larkfilm closes its studio\nTop Stories - Overview\nThe lights go out in June, Larkfilm wrote to its users — half of them had gone to other tools, "
        "and the people who made it now work on robots; the app may be used until then. More of it below.\n",
        "Larkfilm closes its studio",
    ),
    (
        "a sentence of a headline, twice",
        "Back to News\nMarket Impact: 0.5\n\n" + 2 * (_SENTENCE + "\n\nLS\n") + "With a Buy rating the house took up coverage. It sees growth.\n",
        _SENTENCE,
    ),
    (
        "the axes of a chart before it",
        "9998\n\n自營 融資 43% 43% 48% 27% 26% 0% 20% 40% FY12 FY13F FY14F 影像工具/PSS 訂閱 百萬元 營業收入 3,858 4,080 4,535 營業利益 640 697 879 "
        "52週高價(元) 68.40 52週低價(元) 37.25 個股報告 蓝帆 (9998.TT) 影像工具新版先行,訂閱錦上添花 台灣科技 10/22/2013 需求加快。價格走高。\n",
        "影像工具新版先行,訂閱錦上添花",
    ),
    (
        "a file's name with its column and its day in full, before the words of a site and a bare front",
        "《【公司研究】蓝帆科技-影像工具龙头聚焦订阅-20240228[24页].pdf》由会员分享,可在线阅读。\n1、评级:买入(首次) 分析师:陈远 Email: 基本状况\n",
        "蓝帆科技-影像工具龙头聚焦订阅",
    ),
    (
        "a file's name that begins with its day and the house, page by page",
        "20240322_远山证券_影像行业简评报告:新模型放量关注订阅机会_12页.pdf\n\n返回 相关 举报\n"
        "20240322_远山证券_影像行业简评报告:新模型放量关注订阅机会_12页.pdf_第1页\n第1页 / 共12页\n",
        "影像行业简评报告:新模型放量关注订阅机会",
    ),
    (
        "a file's name without its pages, where nothing else is said",
        "传媒行业深度报告:谁在为短剧付费-20250612.pdf\n2025-06-14 上传\n付费增长。价格下降。\n",
        "传媒行业深度报告:谁在为短剧付费",
    ),
    (
        "below the report's kind and its day, under the words of a blog",
        "admin值班人员组\n\n文章数量:1530847\n\n2024年12月13日发(作者:)\n\n计算机行业动态报告\n\n2024年05月05日\n\n视频模型行情所处的位置\n\n行情分三段。先涨订阅。再涨算力。\n",
        "视频模型行情所处的位置",
    ),
    (
        "behind a word for it, in brackets and behind another's text",
        "软件下载站\n软件下载 谁为视频付费?\n软件下载 谁为视频付费?\n"
        "某公司的借款后来查明了,金额合计数千万元;交易所问过两次。它第二次才说明有关联关系,并称不影响今后的经营和上市的安排。\n"
        "报告标题:《谁为视频付费?——系列报告(三)》\n",
        "谁为视频付费?——系列报告(三)",
    ),
    (
        "glued to a notice and to a template's tag",
        "AI智能总结\n请务必阅读正文之后的免责条款部分视频应用起步,关注订阅机会[table_Authors]陈远(分析师)林岸(分析师)登记编号S0999515040003本报告导读:"
        "应用变多了,付费也变多了。投资要点:[Table_Summary]应用在发展。我们看好三个方向,各有几家公司。价格继续下降,需求继续上升。"
        + "用户继续增加,价格继续下降。" * 9
        + "\n",
        "视频应用起步,关注订阅机会",
    ),
    (
        "a portal's summary, below a menu of languages",
        "简体中文\nEnglish\n日本語\nTiếng Việt\nBahasa Indonesia\n摘要:视频模型保持高速迭代 建议关注三条主线\n某网获悉,有研报称模型仍在更新。该行看好算力。\n",
        "视频模型保持高速迭代 建议关注三条主线",
    ),
    (
        "a digest that has nothing but its name and day, in a glued line",
        "> **来源:[某网](https://example.cn)** # 晨会纪要20250211 证券分析师: 陈远 S0999523060001 cy@yuan.example 联系人: 林岸 la@yuan.example "
        "# 重点推荐 >1.厂商开支超预期,需求传导推动价格上涨——影像行业周报2025/2/2-2025/2/8 >2.订阅大增,龙头业绩预增——传媒行业简评 # 正文目录\n",
        "晨会纪要20250211",
    ),
    (
        "a heading that names a series, and the next one",
        "> **来源:[某网](https://example.cn)** # 影像行业1月投资策略 # 订阅重构内容服务,应用开启新周期 行业研究·深度报告 投资评级:优于大市(维持) "
        "证券分析师:陈远 S0999517060002 # 报告摘要 12月跑输市场。订阅增长。\n",
        "影像行业1月投资策略 # 订阅重构内容服务,应用开启新周期",
    ),
    (
        "behind a heading that is the company with its rating",
        "# LARKFILM-W (09998.HK) 优于大市 # 视频模型公司,低价构筑核心竞争力 # 公司研究·海外公司快评 # 投资评级:优于大市(首次) # 事项: 新模型走红。\n",
        "视频模型公司,低价构筑核心竞争力",
    ),
    (
        "in capitals, below a page's icon",
        "share_log\n\nLARKFILM(98.HK):VIDEO MODEL COMPETITION INTENSIFIES\n\n远山国际 ·  May 31\n\nWe see half of sales from clips. Rivals are many.\n",
        "LARKFILM(98.HK):VIDEO MODEL COMPETITION INTENSIFIES",
    ),
    (
        "above the day of its last change and the words for an image",
        "Larkfilm Models - The Essentials\n\nLast updated: July 2, 2025\n\nasset_Dy3_Larkfilm 2 — banner, wide, clean desk (.png\n\nLarkfilm is a model.\n",
        "Larkfilm Models - The Essentials",
    ),
    (
        "glued to a share of a hundred",
        "Last Update 11 Dec 25\nFair value Increased 0.48%9998: Cheaper Clips Will Drive Future Margin Expansion\nThe price target was raised. Margins grow.\n",
        "9998: Cheaper Clips Will Drive Future Margin Expansion",
    ),
    (
        "in Chinese, with the English one glued to it",
        "市场调查报告书\n商品编码\n1859999\n全球合成影像市场:预测至 2032 年—按组件、技术、用户分类的分析Synthetic Clip Market Forecasts to 2032 - "
        "Global Analysis By Component (Solutions, Services), Technology, Application and End User\n某社的数据显示市场在增长。价格下降。\n",
        "全球合成影像市场:预测至 2032 年—按组件、技术、用户分类的分析",
    ),
    (
        "named by slides",
        "《影像行业研究周报:淡季不淡,继续买入-130303.ppt》由会员分享,更多相关《影像行业研究周报:淡季不淡,继续买入-130303.ppt(10页珍藏版)》请搜索。\n"
        "1、120305,120531,3061,评级:增持,行业研究周报,市场数据\n",
        "影像行业研究周报:淡季不淡,继续买入",
    ),
    (
        "named by a file, behind the company and the kind of report",
        "《远山影像-公司深度报告-剪辑老兵走向订阅时代-240901(23页).pdf》由会员分享\n公司研究\n正文写了很多。\n",
        "剪辑老兵走向订阅时代",
    ),
    (
        "behind a tag that lost its brackets",
        "公司研究|深度报告|远山影像(300999.SZ)Table_Title远山影像:剪辑老兵,订阅新旗舰%1 请阅读最后评级说明 2/23 |证券研究报告| 报告要点\n",
        "远山影像:剪辑老兵,订阅新旗舰",
    ),
    (
        "before a bare tag",
        "证券研究报告 股票研究/Table_Date 2025.02.27 影像眼镜走向爆发期,有望成为新入口 Table_Industry 家用电器业 Table_Invest 评级:增持\n",
        "影像眼镜走向爆发期,有望成为新入口",
    ),
    (
        "below the preamble of an index of pages",
        "> ## Documentation Index\n> The full index is at: https://docs.larkfilm.example/llms.txt\n\n# Clip models\n\n> 7 models with polling\n",
        "Clip models",
    ),
    (
        "with a dash in a long line",
        "Last updated: June 2026\n\nLarkfilm API Pricing 2026 — All Plans, Clip Quotas, and the Cost next to Pelican\n\n$5 a month\n",
        "Larkfilm API Pricing 2026 — All Plans, Clip Quotas, and the Cost next to Pelican",
    ),
    (
        "a short heading above a wiki's facts",
        "# Lyo\n\n> Source: https://wiki.larkfield.example/lyo\n> Categories: Clip Models, Larkfield Labs, Deep Learning\n\nLyo is a model.\n",
        "Lyo",
    ),
    (
        "that begins with a law",
        "《影像产业创新指导意见》出台,持续关注产业链机会 ——影像行业周报(2023.10.30-2023.11.04) 增持(维持) 行情回顾 上周指数涨0.66%\n",
        "《影像产业创新指导意见》出台,持续关注产业链机会",
    ),
    (
        "behind the furniture of a copied page",
        "admin管理员组\n\n文章数量:1530845\n\n2024年7月25日发(作者:)\n\n行业月度报告\n\n证券研究报告\n\n传媒\n\n上半年影像市场增速35%,院线复苏加快\n\n重点股票\n",
        "上半年影像市场增速35%,院线复苏加快",
    ),
    (
        "above the channel that it comes from",
        "周观点 |新模型加速应用落地,高频数据向好【远山传媒】\n\n时间:2025年08月10日 18:25\n\n(来源:远山研究传媒团队)\n\n重要提示\n",
        "周观点 |新模型加速应用落地,高频数据向好【远山传媒】",
    ),
    (
        "behind a rating that it is glued to",
        "證券研究報告 公司研究 傳媒 2024 年 06 月 07 日遠山影像(01999.HK)深度研究報告 推薦(首次)影像設計龍頭的增長飛輪與新航道 目標價:4.3 港元\n",
        "影像設計龍頭的增長飛輪與新航道",
    ),
]
