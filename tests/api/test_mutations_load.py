"""Documents and claims that come in over the API, and reports that go again."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from graph.claim import Document
from graph.identity import Judgement
from graph.store import Store
from graph.values import NodeRef
from tests.api.changing import codes, data, engine, records, send
from tests.architecture.source import ROOT
from tests.graphs import Paper, model

SAMPLE = ROOT / "samples" / "northgate_video_2024-05-07.txt"
LOAD = """mutation ($text: String, $base64: String, $name: String!, $mediaType: String) {
  loadText(text: $text, base64: $base64, name: $name, mediaType: $mediaType) {
    __typename document claimsAdded claimsRemoved issues { reason start end line __typename } undo { possible how operation }
    report { id name publisher { name } mentions(first: 3) { nodes { name } } }
    claims(first: 500, where: {property: {eq: "publishedOn"}}) { totalCount nodes { value report { id } evidence { quote verified document } } }
    every: claims { totalCount pageInfo { hasNextPage } }
  }
}"""
CLAIMS = """mutation ($lines: [ClaimInput!], $jsonl: String, $name: String) {
  loadClaims(lines: $lines, jsonl: $jsonl, name: $name) {
    document claimsAdded undo { possible operation } reports { id name }
    claims { totalCount nodes { subject { name } relationship property value max object { name } asOf evidence { quote verified } } }
  }
}"""
DELETE = """mutation ($id: ID!) {
  deleteReport(id: $id) { deletedId documents claimsRemoved undo { possible how operation } report { name citedBy { totalCount } } }
}"""
SORA = {"type": "AIModel", "name": "Sora"}
PAPER = {"type": "Report", "name": "A note", "scope": "2024-05-01"}


def _lines() -> list[dict[str, Any]]:
    return [
        {"report": PAPER, "subject": PAPER, "property": "publishedOn", "value": "2024-05-01"},
        {"subject": PAPER, "relationship": "MENTIONS", "object": SORA, "properties": [{"name": "count", "value": "4"}]},
        {"subject": SORA, "property": "clipDuration", "max": 60, "unit": "s", "text": "60 s", "qualifier": "AT_MOST"},
    ]


def test_a_text_is_loaded_read_at_once_and_taken_out_again(store: Store) -> None:
    graph, text = engine(store), SAMPLE.read_text(encoding="utf-8")
    loaded = data(graph, LOAD, text=text, name="northgate.txt")["loadText"]
    assert loaded["report"]["publisher"]["name"]
    assert loaded["report"]["mentions"]["nodes"]
    told = next(claim for claim in loaded["claims"]["nodes"] if claim["value"] == "2024-05-07")
    assert told["report"]["id"] == loaded["report"]["id"]
    assert told["evidence"]["verified"] is True
    assert told["evidence"]["document"] == loaded["document"]
    assert loaded["every"]["totalCount"] == loaded["claimsAdded"] > 20
    again = data(graph, LOAD, base64=base64.b64encode(text.encode()).decode(), name="northgate.txt", mediaType="text/plain")["loadText"]
    assert (again["claimsAdded"], again["claimsRemoved"], again["document"]) == (0, 0, loaded["document"])
    undone = data(graph, loaded["undo"]["operation"])
    assert undone["deleteReport"]["claimsRemoved"] == loaded["claimsAdded"]
    assert not [record for record in records(store) if isinstance(record, Document)]
    assert data(graph, "{ reports { totalCount } aiModels { totalCount } }") == {"reports": {"totalCount": 0}, "aiModels": {"totalCount": 0}}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "a", "base64": "YQ=="},
        {"text": "  \n"},
        {"base64": "%%%"},
        {"base64": ""},
        {"base64": base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 40).decode()},
        {"text": "a text", "mediaType": "application/pdf"},
        {"text": "a text", "mediaType": "image/png"},
        {"text": "a text", "name": "../secret"},
        {"text": "a text", "name": " "},
        {"text": "a text", "name": "n" * 241},
    ],
)
def test_what_is_no_document_is_told_and_changes_nothing(sqlite_store: Store, given: dict[str, str]) -> None:
    answer = send(engine(sqlite_store), LOAD, **{"name": "a", **given})
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert answer["data"] == {"loadText": None}
    assert records(sqlite_store) == []


def test_html_is_what_the_sender_says(sqlite_store: Store) -> None:
    graph = engine(sqlite_store)
    for media_type, stored in (("text/html", "text/html"), ("text/plain", "text/plain"), ("text/markdown", "text/plain")):
        loaded = data(graph, LOAD, text=f"<p>Sora makes clips of 60 seconds ({media_type})</p>", name="clip", mediaType=media_type)["loadText"]
        kinds = {d.sha256: d.media_type for d in records(sqlite_store) if isinstance(d, Document)}
        assert kinds[loaded["document"]] == stored


def test_claims_are_loaded_as_typed_input_or_as_lines(store: Store) -> None:
    graph = engine(store)
    loaded = data(graph, CLAIMS, lines=_lines(), name="by hand")["loadClaims"]
    assert loaded["reports"] == [{"id": NodeRef("Report", "A note", "2024-05-01").id, "name": "A note"}]
    assert (loaded["claimsAdded"], loaded["claims"]["totalCount"]) == (3, 3)
    clip = next(c for c in loaded["claims"]["nodes"] if c["property"] == "clipDuration")
    assert (clip["max"], clip["asOf"], clip["evidence"]["verified"]) == (60, "2024-05-01", True)
    counted = data(graph, '{ aiModel(name: "Sora") { clipDuration { max } mentionedIn { edges { count } } } }')["aiModel"]
    assert counted == {"clipDuration": {"max": 60}, "mentionedIn": {"edges": [{"count": 4}]}}
    as_lines = [{**line, "properties": {"count": 4}} if "properties" in line else line for line in _lines()]
    jsonl = "\n".join(json.dumps(line) for line in as_lines)
    assert data(graph, CLAIMS, jsonl=jsonl)["loadClaims"]["claims"]["totalCount"] == 3
    data(graph, loaded["undo"]["operation"])
    assert data(graph, "{ claims { totalCount } }")["claims"]["totalCount"] == 0


def test_every_problem_is_told_and_nothing_is_loaded(store: Store) -> None:
    wrong = [
        {"subject": SORA, "property": "wings", "value": "2"},
        {"subject": SORA, "relationship": "PUBLISHED_BY", "object": SORA},
        {"subject": SORA, "property": "clipDuration", "max": 60, "unit": "min"},
        {"subject": PAPER, "relationship": "MENTIONS", "object": SORA, "properties": [{"name": "count", "value": "many"}]},
        {"subject": SORA, "property": "clipDuration", "relationship": "USES", "max": 1},
    ]
    answer = send(engine(store), CLAIMS, lines=[*_lines(), *wrong])
    assert codes(answer) == ["BAD_USER_INPUT"] * len(wrong)
    assert [e["extensions"]["line"] for e in answer["errors"]] == [4, 5, 6, 7, 8]
    assert answer["errors"][0]["message"].startswith("Line 4: AIModel has no property 'wings'.")
    assert all(error["message"].endswith(". Nothing was loaded.") and ".." not in error["message"] for error in answer["errors"])
    assert [e["path"] for e in answer["errors"]] == [["loadClaims"]] * len(wrong)
    assert records(store) == []
    assert codes(send(engine(store), CLAIMS, jsonl='{"subject": 3}\nnot JSON')) == ["BAD_USER_INPUT"] * 2
    assert records(store) == []


@pytest.mark.parametrize("given", [{}, {"lines": []}, {"jsonl": " \n"}, {"lines": [], "jsonl": "{}"}, {"jsonl": "{}", "name": "a/b"}])
def test_claims_come_one_way(sqlite_store: Store, given: dict[str, Any]) -> None:
    assert codes(send(engine(sqlite_store), CLAIMS, **given)) == ["BAD_USER_INPUT"]


def test_only_reports_state_claims(sqlite_store: Store) -> None:
    line = {"report": SORA, "subject": SORA, "property": "availability", "value": "open"}
    assert codes(send(engine(sqlite_store), CLAIMS, lines=[line])) == ["BAD_USER_INPUT"]


def _two(store: Store) -> tuple[Paper, Paper]:
    one, two = Paper("One"), Paper("Two", "2024-03-01")
    one.says(model("Sora"), "clipDuration", 60.0)
    two.says(model("Sora"), "clipDuration", 20.0)
    two.says(two.ref, "CITES", one.ref)
    store.write(one.batch())
    store.write(two.batch())
    return one, two


def test_what_other_reports_say_stays(store: Store) -> None:
    one, two = _two(store)
    graph = engine(store)
    gone = data(graph, DELETE, id=two.ref.id)["deleteReport"]
    assert (gone["deletedId"], gone["documents"], gone["claimsRemoved"], gone["report"]) == (two.ref.id, [two.sha256], 2, None)
    assert (gone["undo"]["possible"], gone["undo"]["operation"]) == (False, None)
    assert data(graph, '{ aiModel(name: "Sora") { clipDuration { max } } }')["aiModel"]["clipDuration"]["max"] == 60
    assert [r.sha256 for r in records(store) if isinstance(r, Document)] == [one.sha256]
    assert codes(send(graph, DELETE, id=two.ref.id)) == ["NOT_FOUND"]


def test_a_report_that_others_cite_is_still_a_name(store: Store) -> None:
    one, _ = _two(store)
    graph = engine(store)
    assert data(graph, DELETE, id=one.ref.id)["deleteReport"]["report"] == {"name": "One", "citedBy": {"totalCount": 1}}
    assert codes(send(graph, DELETE, id=one.ref.id)) == ["BAD_USER_INPUT"]


def test_a_document_of_two_reports_keeps_the_other_ones_claims(store: Store) -> None:
    graph = engine(store)
    other = {"type": "Report", "name": "Another note", "scope": "2024-06-01"}
    theirs = {"report": other, "subject": SORA, "property": "clipDuration", "max": 20, "unit": "s", "saidOn": "2024-06-01"}
    loaded = data(graph, CLAIMS, lines=[*_lines(), theirs])["loadClaims"]
    kept = next(r for r in loaded["reports"] if r["name"] == "Another note")
    gone = data(graph, DELETE, id=NodeRef("Report", "A note", "2024-05-01").id)["deleteReport"]
    assert (gone["documents"], gone["claimsRemoved"]) == ([], 3)
    left = data(graph, "{ claims { nodes { report { id } evidence { verified } } } }")["claims"]["nodes"]
    assert left == [{"report": {"id": kept["id"]}, "evidence": {"verified": True}}]
    assert data(graph, DELETE, id=kept["id"])["deleteReport"]["documents"] == [loaded["document"]]
    assert records(store) == []


def test_a_report_under_its_other_name_goes_whole(store: Store) -> None:
    one, two = _two(store)
    graph = engine(store)
    data(graph, f'mutation {{ mergeNodes(alias: {{id: "{one.ref.id}"}}, name: {{id: "{two.ref.id}"}}) {{ judgements }} }}')
    assert data(graph, DELETE, id=one.ref.id)["deleteReport"]["documents"] == sorted([one.sha256, two.sha256])
    assert not [record for record in records(store) if not isinstance(record, Judgement)]
