"""Owns whether contenders answer alike: each dialect's answer in one plain form, and when two of them agree."""

from __future__ import annotations

from typing import Any, TypeAlias

import orjson

from benchmarks.operations import Parameters

Plain: TypeAlias = Any
TO_ONE = ("developer", "publisher")  # @neo4j/graphql has lists only
_ENDS = frozenset(("min", "max", "unit"))
_IN_ORDER = frozenset(("Q2", "Q3", "Q5", "Q7"))


class Disagreement(Exception):
    """Two contenders do not answer alike."""


def plain(body: bytes) -> Plain:
    """An answer's body as a list of rows whose nested lists are in order of their ids. Disagreement if it tells of errors."""
    said = orjson.loads(body)
    if isinstance(said, dict) and ("errors" in said or "data" in said):
        if said.get("errors"):
            raise Disagreement(f"errors: {orjson.dumps(said['errors']).decode()[:600]}")
        said = next(iter(said["data"].values()))
    found = _plain(said)
    return [found] if isinstance(found, dict) else found or []


def _plain(value: Any) -> Plain:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [_plain(element) for element in value]
    if not isinstance(value, dict):
        return value
    if value.keys() & {"nodes", "edges"}:
        return _plain(value.get("nodes") or value.get("edges") or [])
    row: dict[str, Any] = {}
    for key, inner in value.items():
        row.update(_entry(key, inner))
    for key, inner in row.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            row[key] = sorted(inner, key=lambda element: str(element.get("id") or element.get("name")))
    return row


def _entry(key: str, inner: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """What one entry of an object is in the plain form."""
    if key == "keys":  # of a group
        return {"publisher": inner["publisher"] and inner["publisher"]["name"], "sector": inner["sectors"] and inner["sectors"]["name"]}
    if key in ("node", "properties"):
        return dict(_plain(inner))
    if key == "__typename":
        return {"type": inner}
    if key == "aliases":
        return {key: inner or []}
    if isinstance(inner, dict) and inner.keys() <= _ENDS:
        return {key + end.capitalize(): bound for end, bound in inner.items()}
    found = _plain(inner)
    if key in TO_ONE and isinstance(found, list):
        found = found[0] if found else None
    return {key: found}


def check(operation: str, parameters: Parameters, wanted: Plain, found: Plain) -> None:
    """Disagreement if two plain answers are not the same as far as the operation says what the answer is."""
    if len(wanted) != len(found):
        raise Disagreement(f"{len(found)} rows instead of {len(wanted)}")
    if operation == "Q5":
        _check_hits(parameters["text"], found)
        return
    if operation == "Q6":  # any of the groups with the smallest count may be the last ones
        least = min((row["count"] for row in wanted), default=0)
        wanted, found = ([row for row in rows if row["count"] > least] for rows in (wanted, found))
    if operation not in _IN_ORDER:
        wanted, found = _sorted(wanted), _sorted(found)
    for ours, theirs in zip(wanted, found, strict=True):
        if ours != theirs:
            raise Disagreement(f"{orjson.dumps(theirs).decode()[:900]}\n  instead of\n{orjson.dumps(ours).decode()[:900]}")


def _check_hits(text: str, found: Plain) -> None:
    """Scores differ from index to index: each hit has all words, and the order is that of the scores, then of names."""
    for row in found:
        if not all(word.lower() in row["name"].lower() for word in text.split()):
            raise Disagreement(f"{row['name']!r} is no hit for {text!r}")
    if [row["score"] for row in found] != sorted((row["score"] for row in found), reverse=True):
        raise Disagreement("the hits are not in the order of their scores")


def _sorted(rows: Plain) -> Plain:
    return sorted(rows, key=lambda row: orjson.dumps(row, option=orjson.OPT_SORT_KEYS))
