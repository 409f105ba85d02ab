"""Owns reading the truth back as it was put in: documents and judgements row by row, claims as columns."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import apsw

from graph.claim import Claim, Document, Page
from graph.claim_columns import NOBODY, PAGE, ClaimColumns
from graph.identity import Judgement
from graph.sql.write import JUDGEMENT_COLUMNS
from graph.store.base import Record
from graph.store.sqlite_names import judgement_of
from graph.values import Polarity, Qualifier, Review

# Names and documents by their numbers, for each is in many claims: then all else in the order of the columns.
_CLAIMS = (
    'SELECT report_name, subject_name, object_name, source, gid, properties, property, relationship, text, value, "min", "max", unit, qualifier, polarity, '
    'as_of, said_on, confidence, method, review, page, start, "end", quote FROM claim ORDER BY gid'
)
_NAMES = "SELECT id, type, text, scope FROM name WHERE id IN (SELECT value FROM json_each(?))"
_SOURCES = "SELECT id, sha256 FROM source WHERE id IN (SELECT value FROM json_each(?))"
_KEPT = 100_000  # names, and documents, that are kept in mind
_QUALIFIERS, _POLARITIES, _REVIEWS = ({str(word): word for word in words} for words in (Qualifier, Polarity, Review))


def stored_records(connection: apsw.Connection, kinds: Sequence[type[Record | ClaimColumns]]) -> Iterator[Record | ClaimColumns]:
    """Documents by hash, judgements by id, claims by id; of `kinds` alone, if any are named. As columns claims come where they are named so."""
    if not kinds or Document in kinds:
        yield from _documents(connection)
    if not kinds or Judgement in kinds:
        for row in connection.execute(f"SELECT {JUDGEMENT_COLUMNS} FROM judgement ORDER BY id"):
            yield judgement_of(row)
    if not kinds or Claim in kinds:
        for claim in chain.from_iterable(_claims(connection)):
            del claim.__dict__["digest"]  # whoever asks for the id learns what the content gives, not what it is kept under
            yield claim
    if ClaimColumns in kinds:
        yield from _claims(connection)


def _claims(connection: apsw.Connection) -> Iterator[ClaimColumns]:
    """Claims by id, PAGE at a time."""
    names, sources = _Numbered(connection, _NAMES), _Numbered(connection, _SOURCES)
    rows = iter(connection.execute(_CLAIMS))
    while page := list(islice(rows, PAGE)):
        yield _columns(page, names, sources)


def _documents(connection: apsw.Connection) -> Iterator[Document]:
    for source, sha256, name, media_type, encoding, language, facts in connection.execute(
        "SELECT d.source, s.sha256, d.name, media_type, encoding, language, facts FROM source s JOIN document d ON d.source = s.id ORDER BY s.sha256"
    ):
        pages = connection.execute("SELECT number, start, text FROM page WHERE source = ? ORDER BY position", (source,))
        yield Document(sha256, name, media_type, encoding, language, tuple(Page(*page) for page in pages), json.loads(facts))


class _Numbered:
    """Rows of a table by their numbers, of which many are kept in mind."""

    def __init__(self, connection: apsw.Connection, statement: str) -> None:
        self._connection = connection
        self._statement = statement
        self._rows: dict[int | None, tuple[Any, ...]] = {}

    def rows(self, numbers: Collection[int | None]) -> list[tuple[Any, ...]]:
        """The rows of these numbers, in their order."""
        if any(number not in self._rows for number in numbers):
            if len(self._rows) > _KEPT:
                self._rows.clear()
            wanted = json.dumps([number for number in numbers if number not in self._rows])
            self._rows.update((number, tuple(row)) for number, *row in self._connection.execute(self._statement, (wanted,)))
        return [self._rows[number] for number in numbers]


def _columns(rows: Iterable[tuple[Any, ...]], names: _Numbered, sources: _Numbered) -> ClaimColumns:
    columns = list(zip(*rows, strict=True))
    numbers, documents = dict.fromkeys(chain(*columns[:3])), dict.fromkeys(columns[3])
    numbers.pop(None, None)
    place_of, document_at = _places(numbers) | {None: NOBODY}, _places(documents)
    for at, words in ((13, _QUALIFIERS), (14, _POLARITIES), (19, _REVIEWS)):
        columns[at] = tuple(map(words.__getitem__, columns[at]))
    named = ([place_of[name] for name in column] for column in columns[:3])
    placed = [*named, [document_at[source] for source in columns[3]]]
    found: list[Any] = [names.rows(numbers), [sha256 for (sha256,) in sources.rows(documents)], columns[4], *placed, *columns[5:]]
    return ClaimColumns(*found)


def _places(numbers: Iterable[int | None]) -> dict[int | None, int]:
    return {number: place for place, number in enumerate(numbers)}
