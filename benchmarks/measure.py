"""Owns measuring: answers compared before anything is timed, contenders interleaved round by round, medians and their spread."""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from benchmarks.answers import Disagreement, check, plain
from benchmarks.client import Connection, latencies, throughput
from benchmarks.contenders import Contender
from benchmarks.data import Sizes
from benchmarks.operations import Operation

Key: TypeAlias = tuple[str, str]  # contender, operation
REFERENCE = "cypher-rows"
DIFFERENT = 64  # sets of parameters of each operation, over which the requests rotate
CHECKED = 4
CLIENTS = 8
WARM = 3  # times as long as a round's measurement everything is asked before the first: what is compiled while it runs is slow for thousands of requests
AT_LEAST = 6  # answers that each of them gets: of two or three in a second chance decides how many the slowest waits for alone


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is measured: rounds, and seconds of one contender's operation in each. Before a round's measurement a tenth of it is asked in vain."""

    rounds: int = 5
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the rounds' ratios, and its spread: the quartiles."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, above: Sequence[float], below: Sequence[float]) -> Ratio:
        """Of two contenders' figures, round by round."""
        return cls.around([a / b for a, b in zip(above, below, strict=True)])

    @classmethod
    def around(cls, values: Sequence[float]) -> Ratio:
        """Of figures that are there already."""
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)


@dataclass
class Measured:
    """What was measured, round by round: median latencies in milliseconds at one client, answers a second at eight."""

    latency: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    rate: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))

    def latency_ratio(self, operation: str, above: str, below: str) -> Ratio | None:
        """One contender's latency to another's; None where one of them was not measured."""
        return _ratio(self.latency, operation, above, below)

    def rate_ratio(self, operation: str, above: str, below: str) -> Ratio | None:
        """One contender's throughput to another's."""
        return _ratio(self.rate, operation, above, below)


def _ratio(figures: dict[Key, list[float]], operation: str, above: str, below: str) -> Ratio | None:
    pair = figures.get((above, operation)), figures.get((below, operation))
    return Ratio.of(pair[0], pair[1]) if pair[0] and pair[1] else None


class Bench:
    """The running contenders, and what is asked of them."""

    def __init__(self, running: dict[str, tuple[Contender, int]], operations: Sequence[Operation], sizes: Sizes, seed: int) -> None:
        self._running = running
        self._operations = operations
        self._seed = seed
        self._parameters = {operation.name: operation.parameters(sizes, seed, DIFFERENT) for operation in operations}

    def _pairs(self) -> list[tuple[Contender, int, Operation]]:
        return [(c, port, o) for o in self._operations for c, port in self._running.values() if o.name in c.operations]

    def _requests(self, contender: Contender, operation: Operation) -> list[bytes]:
        return [contender.request(operation, parameters) for parameters in self._parameters[operation.name]]

    async def check(self) -> None:
        """Ask all contenders the same and compare: SystemExit with the difference if two answers are not alike."""
        for operation in self._operations:
            reference = self._running.get(REFERENCE) or next(iter(self._running.values()))
            for parameters in self._parameters[operation.name][:CHECKED]:
                wanted = plain(await _asked(reference[1], reference[0].request(operation, parameters)))
                for contender, port in self._running.values():
                    if contender.name == "constant" or operation.name not in contender.operations:
                        continue
                    try:
                        found = plain(await _asked(port, contender.request(operation, parameters)))
                        check(operation.name, parameters, wanted, found)
                    except Disagreement as error:
                        raise SystemExit(f"{contender.name} does not answer {operation.name} {parameters} as {reference[0].name} does: {error}") from error

    async def measure(self, effort: Effort, tell: Callable[[str], None] = lambda line: print(line, file=sys.stderr)) -> Measured:
        """All rounds. In each the contenders take turns, in another order."""
        measured, dice = Measured(), random.Random(self._seed)
        tell("Warming up ...")
        for contender, port, operation in self._pairs():
            await throughput(port, self._requests(contender, operation), effort.seconds * WARM, CLIENTS)
        for number in range(1, effort.rounds + 1):
            tell(f"Round {number} of {effort.rounds} ...")
            pairs = self._pairs()
            dice.shuffle(pairs)
            pairs.sort(key=lambda pair: pair[2].name)
            for contender, port, operation in pairs:
                requests = self._requests(contender, operation)
                dice.shuffle(requests)
                await latencies(port, requests, effort.seconds / 10, at_least=3)
                taken = await latencies(port, requests, effort.seconds)
                measured.latency[contender.name, operation.name].append(statistics.median(taken) * 1000)
                measured.rate[contender.name, operation.name].append(await throughput(port, requests, effort.seconds, CLIENTS, at_least=AT_LEAST))
        return measured


async def _asked(port: int, request: bytes) -> bytes:
    connection = await Connection.open(port)
    try:
        async with asyncio.timeout(60):
            return (await connection.send(request))[1]
    finally:
        connection.close()
