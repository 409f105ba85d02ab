"""Owns the writing of a batch into the embedded store: claims and documents first, then the views of what they touched.

One transaction a batch, opened by the store; it must not know plans.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import apsw

from graph.claim import Claim, Document
from graph.claim_columns import ClaimColumns
from graph.errors import InvalidClaim
from graph.ontology import Ontology
from graph.sql import write as sql
from graph.sql.arrivals import ARRIVAL_INSERT, STATED_BEFORE
from graph.store.base import Batch, Written
from graph.store.sqlite_names import Names, Stating, Touched
from graph.store.sqlite_views import Views
from graph.values import Review

_SOURCES = 100_000
_PREFIX = len("Claim.")
_NEVER = "~"  # after every date


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
        if touched.arrived:
            self._connection.execute(ARRIVAL_INSERT, (json.dumps(sorted(touched.arrived)),))
        return Written(added, removed, documents, judgements)

    # Taking out ------------------------------------------------------------------------------------------------------

    def _take_out(self, batch: Batch, coming: ClaimColumns, touched: Touched) -> int:
        gone: dict[int, tuple[Any, ...]] = {}
        kept = set(coming.digest) if batch.replaces else set()
        for hash_ in (*batch.replaces, *batch.withdraw):
            withdrawn = hash_ in batch.withdraw
            for row in self._connection.execute(sql.CLAIMS_OF_SOURCE, (hash_,)):
                if withdrawn or row[1] not in kept:
                    gone[row[0]] = row
        for _, _, subject, property_, relationship, object_, report in gone.values():
            touched.slots.add((subject, property_, relationship, object_))
            touched.lost |= {subject, report} if object_ is None else {subject, report, object_}
            touched.retracted.add(report)
        for statement in (sql.BEATEN_DELETE, sql.CLAIM_DELETE):
            self._connection.executemany(statement, [(id_,) for id_ in gone])
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

    def _put_claims(self, claims: ClaimColumns, touched: Touched) -> int:
        if not claims:
            return 0
        named = self._names.resolve(claims.names, touched)
        rows, nodes = [[*column, None] for column in zip(*named, strict=True)]  # None for NOBODY
        stated = Stating(claims, *([nodes[place] for place in places] for places in (claims.subject, claims.object, claims.report)))
        sources = self._source_ids(set(claims.documents))
        source = [sources[document] for document in claims.documents]
        first: int = self._connection.execute(sql.CLAIM_LAST).get + 1
        before = self._connection.total_changes()
        self._connection.executemany(sql.CLAIM_INSERT, zip(
            range(first, first + len(claims)), claims.digest, stated.subject, stated.object, stated.report,
            *([rows[place] for place in places] for places in (claims.subject, claims.object, claims.report)),
            [source[place] for place in claims.document], claims.properties, claims.property, claims.relationship, claims.text, claims.value, claims.min,
            claims.max, claims.unit, claims.qualifier, claims.polarity, claims.as_of, claims.said_on, claims.confidence, claims.method, claims.review,
            claims.page, claims.start, claims.end, claims.quote, strict=False))  # fmt: skip
        added = self._connection.total_changes() - before
        if added < len(claims):
            new = [row[0] - first for row in self._connection.execute(sql.CLAIMS_FROM, (first,))]
            self._better(claims, sorted(set(range(len(claims))) - set(new)), touched)
            stated = Stating(claims.at(new), *([nodes[i] for i in new] for nodes in (stated.subject, stated.object, stated.report)))
        self._arrive(set(stated.report), first, touched)
        self._touch(stated, touched)
        return added

    def _arrive(self, reports: set[int], first: int, touched: Touched) -> None:
        """Note which reports stated nothing before the claims from `first` on."""
        for report in reports - touched.retracted:
            if report in touched.fresh or not self._connection.execute(STATED_BEFORE, (report, first)).get:
                touched.arrived.add(report)

    def _touch(self, stated: Stating, touched: Touched) -> None:
        """Note the slots and days of new claims. Where a slot is new with one of its nodes, these are all its claims."""
        claims, fresh, slots, slot_of = stated.claims, touched.fresh, touched.claims, self.views.slot
        touched.stated = stated
        columns = (stated.subject, claims.property, claims.relationship, stated.object)
        for place, (subject, property_, relationship, object_) in enumerate(zip(*columns, strict=True)):
            slot = slot_of(subject, property_, relationship, object_)
            if slot is None:
                continue
            if slot[0] in fresh or slot[3] in fresh:
                slots.setdefault(slot, []).append(place)
            else:
                touched.slots.add((subject, property_, relationship, object_))
        since = touched.since
        for nodes in (stated.subject, stated.object, stated.report):
            for node, day in zip(nodes, claims.said_on, strict=True):
                if day is not None and node is not None and since.get(node, _NEVER) > day:
                    since[node] = day

    def _better(self, claims: ClaimColumns, places: Iterable[int], touched: Touched) -> None:
        """Claims that were there: the greater (confidence, method) stays, and the new review unless it is NONE."""
        for place in places:
            row: tuple[Any, ...] = self._connection.execute(sql.CLAIM_KNOWN, (claims.digest[place],)).get
            number, confidence, method, review, *slot = row
            given = claims.review[place]
            better = (*max((confidence, method), (claims.confidence[place], claims.method[place])), review if given is Review.NONE else given.value)
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


def merged(batch: Batch) -> ClaimColumns:
    """A batch's claims, each once, with the reviews that the batch itself gives them. InvalidClaim if one cannot have an id."""
    try:
        columns = batch.claims if isinstance(batch.claims, ClaimColumns) else ClaimColumns.of(batch.claims)
    except TypeError as error:
        raise InvalidClaim(f"A claim cannot be kept: {error}.") from error
    ids = set(columns.digest)
    if len(ids) == len(columns) and not any(_gid(id_) in ids for id_, _ in batch.reviews):
        return columns
    claims: dict[str, Claim] = {}
    for claim in columns:
        old = claims.setdefault(claim.id, claim)
        if old is not claim:
            confidence, method = max((old.confidence, old.method), (claim.confidence, claim.method))
            review = old.review if claim.review is Review.NONE else claim.review
            claims[claim.id] = replace(old, confidence=confidence, method=method, review=review)
    for id_, review in batch.reviews:
        if id_ in claims:
            claims[id_] = claims[id_].reviewed(review)
    return ClaimColumns.of(claims.values())


def _gid(id_: str) -> bytes | None:
    try:
        return bytes.fromhex(id_[_PREFIX:]) if id_.startswith("Claim.") else None
    except ValueError:
        return None
