"""When a model came out, in the many ways that prose says it, and what only looks like that."""

from __future__ import annotations

import pytest

from loaders.extraction import extract_document
from tests.loaders.reading import document

HEAD = "某某证券 行业点评 2025年6月20日\n"


def released(text: str) -> set[tuple[str, str | None]]:
    return {(c.subject.name, c.value) for c in extract_document(document(HEAD + text)).claims if c.property == "releasedOn"}


@pytest.mark.parametrize(
    ("text", "model", "date"),
    [
        ("Veo 2, which Google opened to testers on 4 March 2025, costs more.", "Veo 2", "2025-03-04"),
        ("Sora, released to subscribers in December 2024, is slow.", "Sora", "2024-12"),
        ("It cites [Veo 2](/wiki/Veo_2) (December 16, 2024) often.", "Veo 2", "2024-12-16"),
        ("It cites [veo 3 1](/wiki/veo_3_1) (March 16, 2025) often.", "Veo 3.1", "2025-03-16"),
        ("OpenAI showed the first Sora model at [Some Fair](/wiki/some_fair) on February 13, 2024.", "Sora", "2024-02-13"),
        ("Nobody uses Gen-2, which dates back to June 2023, any more.", "Gen-2", "2023-06"),
        ("Vidu 2.0 from Shengshu went live on January 15, 2025, says the firm.", "Vidu 2.0", "2025-01-15"),
        ("Gen-4 became generally available in April 2025.", "Gen-4", "2025-04"),
        ("We look at Hailuo 02 by MiniMax (June 2025, up to 10 seconds) next.", "Hailuo 02", "2025-06"),
        ("Rivals include Pika 1.0 (Pika Labs, November 2023) and others.", "Pika 1.0", "2023-11"),
        ("Luma AI put Ray2 into open beta in January 2025.", "Ray2", "2025-01"),
        ("Google made Veo 2 available to everybody in February 2025.", "Veo 2", "2025-02"),
        ("Kuaishou put out Kling 1.5 in September 2024.", "Kling 1.5", "2024-09"),
        ("The editor has run on Gen-3 Alpha since July 2024.", "Gen-3 Alpha", "2024-07"),
        ("Our favourite is Kling 1.6. Kuaishou launched it in December 2024.", "Kling 1.6", "2024-12"),
        ("On 11 March 2025, the Vidu Q1 model went live in Japan.", "Vidu Q1", "2025-03-11"),
        ("Veo 3 was unveiled at a conference on 20 May 2025.", "Veo 3", "2025-05-20"),
        ("In April, Runway shipped Gen-4.", "Gen-4", "2025-04"),
        ("OpenAI launched Sora for paying users in most of Europe on 28 February 2025.", "Sora", "2025-02-28"),
        ("Gen-4\nInitial releaseMarch 31, 2025Licence: closed\n", "Gen-4", "2025-03-31"),
        ("可灵自2024年6月上线以来,已迭代多次。", "可灵", "2024-06"),
        ("自3月谷歌推出Veo 2以来,竞争加剧。", "Veo 2", "2025-03"),
        ("OpenAI于2024年2月首次展示的Sora引发关注。", "Sora", "2024-02"),
        ("与Gen-4(2025年3月发布,单段最长10秒)相比差距缩小。", "Gen-4", "2025-03"),
        ("快手的可靈1.6早於2024年12月推出。", "可靈1.6", "2024-12"),
        ("愛詩科技於2025年2月發佈PixVerse V4。", "PixVerse V4", "2025-02"),
        ("5月20日,谷歌在加州召开发布会,推出Veo 3。", "Veo 3", "2025-05-20"),
        ("3月5日,快手推出可灵2.0;同日,腾讯开源HunyuanVideo。", "HunyuanVideo", "2025-03-05"),
        ("2025年4月,Vidu Q1正式面世。", "Vidu Q1", "2025-04"),
        ("MiniMax于2025年6月更新的海螺02画质更好。", "海螺02", "2025-06"),
        ("字节跳动在6月11日的大会上带来Seedance 1.0 pro。", "Seedance 1.0 Pro", "2025-06-11"),
        ("Google introduced Veo 2 early. OpenAI followed with Sora 2 on May 30, 2025, and an app.", "Sora 2", "2025-05-30"),
        ("Ray2 Flash, a cheaper variant, came in March 2025.", "Ray2 Flash", "2025-03"),
        ("Kling 1.5, published on August 19, 2024, did it, and Kling 1.6 (September 2024) adds it.", "Kling 1.6", "2024-09"),
        ("Google: Gemini 2.5 Pro\nReleased in preview on March 25. It tops the list.\n", "Gemini 2.5 Pro", "2025-03-25"),
        ("6月3日,腾讯开源视频生成模型HunyuanVideo。", "HunyuanVideo", "2025-06-03"),
        ("6月3日,腾讯混元把HunyuanVideo大模型开源,质量不俗。", "HunyuanVideo", "2025-06-03"),
        ("Sora (OpenAI, February 2024; Sora 2, May 2025 with sound) leads.", "Sora 2", "2025-05"),
        ("ChatGPT引发关注。这款对话工具由美国公司OpenAI于2022年11月30日推出。", "ChatGPT", "2022-11-30"),
        ("First released in June 2023, Runway's Gen-2 is old.", "Gen-2", "2023-06"),
        ("Models:\n- Gen-2 — Runway — June 2023\n- Veo 2 — Google — December 2024\n", "Veo 2", "2024-12"),
        ("Timeline\n• February 2024: OpenAI's Sora\n• December 2024: Veo 2 launches\n", "Veo 2", "2024-12"),
        ("OpenAI changed Sora in May 2025, months after its December 2024 launch.", "Sora", "2024-12"),
        ("谷歌在2025年5月20日拿出旗舰视频模型Veo 3,自称领先。", "Veo 3", "2025-05-20"),
        ("Gen-4 (Runway) launched March 2025 and sells well.", "Gen-4", "2025-03"),
        (
            "Ray2 (second of its line) is a film model that Luma AI trained for two years and unveiled on January 15, 2025.",
            "Ray2",
            "2025-01-15",
        ),
        ("5月15日,快手在京举办可灵2.0新品发布会。", "可灵2.0", "2025-05-15"),
        ("自2024年6月发布算起,可灵已迭代多次。", "可灵", "2024-06"),
        ("官方说,2024年6月发布至今,可灵已迭代多次。", "可灵", "2024-06"),
        ("5月15日,可灵大会在上海某处召开,会议开了一天,可灵2.0视频模型及可图2.0图像模型同步发布。", "可灵2.0", "2025-05-15"),
        ("3月1日,美国公司OpenAI上线自然语言领域(NLP)的模型GPT-4.5。", "GPT-4.5", "2025-03-01"),
        ("Then came Veo 3 on May 20, 2025, with sound.", "Veo 3", "2025-05-20"),
        ("快手可灵于5月15日办了大会,会议开了整整一天,可灵2.0视频模型及可图2.0向全球正式发布。", "可图2.0", "2025-05-15"),
    ],
)
def test_a_release_is_told_in_many_ways(text: str, model: str, date: str) -> None:
    assert (model, date) in released(text)


