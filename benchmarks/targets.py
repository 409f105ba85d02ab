"""Owns the targets: what is asked of each figure, and whether it is reached. It must not measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.cold import Start
from benchmarks.measure import Measured, Ratio
from benchmarks.neo4j_load import Loading
from benchmarks.stores import Load

FLAT = 1.2  # times the memory that is still flat


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the target table: what is measured on what, the bound asked (`least` says it is a lower one), and what was found."""

    what: str
    on: str
    asked: float
    found: Ratio
    least: bool = False
    unit: str = "x"

    @property
    def reached(self) -> bool:
        """Whether the median keeps the bound."""
        return self.found.median >= self.asked if self.least else self.found.median <= self.asked


def _each(bounds: dict[str, float]) -> list[tuple[str, float]]:
    return [(operation, bound) for operations, bound in bounds.items() for operation in operations.split()]


# what, the one and the other contender, bounds by operation, whether throughput (else latency) is compared
_COMPARED = (
    ("Neo4j store to hand-written Cypher, rows of maps (a)", "ours-neo4j", "cypher-rows", {"Q1 Q4 Q5": 1.0, "Q2 Q3 Q7": 0.6, "Q6": 1.0}, False),
    ("Neo4j store to hand-written Cypher, one record", "ours-neo4j", "cypher-record", {"Q1 Q2 Q3 Q4 Q5 Q6 Q7": 1.15}, False),
    ("throughput at 8 clients to @neo4j/graphql with yoga", "ours-neo4j", "neo4j-graphql", {"Q1 Q2 Q3 Q4 Q5": 3.0, "Q7": 2.0, "Q6": 1.0}, True),
    ("embedded store to Neo4j store", "ours-embedded", "ours-neo4j", {"Q1 Q2 Q3 Q4 Q5 Q7": 0.5, "Q6": 0.8}, False),
    ("embedded store to a constant answer", "ours-embedded", "constant", {"Q1": 1.5}, False),
)


def compared(measured: Measured) -> Iterator[Line]:
    """The lines that hold contenders side by side, those that were measured."""
    for what, one, other, bounds, throughput in _COMPARED:
        for operation, bound in sorted(_each(bounds)):
            found = measured.rate_ratio(operation, one, other) if throughput else measured.latency_ratio(operation, one, other)
            if found is not None:
                yield Line(what, operation, bound, found, least=throughput)


def loaded_lines(small: Load, large: Load) -> Iterator[Line]:
    """The lines of loading into the embedded store, at two sizes."""
    what = "embedded load of structured lines"
    for load in (small, large):
        yield Line(what, f"{load.lines:,} lines", 50_000, Ratio.around([load.rate]), least=True, unit=" lines/s")
    yield Line(f"{what}: peak of memory", f"{large.lines / small.lines:.3g} times the lines", FLAT, Ratio.around([large.megabytes / small.megabytes]))


def filled(found: Loading) -> Iterator[Line]:
    """The lines of filling a Neo4j, against plain UNWIND + MERGE of the same rows."""
    on = f"{found.lines:,} lines"
    yield Line("Neo4j load to UNWIND + MERGE of the same rows, as rates", on, 0.7, Ratio.around(found.ratio), least=True)
    yield Line("Neo4j's offline import to UNWIND + MERGE, as rates", on, 3.0, Ratio.around(found.offline_alone), least=True)
    yield Line("export and offline import to UNWIND + MERGE, as rates", on, 3.0, Ratio.around(found.offline), least=True)


def pages_read(text: float, pdf: float) -> Iterator[Line]:
    """The lines of reading reports."""
    yield Line("reading", "text", 300, Ratio.around([text]), least=True, unit=" pages/s")
    yield Line("reading", "PDF", 50, Ratio.around([pdf]), least=True, unit=" pages/s")


def begun(start: Start) -> Line:
    """The line of a cold start."""
    return Line("`serve` on an existing embedded graph: first answer", "", 1.5, Ratio.around(start.seconds), unit=" s")


def grown(small: Measured, large: Measured) -> Iterator[Line]:
    """The lines of growth: the same local operations on ten times the data."""
    for (contender, operation), values in sorted(large.latency.items()):
        yield Line(f"growth: {contender} at 10 times the data", operation, 1.3, Ratio.of(values, small.latency[contender, operation]))
