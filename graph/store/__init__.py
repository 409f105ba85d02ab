"""Owns `open_store`, the one place that turns an address into a store."""

from __future__ import annotations

from graph.errors import InvalidInput
from graph.store.base import Store

__all__ = ["Store", "open_store"]

_BOLT = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(address: str) -> Store:
    """The store at `address`: a path or `sqlite:PATH` for the embedded one, made if it is not there; `neo4j://host:7687`
    (user and password in the address or in NEO4J_USERNAME and NEO4J_PASSWORD) for Neo4j.

    StoreUnavailable, StoreTooNew; InvalidInput for an address of another kind.
    """
    if address.startswith(_BOLT):
        from graph.store.neo4j import Neo4jStore  # noqa: PLC0415 - the other store and its driver are not needed

        return Neo4jStore.open(address)
    if "://" in address:
        raise InvalidInput(f"{address!r} is no store.", hint="Give a path for an embedded store, or neo4j://host:7687.")
    from graph.store.sqlite import SqliteStore  # noqa: PLC0415 - see above

    return SqliteStore.open(address.removeprefix("sqlite:"))
