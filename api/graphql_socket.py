"""Owns GraphQL over WebSocket: the protocol graphql-transport-ws, one socket's messages in and out. It must not know the graph.

Each operation of a socket is a task of its own, which makes no answer before the one before was sent: a client that does not read holds up
nobody but itself, and is closed after a while.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.types import Message, Receive, Scope, Send

from api.errors import FORBIDDEN, TOO_COSTLY, error_json
from api.execution import Answer, Engine, refused
from api.graphql_http import SECURITY, Request, RequestError, checked
from api.subscriptions import Subscriptions

PROTOCOL = "graphql-transport-ws"
_GOODBYE = 1.0  # seconds that a client may take to be told that it is closed
_REASON = 120  # bytes of a close frame's reason


@dataclass(frozen=True, slots=True)
class Close:
    """How a socket is closed."""

    code: int
    reason: str


_GOING = Close(1001, "The server goes away")
_SLOW = Close(1013, "What is sent is not taken")


class SocketEndpoint:
    """Takes the WebSockets of one application."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._subscriptions = Subscriptions(engine)
        self._open: set[Socket] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket from its handshake to its end."""
        settings, headers = self._engine.settings, dict(scope["headers"])
        await receive()  # websocket.connect
        if not _may_come_from(headers, settings.allowed_origins):
            await _deny(scope, send, 403, "Pages of this site may not ask. Name it in REPORTGRAPH_ALLOWED_ORIGINS.", FORBIDDEN)
        elif len(self._open) >= settings.sockets:
            await _deny(scope, send, 503, f"There are {settings.sockets} sockets open already. Try again later, or raise REPORTGRAPH_SOCKETS.", TOO_COSTLY)
        elif PROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            await send(_closing(Close(4406, "Subprotocol not acceptable")))
        else:
            socket = Socket(self._engine, self._subscriptions, receive, send)
            socket.authorization = headers[b"authorization"].decode("utf-8", "replace") if b"authorization" in headers else None
            self._open.add(socket)
            try:
                await socket.serve()
            finally:
                self._open.discard(socket)

    async def close(self) -> None:
        """Close every socket, since the server goes away, and wait until it is done."""
        waiting = [asyncio.create_task(socket.close(_GOING)) for socket in self._open]
        if waiting:
            await asyncio.wait(waiting, timeout=_GOODBYE * 2)


class Socket:
    """One socket and the operations that are under way on it."""

    def __init__(self, engine: Engine, subscriptions: Subscriptions, receive: Receive, send: Send) -> None:
        self.authorization: str | None = None
        self._engine = engine
        self._subscriptions = subscriptions
        self._receive = receive
        self._send = send
        self._sending = asyncio.Lock()
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._greeted = False
        loop = asyncio.get_running_loop()
        self._greet_before = loop.time() + engine.settings.greeting_limit
        self._end: asyncio.Future[Close] = loop.create_future()
        self._ended = asyncio.Event()

    async def serve(self) -> None:
        """Take messages until the client goes, or is closed."""
        await self._send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        reading = asyncio.create_task(self._read())
        try:
            ends: set[asyncio.Future[Any]] = {reading, self._end}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            close = self._end.result() if self._end.done() else reading.result()
            if close is not None:
                with suppress(TimeoutError, OSError):
                    async with asyncio.timeout(_GOODBYE):
                        await self._send(_closing(close))
        finally:
            tasks = [reading, *self._operations.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._ended.set()

    async def close(self, close: Close) -> None:
        """Close the socket and wait until it is done."""
        self._stop(close)
        await self._ended.wait()

    def _stop(self, close: Close) -> None:
        if not self._end.done():
            self._end.set_result(close)

    # Messages in -----------------------------------------------------------------------------------------------------

    async def _read(self) -> Close | None:
        """Take messages until one closes the socket; None when the client is gone."""
        while True:
            try:
                async with asyncio.timeout_at(None if self._greeted else self._greet_before):
                    message = await self._receive()
            except TimeoutError:
                return Close(4408, "Connection initialisation timeout")
            if message["type"] != "websocket.receive":
                return None
            close = await self._take(message)
            if close is not None:
                return close

    async def _take(self, received: Message) -> Close | None:
        """Do what a message says, or say how it closes the socket."""
        text = received.get("text")
        if text is None:
            return Close(4400, "Invalid message: send text")
        if len(text) > self._engine.settings.max_body:
            return Close(1009, f"A message has at most {self._engine.settings.max_body} bytes")
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            return Close(4400, "Invalid message: not JSON")
        if not isinstance(message, dict):
            return Close(4400, "Invalid message: not an object")
        match message.get("type"):
            case "connection_init":
                return await self._greet(message)
            case "ping":
                await self._tell(_pong(message))
                return None
            case "pong":
                return None
            case "subscribe":
                return await self._subscribe(message)
            case "complete":
                return self._complete(message)
            case _:
                return Close(4400, "Invalid message: unknown type")

    async def _greet(self, message: Mapping[str, Any]) -> Close | None:
        if self._greeted:
            return Close(4429, "Too many initialisation requests")
        payload = message.get("payload")
        if payload is not None and not isinstance(payload, dict):
            return Close(4400, "Invalid message: the payload of connection_init is no object")
        shown = next((value for key, value in (payload or {}).items() if key.casefold() == "authorization"), None)
        if isinstance(shown, str):
            self.authorization = shown
        self._greeted = True
        await self._tell({"type": "connection_ack"})
        return None

    async def _subscribe(self, message: Mapping[str, Any]) -> Close | None:
        id_, payload = message.get("id"), message.get("payload")
        if not self._greeted:
            return Close(4401, "Unauthorized")
        if not isinstance(id_, str) or not id_ or not isinstance(payload, dict):
            return Close(4400, "Invalid message: subscribe needs an id and a payload")
        if id_ in self._operations:
            return Close(4409, f"Subscriber for {id_} already exists")
        try:
            request = checked(payload)
        except RequestError as wrong:
            return Close(4400, f"Invalid message: {wrong.message}")
        greatest = self._engine.settings.socket_operations
        if len(self._operations) >= greatest:
            text = f"There are {greatest} operations under way on this socket. Complete one, or raise REPORTGRAPH_SOCKET_OPERATIONS."
            await self._tell({"type": "error", "id": id_, "payload": [error_json(text, TOO_COSTLY)]})
            return None
        self._operations[id_] = asyncio.create_task(self._operate(id_, request))
        return None

    def _complete(self, message: Mapping[str, Any]) -> Close | None:
        id_ = message.get("id")
        if not isinstance(id_, str):
            return Close(4400, "Invalid message: complete needs an id")
        task = self._operations.pop(id_, None)
        if task is not None:
            task.cancel()
        return None

    # Messages out ----------------------------------------------------------------------------------------------------

    async def _operate(self, id_: str, request: Request) -> None:
        """Answer an operation; its id is free again before its end is told."""
        last: dict[str, Any] = {"type": "complete", "id": id_}
        try:
            async with aclosing(self._answers(request)) as answers:
                async for answer in answers:
                    if answer.codes and "data" not in (told := orjson.loads(answer.body)):
                        last = {"type": "error", "id": id_, "payload": told["errors"]}
                        break
                    await self._put(b'{"type":"next","id":' + orjson.dumps(id_) + b',"payload":' + answer.body + b"}")
            self._operations.pop(id_, None)
            await self._tell(last)
        except OSError:  # the client is gone, which the reading task learns by itself
            self._operations.pop(id_, None)

    async def _answers(self, request: Request) -> AsyncGenerator[Answer, None]:
        asked = (request.query, request.variables, request.operation_name)
        try:
            subscribed = None if request.explain else self._engine.subscription(*asked)
        except Exception as error:  # noqa: BLE001 - every error becomes an answer
            yield refused(error)
            return
        if subscribed is None:
            yield await self._engine.execute(*asked, authorization=self.authorization, explain=request.explain)
            return
        async with aclosing(self._subscriptions.answers(subscribed)) as answers:
            async for answer in answers:
                yield answer

    async def _tell(self, message: Mapping[str, Any]) -> None:
        await self._put(orjson.dumps(message))

    async def _put(self, text: bytes) -> None:
        """Send a message. A client that does not take it in time is closed."""
        try:
            async with asyncio.timeout(self._engine.settings.sending_limit), self._sending:
                await self._send({"type": "websocket.send", "text": text.decode()})
        except TimeoutError:
            self._stop(_SLOW)
            raise OSError(_SLOW.reason) from None


def _pong(message: Mapping[str, Any]) -> dict[str, Any]:
    payload = message.get("payload")
    return {"type": "pong"} | ({"payload": payload} if payload is not None else {})


def _closing(close: Close) -> Message:
    return {"type": "websocket.close", "code": close.code, "reason": close.reason.encode()[:_REASON].decode("utf-8", "ignore")}


def _may_come_from(headers: Mapping[bytes, bytes], allowed: tuple[str, ...]) -> bool:
    """Whether a page of that origin may open a socket: one of this host, or of a site that is named. A program sends no origin."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    return not origin or origin in allowed or urlsplit(origin).netloc == headers.get(b"host", b"").decode("latin-1")


async def _deny(scope: Scope, send: Send, status: int, message: str, code: str) -> None:
    """Refuse a handshake, with the reason where the server can send one."""
    if "websocket.http.response" not in (scope.get("extensions") or {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    body = orjson.dumps({"errors": [error_json(message, code)]})
    await send({"type": "websocket.http.response.start", "status": status, "headers": [*SECURITY, (b"content-type", b"application/json; charset=utf-8")]})
    await send({"type": "websocket.http.response.body", "body": body})
