"""A load puts in what documents say, once, whatever else happens, and accounts for every character."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claim import Claim, Document
from graph.store import Store, open_store
from graph.values import NodeRef
from loaders import extraction
from loaders.extractors import Context
from loaders.healing import Healed
from loaders.pipeline import Progress, extract, load
from tests.conftest import cases
from tests.loaders.reading import document
from tests.loaders.test_document import minimal_pdf

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "graph.db"))


def records(store: Store) -> list[object]:
    return [r.to_json() for r in store.records()]


def test_loading_twice_and_in_another_order_gives_the_same(tmp_path: Path) -> None:
    paths = [str(p) for p in sorted(SAMPLES.glob("*.txt"))]
    one, other = open_store(str(tmp_path / "one.db")), open_store(str(tmp_path / "other.db"))
    first = load(paths, one)
    again = load(paths, one)
    load(paths[::-1], other)
    assert first.written.claims_added > 100
    assert (again.written.claims_added, again.written.claims_removed) == (0, 0)
    assert records(one) == records(other)


def test_every_claim_stands_on_its_quote_and_fits_the_schema() -> None:
    schema = jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "claim.schema.json").read_text("utf-8")))
    for path in sorted(SAMPLES.glob("*.txt")):
        found = extract(path)
        raw = path.read_bytes().decode()
        assert not found.issues
        for claim in found.claims:
            line = json.loads(json.dumps(claim.to_json()))
            assert raw[line["start"] : line["end"]] == line["quote"] != ""
            schema.validate(line)


def test_every_character_is_accounted_for() -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        found = extract(path)
        ranges = sorted((*found.account.used, *found.account.boilerplate, *found.account.not_understood))
        assert ranges[0][0] == 0
        assert ranges[-1][1] == len(found.document.raw)
        assert all(a[1] == b[0] for a, b in pairwise(ranges))
        assert found.document.facts["account"]["used"] > 0


def test_claims_come_with_the_reports_day() -> None:
    claims = extract(SAMPLES / "hengyue_video_2024-02-22.txt").claims
    assert {c.said_on for c in claims} == {"2024-02-22"}
    assert all(c.as_of for c in claims)
    assert claims[0].subject == claims[0].report


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("风险提示:需求不及预期;竞争加剧。\n正文在这里。", "utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "note.pdf").write_bytes(minimal_pdf("Risks: slower adoption; tighter rules."))
    (folder / ".hidden.txt").write_text("x")
    report = load([str(folder), str(tmp_path / "missing.txt")], store)
    outcome = {d.name: (d.error is None, d.claims > 0, len(d.issues)) for d in report.documents}
    assert outcome == {
        "good.txt": (True, True, 0),
        "bad.txt": (False, False, 0),
        "picture.png": (True, False, 1),
        "note.pdf": (True, True, 0),
        "missing.txt": (False, False, 0),
    }
    assert [d.name for d in report.failed] == ["bad.txt", "missing.txt"]
    json.dumps(report.to_json())


def test_progress_tells_every_path(store: Store) -> None:
    told: list[Progress] = []
    paths = [str(p) for p in sorted(SAMPLES.glob("*.txt"))]
    load(paths, store, progress=told.append)
    assert [(p.done, p.total) for p in told] == [(i + 1, len(paths)) for i in range(len(paths))]


def test_extraction_on_an_executor_gives_the_same(tmp_path: Path, store: Store) -> None:
    paths = [str(SAMPLES), str(tmp_path / "missing.txt")]
    load(paths, store)
    for number, executor in enumerate((ThreadPoolExecutor(2), ProcessPoolExecutor(1, get_context("spawn")))):
        other = open_store(str(tmp_path / f"{number}.db"))
        with executor:
            report = load(paths, other, executor=executor)
        assert [d.name for d in report.documents][-1] == "missing.txt"
        assert records(other) == records(store)


def test_an_extractor_that_fails_is_an_issue_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(healed: Healed, context: Context) -> list[Claim]:
        raise ValueError(f"no {context.report.name} in {len(healed.text)}")

    def wrong(healed: Healed, context: Context) -> list[Claim]:
        span = healed.span(0, 2)
        return [Claim(context.report, NodeRef("Nothing", "x"), span, "wrong/1", property="y", value="1")]

    monkeypatch.setattr(extraction, "EXTRACTORS", (broken, wrong, *extraction.EXTRACTORS))
    found = extraction.extract_document(document("风险提示:需求不及预期;竞争加剧。\n正文在这里。"))
    assert [i.reason.split(":")[0] for i in found.issues] == ["broken failed", "wrong/1 on Nothing y"]
    assert sum(c.relationship == "WARNS_OF" for c in found.claims) == 2


def test_a_document_that_says_less_now_retracts_what_only_it_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(SAMPLES / "lanqiao_media_2024-03-18.txt")
    load([path], store)
    monkeypatch.setattr(extraction, "EXTRACTORS", extraction.EXTRACTORS[:1])
    report = load([path], store)
    assert report.written.claims_removed > 0
    assert len(list(store.records(Claim))) == report.documents[0].claims


@pytest.mark.parametrize("after", [0.9])
def test_a_killed_load_is_made_whole_by_the_same_load(tmp_path: Path, after: float) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for sample in SAMPLES.glob("*.txt"):
        for copy in range(5):
            (folder / f"{sample.stem}_{copy}.txt").write_bytes(sample.read_bytes() + b"\n" * copy)
    address = str(tmp_path / "killed.db")
    code = f"from graph.store import open_store; from loaders.pipeline import load; load([{str(folder)!r}], open_store({address!r}))"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    whole, killed = open_store(str(tmp_path / "whole.db")), open_store(address)
    raws = {d.sha256: d.raw for d in killed.records(Document) if isinstance(d, Document)}
    assert all(raws[c.span.document][c.span.start : c.span.end] == c.span.quote for c in killed.records(Claim) if isinstance(c, Claim))
    load([str(folder)], killed)
    load([str(folder)], whole)
    assert records(killed) == records(whole)


CHINESE = "风险提示:~1)需求放缓;~2、竞争加剧。~图表1:~资料来源:Wind,~相关研究~《甲报告》(2024/1/2)~分析师 王少南 S0950521040001"
OTHER = (
    "评级: 看好~2024年2月20日~Page 1 / 7~Page 2 / 7~\n~ ~\f~Sora~OpenA I~$12/月~4~16s~| a | b |~<table><tr><td>x</td></tr></table>~Risks: ~"
    "Figure 3: ~Rating: Buy~①~99999999999999999999"
)
PIECES = st.sampled_from([*CHINESE.split("~"), *OTHER.split("~")])


@settings(max_examples=cases(25))
@given(st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=40).map("".join))
def test_any_text_is_read_without_a_failure(text: str) -> None:
    if not text.strip("\ufeff\x00 \t\r\n\f") or any((ord(c) < 32 and c not in "\n\f") or "\ud800" <= c <= "\udfff" for c in text):
        return
    found = extraction.extract_document(document(text))
    assert not [i.reason for i in found.issues if " failed:" in i.reason]
    assert sum(b - a for a, b in (*found.account.used, *found.account.boilerplate, *found.account.not_understood)) == len(found.document.raw)
