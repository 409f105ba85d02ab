"""Which entities a report mentions: known ones, unknown ones by what stands around them, and no noise."""

from __future__ import annotations

import pytest

from loaders.extractors.named_by_form import named_by_form
from loaders.extractors.names import names
from tests.loaders.reading import found


def mentioned(text: str, type_: str) -> list[str]:
    return [c.object.name for c in found(text, names) if c.relationship == "MENTIONS" and c.object and c.object.type == type_]


@pytest.mark.parametrize("text", ["快手的可灵大模型已开放。", "可灵大模型与可灵同名。"])
def test_a_word_behind_a_models_name_that_says_what_it_is_is_no_part_of_it(text: str) -> None:
    assert mentioned(text, "AIModel") == ["可灵"]


def test_one_claim_an_entity_with_its_count_at_its_first_place() -> None:
    (claim,) = [c for c in found("OpenAI发布Sora。Sora可用,OpenA I称。", names) if c.object and c.object.name == "OpenAI"]
    assert claim.properties == {"count": 2}
    assert claim.span.start == 0


def test_a_name_of_two_things_is_a_model_in_a_list_of_tools() -> None:
    text = "画面领先Runway、Pika、Luma等工具。2023年Runway推出的Gen-2也在其列。"
    assert {"Runway", "Pika"} <= set(mentioned(text, "AIModel"))
    assert "Runway" in mentioned(text, "Organization")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司推出了视频模型MovieForge。", "MovieForge"),
        ("PhantomVideo模型可用于剪辑。", "PhantomVideo"),
        ("“星尘”大模型已通过备案。", "星尘"),
        ("视觉生成模块“星尘”开放使用。", "星尘"),
        ("比较Foo-V2、BarVideo、Sora等模型。", "BarVideo"),
        ("本季上线ShelfRank 跨域排序大模型。", "ShelfRank"),
        ("Call it with model='foo3b_turbo', and wait.", "foo3b_turbo"),
        ("Pick the clip2film-xt checkpoint.", "clip2film-xt"),
        ("Kuaishou shows the Kling Video 2.6 model.", "Kling Video 2.6"),
        ("We like Seedance 1 (Pro Fast) best.", "Seedance 1 Pro Fast"),
        ("试用讯飞星火认知大模型V2.0。", "讯飞星火认知大模型V2.0"),
        ("两校给出短片的生成框架ReelWeaver,分两步走。", "ReelWeaver"),
        ("某甲科技旗下晴空AI可做长片。", "晴空AI"),
        ("我们试了这些:晴空AI、可灵AI、Vidu。", "晴空AI"),
        ("搜索框已接入deepseek。", "DeepSeek"),
        ("美国有OpenAISora2、GoogleGemini等,中国也有。", "Sora 2"),
    ],
)
def test_a_model_that_no_data_have_is_found_by_its_surroundings(text: str, name: str) -> None:
    assert name in mentioned(text, "AIModel")


@pytest.mark.parametrize(
    "text",
    [
        "AI模型",
        "多模态大模型",
        "DiT模型",
        "扩散模型",
        "LLM模型",
        "发布多模态大模型",
        "Our Model assumes 15% growth.",
        "DCF模型",
        "升级后的大模型V2.0更强",
        "名列模型Top1。",
        "Translated by Grok 5 days ago\nThe text.",
        "set model='default' and the pay-as-you-go model",
        "大模型 “涌现能力”",
        "MetaGPT发布。",
        "阿里巴巴万相台帮商家投放。",
    ],
)
def test_a_kind_of_model_is_no_model(text: str) -> None:
    assert mentioned(text, "AIModel") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由 海星视觉科技有限公司 提供", "海星视觉科技有限公司"),
        ("近日,海星科技发布视频模型MovieForge", "海星科技"),
        ("Bluefin Robotics Inc. raised money", "Bluefin Robotics Inc"),
        ("去年同Corvane、Heliogen、Ostrea等企业往来。", "Heliogen"),
        ("公司和Corvane、Ostrea达成供货协议。", "Ostrea"),
        ("新闻称,海州邮电大学 李明远院士解答了难题。", "海州邮电大学"),
        ("榜单由海州研究院产业研究中心5月3日公布。", "海州研究院产业研究中心"),
        ("Larkwood MRC 的数据显示,市场规模将翻倍。", "Larkwood MRC"),
    ],
)
def test_an_organization_that_no_data_have_is_found_by_its_form(text: str, name: str) -> None:
    assert name in mentioned(text, "Organization")


