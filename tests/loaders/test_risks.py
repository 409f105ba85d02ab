"""Risks are the items of the list behind a risk heading, whatever its style; lists of other things are not."""

from __future__ import annotations

import pytest

from loaders.extractors.risks import risks
from tests.loaders.reading import found, objects

LISTS = [
    (
        "估值合理。  风险提示 宏观影响下游需求、海外收入带来的汇率波动风险、产业发展不及预期、竞争加剧等。 预测指标",
        ["宏观影响下游需求", "海外收入带来的汇率波动风险", "产业发展不及预期", "竞争加剧"],
    ),
    ("下行风险 (Downside risks):(1) 用户增长放缓;(2) 采购成本上升。", ["用户增长放缓", "采购成本上升"]),
    (
        "Valuation/Risks We value it on earnings. Risks include (1) user numbers growing slowly; and (2) strict rules.Analyst Certification: I, A, certify",
        ["user numbers growing slowly", "strict rules"],
    ),
    ("▌风险提示 1)迭代不及预期;2)应用落地缓慢。", ["迭代不及预期", "应用落地缓慢"]),
    ("风险提示 ◼ 模型迭代不及预期风险;内容监管趋严风险。 敬请参阅", ["模型迭代不及预期风险", "内容监管趋严风险"]),
    ("风险提示:开支不及预期;引用数据来源发布错误数据。", ["开支不及预期", "引用数据来源发布错误数据"]),
    (
        "风险提示: 1、需求恢复不及预期,下游放缓;2、贸易摩擦加剧的风险; 3、研发、推进不及预期;4、竞争加剧。 -33%-24%2023/2",
        ["需求恢复不及预期,下游放缓", "贸易摩擦加剧的风险", "研发、推进不及预期", "竞争加剧"],
    ),
    ("理由:1)商业化领先;2)政策支持。\n风险提示:1)法规落地慢;2)格局恶化。 > 农林牧渔 1)种子涨价", ["法规落地慢", "格局恶化"]),
    ("风险提示:模型迭代不及预期;版权纠纷增加;商业化缓慢。下一段:其他;内容。", ["模型迭代不及预期", "版权纠纷增加", "商业化缓慢"]),
    ("风险提示:政策监管风险、技术落地不及预期风险、竞争加剧风险。\n正文", ["政策监管风险", "技术落地不及预期风险", "竞争加剧风险"]),
    ("风险提示:技术进步不及预期,下游需求不及预期,行业竞争加剧。", ["技术进步不及预期", "下游需求不及预期", "行业竞争加剧"]),
    ("风险提示\n①资本开支不及预期;②芯片供应受限;③竞争加剧。\n华星", ["资本开支不及预期", "芯片供应受限", "竞争加剧"]),
    ("六、风险提示\n(1)宏观波动;\n(2)价格战;影响利润\n(3)路线变化。", ["宏观波动", "价格战", "路线变化"]),
    ("风险因素:\n1. 投资放缓风险。如果厂商减少开支,需求会受影响。\n2. 汇率风险:汇率变化会影响利润。\n", ["投资放缓风险", "汇率风险"]),
    ("风险提示。技术进步缓慢;政策风险。", ["技术进步缓慢", "政策风险"]),
    ("Risks: 1) slower adoption; 2) tighter rules; 3) rising costs.\n\nDisclosures", ["slower adoption", "tighter rules", "rising costs"]),
    (
        "Risks\n- Weak phone demand\n- New capacity in 2025\n• Trade restrictions\n\nThe text goes on.",
        ["Weak phone demand", "New capacity in 2025", "Trade restrictions"],
    ),
    ("Key risks include export controls, customer concentration, and supply of memory.", ["export controls", "customer concentration", "supply of memory"]),
    (
        "风险提示:行业仍面临若干不确定性,一是能力提升可能慢于预期,二是版权归属尚存争议,三是监管可能收紧。",
        ["能力提升可能慢于预期", "版权归属尚存争议", "监管可能收紧"],
    ),
    ("风险提示\n研发不及预期。训练投入大、周期长,若进度落后,产品的竞争力可能下降。\n", ["研发不及预期"]),
    (
        "5. 风险提示 技术迭代缓慢的风险。训练要求高,一致性难以改善。 版权诉讼风险。权属尚无定论。 测算偏差风险。假设可能与实际不一致。\n",
        ["技术迭代缓慢的风险", "版权诉讼风险", "测算偏差风险"],
    ),
    ("风险提示:变现节奏慢于预期、流量成本上升、汇率大幅波动、核心人才流失。\n", ["变现节奏慢于预期", "流量成本上升", "汇率大幅波动", "核心人才流失"]),
    ("四、风险提示\n● 资本开支不及预期\n● 光模块价格\n下降超预期\n\n请务必阅读", ["资本开支不及预期", "光模块价格 下降超预期"]),
    (
        "风险提示\n\n版权监管趋严;\n用户留存不及预期;\n算力成本居高不下;\n行业竞争加剧。\n\n— END —",
        ["版权监管趋严", "用户留存不及预期", "算力成本居高不下", "行业竞争加剧"],
    ),
    ("□ **风险提示**\n\n> 应用落地不及预期\n> 宏观经济波动影响支出\n> 海外制裁加剧\n\n图", ["应用落地不及预期", "宏观经济波动影响支出", "海外制裁加剧"]),
    ("风险提示事件:需求不及预期;产能爬坡不及预期。\n", ["需求不及预期", "产能爬坡不及预期"]),
    ("点评。 风险提示 AI 投入加大的风险;海外拓展不及预期; 汇率大幅波动。 附表", ["AI 投入加大的风险", "海外拓展不及预期", "汇率大幅波动"]),
    ("| 评级 | 买入 |\n| 风险提示 | 政策变化;需求下滑 |\n| 日期 | 今天 |\n", ["政策变化", "需求下滑"]),
    ("<table><tr><td>风险提示</td><td>政策变化;需求下滑</td></tr></table>", ["政策变化", "需求下滑"]),
    ("[Table_Risk] 风险提示:政策变化、需求下滑、竞争加剧等风险。", ["政策变化", "需求下滑", "竞争加剧"]),
    ("风险提示:版权诉讼增加 (more lawsuits from owners);成本下降慢于预期。", ["版权诉讼增加", "成本下降慢于预期"]),
    (
        "风险提示\n1、迭代不及预期:模型对规律的理解仍有欠缺,将影响下游;\n2、供应受限:管制若收紧,成本或上升。\n",
        ["迭代不及预期", "供应受限"],
    ),
    (
        "风险提示:1)政策变化;2)需求下滑;\n请务必阅读正文之后的免责声明 3 / 12\n某某证券 行业点评\n3)竞争加剧;4)价格波动。\n\n正文。",
        ["政策变化", "需求下滑", "竞争加剧", "价格波动"],
    ),
    ("风险提示:1)政策变化;2)需求下滑。\n\n公司概况\n3)产品;4)客户。", ["政策变化", "需求下滑"]),
    ("Key Risks to Price Target\n1) Fewer seats; 2) Slower sales.\n\nStock", ["Fewer seats", "Slower sales"]),
    (
        "Downside risks to our call include: (1) price war, (2) scarce chips, and (3) a lock-up that ends in 2026. Rating definitions",
        ["price war", "scarce chips", "a lock-up that ends in 2026"],
    ),
    ("Risk factors: higher rates; weaker demand.", ["higher rates", "weaker demand"]),
    ("目标价不变。风险包括开源模型压低价格、大客户转向自研及汇率波动风险。", ["开源模型压低价格", "大客户转向自研", "汇率波动风险"]),
    ("主要風險包括算力短缺、需求放緩以及匯率波動。", ["算力短缺", "需求放緩", "匯率波動"]),
    ("下行风险包括:(1)用户增长放缓;(2)采购成本上升。", ["用户增长放缓", "采购成本上升"]),
    ("最大的风险在于研发和投放进度不及预期,但我们认为订单充足。", ["研发和投放进度不及预期"]),
    ("本周推荐甲公司,并请投资者警惕订单交付延迟等风险。", ["订单交付延迟"]),
    ("维持评级,并提醒需求下滑、价格竞争加剧等下行风险。", ["需求下滑", "价格竞争加剧"]),
    ("我们提示以下风险:1)竞争加剧;2)需求下滑。", ["竞争加剧", "需求下滑"]),
    ("公司面临的主要风险有:竞争加剧、迭代不及预期、人才流失。", ["竞争加剧", "迭代不及预期", "人才流失"]),
    ("上行风险包括:需求超预期;下行风险包括:竞争加剧、开支放缓。", ["竞争加剧", "开支放缓"]),
    ("# 投资建议 关注龙头。 # 风险提示 竞争加剧、上线进度不及预期 # 强于大市", ["竞争加剧", "上线进度不及预期"]),
    ("投資風險:1) 競爭加劇;2) 需求下滑。", ["競爭加劇", "需求下滑"]),
    ("Upside risks: faster sales. Downside risks: slower sales, fiercer rivalry and regulation.", ["slower sales", "fiercer rivalry", "regulation"]),
    ("The call is unchanged; other risks include slower seats, dearer chips, and new rules.", ["slower seats", "dearer chips", "new rules"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_lists(text: str, names: list[str]) -> None:
    claims = found("报告的标题在这里写着\n" + text, risks)
    assert objects(claims, "WARNS_OF") == names
    assert [c.properties["rank"] for c in claims] == list(range(1, len(names) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "目录\n风险提示 ........ 15\n",
        "| 风险 | 收益 |\n| 高 | 低 |\n",
        "| 风险提示 | 目标价 |\n| 见正文 | 12 |\n",
        "我们提示风险可控,1)政策支持;2)需求向好。",
        "风险提示",
        "The risk is low: we like it.",
        "页面提示登录、注册等风险操作。",
        "关注短剧、云游戏等风险资产。",
        "平台的风险在于此。",
    ],
)
def test_no_lists(text: str) -> None:
    assert found("报告的标题在这里写着\n正文。" + text, risks) == []


def test_a_list_that_comes_twice_counts_once_and_a_second_one_goes_on() -> None:
    text = "风险提示:1)需求不及预期;2)竞争加剧。\n\n正文。\n\n风险提示:1)需求不及预期;2)汇率波动。\n"
    claims = found("报告的标题在这里写着\n" + text, risks)
    assert [(c.object.name if c.object else "", c.properties["rank"]) for c in claims] == [("需求不及预期", 1), ("竞争加剧", 2), ("汇率波动", 3)]


def test_white_space_that_splits_letters_is_not_in_the_name_but_in_the_quote() -> None:
    claims = found("报告的标题在这里写着\n风 险 提 示 : 需 求 复 苏 缓 慢 ; 竞 争 加 剧 。", risks)
    assert objects(claims, "WARNS_OF") == ["需求复苏缓慢", "竞争加剧"]
    assert claims[0].span.quote == "需 求 复 苏 缓 慢"
