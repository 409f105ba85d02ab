"""The header says of a report what its front page says, in whatever layout, and nothing of what only stands beside it."""

from __future__ import annotations

import re

import pytest

from loaders.extractors.header import header
from loaders.extractors.person_names import is_name
from tests.loaders.fronts import FRONTS, Front
from tests.loaders.house_fronts import HOUSES
from tests.loaders.page_fronts import PAGES
from tests.loaders.reading import found, objects, values


@pytest.fixture(params=(*FRONTS, *PAGES, *HOUSES), ids=lambda f: f.layout)
def front(request: pytest.FixtureRequest) -> Front:
    assert isinstance(request.param, Front)
    return request.param


def test_the_front_is_read(front: Front) -> None:
    claims = found(front.text, header)
    covers = [c for c in claims if c.relationship == "COVERS"]
    assert {c.report.name for c in claims} == ({front.title} if claims else set())
    assert objects(claims, "PUBLISHED_BY") == ([front.publisher] if front.publisher else [])
    assert values(claims, "publishedOn") == ([front.date] if front.date else [])
    assert [c.object.name for c in covers if c.object] == ([front.sector] if front.sector else [])
    assert [c.properties.get("rating") for c in covers] == ([front.rating] if front.sector else [])


def test_the_people_are_read(front: Front) -> None:
    claims = found(front.text, header)
    licences = {c.subject.name: c.value for c in claims if c.property == "licence"}
    people = [(c.object.name, str(c.properties["role"]), licences.get(c.object.name)) for c in claims if c.relationship == "WRITTEN_BY" and c.object]
    assert people == front.people


def test_contact_details_are_in_no_claim(front: Front) -> None:
    about_people = [c for c in found(front.text, header) if "Analyst" in (c.subject.type, c.object.type if c.object else "")]
    assert not [c.span.quote for c in about_people if re.search(r"@|\d{3}-\d{5}|\+\d", c.span.quote)]


def test_a_report_is_told_apart_by_its_day_and_an_analyst_by_the_house() -> None:
    claims = found(FRONTS[0].text, header)
    assert claims[0].report.scope == "2024-06-17"
    assert {c.object.scope for c in claims if c.relationship == "WRITTEN_BY" and c.object} == {"远舟证券"}
    assert {c.said_on for c in claims} == {"2024-06-17"}


def test_dates_of_charts_and_cited_reports_are_not_the_reports_own() -> None:
    text = "某报告的标题有这么长\n\n行业表现 2024/2/19 资料来源:聚源 相关研究 《另一篇报告》(2024/2/5)\n截至2024年2月18日\n日期: 2024.02.20\n"
    assert values(found(text, header), "publishedOn") == ["2024-02-20"]


