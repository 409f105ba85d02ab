"""Owns every error that Reportgraph raises on purpose; it must not import anything of the project.

    ReportgraphError
    |- InvalidInput          what the caller gave cannot be used; the message says what to give instead
    |  |- InvalidClaim       a claim that the ontology or its own evidence refuses
    |  |- InvalidPlan        a plan that no store can answer (a bug of the caller, not of the user)
    |  `- QueryTooCostly     a bound on work was reached; the message names the bound
    |- NotFound              a node, file or document that is not there
    |- StoreError
    |  |- StoreUnavailable   cannot be reached or opened now; trying again may help
    |  |- StoreTooNew        written by a newer version of Reportgraph
    |  |- StoreTimeout       the statement ran longer than it was allowed to
    |  `- StoreTooSmall      what was asked needs more memory than the store has
    `- UnreadableDocument    bytes that are not text, HTML or PDF

`code` is what GraphQL shows as `extensions.code`.
"""

from __future__ import annotations


class ReportgraphError(Exception):
    """Root of all; `hint` is one sentence on what to do next, or empty."""

    code = "INTERNAL"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message


class InvalidInput(ReportgraphError):
    """What the caller gave cannot be used."""

    code = "BAD_USER_INPUT"


class InvalidClaim(InvalidInput):
    """A claim that the ontology or its own evidence refuses."""


class InvalidPlan(InvalidInput):
    """A plan that no store can answer."""

    code = "INTERNAL"


class QueryTooCostly(InvalidInput):
    """A bound on work was reached."""

    code = "QUERY_TOO_COSTLY"


class NotFound(ReportgraphError):
    """A node, file or document that is not there."""

    code = "NOT_FOUND"


class StoreError(ReportgraphError):
    """The store could not do what was asked."""


class StoreUnavailable(StoreError):
    """The store cannot be reached or opened now."""

    code = "STORE_UNAVAILABLE"


class StoreTooNew(StoreError):
    """The store was written by a newer version of Reportgraph."""

    code = "STORE_UNAVAILABLE"


class StoreTimeout(StoreError):
    """A statement ran longer than it was allowed to."""

    code = "TIMEOUT"


class StoreTooSmall(StoreError):
    """What was asked needs more memory than the store has; less of it may not."""

    code = "QUERY_TOO_COSTLY"


class UnreadableDocument(ReportgraphError):
    """Bytes that are not text, HTML or PDF."""

    code = "BAD_USER_INPUT"
