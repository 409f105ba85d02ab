"""Owns the ASGI application: which address answers what. GraphQL over HTTP itself is in graphql_http."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from api.execution import Engine
from api.graphql_http import SECURITY, GraphQLEndpoint, Header
from api.graphql_socket import SocketEndpoint
from api.settings import Settings
from graph.errors import ReportgraphError
from graph.store import Store, open_store

STATIC = Path(__file__).parent / "static"
_PAGE_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE_HEADERS: tuple[Header, ...] = ((b"content-security-policy", _PAGE_POLICY.encode()),)


class Application(Starlette):
    """The application; /graphql goes straight to its endpoint, past routing and middleware."""

    def __init__(self, engine: Engine, routes: list[BaseRoute], *, close: bool) -> None:
        self.engine = engine
        self._close = close
        page = (STATIC / "graphiql.html").read_bytes() if engine.settings.graphiql else None
        self._graphql = GraphQLEndpoint(engine, page, _PAGE_HEADERS)
        self.sockets = SocketEndpoint(engine)
        super().__init__(routes=routes, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"] == "/graphql":
            await self._graphql(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] == "/graphql":
            await self.sockets(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self.sockets.close()
        if self._close:
            self.engine.store.close()


def create_app(settings: Settings | None = None, store: Store | None = None) -> Application:
    """The application over `store`, or over the store of the settings, which it then closes.

    StoreUnavailable, StoreTooNew or InvalidInput if that cannot be opened.
    """
    settings = settings or Settings()
    engine = Engine(store or open_store(settings.store), settings)

    async def ready(_request: Request) -> Response:
        try:
            status = await asyncio.wait_for(asyncio.to_thread(engine.store.status), timeout=5)
        except (ReportgraphError, TimeoutError):
            return JSONResponse({"ready": False, "message": "The graph cannot be reached now."}, 503, headers=_security())
        return JSONResponse({"ready": True, "store": status.kind, "counts": status.counts}, headers=_security())

    async def metrics(_request: Request) -> Response:
        return PlainTextResponse(engine.metrics.text(), media_type="text/plain; version=0.0.4", headers=_security())

    routes: list[BaseRoute] = [
        Route("/", _index),
        Route("/healthz", _health),
        Route("/readyz", ready),
        Route("/metrics", metrics),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Application(engine, routes, close=store is None)


def _security() -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in SECURITY}


async def _index(_request: Request) -> Response:
    headers = _security() | {"content-security-policy": _PAGE_POLICY}
    return Response((STATIC / "index.html").read_bytes(), media_type="text/html", headers=headers)


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=_security())
