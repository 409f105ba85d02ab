"""Owns the application under test: the golden seed in an embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.app import create_app
from api.settings import Settings
from graph.store import Store, open_store
from tests.golden.seed import batches
from tests.http.client import Client


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("http") / "graph.db"))
    for batch in batches():
        store.write(batch)
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(filled: Store) -> Client:
    return Client(create_app(Settings(), filled))
