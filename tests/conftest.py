"""Owns what all tests share: the two stores, a real Neo4j for the run, hypothesis profiles and `--update-golden`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString

import neo4j
import pytest
from hypothesis import HealthCheck, Phase, settings

from graph.store import Store, open_store
from graph.store import neo4j_server as server
from tests.asking import runner

_shared = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]}
TIMES = int(os.environ.get("TIMES", "1"))  # how many times as many random cases as in every run, which has always the same


def cases(count: int) -> int:
    """How many random cases a test tries that tries `count` in every run."""
    return count * TIMES


def cases_on_a_server(count: int) -> settings:
    """`cases` of a test that asks Neo4j, which is too slow to shrink on."""
    return settings(max_examples=cases(count), phases=[Phase.explicit, Phase.reuse, Phase.generate])


settings.register_profile("run", max_examples=cases(60), derandomize=TIMES == 1, **_shared)  # type: ignore[arg-type]
settings.load_profile("run")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the golden cases answer now")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "neo4j: needs the real Neo4j of the run (deselect with -m 'not neo4j')")


@pytest.fixture(scope="session", autouse=True)
def _loop() -> Iterator[None]:
    yield
    runner().close()


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Neo4j: that of NEO4J_URI if it is set, else one that is started for the run on free ports."""
    if given := os.environ.get("NEO4J_URI"):
        yield given
        return
    home = tmp_path_factory.mktemp("neo4j")
    yield server.start(home, heap="1500m").address  # a run sends thousands of different statements, and plans are kept
    server.stop(home)


@dataclass
class Place:
    """Somewhere a store can live. `open` may be called again to see the same graph; `clear` makes it empty."""

    kind: str
    address: str
    opened: list[Store] = field(default_factory=list)

    def open(self) -> Store:
        self.opened.append(open_store(self.address))
        return self.opened[-1]

    def clear(self) -> None:
        self.close()
        if self.kind == "neo4j":
            wipe(self.address)
            return
        for path in Path(self.address).parent.glob(Path(self.address).name + "*"):
            path.unlink()

    def empty(self) -> Store:
        self.clear()
        return self.open()

    def close(self) -> None:
        while self.opened:
            self.opened.pop().close()


def wipe(address: str) -> None:
    """Take every node out of the Neo4j at `address`."""
    send(address, "MATCH (n) DETACH DELETE n")


def send(address: str, statement: LiteralString) -> None:
    """Send a statement of a test's own to the Neo4j at `address`."""
    scheme, _, rest = address.partition("://")
    login, at, host = rest.rpartition("@")
    user, _, password = login.partition(":") if at else (os.environ["NEO4J_USERNAME"], "", os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(f"{scheme}://{host}", auth=(user, password)) as driver:
        driver.execute_query(statement)


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Iterator[Place]:
    """An embedded store's place."""
    place = Place("sqlite", str(tmp_path / "graph.db"))
    yield place
    place.close()


@pytest.fixture
def neo4j_place(neo4j_address: str) -> Iterator[Place]:
    """The Neo4j of the run, empty."""
    place = Place("neo4j", neo4j_address)
    place.clear()
    yield place
    place.close()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def place(request: pytest.FixtureRequest) -> Place:
    """An empty place of each kind."""
    found: Place = request.getfixturevalue(f"{request.param}_place")
    return found


@pytest.fixture
def store(place: Place) -> Store:
    """An empty store of each kind."""
    return place.open()


@pytest.fixture
def sqlite_store(sqlite_place: Place) -> Store:
    """An empty embedded store."""
    return sqlite_place.open()


@pytest.fixture
def neo4j_store(neo4j_place: Place) -> Store:
    """An empty store in the run's Neo4j."""
    return neo4j_place.open()