def test_makers_that_lost_the_space_behind_them_are_found_where_there_are_two() -> None:
    assert mentioned("巨头如OpenAISora、AWSTrainium都在投入。", "Organization") == ["OpenAI", "AWS"]
    assert mentioned("开发者偏爱MetaGPT。", "Organization") == []


def test_companies_that_are_listed_make_models_and_are_none() -> None:
    assert mentioned("阶跃星辰、MiniMax等厂商发布了大模型。", "Organization") == ["阶跃星辰", "MiniMax"]


@pytest.mark.parametrize("text", ["与Transformer、AIGC等技术结合。", "我们与高校的研究团队合作。", "模型与API、SDK等工具。"])
def test_what_is_no_partner_is_no_organization(text: str) -> None:
    assert mentioned(text, "Organization") == []


def test_sites_indexes_and_tickers_are_no_organizations() -> None:
    text = "来源:研报客。沪深300升1%,科创50跌。关注快手-W(1024.HK)、昆仑万维(300418.SZ)。"
    assert mentioned(text, "Organization") == []
    assert mentioned(text, "MarketIndex") == ["沪深300", "科创50"]


@pytest.mark.parametrize(
    "text",
    [
        "【海外科技:百度集团-SW】首次覆盖",
        "工业富联 601138 CH 37.20 买入",
        "微软(Microsoft)MSFT US 542.57 买入",
        "芒果超媒 1.13 24.25 1.18 23.22 1.34 20.45 买入",
        "picks such as NETEASE MUSIC (09899)",
        "可关注低估值的龙头(完美世界、吉比特等)。",
        "《Roblox》下载居首,Google Play合计增长。",
    ],
)
def test_shares_games_and_shops_are_no_organizations(text: str) -> None:
    assert mentioned(text, "Organization") == []


def test_a_broker_is_called_by_the_name_of_the_script_that_the_report_is_in() -> None:
    assert mentioned("摩根大通认为需求强劲。", "Organization") == ["摩根大通"]


def test_a_security_in_a_list_is_no_organization() -> None:
    assert mentioned("建议关注:1)模型:科大讯飞、三六零;2)算力:中科曙光。", "Organization") == []
    assert mentioned("<table><tr><td>300418.SZ</td><td>昆仑万维</td></tr></table>", "Organization") == []
    assert mentioned("近日,科大讯飞发布了新模型。", "Organization") == ["科大讯飞"]


def test_what_is_named_as_a_share_is_no_organization_elsewhere_unless_it_makes_something() -> None:
    assert mentioned("推荐百度集团-SW(09888.HK)。百度的广告增长。", "Organization") == []
    assert mentioned("推荐百度集团-SW(09888.HK)。百度发布文心5.0。", "Organization") == ["百度"]
    assert mentioned("Alphabet Inc (NASDAQ: GOOGL) rose.", "Organization") == []


@pytest.mark.parametrize(
    "text",
    [
        "与GAN、Transformer等企业常用技术相比",
        "与LLM签约",
        "《Roblox》下载居首。",
        "芯片有20个Arm核心。",
        "香港证监会牌照:ABC123",
        "App Store与Google Play合计",
        "IDC机房与IDC 行业供需",
        "(HKEX: 9988; NYSE: BABA)",
        "来源:搜狐财经",
    ],
)
def test_a_work_a_design_a_licence_and_a_shop_are_no_organizations(text: str) -> None:
    assert mentioned(text, "Organization") == []


def test_a_house_is_called_in_the_script_in_which_it_is_printed() -> None:
    assert mentioned("摩根大通认为,广告势在必行。", "Organization") == ["摩根大通"]


@pytest.mark.parametrize(
    "text", ["Eastgate Brokerage LLC, member FINRA and SIPC.", "This page is distributed in Singapore by Harbour Ltd.", "中岭科技有限公司持有许可证。"]
)
def test_a_company_of_the_small_print_is_not_mentioned(text: str) -> None:
    assert mentioned(text, "Organization") == []


def test_what_one_can_do_with_the_page_mentions_nobody() -> None:
    assert mentioned("分享到:微信 微博 QQ空间\n正文提到谷歌。", "Organization") == ["谷歌"]


def test_a_number_of_seconds_is_no_version() -> None:
    assert mentioned("Pika 2.0 2024年12月 Pika 5s 24FPS\nMiniMax 6-10秒\n", "AIModel") == ["Pika 2.0"]


def test_a_traditional_text_names_things_in_its_own_script() -> None:
    assert mentioned("生數科技推出 Vidu 2.0。", "Organization") == ["生數科技"]


