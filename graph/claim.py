"""Owns documents, spans, claims and their JSON lines: the truth that every store keeps.

It must not know how a claim was found (loaders), how it is kept (stores) or what is made of it (views).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isfinite
from operator import attrgetter
from typing import Any, TypeAlias

import orjson

from graph.errors import InvalidClaim, InvalidInput
from graph.ontology import CLAIM, ONTOLOGY, Kind, Ontology, Property
from graph.values import NodeRef, Polarity, Qualifier, Review, node_ref, partial_date

Scalar: TypeAlias = str | int | float | bool
JsonObject = dict[str, Any]

_names = attrgetter("type", "name", "scope")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: `start` is the offset of its first code point in the whole raw text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind the page's last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Document:
    """Bytes as found. `pages` cover the raw text without gaps, in order; numbers are those printed, else from 1.

    `name` is what a person would call it (a file's name), never a path. `facts` holds what a load wants to
    remember about it and that no claim says: how it was healed, the account of its characters.
    """

    sha256: str
    name: str
    media_type: str
    encoding: str
    language: str
    pages: tuple[Page, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def raw(self) -> str:
        """The whole raw text."""
        return "".join(page.text for page in self.pages)

    def page_of(self, offset: int) -> Page:
        """The page that holds `offset`; the last one for what lies behind the text."""
        return self.pages[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.pages]

    def span(self, start: int, end: int) -> Span:
        """The span [start, end) of the raw text, cut at the end of the page that it begins on."""
        page = self.page_of(start)
        end = min(end, page.end)
        return Span(self.sha256, page.number, start, end, page.text[start - page.start : end - page.start])

    def to_json(self) -> JsonObject:
        """The document as one JSON line of an export."""
        return {"document": {
            "sha256": self.sha256, "name": self.name, "mediaType": self.media_type, "encoding": self.encoding, "language": self.language,
            "pages": [{"number": p.number, "start": p.start, "text": p.text} for p in self.pages], "facts": dict(self.facts)}}  # fmt: skip

    @classmethod
    def from_json(cls, line: JsonObject) -> Document:
        """The document of an export's line. InvalidClaim if a key is missing."""
        try:
            d = line["document"]
            pages = tuple(Page(p["number"], p["start"], p["text"]) for p in d["pages"])
            return cls(d["sha256"], d["name"], d["mediaType"], d["encoding"], d["language"], pages, d.get("facts") or {})
        except (KeyError, TypeError) as error:
            raise InvalidClaim(f"A document line lacks {error}.", hint="Take it as `reportgraph export` wrote it.") from error


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document's raw text, in code points of the whole text: raw[start:end] == quote, always."""

    document: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Claim:
    """One statement of one report. Either `property` or `relationship` (with `object`) is set.

    `text` is as printed; `value` is canonical (ISO date, enum, name, plain number); a quantity has `min`, `max` and
    `unit` in canonical units. `properties` are the relationship's own. `as_of` is the date the report gives for the statement,
    else the report's own date; `said_on` is the report's own date, and may be unknown.
    """

    report: NodeRef
    subject: NodeRef
    span: Span
    method: str
    property: str | None = None
    relationship: str | None = None
    object: NodeRef | None = None
    properties: Mapping[str, Scalar] = field(default_factory=dict)
    text: str | None = None
    value: str | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    polarity: Polarity = Polarity.STATED
    as_of: str | None = None
    said_on: str | None = None
    confidence: float = 1.0
    review: Review = Review.NONE

    @cached_property
    def id(self) -> str:
        """`Claim.` and the digest in hex. TypeError as for that."""
        return f"{CLAIM}.{self.digest.hex()}"

    @cached_property
    def digest(self) -> bytes:
        """16 bytes of BLAKE2b over the content: all but confidence, method and review, which may be
        bettered later without the statement being another one. TypeError where a text holds half of a surrogate pair."""
        span, object_, properties = self.span, self.object, self.properties
        content = [
            _names(self.report), _names(self.subject), self.property, self.relationship, _names(object_) if object_ else None,
            sorted(properties.items()) if properties else (), self.text, self.value, self.min, self.max, self.unit, self.qualifier, self.polarity, self.as_of,
            self.said_on, (span.document, span.page, span.start, span.end, span.quote),
        ]  # fmt: skip
        return hashlib.blake2b(orjson.dumps(content), digest_size=16).digest()

    @cached_property
    def slot(self) -> str:
        """The property or relationship that the claim is about."""
        return self.property or self.relationship or ""

    def reviewed(self, review: Review) -> Claim:
        """The same claim after a person's decision; its id stays."""
        return replace(self, review=review)

    def to_json(self) -> JsonObject:
        """The claim as one line of `reportgraph extract` and `export` (docs/claim.schema.json)."""
        span = self.span
        line: JsonObject = {"report": _ref_json(self.report), "subject": _ref_json(self.subject)}
        line |= {"property": self.property} if self.property else {"relationship": self.relationship}
        line |= {
            "text": self.text, "value": self.value, "min": self.min, "max": self.max, "unit": self.unit, "qualifier": self.qualifier.value,
            "polarity": self.polarity.value, "object": _ref_json(self.object) if self.object else None, "properties": dict(self.properties),
            "asOf": self.as_of, "saidOn": self.said_on, "confidence": self.confidence, "method": self.method, "document": span.document,
            "page": span.page, "start": span.start, "end": span.end, "quote": span.quote}  # fmt: skip
        return line | ({"review": self.review.value} if self.review is not Review.NONE else {})

    @classmethod
    def from_json(cls, line: JsonObject, report: NodeRef, span: Span, said_on: str | None = None) -> Claim:
        """The claim of a JSON line, made by `report`, proven by `span`. InvalidClaim says which key is wrong and why."""
        get = line.get
        claim = object.__new__(cls)
        try:
            object_, as_of, said_as, properties = get("object"), get("asOf"), get("saidOn"), get("properties")
            property_, relationship, unit, text, value = get("property"), get("relationship"), get("unit"), get("text"), get("value")
            low, high, qualifier, polarity, review = get("min"), get("max"), get("qualifier"), get("polarity"), get("review")
            # A frozen dataclass sets its fields one by one, which is most of what reading a line would take.
            claim.__dict__.update(
                report=report, subject=_ref(line["subject"]), span=span, method=str(get("method") or "jsonl"),
                property=property_ if property_ is None else _word("property", property_),
                relationship=relationship if relationship is None else _word("relationship", relationship), object=_ref(object_) if object_ else None,
                properties=dict(properties) if properties else {}, text=text if text is None else _string(text),
                value=value if value is None else _string(value), min=low if low is None else _number(low), max=high if high is None else _number(high),
                unit=unit if unit is None else _word("unit", unit), qualifier=Qualifier(qualifier) if qualifier else Qualifier.EXACT,
                polarity=Polarity(polarity) if polarity else Polarity.STATED, as_of=partial_date(as_of) if as_of else said_on,
                said_on=partial_date(said_as) if said_as else said_on, confidence=float(get("confidence", 1.0)),
                review=Review(review) if review else Review.NONE)  # fmt: skip
        except KeyError as error:
            raise InvalidClaim(f"The line lacks {error}.", hint="See docs/claim.schema.json.") from error
        except (TypeError, ValueError, AttributeError, InvalidInput) as error:
            raise InvalidClaim(str(error), hint="See docs/claim.schema.json.") from error
        return claim


def _ref_json(ref: NodeRef) -> JsonObject:
    return {"type": ref.type, "name": ref.name} | ({"scope": ref.scope} if ref.scope else {})


def _ref(line: JsonObject) -> NodeRef:
    name = line["name"]
    if not isinstance(name, str) or not name.strip():
        raise InvalidClaim("A node's name is empty.", hint="Give it the name that the report prints.")
    return node_ref(str(line["type"]), name, str(line.get("scope") or ""))


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


def validate(claim: Claim, ontology: Ontology = ONTOLOGY) -> None:
    """InvalidClaim, saying what is wrong, unless the ontology knows the claim's types and its value fits them."""
    subject = ontology.nodes.get(claim.subject.type)
    if subject is None:
        raise InvalidClaim(f"{claim.subject.type!r} is no node type.", hint=f"Use one of {', '.join(ontology.labels)}.")
    if bool(claim.property) == bool(claim.relationship):
        raise InvalidClaim("A claim is about a property or about a relationship, one of them.")
    if claim.min is not None and claim.max is not None and claim.min > claim.max:
        raise InvalidClaim(f"min {claim.min} is above max {claim.max}.")
    if not 0 <= claim.confidence <= 1:
        raise InvalidClaim(f"confidence {claim.confidence} is not between 0 and 1.")
    try:
        _ = claim.digest
    except TypeError as error:
        raise InvalidClaim("The text has half of a surrogate pair.", hint="Decode the source as UTF-16 or UTF-8.") from error
    if claim.property:
        property_ = ontology.properties.get((subject.label, claim.property))
        if property_ is None:
            known = ", ".join(p.name for p in subject.properties)
            raise InvalidClaim(f"{subject.label} has no property {claim.property!r}.", hint=f"It has {known or 'none'}.")
        if claim.polarity is Polarity.STATED:
            _validate_value(property_, claim)
        return
    _validate_relationship(claim, ontology)


def _validate_relationship(claim: Claim, ontology: Ontology) -> None:
    relationship = ontology.relationships.get(claim.relationship or "")
    if relationship is None:
        raise InvalidClaim(f"{claim.relationship!r} is no relationship type.", hint=f"Use one of {', '.join(ontology.relationships)}.")
    if claim.subject.type not in relationship.sources:
        raise InvalidClaim(f"{relationship.name} does not start at {claim.subject.type}.", hint=f"It starts at {', '.join(relationship.sources)}.")
    if claim.object is None or claim.object.type not in ontology.targets(relationship):
        raise InvalidClaim(f"{relationship.name} needs an object of type {', '.join(ontology.targets(relationship))}.")
    for name, value in claim.properties.items():
        property_ = ontology.properties.get((relationship.name, name))
        if property_ is None:
            raise InvalidClaim(f"{relationship.name} has no property {name!r}.")
        parse(property_, str(value))


def _validate_value(property_: Property, claim: Claim) -> None:
    if property_.kind is Kind.QUANTITY:
        if claim.min is None and claim.max is None:
            raise InvalidClaim(f"{property_.name} is a quantity and needs min or max.")
        if property_.unit and claim.unit != property_.unit:
            raise InvalidClaim(f"{property_.name} is in {property_.unit}, not in {claim.unit}.")
        if not property_.unit and not claim.unit:
            raise InvalidClaim(f"{property_.name} needs a unit.")
        return
    parse(property_, claim.value if claim.value is not None else claim.text)


def parse(property_: Property, text: str | None) -> Scalar:
    """The stored value of a property that is no quantity. InvalidClaim if `text` is none."""
    name, kind = property_.name, property_.kind
    if text is None or not str(text).strip():
        raise InvalidClaim(f"{name} needs a value.")
    if kind is Kind.ENUM and text not in property_.values:
        raise InvalidClaim(f"{name} cannot be {text!r}.", hint=f"Use one of {', '.join(property_.values)}.")
    if kind is Kind.BOOLEAN:
        if text.casefold() not in ("true", "false"):
            raise InvalidClaim(f"{name} is true or false, not {text!r}.")
        return text.casefold() == "true"
    if kind in (Kind.INTEGER, Kind.FLOAT):
        try:
            number = int(text) if kind is Kind.INTEGER else float(text)
        except ValueError:
            raise InvalidClaim(f"{name} is a number, not {text!r}.") from None
        if not -(2**63) <= number < 2**63:
            raise InvalidClaim(f"{name} is out of range.", hint="No store keeps numbers of more than 64 bits.")
        return number
    if kind is Kind.DATE:
        try:
            return partial_date(text)
        except InvalidInput as error:
            raise InvalidClaim(f"{name}: {error.message}", hint=error.hint) from error
    return text
