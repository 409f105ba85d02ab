"""Who signs a report is found however names, roles, degrees, phones, mails and licences are glued, and who only put it up on a site is not."""

from __future__ import annotations

import pytest

from loaders.extractors.header import header
from tests.loaders.reading import found, objects

HEAD = "某某证券 行业点评 2024年8月20日\n"


def people(text: str) -> list[tuple[str, str | None]]:
    claims = found(HEAD + text, header)
    licences = {c.subject.name: c.value for c in claims if c.property == "licence"}
    return [(name, licences.get(name)) for name in objects(claims, "WRITTEN_BY")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林知远执业证书编号:S1010517080002021-38670000 金若水执业证书编号:S1010517080003021-38670001\n", ["S1010517080002", "S1010517080003"]),
        (
            "林知远 (分析师) lin@example.com 证书编号:S1010517080002 金若水(分析师) jin@example.com 证书编号:S1010517080003\n",
            ["S1010517080002", "S1010517080003"],
        ),
    ],
)
def test_a_licence_ends_where_a_phone_is_glued_to_it(text: str, expected: list[str]) -> None:
    assert people(text) == list(zip(["林知远", "金若水"], expected, strict=True))


@pytest.mark.parametrize("name", ["荀安", "初雪", "佴清", "旷野川"])
def test_a_rare_family_name_before_its_role_in_brackets_is_a_name(name: str) -> None:
    assert people(f"行业周报 {name}(分析师) x@example.com 证书编号:S1010517080002\n") == [(name, "S1010517080002")]


def test_a_sector_before_a_role_in_brackets_is_no_name() -> None:
    assert people("传媒(分析师) 林知远 证书编号:S1010517080002\n") == [("林知远", "S1010517080002")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分析师:林知远 Tel:021-53680000 最近一年行业指数与沪深300比较 57% 48% 08/22 -9% E-mail:l@x.exampleSAC编号:S1010517080002\n", "S1010517080002"),
        ("分析师:林知远 最近一年行业指数与沪深300比较 69% E-mail:XXXX@x.exampleSAC编号:S101051708000\n", "S101051708000"),
        ("证券分析师: 林知远 0755-XXXXXXXX xxxx@x.example. cn 执证编码:S1010517080002\n", "S1010517080002"),
        ("Table_Authors 林知远 电子行 业首 席分 析师 SAC 执证 编号:S1010517080002 电话\n", "S1010517080002"),
    ],
)
def test_a_licence_belongs_to_the_last_name_before_it_whatever_stands_between(text: str, expected: str) -> None:
    assert people(text) == [("林知远", expected)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某某证券研究所1/9晨会编辑林知远执业证书:S1010517080002lin@x.example 二是\n", "林知远"),
        ("2025年07月25日维持评级金水执业证书:S1010517080002x@x.example\n", "金水"),
        ("分析师:斱知远 登记编号:S1010517080002\n", "斱知远"),
        ("林知远丨宏观首席分析师\nS1010517080002\n", "林知远"),
    ],
)
def test_before_a_licences_label_a_name_needs_no_known_word_and_no_known_family(text: str, name: str) -> None:
    assert people(text) == [(name, "S1010517080002")]


@pytest.mark.parametrize("text", ["研究团队首席执业证书:S1010517080002\n", "分析师:传媒研究 登记编号:S1010517080002\n"])
def test_a_title_before_a_licences_label_is_no_name(text: str) -> None:
    assert people(text) == []


def test_the_first_licence_belongs_to_the_first_name_of_a_row() -> None:
    assert people("要点。林知远 金若水 SAC:S1010517080002 声明\n") == [("林知远", "S1010517080002"), ("金若水", None)]
    assert people("林知远 金若水\nSAC:S1010517080002 SAC:S1010517080003\n") == [("林知远", "S1010517080002"), ("金若水", "S1010517080003")]


def test_english_authors_glued_to_a_sector_and_to_each_others_mails_are_told_apart() -> None:
    text = "China InternetJunyi HE, CFA(852) 3900 1000hejunyi@l.example.hkWentao ROE, CFAwentaoroe@l.example.hkJoanna Ma(852) 3900 1001joannama@l.example.hk\n"
    assert [name for name, _ in people(text)] == ["Junyi HE", "Wentao ROE", "Joanna Ma"]


