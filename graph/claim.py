"""Owns documents, spans, claims and their JSON lines: the truth that every store keeps.

It must not know how a claim was found (loaders), how it is kept (stores) or what is made of it (views).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeAlias

import orjson

from graph.errors import InvalidClaim, InvalidInput
from graph.ontology import CLAIM, ONTOLOGY, Kind, Ontology, Property
from graph.values import NodeRef, Polarity, Qualifier, Review, Spelling, partial_date

Scalar: TypeAlias = str | int | float | bool
JsonObject = dict[str, Any]
Ends: TypeAlias = "tuple[Spelling, Spelling, Spelling | None]"  # report, subject, object
Place: TypeAlias = "tuple[str, int, int, int, str]"  # a Span's fields
Stated: TypeAlias = (  # property to review: a Claim's fields in the order of STATED
    "tuple[str | None, str | None, str | None, str | None, float | None, float | None, str | None, Qualifier, Polarity, str | None, str | None, "
    "float, str, Review]"
)

# attrgetter takes a third of the time of naming attributes one by one.
SPELLING = attrgetter("type", "name", "scope")
STATED = attrgetter(
    "property", "relationship", "text", "value", "min", "max", "unit", "qualifier", "polarity", "as_of", "said_on", "confidence", "method", "review",
)  # fmt: skip
PLACE = attrgetter("document", "page", "start", "end", "quote")
_CONTENT = 11  # of what is stated: all that makes it another statement


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
        return self.pages[self._place_of(offset)]

    def text(self, start: int, end: int) -> str:
        """raw[start:end] of a start and an end that are not below 0, without making the whole raw text, which may be hundreds of megabytes."""
        first = self._place_of(start)
        pages = self.pages[first : max(bisect_left(self._starts, end), first + 1)]
        before = pages[0].start if pages else 0
        return "".join(page.text for page in pages)[start - before : max(start, end) - before]

    def _place_of(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

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
        return digest_of(self.ends(), self.properties, STATED(self), PLACE(self.span))

    def ends(self) -> Ends:
        """The spellings of report, subject and object."""
        return SPELLING(self.report), SPELLING(self.subject), SPELLING(self.object) if self.object is not None else None

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


def digest_of(ends: Ends, properties: Mapping[str, Scalar], stated: Stated, place: Place) -> bytes:
    """A claim's digest from its fields. TypeError as for that."""
    report, subject, object_ = ends
    own = (sorted(properties.items()) if len(properties) > 1 else tuple(properties.items())) if properties else ()
    content = [report, subject, stated[0], stated[1], object_, own, *stated[2:_CONTENT], place]
    return blake2b(orjson.dumps(content), digest_size=16).digest()


def _ref_json(ref: NodeRef) -> JsonObject:
    return {"type": ref.type, "name": ref.name} | ({"scope": ref.scope} if ref.scope else {})


def validate(claim: Claim, ontology: Ontology = ONTOLOGY) -> None:
    """InvalidClaim, saying what is wrong, unless the ontology knows the claim's types and its value fits them."""
    check_form(ontology, claim.subject.type, STATED(claim))
    try:
        _ = claim.digest
    except TypeError as error:
        raise without_id() from error
    check_meaning(ontology, claim.subject.type, claim.object.type if claim.object else None, claim.properties, STATED(claim))


def without_id() -> InvalidClaim:
    """What to say of a claim that cannot have an id."""
    return InvalidClaim("The text has half of a surrogate pair.", hint="Decode the source as UTF-16 or UTF-8.")


def check_form(ontology: Ontology, subject: str, stated: Stated) -> None:
    """InvalidClaim where a claim of a subject of such a type is wrong whatever it is about."""
    low, high, confidence = stated[4], stated[5], stated[11]
    if subject not in ontology.nodes:
        raise InvalidClaim(f"{subject!r} is no node type.", hint=f"Use one of {', '.join(ontology.labels)}.")
    if (not stated[0]) == (not stated[1]):
        raise InvalidClaim("A claim is about a property or about a relationship, one of them.")
    if low is not None and high is not None and low > high:
        raise InvalidClaim(f"min {low} is above max {high}.")
    if not 0 <= confidence <= 1:
        raise InvalidClaim(f"confidence {confidence} is not between 0 and 1.")


def check_meaning(ontology: Ontology, subject: str, object_: str | None, properties: Mapping[str, Scalar], stated: Stated) -> None:
    """InvalidClaim unless subject and object may have what is stated of them. Its form is checked already."""
    name, relationship, polarity = stated[0], stated[1], stated[8]
    if not name:
        _check_relationship(ontology, subject, relationship or "", object_, properties)
        return
    property_ = ontology.properties.get((subject, name))
    if property_ is None:
        known = ", ".join(p.name for p in ontology.nodes[subject].properties)
        raise InvalidClaim(f"{subject} has no property {name!r}.", hint=f"It has {known or 'none'}.")
    if polarity is Polarity.STATED:
        _check_value(property_, stated)


def _check_relationship(ontology: Ontology, subject: str, name: str, object_: str | None, properties: Mapping[str, Scalar]) -> None:
    relationship = ontology.relationships.get(name)
    if relationship is None:
        raise InvalidClaim(f"{name!r} is no relationship type.", hint=f"Use one of {', '.join(ontology.relationships)}.")
    if subject not in relationship.sources:
        raise InvalidClaim(f"{relationship.name} does not start at {subject}.", hint=f"It starts at {', '.join(relationship.sources)}.")
    if object_ is None or object_ not in ontology.targets(relationship):
        raise InvalidClaim(f"{relationship.name} needs an object of type {', '.join(ontology.targets(relationship))}.")
    for own, value in properties.items():
        property_ = ontology.properties.get((relationship.name, own))
        if property_ is None:
            raise InvalidClaim(f"{relationship.name} has no property {own!r}.")
        parse(property_, str(value))


def _check_value(property_: Property, stated: Stated) -> None:
    text, value, low, high, unit = stated[2:7]
    if property_.kind is Kind.QUANTITY:
        if low is None and high is None:
            raise InvalidClaim(f"{property_.name} is a quantity and needs min or max.")
        if property_.unit and unit != property_.unit:
            raise InvalidClaim(f"{property_.name} is in {property_.unit}, not in {unit}.")
        if not property_.unit and not unit:
            raise InvalidClaim(f"{property_.name} needs a unit.")
        return
    parse(property_, value if value is not None else text)


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
