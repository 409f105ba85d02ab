"""Owns the claim of a JSON line, made as one value and then looked at: what the quick way over columns must come to."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

from graph.claim import Claim, Span, validate
from graph.errors import InvalidClaim, InvalidInput
from graph.values import NodeRef, Polarity, Qualifier, Review, partial_date

_HINT = "See docs/claim.schema.json."


def claim_of(line: dict[str, Any], report: NodeRef, span: Span, said_on: str | None = None) -> Claim:
    """The valid claim of a line. InvalidClaim."""
    try:
        claim = _claim(line, report, span, said_on)
    except KeyError as error:
        raise InvalidClaim(f"The line lacks {error}.", hint=_HINT) from error
    except (TypeError, ValueError, AttributeError, InvalidInput) as error:
        raise InvalidClaim(str(error), hint=_HINT) from error
    if claim.said_on is None and claim.as_of and "saidOn" not in line:
        claim = replace(claim, said_on=claim.as_of)
    if not all(isinstance(key, str) and isinstance(value, str | int | float) for key, value in claim.properties.items()):
        raise InvalidClaim("A relationship's property is a text, a number or true or false.", hint=_HINT)
    validate(claim)
    return claim


def _claim(line: dict[str, Any], report: NodeRef, span: Span, said_on: str | None) -> Claim:
    return Claim(
        report=report,
        subject=_node(line["subject"]),
        span=span,
        method=str(line.get("method") or "jsonl"),
        property=_word(line, "property"),
        relationship=_word(line, "relationship"),
        object=_node(line["object"]) if line.get("object") else None,
        properties=dict(line.get("properties") or {}),
        text=_string(line.get("text")),
        value=_string(line.get("value")),
        min=_number(line.get("min")),
        max=_number(line.get("max")),
        unit=_word(line, "unit"),
        qualifier=Qualifier(line.get("qualifier") or "EXACT"),
        polarity=Polarity(line.get("polarity") or "STATED"),
        as_of=partial_date(line["asOf"]) if line.get("asOf") else said_on,
        said_on=partial_date(line["saidOn"]) if line.get("saidOn") else said_on,
        confidence=float(line.get("confidence", 1.0)),
        review=Review(line.get("review") or "NONE"),
    )


def _node(line: Any) -> NodeRef:
    name = line["name"]
    if not isinstance(name, str) or not name.strip():
        raise InvalidClaim("A node's name is empty.", hint="Give it the name that the report prints.")
    return NodeRef(str(line["type"]), name, str(line.get("scope") or ""))


def _word(line: dict[str, Any], key: str) -> str | None:
    value = line.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidClaim(f"{key} is not a text.")
    return value


def _string(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidClaim(f"{value!r} is not a number.")
    if not isfinite(float(value)):
        raise InvalidClaim(f"{value!r} is not a finite number.")
    return float(value)