def test_licences_in_a_row_belong_to_as_many_names_before_them() -> None:
    text = "[table_Authors]林知远(分析师)金若水(分析师)021-60000000021-60000001登记编号S1010517080002S1010517080003本报告导读:\n"
    assert people(text) == [("林知远", "S1010517080002"), ("金若水", "S1010517080003")]


def test_a_number_behind_a_sentence_is_nobodys_licence() -> None:
    assert people("联系人:林知远 视频工具放量。编号:S1010517080002\n") == [("林知远", None)]


def test_a_card_may_name_its_contacts_before_the_person() -> None:
    assert people("分析师\n\n电话:\n\n邮箱:\n\n林知远\n\n****执业证书: S3\n") == [("林知远", None)]


def test_a_row_of_a_stocks_ratings_names_house_and_people() -> None:
    claims = found("序号 | 研究机构 | 分析师 | 投资评级 |\n1 | 华金证券 | 林知远,金若水 | 维持 | 增持 |\n正文。\n", header)
    assert objects(claims, "PUBLISHED_BY") == ["华金证券"]
    assert objects(claims, "WRITTEN_BY") == ["林知远", "金若水"]


@pytest.mark.parametrize("gap", ["", "Seats grow faster than tokens in this market. " * 200])
def test_who_certifies_a_note_in_the_rules_words_signs_it(gap: str) -> None:
    head = "Clip tools find their price\n\nMarch 5, 2024\n\n"
    text = f"{head}{gap}Certification:I, Jane Doe, certify that this is what I think.We, Tom Renn and Ida Solberg, hereby certify so.\n"
    assert objects(found(text, header), "WRITTEN_BY") == ["Jane Doe", "Tom Renn", "Ida Solberg"]


def test_masked_digits_before_a_masked_mail_are_no_name() -> None:
    assert people("Equity Analyst852 XXXX XXXX | xxxx.xxxx@jefferies.com\n") == []


def test_english_names_may_have_capitals_and_a_degree_glued_to_a_phone_or_a_mail() -> None:
    text = (
        "Clip tools find their price\n\nAsia Internet Sector Junyi HE, CFA(852) 3900 1000hejunyi@l.example Yu TAO, CFAandytao@l.example "
        "Wenlan LU, CFAluwenlan@l.example Jane Ma(852) 3700 8000janema@l.example\n"
    )
    assert objects(found(text, header), "WRITTEN_BY") == ["Junyi HE", "Yu TAO", "Wenlan LU", "Jane Ma"]


@pytest.mark.parametrize("text", ["工具收入放量。 林知远021-60000000*6100linzhiyuan@example.com执", "工具收入放量。 林知远 linzhiyuan@example.com\n"])
def test_a_name_with_its_phone_and_mail_signs_where_no_licence_is_given(text: str) -> None:
    assert people(text) == [("林知远", None)]


@pytest.mark.parametrize("text", ["文|林知远 金若水\n", "作者|林知远、金若水\n", "撰文:林知远 金若水\n"])
def test_a_channels_line_of_authors_has_a_bar_or_a_colon(text: str) -> None:
    assert people(text) == [("林知远", None), ("金若水", None)]


def test_a_head_of_a_sector_stands_between_name_and_licence() -> None:
    assert people("林知远 传媒首席 S1010517080002\n") == [("林知远", "S1010517080002")]


@pytest.mark.parametrize("text", ["Jane Doe AC +1 (212) 555-0100 jane.doe@n.example\n", "Analyst(s): Jane Doe +852 3900 1000 jane@n.example\n"])
def test_who_certifies_a_note_signs_it(text: str) -> None:
    assert objects(found(f"Clip tools find their price\nMarch 5, 2024\n{text}", header), "WRITTEN_BY") == ["Jane Doe"]


