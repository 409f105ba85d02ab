"""Owns how tests speak HTTP to the application, without a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx

from api.app import Application
from tests.asking import runner

GRAPHQL_JSON, JSON = "application/graphql-response+json", "application/json"


class Client:
    """A client of one application."""

    def __init__(self, app: Application) -> None:
        self.app = app

    def send(self, method: str, path: str, **given: Any) -> httpx.Response:
        """The answer to one request."""

        async def sent() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url="http://test") as client:
                return await client.request(method, path, **given)

        return runner().run(sent())

    def post(self, content: bytes | str, accept: str = GRAPHQL_JSON, content_type: str = JSON) -> httpx.Response:
        """A body to /graphql."""
        return self.send("POST", "/graphql", content=content, headers={"accept": accept, "content-type": content_type})

    def ask(self, query: str, accept: str = GRAPHQL_JSON, **more: Any) -> httpx.Response:
        """An operation by POST."""
        return self.send("POST", "/graphql", json={"query": query, **more}, headers={"accept": accept})

    def get(self, parameters: Mapping[str, str], accept: str = GRAPHQL_JSON) -> httpx.Response:
        """An operation by GET."""
        return self.send("GET", "/graphql", params=parameters, headers={"accept": accept})


async def chunks(count: int, size: int) -> AsyncIterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(count):
        yield b" " * size


def code(response: httpx.Response) -> str:
    """The code of the first error."""
    found: str = response.json()["errors"][0]["extensions"]["code"]
    return found