def test_an_entity_is_called_as_the_report_calls_it() -> None:
    assert mentioned("谷歌推出Veo 3。谷歌称可用。", "Organization") == ["谷歌"]
    assert mentioned("谷歌推出Veo 3。Google Veo 3已经上线,谷歌称可用。", "Organization") == ["谷歌"]
    assert mentioned("Google launched Veo 3. Google says 谷歌 is its name in Chinese.", "Organization") == ["Google"]
    assert mentioned("讯飞发布新品。科大讯飞称,讯飞的工具可用。", "Organization") == ["科大讯飞"]
    assert mentioned("Gen-3 is out. Runway Gen-3 Alpha is faster.", "AIModel") == ["Gen-3 Alpha"]


def test_a_name_in_brackets_behind_a_name_only_explains_it() -> None:
    assert mentioned("富國銀行 (Wells Fargo) 調高預測。", "Organization") == ["富國銀行"]


def test_a_company_that_is_introduced_with_its_code_is_an_organization_too() -> None:
    assert mentioned("某行將博通 (Broadcom)(AVGO-US) 的評級調高,SanDisk(SNDK-US) 不變。", "Organization") == ["博通"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Major Shareholders: Near Shore Capital (12%), Distant Hills (5.5%)\n", ["Near Shore Capital", "Distant Hills"]),
        ("Farhill发布的数据显示,用量翻倍。", ["Farhill"]),
        ("抖音、快手等大厂已入局。相关标的:快手、美团。", ["抖音", "快手"]),
        ("阶跃星辰、MiniMax等厂商推出大模型。", ["阶跃星辰", "MiniMax"]),
        ("Access Limited Generous Trial\n", []),
        (
            "- Larkfilm's revenue in Q1 FY2026 was up, and Otterclip's net income fell. The tool's revenue grew, China's revenue fell.\n",
            ["Larkfilm", "Otterclip"],
        ),
        ("券商│評級│目標價\n里昂│買入│500元\n中金│中性│400元\n里昂大教堂很美。\n", ["里昂", "中金"]),
        ("Total Near Shore Labs score: 7\n", ["Near Shore Labs"]),
        ("《人民日报》与IDC的数据相近,《Roblox》不在其中。", ["人民日报", "IDC"]),
    ],
)
def test_owners_sources_and_those_who_act_are_organizations(text: str, expected: list[str]) -> None:
    assert mentioned(text, "Organization") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("金融频道 远峰证券 |独家", ["远峰证券"]),
        ("外資Farhill資本表示,需求強勁。", ["Farhill資本"]),
        ("8月15日,远山市人民政府办公厅下发方案。", ["远山市人民政府办公厅"]),
        ("销量(中国远山机械工业协会1月8日数据)", ["中国远山机械工业协会"]),
        ("参与方(远山传媒出品《某片》)", ["远山传媒"]),
        ("遠山日報/ 記者林知遠/即時報導", ["遠山日報"]),
        ("远山科技旗下产品上线。", ["远山科技"]),
        ("上海远山微电子股份有限公司创立于1998年", ["上海远山微电子股份有限公司"]),
        ("FarCloud、Nearby 和 HILL 三家合作方将部署系统。", ["FarCloud", "Nearby", "HILL"]),
        ("Startups such as Farhill.dev and Nearby try it.", ["Farhill.dev", "Nearby"]),
        ("远山投资是公司第一大股东,近水集团为实际控制人。", ["远山投资", "近水集团"]),
        ("由远山理工学院设立,", ["远山理工学院"]),
        ("林某,远山大学经济学硕士,", []),
        ("全国各大学与远山大学生", []),
        ("近日,江州市发改委印发通知。", ["江州市发改委"]),
        ("即時報導,本报记者获悉,这份报告。", []),
    ],
)
def test_an_organization_is_known_by_the_end_of_its_name(text: str, expected: list[str]) -> None:
    assert mentioned(text, "Organization") == expected


@pytest.mark.parametrize("name", ["Bank of America", "Wedbush Securities"])
def test_a_house_is_called_as_it_is_printed(name: str) -> None:
    assert mentioned(f"{name} repeated its rating.", "Organization") == [name]


def test_a_kind_of_securities_is_no_house() -> None:
    assert [*named_by_form("从事证券业务,有价证券,国内证券的买卖。各省市政府发布,金融科技旗下。")] == []


@pytest.mark.parametrize(("text", "expected"), [("Adobe's growth slows.", []), ("Adobe's Friday close was low.", []), ("Adobe's Firefly sells.", ["Adobe"])])
def test_what_a_share_is_worth_is_nothing_that_its_company_makes(text: str, expected: list[str]) -> None:
    assert mentioned(f"Adobe Inc (NASDAQ:ADBE) rose. {text}", "Organization") == expected
