"""Owns the way from the driver's errors to ours: what to do about it, and never a password or a statement's text."""

from __future__ import annotations

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import InvalidInput, ReportgraphError, StoreError, StoreTimeout, StoreTooSmall, StoreUnavailable

_START = "Is Neo4j running there? `reportgraph neo4j start` starts one."
_LOGIN = "Give user and password in the address (neo4j://user:password@host:7687) or in NEO4J_USERNAME and NEO4J_PASSWORD."
_TIMED_OUT = ("Neo.ClientError.Transaction.TransactionTimedOut", "Neo.TransientError.Transaction.TransactionTimedOut")
_TERMINATED = "Neo.TransientError.Transaction.Terminated"
_MEMORY = "Ask for less, or load less at once; or give Neo4j more memory (server.memory.heap.max_size, dbms.memory.transaction.total.max)."


def translated(error: Exception, address: str) -> ReportgraphError:
    """Our error for one of the driver's; `address` is the server's, without the login."""
    if isinstance(error, AuthError):
        return StoreUnavailable(f"{address} does not take this login.", hint=_LOGIN)
    if isinstance(error, Neo4jError):
        return _of_server(error, address)
    if isinstance(error, ConfigurationError | ValueError):
        return InvalidInput(f"{address} cannot be used: {error}.", hint="Write neo4j://host:7687 or bolt://host:7687.")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreUnavailable(f"Neo4j at {address} cannot be reached.", hint=_START)
    if isinstance(error, DriverError):
        return StoreUnavailable(f"Neo4j at {address} cannot be used now: {type(error).__name__}.", hint=_START)
    return StoreError(f"Neo4j at {address} failed: {type(error).__name__}.")


def _of_server(error: Neo4jError, address: str) -> ReportgraphError:
    code, message = str(error.code), str(error.message)
    if code.startswith(_TIMED_OUT) or code == _TERMINATED:
        return StoreTimeout("The query ran longer than it may.", hint="Ask for less, or allow more time.")
    if "Invalid Regex" in message:
        return InvalidInput("A regular expression cannot be used.", hint=message.partition("\n")[0].removeprefix("Invalid Regex: ") + ".")
    if code.startswith("Neo.ClientError.Database.DatabaseNotFound"):
        return StoreUnavailable(f"{address} has no such database.", hint="Name one that is there in NEO4J_DATABASE, or none for the default.")
    if _is_out_of_memory(error):
        return StoreTooSmall(f"Neo4j at {address} has too little memory for this.", hint=_MEMORY)
    if error.is_retryable() or code.startswith("Neo.TransientError"):
        return StoreUnavailable(f"Neo4j at {address} is busy ({code}).", hint="Try again.")
    return StoreError(f"Neo4j at {address} refused: {code}.")


def _is_out_of_memory(error: Exception) -> bool:
    """Whether the server says that a transaction may not have as much memory as it needs."""
    return isinstance(error, Neo4jError) and str(error.code).endswith("OutOfMemoryError")


def may_be_made_again(error: Exception) -> bool:
    """Whether a change may go well when it is made again. What was made already changes nothing then: so a commit that was not confirmed counts."""
    return isinstance(error, IncompleteCommit) or (is_retryable(error) and not _is_out_of_memory(error))


def is_of_another(error: Exception) -> bool:
    """Whether the server went away, or has not what a bookmark is of: what answers at this address now may be another graph, restored or imported."""
    return isinstance(error, ServiceUnavailable | SessionExpired) or (isinstance(error, Neo4jError) and "Bookmark" in str(error.code))


def is_retryable(error: Exception) -> bool:
    """Whether the driver says that the same read may go well when it is sent again."""
    return isinstance(error, Neo4jError | DriverError) and error.is_retryable()