@pytest.mark.parametrize("text", ["2024年3月10日发(作者:林知远)\n", "2024年3月10日上传 作者:林知远\n", "媒体合作:林知远 linzhiyuan@example.com\n"])
def test_who_put_a_report_up_or_is_asked_about_the_site_is_no_author(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "house", "names"),
    [
        ("(报告出品方/作者:开源证券,林知远、金若水)\n", "开源证券", ["林知远", "金若水"]),
        ("(报告出品方:开源证券 作者:林知远 金若水)\n", "开源证券", ["林知远", "金若水"]),
        ("报告作者:华西证券,林知远\n", "华西证券", ["林知远"]),
        ("上述文章报告出品方/作者:华西证券,林知远、金若水等;仅供参考\n", "华西证券", ["林知远", "金若水"]),
        ("华创证券传媒组 林知远团队\n", "华创证券", ["林知远"]),
        ("——中信建投证券 林知远团队\n", "中信建投证券", ["林知远"]),
        ("從流量到溢價【廣發傳媒 | 林知遠團隊】\n", "廣發", ["林知遠"]),
    ],
)
def test_credits_and_tags_name_house_and_authors(text: str, house: str, names: list[str]) -> None:
    claims = found(f"视频工具专题:从流量到溢价\n\n{text}\n正文。\n", header)
    assert objects(claims, "PUBLISHED_BY") == [house]
    assert objects(claims, "WRITTEN_BY") == names


@pytest.mark.parametrize("text", ["【广发传媒 | 研究团队】", "【广发传媒 | 首席】", "【光大金工】", "【广发金石】"])
def test_words_of_a_tag_that_are_no_names_sign_nothing(text: str) -> None:
    assert objects(found(f"视频工具专题:从流量到溢价{text}\n\n正文。\n", header), "WRITTEN_BY") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("证券分析师:林知远021-60000001linzy@example.cnS1010517080002 行情\n", [("林知远", "S1010517080002")]),
        ("林知远\n\n某某证券\n\n研究方向:\n\n证书编号:S1010517080002\n", [("林知远", "S1010517080002")]),
        ("评级:持有首次覆盖林知远(互联网分析师)lin_zy@h.example(852)28000000金若水(研究部主管)jin@h.example\n", [("林知远", None), ("金若水", None)]),
        ("研报作者:林知远 来自:某某证券 时间:2024-08-20\n", [("林知远", None)]),
        ("Last updated: June 2026  ·  By Jane Roe\n", [("Jane Roe", None)]),
    ],
)
def test_names_that_are_glued_or_stand_apart_are_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shares rose. Jane Roe, the Morgan Stanley analyst, stayed at overweight.", ["Jane Roe"]),
        ("Wells Fargo analyst Jane Roe answered with an upgrade.", ["Jane Roe"]),
        ("Wells Fargo analyst Jane Roe agrees with analyst John Doe.", []),
        ("A Faraway analyst Jane Roe was asked.", []),
    ],
)
def test_news_on_a_note_is_by_its_only_analyst(text: str, expected: list[str]) -> None:
    assert [name for name, _ in people(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number of one who is no analyst
        ("分析师:林知远 SAC:S1010517080002 联系人:金若水 SAC:S1010122080053\n", [("林知远", "S1010517080002"), ("金若水", None)]),
        ("正文 | 2022 年 | |\n收入 | 林知远 | 分析师 | |\n收于 21 元。 | |||\nSAC 执业证书编号:S1010517080002 | |||\n", [("林知远", "S1010517080002")]),
        ("评级:推荐(维持)证券研究报告2025年05月12日传媒林知远(证券分析师)S请务必阅读\n", [("林知远", None)]),
        ("传媒行业周报\n\nwww.example.com 远山证券 林知远 查看PDF原文\n", [("林知远", None)]),
        (
            "Company Report\n\nrevenue beat the market: it (852) 3900 1000\ncame to 31bn. jane.roe@l.example\nads grew again, led by Jane Roe\n",
            [("Jane Roe", None)],
        ),
        ("Company Report\nMay HE, CFA(852) 3900 1000hemay@l.example\n作者 He May\n", [("May HE", None)]),
        ("Company Report\nXXXX XXXX +852 3900 xxxxxxxx@l.example\n", []),
        ("By Lark Research Hub · Published May 26, 2026\n", []),
    ],
)
def test_who_is_an_analyst_is_told_by_the_numbers_kind_a_cell_a_glued_role_or_the_mail(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected
