"""Owns what the JSON line of a claim says: its keys as checked values on their way to columns, without an object for each line.

It must not read files, nor know which report a line is of or where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import TypeAlias

import orjson

from graph.claim import JsonObject, Place, Scalar, Stated, check_form, check_meaning, digest_of, without_id
from graph.claim_columns import ClaimColumns, ClaimRows
from graph.errors import InvalidClaim, InvalidInput
from graph.ontology import ONTOLOGY, Ontology
from graph.values import Polarity, Qualifier, Review, Spelling, partial_date

_KNOWN = 20_000
_HINT = "See docs/claim.schema.json."
_EXACT, _STATED, _NONE = Qualifier.EXACT, Polarity.STATED, Review.NONE  # looking at an enum for them takes longer than all else about them

Told: TypeAlias = "tuple[Spelling, Spelling | None, str | None]"  # subject, object, value


class ClaimLines:
    """The claims of lines. Most of a large file's relationships are like one before them, and what the ontology allowed is not asked again."""

    def __init__(self, ontology: Ontology = ONTOLOGY) -> None:
        self._ontology = ontology
        self._rows = ClaimRows()
        self._fitting: set[tuple[str, str | None, str | None, str | None]] = set()

    def add(self, line: JsonObject, report: Spelling, place: Place, said_on: str | None = None) -> Told:
        """Take the claim of a line, made by `report`, proven by what stands at `place`; what later lines may depend on.

        `said_on` is for a line without a date of its own. InvalidClaim says what is wrong and why.
        """
        try:
            subject, object_, properties, stated = _read(line, said_on)
        except KeyError as error:
            raise InvalidClaim(f"The line lacks {error}.", hint=_HINT) from error
        except (TypeError, ValueError, AttributeError, InvalidInput) as error:
            raise InvalidClaim(str(error), hint=_HINT) from error
        check_form(self._ontology, subject[0], stated)
        try:
            digest = digest_of((report, subject, object_), properties, stated, place)
            own = orjson.dumps(properties).decode() if properties else None
        except TypeError as error:
            raise without_id() from error
        self._check_meaning(subject[0], object_[0] if object_ else None, properties, own, stated)
        self._rows.add(digest, (report, subject, object_), own, stated, place)
        return subject, object_, stated[3]

    def columns(self) -> ClaimColumns:
        """The claims so far, which begin anew."""
        rows, self._rows = self._rows, ClaimRows()
        return rows.columns()

    def _check_meaning(self, subject: str, object_: str | None, properties: Mapping[str, Scalar], own: str | None, stated: Stated) -> None:
        if stated[0]:
            check_meaning(self._ontology, subject, object_, properties, stated)
            return
        like = subject, stated[1], object_, own
        if like not in self._fitting:
            check_meaning(self._ontology, subject, object_, properties, stated)
            if len(self._fitting) > _KNOWN:
                self._fitting.clear()
            self._fitting.add(like)


def _spelled(line: JsonObject) -> Spelling:
    """The spelling of a node of a line. InvalidClaim if it has no name."""
    name = line["name"]
    if not isinstance(name, str) or not name.strip():
        raise InvalidClaim("A node's name is empty.", hint="Give it the name that the report prints.")
    return str(line["type"]), name, str(line.get("scope") or "")


def _read(line: JsonObject, said_on: str | None) -> tuple[Spelling, Spelling | None, dict[str, Scalar], Stated]:
    """Subject, object, properties, and what is stated."""
    get = line.get
    object_, as_of, said_as, own = get("object"), get("asOf"), get("saidOn"), get("properties")
    property_, relationship, unit, text, value = get("property"), get("relationship"), get("unit"), get("text"), get("value")
    low, high, qualifier, polarity, review = get("min"), get("max"), get("qualifier"), get("polarity"), get("review")
    subject, method = _spelled(line["subject"]), str(get("method") or "jsonl")
    property_ = property_ if property_ is None else _word("property", property_)
    relationship = relationship if relationship is None else _word("relationship", relationship)
    object_ = _spelled(object_) if object_ else None
    properties = dict(own) if own else {}
    text = text if text is None else _string(text)
    value = value if value is None else _string(value)
    low = low if low is None else _number(low)
    high = high if high is None else _number(high)
    unit = unit if unit is None else _word("unit", unit)
    qualifier = Qualifier(qualifier) if qualifier else _EXACT
    polarity = Polarity(polarity) if polarity else _STATED
    as_of = partial_date(as_of) if as_of else said_on
    said_on = partial_date(said_as) if said_as else said_on
    confidence = float(get("confidence", 1.0))
    review = Review(review) if review else _NONE
    for name, given in properties.items():
        if not isinstance(name, str) or not isinstance(given, str | int | float):
            raise InvalidClaim("A relationship's property is a text, a number or true or false.")
    if said_on is None and as_of and "saidOn" not in line:
        said_on = as_of
    return subject, object_, properties, (
        property_, relationship, text, value, low, high, unit, qualifier, polarity, as_of, said_on, confidence, method, review)  # fmt: skip


def _word(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidClaim(f"{key} is not a text.")
    return value


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidClaim(f"{value!r} is not a number.")
    number = float(value)
    if not isfinite(number):
        raise InvalidClaim(f"{value!r} is not a finite number.")
    return number
