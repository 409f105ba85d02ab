"""A comparison is written with its evidence, and what a report printed stays text in each format."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from graph.compare import Agreement, Cell, CellState, Evidence, Format, Proven, Row, export, sheet

EVIL = '=HYPERLINK("x") | <script>alert(1)</script> & \\input{x} $_%#^~ [a](b) `c` *d* \x00\x1b'
QUOTE = 'first line\n=second, "quoted" \']]> </q>'


def written(format_: Format, text: str = EVIL, name: str = "Sora") -> str:
    stated = Cell(CellState.CONFLICTING, text, 4.0, 16.0, "s", (0, 1))
    row = Row("clipDuration", "clip duration", "s", Agreement.SINGLE, (0,), (stated, Cell(CellState.NOT_STATED)))
    evidence = [Evidence(EVIL, "Alpha", "2024-02-20", 3, QUOTE), Evidence("Other", None, None, 1, "plain")]
    return export(sheet("AIModel", "2024-02-20", [Proven(name, evidence), Proven("Gen-2", [])], [row]), format_)


@pytest.mark.parametrize("format_", list(Format))
def test_the_same_comparison_is_the_same_text_and_names_its_evidence(format_: Format) -> None:
    assert written(format_) == written(format_)
    assert all(part in written(format_, "60 s") for part in ("60 s", "Sora", "Gen-2", "Alpha", "2024-02-20", "plain"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "\x00=1", "＝1"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    for line in csv.reader(io.StringIO(written(Format.CSV, text, name=text))):
        assert not any(cell.lstrip("\x00 \t\r\n").startswith(("=", "+", "-", "@", "＝")) for cell in line)


def test_csv_has_values_and_evidence_in_columns() -> None:
    head, line = csv.reader(io.StringIO(written(Format.CSV, "4–16 s")))
    assert head == ["property", "unit", "agreement", "best", "Sora", "Gen-2", "Sora evidence", "Gen-2 evidence"]
    assert line[:6] == ["clipDuration", "s", "SINGLE", "Sora", "4–16 s", ""]
    assert line[6].endswith("Other, p. 1: «plain»")
    assert line[7] == ""


def test_markdown_keeps_the_table_whole() -> None:
    head, rule, line, *rest = written(Format.MARKDOWN).splitlines()
    assert len({row.replace("\\|", "").count("|") for row in (head, rule, line)}) == 1
    assert "[^1][^2]" in line
    assert "★⚠" in line
    assert "<script" not in written(Format.MARKDOWN).replace("\\<", "")
    assert [note[:6] for note in rest if note.startswith("[^")] == ["[^1]: ", "[^2]: "]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_a_page_without_what_a_report_smuggled_in() -> None:
    page = _Tags()
    page.feed(written(Format.HTML))
    assert "script" not in page.tags
    assert page.tags.count("li") == page.tags.count("q") == 2
    assert "<script>alert(1)</script>" in page.text
    assert 'href="#e1"' in written(Format.HTML)


def test_svg_is_xml_and_shows_quotes_at_their_cell() -> None:
    root = ET.fromstring(written(Format.SVG))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert "script" not in names
    titles = [element.text or "" for element in root.iter() if element.tag.endswith("title")]
    assert any("«plain»" in title for title in titles)


def test_latex_leaves_no_command_of_a_report() -> None:
    text = written(Format.LATEX)
    assert "\\input" not in text
    assert r"\textbackslash{}input\{x\}" in text
    assert r"\textsuperscript{1,2}" in text
    assert text.count(r"\item") == 2


def test_json_numbers_its_evidence() -> None:
    told = json.loads(written(Format.JSON))
    assert told["rows"][0]["cells"][0]["evidence"] == [1, 2]
    assert told["evidence"][0] == {"number": 1, "report": EVIL, "publisher": "Alpha", "saidOn": "2024-02-20", "page": 3, "quote": QUOTE}
