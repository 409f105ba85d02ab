"""Owns reading the truth back as it was put in, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from graph.claim import Claim, Document, Page, Span
from graph.identity import Judgement
from graph.sql.write import JUDGEMENT_COLUMNS
from graph.store.base import Record
from graph.store.sqlite_names import judgement_of
from graph.values import NodeRef, Polarity, Qualifier, Review

_CLAIMS = (
    "SELECT r.type, r.text, r.scope, s.type, s.text, s.scope, o.type, o.text, o.scope, c.property, c.relationship, c.properties, c.text, c.value, "
    'c."min", c."max", c.unit, c.qualifier, c.polarity, c.as_of, c.said_on, c.confidence, c.method, c.review, d.sha256, c.page, c.start, c."end", c.quote '
    "FROM claim c JOIN name r ON r.id = c.report_name JOIN name s ON s.id = c.subject_name LEFT JOIN name o ON o.id = c.object_name "
    "JOIN source d ON d.id = c.source ORDER BY c.gid"
)


def stored_records(connection: apsw.Connection, kinds: Sequence[type[Record]]) -> Iterator[Record]:
    """Documents by hash, judgements by id, claims by id; of `kinds` alone, if any are named."""
    if not kinds or Document in kinds:
        yield from _documents(connection)
    if not kinds or Judgement in kinds:
        for row in connection.execute(f"SELECT {JUDGEMENT_COLUMNS} FROM judgement ORDER BY id"):
            yield judgement_of(row)
    if not kinds or Claim in kinds:
        yield from map(_claim, connection.execute(_CLAIMS))


def _documents(connection: apsw.Connection) -> Iterator[Document]:
    for source, sha256, name, media_type, encoding, language, facts in connection.execute(
        "SELECT d.source, s.sha256, d.name, media_type, encoding, language, facts FROM source s JOIN document d ON d.source = s.id ORDER BY s.sha256"
    ):
        pages = connection.execute("SELECT number, start, text FROM page WHERE source = ? ORDER BY position", (source,))
        yield Document(sha256, name, media_type, encoding, language, tuple(Page(*page) for page in pages), json.loads(facts))


def _claim(row: tuple[Any, ...]) -> Claim:
    (
        report, report_name, report_scope, subject, subject_name, subject_scope, object_, object_name, object_scope, property_, relationship,
        properties, text, value, low, high, unit, qualifier, polarity, as_of, said_on, confidence, method, review, document, page, start, end, quote,
    ) = row  # fmt: skip
    return Claim(
        report=NodeRef(report, report_name, report_scope), subject=NodeRef(subject, subject_name, subject_scope),
        object=NodeRef(object_, object_name, object_scope) if object_ is not None else None, property=property_, relationship=relationship,
        properties=json.loads(properties) if properties else {}, text=text, value=value, min=low, max=high, unit=unit,
        qualifier=Qualifier(qualifier), polarity=Polarity(polarity), as_of=as_of, said_on=said_on, confidence=confidence, method=method,
        review=Review(review), span=Span(document, page, start, end, quote),
    )  # fmt: skip
