"""`serve` as a process: it says where it is, answers, and stops quietly."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from tests.api.cli import reportgraph
from tests.graphs import Paper, model, organization


@pytest.fixture
def graph(tmp_path: Path) -> str:
    """A graph with one model."""
    address = str(tmp_path / "graph.db")
    paper = Paper("Sora note")
    paper.says(model("Sora"), "DEVELOPED_BY", organization("OpenAI"))
    store = open_store(address)
    store.write(paper.batch())
    store.close()
    return address


@pytest.fixture
def server(graph: str) -> Iterator[subprocess.Popen[str]]:
    """`reportgraph serve` on a free port."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--store", graph]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REPORTGRAPH_")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=kept) as process:
        yield process
        process.kill()


def test_it_says_where_it_is_answers_the_query_to_try_and_stops_quietly(server: subprocess.Popen[str]) -> None:
    assert server.stderr is not None
    said = [server.stderr.readline() for _ in range(4)]
    found = re.search(r"(http://127\.0\.0\.1:\d+)/graphql", said[0])
    assert found is not None
    query = said[3].strip()
    request = urllib.request.Request(f"{found[1]}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        (node,) = json.load(response)["data"]["aiModels"]["nodes"]
    assert (node["name"], node["developer"]["name"]) == ("Sora", "OpenAI")
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=30)
    assert (server.returncode, out, err.strip()) == (0, "", "Stopped.")


@pytest.mark.neo4j
def test_it_does_not_say_a_password(neo4j_address: str) -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--store", neo4j_address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        process.kill()
    assert re.match(r"Reportgraph serves (bolt|neo4j)://[^@ ]+ at http", said), said


def test_a_port_that_is_in_use(graph: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = reportgraph("serve", "--port", str(port), "--store", graph)
    assert run.code == 1
    assert f"Port {port}" in run.err
    assert "--port 0" in run.err
    assert len(run.err.splitlines()) == 1


def test_a_host_that_is_none(graph: str) -> None:
    run = reportgraph("serve", "--host", "no.such.host.invalid", "--store", graph)
    assert (run.code, len(run.err.splitlines())) == (2, 1)
