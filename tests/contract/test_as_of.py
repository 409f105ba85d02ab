"""What holds as of a day follows each change of the claims: reviews, newer reports, withdrawn ones, judgements, on every store."""

from __future__ import annotations

import json
from typing import Any

from api.execution import Engine
from graph.store import Store
from graph.store.base import Batch
from graph.values import Polarity, Review
from tests.asking import runner
from tests.graphs import Paper, model, organization, same

SORA, ALPHA, OPENAI = model("Sora"), organization("Alpha"), organization("OpenAI")
DAYS = ("2024-01-09", "2024-01-10", "2024-02-20")
FIELDS = "developer { name } clipDuration { max } mentionedIn { edges { count } }"


def held(store: Store) -> list[Any]:
    """Developer, length of clips and counts of mentions of Sora as of each of the days, and as of now; None where nobody had named it."""
    asked = [f'd{place}: aiModel(name: "Sora", asOf: "{day}") {{ {FIELDS} }}' for place, day in enumerate(DAYS)]
    answer = json.loads(runner().run(Engine(store).execute(f'{{ {" ".join(asked)} now: aiModel(name: "Sora") {{ {FIELDS} }} }}')).body)
    return [found and _told(found) for found in answer["data"].values()]


def _told(found: dict[str, Any]) -> tuple[str | None, float | None, list[int | None]]:
    maker, length = found["developer"], found["clipDuration"]
    return maker and maker["name"], length and length["max"], [edge["count"] for edge in found["mentionedIn"]["edges"]]


def old() -> Paper:
    paper = Paper("Old", "2024-01-10")
    paper.says(SORA, "DEVELOPED_BY", ALPHA)
    paper.says(SORA, "clipDuration", 20.0)
    paper.says(paper.ref, "MENTIONS", SORA, properties={"count": 2})
    return paper


def new() -> Paper:
    paper = Paper("New", "2024-02-20")
    paper.says(SORA, "DEVELOPED_BY", OPENAI)
    paper.says(SORA, "clipDuration", 60.0)
    paper.says(old().ref, "MENTIONS", SORA, properties={"count": 7})
    return paper


THEN, NOW = ("Alpha", 20.0, [2]), ("OpenAI", 60.0, [7])


def test_a_review_counts_as_of_every_day(store: Store) -> None:
    paper = old()
    store.write(paper.batch())
    assert held(store) == [None, THEN, THEN, THEN]
    store.write(Batch(reviews=[(claim.id, Review.REJECTED) for claim in paper.claims]))
    assert held(store) == [None, (None, None, []), (None, None, []), (None, None, [])]
    store.write(Batch(reviews=[(claim.id, Review.ACCEPTED) for claim in paper.claims]))
    assert held(store) == [None, THEN, THEN, THEN]
    store.write(new().batch())
    assert held(store) == [None, THEN, NOW, NOW]
    store.write(Batch(reviews=[(claim.id, Review.PINNED) for claim in paper.claims]))
    assert held(store) == [None, THEN, THEN, THEN]


def test_what_is_withdrawn_never_held(store: Store) -> None:
    for paper in (new(), old()):  # the older comes later
        store.write(paper.batch())
    assert held(store) == [None, THEN, NOW, NOW]
    store.write(Batch(withdraw=[new().sha256]))
    assert held(store) == [None, THEN, THEN, THEN]
    store.write(new().batch())
    store.write(Batch(withdraw=[old().sha256]))
    assert held(store) == [None, None, NOW, NOW]


def test_what_is_denied_holds_until_then(store: Store) -> None:
    denial = Paper("Denial", "2024-02-20")
    denial.says(SORA, "DEVELOPED_BY", ALPHA, polarity=Polarity.EXPLICITLY_NONE)
    denial.says(SORA, "clipDuration", polarity=Polarity.EXPLICITLY_NONE, min=None, max=None)
    store.write(old().batch())
    store.write(denial.batch())
    nothing = (None, None, [2])
    assert held(store) == [None, THEN, nothing, nothing]


def test_what_has_no_day_holds_now_alone(store: Store) -> None:
    undated = Paper("Undated", None)
    undated.says(SORA, "DEVELOPED_BY", OPENAI)
    undated.says(SORA, "clipDuration", 60.0)
    store.write(undated.batch())
    assert held(store) == [None, None, None, ("OpenAI", 60.0, [])]
    store.write(old().batch())
    assert held(store) == [None, THEN, THEN, THEN]
    store.write(Batch(reviews=[(claim.id, Review.PINNED) for claim in undated.claims]))
    assert held(store) == [None, THEN, THEN, ("OpenAI", 60.0, [2])]


def test_names_that_become_one_have_one_history(store: Store) -> None:
    paper = Paper("Other", "2024-02-20")
    paper.says(model("SORA 1"), "DEVELOPED_BY", OPENAI)
    paper.says(model("SORA 1"), "clipDuration", 60.0)
    paper.says(old().ref, "MENTIONS", model("SORA 1"), properties={"count": 7})
    for part in (old(), paper):
        store.write(part.batch())
    judgement = same(model("SORA 1"), SORA)
    assert held(store) == [None, THEN, THEN, THEN]
    store.write(Batch(judgements=[judgement]))
    assert held(store) == [None, THEN, NOW, NOW]
    store.write(Batch(undo=[judgement.id]))
    assert held(store) == [None, THEN, THEN, THEN]
