"""Securities and favoured sectors: what a report covers and what it speaks well of, and nothing that it merely names."""

from __future__ import annotations

import pytest

from tests.loaders.reading import extraction

HEAD = "某某证券 行业点评 2024年2月20日\n"


def securities(text: str) -> dict[str, str | None]:
    claims = [c for c in extraction(HEAD + text).claims if c.relationship == "COVERS_SECURITY" and c.object]
    return {c.object.name: str(c.properties["rating"]) if "rating" in c.properties else None for c in claims if c.object}


def favoured(text: str) -> list[str]:
    return [c.object.name for c in extraction(HEAD + text).claims if c.relationship == "FAVOURS" and c.object]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建议关注:1)算力:中际旭创(300308.SZ);2)应用:金山办公(688111.SH)。", {"中际旭创": None, "金山办公": None}),
        ("立讯精密(002475.SZ,买入)、工业富联(601138.SH,增持)。", {"立讯精密": "买入", "工业富联": "增持"}),
        ("Our top picks are Kuaishou (1024 HK): Buy, and NVIDIA (NVDA US, Outperform).", {"Kuaishou": "Buy", "NVIDIA": "Outperform"}),
        ("公告:1)用友网络公告2023年度业绩预告。2)拓尔思发布2023年度业绩预增公告。", {"用友网络": None, "拓尔思": None}),
        ("证券简称\t证券代码\t评级\n万兴科技\t300624.SZ\t买入\n昆仑万维\t300418.SZ\t增持\n", {"万兴科技": "买入", "昆仑万维": "增持"}),
        ("相关标的:万兴科技、虹软科技、当虹科技。", {"万兴科技": None, "虹软科技": None, "当虹科技": None}),
        ("快手-W(1024.HK)受益。", {"快手-W": None}),
        ("遠山科技 (03999-HK) 與近水股份(SH.600999)各有所長。", {"遠山科技": None, "近水股份": None}),
        ("台积电 (2330-TW)与力积电(6770)。", {"台积电": None, "力积电": None}),
        ("Micron Technology, Inc. (NASDAQ: MU) and SAP (ETR: SAP) rose.", {"Micron Technology, Inc.": None, "SAP": None}),
        ("万兴科技(深交所:300624)、快手(港交所:1024)。", {"万兴科技": None, "快手": None}),
        ("微软(MSFT,股价450美元)。", {"微软": None}),
        ("万兴科技【300624.SZ】与虹软科技 688088.SH。", {"万兴科技": None, "虹软科技": None}),
        ("远山光学-公司深度研究报告-器件放量-240326(49页).pdf\n近水:正文。", {"远山光学": None}),
        ("YUANSHAN-W(3999)\nRated on Monday.", {"YUANSHAN-W": None}),
        ("国信证券维持 Farhill Holdings plc ADR(FRHL.O) 买入评级。", {"Farhill Holdings plc ADR": "买入"}),
        ("Adobe Inc (NASDAQ: ) rose. A page on Farhill (NYSE: ) did not.", {"Adobe": None}),
        ("建议关注:ST 远山、万兴科技、昆仑万维。", {"ST 远山": None, "万兴科技": None, "昆仑万维": None}),
        ("投资建议:存储链看好兆易创新、德明利;AI眼镜关注恒玄科技。", dict.fromkeys(("兆易创新", "德明利", "恒玄科技"))),
        ("投资建议:模型进入商用。1)工具:快手-W、美图公司;2)版权:捷成股份。", dict.fromkeys(("快手-W", "美图公司", "捷成股份"))),
        ("▌标的:沿三条线索寻找订阅占比高的公司。\n① 办公:金山办公、福昕软件;\n② 开发:卓易信息。\n", dict.fromkeys(("金山办公", "福昕软件", "卓易信息"))),
        ("建议关注:金山办公、科大讯飞、泛微网络等。", dict.fromkeys(("金山办公", "科大讯飞", "泛微网络"))),
        ("行業內的偏好次序,首位是遠山集團(03999.HK) +7.0,第二是近水控股(03998.HK)。", {"遠山集團": None, "近水控股": None}),
        ("建议关注器件里的公司,跟住电子产品和其供应链。", {}),
        ("建议关注业绩好于预期的方向,我们认为,需求不减,拉货积极。", {}),
        ("谷歌新发的Gemini 1.5 Pro(0801)登上榜首。", {}),
        ("高速铜缆供应商泓淋电力(301439.SZ)、财税龙头税友股份(603171.SH)。", {"泓淋电力": None, "税友股份": None}),
        ("美图公司 Meitu Inc (1357 HK)与建议关注 Kuaishou(1024 HK)。", {"美图公司": None, "Kuaishou": None}),
        ("Ticker Company Price\n700 HK Tencent 548.5 16.9\nBILI US Bilibili 26.4 22.7\n", {"Tencent": None, "Bilibili": None}),
        ("Company Ticker P/S (x) Knowledge Atlas 2513 HK 545.00 118.4 61.2 SenseTime 20 HK 2.31 12.1", {"Knowledge Atlas": None, "SenseTime": None}),
        (
            "P/S 27E Alphabet GOOGL US Buy 244.15 6.9 SenseTime 20 HK NR 2.31 12.1 Kingsoft Office 688111 CH NR 318.0 20.9",
            {"Alphabet": "Buy", "SenseTime": None, "Kingsoft Office": None},
        ),
        ("騰訊控股(700,買入):廣告業務提速。", {"騰訊控股": "買入"}),
        ("建议关注:AI PCB:胜宏科技、沪电股份;覆铜板及材料:生益科技、明远新材。", dict.fromkeys(("胜宏科技", "沪电股份", "生益科技", "明远新材"))),
        ("周跟踪(20251110-20251116)。", {}),
        ("建议关注具备渠道的捷成股份、视觉中国,以及布局自研的昆仑万维。", dict.fromkeys(("捷成股份", "视觉中国", "昆仑万维"))),
        ("建议关注算力需求的持续增长、应用落地的商业模式。", {}),
        ("股票代码1357.HK\n\n业绩要点如下。", {}),
        ("同样受益的还有美图公司(1357 HK)。", {"美图公司": None}),
        ("公司动态:【中际旭创】发布业绩预告;【天孚通信】询价转让完成;【传媒】板块回调。", {"中际旭创": None, "天孚通信": None}),
        ("建议关注光模块(中际旭创、新易盛)、光器件(天孚通信)与主设备(中兴通讯)。", dict.fromkeys(("中际旭创", "新易盛", "天孚通信", "中兴通讯"))),
        ("建议重点关注三条主线,算力:寒武纪、海光信息;云:深信服、优刻得。", dict.fromkeys(("寒武纪", "海光信息", "深信服", "优刻得"))),
        ("推荐分众传媒、蓝色光标,受益标的包括华策影视、掌趣科技、中文在线。", dict.fromkeys(("分众传媒", "蓝色光标", "华策影视", "掌趣科技", "中文在线"))),
        ("建议沿三条主线布局:(1)工具:万兴科技、美图公司;(2)版权:视觉中国、易点天下。", dict.fromkeys(("万兴科技", "美图公司", "视觉中国", "易点天下"))),
        ("首選阿里巴巴-W(9988.HK),其次為騰訊控股(0700.HK)。", {"阿里巴巴-W": None, "騰訊控股": None}),
        ("存储:关注 兆易创新(603986.SH)、江波龙(301308.SZ)。", {"兆易创新": None, "江波龙": None}),
        ("投资建议\n\n国内平台具备条件:\n▶ 平台:快手、哔哩哔哩;\n▶ IP储备:阅文集团、上海电影。\n", dict.fromkeys(("快手", "哔哩哔哩", "阅文集团", "上海电影"))),
        ("标的方面推荐快手-W、恺英网络,关注中文在线、奥飞娱乐。", dict.fromkeys(("快手-W", "恺英网络", "中文在线", "奥飞娱乐"))),
        ("Company Ticker Price Target\nAlphabet GOOGL US 244.15 280\nMeta Platforms META US 708.65 830\n", {"Alphabet": None, "Meta Platforms": None}),
        ("代码公司总市值(亿元)PE\n688111.SH金山办公1,392.8106\n688095.SH福昕软件52.6-438\n", {"金山办公": None, "福昕软件": None}),
        ("建议关注:代工环节的歌尔股份、北方甲乙;渠道环节的明远眼镜。", dict.fromkeys(("歌尔股份", "北方甲乙", "明远眼镜"))),
        ("建议关注中文在线、明远阅读;直播平台关注快手-W、远山娱乐。", dict.fromkeys(("中文在线", "明远阅读", "快手-W", "远山娱乐"))),
        ("建议重点关注:国产AI芯片寒武纪、远山微;AI应用金山办公、明远信息。", dict.fromkeys(("寒武纪", "远山微", "金山办公", "明远信息"))),
        (
            "关注两条主线:(1)IP储备足,受益标的包括明远影业、远山动画;(2)营销与短剧出海,受益标的包括昆仑万维、易点天下。",
            dict.fromkeys(("明远影业", "远山动画", "昆仑万维", "易点天下")),
        ),
        ("版权:推荐明远电影、远山娱乐;算力:受益标的包括明远数据。", dict.fromkeys(("明远电影", "远山娱乐", "明远数据"))),
        ("板块个股涨幅前三名分别为:明远科技、优刻得、远山互动;跌幅前三名分别为:ST明远。", dict.fromkeys(("明远科技", "优刻得", "远山互动", "ST明远"))),
        ("公司动态: 明远科技2月6日公告,增持完成;远山办公2月7日公告,营收增长。", dict.fromkeys(("明远科技", "远山办公"))),
        (
            "本周个股方面,前三名为明远科技、远山办公、优刻得,跌幅前三为远山信息、明远互动。",
            dict.fromkeys(("明远科技", "远山办公", "优刻得", "远山信息", "明远互动")),
        ),
        ("三、投资建议\n工具侧关注万兴科技、明远公司;算力侧关注远山信息。\n", dict.fromkeys(("万兴科技", "明远公司", "远山信息"))),
        ("投资建议:模型又进一步。推荐快手-W,建议关注明远电影、远山在线、明远股份。", dict.fromkeys(("快手-W", "明远电影", "远山在线", "明远股份"))),
        ("BABA US Alibaba Outperform 162.48 190.00 20.1 700 HK Tencent Buy 642.00 740.00 22.7", {"Alibaba": "Outperform", "Tencent": "Buy"}),
        ("Alphabet Inc. (GOOGL-NASDAQ, $190.10, Not Covered)\nIntuit Inc. (INTU-NASDAQ, $762.40, BUY)\n", {"Alphabet Inc.": None, "Intuit Inc.": "BUY"}),
        ("Internet China TMT MiniMax Group (100 HK) rose.", {"MiniMax Group": None}),
        ("推荐个股及其他点评 明远富联(601138)收入翻倍。", {"明远富联": None}),
        ("推荐个股及其他点评明远富联(601138)收入翻倍。", {"明远富联": None}),
        ("医药|明远医药(维权)(688001.SH)深度报告", {"明远医药": None}),
        ("上周H股明遠保險(01336)升一成。", {"明遠保險": None}),
        ("前三大上涨个股分别为明远视讯(002901)、远山传媒(600901)、近水明珠。", dict.fromkeys(("明远视讯", "远山传媒", "近水明珠"))),
        ("建议关注明远影业、光线传媒 [8][12] - 防守:国有出版", dict.fromkeys(("明远影业", "光线传媒"))),
        ("外卖方面对美团维持推荐。", {"美团": None}),
        (
            "股票名称 EPS PE 19E 20E 明远健康 0.25 0.31 68.5 55.2 远山慧康 0.39 0.56 45.9 31.9 近水海 0.70 0.96 48.7 35.6 来源",
            dict.fromkeys(("明远健康", "远山慧康", "近水海")),
        ),
        ("我们认为明远半导体的合理估值在四十倍上下。", {"明远半导体": None}),
        ("快手股价还有空间,支持90港元目标价。", {"快手": None}),
        ("快手股价上周回落。", {}),
        ("Figure 1: Kuaishou: earnings revision\n", {"Kuaishou": None}),
        ("Distant Hills Inc.\n\n$26.90 at the close\n", {"Distant Hills Inc.": None}),
        ("远山中证云50ETF:费率低。交易代码:510001。", {"远山中证云50ETF": None}),
        ("Source: Example International. 明远科技(01024 HK)", {"明远科技": None}),
        ("Stock Rating: BUY\nEXMP - NASDAQ $370.81\nFloat 422.9M\nPreferred $0.0M\n\nExample Arts - EXMP July 22, 2025\n", {"Example Arts": "BUY"}),
        (
            "重点推荐 股票名称 股票代码 目标价 (当地币种)投资评级 远山科技 300001 CH 50.09 买入 近水软件(Shore)NSHR US 39.45 增持 资料来源:某某",
            {"远山科技": "买入", "近水软件": "增持"},
        ),
        (
            "重点股票 2023A 2024E 评级 EPS(元)PE(倍)遠山傳媒 0.33 20.97 0.36 19.22 買入 近水互動 0.05 210.80 0.06 175.67 增持 資料來源",
            {"遠山傳媒": "買入", "近水互動": "增持"},
        ),
        ("代码 名称 收盘价 EPS 评级 300001 远山科技 45.20 1.1 买入 300002 近水传媒 12.1 0.3 增持", {"远山科技": "买入", "近水传媒": "增持"}),
        ("名称 代码 收盘价 评级 远山科技 300001 45.20 买入 近水传媒 300002 12.1 增持", {"远山科技": "买入", "近水传媒": "增持"}),
        ("推荐快手-W、百度集团-SW、明远科技,受益标的腾讯控股。", dict.fromkeys(("快手-W", "百度集团-SW", "明远科技", "腾讯控股"))),
        ("建议关注海外AI(工业富联等)、国产AI(寒武纪等)及存储(德明利等)产业链。", dict.fromkeys(("工业富联", "寒武纪", "德明利"))),
        ("眼下可以挑选业绩好的方向,推荐游族网络", {"游族网络": None}),
        (
            "可关注估值低的游戏龙头(完美世界、远山游艺等)和出版龙头(明远书业等)。放长看可关注平台做大的机会:万达电影、远山影业等。",
            dict.fromkeys(("完美世界", "远山游艺", "明远书业", "万达电影", "远山影业")),
        ),
        ("我们看好板块,游戏:恺英网络、远山游艺;影视:明远影视、万达电影。", dict.fromkeys(("恺英网络", "远山游艺", "明远影视", "万达电影"))),
        (
            "某稿件談及派息穩定電能實業(00006.HK) +0.250 (+0.398%) 比率 24.0% | 持有 | 56元港燈-SS(02638.HK) +0.050 (+0.718%) | 買入 | 7.8元",
            {"電能實業": "持有", "港燈-SS": "買入"},
        ),
        ("The picks include TENCENT (00700), XIAOMI-W (01810) and NETEASE MUSIC (09899).", dict.fromkeys(("TENCENT", "XIAOMI-W", "NETEASE MUSIC"))),
        (
            "Should MiniMax (00100.HK) keep growing, names such as Alibaba (BABA US) gain; content drives engagement-NetEase (NTES US).",
            dict.fromkeys(("MiniMax", "Alibaba", "NetEase")),
        ),
        ("Trip.com Group (TCOM US) gains.", {"Trip.com Group": None}),
        ("Makers of chips (NVDA, AVGO) gain, as does Adobe (ADBE).", dict.fromkeys(("NVDA", "AVGO", "Adobe"))),
        ("Our top picks are Tencent, NetEase and Kuaishou.", dict.fromkeys(("Tencent", "NetEase", "Kuaishou"))),
        ("Sony (TYO: 6758) and Tencent Holdings (SEHK: 700) rose.", {"Sony": None, "Tencent Holdings": None}),
        ("某某证券-电子-公司快报-汇顶科技-新品放量\n某某证券-固收-远山转债(113001.SH)申购分析", {"汇顶科技": None, "远山转债": None}),
        ("受益标的:快手-W/哔哩哔哩-W/阅文集团。", dict.fromkeys(("快手-W", "哔哩哔哩-W", "阅文集团"))),
        ("維持騰訊(00700.HK)「買入」評級。", {"騰訊": "買入"}),
        ("個股報告 遠山 (1560.TT) 產能開出。", {"遠山": None}),
        ("2025年快手(1024.HK)增长;快手科技(01024.HK)提价。", {"快手": None}),
        (
            "某行把遠山半導體 (Distant Hills, DH)(DHSX-US) 列為首選,並將近水材料 (Near Shore)(NSHR-US) 的評級調高至加碼 (Overweight)。",
            {"遠山半導體": None, "近水材料": "加碼"},
        ),
        (
            "某行選出三檔股票,全部給予「優於大市」評級:股份│目標價遠山控股(00700.HK) +2.5 (+0.4%) │635元近水互動(09999.HK) -1.2 (-1.1%) │226.2元",
            {"遠山控股": "優於大市", "近水互動": "優於大市"},
        ),
        (
            "简称 股价 EPS PE 评级 远山科技 48.2 0.7 0.2 72.0 买入 近水深瞳 31.7 -1.4 - -26.0 未评级 备注:收盘价",
            {"远山科技": "买入", "近水深瞳": None},
        ),
        ("2025 年 6 月 23 日 遠山公司(01357.HK)深度分析", {"遠山公司": None}),
        (
            "涨得最多的是三人行、远山传媒、近水千成,跌得最多的有ST明远、近水兄弟等;估值平稳。",
            dict.fromkeys(("三人行", "远山传媒", "近水千成", "ST明远", "近水兄弟")),
        ),
        ("资金挑选便宜的AI标的,远山信息是其中代表。随后升势扩散,代表是金山办公这类受青睐的龙头。", {"远山信息": None, "金山办公": None}),
        ("The price target for Kuaishou Technology goes up; our TP of 90 is unchanged.", {"Kuaishou Technology": None}),
        ("我们维持快手“买入”评级。", {"快手": "买入"}),
        (
            "Company DescriptionDistant HillsDistant Hills makes tools.Company Valuation/RisksDistant HillsWe have a Buy rating and HKD81 PT.",
            {"Distant Hills": "Buy"},
        ),
        ('In a note Kuaishou-W is rated "Accumulate" for its video model.', {"Kuaishou-W": "Accumulate"}),
        ("The house stayed at overweight on Adobe this week.", {"Adobe": "overweight"}),
        ("Rivals are Intel Corp. INTC, +0.47% and Adobe Inc.'s ADBE, -1.20% tools.", {"Intel": None, "Adobe": None}),
        ("Adobe Inc (NASDAQ:ADBE) rose. The house remains at buy; Adobe is rated buy.", {"Adobe Inc": "buy"}),
        ("多間大行調高阿里巴巴目標價。亦有上調阿里目標價。", {"阿里巴巴": None}),
        ("清單:\n- 遠山(目標價630元)\n- 近水(24元)\n", {"遠山": None, "近水": None}),
        ("高盛認為,高盛目標價400元不變。", {}),
        ("本周继续把远山科技列为重点推荐。", {"远山科技": None}),
        ("看好百度(9888)的芯片。", {"百度": None}),
        ("股份\t代號\t收市價\n快手-W\t1024.HK\t57.20\n美圖公司\t1357.HK\t5.03\n", {"快手-W": None, "美圖公司": None}),
    ],
)
def test_a_covered_security_is_found(text: str, expected: dict[str, str | None]) -> None:
    assert securities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "沪深300升1.96%,上证综指跌。",
        "建议关注AI应用、算力基础设施。",
        "苹果与华为发布新品。",
        "000300.SH沪深300升1.96%",
        "【计算机】板块领涨;【传媒】板块回调。",
        "建议关注应用(教育、医疗)与端侧(手机)。",
        "重点公司公告\n【公告】板块一览",
        "1)技术升级;2)需求改善。",
        "投资建议:模型进步。关注政策、利率。建议投资者关注估值、业绩。",
        "1.重点推荐 1.1.端侧与存储共振,关注眼镜产业链——电子行业周报 联系人:闵若谷,岑柏森",
        "EXMP - NASDAQ $370.81\nNo company is named.",
        "公司动态:明远科技2月6日公告,增持完成。",
        "行业涨幅前三名分别为:计算机、传媒、电子;跌幅前三名分别为:银行、煤炭、钢铁。",
        "建议关注算力芯片需求、应用落地节奏;存储环节的价格、光模块环节的供给。",
        "建议关注:1)算力环节的国产替代、自主可控;2)应用环节的商业落地、用户增长。",
        "建议关注AI应用、短剧出海;海外平台关注监管、利率。",
        "行业 1M 3M 12M 评级 传媒 3.39 43.06 7.00 增持 计算机 1.2 3.4 5.6 买入",
        "The interface (API) of the memory (HBM) is new.",
        "有人向用户推荐谷歌的云服务。",
        "涨得最多的是计算机、传媒、电子,跌得最多的有银行、煤炭。",
        "大模型公司增多,智能手机是其中代表。",
        "A better rating for OpenAI and news coverage of Google; buy on Amazon.",
        "相关报告\n《远山科技(300001.SZ):新品放量》-2024.1.15\n《近水传媒(300002.SZ):票房回升》-2024.1.11\n",
    ],
)
def test_what_is_only_named_is_not_covered(text: str) -> None:
    assert securities(text) == {}


