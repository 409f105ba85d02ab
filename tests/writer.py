"""Owns a process that writes papers to a store and says when each is in: `python -m tests.writer ADDRESS FIRST COUNT`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from graph.store import open_store
from tests.graphs import Paper, model, organization


def papers(first: int, count: int) -> Iterator[Paper]:
    """Numbered papers that name the same few models, and some models of their own."""
    for number in range(first, first + count):
        paper = Paper(f"Paper {number}", f"2024-01-{number % 28 + 1:02}")
        for place in range(6):
            paper.says(paper.ref, "MENTIONS", model(f"Model {place}"), properties={"count": number + 1})
            paper.says(model(f"Model {place}"), "clipDuration", float(number))
            paper.says(model(f"Model {number}/{place}"), "DEVELOPED_BY", organization("OpenAI"))
        yield paper


def main(address: str, first: str, count: str) -> None:
    """Write the papers, one batch each; print `opened`, then each paper's number once it is reported as written."""
    store = open_store(address)
    sys.stdout.write("opened\n")
    sys.stdout.flush()
    for number, paper in enumerate(papers(int(first), int(count)), int(first)):
        store.write(paper.batch())
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
