"""What subscribers are told, on a real server over each store, whichever process changes the graph."""

from __future__ import annotations

import json
import os
import socket as sockets
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from graph.errors import StoreUnavailable
from graph.plan import Plan
from graph.store import Store
from graph.store.base import Batch, Bound, Json, Sent, Status
from tests.conftest import Place
from tests.counting import CountingStore
from tests.graphs import Paper, model, organization, same
from tests.http.sockets import SECONDS, TOKEN, Address, Talk, serving, talk

ROOT = Path(__file__).parents[2]
SORA, GEN2 = model("Sora"), model("Gen-2")
BEGINNING = '[0, ""]'  # before every report, so that it does not matter which comes first: the subscription or the report
ADDED = "subscription ($after: String) { reportAdded(after: $after) { cursor report { name } } }"
COMPARED = """subscription ($properties: [String!]) { comparisonChanged(names: ["Sora", "Gen-2"], properties: $properties) {
  comparison { rows { cells { text } } } changes { property column before after stateBefore stateAfter } } }"""
PROGRESS = "subscription { loadProgress { load state name done total lines generation reports claims } }"
BEARER = {"authorization": f"Bearer {TOKEN}"}


def paper(title: str, seconds: float = 60.0, said_on: str = "2024-02-20") -> Paper:
    made = Paper(title, said_on)
    made.says(made.ref, "PUBLISHED_BY", organization("Harbour Research"))
    made.says(made.ref, "MENTIONS", SORA)
    made.says(SORA, "clipDuration", seconds)
    made.says(GEN2, "clipDuration", 16.0)
    return made


def settled(socket: Talk) -> None:
    """Wait until what was subscribed before is under way, in the embedded store, which answers in the order in which it is asked."""
    socket.subscribe("settled", "{ reports(first: 0) { totalCount } }")
    while socket.read() != {"type": "complete", "id": "settled"}:
        pass


def test_a_report_is_told_with_all_that_is_asked_of_it(store: Store) -> None:
    query = """subscription ($first: Int, $after: String) { added: reportAdded(after: $after) { __typename cursor one: report {
      name publisher { name publishedReports { totalCount } }
      mentions(first: $first) { totalCount edges { claims { nodes { evidence { verified } } } } } } } }"""
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", query, variables={"first": 1, "after": BEGINNING})
        store.write(paper("A note").batch())
        told = socket.data("1")
    assert told.pop("cursor")
    assert told == {"__typename": "ReportAddedPayload", "one": {
        "name": "A note", "publisher": {"name": "Harbour Research", "publishedReports": {"totalCount": 1}},
        "mentions": {"totalCount": 1, "edges": [{"claims": {"nodes": [{"evidence": {"verified": True}}]}}]},
    }}  # fmt: skip


def test_each_event_is_one_statement(sqlite_store: Store) -> None:
    counting = CountingStore(sqlite_store)
    with serving(counting, watch_interval=0.5) as address, talk(address) as socket:
        socket.subscribe("1", "subscription { reportAdded { report { name claims { nodes { subject { name } report { publisher { name } } } } } } }")
        settled(socket)
        counting.ran.clear()
        for title in ("one", "two", "three"):
            sqlite_store.write(paper(title).batch())
            assert socket.data("1")["report"]["name"] == title
    asked = [key for plan in counting.ran for key, _ in plan.roots]
    assert asked.count("report") == 3
    assert set(asked) == {"report", "told"}


def test_what_is_loaded_again_merged_or_taken_out_is_not_added_but_what_comes_back_is(store: Store) -> None:
    one, two = paper("one"), paper("two")
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", ADDED, variables={"after": BEGINNING})
        judgement = same(two.ref, one.ref)
        for part in (
            one.batch(), one.batch(replaces=[one.sha256]), two.batch(), Batch(judgements=[judgement]), Batch(undo=[judgement.id]),
            Batch(withdraw=[one.sha256]), one.batch(), paper("three").batch(),
        ):  # fmt: skip
            store.write(part)
        told: list[str] = []
        while told[-1:] != ["three"]:
            told.append(socket.data("1")["report"]["name"])
    # Seen one after the other or several at once: `one` may have gone before anybody looked, and then comes once.
    assert told in (["one", "two", "one", "three"], ["two", "one", "three"])


