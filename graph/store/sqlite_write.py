"""Owns the writing of a batch into the embedded store: claims and documents first, then the views of what they touched.

One transaction a batch, opened by the store; it must not know plans.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeAlias

import apsw

from graph.claim import Claim, Document
from graph.errors import InvalidClaim
from graph.ontology import Ontology
from graph.sql import write as sql
from graph.sql.arrivals import ARRIVAL_INSERT, STATED_BEFORE
from graph.store.base import Batch, Written
from graph.store.sqlite_names import Names, Touched
from graph.store.sqlite_views import Views
from graph.values import Review

_SOURCES = 100_000
_PREFIX = len("Claim.")
_NOBODY = (None, None)
_NEVER = "~"  # after every date
# attrgetter takes a third of the time of naming attributes one by one. _STATED and _PLACE are in the order of CLAIM_INSERT.
_STATED = attrgetter(
    "property", "relationship", "text", "value", "min", "max", "unit", "qualifier", "polarity", "as_of", "said_on", "confidence", "method", "review",
)  # fmt: skip
_SPELLING = attrgetter("type", "name", "scope")
_PLACE = attrgetter("page", "start", "end", "quote")
_encode = json.JSONEncoder(ensure_ascii=False).encode

Named: TypeAlias = "tuple[int, int]"  # the row of a spelling, and its node
Stating: TypeAlias = "tuple[Claim, Named, Named | tuple[None, None], Named]"  # a claim, its subject, object and report


class Writer:
    """The one writer of an opened store. `forget` must be called where another process may have written."""

    def __init__(self, connection: apsw.Connection, ontology: Ontology) -> None:
        self._connection = connection
        self._names = Names(connection)
        self.views = Views(connection, ontology, self._names)
        self._sources: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is remembered of the store."""
        self._names.forget()
        self._sources.clear()

    def write(self, batch: Batch) -> Written:
        """Make a batch's changes. The caller commits."""
        touched = Touched()
        claims = merged(batch)
        removed = self._take_out(batch, claims, touched)
        judgements = self._names.judge(batch.judgements, batch.undo, touched)
        documents = sum(self._put_document(document) for document in batch.documents)
        added = self._put_claims(claims, touched)
        self._review(batch.reviews, touched)
        self.views.refresh(touched)
        self._connection.executemany(ARRIVAL_INSERT, [(report,) for report in touched.arrived])
        return Written(added, removed, documents, judgements)

    # Taking out ------------------------------------------------------------------------------------------------------

    def _take_out(self, batch: Batch, coming: Mapping[str, Claim], touched: Touched) -> int:
        gone: dict[int, tuple[Any, ...]] = {}
        for hash_ in (*batch.replaces, *batch.withdraw):
            withdrawn = hash_ in batch.withdraw
            for row in self._connection.execute(sql.CLAIMS_OF_SOURCE, (hash_,)):
                if withdrawn or f"Claim.{row[1].hex()}" not in coming:
                    gone[row[0]] = row
        for _, _, subject, property_, relationship, object_, report in gone.values():
            touched.slots.add((subject, property_, relationship, object_))
            touched.lost |= {subject, report} if object_ is None else {subject, report, object_}
            touched.stated.add(report)
        self._connection.executemany(sql.CLAIM_DELETE, [(id_,) for id_ in gone])
        for hash_ in batch.withdraw:
            for table in ("document", "page"):
                self._connection.execute(f"DELETE FROM {table} WHERE source = (SELECT id FROM source WHERE sha256 = ?)", (hash_,))
        return len(gone)

    # Documents -------------------------------------------------------------------------------------------------------

    def _put_document(self, document: Document) -> bool:
        """Put a document in; of two with one hash the one stays whose name comes first. Whether it is new."""
        source = self._source_ids({document.sha256})[document.sha256]
        facts = json.dumps(dict(document.facts), ensure_ascii=False)
        row = (document.name, document.media_type, document.encoding, document.language, facts)
        old = self._connection.execute("SELECT name, media_type, encoding, language, facts FROM document WHERE source = ?", (source,)).fetchone()
        if old is not None and (old[0] < document.name or old == row):
            return False
        self._connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)", (source, *row))
        self._connection.execute("DELETE FROM page WHERE source = ?", (source,))
        pages = ((source, i, p.number, p.start, p.text) for i, p in enumerate(document.pages))  # one at a time: a large file's are read as they go
        self._connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?)", pages)
        return old is None

    def _source_ids(self, hashes: set[str]) -> Mapping[str, int]:
        if len(self._sources) > _SOURCES:
            self._sources.clear()
        for hash_ in hashes - self._sources.keys():
            self._connection.execute("INSERT OR IGNORE INTO source (sha256) VALUES (?)", (hash_,))
            self._sources[hash_] = self._connection.execute("SELECT id FROM source WHERE sha256 = ?", (hash_,)).get
        return self._sources

    # Claims ----------------------------------------------------------------------------------------------------------

    def _put_claims(self, claims: Mapping[str, Claim], touched: Touched) -> int:
        if not claims:
            return 0
        spelled = [
            (claim, _SPELLING(claim.subject), _SPELLING(claim.object) if claim.object is not None else None, _SPELLING(claim.report))
            for claim in claims.values()
        ]
        wanted = {spelling for stating in spelled for spelling in stating[1:] if spelling is not None}
        named = self._names.resolve(wanted, touched)
        listed = [(claim, named[s], named[o] if o is not None else _NOBODY, named[r]) for claim, s, o, r in spelled]
        sources = self._source_ids({claim.span.document for claim in claims.values()})
        first: int = self._connection.execute(sql.CLAIM_LAST).get + 1
        self._connection.executemany(sql.CLAIM_INSERT, (_row(first + i, stating, sources) for i, stating in enumerate(listed)))
        new = [row[0] - first for row in self._connection.execute(sql.CLAIMS_FROM, (first,))]
        self._arrive({listed[i][3][1] for i in new}, first, touched)
        if len(new) == len(listed):
            self._touch(listed, touched)
        else:
            places = set(new)
            self._better((stating[0] for i, stating in enumerate(listed) if i not in places), touched)
            self._touch([listed[i] for i in new], touched)
        return len(new)

    def _arrive(self, reports: set[int], first: int, touched: Touched) -> None:
        """Note which reports stated nothing before the claims from `first` on."""
        for report in reports - touched.stated:
            if report in touched.fresh or not self._connection.execute(STATED_BEFORE, (report, first)).get:
                touched.arrived.add(report)

    def _touch(self, claims: Iterable[Stating], touched: Touched) -> None:
        """Note the slots and days of new claims. Where a slot is new with one of its nodes, these are all its claims."""
        fresh, since, slots, slot_of = touched.fresh, touched.since, touched.claims, self.views.slot
        for claim, (_, subject), (_, object_), (_, report) in claims:
            day = claim.said_on
            if day is not None:
                for node in (subject, object_, report):
                    if node is not None and since.get(node, _NEVER) > day:
                        since[node] = day
            slot = slot_of(subject, claim.property, claim.relationship, object_)
            if slot is None:
                continue
            if slot[0] in fresh or (slot[3] is not None and slot[3] in fresh):
                slots.setdefault(slot, []).append((object_ if slot[3] is None else slot[3], claim))
            else:
                touched.slots.add((subject, claim.property, claim.relationship, object_))

    def _better(self, claims: Iterable[Claim], touched: Touched) -> None:
        """Claims that were there: the greater (confidence, method) stays, and the new review unless it is NONE."""
        for claim in claims:
            row: tuple[Any, ...] = self._connection.execute(sql.CLAIM_KNOWN, (bytes.fromhex(claim.id[_PREFIX:]),)).get
            number, confidence, method, review, *slot = row
            better = (*max((confidence, method), (claim.confidence, claim.method)), review if claim.review is Review.NONE else claim.review.value)
            if better != (confidence, method, review):
                self._connection.execute(sql.CLAIM_BETTER, (*better, number))
                touched.slots.add((slot[0], slot[1], slot[2], slot[3]))

    def _review(self, reviews: Sequence[tuple[str, Review]], touched: Touched) -> None:
        for id_, review in dict(reviews).items():
            gid = _gid(id_)
            row = self._connection.execute(sql.CLAIM_KNOWN, (gid,)).fetchone() if gid else None
            if row is not None and row[3] != review.value:
                self._connection.execute(sql.CLAIM_BETTER, (row[1], row[2], review.value, row[0]))
                touched.slots.add((row[4], row[5], row[6], row[7]))


