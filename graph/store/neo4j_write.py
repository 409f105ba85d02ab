"""Owns the order of steps by which one batch changes a Neo4j graph, inside one transaction. Statements come from `graph.cypher.write`,
the resolution policy from `graph.views`; it must not open, commit or retry anything.

Claims are linked to nodes first; then the views that they touch are made anew: names, properties and relationships.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from neo4j import ManagedTransaction, Session

from graph.claim import Claim, Document
from graph.cypher import write as w
from graph.cypher.write_identities import Identities, identities
from graph.cypher.write_rows import Row, claim_row, document_of, document_row, judgement_of, judgement_row, name_row, page_rows
from graph.identity import Judgement
from graph.store.base import FORMAT, Batch, Written
from graph.store.neo4j_places import Places
from graph.store.neo4j_touched import Touched
from graph.store.neo4j_transaction import Transaction
from graph.store.neo4j_views import Views
from graph.values import NodeRef, Review

Ledger = tuple[str, Identities]  # what all judgements say, under the mark that the graph gives this state of them


LARGE = 200  # pages; a structured file's have 64 KB each
UPLOADED = 100  # pages in one transaction


def is_large(document: Document) -> bool:
    """Whether a document's pages are sent ahead (`upload`): a transaction may hold a part of the server's memory, and a file has any size."""
    return len(document.pages) > LARGE


def upload(session: Session, document: Document) -> None:
    """Send the pages of a large document ahead of the transaction that puts it in, unless it is there with as many. Nobody sees them before."""
    known = session.execute_read(lambda t: Transaction(t).rows(w.KNOWN_LARGE, sha256=document.sha256))
    if known and known[0]["pages"] == len(document.pages):
        return
    session.run(w.DROP_UPLOAD, sha256=document.sha256).consume()
    for first in range(0, len(document.pages), UPLOADED):
        session.execute_write(_send_pages, document.sha256, page_rows(document, first, first + UPLOADED))


def _send_pages(transaction: ManagedTransaction, sha256: str, rows: list[Row]) -> None:
    Transaction(transaction).run(w.UPLOAD_PAGES, rows=rows, sha256=sha256)


class Change:
    """The making of one batch; use it once. `ledger` is what is remembered of the judgements from an earlier one."""

    def __init__(self, transaction: Transaction, ledger: Ledger | None) -> None:
        self._t = transaction
        self._places = Places(transaction)
        self._touched = Touched()
        locked = self._t.rows(w.LOCK, format=FORMAT)[0]
        mark, self._generation = str(locked["ledger"]), int(locked["generation"]) + 1
        self._stated: set[str] = set()  # reports of which claims were taken out
        self._ledger = ledger if ledger is not None and ledger[0] == mark else (mark, stored_identities(self._t))
        self._changed = False

    def make(self, batch: Batch) -> tuple[Written, Ledger]:
        """What was changed, and what the judgements say after it."""
        removed = self._take_out(batch)
        judged = self._judge(batch.undo, batch.judgements)
        documents = self._put_documents(batch.documents)
        added = self._put_claims(batch.claims)
        self._review(batch.reviews)
        Views(self._t, self._places, self._touched, self._ledger[1]).refresh()
        if self._changed:
            self._t.run(w.COMMIT, format=FORMAT, ledger=self._ledger[0])
        return Written(added, removed, documents, judged), self._ledger

    # Taking out ------------------------------------------------------------------------------------------------------

    def _take_out(self, batch: Batch) -> int:
        hashes = sorted({*batch.replaces, *batch.withdraw})
        if not hashes:
            return 0
        coming, withdrawn = {claim.id for claim in batch.claims}, set(batch.withdraw)
        there = self._t.rows(w.CLAIMS_OF, ids=hashes)
        gone = sorted(row["id"] for row in there if row["document"] in withdrawn or row["id"] not in coming)
        self._stated = self._leave(gone)
        self._t.each(w.DELETE_CLAIMS, ids=gone)
        known = self._t.rows(w.KNOWN_DOCUMENTS, ids=sorted(withdrawn))
        self._t.each(w.DELETE_DOCUMENTS, ids=sorted(withdrawn))
        self._changed |= bool(gone or known)
        return len(gone)

    def _leave(self, claims: Sequence[str]) -> set[str]:
        """Note what the claims are about, before they are taken from it. The reports that state them."""
        rows = self._t.rows_of_each(w.FOOTPRINTS, ids=claims)
        for row in rows:
            self._touched.claim(row["slot"], row["s"], row["o"])
            self._touched.left.update(_nodes(row))
            self._touched.unsaid.update(name for name in row["names"] if name)
        return {row["r"] for row in rows}

    # Judgements ------------------------------------------------------------------------------------------------------

    def _judge(self, undo: Sequence[str], coming: Sequence[Judgement]) -> int:
        if not undo and not coming:
            return 0
        before = {judgement.id: judgement for judgement in _judgements(self._t)}
        after = {id_: judgement for id_, judgement in before.items() if id_ not in set(undo)}
        after |= {judgement.id: judgement for judgement in coming}
        if after == before:
            return 0
        self._t.each(w.DELETE_JUDGEMENTS, ids=sorted(before.keys() - after.keys()))
        self._t.each(w.PUT_JUDGEMENTS, rows=[judgement_row(j) for id_, j in sorted(after.items()) if before.get(id_) != j])
        self._identify(identities(after.values()))
        self._changed = True
        return len(after.keys() - (before.keys() - set(undo)))

    def _identify(self, new: Identities) -> None:
        """Let names lead to the nodes that the judgements give them now, and claims with them."""
        old, self._ledger = self._ledger[1], (secrets.token_hex(8), new)
        moved = {name for name in old.canonical.keys() | new.canonical.keys() if old.node(name) != new.node(name)}
        every = old.judged.keys() | new.judged.keys()
        judged = sorted(moved | {n for n in every if old.judged.get(n) != new.judged.get(n) or old.preferred.get(n) != new.preferred.get(n)})
        said = {row["id"]: row["spellings"] for row in self._t.rows_of_each(w.KNOWN_NAMES, ids=judged)}
        self._t.each(w.PUT_NAMES, rows=[{**new.rows[name], "spellings": said.get(name) or None} for name in judged if name in new.judged])
        self._touched.nodes.update(self._places.known(node for name in judged for node in (old.node(name), new.node(name))))
        self._touched.unsaid.update(name for name in judged if name not in new.judged)
        self._touched.links.update(dict.fromkeys(name for name in judged if name in new.judged or name in said))
        self._move(sorted(moved))

    def _move(self, names: Sequence[str]) -> None:
        claims = sorted({row["id"] for row in self._t.rows_of_each(w.CLAIMS_NAMING, ids=names)})
        if not claims:
            return
        rows = self._t.rows_of_each(w.FOOTPRINTS, ids=claims)
        self._leave(claims)
        self._t.each(w.UNLINK_CLAIMS, ids=claims)
        node = self._ledger[1].node
        links = []
        for row in rows:
            subject, report, object_ = row["names"]
            link = {"id": row["id"], "s": node(subject), "r": node(report), "o": node(object_) if object_ else None}
            self._touched.claim(row["slot"], link["s"], link["o"])
            links.append(link)
        nodes = {id_ for link in links for id_ in _nodes(link)}
        self._create_nodes(nodes)
        self._link(links, new=False)
        self._touched.left |= nodes
        self._touched.fresh.clear()

    # Putting in ------------------------------------------------------------------------------------------------------

    def _put_documents(self, given: Sequence[Document]) -> int:
        large = sum(self._put_large(document) for document in given if is_large(document))
        documents = [document for document in given if not is_large(document)]
        if not documents:
            return large
        rows = self._t.rows(w.KNOWN_DOCUMENTS, ids=sorted({document.sha256 for document in documents}))
        known = {row["row"]["sha256"]: document_of(row["row"], row["pages"]) for row in rows}
        kept = dict(known)
        for document in documents:
            old = kept.get(document.sha256)
            if old is None or document.name <= old.name:
                kept[document.sha256] = document
        changed = [document for hash_, document in sorted(kept.items()) if known.get(hash_) != document]
        self._t.each(w.DELETE_DOCUMENTS, ids=[document.sha256 for document in changed])
        for document in changed:
            self._t.run(w.PUT_DOCUMENT, row=document_row(document))
            self._t.each(w.PUT_PAGES, rows=page_rows(document), sha256=document.sha256)
        self._changed |= bool(changed)
        return len(kept) - len(known) + large

    def _put_large(self, document: Document) -> bool:
        """Put in a document whose pages were sent ahead, and tell whether it is new. Pages of one hash are taken to be the same if they are as many."""
        row, old = document_row(document), next(iter(self._t.rows(w.KNOWN_LARGE, sha256=document.sha256)), None)
        complete = old is not None and old["pages"] == len(document.pages)
        if old is not None and (old["row"]["name"] < document.name or (complete and old["row"] == row)):
            return False
        self._changed = True
        if not complete:
            self._t.each(w.DELETE_DOCUMENTS, ids=[document.sha256])
        self._t.run(w.PUT_DOCUMENT, row=row)
        if not complete:
            self._t.run(w.ADOPT_PAGES, sha256=document.sha256)
        return old is None

    def _put_claims(self, coming: Sequence[Claim]) -> int:
        by_id: dict[str, Claim] = {}
        for claim in coming:
            by_id[claim.id] = _better(by_id[claim.id], claim) if claim.id in by_id else claim
        known = {row["id"]: row for row in self._t.rows_of_each(w.KNOWN_CLAIMS, ids=sorted(by_id))}
        self._better([by_id[id_] for id_ in known], known)
        new = [claim for id_, claim in sorted(by_id.items()) if id_ not in known]
        if not new:
            return 0
        self._changed = True
        node = self._ledger[1].node
        refs = {ref for claim in new for ref in (claim.subject, claim.report, claim.object) if ref is not None}
        ids = {ref: ref.id for ref in refs}
        nodes = {ref: node(id_) for ref, id_ in ids.items()}
        self._create_nodes(nodes.values())
        self._put_names(ids)
        links, named = [], self._touched.named
        for claim in new:
            subject, report, object_ = nodes[claim.subject], nodes[claim.report], nodes[claim.object] if claim.object else None
            links.append({"c": claim_row(claim, ids.__getitem__), "s": subject, "r": report, "o": object_})
            self._touched.said(claim.slot, subject, object_, claim)
            named(subject, claim.said_on)
            if report != subject:
                named(report, claim.said_on)
            if object_:
                named(object_, claim.said_on)
        reports = {nodes[claim.report] for claim in new}
        self._t.each(w.NOTE_ARRIVALS, ids=sorted(reports - self._stated), generation=self._generation)
        self._link(links, new=True)
        return len(new)

    def _better(self, claims: Iterable[Claim], known: dict[str, Row]) -> None:
        """Of claims that are there already, keep what is surer, and the new review if there is one."""
        rows = []
        for claim in claims:
            old = known[claim.id]
            kept = replace(claim, confidence=old["confidence"], method=old["method"], review=Review(old["review"]))
            better = _better(kept, claim)
            if (better.confidence, better.method, better.review) != (kept.confidence, kept.method, kept.review):
                rows.append({"id": claim.id, "confidence": better.confidence, "method": better.method, "review": better.review.value})
        self._set_claims(rows)

    def _review(self, reviews: Sequence[tuple[str, Review]]) -> None:
        wanted = dict(reviews)
        known = self._t.rows_of_each(w.KNOWN_CLAIMS, ids=sorted(wanted))
        self._set_claims([{"id": row["id"], "review": wanted[row["id"]].value} for row in known if row["review"] != wanted[row["id"]]])

    def _set_claims(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        self._changed = True
        self._t.each(w.SET_CLAIMS, rows=rows)
        for row in self._t.rows_of_each(w.FOOTPRINTS, ids=[row["id"] for row in rows]):
            self._touched.claim(row["slot"], row["s"], row["o"])
        self._touched.fresh.clear()

    def _link(self, links: Iterable[Row], *, new: bool) -> None:
        place = self._places.__getitem__
        pointing, plain = [], []
        for link in links:
            link["s"], link["r"] = place(link["s"]), place(link["r"])
            if link["o"]:
                link["o"] = place(link["o"])
                pointing.append(link)
            else:
                plain.append(link)
        self._t.each(w.link_claims(pointing=False, new=new), rows=plain)
        self._t.each(w.link_claims(pointing=True, new=new), rows=pointing)

    def _put_names(self, ids: Mapping[NodeRef, str]) -> None:
        """Put names in, and the spellings that claims give them; their nodes are there."""
        spelled: dict[str, set[str]] = defaultdict(set)
        rows: dict[str, Row] = {}
        for ref, id_ in ids.items():
            spelled[id_].add(ref.name)
            if id_ not in rows:
                rows[id_] = name_row(ref)
        known = {row["id"]: set(row["spellings"]) for row in self._t.rows_of_each(w.KNOWN_NAMES, ids=sorted(rows))}
        made, changed = [], []
        for id_, row in sorted(rows.items()):
            node = self._ledger[1].node(id_)
            every = spelled[id_] | known.get(id_, set())
            self._touched.spelled[node][id_] = every
            if id_ not in known:
                made.append({"n": self._places[node], "x": {**row, "spellings": sorted(every)}})
            elif every != known[id_]:
                changed.append({"id": id_, "spellings": sorted(every)})
            else:
                continue
            self._touched.nodes.add(node)
        self._t.each(w.CREATE_NAMES, rows=made)
        self._t.each(w.PUT_NAMES, rows=changed)

    def _create_nodes(self, ids: Iterable[str]) -> None:
        wanted = set(ids)
        new = wanted - self._places.known(wanted)
        self._places.create(new)
        self._touched.fresh |= new
        self._touched.nodes |= new
        self._touched.links.update(dict.fromkeys(name for node in new for name in self._ledger[1].members.get(node, ())))


def stored_identities(transaction: Transaction) -> Identities:
    """What the stored judgements say."""
    return identities(_judgements(transaction))


def _judgements(transaction: Transaction) -> list[Judgement]:
    return [judgement_of(row["row"]) for row in transaction.rows(w.JUDGEMENTS)]


def _nodes(row: Row) -> list[str]:
    return [row[end] for end in ("s", "r", "o") if row[end]]


def _better(old: Claim, new: Claim) -> Claim:
    confidence, method = max((old.confidence, old.method), (new.confidence, new.method))
    return replace(old, confidence=confidence, method=method, review=old.review if new.review is Review.NONE else new.review)