def test_reports_of_another_process_are_told_in_order(place: Place) -> None:
    store = place.open()
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", ADDED, variables={"after": BEGINNING})
        command = [sys.executable, "-m", "tests.writer", place.address, "0", "8"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:
            told = [socket.data("1")["report"]["name"] for _ in range(8)]
            assert process.wait(SECONDS) == 0
    assert told == [f"Paper {number}" for number in range(8)]


def test_a_client_goes_on_from_where_it_was(store: Store) -> None:
    papers = [paper(f"Paper {number:03}") for number in range(120)]
    with serving(store) as address:
        with talk(address) as socket:
            socket.subscribe("1", ADDED, variables={"after": BEGINNING})
            store.write(papers[0].batch())
            cursor = socket.data("1")["cursor"]
        rest = papers[1:]
        store.write(Batch(documents=[p.document for p in rest], claims=[c for p in rest for c in p.claims]))
        with talk(address) as socket:
            socket.subscribe("1", "subscription ($after: String) { reportAdded(after: $after) { report { id } } }", variables={"after": cursor})
            told = [socket.data("1")["report"]["id"] for _ in rest]
    assert told == sorted(p.ref.id for p in rest)


def test_a_comparison_is_told_at_once_and_when_it_changes(store: Store) -> None:
    store.write(paper("one").batch())
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", COMPARED, variables={"properties": ["clipDuration", "frameRate"]})
        first = socket.data("1")
        assert first == {"comparison": {"rows": [{"cells": [{"text": "60 s"}, {"text": "16 s"}]}, {"cells": [{"text": None}, {"text": None}]}]}, "changes": []}
        other = Paper("about something else")
        other.says(model("Pika"), "clipDuration", 3.0)
        store.write(other.batch())
        store.write(paper("two", 20.0, "2024-03-01").batch())
        told = socket.data("1")
        assert told["comparison"]["rows"][0] == {"cells": [{"text": "20 s"}, {"text": "16 s"}]}
        change = {"property": "clipDuration", "column": 0, "before": "60 s", "after": "20 s", "stateBefore": "STATED", "stateAfter": "CONFLICTING"}
        assert told["changes"] == [change]
        store.write(Batch(withdraw=[paper("two").sha256]))
        assert socket.data("1")["changes"] == [change | {"before": "20 s", "after": "60 s", "stateBefore": "CONFLICTING", "stateAfter": "STATED"}]


class Hurried(CountingStore):
    """A store in which somebody writes whenever a comparison was read, as long as there are papers."""

    papers: list[Paper]

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        answer = await super().run(plan, values, timeout, trace)
        if self.papers:
            self.write(self.papers.pop(0).batch())
        return answer


@pytest.mark.parametrize(("hurried", "told"), [(1, ["20 s"]), (6, ["22 s", "25 s"])])
def test_a_comparison_is_told_of_a_graph_that_stands_still_or_after_a_while_all_the_same(sqlite_store: Store, hurried: int, told: list[str]) -> None:
    store = Hurried(sqlite_store)
    store.papers = []
    store.write(paper("one").batch())
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", COMPARED, variables={"properties": ["clipDuration"]})
        assert socket.data("1")["changes"] == []
        store.papers = [paper(f"hurried {number}", 20.0 + number, f"2024-03-{number + 1:02}") for number in range(hurried)]
        store.write(paper("two", 30.0, "2024-02-28").batch())
        assert [socket.data("1")["comparison"]["rows"][0]["cells"][0]["text"] for _ in told] == told


def test_only_what_is_asked_of_a_comparison_counts(sqlite_store: Store) -> None:
    sqlite_store.write(paper("one").batch())
    with serving(sqlite_store) as address, talk(address) as socket:
        socket.subscribe(
            "1", 'subscription { comparisonChanged(names: ["Sora"]) { comparison { columns { node { ... on AIModel { frameRate { max } } } } } } }'
        )
        assert socket.data("1") == {"comparison": {"columns": [{"node": {"frameRate": None}}]}}
        sqlite_store.write(paper("two", 20.0, "2024-03-01").batch())
        note = Paper("three")
        note.says(SORA, "frameRate", 24.0)
        sqlite_store.write(note.batch())
        assert socket.data("1") == {"comparison": {"columns": [{"node": {"frameRate": {"max": 24.0}}}]}}


def test_a_comparison_of_what_is_not_there_yet_waits_for_it(sqlite_store: Store) -> None:
    with serving(sqlite_store) as address, talk(address) as socket:
        socket.subscribe("1", COMPARED)
        missing = socket.next("1")
        assert (missing["data"], missing["errors"][0]["extensions"]["code"]) == (None, "NOT_FOUND")
        assert missing["errors"][0]["path"] == ["comparisonChanged"]
        sqlite_store.write(paper("one").batch())
        told = socket.data("1")
        assert {"cells": [{"text": "60 s"}, {"text": "16 s"}]} in told["comparison"]["rows"]
        assert told["changes"] == []


def change(address: Address, operation: str, **variables: Any) -> dict[str, Any]:
    response = httpx.post(address.http, json={"query": operation, "variables": variables}, headers=BEARER, timeout=SECONDS)
    found: dict[str, Any] = response.json()
    return found


def steps(socket: Talk, until: str) -> list[dict[str, Any]]:
    """What is told of loads up to a state."""
    told = [socket.data("1")]
    while told[-1]["state"] != until:
        told.append(socket.data("1"))
    return told


def test_loads_of_this_server_are_told_step_by_step(store: Store) -> None:
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", PROGRESS)
        start = socket.data("1")
        assert {key: start[key] for key in ("load", "state", "name", "done", "total", "lines")} == {
            "load": None, "state": "OBSERVED", "name": None, "done": None, "total": None, "lines": None}  # fmt: skip
        change(address, 'mutation { loadText(text: "Sora makes clips of up to 60 seconds.", name: "note.txt") { document } }')
        own = [step for step in steps(socket, "LOADED") if step["load"]]
        assert [step["state"] for step in own][-1:] == ["LOADED"]
        assert {(step["load"], step["name"], step["total"]) for step in own} == {(own[0]["load"], "note.txt", 1)}
        assert [step["done"] for step in own] == [0] * (len(own) - 1) + [1]
        line = json.dumps({"subject": {"type": "AIModel", "name": "Sora"}, "property": "clipDuration", "max": 60, "unit": "s"})
        change(address, 'mutation ($lines: String!) { loadClaims(jsonl: $lines, name: "by hand") { claimsAdded } }', lines=f"{line}\n{line}\n")
        loaded = steps(socket, "LOADED")[-1]
        assert (loaded["name"], loaded["lines"], loaded["done"]) == ("by hand", 2, 1)
        assert loaded["load"] != own[0]["load"]
        change(address, 'mutation { loadClaims(jsonl: "no claim", name: "wrong") { claimsAdded } }')
        failed = steps(socket, "FAILED")[-1]
        assert (failed["name"], failed["done"]) == ("wrong", 0)


def test_loads_of_another_process_show_in_how_the_graph_stands(place: Place) -> None:
    store, other = place.open(), place.open()
    with serving(store) as address, talk(address) as socket:
        socket.subscribe("1", PROGRESS)
        before = socket.data("1")
        other.write(paper("one").batch())
        after = socket.data("1")
    assert (before["reports"], before["claims"], after["state"], after["reports"], after["claims"]) == (0, 0, "OBSERVED", 1, 4)
    assert after["generation"] > before["generation"]


def test_who_does_not_read_holds_up_nobody_and_is_closed(sqlite_store: Store) -> None:
    count, long = 80, "x" * 50_000
    first = Paper("first")
    first.says(SORA, "availability", long)
    sqlite_store.write(first.batch())
    fields = " ".join(f"a{number}: availability" for number in range(4))
    heavy = f"subscription {{ reportAdded {{ report {{ name mentions {{ nodes {{ ... on AIModel {{ {fields} }} }} }} }} }} }}"
    with serving(sqlite_store, sockets=2, sending_limit=2) as address:
        narrow = sockets.create_connection(("127.0.0.1", address.port))
        narrow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        with talk(address, sock=narrow, max_queue=1, compression=None) as slow, talk(address) as quick:
            slow.subscribe("1", heavy)
            quick.subscribe("1", ADDED)
            settled(quick)
            for number in range(count):
                note = Paper(f"Paper {number}")
                note.says(note.ref, "MENTIONS", SORA)
                sqlite_store.write(note.batch())
            assert [quick.data("1")["report"]["name"] for _ in range(count)] == [f"Paper {number}" for number in range(count)]
            wait_for_a_place(address)
            quick.subscribe("2", "{ __typename }")
            assert quick.next("2") == {"data": {"__typename": "Query"}}


def wait_for_a_place(address: Address) -> None:
    """Wait until a socket more may be opened: the one that was not read is closed."""
    while True:
        try:
            with talk(address):
                return
        except InvalidStatus as denied:
            assert denied.response.status_code == 503


def test_subscriptions_are_not_answered_over_http(sqlite_store: Store) -> None:
    with serving(sqlite_store) as address:
        for response in (
            httpx.post(address.http, json={"query": ADDED}, headers={"accept": "application/graphql-response+json"}),
            httpx.get(address.http, params={"query": ADDED}, headers={"accept": "application/graphql-response+json"}),
        ):
            assert response.status_code in (400, 405)
            assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_limits_hold_for_events_too(sqlite_store: Store) -> None:
    with serving(sqlite_store, limits={"cost": 1000}) as address, talk(address) as socket:
        socket.subscribe("1", "subscription { reportAdded { report { mentions(first: 900) { nodes { mentionedIn(first: 900) { nodes { name } } } } } } }")
        message = socket.read()
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "QUERY_TOO_COSTLY")


