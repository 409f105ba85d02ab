"""Owns the server that speaks HTTP and WebSocket for an application: its bounds, and how it stops. It must not know what is served."""

from __future__ import annotations

import socket

import uvicorn

from api.app import Application

_PATIENCE = 10  # seconds that connections may take to end when the server stops


class Server(uvicorn.Server):
    """A server that tells the clients of its sockets when it goes away."""

    def __init__(self, application: Application) -> None:
        super().__init__(uvicorn.Config(
            application, log_level="warning", access_log=False, server_header=False, ws_max_size=application.engine.settings.max_body,
            timeout_graceful_shutdown=_PATIENCE, proxy_headers=False,  # nobody asks where a request came from
        ))  # fmt: skip
        self._application = application

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: sockets first, since nothing else tells their clients that the server only goes away."""
        await self._application.sockets.close()
        await super().shutdown(sockets)
