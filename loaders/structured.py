"""Owns loading JSON Lines and CSV: lines of claims, documents and judgements -> batches. It must not hold a file in memory.

A claim line that names a document of the file or the store keeps its own span, which must hold; any other claim stands on its line, and the
file is the document. A bad line is an issue with its number, and the rest loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

import orjson

from graph.claim import PLACE, SPELLING, Document, Place
from graph.claim_line import ClaimLines
from graph.errors import InvalidClaim, InvalidInput
from graph.identity import Judgement
from graph.store.base import Batch
from graph.values import NodeRef, Spelling, node_ref, partial_date
from loaders.extractors.gazetteer import judgements_for
from loaders.issues import Issue
from loaders.lines import LineFile, Record
from loaders.mapping import TableMapping, mapping_for
from loaders.spool import Spool

STRUCTURED = frozenset({".jsonl", ".ndjson", ".csv"})
BATCH_LINES = 20_000
_NO_CELLS: dict[str, str] = {}
_BATCH_TEXT = 16_000_000  # code points of documents in one batch


@dataclass(frozen=True)
class Part:
    """What one batch of lines came to; `lines` were read so far."""

    batch: Batch
    issues: tuple[Issue, ...]
    sha256: str
    lines: int


@dataclass
class _State:
    """What is known while a file is read: the current report, what it cites, its date; and the batch that is filled."""

    file: LineFile
    spool: Spool
    report: NodeRef | None = None
    report_id: str = ""
    spelling: Spelling = ("", "", "")
    named: object = None
    cited: set[str] = field(default_factory=set)
    dates: dict[str, str] = field(default_factory=dict)
    stored: bool = False
    exported: bool = False
    documents: list[Document] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    claims: ClaimLines = field(default_factory=ClaimLines)
    issues: list[Issue] = field(default_factory=list)
    text: int = 0

    def part(self, lines: int) -> Part:
        """The batch so far, which begins anew. Known other names of its nodes come with it, unless the file is an export with its own."""
        claims = self.claims.columns()
        known = [] if self.exported else judgements_for(claims.refs)
        part = Part(Batch(documents=self.documents, claims=claims, judgements=[*self.judgements, *known]), tuple(self.issues), self.file.sha256, lines)
        self.documents, self.judgements, self.issues, self.text = [], [], [], 0
        return part


def load_lines(path: Path, stored: Callable[[], Iterable[Document]]) -> Iterator[Part]:
    """The batches of a structured file. `stored` gives the documents of the store, which claims may name.

    InvalidInput or NotFound if its mapping is of no use.
    """
    mapping = mapping_for(path) if path.suffix.lower() == ".csv" else None
    file = LineFile.open(path, "text/csv" if mapping else "application/jsonl")
    with Spool(stored) as spool:
        state = _State(file, spool)
        count = 0
        for count, (record, cells) in enumerate(_rows(file, mapping), 1):
            number, start, text = record
            try:
                if mapping is None:
                    _take(orjson.loads(text), record, state)
                else:
                    for line in mapping.lines(cells):
                        _take(line, record, state)
            except (InvalidInput, orjson.JSONDecodeError) as error:
                reason = f"not JSON: {error}" if isinstance(error, orjson.JSONDecodeError) else str(error)
                state.issues.append(Issue(file.sha256, reason, start, start + len(text), number))
            if count % BATCH_LINES == 0 or state.text > _BATCH_TEXT:
                yield state.part(count)
        yield state.part(count)


def _rows(file: LineFile, mapping: TableMapping | None) -> Iterator[tuple[Record, dict[str, str]]]:
    """Each record of the file; with its cells where it is a table's."""
    return ((record, _NO_CELLS) for record in file.records()) if mapping is None else iter(file.rows(mapping.delimiter))


def _take(line: Any, record: Record, state: _State) -> None:  # noqa: ANN401 - a line may be anything until it is looked at
    """Add what one line says to the batch. InvalidClaim if it cannot be used."""
    if not isinstance(line, dict):
        raise InvalidClaim("The line is not a JSON object.", hint="See docs/claim.schema.json.")
    if isinstance(line.get("document"), dict):
        document = Document.from_json(line)
        state.exported = True
        state.spool.add(document)
        state.documents.append(document)
        state.text += sum(len(p.text) for p in document.pages)
    elif "judgement" in line:
        state.exported = True
        state.judgements.append(Judgement.from_json(line))
    else:
        _take_claim(line, record, state)


def _take_claim(line: dict[str, Any], record: Record, state: _State) -> None:
    report = _report(line, state)
    said_on = None if "saidOn" in line else state.dates.get(state.report_id) or _own_date(line, report)
    place = _place(line, record, state)
    subject, object_, value = state.claims.add(line, state.spelling, place, said_on)
    if line.get("property") == "publishedOn":
        if value and node_ref(*subject).id == state.report_id:
            state.dates[state.report_id] = intern(value)  # as many as reports, and few that differ
    elif line.get("relationship") == "CITES" and object_ is not None:
        state.cited.add(node_ref(*object_).id)
    if not state.stored and place[0] == state.file.sha256:
        state.documents.append(state.file.document)
        state.stored = True


def _own_date(line: Mapping[str, Any], report: NodeRef) -> str | None:
    """The date that a line which states its report's date gives: the line itself is said on that day."""
    subject = line.get("subject")
    if line.get("property") != "publishedOn" or not isinstance(subject, dict) or subject.get("name") != report.name:
        return None
    value = line.get("value") or line.get("text")
    return partial_date(value) if isinstance(value, str) else None


def _report(line: Mapping[str, Any], state: _State) -> NodeRef:
    """The report that a line is of: what it names, else the current one, which a line about another report changes."""
    named = line.get("report")
    if named is not None:
        if named == state.named and state.report is not None:  # most lines name the report that the line before them named
            return state.report
        report = _ref(named)
    else:
        subject = line.get("subject")
        about = _ref(subject) if isinstance(subject, dict) and subject.get("type") == "Report" else None
        if about is not None and (state.report is None or about.id not in state.cited):
            report = about
        else:
            report = state.report or NodeRef("Report", state.file.path.stem)
    if report is not state.report and report != state.report:
        state.report, state.report_id, state.spelling, state.cited = report, report.id, SPELLING(report), set()
    state.named = named
    return report


def _ref(value: object) -> NodeRef:
    if isinstance(value, str) and value.strip():
        return node_ref("Report", value)
    if isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip():
        return node_ref("Report", value["name"], str(value.get("scope") or ""))
    raise InvalidClaim("The line's report has no name.", hint="See docs/claim.schema.json.")


def _place(line: Mapping[str, Any], record: Record, state: _State) -> Place:
    """The claim's own span where its document is known, else the line's. InvalidClaim if the document holds something else there."""
    sha256 = line.get("document")
    if not isinstance(sha256, str) or sha256 == state.file.sha256:
        return state.file.place(record)
    start, end = line.get("start"), line.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return state.file.place(record)
    span = state.spool.span(sha256, start, end)
    if span is None:
        return state.file.place(record)
    if span.quote != line.get("quote") or not span.quote:
        raise InvalidClaim("The document does not hold the quote at that place.", hint="Correct start, end and quote.")
    page = line.get("page")
    document, known, *there = PLACE(span)
    return document, page if isinstance(page, int) else known, *there