@pytest.mark.parametrize("count", [1, 3])
def test_nobody_looks_at_the_store_when_nobody_is_subscribed(sqlite_store: Store, count: int) -> None:
    looked = Looked(sqlite_store)
    with serving(looked, watch_interval=0.02) as address:
        with talk(address) as socket:
            for number in range(count):
                socket.subscribe(str(number), ADDED, variables={"after": BEGINNING})
            for title in ("one", "two"):
                sqlite_store.write(paper(title).batch())
                assert sorted(socket.read()["id"] for _ in range(count)) == sorted(map(str, range(count)))
            assert looked.times > 0
        with talk(address) as socket:
            settled(socket)
            seen = looked.times
            for _ in range(100):
                settled(socket)
            assert looked.times <= seen + 1  # one may have been under way


class Shaky(CountingStore):
    """A store that cannot be reached now and then."""

    down = False

    async def run(self, plan: Plan, values: Sequence[Bound], timeout: float | None = None, trace: list[Sent] | None = None) -> Json:
        self._reach()
        return await super().run(plan, values, timeout, trace)

    def status(self, *, counts: bool = True) -> Status:
        self._reach()
        return super().status(counts=counts)

    def _reach(self) -> None:
        if self.down:
            raise StoreUnavailable("bolt://secret.example:7687 refused")


