"""Owns what the clients' checks run in: Node, a copy of the checks with what they generate from, a server over the samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store import open_store
from loaders.pipeline import load
from scripts.node import Node, find_node
from tests.api.cli import reportgraph
from tests.conftest import wipe

CLIENTS = Path(__file__).parent
SAMPLES = sorted(str(path) for path in (CLIENTS.parents[1] / "samples").glob("*.txt"))
OLDEST_NODE = (22, 15)  # graphql-codegen's
TOKEN = "a token of the tests"


@dataclass(frozen=True)
class Workspace:
    """A folder with the checks in it, outside of the checkout: what clients' tools generate is written here."""

    folder: Path
    node: Node

    def run(self, *command: str) -> str:
        """What a program of the clients says. It may warn of nothing, and must end well."""
        done = subprocess.run(
            [self.node.program, *command], cwd=self.folder, env=self.node.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def tool(self, package: str, *arguments: str) -> str:
        """What a command line tool of a package says."""
        [program] = (self.folder / "node_modules" / ".bin").glob(package)
        return self.run(str(program.resolve()), *arguments)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    node = find_node(OLDEST_NODE)
    node.install(CLIENTS)
    folder = tmp_path_factory.mktemp("clients") / "clients"
    shutil.copytree(CLIENTS, folder, ignore=shutil.ignore_patterns("node_modules", "*.py", "__pycache__"), symlinks=True)
    (folder / "node_modules").symlink_to(CLIENTS / "node_modules")
    (folder / "schema.graphql").write_text(reportgraph("schema").out, encoding="utf-8")
    (folder / "possibleTypes.json").write_text(reportgraph("schema", "--format", "possible-types").out, encoding="utf-8")
    return Workspace(folder, node)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a store of each kind is that holds the samples."""
    if request.param == "neo4j":
        found: str = request.getfixturevalue("neo4j_address")
        wipe(found)
    else:
        found = str(tmp_path_factory.mktemp("served") / "graph.db")
    store = open_store(found)
    load(SAMPLES, store)
    store.close()
    return found


@pytest.fixture(scope="module")
def server(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of GraphQL of a `reportgraph serve` that takes changes; it logs nothing while clients ask."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--store", address]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REPORTGRAPH_")} | {"REPORTGRAPH_TOKEN": TOKEN, "PYTHONWARNINGS": "always"}
    log = tmp_path_factory.mktemp("log") / "said"
    with log.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=subprocess.PIPE, text=True, env=kept) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        found = re.search(r"http://\S+/graphql", first)
        assert found is not None, first + process.stderr.read()
        yield found[0]
        process.terminate()
        said_then = process.stderr.read().split("}\n\n", 1)[-1]
    assert said_then.strip() in ("", "Stopped.")
    assert log.read_bytes() == b""
