"""Owns reading the truth back as it was put in: documents and judgements row by row, claims as columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import apsw

from graph.claim import Claim, Document, Page
from graph.claim_columns import NOBODY, PAGE, ClaimColumns, Spelling
from graph.identity import Judgement
from graph.sql.write import JUDGEMENT_COLUMNS
from graph.store.base import Record
from graph.store.sqlite_names import judgement_of
from graph.values import Polarity, Qualifier, Review

_CLAIMS = (  # names and documents, each behind its number, then all else in the order of the columns
    "SELECT c.report_name, r.type, r.text, r.scope, c.subject_name, s.type, s.text, s.scope, c.object_name, o.type, o.text, o.scope, c.source, d.sha256, "
    'c.gid, c.properties, c.property, c.relationship, c.text, c.value, c."min", c."max", c.unit, c.qualifier, c.polarity, c.as_of, c.said_on, c.confidence, '
    'c.method, c.review, c.page, c.start, c."end", c.quote FROM claim c JOIN name r ON r.id = c.report_name JOIN name s ON s.id = c.subject_name '
    "LEFT JOIN name o ON o.id = c.object_name JOIN source d ON d.id = c.source ORDER BY c.gid"
)
_QUALIFIERS, _POLARITIES, _REVIEWS = ({str(word): word for word in words} for words in (Qualifier, Polarity, Review))


def stored_records(connection: apsw.Connection, kinds: Sequence[type[Record]]) -> Iterator[Record]:
    """Documents by hash, judgements by id, claims by id; of `kinds` alone, if any are named."""
    if not kinds or Document in kinds:
        yield from _documents(connection)
    if not kinds or Judgement in kinds:
        for row in connection.execute(f"SELECT {JUDGEMENT_COLUMNS} FROM judgement ORDER BY id"):
            yield judgement_of(row)
    if not kinds or Claim in kinds:
        for claim in chain.from_iterable(stored_claims(connection)):
            del claim.__dict__["digest"]  # whoever asks for the id learns what the content gives, not what it is kept under
            yield claim


def stored_claims(connection: apsw.Connection) -> Iterator[ClaimColumns]:
    """Claims by id, PAGE at a time."""
    rows = iter(connection.execute(_CLAIMS))
    while page := list(islice(rows, PAGE)):
        yield _columns(page)


def _documents(connection: apsw.Connection) -> Iterator[Document]:
    for source, sha256, name, media_type, encoding, language, facts in connection.execute(
        "SELECT d.source, s.sha256, d.name, media_type, encoding, language, facts FROM source s JOIN document d ON d.source = s.id ORDER BY s.sha256"
    ):
        pages = connection.execute("SELECT number, start, text FROM page WHERE source = ? ORDER BY position", (source,))
        yield Document(sha256, name, media_type, encoding, language, tuple(Page(*page) for page in pages), json.loads(facts))


def _columns(rows: Iterable[tuple[Any, ...]]) -> ClaimColumns:
    columns = list(zip(*rows, strict=True))
    names: dict[int | None, Spelling] = {}
    for at in (0, 4, 8):
        names.update(zip(columns[at], zip(*columns[at + 1 : at + 4], strict=True), strict=True))
    names.pop(None, None)
    documents = dict(zip(columns[12], columns[13], strict=True))
    place_of, document_at = _places(names) | {None: NOBODY}, _places(documents)
    for at, words in ((23, _QUALIFIERS), (24, _POLARITIES), (29, _REVIEWS)):
        columns[at] = tuple(map(words.__getitem__, columns[at]))
    named = ([place_of[name] for name in columns[at]] for at in (0, 4, 8))
    found: list[Any] = [list(names.values()), list(documents.values()), columns[14], *named, [document_at[source] for source in columns[12]], *columns[15:]]
    return ClaimColumns(*found)


def _places(numbers: Iterable[int | None]) -> dict[int | None, int]:
    return {number: place for place, number in enumerate(numbers)}
