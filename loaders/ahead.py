"""Owns reading a large structured file in a process of its own, ahead of what is written. It must not know what a line means.

The other process sends parts over its standard output, each pickled, and asks over the same way for the documents of the store, which it
gets over its standard input. It ends with the process that started it, however that ends. Neither holds a part for longer than it must.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import IO, Any

from graph import processes
from graph.claim import Document
from graph.errors import ReportgraphError
from graph.store.base import Store
from loaders.spool import stored_documents
from loaders.structured import Part, load_lines

LARGE = 8_000_000  # bytes: what is smaller is read before the other process would have started
_AHEAD = 1  # parts that wait while one is being sent and one is being written
_DOCUMENTS = "documents"


def load_ahead(path: Path, store: Store) -> Iterator[Part]:
    """What `load_lines` gives, in the same order; a large file is read in another process while the caller writes."""
    if not processes.is_possible() or path.stat().st_size < LARGE:
        yield from load_lines(path, lambda: stored_documents(store))
        return
    with processes.collecting_seldom(), processes.started("-m", "loaders.ahead", str(path)) as process:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 - they are pipes
        try:
            while (told := _received(process.stdout, path)) is not None:
                if told == _DOCUMENTS:
                    for document in stored_documents(store):
                        _send(process.stdin, _pickled(document))
                    _send(process.stdin, _pickled(None))
                elif isinstance(told, Exception):
                    raise told
                else:
                    yield told
                del told  # before the next one is received
        finally:
            process.kill()


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(data)
    stream.flush()


def _received(stream: IO[bytes], path: Path) -> Any:  # noqa: ANN401 - what was sent
    try:
        return pickle.load(stream)  # noqa: S301 - from a process of our own
    except (EOFError, pickle.UnpicklingError) as error:
        raise ReportgraphError(f"Reading {path.name} stopped before its end.", hint="Load it again: what is loaded stays.") from error


class _Sender:
    """Sends what it is given, in a thread, so that reading goes on while the other side is busy. The process ends with the other side."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._waiting: Queue[bytes | None] = Queue(_AHEAD)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def send(self, value: object) -> None:
        """Send a value; None is the last."""
        self._waiting.put(_pickled(value))  # as bytes it takes half the room
        if value is None:
            self._waiting.put(None)
            self._thread.join()

    def _run(self) -> None:
        try:
            while (data := self._waiting.get()) is not None:
                _send(self._stream, data)
                del data
        except OSError:
            os._exit(1)  # nobody listens any more


def _serve(path: Path) -> None:
    """Read the file and send its parts: what the other process does."""
    processes.begin()
    sender = _Sender(sys.stdout.buffer)

    def documents() -> Iterator[Document]:
        sender.send(_DOCUMENTS)
        while (document := _received(sys.stdin.buffer, path)) is not None:
            yield document

    try:
        for part in load_lines(path, documents):
            sender.send(part)
            del part  # before the next one is made
    except Exception as error:  # noqa: BLE001 - raised where the parts are waited for
        sender.send(error)
    sender.send(None)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
