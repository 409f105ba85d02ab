"""Structured lines are claims: they keep the span that they name or stand on their line, and a bad one is an issue with its number."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claim import Claim, Document
from graph.identity import Judgement
from graph.store import Store, open_store
from graph.values import NodeRef, Review
from loaders.lines import PAGE_SIZE, LineFile
from loaders.pipeline import DocumentReport, extract, load

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "hengyue_video_2024-02-22.txt"
SORA = {"type": "AIModel", "name": "Sora"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "graph.db"))


def written(path: Path, *lines: Any) -> str:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines), "utf-8")
    return str(path)


def loaded(path: str, store: Store) -> DocumentReport:
    return load([path], store).documents[0]


def claims(store: Store) -> list[Claim]:
    return [c for c in store.records(Claim) if isinstance(c, Claim)]


def length(seconds: int, **keys: Any) -> dict[str, Any]:
    return {"subject": SORA, "property": "clipDuration", "text": f"{seconds} s", "max": seconds, "unit": "s", **keys}


def named(name: str) -> dict[str, str]:
    return {"type": "Report", "name": name}


def test_a_claim_without_a_document_stands_on_its_line(tmp_path: Path, store: Store) -> None:
    path = written(tmp_path / "facts.jsonl", "", length(60), length(16, subject={"type": "AIModel", "name": "可灵"}))
    report = loaded(path, store)
    (document,) = [d for d in store.records(Document) if isinstance(d, Document)]
    assert (report.claims, report.issues, report.sha256) == (2, (), document.sha256)
    assert document.raw == (tmp_path / "facts.jsonl").read_text("utf-8")
    for claim in claims(store):
        assert json.loads(claim.span.quote)["max"] == claim.max
        assert document.raw[claim.span.start : claim.span.end] == claim.span.quote
        assert claim.report == NodeRef("Report", "facts")


def test_a_line_about_a_report_is_of_that_report_unless_the_current_one_cites_it(tmp_path: Path, store: Store) -> None:
    path = written(
        tmp_path / "facts.jsonl",
        {"subject": named("A"), "property": "publishedOn", "value": "2024-03-01"},
        length(60),
        {"subject": named("A"), "relationship": "CITES", "object": named("Z")},
        {"subject": named("Z"), "property": "publishedOn", "value": "2023-12-01"},
        length(61),
        {"subject": named("B"), "property": "publishedOn", "value": "2024-04-01"},
        length(62),
        length(63, report="C", asOf="2024-05"),
        length(64, report=named("C") | {"scope": "2024-06-01"}, saidOn="2024-06-01"),
    )
    assert not loaded(path, store).issues
    said = sorted((c.max or 0, c.report.name, c.report.scope, c.said_on) for c in claims(store) if c.property == "clipDuration")
    assert said == [
        (60, "A", "", "2024-03-01"),
        (61, "A", "", "2024-03-01"),
        (62, "B", "", "2024-04-01"),
        (63, "C", "", "2024-05"),
        (64, "C", "2024-06-01", "2024-06-01"),
    ]
    assert {c.report.name for c in claims(store) if c.subject.name == "Z"} == {"A"}


def test_bad_lines_are_issues_and_the_rest_loads(tmp_path: Path, store: Store) -> None:
    bad: list[Any] = [
        "not json",
        [1],
        {"property": "clipDuration"},
        length(60, subject={"type": "Nope", "name": "x"}),
        length(60, subject={"type": "AIModel", "name": " "}),
        length(60, unit="h"),
        length(60, min=90),
        {"subject": SORA, "property": "releasedOn", "value": "2024-13"},
        {"subject": SORA, "relationship": "DEVELOPED_BY"},
        {"subject": SORA, "relationship": "DEVELOPED_BY", "object": "OpenAI"},
        length(60, confidence=3),
        length(60, asOf="soon"),
        length(60, report={"name": ""}),
        length(60, report=5),
        length(60, qualifier="MAYBE"),
        {"judgement": {"alias": {}}},
        {"document": {"sha256": "x"}},
        {"subject": named("A"), "relationship": "MENTIONS", "object": SORA, "properties": {"count": [1]}},
        {"subject": named("A"), "relationship": "MENTIONS", "object": SORA, "properties": {"how": 1}},
    ]
    report = loaded(written(tmp_path / "facts.jsonl", length(1), *bad, length(2)), store)
    assert [i.line for i in report.issues] == list(range(2, len(bad) + 2))
    assert all(i.reason for i in report.issues)
    assert sorted(c.max or 0 for c in claims(store)) == [1, 2]


def test_what_extract_writes_loads_with_its_own_spans_where_the_document_is_there(tmp_path: Path, store: Store) -> None:
    found = extract(SAMPLE)
    path = written(tmp_path / "claims.jsonl", *(c.to_json() for c in found.claims))
    load([str(SAMPLE)], store)
    before = [r.to_json() for r in store.records()]
    report = loaded(path, store)
    assert (report.claims, report.issues, report.written.claims_added) == (len(found.claims), (), 0)
    assert [r.to_json() for r in store.records()] == before


def test_what_extract_writes_stands_on_its_lines_where_the_document_is_not_there(tmp_path: Path, store: Store) -> None:
    found = extract(SAMPLE)
    report = loaded(written(tmp_path / "claims.jsonl", *(c.to_json() for c in found.claims)), store)
    assert (report.claims, report.issues) == (len(found.claims), ())
    assert {c.span.document for c in claims(store)} == {report.sha256}


def test_a_span_that_does_not_hold_is_an_issue(tmp_path: Path, store: Store) -> None:
    load([str(SAMPLE)], store)
    line = extract(SAMPLE).claims[0].to_json()
    report = loaded(written(tmp_path / "claims.jsonl", line | {"start": line["start"] + 1}, line | {"end": 10**9}, line | {"quote": "x"}), store)
    assert [i.line for i in report.issues] == [1, 2, 3]


def test_documents_judgements_and_reviews_of_a_file_are_kept(tmp_path: Path, store: Store) -> None:
    found = extract(SAMPLE)
    pinned = found.claims[5].reviewed(Review.PINNED)
    path = written(
        tmp_path / "export.jsonl", found.document.to_json(), *(j.to_json() for j in found.judgements), *(c.to_json() for c in (*found.claims[:5], pinned))
    )
    report = loaded(path, store)
    assert (report.claims, report.issues) == (6, ())
    assert [d.sha256 for d in store.records(Document) if isinstance(d, Document)] == [found.document.sha256]
    assert {j.id for j in store.records(Judgement) if isinstance(j, Judgement)} == {j.id for j in found.judgements}
    assert {c.id: c.review for c in claims(store)}[pinned.id] is Review.PINNED


def test_a_table_becomes_claims_by_its_mapping(tmp_path: Path, store: Store) -> None:
    table = (
        '\ufeffmodel,maker,seconds,said\nSora,OpenAI,"60",2024-02-20\n"Gen-2\nturbo",Runway,16,2024-02-20\n可灵,,"1,200",2024-06-06\nPika,Pika,long,'
        "2024-06-06\n"
    )
    (tmp_path / "models.csv").write_text(table, "utf-8", newline="")
    mapping = """
        report = {name = "Model table", scope = "{said}"}
        saidOn = "{said}"
        [[claims]]
        subject = {type = "AIModel", name = "{model}"}
        property = "clipDuration"
        text = "{seconds} s"
        max = "{seconds}"
        unit = "s"
        qualifier = "AT_MOST"
        [[claims]]
        subject = {type = "AIModel", name = "{model}"}
        relationship = "DEVELOPED_BY"
        object = {type = "Organization", name = "{maker}"}
    """
    (tmp_path / "models.mapping.toml").write_text(mapping, "utf-8")
    report = loaded(str(tmp_path / "models.csv"), store)
    lengths = {c.subject.name: (c.max, c.report.scope, c.span.quote) for c in claims(store) if c.property}
    assert lengths == {
        "Sora": (60, "2024-02-20", 'Sora,OpenAI,"60",2024-02-20'),
        "Gen-2\nturbo": (16, "2024-02-20", '"Gen-2\nturbo",Runway,16,2024-02-20'),
        "可灵": (1200, "2024-06-06", '可灵,,"1,200",2024-06-06'),
    }
    assert sorted(c.object.name for c in claims(store) if c.object) == ["OpenAI", "Runway"]
    assert [i.line for i in report.issues] == [6]
    assert all(table[c.span.start : c.span.end] == c.span.quote for c in claims(store))


@pytest.mark.parametrize(
    "mapping",
    [None, "claims = 3", "[[claims]]\nproperty = 'x'", "= broken", '[[claims]]\nsubject = {type = "AIModel", name = "{nothing}"}\nproperty = "modality"'],
)
def test_a_table_needs_a_mapping_that_fits(tmp_path: Path, store: Store, mapping: str | None) -> None:
    (tmp_path / "t.csv").write_text("model\nSora\n")
    if mapping is not None:
        (tmp_path / "t.mapping.toml").write_text(mapping)
    report = loaded(str(tmp_path / "t.csv"), store)
    assert report.error or report.issues
    assert not claims(store)


def test_a_folder_does_not_take_a_mapping_for_a_document(tmp_path: Path, store: Store) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "t.csv").write_text("model;maker\nSora;OpenAI\n")
    (tmp_path / "in" / "t.mapping.json").write_text(
        json.dumps(
            {
                "delimiter": ";",
                "claims": [
                    {"subject": {"type": "AIModel", "name": "{model}"}, "relationship": "DEVELOPED_BY", "object": {"type": "Organization", "name": "{maker}"}}
                ],
            }
        )
    )
    report = load([str(tmp_path / "in")], store)
    assert [(d.name, d.claims, d.issues, d.error) for d in report.documents] == [("t.csv", 1, (), None)]


def test_pages_of_a_large_file_are_whole_lines_and_read_as_they_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    written(path, *(length(n, text=f"{n} 秒") for n in range(3000)))
    file = LineFile.open(path, "application/jsonl")
    pages = list(file.document.pages)
    assert len(pages) > 3
    assert all(p.text.endswith("\n") and len(p.text.encode()) <= PAGE_SIZE for p in pages)
    assert file.document.raw == path.read_text("utf-8")
    for record in list(file.records())[::500]:
        document, number, start, end, quote = file.place(record)
        page = file.pages[number - 1]
        assert document == file.sha256
        assert page.text[start - page.start : end - page.start] == quote == record[2]


@given(st.lists(st.text(st.sampled_from(' \t\r\ufeff\u3000\x0b\x85\u2028{}"é可𠮷'), max_size=8), max_size=6), st.sampled_from(("\n", "\r\n")))
def test_a_record_is_a_line_without_what_is_around_it_and_knows_its_place(lines: list[str], end: str) -> None:
    text = end.join(lines)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.jsonl"
        path.write_bytes(text.encode())
        records = list(LineFile(path, "a" * 64, "utf-8", "application/jsonl").records())
    around = "\ufeff \t\r\n"
    assert [(number, shown) for number, _, shown in records] == [(n, bare) for n, line in enumerate(text.split("\n"), 1) if (bare := line.strip(around))]
    assert all(text[start : start + len(shown)] == shown for _, start, shown in records)


def test_a_file_in_gb18030_is_read_and_one_in_utf16_says_what_to_do(tmp_path: Path, store: Store) -> None:
    line = json.dumps(length(60, subject={"type": "AIModel", "name": "可灵大模型的视频生成"}), ensure_ascii=False) + "\n"
    (tmp_path / "a.jsonl").write_bytes(line.encode("gb18030"))
    (tmp_path / "b.jsonl").write_bytes(line.encode("utf-16"))
    assert loaded(str(tmp_path / "a.jsonl"), store).claims == 1
    assert "UTF-8" in (loaded(str(tmp_path / "b.jsonl"), store).error or "")
