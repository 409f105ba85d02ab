"""Owns GraphQL over HTTP: requests in, answers out, as the specification and its audits want them. It must not know the graph.

One ASGI callable without middleware: this is the path that every operation takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import parse_qs

import orjson
from starlette.types import Receive, Scope, Send

from api.errors import BAD_USER_INPUT, PERSISTED_QUERY_NOT_SUPPORTED, error_json
from api.execution import Answer, Engine

Header: TypeAlias = tuple[bytes, bytes]

GRAPHQL_JSON, JSON, HTML = "application/graphql-response+json", "application/json", "text/html"
SECURITY: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)
NO_PERSISTED_QUERIES = "PersistedQueryNotSupported"  # the one message that clients know: they then send texts from now on
_UNSUPPORTED, _NOT_ACCEPTABLE, _TOO_LARGE = 415, 406, 413


class RequestError(Exception):
    """A request that is no GraphQL request."""

    def __init__(self, status: int, message: str, headers: tuple[Header, ...] = (), *, code: str = BAD_USER_INPUT) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers
        self.code = code


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks, whichever way it came."""

    query: str
    variables: Mapping[str, Any] | None
    operation_name: str | None
    explain: bool = False


class GraphQLEndpoint:
    """POST and GET of operations; a browser that opens the address gets `page`."""

    def __init__(self, engine: Engine, page: bytes | None, page_headers: tuple[Header, ...]) -> None:
        self._engine = engine
        self._page = page
        self._page_headers = page_headers
        self._origins = frozenset(engine.settings.allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        shared = SECURITY + self._cross_origin(headers)
        accept = headers.get(b"accept", b"").decode("latin-1")
        try:
            if scope["method"] == "OPTIONS" and self._origins:
                await _send(send, 204, b"", shared)
                return
            if scope["method"] in ("GET", "HEAD") and self._page is not None and _wants_page(accept, scope):
                await _send(send, 200, self._page, (*shared, *self._page_headers, (b"content-type", b"text/html; charset=utf-8"), (b"vary", b"Accept")))
                return
            media = _media(accept)
            request = await self._request(scope, headers, receive)
            answer = await self._engine.execute(
                request.query, request.variables, request.operation_name, only_queries=scope["method"] != "POST",
                authorization=headers[b"authorization"].decode("utf-8", "replace") if b"authorization" in headers else None,
                explain=request.explain,
            )  # fmt: skip
        except RequestError as refused:
            self._engine.metrics.count("requests_refused")
            body = orjson.dumps({"errors": [error_json(refused.message, refused.code)]})
            kind = accept_or_json(accept)
            await _send(send, refused.status, body, (*shared, *refused.headers, (b"content-type", f"{kind}; charset=utf-8".encode())))
            return
        status = answer.status if media == GRAPHQL_JSON or answer.status in (405, 503) else 200
        await _send(send, status, answer.body, (*shared, *_MEDIA_HEADERS[media], *_otherwise(answer)))

    def _cross_origin(self, headers: Mapping[bytes, bytes]) -> tuple[Header, ...]:
        origin = headers.get(b"origin", b"")
        if not origin or origin.decode("latin-1") not in self._origins:
            return ()
        return (
            (b"access-control-allow-origin", origin), (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
            (b"access-control-allow-headers", b"content-type, accept, authorization"), (b"vary", b"Origin"),
        )  # fmt: skip

    async def _request(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> Request:
        if scope["method"] == "POST":
            _check_content_type(headers.get(b"content-type", b"").decode("latin-1"))
            return _from_body(await _body(headers, receive, self._engine.settings.max_body))
        if scope["method"] not in ("GET", "HEAD"):
            raise RequestError(405, "Operations come by POST, queries also by GET.", ((b"allow", b"GET, POST"),))
        if len(scope["query_string"]) > self._engine.settings.max_url:
            raise RequestError(414, "The address is too long. Send the operation by POST.")
        return _from_url(scope["query_string"])


def accept_or_json(accept: str) -> str:
    """The media type for a refusal: plain JSON unless the client only reads GraphQL's own."""
    return GRAPHQL_JSON if GRAPHQL_JSON in accept else JSON


def _otherwise(answer: Answer) -> tuple[Header, ...]:
    """What the client is told to do otherwise."""
    return _OTHERWISE.get(answer.status, ())


_OTHERWISE: dict[int, tuple[Header, ...]] = {401: ((b"www-authenticate", b"Bearer"),), 405: ((b"allow", b"POST"),)}
_MEDIA_HEADERS: dict[str, tuple[Header, ...]] = {
    media: ((b"content-type", f"{media}; charset=utf-8".encode()), (b"vary", b"Accept")) for media in (GRAPHQL_JSON, JSON)
}


def _wants_page(accept: str, scope: Scope) -> bool:
    return HTML in accept and not any(part.startswith(b"query=") for part in scope["query_string"].split(b"&"))


@lru_cache(maxsize=256)
def _media(accept: str) -> str:
    """The media type to answer with: the one that the client likes best. RequestError if it takes neither."""
    liked = _qualities(accept)
    offered = {JSON: max(liked.get(kind, 0.0) for kind in (JSON, "application/*", "*/*")), GRAPHQL_JSON: liked.get(GRAPHQL_JSON, 0.0)}
    if not accept.strip():
        return JSON
    if not any(offered.values()):
        raise RequestError(_NOT_ACCEPTABLE, f"Answers come as {GRAPHQL_JSON} or {JSON}.")
    return GRAPHQL_JSON if offered[GRAPHQL_JSON] and offered[GRAPHQL_JSON] >= liked.get(JSON, 0.0) else JSON


def _qualities(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            found[kind.lower()] = float(weight)
        except ValueError:
            found[kind.lower()] = 0.0
    return found


def _check_content_type(given: str) -> None:
    if given == JSON:
        return
    kind, *parameters = (piece.strip().lower() for piece in given.split(";"))
    charset = next((p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    if kind != JSON or charset not in ("utf-8", "utf8"):
        raise RequestError(_UNSUPPORTED, f"The body is to be {JSON} in UTF-8.", ((b"accept", JSON.encode()),))


async def _body(headers: Mapping[bytes, bytes], receive: Receive, greatest: int) -> bytes:
    """The body, counted as it comes in. RequestError as soon as it is too large."""
    declared = headers.get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > greatest:
        raise RequestError(_TOO_LARGE, f"The body has more than {greatest} bytes.", ((b"connection", b"close"),))
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestError(400, "The client went away.")
        chunk, more = message.get("body", b""), message.get("more_body", False)
        size += len(chunk)
        if size > greatest:
            raise RequestError(_TOO_LARGE, f"The body has more than {greatest} bytes.", ((b"connection", b"close"),))
        chunks.append(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _from_body(body: bytes) -> Request:
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestError(400, f"The body is not JSON: {error}.") from None
    if isinstance(given, list):
        raise RequestError(400, "Batches are not offered. Send one operation in a request.")
    if not isinstance(given, dict):
        raise RequestError(400, 'The body is to be an object: {"query": "...", "variables": {...}}.')
    return checked(given)


def _from_url(query_string: bytes) -> Request:
    try:
        pairs = parse_qs(query_string.decode("ascii"), keep_blank_values=True, strict_parsing=bool(query_string), errors="strict", max_num_fields=20)
    except (ValueError, UnicodeDecodeError):
        raise RequestError(400, "The address has a query that cannot be read. Encode it as UTF-8.") from None
    given: dict[str, Any] = {key: values[0] for key, values in pairs.items()}
    for key in ("variables", "extensions"):
        if given.get(key):
            try:
                given[key] = orjson.loads(given[key])
            except orjson.JSONDecodeError:
                raise RequestError(400, f"`{key}` is not JSON.") from None
        else:
            given.pop(key, None)
    return checked(given)


def checked(given: Mapping[str, Any]) -> Request:
    """The request of a body's keys. RequestError if it is none."""
    query, variables, name, extensions = given.get("query"), given.get("variables"), given.get("operationName"), given.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise RequestError(400, "`extensions` is to be an object.")
    if not query and extensions and "persistedQuery" in extensions:
        raise RequestError(400, NO_PERSISTED_QUERIES, code=PERSISTED_QUERY_NOT_SUPPORTED)
    if not isinstance(query, str) or not query:
        raise RequestError(400, "`query` is to be the text of an operation.")
    if variables is not None and not isinstance(variables, dict):
        raise RequestError(400, "`variables` is to be an object.")
    if name is not None and not isinstance(name, str):
        raise RequestError(400, "`operationName` is to be text.")
    explain = extensions.get("explain") if extensions else None
    if explain is not None and not isinstance(explain, bool):
        raise RequestError(400, "`extensions.explain` is to be true or false.")
    return Request(query, variables, name, explain is True)


async def _send(send: Send, status: int, body: bytes, headers: tuple[Header, ...]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
