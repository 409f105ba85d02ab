"""What is asked at the same time: who waits for whom, and that an answer is the same whoever it came with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from itertools import cycle
from typing import Any

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.read import Prepared
from graph.cypher.read_together import RUNS, Many, many
from graph.store.base import Batch
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_connection import Target
from graph.store.neo4j_together import FLYING, KNOWN, LONG, QUICK, TOGETHER, Parameters, Together
from tests.asking import runner
from tests.conftest import Place, cases_on_a_server
from tests.counting import neo4j_statements
from tests.graphs import Paper, batches, model
from tests.plans import plans
from tests.questions import by_id

TEXT = "RETURN [COLLECT { MATCH (n:AIModel {id: $p0}) WITH n LIMIT $p1 RETURN n.name }] AS answer"
WORDS = ("Sora", "Runway", "a", "", "2024-02")


class Server:
    """What a statement is sent to: it answers a run with its own value twice, once it is let, and knows what it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Parameters]] = []
        self.open = asyncio.Event()
        self.milliseconds = 0.0

    async def send(self, text: str, parameters: Parameters, _timeout: float | None) -> tuple[Any, float]:
        self.sent.append((text, parameters))
        await self.open.wait()
        runs = parameters.get(RUNS)
        if runs is None:
            return self._answer(parameters), self.milliseconds
        return [[run["at"], self._answer(run)] for run in reversed(runs)], self.milliseconds

    @staticmethod
    def _answer(run: Parameters) -> Any:
        if run["p0"] == "bad":
            raise ValueError("bad")
        return [run["p0"], run["p0"]]


