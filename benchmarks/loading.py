"""Owns one timed load in a process of its own, so that its memory is its own: `python -m benchmarks.loading LINES --store ADDRESS`.

It prints seconds and the peak of memory as JSON. What is loaded is `benchmarks.stores`'s business.
"""

from __future__ import annotations

import argparse
import json
import resource
import time

from benchmarks.memory import peak
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
    megabytes = peak() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # the reading process counts too
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))
    raise SystemExit(1 if report.failed or report.issues else 0)


if __name__ == "__main__":
    main()
