"""Owns the shares of English news: those whose code and change of the day stand behind their name, and those that are said to be rated.

It must not claim anything, nor take a sector or a house for a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.extractors.gazetteer import gazetteer
from loaders.extractors.recommended import SHARE_MARK
from loaders.extractors.tickers import Found
from loaders.patterns import holds

Range = tuple[int, int]

_RATING = (
    r"(?P<rating>(?i:strong buy|buy|sell|hold|outperform|overweight|neutral|underweight|underperform|accumulate|market perform|sector perform"
    r"|equal[- ]weight|in[- ]line))(?![A-Za-z-])"
)
_SUFFIX = r"(?:,? (?:Inc|Corp|Co|Ltd|Corporation|Limited|PLC|plc)\b\.?)?"
_QUOTE = re.compile(r"(?P<code>(?<![A-Za-z])[A-Z]{1,5}), ?[+−-]\d{1,3}\.\d{1,2}%")
_BEFORE_QUOTE = re.compile(rf"(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&-]*){{0,3}}?){_SUFFIX}(?:['’]s)?\s{{1,2}}\Z")
_EXCHANGES = ("NASDAQ:", "NYSE:", "AMEX:", "HK:", "TSX:", "LON:")
_BLANK = re.compile(r"\s?[(](?:NASDAQ|NYSE|AMEX|HK|TSX|LON):\s?[)]")
_LONGEST = 48  # code points
_NAME = r"(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&-]*){0,3}(?:-[A-Z]{1,2})?)"
_RATED = re.compile(rf"(?:is|was|remains?|are|stays?) (?:also )?(?:rated )?(?:an? |at )?[“\"‘']?{_RATING}")
_BEFORE_RATED = re.compile(rf"(?<![\w&.-]){_NAME}{_SUFFIX}(?: also)? \Z")
_KEEPS = (
    r"(?:(?:[Ss]tay|[Rr]emain|[Mm]aintain|[Rr]eiterate?|[Rr]eaffirm|[Aa]ssign|[Ii]nitiate?)(?:s|ed|d)?|[Kk]eeps?|[Kk]ept)(?: (?:at|with|its|his|her|an?|the))*"
)
_RATED_ON = re.compile(rf"{_KEEPS} [“\"‘']?{_RATING}[”\"’']?(?: rating)? (?:on|for|to) (?:shares of )?(?:the )?{_NAME}")
_ONE_WORD = ("buy ", "buy,", "buy.", "buy”", 'buy"', "sell ", "sell”", "hold ", "hold”")
_RATES = (  # small, and one of them in whatever says a rating
    "overweight", "underweight", "outperform", "underperform", "market perform", "sector perform", "neutral", "accumulate", "equal weight", "equal-weight",
    "in-line", "in line", *(f"{mark}{word}" for word in _ONE_WORD for mark in " “\"‘'"),
)  # fmt: skip


@lru_cache(maxsize=8)
def quoted(text: str) -> tuple[Found, ...]:
    """Such shares, in the order of the ways in which they are named."""
    return (*_with_change(text), *_blank(text), *_rated(text))


def _with_change(text: str) -> Iterator[Found]:
    """Names before a code and the change of its price: "Example Corp.'s EXMP, +0.47%"."""
    for quote in _QUOTE.finditer(text) if "%" in text else ():
        begin = max(0, quote.start() - _LONGEST)
        name = _BEFORE_QUOTE.search(text, begin, quote.start())
        place = _known_at_end(text, begin, name.span("name")) if name else None
        if place is not None:
            yield Found(place, quote.span("code"))


def _blank(text: str) -> Iterator[Found]:
    """Known companies before their exchange, where the site's code was lost: "Example Corp (NASDAQ: )"."""
    for code in _BLANK.finditer(text) if holds(text, _EXCHANGES) else ():
        begin = max(0, code.start() - _LONGEST)
        known = next((f for f in gazetteer().find(text[begin : code.start()]) if begin + f.end == code.start() and f.entry.type == "Organization"), None)
        if known is not None:
            suffix = re.search(rf"{_SUFFIX}\Z", text[begin + known.start : begin + known.end])
            yield Found((begin + known.start, begin + known.end - (len(suffix[0]) if suffix else 0)))


def _known_at_end(text: str, begin: int, name: Range) -> Range:
    """A name, from where a known company's begins in it: what else is written large before it belongs to the sentence."""
    known = next((f for f in gazetteer().find(text[begin : name[1]]) if begin + f.end == name[1] and f.entry.type == "Organization"), None)
    return (begin + known.start, name[1]) if known else name


def _rated(text: str) -> Iterator[Found]:
    """Known companies with what is said of their rating: "Example is rated "Accumulate"", "stays at overweight on Example"."""
    if not holds(text.lower(), _RATES):
        return
    for said in _RATED.finditer(text):
        name = _BEFORE_RATED.search(text, max(0, said.start() - _LONGEST), said.start())
        if name is not None and (place := _company(text, name.span("name"))):
            yield Found(place, None, said.span("rating"))
    for said in _RATED_ON.finditer(text):
        if place := _company(text, said.span("name")):
            yield Found(place, None, said.span("rating"))


def _company(text: str, name: Range) -> Range | None:
    """Where a known company stands in what may be its name, with the mark of its share."""
    found = [f for f in gazetteer().find(text[slice(*name)]) if f.entry.type == "Organization" and "COMPANY" in f.entry.roles]
    share = SHARE_MARK.match(text, name[0] + found[-1].end) if found else None
    return (name[0] + found[-1].start, share.end() if share else name[0] + found[-1].end) if found else None