def played(play: Callable[[Server, Together], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        server = Server()
        await play(server, Together(server.send))

    runner().run(whole())


async def known(server: Server, together: Together) -> None:
    """Let the statement be known for as quick as the server is."""
    server.open.set()
    for _ in range(KNOWN):
        await together.value(TEXT, {"p0": "x", "p1": 5}, None)
    server.open.clear()
    server.sent.clear()


async def at_once(server: Server, together: Together, values: list[str], sizes: Sequence[int] = (5,)) -> list[Any]:
    """What is answered to all who ask at once, in turns for pages of some sizes."""
    asked = [asyncio.ensure_future(together.value(TEXT, {"p0": value, "p1": size}, None)) for value, size in zip(values, cycle(sizes), strict=False)]
    await asyncio.sleep(0)
    server.open.set()
    return await asyncio.gather(*asked, return_exceptions=True)


def runs(server: Server) -> list[int]:
    return [len(parameters.get(RUNS, [None])) for _, parameters in server.sent]


def test_what_differs_goes_alone_until_the_server_is_known_to_be_quick() -> None:
    async def play(server: Server, together: Together) -> None:
        values = [str(number) for number in range(6)]
        assert await at_once(server, together, values) == [[value, value] for value in values]
        assert runs(server) == [1] * 6

    played(play)


def test_what_differs_goes_together_where_the_server_is_quick() -> None:
    async def play(server: Server, together: Together) -> None:
        await known(server, together)
        values = [str(number) for number in range(FLYING + TOGETHER + 3)]
        assert await at_once(server, together, values) == [[value, value] for value in values]
        assert runs(server) == [*[1] * FLYING, TOGETHER, 3]

    played(play)


def test_what_differs_goes_alone_where_the_server_is_slow() -> None:
    async def play(server: Server, together: Together) -> None:
        server.milliseconds = QUICK + 1
        await known(server, together)
        assert len(await at_once(server, together, list("abcdef"))) == 6
        assert runs(server) == [1] * 6

    played(play)


def test_what_took_long_together_goes_alone_for_a_while() -> None:
    async def play(server: Server, together: Together) -> None:
        await known(server, together)
        server.milliseconds = LONG + 1
        await at_once(server, together, list("abcd"))
        assert runs(server) == [1, 1, 2]
        server.milliseconds = 0.0
        server.sent.clear()
        await at_once(server, together, list("abcd"))
        assert runs(server) == [1] * 4
        await known(server, together)
        await at_once(server, together, list("abcd"))
        assert runs(server) == [1, 1, 2]

    played(play)


def test_what_is_the_same_is_asked_once_for_all_who_wait_however_slow_it_is() -> None:
    async def play(server: Server, together: Together) -> None:
        server.milliseconds = 1000.0
        assert await at_once(server, together, ["a"] * 9) == [["a", "a"]] * 9
        assert runs(server) == [1] * (FLYING + 1)

    played(play)


def test_pages_of_other_sizes_do_not_go_together() -> None:
    async def play(server: Server, together: Together) -> None:
        await known(server, together)
        assert await at_once(server, together, list("abcdefgh"), (5, 6)) == [[value, value] for value in "abcdefgh"]
        assert sorted((parameters["p1"], count) for (_, parameters), count in zip(server.sent, runs(server), strict=True)) == [
            (5, 1), (5, 1), (5, 2), (6, 1), (6, 1), (6, 2)]  # fmt: skip

    played(play)


def test_one_that_fails_fails_alone() -> None:
    async def play(server: Server, together: Together) -> None:
        await known(server, together)
        *good, failed = await at_once(server, together, ["a", "b", "c", "d", "bad"])
        assert good == [["a", "a"], ["b", "b"], ["c", "c"], ["d", "d"]]
        assert isinstance(failed, ValueError)

    played(play)


def test_who_went_away_is_not_asked_for() -> None:
    async def play(server: Server, together: Together) -> None:
        asked = [asyncio.ensure_future(together.value(TEXT, {"p0": "a", "p1": 5}, None)) for _ in range(FLYING + 2)]
        await asyncio.sleep(0)
        for gone in asked[FLYING:]:
            gone.cancel()
        server.open.set()
        assert await asyncio.gather(*asked[:FLYING]) == [["a", "a"]] * FLYING
        assert runs(server) == [1] * FLYING

    played(play)


def test_who_goes_away_while_it_is_on_its_way_keeps_nobody_waiting() -> None:
    async def play(server: Server, together: Together) -> None:
        asked = [asyncio.ensure_future(together.value(TEXT, {"p0": "a", "p1": 5}, None)) for _ in range(FLYING + 1)]
        await asyncio.sleep(0)
        for gone in asked[:FLYING]:
            gone.cancel()
        await asyncio.sleep(0)
        server.open.set()
        assert await asked[-1] == ["a", "a"]

    played(play)


# In Neo4j ------------------------------------------------------------------------------------------------------------


@st.composite
def others(draw: st.DrawFn, statement_parameters: Parameters, own: frozenset[str]) -> Parameters:
    """The parameters of another run of the same statement."""

    def other(value: Any) -> Any:
        if isinstance(value, str):
            return draw(st.sampled_from((value, *WORDS)))
        return value + draw(st.integers(0, 2)) if isinstance(value, int | float) and not isinstance(value, bool) else value

    return {name: other(value) if name in own and name.startswith("p") else value for name, value in statement_parameters.items()}


@pytest.mark.neo4j
@cases_on_a_server(25)
@given(parts=batches(), asked=st.lists(plans(), min_size=4, max_size=8), data=st.data())
def test_runs_together_answer_as_each_does_alone(neo4j_place: Place, parts: list[Batch], asked: list[Any], data: st.DataObject) -> None:
    store = neo4j_place.empty()
    for part in parts:
        store.write(part)
    target = Target.of(neo4j_place.address)
    with neo4j.GraphDatabase.driver(target.address, auth=(target.user, target.password)) as driver, driver.session() as session:

        def value(text: Any, parameters: Parameters) -> Any:
            return session.run(text, parameters).single(strict=True)[0]

        for plan, values in asked:
            statement = Prepared.of(plan).statement(values)
            together = many(statement.text)
            if together is not None:
                first = statement.parameters(values)
                told = [first, *(data.draw(others(first, together.own)) for _ in range(2)), first]
                assert Many.answers(value(together.text, together.parameters(told))) == [value(statement.text, run) for run in told], statement.text


@pytest.mark.neo4j
def test_a_store_that_is_asked_much_at_once_sends_less_than_it_is_asked(neo4j_place: Place) -> None:
    store = neo4j_place.open()
    assert isinstance(store, Neo4jStore)
    paper, names = Paper("A note"), [f"Model {number}" for number in range(40)]
    for name in names:
        paper.says(model(name), "clipDuration", 60.0)
    store.write(paper.batch())
    plan = by_id("AIModel", "name")

    async def asked(name: str) -> Any:
        return json.loads(await store.run(plan, [[model(name).id]]))

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*map(asked, names))

    async def one_by_one() -> list[Any]:
        return [await asked(name) for name in names]

    alone = runner().run(one_by_one())
    for _ in range(10):  # until Neo4j has become quick
        runner().run(one_by_one())
    with neo4j_statements() as heard:
        assert runner().run(all_at_once()) == alone
    assert len(heard) < len(names)
