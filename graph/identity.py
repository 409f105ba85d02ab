"""Owns which names are the same node: judgements, and the canonical name that follows from them.

It must not guess that two names are one (loaders propose, people decide) and must not touch a store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.errors import InvalidClaim
from graph.values import NodeRef


class Verdict(StrEnum):
    """What a judgement says of two names."""

    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    UNSURE = "UNSURE"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`alias` and `name` are the same node, are not, or may be; under SAME the node is called `name`.

    `method` says who judged: `data:` and a file of known names, or `person:` and a name. A person outweighs data, and
    DIFFERENT outweighs SAME of the same weight. A judgement is undone by taking it out of the ledger.
    """

    alias: NodeRef
    name: NodeRef
    verdict: Verdict
    method: str
    reason: str = ""

    @property
    def id(self) -> str:
        """32 hex digits of BLAKE2b over the content."""
        parts = (self.alias.type, self.alias.name, self.alias.scope, self.name.type, self.name.name, self.name.scope, self.verdict, self.method)
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The judgement as one line of an export."""
        sides = {key: {"type": r.type, "name": r.name, "scope": r.scope} for key, r in (("alias", self.alias), ("name", self.name))}
        return {"judgement": {**sides, "verdict": self.verdict.value, "method": self.method, "reason": self.reason}}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Judgement:
        """The judgement of an export's line. InvalidClaim if it is not one."""
        try:
            j = line["judgement"]
            alias, name = (NodeRef(j[k]["type"], j[k]["name"], j[k].get("scope", "")) for k in ("alias", "name"))
            return cls(alias, name, Verdict(j["verdict"]), str(j["method"]), str(j.get("reason", "")))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidClaim(f"A judgement line is not whole: {error}.", hint="Take it as `reportgraph export` wrote it.") from error


def canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Name id -> id of the canonical name, for every name under an effective SAME. Names that are not there stand for themselves.

    The result does not depend on the order of the judgements: of each connected group the canonical name is one that is
    nobody's alias, the smallest id among those.
    """
    same = standing(judgements)
    parent: dict[str, str] = {}

    def find(id_: str) -> str:
        while parent.setdefault(id_, id_) != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for judgement in same:
        a, b = sorted((find(judgement.alias.id), find(judgement.name.id)))
        parent[b] = a
    aliases = {j.alias.id for j in same}
    groups: dict[str, list[str]] = {}
    for id_ in parent:
        groups.setdefault(find(id_), []).append(id_)
    chosen = {root: min(ids, key=lambda i: (i in aliases, i)) for root, ids in groups.items()}
    return {id_: chosen[find(id_)] for id_ in parent}


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The SAME judgements that hold: of each pair of names that of the greatest weight, unless a DIFFERENT outweighs it."""
    best: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.UNSURE or judgement.alias.type != judgement.name.type:
            continue
        pair = _pair(judgement)
        if pair[0] != pair[1] and (pair not in best or _weight(judgement) > _weight(best[pair])):
            best[pair] = judgement
    return [j for j in best.values() if j.verdict is Verdict.SAME]


def between(judgements: Iterable[Judgement], part: str, rest: str) -> list[Judgement]:
    """The standing judgements that tie the name id `part` to the name id `rest`, directly or over others. Without them the two are
    different nodes, and what only `part` ties to `rest` stays with `part`."""
    ties: dict[str, set[str]] = {}
    held = standing(judgements)
    for judgement in held:
        for one, other in (_pair(judgement), _pair(judgement)[::-1]):
            ties.setdefault(one, set()).add(other)
    around, waiting = {rest}, [rest]
    while waiting:
        new = ties.get(waiting.pop(), set()) - around - {part}
        around |= new
        waiting += new
    return [j for j in held if part in _pair(j) and around & set(_pair(j))]


def _pair(judgement: Judgement) -> tuple[str, str]:
    a, b = sorted((judgement.alias.id, judgement.name.id))
    return a, b


def _weight(judgement: Judgement) -> tuple[bool, bool, str]:
    return judgement.method.startswith("person:"), judgement.verdict is Verdict.DIFFERENT, judgement.id


def best_spelling(spellings: Iterable[str], preferred: Iterable[str] = ()) -> str:
    """The spelling to show of those under one canonical name, whatever the order in which they came: one that a judgement
    prefers, else the longest that mixes case, the longest, the first in code point order."""
    liked = frozenset(preferred)
    return min(spellings, key=lambda s: (s not in liked, s.islower() or s.isupper(), -len(s), s))
