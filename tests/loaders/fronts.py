"""Owns front pages as brokers lay them out, in our own words, and what is to be read from each."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Front:
    """A front page and what is to be read from it; `people` are (name, role, licence)."""

    layout: str
    text: str
    title: str
    publisher: str | None = None
    date: str | None = None
    sector: str | None = None
    rating: str | None = None
    people: list[tuple[str, str, str | None]] = field(default_factory=list)


FRONTS = [
    Front(
        "site page with a masked uploader",
        "[远舟证券]:传媒行业周报:AI视频工具密集更新 - 发现报告\n\n传媒行业周报:AI视频工具密集更新\n\n文化传媒2024-06-17韩未、欧阳若远舟证券张***\n"
        "AI智能总结\n查看更多\n传媒行业周报:AI视频工具密集更新\n\n"
        "证券研究报告 传媒 行业周报 2024年06月17日 增持(维持) 证券分析师 韩未 资格编号:S1350524010001 联系人 刘白 \n",
        "传媒行业周报:AI视频工具密集更新",
        "远舟证券",
        "2024-06-17",
        "传媒",
        "增持(维持)",
        [("韩未", "ANALYST", "S1350524010001"), ("刘白", "CONTACT", None), ("欧阳若", "ANALYST", None)],
    ),
    Front(
        "byline alone names the house",
        "视频模型再上台阶\n\n电子设备2024-02-20王少川五岭证券何***\n视频模型再上台阶\n\n正文提到五岭证券的观点。\n",
        "视频模型再上台阶",
        "五岭证券",
        "2024-02-20",
        None,
        None,
        [("王少川", "ANALYST", None)],
    ),
    Front(
        "everything glued on one line",
        "证券研究报告 大模型更新提速, 使用成本继续下降 计算机行业强于大市(维持) 平川证券研究所计算机团队 分析师:"
        "闫立S1060517070006(证券投资咨询)XX@p.example付强S1060520070001(证券投资咨询)邮箱:X@p.example黄韦安S1060523070003 "
        "2024年1月28日 请务必阅读正文后免责条款 行业要闻:1)2023年12月有更新。",
        "大模型更新提速, 使用成本继续下降",
        "平川证券",
        "2024-01-28",
        "计算机",
        "强于大市(维持)",
        [("闫立", "ANALYST", "S1060517070006"), ("付强", "ANALYST", "S1060520070001"), ("黄韦安", "ANALYST", "S1060523070003")],
    ),
    Front(
        "lines of a PDF",
        "证券研究报告\n2024年03月05日\n\n传媒行业\n\nAI应用加速落地,关注文生视频产业链\n——文生视频专题研究\n\n行业评级 买入\n前次评级 买入\n\n分析师:"
        " 周世宁\nSAC执证号:S0260518080001\n021-00000000\nzhou@g.example\n"
        "分析师: 李 文\nSAC执证号:S0260518080002\n\n广岳证券发展研究中心\n\n正文。\n",
        "AI应用加速落地,关注文生视频产业链",
        "广岳证券",
        "2024-03-05",
        "传媒",
        "买入",
        [("周世宁", "ANALYST", "S0260518080001"), ("李文", "ANALYST", "S0260518080002")],
    ),
    Front(
        "template tags",
        "[Table_Title]\n算力需求进入新一轮上行周期\n[Table_Rank]\n行业评级 强于大市(首次评级)\n[T able_Author]\n证券分析师:陈思远\n执业证书编号:"
        "S1230521050001\n研究助理:吴 迪\n一般证券业务登记编号:S1230122080008\n通信\n2024年04月11日\n"
        "浙海证券股份有限公司\n",
        "算力需求进入新一轮上行周期",
        "浙海证券",
        "2024-04-11",
        "通信",
        "强于大市(首次评级)",
        [("陈思远", "ANALYST", "S1230521050001"), ("吴迪", "ASSISTANT", None)],
    ),
    Front(
        "names in columns",
        "行业研究 | 行业点评\n计算机\n2024年5月7日\n\n大模型价格战开启,应用侧弹性更大\n\n强于大市(维持)\n\n证券分析师\n王若川 S0600521010002\n欧阳晴 "
        "S0600522030003\nwang@d.example\n\n东湖证券研究所\n\n事件:多家厂商下调价格。\n",
        "大模型价格战开启,应用侧弹性更大",
        "东湖证券",
        "2024-05-07",
        "计算机",
        "强于大市(维持)",
        [("王若川", "ANALYST", "S0600521010002"), ("欧阳晴", "ANALYST", "S0600522030003")],
    ),
    Front(
        "markdown with its source",
        "> **来源:[研报客](https://pc.yanbaoke.cn)** 电子 | 证券研究报告 行业周报 2025年11月03日 # 存储涨价延续,关注国产替代 # "
        "电子行业周报(10.27-11.02) 分析师 韩知行 SAC登记编号:S1340524010001 # 投资要点 > 需求强劲。\n",
        "存储涨价延续,关注国产替代",
        None,
        "2025-11-03",
        "电子",
        None,
        [("韩知行", "ANALYST", "S1340524010001")],
    ),
    Front(
        "a morning note's first item gives the sector",
        "晨会 2026年02月10日 市场数据 <table><tr><td>沪深300</td></tr></table> 资料来源:聚源,华岭证券研究所,截至2026年02月10日 # 华岭晨会精粹 "
        "20260210 # 投资要点: > 矿山无人驾驶专题——汽车行业周报:我们看重无人矿卡。\n",
        "华岭晨会精粹 20260210",
        "华岭证券",
        "2026-02-10",
        "汽车",
    ),
    Front(
        "spaces in the date and the brackets",
        "计算机行业深度报告 \n智算中心建设提速 \n2024 年 7 月 1 日 \n投资评级:推荐 ( 维持 ) \n首席分析师:郑 一鸣 \nSAC NO:S1120519080001 \n邮箱:"
        "z@h.example \n\n主要观点: \n华辰证券研究所\n",
        "智算中心建设提速",
        "华辰证券",
        "2024-07-01",
        "计算机",
        "推荐(维持)",
        [("郑一鸣", "ANALYST", "S1120519080001")],
    ),
    Front(
        "a classic English note",
        "Northgate Securities | Equity Research\n\nGenerative video: the minute barrier falls\n\nNimbus Corp | Software\nDate: March 5, 2024\nRating:"
        " Overweight (maintained)\nAnalyst: Jane Doe, CFA\nAssociate: Tomás Rivera\n"
        "Contact: desk@n.example, +1 555 0100\n\nText.\n",
        "Generative video: the minute barrier falls",
        "Northgate Securities",
        "2024-03-05",
        "Software",
        "Overweight (maintained)",
        [("Jane Doe", "ANALYST", None), ("Tomás Rivera", "ASSISTANT", None)],
    ),
    Front(
        "an English industry note with labels",
        "Cedar Point Research\nIndustry Note\nSector: Semiconductors\nRating: Positive\nPublished: 12 June 2024\n\nWafer prices: turning the corner\n"
        "\nAnalysts: Maria Lopez, Chen Wei\nContact: Peter Ng\n\nText.\n",
        "Wafer prices: turning the corner",
        "Cedar Point Research",
        "2024-06-12",
        "Semiconductors",
        "Positive",
        [("Maria Lopez", "ANALYST", None), ("Chen Wei", "ANALYST", None), ("Peter Ng", "CONTACT", None)],
    ),
    Front(
        "a web article without a house or a day",
        "Gen-3 — Text to Video\n\nGen-3 — Text to Video\n\nllm#video#api\nReedNotesapprovedRe-audit in 90d\n\nOverview\n\nModel lineup (May 2026)\n",
        "Gen-3 — Text to Video",
    ),
    Front(
        "a blog with an author",
        "Video models are getting cheaper\nBy Jane Doe\nPublished March 5, 2024\n\nPrices fell.\n",
        "Video models are getting cheaper",
        None,
        "2024-03-05",
        None,
        None,
        [("Jane Doe", "ANALYST", None)],
    ),
]
