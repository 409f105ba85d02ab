"""Owns who may change the graph: whoever shows the token that the server was started with. It must not know HTTP or the graph."""

from __future__ import annotations

import hmac

from pydantic import SecretStr

from api.errors import FORBIDDEN, UNAUTHENTICATED, OperationError, error_json

_HOW = "Send it as the header `Authorization: Bearer TOKEN`."
_OFF = "Changes are switched off on this server. Set REPORTGRAPH_TOKEN to a long random text and start it again; then show that text."


def check_token(configured: SecretStr | None, authorization: str | None) -> None:
    """OperationError unless `authorization` (the header's value) shows the configured token: FORBIDDEN where none is configured,
    UNAUTHENTICATED where none or another one is shown. How long it takes does not tell how much of a token was right."""
    token = configured.get_secret_value().strip() if configured else ""
    if not token:
        raise OperationError([error_json(f"{_OFF} {_HOW}", FORBIDDEN)])
    scheme, _, shown = (authorization or "").strip().partition(" ")
    if scheme.casefold() != "bearer" or not shown.strip():
        raise OperationError([error_json(f"This changes the graph, which needs the server's token. {_HOW}", UNAUTHENTICATED)])
    if not hmac.compare_digest(shown.strip().encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass")):
        raise OperationError([error_json(f"The token is not this server's. {_HOW}", UNAUTHENTICATED)])
