"""Owns one timed load in a process of its own, so that its memory is its own: `python -m benchmarks.loading LINES --store ADDRESS`.

It prints seconds and the peak of memory as JSON. What is loaded is `benchmarks.stores`'s business.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from pathlib import Path

from graph.store import open_store
from loaders.pipeline import load


def main() -> None:
    """Load, and tell how it went; exit code 1 if a line was not taken."""
    parser = argparse.ArgumentParser(description="A timed load.")
    parser.add_argument("lines")
    parser.add_argument("--store", required=True)
    chosen = parser.parse_args()
    store = open_store(chosen.store)
    started = time.perf_counter()
    report = load([chosen.lines], store)
    seconds = time.perf_counter() - started
    store.close()
    peak = _peak() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # the reading process counts too
    print(json.dumps({"seconds": seconds, "megabytes": peak / 1024}))
    raise SystemExit(1 if report.failed or report.issues else 0)


def _peak() -> int:
    """Kilobytes that this process had in memory at the most. `getrusage` would count what started it, as it was then."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
