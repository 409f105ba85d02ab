"""What sites that show a PDF's text add to it is taken out, and ordinary repeated words and numbered lists are left."""

from __future__ import annotations

import pytest

from tests.loaders.reading import healed

FILE = "《传媒行业深度:短剧出海-240805(36页).pdf》由会员分享,可在线阅读。\n"
PIECE = "视频生成工具的用户和收入都在增长。" * 8
BOLD = "传媒传媒 增持增持 (维持维持) 华光研究华光研究 短剧出海提速短剧出海提速"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (BOLD, "传媒 增持 (维持) 华光研究 短剧出海提速"),
        (f"{BOLD} 海外海外 AI 应用:多元与专业应用:多元与专业", "传媒 增持 (维持) 华光研究 短剧出海提速 海外 AI 应用:多元与专业"),
        (f"{BOLD} EPS(元)(元)PE(倍)(倍)", "传媒 增持 (维持) 华光研究 短剧出海提速 EPS(元)PE(倍)"),
        (f"{BOLD} 2024 年年 12 月月", "传媒 增持 (维持) 华光研究 短剧出海提速 2024 年 12 月"),
        (f"{BOLD} 订阅提速,有望翻番,有望翻番之之路路", "传媒 增持 (维持) 华光研究 短剧出海提速 订阅提速,有望翻番之路"),  # also letters by themselves
        (f"{BOLD}天天", "传媒 增持 (维持) 华光研究 短剧出海提速天"),
        ("我们讨论讨论再说,也研究研究。", "我们讨论讨论再说,也研究研究。"),  # too few for bold that is printed twice
        ("天天向上,谢谢,人人都看,慢慢来,渐渐好", "天天向上,谢谢,人人都看,慢慢来,渐渐好"),
        (f"{BOLD} 谢谢", "传媒 增持 (维持) 华光研究 短剧出海提速 谢谢"),
    ],
)
def test_bold_that_stands_twice_is_read_once(raw: str, clean: str) -> None:
    assert healed(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (f"{FILE}1、 报告正文,目标价未\n2、变。营收 0.\n\n3、05 亿元", f"{FILE}报告正文,目标价未变。营收 0.05 亿元"),
        (f"{FILE} 1、 {PIECE}目标价(当2、地币种)", f"{FILE}{PIECE}目标价(当地币种)"),
        (f"{FILE} 1、 Sora2、Veo3、Kling", f"{FILE}Sora2、Veo3、Kling"),  # names with numbers
        (f"{FILE}1、 看点:1)用户多;2、收入高\n2、 300418 买入", f"{FILE}看点:1)用户多;2、收入高 300418 买入"),
        ("《短剧出海-130303.pptx(10页珍藏版)》可在线阅读。\n1、 正文价格未\n2、变。", "《短剧出海-130303.pptx(10页珍藏版)》可在线阅读。\n正文价格未变。"),
        (f"请搜索。 1、 {PIECE}", f"请搜索。 1、 {PIECE}"),
        (f"1、 {PIECE}目标价未\n\n2、变。{PIECE}", f"{PIECE}目标价未变。{PIECE}"),  # with no file's name
        (f"1、 {PIECE}\n2、 {PIECE}", f"1、 {PIECE}\n2、 {PIECE}"),  # whole sentences: a list
        ("风险提示\n1、竞争加剧\n2、监管趋严\n", "风险提示\n1、竞争加剧\n2、监管趋严\n"),  # a list, not a site's pieces
    ],
)
def test_numbers_of_pieces_are_taken_out(raw: str, clean: str) -> None:
    assert healed(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("付费增长2023-06-1 4 ·", "付费增长2023-06-14 ·"),
        ("付费增长2023- 06-07", "付费增长2023-06-07"),
        ("付費增長2023-06 -11", "付費增長2023-06-11"),
        ("付费增长2023-06 -11%", "付费增长2023-06 -11%"),  # a month and its change
        ("付费增长 2023-06 -11 12", "付费增长 2023-06 -11 12"),  # a table's row
    ],
)
def test_days_that_are_glued_to_a_title_have_no_gaps(raw: str, clean: str) -> None:
    assert healed(raw).text == clean


def test_a_heading_that_stands_twice_is_quoted_as_printed() -> None:
    clean = healed(f"{BOLD} 华光研究")
    at = clean.text.index("华光研究 短剧")
    assert clean.span(at, at + 4).quote == "华光研究"
    assert clean.document.raw[clean.span(0, len(clean.text)).end - 4 :] == "华光研究"
