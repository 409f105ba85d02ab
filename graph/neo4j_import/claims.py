"""Owns what a page of claims becomes in an import folder: lines of claims and of where they lead, and what the parts are told of their nodes.

All by columns, since there are millions of them: the cells are those of `graph.cypher.write_rows.claim_row`. It must not touch a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from graph.claim_columns import NOBODY, ClaimColumns
from graph.cypher.write_identities import Identities
from graph.neo4j_import.files import Block, node_columns
from graph.neo4j_import.lines import Lines, lists, numbers, text, texts, words
from graph.ontology import CLAIM
from graph.plan import ABOUT, POINTS_TO, STATED_IN
from graph.store.neo4j_touched import ends
from graph.values import NodeRef, Spelling

PARTS = 128
REMEMBERED = 100_000  # names that are kept in mind, with their earliest day, so that a name goes into its part once and not with each claim

_NO_DAY, _UNNAMED = "~", "~~"  # both later than any day
_COLUMNS = tuple(node_columns()[CLAIM])


class Made(NamedTuple):
    """Lines of data files, and lines of parts by their numbers."""

    blocks: list[Block]
    told: dict[int, bytes]


@dataclass(slots=True)
class _Name:
    """A name's id, its node, and the earliest day on which it was said so far."""

    id: str
    node: str
    day: str = _UNNAMED


class Claims:
    """What makes pages of claims into lines, one after the other."""

    def __init__(self, ledger: Identities) -> None:
        self._ledger = ledger
        self._known: dict[Spelling, _Name] = {}

    def made(self, columns: ClaimColumns) -> Made:
        """What a page becomes. InvalidInput if a name cannot be in such files."""
        named = self._named(columns.names)
        names, nodes = [name.id for name in named], [name.node for name in named]
        ids = [f"{CLAIM}.{digest.hex()}" for digest in columns.digest]
        claims, lines = texts(ids), Lines()
        lines.of("nodes", CLAIM).extend(_lines(columns, claims, [*texts(names), ""]))
        cells = texts(nodes)
        for type_, places in ((ABOUT, columns.subject), (STATED_IN, columns.report), (POINTS_TO, columns.object)):
            lines.of("relationships", type_).extend([f"{claim},{cells[at]}" for claim, at in zip(claims, places, strict=True) if at != NOBODY])
        told: dict[int, list[Any]] = defaultdict(list)
        _tell_names(columns, named, told)
        _tell_slots(columns, ids, [*nodes, None], told)
        return Made(lines.blocks(), {part: orjson.dumps(rows, option=orjson.OPT_APPEND_NEWLINE) for part, rows in told.items()})

    def _named(self, spellings: Sequence[Spelling]) -> list[_Name]:
        known, node_of = self._known, self._ledger.node
        if len(known) + len(spellings) > REMEMBERED:
            known.clear()
        for spelling in spellings:
            if spelling not in known:
                id_ = NodeRef(*spelling).id
                known[spelling] = _Name(id_, node_of(id_))
        return [known[spelling] for spelling in spellings]


def part_of(node: str) -> int:
    """The part that holds what concerns a node."""
    return int(node[-4:], 16) % PARTS


def _lines(columns: ClaimColumns, ids: Sequence[str], names: Sequence[str]) -> list[str]:
    spelled, documents = [*lists(columns.names), ""], texts(columns.documents)
    own = {properties: _own(properties) for properties in set(columns.properties)}
    cells = {
        "id": ids, "property": words(columns.property), "relationship": words(columns.relationship), "text": texts(columns.text),
        "value": texts(columns.value), "min": numbers(columns.min), "max": numbers(columns.max), "unit": words(columns.unit),
        "qualifier": words(columns.qualifier), "polarity": words(columns.polarity), "asOf": words(columns.as_of), "saidOn": words(columns.said_on),
        "confidence": map(repr, columns.confidence), "method": words(columns.method), "review": words(columns.review),
        "document": [documents[at] for at in columns.document], "page": map(str, columns.page), "start": map(str, columns.start),
        "end": map(str, columns.end), "quote": texts(columns.quote), "subject": [spelled[at] for at in columns.subject],
        "subjectId": [names[at] for at in columns.subject], "report": [spelled[at] for at in columns.report],
        "reportId": [names[at] for at in columns.report], "object": [spelled[at] for at in columns.object],
        "objectId": [names[at] for at in columns.object], "properties": [own[properties] for properties in columns.properties],
    }  # fmt: skip
    return list(map(",".join, zip(*(cells[name] for name in _COLUMNS), strict=True)))


def _own(properties: str | None) -> str:
    """The cell of a relationship's own properties, as they are written everywhere."""
    own = orjson.loads(properties) if properties else {}
    return text(orjson.dumps(own).decode()) if own else ""


def _tell_names(columns: ClaimColumns, named: Sequence[_Name], told: dict[int, list[Any]]) -> None:
    """Tell of each name that this page is the first to say, or on an earlier day than before."""
    earliest = [_UNNAMED] * (len(named) + 1)  # the last is NOBODY's
    days = [day or _NO_DAY for day in columns.said_on]
    for places in (columns.subject, columns.report, columns.object):
        for at, day in zip(places, days, strict=True):
            if day < earliest[at]:  # noqa: PLR1730 - `min` takes six times as long, and this is done three times a claim
                earliest[at] = day
    for spelling, name, day in zip(columns.names, named, earliest, strict=False):
        if day < name.day:
            name.day = day
            told[part_of(name.node)].append((name.node, *spelling, None if day is _NO_DAY else day))


def _tell_slots(columns: ClaimColumns, ids: Sequence[str], nodes: Sequence[str | None], told: dict[int, list[Any]]) -> None:
    """Tell of each claim where it is kept."""
    said = zip(
        ids, columns.text, columns.value, columns.min, columns.max, columns.unit, columns.polarity, columns.review, columns.confidence, columns.said_on,
        columns.as_of, columns.properties, strict=True)  # fmt: skip
    slots = [property_ or relationship or "" for property_, relationship in zip(columns.property, columns.relationship, strict=True)]
    for slot, subject, object_, claim in zip(slots, columns.subject, columns.object, said, strict=True):
        start, end = ends(slot, nodes[subject] or "", nodes[object_])
        told[part_of(start)].append((start, slot, end or "", claim))
