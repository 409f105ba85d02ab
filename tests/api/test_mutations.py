"""Mutations as operations: who may, in which order, what a failure leaves, what it costs."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.app import create_app
from api.cli_graph import ask
from api.execution import Engine
from api.mutations import changes
from api.schema import build_schema
from api.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Batch, Written
from tests.api.changing import TOKEN, codes, data, engine, records, send
from tests.architecture.source import ROOT
from tests.counting import CountingStore
from tests.graphs import Paper, model
from tests.http.client import GRAPHQL_JSON, JSON, Client, code

SORA, PIKA = model("Sora"), model("Pika")
PIN = "mutation ($id: ID!) { pinClaim(id: $id) { changed } }"


@pytest.fixture
def paper() -> Paper:
    written = Paper("A note")
    written.says(SORA, "clipDuration", 60.0)
    written.says(PIKA, "clipDuration", 4.0)
    return written


@pytest.fixture
def filled(tmp_path: Path, paper: Paper) -> Iterator[Store]:
    store = open_store(str(tmp_path / "graph.db"))
    store.write(paper.batch())
    yield store
    store.close()


@pytest.mark.parametrize("token", [None, "", "  "])
def test_without_a_token_nobody_may(filled: Store, paper: Paper, token: str | None) -> None:
    before = records(filled)
    answer = send(Engine(filled, Settings(token=SecretStr(token) if token is not None else None)), PIN, "Bearer ", id=paper.claims[0].id)
    assert codes(answer) == ["FORBIDDEN"]
    assert "REPORTGRAPH_TOKEN" in answer["errors"][0]["message"]
    assert records(filled) == before


@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer  ", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer é"])
def test_with_no_token_or_another_nothing_is_done(filled: Store, paper: Paper, shown: str | None) -> None:
    before = records(filled)
    answer = send(engine(filled), PIN, shown, id=paper.claims[0].id)
    assert codes(answer) == ["UNAUTHENTICATED"]
    assert TOKEN not in json.dumps(answer)
    assert records(filled) == before
    assert "data" in send(engine(filled), "{ aiModels { totalCount } }", shown)


def test_the_token_is_not_told(filled: Store) -> None:
    assert TOKEN not in repr(engine(filled).settings)


def test_over_http_the_header_counts_and_get_changes_nothing(filled: Store, paper: Paper) -> None:
    client = Client(create_app(Settings(token=SecretStr(TOKEN), max_body=3000), filled))
    before = records(filled)
    asked = {"query": PIN, "variables": {"id": paper.claims[0].id}}
    refused = client.send("POST", "/graphql", json=asked, headers={"accept": GRAPHQL_JSON})
    assert (refused.status_code, code(refused), refused.headers["www-authenticate"]) == (401, "UNAUTHENTICATED", "Bearer")
    shown = {"authorization": f"bearer {TOKEN}"}
    by_get = client.send("GET", "/graphql", params={"query": f'mutation {{ pinClaim(id: "{paper.claims[0].id}") {{ changed }} }}'}, headers=shown)
    assert by_get.status_code == 405
    large = client.send("POST", "/graphql", json={"query": PIN, "variables": {"id": "x" * 3000}}, headers=shown)
    assert large.status_code == 413
    assert records(filled) == before
    made = client.send("POST", "/graphql", json=asked, headers={"accept": JSON, **shown})
    assert (made.status_code, made.json()) == (200, {"data": {"pinClaim": {"changed": 1}}})
    off = Client(create_app(Settings(), filled)).send("POST", "/graphql", json=asked, headers={"accept": GRAPHQL_JSON, **shown})
    assert (off.status_code, code(off)) == (403, "FORBIDDEN")


def test_changes_are_made_one_after_the_other_and_each_sees_those_before(filled: Store, paper: Paper) -> None:
    operation = """mutation ($id: ID!) {
      __typename
      a: reviewClaims(ids: [$id], review: REJECTED) { ...Told }
      b: reviewClaims(ids: [$id], review: PINNED) { changed undo { operation } ...Told }
    } fragment Told on ReviewClaimsPayload { is: __typename claims { nodes { review subject { ... on AIModel { clipDuration { max } } } } } }"""
    told = data(engine(filled), operation, id=paper.claims[0].id)
    assert told["__typename"] == "Mutation"
    assert told["a"] == {"is": "ReviewClaimsPayload", "claims": {"nodes": [{"review": "REJECTED", "subject": {"clipDuration": None}}]}}
    assert told["b"]["claims"]["nodes"] == [{"review": "PINNED", "subject": {"clipDuration": {"max": 60}}}]
    assert "review: REJECTED" in told["b"]["undo"]["operation"]


def test_a_change_that_fails_is_null_and_the_others_are_told(filled: Store, paper: Paper) -> None:
    operation = """mutation ($id: ID!) { a: pinClaim(id: $id) { changed } b: pinClaim(id: "Claim.0") { changed } c: pinClaim(id: $id) { changed } }"""
    answer = send(engine(filled), operation, id=paper.claims[0].id)
    assert answer["data"] == {"a": {"changed": 1}, "b": None, "c": {"changed": 0}}
    assert [(e["path"], e["extensions"]["code"]) for e in answer["errors"]] == [(["b"], "NOT_FOUND")]


def test_what_cannot_be_told_is_refused_before_anything_is_changed(filled: Store, paper: Paper) -> None:
    before = records(filled)
    for asked in ("claims(first: -1) { totalCount }", 'claims(after: "x") { nodes { id } }', "claims(first: 100000) { nodes { id } }"):
        answer = send(engine(filled), f"mutation ($id: ID!) {{ a: pinClaim(id: $id) {{ changed }} b: pinClaim(id: $id) {{ {asked} }} }}", id=paper.claims[0].id)
        assert codes(answer) == ["BAD_USER_INPUT"]
        assert "data" not in answer
    deep = "claims { nodes { subject { claims(first: 1000) { nodes { subject { claims(first: 1000) { nodes { report { statedClaims(first: 1000) { totalCount"
    costly = f"mutation ($id: ID!) {{ pinClaim(id: $id) {{ {deep} nodes {{ id }} {'}' * (deep.count('{') + 2)}"
    assert codes(send(engine(filled), costly, id=paper.claims[0].id)) == ["QUERY_TOO_COSTLY"]
    assert records(filled) == before


def test_the_result_is_told_by_one_statement(filled: Store, paper: Paper) -> None:
    counting = CountingStore(filled)
    selection = "claims(first: 1) { totalCount nodes { id report { name } } } node { name claims { nodes { id } } }"
    data(engine(counting), f"mutation ($id: ID!) {{ pinClaim(id: $id) {{ changed {selection} }} }}", id=paper.claims[0].id)
    assert len(counting.ran) == 2  # what is there, and what is told


class _Slow(CountingStore):
    """A store whose writes take their time."""

    def write(self, batch: Batch) -> Written:
        time.sleep(0.4)
        return super().write(batch)


def test_after_a_change_that_takes_too_long_no_more_are_made(filled: Store, paper: Paper) -> None:
    slow = _Slow(filled)
    graph = engine(slow, time_limit=0.1)
    both = "mutation ($a: ID!, $b: ID!) { a: pinClaim(id: $a) { changed } b: pinClaim(id: $b) { changed } }"
    answer = send(graph, both, a=paper.claims[0].id, b=paper.claims[1].id)
    assert answer["data"] == {"a": None, "b": None}
    assert codes(answer) == ["TIMEOUT", "TIMEOUT"]
    assert "may still be made" in answer["errors"][0]["message"]
    asyncio.run(asyncio.sleep(0.6))
    assert data(engine(filled), "{ claims(where: {review: {eq: PINNED}}) { totalCount } }")["claims"]["totalCount"] <= 1


def test_readers_are_answered_while_a_change_is_made(filled: Store, paper: Paper) -> None:
    graph = engine(_Slow(filled))

    async def both() -> list[str]:
        order: list[str] = []

        async def told(name: str, operation: str) -> None:
            await graph.execute(operation, {"id": paper.claims[0].id}, authorization=f"Bearer {TOKEN}")
            order.append(name)

        await asyncio.gather(told("change", PIN), told("read", "{ aiModels { totalCount } }"))
        return order

    assert asyncio.run(both()) == ["read", "change"]


def test_the_pages_operations_do_what_it_says(filled: Store) -> None:
    page = (ROOT / "docs" / "mutations.md").read_text(encoding="utf-8")
    operations = re.findall(r"```graphql\n(.*?)```", page, re.DOTALL)
    sample = (ROOT / "samples" / "northgate_video_2024-05-07.txt").read_text(encoding="utf-8")
    loaded, claimed = (data(engine(filled), operation, text=sample) for operation in operations)
    assert loaded["loadText"]["claims"]["totalCount"] > 5
    assert claimed["loadClaims"]["claimsAdded"] == 1
    told = set(re.findall(r"^\| `(\w+)\(", page, re.MULTILINE))
    assert told == set(changes())
    assert told == set(build_schema().graphql.type_map["Mutation"].fields)  # type: ignore[attr-defined]


def test_the_command_line_shows_its_own_token(filled: Store, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    address = filled.status().address
    assert codes(json.loads(ask(address, PIN, {"id": paper.claims[0].id}))) == ["FORBIDDEN"]
    monkeypatch.setenv("REPORTGRAPH_TOKEN", TOKEN)
    assert json.loads(ask(address, PIN, {"id": paper.claims[0].id})) == {"data": {"pinClaim": {"changed": 1}}}