def merged(batch: Batch) -> dict[str, Claim]:
    """A batch's claims by id, each once, with the reviews that the batch itself gives them. InvalidClaim if one cannot have an id."""
    claims: dict[str, Claim] = {}
    try:
        for claim in batch.claims:
            old = claims.setdefault(claim.id, claim)
            if old is not claim:
                confidence, method = max((old.confidence, old.method), (claim.confidence, claim.method))
                review = old.review if claim.review is Review.NONE else claim.review
                claims[claim.id] = replace(old, confidence=confidence, method=method, review=review)
    except TypeError as error:
        raise InvalidClaim(f"A claim cannot be kept: {error}.") from error
    for id_, review in batch.reviews:
        if id_ in claims:
            claims[id_] = claims[id_].reviewed(review)
    return claims


def _row(number: int, stating: Stating, sources: Mapping[str, int]) -> tuple[apsw.SQLiteValue, ...]:
    claim, (subject_name, subject), (object_name, object_), (report_name, report) = stating
    properties = _encode(dict(claim.properties)) if claim.properties else None
    numbers = (number, bytes.fromhex(claim.id[_PREFIX:]), subject, object_, report, subject_name, object_name, report_name)
    return (*numbers, sources[claim.span.document], properties, *_STATED(claim), *_PLACE(claim.span))


def _gid(id_: str) -> bytes | None:
    try:
        return bytes.fromhex(id_[_PREFIX:]) if id_.startswith("Claim.") else None
    except ValueError:
        return None