def test_nothing_is_lost_while_the_store_cannot_be_reached(sqlite_store: Store) -> None:
    store = Shaky(sqlite_store)
    store.write(paper("one").batch())
    with serving(store) as address, talk(address) as reports, talk(address) as comparisons:
        reports.subscribe("1", ADDED, variables={"after": BEGINNING})
        assert reports.data("1")["report"]["name"] == "one"
        comparisons.subscribe("1", COMPARED, variables={"properties": ["clipDuration"]})
        assert comparisons.data("1")["comparison"]["rows"] == [{"cells": [{"text": "60 s"}, {"text": "16 s"}]}]
        store.down = True
        with talk(address) as late:
            late.subscribe("1", ADDED)
            refused = late.read()
            assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "STORE_UNAVAILABLE")
            late.subscribe("2", COMPARED)
            assert late.next("2")["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
            store.write(paper("two", 20.0, "2024-03-01").batch())
            store.down = False
            assert late.data("2")["comparison"]["rows"][0]
        assert reports.data("1")["report"]["name"] == "two"
        assert comparisons.data("1")["comparison"]["rows"] == [{"cells": [{"text": "20 s"}, {"text": "16 s"}]}]


class Looked(CountingStore):
    """A store that counts how often it is asked how it stands."""

    times = 0

    def status(self, *, counts: bool = True) -> Status:
        self.times += 1
        return super().status(counts=counts)
