"""Owns the benchmark's data: claims as JSON Lines, made from a seed number, the same on every machine.

`python -m benchmarks.data --scale 1 --seed 7 > claims.jsonl` writes the graph of the performance notes: at scale 1 about
92,000 nodes and 900,000 relationships (200 publishers, 2,000 analysts, 5,000 organizations, 10,000 models, 20,000 plans,
60 sectors, 5,000 risks, 50,000 reports). It must not know a store.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import orjson

Line = dict[str, Any]

SYLLABLES = tuple("al be cor da el fi go han in ju ka lo mi no or pe qua ri so ta ur vi xe yo zu".split())
THEMES = ("算力", "芯片", "文生视频", "光模块", "云计算", "机器人", "自动驾驶", "Video", "Chips", "Cloud", "Agents", "Robotics", "Search", "Memory")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each there are; `of(scale)` keeps the proportions."""

    publishers: int = 200
    analysts: int = 2_000
    organizations: int = 5_000
    models: int = 10_000
    sectors: int = 60
    risks: int = 5_000
    reports: int = 50_000

    @classmethod
    def of(cls, scale: float) -> Sizes:
        """The sizes at `scale` times the base; sectors stay as they are, and there are at least a few of each."""
        base = cls()

        def scaled(count: int) -> int:
            return max(4, round(count * scale))

        return cls(
            scaled(base.publishers), scaled(base.analysts), scaled(base.organizations), scaled(base.models),
            base.sectors, scaled(base.risks), scaled(base.reports))  # fmt: skip


def word(number: int) -> str:
    """A pronounceable word for a number; different numbers give different words."""
    parts = []
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
        if not number:
            return "".join(parts).capitalize()


def model_name(number: int) -> str:
    """The name of a model."""
    return f"{word(number)} M{number}"


def lines(sizes: Sizes, seed: int) -> Iterator[Line]:
    """All claim lines: first the models as one catalogue report states them, then the reports."""
    dice = random.Random(seed)
    yield from _catalogue(sizes, dice)
    for number in range(sizes.reports):
        yield from _report(number, sizes, dice)


def _ref(type_: str, name: str) -> Line:
    return {"type": type_, "name": name}


def _property(report: Line, subject: Line, name: str, value: object) -> Line:
    return {"report": report, "subject": subject, "property": name, "text": str(value), "value": str(value)}


def _quantity(report: Line, subject: Line, name: str, high: float, unit: str) -> Line:
    return {"report": report, "subject": subject, "property": name, "text": f"{high:g}", "min": high, "max": high, "unit": unit}


def _relationship(report: Line, subject: Line, name: str, object_: Line, **properties: object) -> Line:
    return {"report": report, "subject": subject, "relationship": name, "object": object_, "properties": properties}


def _catalogue(sizes: Sizes, dice: random.Random) -> Iterator[Line]:
    report = _ref("Report", "Catalogue of models")
    yield _property(report, report, "publishedOn", "2026-01-01")
    for number in range(sizes.models):
        model = _ref("AIModel", model_name(number))
        yield _relationship(report, model, "DEVELOPED_BY", _ref("Organization", f"{word(dice.randrange(sizes.organizations))} Labs"))
        yield _property(report, model, "releasedOn", date(2018, 1, 1) + timedelta(days=dice.randrange(2_900)))
        yield _property(report, model, "modality", dice.choice(("TEXT", "IMAGE", "VIDEO", "AUDIO", "MULTIMODAL")))
        yield _property(report, model, "availability", dice.choice(("public", "preview", "closed")))
        yield _quantity(report, model, "clipDuration", dice.randrange(1, 120), "s")
        yield _quantity(report, model, "frameRate", dice.choice((8, 16, 24, 30, 60)), "fps")
        yield _quantity(report, model, "contextWindow", dice.choice((8_000, 32_000, 128_000, 1_000_000)), "token")
        for tier in ("Basic", "Pro"):
            plan = _ref("PricingPlan", f"{model['name']} {tier}")
            yield _relationship(report, model, "OFFERED_AS", plan)
            yield _property(report, plan, "tier", tier)
            yield _quantity(report, plan, "price", dice.randrange(5, 500), "USD/month")
            yield _property(report, plan, "seats", dice.randrange(1, 50))


def _report(number: int, sizes: Sizes, dice: random.Random) -> Iterator[Line]:
    title = f"{word(number)} on {dice.choice(THEMES)} {dice.choice(THEMES)} {number}"
    report = _ref("Report", title)
    yield _property(report, report, "publishedOn", date(2020, 1, 1) + timedelta(days=dice.randrange(2_300)))
    publisher = dice.randrange(sizes.publishers)
    yield _relationship(report, report, "PUBLISHED_BY", _ref("Organization", f"{word(publisher)} Securities"))
    for analyst in dice.sample(range(sizes.analysts), dice.randint(1, 2)):
        yield _relationship(report, report, "WRITTEN_BY", _ref("Analyst", f"{word(analyst)} {word(analyst * 7 + 3)}"), role="ANALYST")
    for sector in dice.sample(range(sizes.sectors), dice.randint(1, 2)):
        yield _relationship(report, report, "COVERS", _ref("Sector", f"{word(sector)} sector"), rating=dice.choice(("BUY", "HOLD", "SELL")))
    for model in dice.sample(range(sizes.models), min(5, sizes.models)):
        yield _relationship(report, report, "MENTIONS", _ref("AIModel", model_name(model)), count=dice.randint(1, 20))
    for organization in dice.sample(range(sizes.organizations), min(4, sizes.organizations)):
        yield _relationship(report, report, "MENTIONS", _ref("Organization", f"{word(organization)} Labs"), count=dice.randint(1, 20))
    for rank, risk in enumerate(dice.sample(range(sizes.risks), min(4, sizes.risks)), start=1):
        yield _relationship(report, report, "WARNS_OF", _ref("Risk", f"{word(risk)} risk"), rank=rank)


def main() -> None:
    """Write the lines to standard output."""
    parser = argparse.ArgumentParser(description="Claims for the benchmark, as JSON Lines.")
    parser.add_argument("--scale", type=float, default=1.0, help="times the base size (0.01 is the smoke run)")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    out = sys.stdout.buffer
    for line in lines(Sizes.of(arguments.scale), arguments.seed):
        out.write(orjson.dumps(line) + b"\n")


if __name__ == "__main__":
    main()
