"""Owns the small values that claims, plans and stores share: enums, partial dates, names and ids.

It must not know stores, GraphQL or how a value was found in a text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

import opencc

from graph.errors import InvalidInput

Spelling: TypeAlias = "tuple[str, str, str]"  # type, name, scope: a NodeRef that hashes faster


class Qualifier(StrEnum):
    """How a printed figure bounds the real one."""

    EXACT = "EXACT"
    AT_MOST = "AT_MOST"
    AT_LEAST = "AT_LEAST"
    ABOUT = "ABOUT"
    RANGE = "RANGE"


class Polarity(StrEnum):
    """Whether the report states the thing or states that there is none."""

    STATED = "STATED"
    EXPLICITLY_NONE = "EXPLICITLY_NONE"


class Review(StrEnum):
    """What a person decided about a claim."""

    NONE = "NONE"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    PINNED = "PINNED"


_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@lru_cache(maxsize=10_000)
def partial_date(text: str) -> str:
    """`text` if it is a PartialDate (`2024`, `2024-02` or `2024-02-20`), else InvalidInput.

    Precision is kept, and the order of the strings is the total order of the dates:
    2024 < 2024-02 < 2024-02-01 < 2024-03.
    """
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise InvalidInput(f"{text!r} is not a date.", hint="Write 2024, 2024-02 or 2024-02-20.")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise InvalidInput(f"{text!r} is not a date: {error}.", hint="Write 2024, 2024-02 or 2024-02-20.") from error
    return text


_to_simplified = opencc.OpenCC("t2s")
_CJK = re.compile(r"[\u3400-\u9fff]")
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.+#]|_")
_LEGAL_FORM = re.compile(
    r"(?:控股)?(?:股份)?有限(?:责任)?公司$"
    r"|(?<=[a-z0-9 .,])[ ,.]+(?:incorporated|inc|corporation|corp|limited|ltd|llc|plc|gmbh|co)\.?$"
)


def simplified(text: str) -> str:
    """`text` in simplified Chinese characters."""
    return str(_to_simplified.convert(text))


def name_key(name: str, type_: str = "") -> str:
    """The form of a name under which two spellings are one: width, case, script, spaces and punctuation folded.

    A point between digits stays (GPT-3.5 is not GPT-35), and so do + and # (C++ is not C). An
    Organization also loses its legal form. A name of nothing but punctuation stands for itself.
    """
    return _name_key(name, type_ == "Organization")


@lru_cache(maxsize=10_000)
def _name_key(name: str, has_legal_form: bool) -> str:  # noqa: FBT001 - what is remembered serves all other types
    if name.isascii():
        folded = name.lower().strip()
    else:
        folded = unicodedata.normalize("NFKC", name).casefold().strip()
        if _CJK.search(folded):
            folded = simplified(folded)
    if has_legal_form:
        folded = _LEGAL_FORM.sub("", folded) or folded
    return _DROPPED.sub("", folded) or folded


@dataclass(frozen=True, slots=True, order=True)
class NodeRef:
    """A node as a claim names it. `scope` tells apart nodes that share a name: an analyst's publisher,
    an exhibit's report, a report's date. It is empty where a name alone is enough."""

    type: str
    name: str
    scope: str = ""

    @property
    def key(self) -> str:
        """The folded name, without the scope."""
        return name_key(self.name, self.type)

    @property
    def id(self) -> str:
        """The id of this name: `<type>.<20 hex digits>`. A node's id is that of its canonical name."""
        return node_id(self.type, self.key, name_key(self.scope) if self.scope else "")


@lru_cache(maxsize=2_000)
def node_ref(type_: str, name: str, scope: str = "") -> NodeRef:
    """A NodeRef, the same one where it is asked for again: for those who read many lines about few nodes."""
    return NodeRef(type_, name, scope)


@lru_cache(maxsize=10_000)
def node_id(type_: str, key: str, scope_key: str) -> str:
    """BLAKE2b over type, key and scope key, NUL between them; the same on every machine and in every store."""
    digest = hashlib.blake2b("\0".join((type_, key, scope_key)).encode("utf-8", "surrogatepass"), digest_size=10)
    return f"{type_}.{digest.hexdigest()}"


def type_of_id(id_: str) -> str:
    """The node type that an id names, or an empty string if it is not of an id's form."""
    head, point, tail = id_.partition(".")
    return head if point and tail else ""
