"""Owns what was written, as plain dictionaries: the oracle of `Store.write`, `records` and `status` counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.claim import Claim, Document
from graph.identity import Judgement
from graph.store.base import Batch, Record
from graph.values import Review


@dataclass
class Ledger:
    """Documents by hash, judgements and claims by id."""

    documents: dict[str, Document] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    @classmethod
    def of(cls, batches: Iterable[Batch]) -> Ledger:
        """The ledger after all of `batches`."""
        ledger = cls()
        for batch in batches:
            ledger.write(batch)
        return ledger

    def write(self, batch: Batch) -> None:
        """Take out, put in, review."""
        coming = {claim.id for claim in batch.claims}
        for hash_ in batch.withdraw:
            self.documents.pop(hash_, None)
        for id_, claim in list(self.claims.items()):
            hash_ = claim.span.document
            if hash_ in batch.withdraw or (hash_ in batch.replaces and id_ not in coming):
                del self.claims[id_]
        for undone in batch.undo:
            self.judgements.pop(undone, None)
        for document in batch.documents:
            self._put_document(document)
        for judgement in batch.judgements:
            self.judgements[judgement.id] = judgement
        for claim in batch.claims:
            self._put_claim(claim)
        for id_, review in batch.reviews:
            if id_ in self.claims:
                self.claims[id_] = self.claims[id_].reviewed(review)

    def _put_document(self, document: Document) -> None:
        old = self.documents.get(document.sha256)
        if old is None or document.name <= old.name:
            self.documents[document.sha256] = document

    def _put_claim(self, claim: Claim) -> None:
        old = self.claims.get(claim.id)
        if old is None:
            self.claims[claim.id] = claim
            return
        confidence, method = max((old.confidence, old.method), (claim.confidence, claim.method))
        review = old.review if claim.review is Review.NONE else claim.review
        self.claims[claim.id] = replace(old, confidence=confidence, method=method, review=review)

    def records(self) -> Iterator[Record]:
        """Documents by hash, then judgements by id, then claims by id."""
        for kept in (self.documents, self.judgements, self.claims):
            yield from (kept[key] for key in sorted(kept))
