"""A document is what its bytes say, in every encoding and kind that reports come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotFound, UnreadableDocument
from loaders.document import HTML, PDF, TEXT, document_of, language_of, read_document
from loaders.pages import page_marks, split_pages

SHORT = ["人工智能", "半导体", "计算机行业点评", "电子行业:看好", "OpenAI发布Sora"]
SHORT_TRADITIONAL = ["半導體", "證券研究報告", "人工智慧產業", "電子產業評級"]


@pytest.mark.parametrize("text", SHORT)
def test_short_simplified_texts_are_read_as_gb18030(text: str) -> None:
    document = document_of(text.encode("gb18030"), "a.txt")
    assert (document.raw, document.encoding) == (text, "gb18030")


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
def test_short_traditional_texts_are_read_as_big5(text: str) -> None:
    document = document_of(text.encode("big5"), "a.txt")
    assert (document.raw, document.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_report_reads_the_same_in_every_encoding(encoding: str) -> None:
    text = "证券研究报告\n2024年3月5日 电子行业点评:算力需求上行,风险提示:需求不及预期。\n"
    assert document_of(text.encode(encoding), "a.txt").raw == text


def test_a_mark_of_utf8_stays_so_that_offsets_are_those_of_a_plain_reading() -> None:
    data = b"\xef\xbb\xbf" + "电子".encode()
    assert document_of(data, "a.txt").raw == data.decode("utf-8")


def test_line_ends_are_kept() -> None:
    assert document_of(b"a note\r\non chips\r", "a.txt").raw == "a note\r\non chips\r"


def test_western_bytes_are_read_as_such() -> None:
    text = "The company’s “café” strategy — explained at some length for the reader"
    assert document_of(text.encode("cp1252"), "a.txt").raw == text


def test_a_character_that_a_download_cut_off_does_not_lose_the_rest() -> None:
    document = document_of("视频模型发布".encode()[:-1], "a.txt")
    assert document.encoding == "utf-8"
    assert document.raw.startswith("视频模型发")


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x89PNG\r\n\x1a\n123", b"PK\x03\x04 zip", bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 50])
def test_what_is_no_text_says_so_and_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as error:
        document_of(data, "a.bin")
    assert error.value.hint


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_document(tmp_path / "nothing.txt")


def test_a_page_of_the_web_is_its_visible_text() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta charset='gb2312'><title>算力周报</title><style>p{}</style></head><body><h1>算力周报</h1>"
        "<script>var x=1</script><p>需求 <b>强劲</b>。<br>供给偏紧。"
        "</p><table><tr><td>型号</td><td>价格</td></tr><tr><td>A</td><td>$12</td></tr></table></body></html>"
    )
    document = document_of(page.encode("gb18030"), "a.html")
    assert document.media_type == HTML
    assert document.raw == "算力周报\n\n算力周报\n\n需求 强劲。\n供给偏紧。\n\n型号\t价格\nA\t$12\n"


def test_a_table_inside_a_text_does_not_make_it_a_page_of_the_web() -> None:
    assert document_of("晨会 <table><tr><td>1</td></tr></table> 正文".encode(), "a.txt").media_type == TEXT


def test_deeply_nested_pages_are_read() -> None:
    assert "end" in document_of(("<html><body>" + "<div>" * 200 + "end").encode(), "a.html").raw


def minimal_pdf(*lines: str) -> bytes:
    """A PDF with a page for each line, as short as one can be."""
    count = len(lines)
    kids = " ".join(f"{3 + i} 0 R" for i in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    objects += [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents {3 + count + i} 0 R /Resources << /Font << /F1 {3 + 2 * count} 0 R >> >> >>"
        for i in range(count)
    ]
    streams = [f"BT /F1 12 Tf 20 300 Td ({line}) Tj ET" for line in lines]
    objects += [f"<< /Length {len(s)} >>\nstream\n{s}\nendstream" for s in streams]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()


def test_a_pdf_has_a_page_for_each_of_its_pages() -> None:
    document = document_of(minimal_pdf("Sora runs 60 seconds", "Risks: regulation"), "a.pdf")
    assert document.media_type == PDF
    assert [(p.number, p.text) for p in document.pages] == [(1, "Sora runs 60 seconds\n"), (2, "Risks: regulation\n")]


def test_a_pdf_that_is_broken_or_empty_is_unreadable() -> None:
    for data in (b"%PDF-1.7 broken", minimal_pdf("")):
        with pytest.raises(UnreadableDocument):
            document_of(data, "a.pdf")


def test_pages_begin_at_printed_marks_and_cover_the_text() -> None:
    raw = "站点 标题 请阅读声明 Page 1 / 7 第一页的文字。请阅读声明 Page 2 / 7 电子 第二页的文字。 请阅读声明 Page 3 / 7 电子 第三页的文字比页首的几个字要长。"
    pages = split_pages(raw)
    assert [p.number for p in pages] == [1, 2, 3]
    assert "".join(p.text for p in pages) == raw
    assert "第二页" in pages[1].text
    assert "第三页" in pages[2].text


def test_marks_at_the_foot_end_their_pages() -> None:
    raw = "第一页的文字很长很长。\n第1页/共2页\n第二页的文字。\n第2页/共2页\n"
    assert [(p.number, "第二页" in p.text) for p in split_pages(raw)] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("one\f two\f three", [1, 2, 3]),
        ("text\n- 4 -\nmore text\n- 5 -\nend", [4, 5, 6]),
        ("text\n1 / 3\nmore\n2 / 3\n", [1, 2]),
        ("no marks 24/7 at all", [1]),
    ],
)
def test_page_styles(raw: str, numbers: list[int]) -> None:
    assert [p.number for p in split_pages(raw)] == numbers


def test_a_fraction_or_a_reference_is_no_page_mark() -> None:
    assert page_marks("见第3页。占比1/3,另有2/3。") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [("OpenAI发布Sora模型", "ZH"), ("The model is out", "EN"), ("これはモデルです", "OTHER"), ("2024 100%", "OTHER"), ("Это модель", "OTHER")],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