def test_a_ticker_is_the_securitys() -> None:
    (claim,) = [c for c in extraction(HEAD + "万兴科技(300624.SZ)受益。").claims if c.property == "ticker"]
    assert (claim.subject.name, claim.text) == ("万兴科技", "300624.SZ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因此我们看好AI短剧,AI算力芯片,光模块等产业,也看好AI PC等端侧硬件带来的机会。", ["AI短剧", "AI算力芯片", "光模块", "AI PC等端侧硬件"]),
        ("我们看重无人矿卡的理由:政策支持。", ["无人矿卡"]),
        ("We prefer AI chips, optical modules and cloud infrastructure.", ["AI chips", "optical modules", "cloud infrastructure"]),
        ("建议关注AI应用、算力基础设施;相关公司:快手。", ["AI应用", "算力基础设施"]),
    ],
)
def test_a_favoured_sector_is_named_without_the_words_around_it(text: str, expected: list[str]) -> None:
    assert favoured(text) == expected


@pytest.mark.parametrize("text", ["电子 评级: 看好 日期: 2024.02.20", "维持看好评级。", "我们不看好该公司。"])
def test_a_rating_is_no_favour(text: str) -> None:
    assert favoured(text) == []


def test_figures_below_a_rating_are_none() -> None:
    head = "<table><tr><td>代码</td><td>公司</td><td>评级</td></tr>"
    rated = head + "<tr><td>300001.SZ</td><td>远山科技</td><td>买入</td></tr><tr><td>300002.SZ</td><td>近水传媒</td><td>17.3</td></tr></table>\n"
    assert securities(rated) == {"远山科技": "买入", "近水传媒": None}


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("更新报告\n买入\n远山软件(300001.SZ):订阅收入占比继续提高\n2025年11月20日\n目标价:42元\n", {"远山软件": "买入"}),
        ("公司點評\n買進(維持評等)\n遠山電腦(2001.TW):新機種放量\n2025年11月20日\n", {"遠山電腦": "買進(維持評等)"}),
        ("Distant Hills Software (DHSX US): subscriptions keep growing\nNovember 20, 2025\nRating: Buy\nPeers: Near Shore (NSHR US)\n",
         {"Distant Hills Software": "Buy", "Near Shore": None}),
        ("远山软件(300001.SZ)与近水传媒(300002.SZ)点评\n2025年11月20日\n买入\n", {"远山软件": None, "近水传媒": None}),
        ("更新报告\n强于大市\n远山软件(300001.SZ):订阅收入占比继续提高\n2025年11月20日\n", {"远山软件": None}),
        ("传媒行业 买入(维持)\n远山软件(300001.SZ):订阅收入占比继续提高\n2025年11月20日\n", {"远山软件": None}),
    ],
)  # fmt: skip
def test_a_rating_in_the_front_without_a_sector_is_the_companys(front: str, expected: dict[str, str | None]) -> None:
    claims = [c for c in extraction(front).claims if c.relationship == "COVERS_SECURITY" and c.object]
    assert {c.object.name: c.properties.get("rating") for c in claims if c.object} == expected


def test_a_last_cell_is_the_target_where_the_headings_say_so() -> None:
    rows = "近水互動(09999.HK) -1.2 │226.2元遠山控股(00700.HK) +2.5 │635元"
    for heading, expected in (("股份│目標價", {"近水互動": "226.2元", "遠山控股": "635元"}), ("股份│收市價", {"近水互動": None, "遠山控股": None})):
        claims = [c for c in extraction(HEAD + heading + rows).claims if c.relationship == "COVERS_SECURITY" and c.object]
        assert {c.object.name: c.properties.get("targetPrice") for c in claims if c.object} == expected
