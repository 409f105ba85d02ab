"""Owns a structured file as a document: its hash, its records with their places, its pages. It must not hold the whole file in memory."""

from __future__ import annotations

import csv
import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast, overload

from graph.claim import Document, Page, Place
from graph.errors import UnreadableDocument
from loaders.encoding import decode

Record: TypeAlias = "tuple[int, int, str]"  # a line, or a row of a CSV file: its number from 1, its first code point's offset in the file, its text
PAGE_SIZE = 64 * 1024
_AROUND = "\ufeff \t\r\n"  # a line


class Row(NamedTuple):
    """A row of a CSV file with its cells by column."""

    record: Record
    cells: dict[str, str]


class LinePages(Sequence[Page]):
    """The pages of a text file, whole lines of about 64 KB each, read from the file one by one as they are asked for."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self._bytes: list[int] = []
        self._starts: list[int] = []
        at = start = size = 0
        self._add(0, 0)
        with path.open("rb") as file:
            for line in file:
                if size + len(line) > PAGE_SIZE and size:
                    self._add(at, start)
                    size = 0
                at, size = at + len(line), size + len(line)
                start += len(line) if line.isascii() else len(line.decode(encoding, "replace"))
        self._bytes.append(at)

    def _add(self, at: int, start: int) -> None:
        self._bytes.append(at)
        self._starts.append(start)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        with self._path.open("rb") as file:
            file.seek(self._bytes[index])
            text = file.read(self._bytes[index + 1] - self._bytes[index]).decode(self._encoding, "replace")
        return Page(index + 1, self._starts[index], text)

    def number_at(self, start: int) -> int:
        """The number of the page that holds an offset."""
        return bisect_right(self._starts, start)


@dataclass(frozen=True)
class LineFile:
    """A structured file: `document` stands for it, with pages that are read when they are needed."""

    path: Path
    sha256: str
    encoding: str
    media_type: str

    @cached_property
    def pages(self) -> LinePages:
        """The pages, found in one pass over the file when they are first asked for."""
        return LinePages(self.path, self.encoding)

    @classmethod
    def open(cls, path: Path, media_type: str) -> LineFile:
        """The file at `path`. UnreadableDocument if its beginning is no text, or its lines cannot be told by their bytes."""
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            head = file.read(PAGE_SIZE)
        encoding = decode(head[: head.rfind(b"\n") + 1] or head)[1] if head.strip() else "utf-8"
        if encoding.startswith(("utf-16", "utf-32")):
            raise UnreadableDocument(f"{path.name} is in {encoding.upper()}.", hint="Save it as UTF-8.")
        return cls(path, sha256, encoding, media_type)

    @property
    def document(self) -> Document:
        """The file as a document. Its pages are read from the file each time they are gone through."""
        return Document(self.sha256, self.path.name, self.media_type, self.encoding, "OTHER", cast("tuple[Page, ...]", self.pages), {})

    def place(self, record: Record) -> Place:
        """The span of a whole record."""
        _, start, text = record
        return self.sha256, self.pages.number_at(start), start, start + len(text), text

    def records(self) -> Iterator[Record]:
        """The lines that are not blank, without their ends."""
        start = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                text = line.decode(self.encoding, "replace")
                shown = text.strip(_AROUND)
                if shown:
                    yield number, start + len(text) - len(text.lstrip(_AROUND)), shown
                start += len(text)

    def rows(self, delimiter: str) -> Iterator[Row]:
        """The rows of a CSV file under its header. A row may run over several lines, inside quotes."""
        taken: list[str] = []
        start = 0

        def told() -> Iterator[str]:
            with self.path.open("rb") as file:
                for line in file:
                    text = line.decode(self.encoding, "replace")
                    taken.append(text)
                    yield text

        reader = csv.reader(told(), delimiter=delimiter)
        header: list[str] | None = None
        for cells in reader:
            text = "".join(taken)
            first, taken[:] = reader.line_num - len(taken) + 1, []
            if header is None:
                header = [c.strip("\ufeff ") for c in cells]
            elif any(c.strip() for c in cells):
                shown = text.rstrip("\r\n")
                yield Row((first, start, shown), dict(zip(header, cells, strict=False)))
            start += len(text)
