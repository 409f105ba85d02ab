"""Owns how much memory a process has, as Linux tells of it in /proc."""

from __future__ import annotations

import re
from pathlib import Path


def own_memory(pid: int) -> float:
    """Megabytes of memory that a process has for itself now; a file's pages that it reads where they are belong to the operating system."""
    return _told(str(pid), "RssAnon")


def peak() -> float:
    """Megabytes that this process had in memory at the most. `getrusage` would count what started it, as it was then."""
    return _told("self", "VmHWM")


def _told(process: str, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0
