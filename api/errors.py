"""Owns how errors are told to clients: one form, a code in each, never a traceback, a path or a statement's text."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from graphql import GraphQLError

from graph.errors import ReportgraphError, StoreTooSmall

ErrorJson: TypeAlias = dict[str, Any]

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"
TOO_COSTLY = "QUERY_TOO_COSTLY"
INTERNAL = "INTERNAL"
UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"

_STATUS = {"NOT_FOUND": 200, UNAUTHENTICATED: 401, FORBIDDEN: 403, "TIMEOUT": 504, "STORE_UNAVAILABLE": 503, INTERNAL: 500}
_STORE_MESSAGES = {
    "TIMEOUT": "The operation took longer than it may. Ask for less: smaller pages, fewer connections.",
    "STORE_UNAVAILABLE": "The graph cannot be reached now. Try again in a moment; `reportgraph doctor` says what is wrong.",
}
_NO_MEMORY = "The operation needs more memory than the graph's server has. Ask for less: smaller pages, fewer connections."
_log = logging.getLogger("reportgraph.api")


class OperationError(Exception):
    """An operation that cannot be run, with the errors to tell."""

    def __init__(self, errors: Sequence[ErrorJson]) -> None:
        super().__init__(errors[0]["message"] if errors else "")
        self.errors = list(errors)


def error_json(message: str, code: str, *, path: Sequence[str | int] = (), locations: Iterable[Any] = ()) -> ErrorJson:
    """One error of a GraphQL answer."""
    told: ErrorJson = {"message": message}
    places = [{"line": place.line, "column": place.column} for place in locations]
    if places:
        told["locations"] = places
    if path:
        told["path"] = list(path)
    return told | {"extensions": {"code": code}}


def from_graphql(error: GraphQLError, code: str) -> ErrorJson:
    """An error of graphql-core under `code`; what one of our own checks said keeps its own words and code."""
    original = error.original_error
    if isinstance(original, ReportgraphError) and code != VALIDATION_FAILED:
        code = original.code
    return error_json(error.message, code, path=error.path or (), locations=error.locations or ())


def from_exception(error: BaseException, path: Sequence[str | int] = ()) -> ErrorJson:
    """Any error: ours in its own words, a store's in ours (its own may name files and hosts), another one as an internal
    error whose details are in the log under an id."""
    code = "TIMEOUT" if isinstance(error, TimeoutError) else error.code if isinstance(error, ReportgraphError) else INTERNAL
    if isinstance(error, UnicodeEncodeError):
        return error_json("A text has half of a surrogate pair in it. Send whole characters.", BAD_USER_INPUT, path=path)
    told = _NO_MEMORY if isinstance(error, StoreTooSmall) else _STORE_MESSAGES.get(code)
    if told is not None:
        _log.warning("%s: %s", code, error)
        return error_json(told, code, path=path)
    if code != INTERNAL:
        return error_json(str(error), code, path=path)
    id_ = secrets.token_hex(4)
    _log.error("internal error %s", id_, exc_info=error)
    return error_json(f"Something went wrong inside Reportgraph; the log has it as {id_}.", INTERNAL, path=path)


def status_of(errors: Sequence[ErrorJson]) -> int:
    """The HTTP status of an answer without data: the worst of its errors'."""
    return max((_STATUS.get(e["extensions"]["code"], 400) for e in errors), default=200)
