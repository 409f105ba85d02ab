"""Owns the graph that the golden cases ask: four short reports of our own making, which disagree on some figures.

Sora's clip is at most 60 s to the broker and 20 s to the later note; Runway's second model is written in three ways, one of
which only a judgement knows; one name is made of what would be harmful if it were ever taken for code.
"""

from __future__ import annotations

from graph.store.base import Batch
from graph.values import NodeRef, Polarity, Qualifier
from tests.graphs import Paper, model, organization, same

SORA, GEN2, PIKA, LDM, GPT4 = model("Sora"), model("Gen-2"), model("Pika 1.0"), model("Video LDM"), model("GPT-4")
GEN2_TURBO, RUNWAY_TWO = model("GEN2 Turbo"), model("跑道二代")
NASTY = model("`\"); DROP TABLE claim; -- ') MATCH (n) DETACH DELETE n //")
WUKUANG, HARBOUR, OPENAI, RUNWAY = organization("五矿证券"), organization("Harbour Research"), organization("OpenAI"), organization("Runway")
ELECTRONICS, MEDIA = NodeRef("Sector", "电子"), NodeRef("Sector", "传媒")
CHIP = NodeRef("Product", "H100")


def batches() -> list[Batch]:
    """The seed as a load writes it."""
    judged = Batch(judgements=[same(GEN2_TURBO, GEN2), same(RUNWAY_TWO, GEN2), same(organization("五礦證券有限公司"), WUKUANG)])
    return [_broker().batch(), _weekly().batch(), _note().batch(), _article().batch(), judged]


def _header(paper: Paper, publisher: NodeRef, pages: tuple[int, int], language: str = "ZH") -> None:
    paper.says(paper.ref, "PUBLISHED_BY", publisher)
    for slot, value in (("pageCount", pages[0]), ("pagesSeen", pages[1]), ("truncated", str(pages[0] > pages[1]).lower()), ("language", language)):
        paper.says(paper.ref, slot, value)
    if paper.said_on:
        paper.says(paper.ref, "publishedOn", paper.said_on)


def _broker() -> Paper:
    paper = Paper("文生视频开启新篇章", "2024-02-20")
    _header(paper, WUKUANG, (7, 4))
    for name, role, licence in (("王一", "ANALYST", "S0950520000001"), ("金二", "CONTACT", None)):
        analyst = NodeRef("Analyst", name, WUKUANG.name)
        paper.says(paper.ref, "WRITTEN_BY", analyst, properties={"role": role})
        paper.says(analyst, "WORKS_FOR", WUKUANG)
        if licence:
            paper.says(analyst, "licence", licence)
    paper.says(paper.ref, "COVERS", ELECTRONICS, properties={"rating": "看好", "ratingAction": "维持"})
    paper.says(paper.ref, "FAVOURS", NodeRef("Sector", "算力芯片"))
    for rank, risk in enumerate(("技术发展不及预期", "监管收紧", "竞争加剧"), 1):
        paper.says(paper.ref, "WARNS_OF", NodeRef("Risk", risk), properties={"rank": rank})
    for entity, count in ((SORA, 12), (GEN2, 5), (OPENAI, 4), (CHIP, 1)):
        paper.says(paper.ref, "MENTIONS", entity, properties={"count": count})
    for number, caption in enumerate(("主要文生视频模型对比", "Gen-2 定价"), 1):
        exhibit = NodeRef("Exhibit", caption, paper.ref.name)
        paper.says(paper.ref, "HAS_EXHIBIT", exhibit, properties={"number": number})
        paper.says(exhibit, "SOURCED_FROM", OPENAI)
        paper.says(exhibit, "number", number)
    paper.says(paper.ref, "CITES", NodeRef("Report", "多模态周报", "2024-01-16"))
    _models(paper)
    _plans(paper)
    return paper


