"""Owns the raw text of documents that claims' spans are held against, on disk, so that memory stays flat. It must not know claims."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from types import TracebackType

from graph.claim import Document, Span
from graph.store.base import Store


class Spool:
    """Raw texts by document hash. Those of the store are fetched when a hash is first asked for that the file did not bring."""

    def __init__(self, stored: Callable[[], Iterable[Document]]) -> None:
        self._stored = stored
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the spool
        self._end = 0
        self._places: dict[str, tuple[int, int, tuple[int, ...], tuple[int, ...]]] = {}
        self._fetched = False

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def add(self, document: Document) -> None:
        """Keep a document's text. Four bytes a code point, so that a span is read without what is before it."""
        if document.sha256 in self._places:
            return
        starts, numbers, at = [], [], self._end
        for page in document.pages:
            data = page.text.encode("utf-32-le", "surrogatepass")
            self._file.write(data)
            starts.append(page.start)
            numbers.append(page.number)
            self._end += len(data)
        self._file.flush()
        self._places[document.sha256] = (at, (self._end - at) // 4, tuple(starts), tuple(numbers))

    def span(self, sha256: str, start: int, end: int) -> Span | None:
        """What a document holds at [start, end); None if there is no such document or place."""
        if sha256 not in self._places and not self._fetched:
            self._fetched = True
            for document in self._stored():
                self.add(document)
        place = self._places.get(sha256)
        if place is None:
            return None
        at, length, starts, numbers = place
        if not 0 <= start < end <= length:
            return Span(sha256, 0, start, end, "")
        data = os.pread(self._file.fileno(), (end - start) * 4, at + start * 4)
        page = numbers[bisect_right(starts, start) - 1]
        return Span(sha256, page, start, end, data.decode("utf-32-le", "surrogatepass"))


def stored_documents(store: Store) -> Iterator[Document]:
    """The documents of a store."""
    return (record for record in store.records(Document) if isinstance(record, Document))
