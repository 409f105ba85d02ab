"""Layouts of fronts, lists and prose that houses share: names before roles, traditional script, risks in one line, figures in words."""

from __future__ import annotations

import pytest

from graph.claim import Claim
from loaders.extractors.header import header
from loaders.extractors.related import related
from loaders.extractors.risks import risks
from tests.loaders.reading import extraction, found, objects, values

HEAD = "某某证券 行业点评 2024年8月20日\n"


def licences(text: str) -> dict[str, str | None]:
    return {c.subject.name: c.value for c in found(HEAD + text, header) if c.property == "licence"}


def models(text: str, slot: str) -> set[tuple[str, object, object]]:
    def value(claim: Claim) -> tuple[str, object, object]:
        return (claim.subject.name, claim.value, None) if claim.value else (claim.subject.name, claim.min, claim.max)

    return {value(c) for c in extraction(HEAD + text).claims if c.property == slot and c.subject.type == "AIModel"}


@pytest.mark.parametrize(
    "text",
    [
        "林知远 计算机行业首席分析师 S1010517080002\n",
        "林知远(分析师) 021-38675863 lin@example.com 证书编号 S1010517080002\n",
        "林知远 分析师\nSAC执业证书编号:S1010517080002\nlin@example.com\n",
        "分析师:林知远(执业 S1010517080002)\n",
        "分析师\n林知远\n021-25102907 lin@example.com\n执业证书编号: S1010517080002\n",
        "分析師 林知远\n執業證書編號:S1010517080002\n",
    ],
)
def test_a_licence_goes_to_the_name_before_it(text: str) -> None:
    assert licences(text) == {"林知远": "S1010517080002"}


def test_a_name_above_its_mail_is_an_author() -> None:
    text = "Halden Securities\nEquity Research | Software\n17 June 2024\n\nVideo tools find their price\n\nRohan Iyer\nrohan.iyer@halden.example\n"
    claims = found(text, header)
    assert objects(claims, "WRITTEN_BY") == ["Rohan Iyer"]
    assert objects(claims, "COVERS") == ["Software"]


def test_a_house_in_capitals_signs_and_is_no_title() -> None:
    claims = found("HALDEN CAPITAL MARKETS\nOctober 9, 2024 | Software\n\nVideo tools find their price\n", header)
    assert objects(claims, "PUBLISHED_BY") == ["HALDEN CAPITAL MARKETS"]
    assert {c.subject.name for c in claims if c.property == "publishedOn"} == {"Video tools find their price"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("风险提示:AI落地不及预期、竞争加剧、汇率波动风险\n", ["AI落地不及预期", "竞争加剧", "汇率波动风险"]),
        ("风险提示:需求下滑,监管趋严,贸易摩擦加剧等\n", ["需求下滑", "监管趋严", "贸易摩擦加剧"]),
        ("風險提示\n1. 需求低於預期;\n2. 匯率波動。\n", ["需求低於預期", "匯率波動"]),
    ],
)
def test_risks_in_one_line_and_in_traditional_script(text: str, expected: list[str]) -> None:
    assert objects(found(HEAD + text, risks), "WARNS_OF") == expected


def test_related_reports_behind_a_sector_or_a_number() -> None:
    text = HEAD + "相关研究\n1《传媒:价格表看懂视频工具》2024.02\n传媒《会员体系的三个问题》2024.05.06\n"
    assert objects(found(text, related), "CITES") == ["传媒:价格表看懂视频工具", "会员体系的三个问题"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dream Machine makes five-second clips in about two minutes.", {("Dream Machine", 5.0, 5.0)}),
        ("Kling makes videos of up to two minutes.", {("Kling", None, 120.0)}),
        ("可灵2.0支持生成5秒和10秒两种时长的视频。", {("可灵2.0", 5.0, 10.0)}),
        ("Vidu 1.5用30秒可生成一段8秒的视频。", {("Vidu 1.5", None, 8.0)}),
    ],
)
def test_clip_lengths_in_words_and_beside_waiting_times(text: str, expected: set[tuple[str, object, object]]) -> None:
    assert models(text, "clipDuration") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI's Sora, announced in February 2024, makes videos.", {("Sora", "2024-02", None)}),
        ("Vidu最早由生数科技于2024年4月27日发布。", {("Vidu", "2024-04-27", None)}),
        ("7月10日,OpenAI上线Sora Turbo,ChatGPT用户可用。", {("Sora Turbo", "2024-07-10", None)}),
    ],
)
def test_releases_behind_a_comma_and_with_their_maker(text: str, expected: set[tuple[str, object, object]]) -> None:
    assert models(text, "releasedOn") == expected


def test_a_name_told_once_is_known_everywhere_and_verbs_are_no_names() -> None:
    claims = extraction(HEAD + "某公司上线视频模型tuwo-01。谷歌在I/O大会上发布视频生成模型Veo。8月1日发布tuwo-01,最长6秒视频。\n").claims
    named = {c.object.name: c.properties["count"] for c in claims if c.relationship == "MENTIONS" and c.object and c.object.type == "AIModel"}
    assert named == {"tuwo-01": 2, "Veo": 1}


def test_securities_of_lists_and_with_tickers_of_other_markets() -> None:
    claims = extraction(HEAD + "重点推荐:中际旭创、新易盛、天孚通信。推薦廣達(2382 TT)。重点公司盈利预测、估值及评级见下。\n").claims
    assert objects([c for c in claims if c.report == c.subject], "COVERS_SECURITY") == ["廣達", "中际旭创", "新易盛", "天孚通信"]
    assert values(list(claims), "ticker") == ["2382 TT"]
