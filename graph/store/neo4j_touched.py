"""Owns the notes of one change: which views have to be made anew. It must not read or write the graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.claim import Claim
from graph.ontology import ONTOLOGY


@dataclass(slots=True)
class Touched:
    """What a change has touched.

    `slots`: of which node which property or relationship; `nodes`: whose name or aliases may be others; `left`: nodes that claims
    were taken from; `since`: nodes that new claims name, and the first day of those; `unsaid`: names that claims were taken from;
    `links`: names that may have to lead to another node (in order); `fresh`: nodes that are made by this change, of which
    therefore `memory` holds every claim, by the node and slot that it is kept at, and `spelled` every name with its spellings.
    """

    slots: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    nodes: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    since: dict[str, str | None] = field(default_factory=dict)
    unsaid: set[str] = field(default_factory=set)
    links: dict[str, None] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    memory: dict[tuple[str, str], list[tuple[str, Claim]]] = field(default_factory=lambda: defaultdict(list))
    spelled: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))

    def claim(self, slot: str, subject: str, object_: str | None) -> None:
        """A claim about a slot came, went or was changed."""
        self.slots[ends(slot, subject, object_)[0]].add(slot)

    def said(self, slot: str, subject: str, object_: str | None, claim: Claim) -> None:
        """A new claim; it is remembered beside its slot."""
        start, end = ends(slot, subject, object_)
        self.slots[start].add(slot)
        self.memory[start, slot].append((end or "", claim))

    def named(self, node: str, said_on: str | None) -> None:
        """A new claim names the node."""
        known = self.since.get(node)
        if known is None or (said_on is not None and said_on < known):
            self.since[node] = said_on


def ends(slot: str, subject: str, object_: str | None) -> tuple[str, str | None]:
    """From where to where a claim's relationship is kept: a mutual one from the smaller id to the greater."""
    type_ = ONTOLOGY.relationships.get(slot)
    if type_ is not None and type_.mutual and object_ is not None and object_ < subject:
        return object_, subject
    return subject, object_
