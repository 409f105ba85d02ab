"""The conflicts root: where reports contradict each other, in a total order, on both stores."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from api.execution import Engine
from graph.store import Store
from graph.values import Polarity, Review
from tests.asking import runner
from tests.graphs import Paper, model, organization

Ask = Callable[..., Any]
PAGE = """query($first: Int, $after: String, $type: NodeType, $property: String) {
  conflicts(first: $first, after: $after, type: $type, property: $property) {
    nodes { property label node { name ... on AIModel { releasedOn } } cell { state text claims { text } } claims { report { name } } }
    edges { cursor node { property } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.fixture
def ask(store: Store) -> Ask:
    one, two = Paper("One", "2024-01-10"), Paper("Two", "2024-02-20")
    for number in range(15):  # enough that candidates of one page do not reach to the end
        name = model(f"Agreed {number:02}")
        one.says(name, "availability", "Open to all")
        two.says(name, "availability", "open to ALL")
    for paper, seconds, maker in ((one, 20.0, "Alpha"), (two, 60.0, "Beta")):
        paper.says(model("Sora"), "clipDuration", seconds)
        paper.says(model("Sora"), "DEVELOPED_BY", organization(maker))
        paper.says(model("Gen-2"), "releasedOn", "2023-06" if paper is one else "2023-06-05")
    two.says(model("Zed"), "frameRate", 24.0)
    one.says(model("Zed"), "frameRate", polarity=Polarity.EXPLICITLY_NONE, min=None, max=None)
    taken = two.says(model("Pika"), "clipDuration", 3.0)
    one.says(model("Pika"), "clipDuration", 4.0)
    store.write(one.batch())
    store.write(two.batch(reviews=[(taken.id, Review.REJECTED)]))
    engine = Engine(store)

    def asked(**variables: Any) -> Any:
        answer = json.loads(runner().run(engine.execute(PAGE, variables)).body)
        return answer["data"]["conflicts"] if answer.get("data") else answer["errors"][0]

    return asked


def pairs(page: Any) -> list[tuple[str, str]]:
    return [(node["node"]["name"], node["property"]) for node in page["nodes"]]


WHOLE = [("Sora", "developer"), ("Sora", "clipDuration"), ("Zed", "frameRate")]


def test_conflicts_with_their_cells_and_claims(ask: Ask) -> None:
    found = ask(first=50)
    assert pairs(found) == WHOLE
    assert (found["pageInfo"]["hasNextPage"], found["pageInfo"]["hasPreviousPage"]) == (False, False)
    assert found["pageInfo"]["endCursor"] == found["edges"][-1]["cursor"]
    clip = found["nodes"][1]
    assert clip["cell"] == {"state": "CONFLICTING", "text": "60 s", "claims": [{"text": "60.0"}, {"text": "20.0"}]}
    assert [c["report"]["name"] for c in clip["claims"]] == ["Two", "One"]
    assert pairs(ask(property="developer", type="AIModel")) == [("Sora", "developer")]
    assert pairs(ask(property="frameRate")) == [("Zed", "frameRate")]
    assert pairs(ask(type="Product")) == []


def test_pages_put_together_are_the_whole(ask: Ask) -> None:
    for size in (1, 2):
        met, cursor, more = [], None, True
        while more:
            page = ask(first=size, after=cursor)
            assert len(page["nodes"]) <= size
            met += pairs(page)
            cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert met == WHOLE


@pytest.mark.parametrize("variables", [{"after": "x"}, {"after": '["Nothing","a","b","c"]'}, {"first": -1}, {"first": 100000}])
def test_what_cannot_be_is_refused(ask: Ask, variables: dict[str, Any]) -> None:
    assert ask(**variables)["extensions"]["code"] == "BAD_USER_INPUT"
