"""Owns processes of our own code that work beside this one: whether one is worth it, how it is started, what it does first.

It must not know what is done there. Such a process ends with the one that started it.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SELDOM = (100_000, 50, 50)  # when to look for values that hold themselves: millions of small ones are made, and none of these does


def is_possible() -> bool:
    """Whether there is another processor for a process, and a program to start."""
    return (os.cpu_count() or 1) > 1 and bool(sys.executable)


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """Python with these arguments, its standard input and output as pipes. It runs this code, whatever lies in the working folder."""
    here = str(Path(__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
    command = [sys.executable, "-P", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603 - a program of our own


def begin() -> None:
    """What the other process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it is told, and ends it
    collect_seldom()


def collect_seldom() -> None:
    """Look seldom for values that hold themselves, from now on: for a process that reads and writes and does nothing else."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """The same thresholds for this process, while it works with another."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