def test_what_came_out_together_has_one_date() -> None:
    assert released("4月2日,快手推出可灵2.0视频生成模型和可图2.0图像生成模型。") == {("可灵2.0", "2025-04-02"), ("可图2.0", "2025-04-02")}
    assert released("Veo 2 and Kling 1.6 were released in December 2024.") == {("Veo 2", "2024-12"), ("Kling 1.6", "2024-12")}


@pytest.mark.parametrize(
    "text",
    [
        "Kuaishou will release Kling 3.0 in June 2025.",
        "Runway plans to launch Gen-5 in June 2025.",
        "Gen-4, expected to be released in June 2025, is late.",
        "Veo 3's API was opened in May 2025.",
        "Google cut the price of Veo 3 in June 2025.",
        "MiniMax raised $600 million in May 2025 after Hailuo 02 impressed investors.",
        "This page about Kling 2.1 was last edited on 3 June 2025.",
        "Prices of Sora (last checked in May 2025, in dollars) may change.",
        "OpenAI launched a new office in May 2025; Sora was not discussed.",
        "We tested Sora in March 2025.",
        "快手计划于6月推出可灵3.0。",
        "5月7日,快手更新了可灵2.0的定价。",
        "5月7日,谷歌开放Veo 2的API。",
        "Runway introduced a camera tool for Gen-4 in May 2025.",
        "Luma AI closed a round in January 2025, shortly after it showed Ray2.",
        "5月7日,OpenAI修复漏洞,更新GPT-3.5 Turbo。",
        "3月5日,快手公布可灵的收入。",
        "3月5日,OpenAI公布ChatGPT能够调用第三方应用。",
        "Timeline\n• February 2024: Sora users protest\n",
        "Raised in June 2023, the round valued the owner of Gen-2 highly.",
        "Gen-2 — Runway — a tool of June 2023 that few use\n",
        "截至2025年5月,可灵全球用户超过2200万。",
        "GPT-4o(图像功能2025年3月上线)与谷歌近期的Imagen 4都受关注。",
        "5月16日,快手公布可灵、快影等业务的多项成果。",
        "Gen-2 is a model of Runway, which sold shares in June 2023.",
        "Gemini 2.5 Pro\nThe office opened in March 2025. It is large.\n",
    ],
)
def test_plans_prices_financing_and_edits_are_no_releases(text: str) -> None:
    assert released(text) == set()
