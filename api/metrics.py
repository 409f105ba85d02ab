"""Owns what the API counts of itself, and Prometheus' text of it. It must not know what is counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class Metrics:
    """Counters of one engine."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0

    def count(self, what: str) -> None:
        """One more of something."""
        self.counts[what] += 1

    def answered(self, codes: Sequence[str], seconds: float) -> None:
        """One more operation was answered, with these error codes, after so many seconds."""
        self.counts["operations"] += 1
        if codes:
            self.errors.update(codes)
        self.seconds += seconds
        self.buckets[bisect_left(BUCKETS, seconds)] += 1

    def text(self) -> str:
        """The counters in Prometheus' text format."""
        return "\n".join([*self._counters(), *self._errors(), *self._histogram(), ""])

    def _counters(self) -> Iterable[str]:
        described = {
            "operations": "Operations answered.", "documents_parsed": "Documents parsed and validated.", "operations_planned": "Plans made.",
            "requests_refused": "Requests that were no GraphQL request.", "events": "Answers told to subscribers.",
        }  # fmt: skip
        for name, help_ in described.items():
            yield f"# HELP reportgraph_{name}_total {help_}"
            yield f"# TYPE reportgraph_{name}_total counter"
            yield f"reportgraph_{name}_total {self.counts[name]}"

    def _errors(self) -> Iterable[str]:
        yield "# HELP reportgraph_errors_total Errors told to clients, by code."
        yield "# TYPE reportgraph_errors_total counter"
        for code, count in sorted(self.errors.items()):
            yield f'reportgraph_errors_total{{code="{code}"}} {count}'

    def _histogram(self) -> Iterable[str]:
        name, below = "reportgraph_operation_seconds", 0
        yield f"# HELP {name} How long operations took."
        yield f"# TYPE {name} histogram"
        for bound, count in zip((*(str(b) for b in BUCKETS), "+Inf"), self.buckets, strict=True):
            below += count
            yield f'{name}_bucket{{le="{bound}"}} {below}'
        yield f"{name}_sum {self.seconds:.6f}"
        yield f"{name}_count {below}"
