"""Owns what is asked: the operations Q1 to Q7, with parameters that differ from request to request, drawn from a seed number.

How an operation is written is each contender's business (`benchmarks.texts` has the GraphQL ones). It must not send anything.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from benchmarks.data import SYLLABLES, THEMES, Sizes, model_name
from graph.values import NodeRef

Parameters: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its name, what it asks, and how one request's parameters are drawn."""

    name: str
    asks: str
    draw: Callable[[Sizes, random.Random], Parameters]

    def parameters(self, sizes: Sizes, seed: int, count: int) -> list[Parameters]:
        """`count` sets of parameters, the same for the same seed number."""
        dice = random.Random(f"{self.name} {seed}")
        return [self.draw(sizes, dice) for _ in range(count)]


def model_id(sizes: Sizes, dice: random.Random) -> str:
    """The id of some model."""
    return NodeRef("AIModel", model_name(dice.randrange(sizes.models))).id


def _day(start: date, days: int, dice: random.Random) -> str:
    return (start + timedelta(days=dice.randrange(days))).isoformat()


def _themes(_: Sizes, dice: random.Random) -> Parameters:
    return {"text": " ".join(dice.sample(THEMES, 2))}


OPERATIONS = (
    Operation("Q1", "one model by id, 6 scalars", lambda sizes, dice: {"id": model_id(sizes, dice)}),
    Operation("Q2", "models by the beginning of the developer's name and the day of release, in order of release, the first 50, with developer and plans",
              lambda _, dice: {"prefix": dice.choice(SYLLABLES).capitalize(), "from": _day(date(2018, 1, 1), 1000, dice)}),
    Operation("Q3", "100 reports with publisher, authors, the first 10 mentions with their counts and typed nodes, risks",
              lambda _, dice: {"from": _day(date(2020, 1, 1), 2000, dice)}),
    Operation("Q4", "5 models by id, all scalars, developer, plans",
              lambda sizes, dice: {"ids": sorted({model_id(sizes, dice) for _ in range(5)})}),
    Operation("Q5", "full text over titles of reports, the first 20, with score", _themes),
    Operation("Q6", "reports counted by sector and publisher, the top 50", lambda _, __: {}),
    Operation("Q7", "reports that mention an organization that developed a model with clips longer than 30 s, the first 50, with publisher",
              lambda _, dice: {"over": 30 + dice.randrange(3000) / 100}),
)  # fmt: skip
BY_NAME = {operation.name: operation for operation in OPERATIONS}
