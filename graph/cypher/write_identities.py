"""Owns what judgements say of names, ready to be looked up while claims are written. Pure; it must not send anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.cypher.write_rows import Row, name_row
from graph.identity import Judgement, Verdict, best_spelling, canonical_ids
from graph.text import index_text
from graph.values import NodeRef


@dataclass(frozen=True, slots=True)
class Identities:
    """`judged` are the names on both sides of SAME judgements by id, with their spellings there; `preferred` the spellings that
    judgements give a name as its own; `members` the judged names that are names of a node."""

    canonical: Mapping[str, str]
    judged: Mapping[str, frozenset[str]]
    rows: Mapping[str, Row]
    preferred: Mapping[str, frozenset[str]]
    members: Mapping[str, tuple[str, ...]]

    def node(self, name: str) -> str:
        """The node that a name id belongs to."""
        return self.canonical.get(name, name)

    def shown(self, node: str, spellings: Mapping[str, Iterable[str]]) -> Row:
        """The name, the aliases and the search tokens of a node whose names claims spell so."""
        every = {name: {*said, *self.judged.get(name, ())} for name, said in spellings.items()}
        for name in self.members.get(node, ()):
            every.setdefault(name, set(self.judged[name]))
        name = best_spelling(every[node], self.preferred.get(node, ()))
        aliases = sorted({spelling for spelled in every.values() for spelling in spelled} - {name})
        return {"name": name, "aliases": aliases or None, "search": index_text([name, *aliases])}


def identities(judgements: Iterable[Judgement]) -> Identities:
    """What all judgements together say."""
    every = list(judgements)
    canonical = canonical_ids(every)
    judged: dict[str, set[str]] = defaultdict(set)
    preferred: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, Row] = {}
    for judgement in every:
        if judgement.verdict is Verdict.SAME:
            preferred[judgement.name.id].add(judgement.name.name)
            for ref in (judgement.alias, judgement.name):
                _note(ref, judged, rows)
                members[canonical.get(ref.id, ref.id)].add(ref.id)
    return Identities(
        canonical, {k: frozenset(v) for k, v in judged.items()}, rows, {k: frozenset(v) for k, v in preferred.items()},
        {k: tuple(sorted(v)) for k, v in members.items()})  # fmt: skip


def _note(ref: NodeRef, judged: dict[str, set[str]], rows: dict[str, Row]) -> None:
    judged[ref.id].add(ref.name)
    rows[ref.id] = name_row(ref)
