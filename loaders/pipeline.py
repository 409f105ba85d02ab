"""Owns loading: paths -> extractions -> batches in a store, one document a transaction. It must not find claims or know a store.

A load may be killed at any moment: what was reported is in the store, and the same load again adds the rest and nothing twice.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.errors import NotFound, ReportgraphError, StoreTooSmall
from graph.store.base import Batch, Store, Written
from loaders.account import Account
from loaders.ahead import load_ahead
from loaders.extraction import Extraction, extract
from loaders.issues import Issue
from loaders.mapping import is_mapping
from loaders.structured import STRUCTURED

__all__ = ["DocumentReport", "Extraction", "LoadReport", "Progress", "extract", "load", "write"]

DOCUMENTS = frozenset({".txt", ".html", ".htm", ".pdf", ".md"})
_LEAST = 500  # claims in a piece of a structured file that is not made smaller: that they do not fit has other reasons
_AHEAD = 8  # documents that are extracted before the first of them is written


@dataclass(frozen=True)
class DocumentReport:
    """What became of one path. `error` says why it was not loaded, issues say what of it was not. A file of a folder that is no kind of
    document has an issue, no hash and no error."""

    name: str
    sha256: str = ""
    claims: int = 0
    issues: tuple[Issue, ...] = ()
    account: Account = field(default_factory=Account)
    error: str | None = None
    written: Written = field(default_factory=Written)

    def to_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return {
            "name": self.name, "sha256": self.sha256, "claims": self.claims, "error": self.error, "claimsAdded": self.written.claims_added,
            "claimsRemoved": self.written.claims_removed, "issues": [i.to_json() for i in self.issues], "account": self.account.to_json()}  # fmt: skip


@dataclass(frozen=True)
class LoadReport:
    """What became of every path, in the order in which they were given."""

    documents: tuple[DocumentReport, ...]

    @property
    def failed(self) -> tuple[DocumentReport, ...]:
        """Those of which nothing was loaded."""
        return tuple(d for d in self.documents if d.error is not None)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, document by document."""
        return tuple(i for d in self.documents for i in d.issues)

    @property
    def written(self) -> Written:
        """What the whole load changed."""
        return sum((d.written for d in self.documents), Written())

    def to_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return {"documents": [d.to_json() for d in self.documents]}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: `done` of `total` paths, the last of them `name`; inside a structured file, the lines read so far."""

    name: str
    done: int
    total: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str


def load(
    paths: Sequence[str], store: Store, *, progress: Callable[[Progress], None] | None = None, executor: Executor | None = None
) -> LoadReport:  # fmt: skip
    """Load files and folders into a store, in the order given; folders with all that is in them.

    One bad file never stops the others. Extraction runs on `executor` where there is one. StoreError if the store fails.
    """
    told = progress or (lambda _: None)
    targets = list(_targets(paths))
    reports: list[DocumentReport] = []
    for (path, problem), extraction in zip(targets, _extractions(targets, executor), strict=True):
        if problem is not None:
            reports.append(problem)
        elif path.suffix.lower() in STRUCTURED:
            reports.append(_load_structured(path, store, told, len(reports), len(targets)))
        else:
            reports.append(_write(path, extraction, store))
        told(Progress(path.name, len(reports), len(targets)))
    return LoadReport(tuple(reports))


_Target = tuple[Path, DocumentReport | None]


def _targets(paths: Iterable[str]) -> Iterator[_Target]:
    """Every file to load, and for what cannot be one, why. Hidden files in folders are passed over."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts))
            yield from ((p, _skipped(p)) for p in inside if not is_mapping(p))
        elif path.exists():
            yield path, None
        else:
            yield path, DocumentReport(path.name, error=str(NotFound(f"There is no file {given!r}.", hint="Check the path.")))


def _skipped(path: Path) -> DocumentReport | None:
    if path.suffix.lower() in DOCUMENTS | STRUCTURED:
        return None
    return DocumentReport(path.name, issues=(Issue("", f"{path.name} is not a kind of file that is loaded from a folder"),))


def _extractions(targets: Sequence[_Target], executor: Executor | None) -> Iterator[Extraction | _Failure | None]:
    """What is in each document, in order, a few documents ahead of what is taken; None where there is nothing to extract."""
    wanted = [problem is None and path.suffix.lower() not in STRUCTURED for path, problem in targets]
    if executor is None:
        yield from (_extract(path) if want else None for (path, _), want in zip(targets, wanted, strict=True))
        return
    ahead: deque[Future[Extraction | _Failure] | None] = deque()
    for (path, _), want in zip(targets, wanted, strict=True):
        ahead.append(executor.submit(_extract, path) if want else None)
        if len(ahead) > _AHEAD:
            yield _result(ahead.popleft())
    while ahead:
        yield _result(ahead.popleft())


def _result(future: Future[Extraction | _Failure] | None) -> Extraction | _Failure | None:
    return future.result() if future is not None else None


def _extract(path: Path) -> Extraction | _Failure:
    try:
        return extract(path)
    except ReportgraphError as error:
        return _Failure(str(error))


def _write(path: Path, found: Extraction | _Failure | None, store: Store) -> DocumentReport:
    if not isinstance(found, Extraction):
        return DocumentReport(path.name, error=found.reason if found else "Nothing was extracted.")
    return write(found, store)


def write(found: Extraction, store: Store) -> DocumentReport:
    """Put what was found in one document into a store, in place of what the same document said before. StoreError if nothing was changed."""
    document = found.document
    written = store.write(Batch(documents=[document], claims=found.claims, judgements=found.judgements, replaces=[document.sha256]))
    return DocumentReport(document.name, document.sha256, len(found.claims), found.issues, found.account, written=written)


def _load_structured(path: Path, store: Store, told: Callable[[Progress], None], done: int, total: int) -> DocumentReport:
    issues, sha256, error, pieces = list[Issue](), "", None, _Pieces(store)
    try:
        for part in load_ahead(path, store):
            if part.batch.claims or part.batch.documents or part.batch.judgements:
                pieces.write(part.batch)
            issues += part.issues
            sha256 = part.sha256
            told(Progress(path.name, done, total, part.lines))
            del part  # before the next one is received
    except ReportgraphError as failed:
        error = str(failed)
    return DocumentReport(path.name, sha256, pieces.claims, tuple(issues), error=error, written=pieces.written)


class _Pieces:
    """Writes what a structured file adds, in pieces as large as the store has memory for: nothing is taken out, so it need not be one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._most = sys.maxsize  # claims in a piece
        self.claims, self.written = 0, Written()  # so far

    def write(self, batch: Batch) -> None:
        """Write a batch. StoreError of its last piece that was tried; those before it stay."""
        while True:
            piece = batch if len(batch.claims) <= self._most else replace(batch, claims=batch.claims[: self._most])
            try:
                self.written += self._store.write(piece)
            except StoreTooSmall:
                if len(piece.claims) < 2 * _LEAST:
                    raise
                self._most = len(piece.claims) // 2
                continue
            self.claims += len(piece.claims)
            if piece is batch:
                return
            batch = Batch(claims=batch.claims[len(piece.claims) :])