def test_a_day_of_prices_or_of_what_is_told_is_not_the_reports_own() -> None:
    text = "Larkfilm (video model)\n\nLarkfilm 1.5, published on August 19, 2024, was better.\nIt came on May 3, 2024, at last.\n重要数据 日期 2024-08-20\n"
    assert values(found(text, header), "publishedOn") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("传媒行业深度:短剧出海进入收获期-240617(24页).pdf\n\n1、 证券研究报告 相关报告 1 另一篇的标题 2024-05-29 2 再一篇 2024-05-20\n", "2024-06-17"),
        ("《傳媒行業專題:影像工具的下一站-240805(36頁).pdf》由會員分享,可在線閱讀。\n", "2024-08-05"),
        ("個股報告 蓝帆 (9998.TT) 影像工具新版先行,訂閱錦上添花 台灣科技 10/22/2013 需求加快。", "2013-10-22"),
        ("影像工具新版先行,訂閱錦上添花 台灣科技 05/06/2013 需求加快。", None),
        ("《【公司研究】蓝帆科技-影像工具龙头聚焦订阅-20240228[24页].pdf》由会员分享,可在线阅读。\n", "2024-02-28"),
        ("20240322_远山证券_影像行业简评报告:新模型放量关注订阅机会_12页.pdf\n", "2024-03-22"),
        ("影像行业简评报告:新模型放量-20240322-远山证券-12页\n", "2024-03-22"),
        ("20241399_远山证券_影像行业简评报告:新模型放量关注订阅机会_12页.pdf\n", None),
    ],
)
def test_the_day_of_a_files_name_and_one_with_the_month_first(text: str, day: str | None) -> None:
    assert values(found(text, header), "publishedOn") == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # glued to a sector, before a list of reports with their days
        (
            "行业研究 证券研究报告 传媒2024年03月24日 影像模型发布,应用进入爆发期 相关研究报告 《传媒行业周观察:二》 2024-03-17\n",
            "2024-03-24",
        ),
        ("视频应用进入收获期的报告\n据悉传媒展会将于2024年03月24日开幕。相关研究报告 《传媒行业周观察:二》 2024-03-17\n", None),
        # glued to a kind of report and a sector
        ("证券研究报告 | 行业点评2024年3月24日传媒 影像模型发布,应用进入爆发期 分析师 陈远\n", "2024-03-24"),
        # the number of the page is glued to it
        ("证券研究报告12025年07月25日维持评级某某执业证书:S0100521110003\n", "2025-07-25"),
        # its hour and the author beside it
        ("谁为视频付费的报告\n来源:远山银河 作者:陈远,李帆 2022-12-13 00:00:00\n", "2022-12-13"),
        # behind the title, in eight digits
        ("大行报告:谁为视频付费 – 20250609\n", "2025-06-09"),
        ("谁为视频付费的报告\n※【策略】解禁压力回升-20201028\n", None),  # another report's
        # what is said to be the report's day is better than when a site copied it
        ("谁为视频付费的报告\n发布日期:2024-10-24 22:59    点击次数:194\n报告发布日期:2024年9月25日\n", "2024-09-25"),
        ("谁为视频付费的报告\n发布时间: 2024年09月23日    作者: xn2    栏目:研报\n\n2024 09 22\n谁为视频付费?\n", "2024-09-22"),
        ("谁为视频付费的报告\n发布时间: 2024年09月23日    作者: xn2    栏目:研报\n\n2024 13 22\n谁为视频付费?\n", "2024-09-23"),
        ("谁为视频付费的报告\n时间:2021-04-18 阅读:(\n)\n视频工具走得很远.\n2021年3月15日评级:持有首次覆盖\n", "2021-03-15"),
        ("誰為視頻付費的報告\n時間:2021-04-18 閱讀:(\n)\n視頻工具走得很遠.\n2021年3月15日評級:持有首次覆蓋\n", "2021-03-15"),
        ("证券研究报告 行业周报 2019 5 28 强于大市 相关研究报告 谁为视频付费\n", "2019-05-28"),  # the letters of its day were lost
        ("谁为视频付费的报告 共有 2019 5 28 三个数\n", None),
        ("证券研究报告 传媒 2024 年 06 月 07 日远山影像(01999.HK)深度研究报告 推荐(首次)\n", "2024-06-07"),
        ("ComparisonApril 16, 2026\n\nLarkfilm vs Pelican: which one to use\n", "2026-04-16"),
        ("Clip model\n\nFirst Mentioned\n\n1/4/2026, 3:39:15 AM\n\nThe first came on 2022-01-01.\n", "2026-01-04"),
        ("# 影像行业2026年1月投资策略 优于大市 # 看好视频工具的成长机会 # 核心观点 指数12月涨\n", "2026-01"),
        ("Clip tools compared\n\nLark Video LabPublished on Mar 25, 202612 min read\n", "2026-03-25"),
        ('--- title: "Clips sell less" type: "News" datetime: "2026-03-27T07:01:19.000Z" locales: none\n', "2026-03-27"),
        ("谁为视频付费的报告\n日期 2024/7/8 当前股价(元)113.45 一年最高119\n", None),
        ("谁为视频付费的报告\n发布时间: 2022年05月05日    作者: xn2    栏目:研报\n\n投资策略:2022 年 05 月 03 日\n", "2022-05-03"),
        ("证券研究报告 行业深度报告通信行业 2020 9 23 5G 建网如期推进的报告\n", "2020-09-23"),
        ("Last Update 11 Dec 25\nCheaper clips will drive margins\nThe buyback of May 22, 2024 ended.\n", "2025-12-11"),
    ],
)
def test_which_day_of_several_is_the_reports_own(text: str, day: str | None) -> None:
    assert values(found(text, header), "publishedOn") == ([day] if day else [])


def test_a_title_of_two_headings_has_no_mark_in_it() -> None:
    claims = found("# 影像行业1月投资策略 # 订阅重构内容服务,应用开启新周期 行业研究·深度报告 2024年01月09日 投资评级:优于大市(维持) 证券分析师:陈远\n", header)
    assert {c.report.name for c in claims} == {"影像行业1月投资策略 订阅重构内容服务,应用开启新周期"}


def test_a_company_reports_rating_is_its_shares() -> None:
    claims = found("证券研究报告 海外公司深度 软件服务(HS)\n远山影像(09880.HK)视频工具龙头,率先商业化\n2025年01月27日\n投资评级 增持(首次)\n", header)
    assert [(c.object.name, dict(c.properties)) for c in claims if c.relationship == "COVERS" and c.object] == [("软件服务(HS)", {})]


def test_the_house_behind_a_career_is_the_house() -> None:
    text = "国产模型密集更新,算力紧张延续\n\n2025年9月15日\n\n任昊安:2022年加入华鑫证券研究所。孔令安:2021年加入华鑫证券研究所。\n"
    assert objects(found(text, header), "PUBLISHED_BY") == ["华鑫证券"]


@pytest.mark.parametrize("name", ["王少南", "欧阳晴", "金凯笛", "付强", "诸葛明亮"])
def test_names_of_people(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("words", ["方面", "华为", "上海", "计算机", "研究", "管理层", "王", "王少南先生"])
def test_words_that_are_no_names(words: str) -> None:
    assert not is_name(words)
