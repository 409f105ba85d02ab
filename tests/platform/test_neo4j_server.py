"""The Neo4j that Reportgraph starts itself: its life, its password, its Browser, and where its Java comes from."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import urllib.request
from contextlib import closing
from pathlib import Path

import neo4j
import pytest

from graph.browser_style import command
from graph.errors import InvalidInput, StoreTooSmall, StoreUnavailable
from graph.plan import Arrivals, Param, Plan
from graph.store import neo4j_jars as jars
from graph.store import neo4j_server as server
from graph.store import open_store
from graph.store.neo4j_errors import may_be_made_again, translated
from loaders.pipeline import load
from tests import asking
from tests.graphs import Paper, model


@pytest.mark.neo4j
def test_a_server_lives_from_start_to_stop_and_keeps_its_graph(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert server.status(home) is None
    first = server.start(home)
    try:
        assert server.status(home) == first
        assert server.start(home) == first, "a second start finds the one that runs"
        assert stat.S_IMODE((home / "password").stat().st_mode) == 0o600
        assert ask(first, "CREATE (n:Kept {name: 'here'}) RETURN n.name AS name") == ["here"]
        with urllib.request.urlopen(f"{first.http}/browser/", timeout=20) as page:
            assert b"Neo4j Browser" in page.read()
        assert ask(first, "CALL dbms.clientConfig() YIELD name, value WHERE name = 'browser.post_connect_cmd' RETURN value AS name") == [command()]
        server.stop(home)
        with pytest.raises(InvalidInput, match="another password"):
            server.start(home, password="not the one before")
        again = server.start(home)
        assert again.password == first.password
        assert ask(again, "MATCH (n:Kept) RETURN n.name AS name") == ["here"]
    finally:
        assert server.stop(home)
    assert server.status(home) is None
    assert not server.stop(home), "there is nothing to stop any more"


@pytest.mark.neo4j
def test_an_open_store_reads_the_graph_that_takes_the_place_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = server.start(home)
    try:
        with closing(open_store(first.address)) as store:
            note = Paper("A note")
            note.says(model("Sora"), "clipDuration", 60.0)
            store.write(note.batch())
            arrivals = Plan((("told", Arrivals(Param(0), Param(1), Param(2))),))
            assert asking.ask(store, arrivals, [[0, ""], 1, 1]) == {"told": [{"id": note.ref.id, "generation": 1}]}
            server.stop(home)
            for folder in ("databases", "transactions"):
                shutil.rmtree(home / "data" / folder / "neo4j")
            server.start(home, bolt_port=int(first.address.rpartition(":")[2]))
            assert asking.ask(store, arrivals, [[0, ""], 1, 1]) == {"told": []}
            assert store.status().generation == 0
    finally:
        server.stop(home)


@pytest.mark.neo4j
def test_a_server_of_little_memory_takes_a_large_load_in_pieces(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    report = {"type": "Report", "name": "A list of models"}
    about = ({"subject": report, "relationship": "MENTIONS", "object": {"type": "AIModel", "name": f"Model {n}"}} for n in range(6_000))
    lines.write_text("".join(json.dumps(line) + "\n" for line in about))
    small = server.start(tmp_path / "home", heap="200m")
    try:
        with closing(open_store(small.address)) as store:
            assert load([str(lines)], store).documents[0].error is None
            found = store.status()
            assert (found.counts["Claim"], found.counts["AIModel"], found.counts["Report"]) == (6_000, 6_000, 1)
            assert found.generation > 1, "the lines are one batch, and went in more than one transaction"
        with pytest.raises(neo4j.exceptions.TransientError) as refused:
            ask(small, "UNWIND range(1, 1000000000) AS n RETURN collect(n) AS name")
        assert isinstance(translated(refused.value, small.uri), StoreTooSmall)
    finally:
        server.stop(tmp_path / "home")


def ask(running: server.Server, statement: str) -> list[object]:
    with neo4j.GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver:
        return [record["name"] for record in driver.execute_query(statement).records]


def test_a_change_is_made_again_where_its_commit_was_not_confirmed() -> None:
    assert may_be_made_again(neo4j.exceptions.IncompleteCommit())
    assert may_be_made_again(neo4j.exceptions.ServiceUnavailable())
    assert not may_be_made_again(neo4j.exceptions.AuthError())


def test_a_state_file_of_a_process_that_is_another_one_now_means_stopped(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "password").write_text("secret")
    state = tmp_path / "run" / "server.json"
    state.write_text(f'{{"uri": "bolt://127.0.0.1:1", "http": "http://127.0.0.1:2", "user": "neo4j", "pid": {os.getpid()}}}')
    assert server.status(tmp_path) is None
    assert not server.stop(tmp_path)
    assert not state.exists()


def test_a_port_in_use_is_said_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        with pytest.raises(StoreUnavailable, match="in use"):
            server.start(tmp_path, bolt_port=taken.getsockname()[1])


def test_the_address_holds_the_password_in_a_form_that_an_address_may_have() -> None:
    running = server.Server("bolt://127.0.0.1:7687", "http://127.0.0.1:7474", "neo4j", "p@ss:w/rd", 1)
    assert running.address == "bolt://neo4j:p%40ss%3Aw%2Frd@127.0.0.1:7687"


def test_without_a_java_of_the_machine_the_one_from_pip_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("REPORTGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache" / f"neo4j-{jars.VERSION}" / "lib").mkdir(parents=True)
    found = jars.install()
    assert found.java.bundled
    said = subprocess.run([found.java.binary, "-version"], capture_output=True, text=True, check=True).stderr
    assert f'"{found.java.version}.' in said


def test_a_java_that_does_not_fit_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho '    java.home = /nowhere\n    java.specification.version = 11' >&2\n")
    old.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setenv("REPORTGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache" / f"neo4j-{jars.VERSION}" / "lib").mkdir(parents=True)
    assert jars.install().java.bundled


def test_an_interrupted_download_leaves_nothing_that_passes_for_the_jars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    maven = tmp_path / "bin" / "mvn"
    maven.parent.mkdir()
    maven.write_text(
        '#!/bin/sh\nPATH=/usr/bin:/bin\n[ "$1" = -v ] && exit 0\n'
        'for a in "$@"; do case "$a" in -DoutputDirectory=*) mkdir -p "${a#*=}"; touch "${a#*=}/half.jar";; esac; done\nexit 1\n'
    )
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", str(maven.parent))
    monkeypatch.setenv("REPORTGRAPH_CACHE", str(tmp_path / "cache"))
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="could not be fetched"):
            jars.install()
    assert not (tmp_path / "cache" / f"neo4j-{jars.VERSION}" / "lib").exists()