def _models(paper: Paper) -> None:
    paper.says(SORA, "clipDuration", 60.0, min=None, qualifier=Qualifier.AT_MOST, text="60秒")
    paper.says(GEN2, "clipDuration", 16.0, min=4.0, qualifier=Qualifier.RANGE, text="4~16s")
    paper.says(PIKA, "clipDuration", 15.0, min=3.0, qualifier=Qualifier.RANGE, text="3~15s")
    paper.says(LDM, "clipDuration", 4.7, text="4.7s")
    paper.says(PIKA, "frameRate", 24.0, min=8.0, qualifier=Qualifier.RANGE, text="8~24FPS")
    paper.says(LDM, "frameRate", 24.0, text="24FPS")
    for subject, value in ((SORA, "2024-02-16"), (GEN2, "2023-06"), (PIKA, "2023-11"), (LDM, "2023-04")):
        paper.says(subject, "releasedOn", value)
        paper.says(subject, "modality", "VIDEO")
    for subject, maker in ((SORA, OPENAI), (GEN2, RUNWAY), (PIKA, organization("Pika")), (GPT4, OPENAI), (CHIP, organization("NVIDIA"))):
        paper.says(subject, "DEVELOPED_BY", maker)
    paper.says(OPENAI, "roles", "LAB")
    paper.says(OPENAI, "roles", "COMPANY")
    paper.says(SORA, "COMPARED_WITH", GEN2)
    paper.says(PIKA, "COMPARED_WITH", SORA)
    paper.says(SORA, "BUILDS_ON", GPT4)
    paper.says(SORA, "USES", NodeRef("Technique", "Diffusion Transformer"))
    for capability in ("文生视频", "图生视频"):
        paper.says(SORA, "HAS_CAPABILITY", NodeRef("Capability", capability))
    paper.says(GEN2, "HAS_CAPABILITY", NodeRef("Capability", "文生视频"))


def _plans(paper: Paper) -> None:
    for tier, price, credits, seats in (("标准会员", 12.0, 625, 5), ("Pro会员", 28.0, 2250, 10), ("无限会员", 76.0, None, 10), ("企业", None, None, None)):
        plan = NodeRef("PricingPlan", f"Gen-2 {tier}")
        paper.says(GEN2, "OFFERED_AS", plan)
        paper.says(plan, "tier", tier)
        if price is not None:
            paper.says(plan, "price", price, unit="USD/month", text=f"${price:g}")
        if credits is not None:
            paper.says(plan, "creditsPerMonth", credits)
        if seats is not None:
            paper.says(plan, "seats", seats)


def _weekly() -> Paper:
    paper = Paper("多模态周报", "2024-01-16")
    _header(paper, WUKUANG, (3, 3))
    paper.says(paper.ref, "COVERS", MEDIA, properties={"rating": "中性"})
    paper.says(paper.ref, "MENTIONS", GEN2_TURBO, properties={"count": 2})
    paper.says(GEN2_TURBO, "availability", "公开")
    paper.says(GEN2, "clipDuration", 4.0, text="4s")
    paper.says(paper.ref, "WARNS_OF", NodeRef("Risk", "监管收紧"), properties={"rank": 1})
    return paper


def _note() -> Paper:
    paper = Paper("Video models: a first look", "2024-03-01")
    _header(paper, HARBOUR, (2, 2), "EN")
    paper.says(paper.ref, "WRITTEN_BY", NodeRef("Analyst", "Ann O'Neil", HARBOUR.name), properties={"role": "ANALYST"})
    paper.says(paper.ref, "COVERS", MEDIA, properties={"rating": "Overweight"})
    paper.says(paper.ref, "COVERS", ELECTRONICS)
    paper.says(SORA, "clipDuration", 20.0, min=None, qualifier=Qualifier.AT_MOST, text="20 seconds")
    paper.says(SORA, "frameRate", polarity=Polarity.EXPLICITLY_NONE, text="gives no frame rate")
    for entity, count in ((SORA, 7), (PIKA, 3), (OPENAI, 2)):
        paper.says(paper.ref, "MENTIONS", entity, properties={"count": count})
    security = NodeRef("Security", "Harbour Lights")
    paper.says(paper.ref, "COVERS_SECURITY", security, properties={"rating": "Buy", "targetPrice": "12.50"})
    paper.says(security, "ticker", "HBL.L")
    event = NodeRef("Event", "Sora is announced")
    paper.says(paper.ref, "REPORTS", event)
    paper.says(event, "happenedOn", "2024-02-15")
    paper.says(event, "kind", "ANNOUNCEMENT")
    paper.says(event, "INVOLVES", SORA, properties={"role": "subject"})
    paper.says(event, "INVOLVES", OPENAI, properties={"role": "maker"})
    return paper


def _article() -> Paper:
    paper = Paper("An article without a date", None)
    paper.says(paper.ref, "language", "EN")
    paper.says(paper.ref, "MENTIONS", NASTY, properties={"count": 1})
    paper.says(paper.ref, "MENTIONS", SORA)
    paper.says(NASTY, "availability", "100% _free_ \\ 'quoted' \"twice\"")
    return paper
