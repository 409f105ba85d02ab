"""Owns work that is shared with a process beside this one: each makes what it is free for, and what was made comes in order.

It must not know what is made. Tasks and what they become are pickled into files of a folder that the caller owns; over the other process's
standard input and output go only their names, so that neither ever waits for the other to read. The other process ends with this one,
however that ends.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from graph import processes
from graph.errors import ReportgraphError

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 0.5  # seconds of work after which another process is started: what takes less is done before it would have begun
_AHEAD = 2  # tasks that the other process has, so that it need not wait for the next
_WAITING = 8  # things that are made and wait for one before them
_SERVE = "from graph.neo4j_import.beside import serve; serve()"


class Beside(Generic[T, R]):
    """Two processes that do the same work. `make` must be picklable, and make the same of a task wherever it is done. A context manager."""

    def __init__(self, make: Callable[[T], R], folder: Path) -> None:
        self._make = make
        self._folder = folder
        self._began = time.monotonic()
        self._process: subprocess.Popen[bytes] | None = None
        self._meanwhile = ExitStack()
        self._answers = ThreadPoolExecutor(1)
        self._given: deque[Future[Path]] = deque()
        self._count = 0

    def __enter__(self) -> Self:
        self._meanwhile.enter_context(processes.collecting_seldom())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._meanwhile.close()
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._answers.shutdown()

    def in_order(self, tasks: Iterable[T]) -> Iterator[R]:
        """What `make` gives for each task, in their order. What it raises in the other process is raised here."""
        waiting: deque[R | Future[Path]] = deque()
        for task in tasks:
            process = self._free()
            waiting.append(self._make(task) if process is None else self._give(process, task))
            while waiting and (len(waiting) > _WAITING or not isinstance(first := waiting[0], Future) or first.done()):
                yield _made(waiting.popleft())
        for made in waiting:
            yield _made(made)

    def _free(self) -> subprocess.Popen[bytes] | None:
        """The other process if it takes another task; it is started when there is work enough."""
        if self._process is None:
            if time.monotonic() - self._began < PATIENCE or not processes.is_possible():
                return None
            self._process = self._started()
        while self._given and self._given[0].done():
            self._given.popleft()
        return self._process if len(self._given) < _AHEAD else None

    def _started(self) -> subprocess.Popen[bytes]:
        self._put("make", self._make)
        return processes.started("-c", _SERVE, str(self._folder.absolute()))

    def _put(self, name: str, value: object) -> Path:
        path = self._folder / name
        path.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return path

    def _give(self, process: subprocess.Popen[bytes], task: T) -> Future[Path]:
        self._count += 1
        path = self._put(f"task{self._count}", task)
        self._given.append(future := self._answers.submit(_answer, process, path))
        if process.stdin is not None:
            with suppress(BrokenPipeError):  # the answer will tell
                process.stdin.write(f"{path.name}\n".encode())
                process.stdin.flush()
        return future


def _answer(process: subprocess.Popen[bytes], path: Path) -> Path:
    if process.stdout is None or not process.stdout.readline():
        raise ReportgraphError("The other process stopped before its work was done.", hint="Try again.")
    return path


def _made(made: R | Future[Path]) -> R:
    """What was made here, or in the other process."""
    if not isinstance(made, Future):
        return made
    path = made.result()
    found: R | Exception = pickle.loads(path.read_bytes())  # noqa: S301 - from a process of our own
    path.unlink()
    if isinstance(found, Exception):
        raise found
    return found


def serve() -> None:
    """What the other process does: put in the place of each task what it becomes, until there is nobody to ask for more."""
    processes.begin()
    folder = Path(sys.argv[1])
    make = pickle.loads((folder / "make").read_bytes())  # noqa: S301 - from a process of our own
    for name in sys.stdin:
        path = folder / name.rstrip("\n")
        try:
            made = make(pickle.loads(path.read_bytes()))  # noqa: S301 - as above
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            made = error
        path.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        sys.stdout.write("made\n")
        sys.stdout.flush()
