"""Owns the graph that claims and judgements make, as a networkx MultiDiGraph; it must not know plans.

A node has its columns as attributes (claims too, with `type` Claim); a relationship has its type as key and its own
properties as attributes; a claim leads by ABOUT, POINTS_TO and STATED_IN to nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import partial
from typing import TypeAlias

import networkx as nx

from graph.claim import Claim, Document, Scalar
from graph.identity import Verdict, best_spelling, canonical_ids
from graph.ontology import CLAIM, ONTOLOGY, Ontology
from graph.plan import ABOUT, POINTS_TO, STATED_IN
from graph.values import NodeRef
from graph.views import property_columns, relationships, since
from tests.naive.ledger import Ledger

Column: TypeAlias = Scalar | list[str] | None
World: TypeAlias = "nx.MultiDiGraph[str]"


def world(ledger: Ledger, ontology: Ontology = ONTOLOGY, as_of: str | None = None, *, unnamed: bool = False) -> World:
    """The graph of everything that the ledger holds; with `as_of`, of what is known to have been said by then, and with `unnamed` of nodes
    that are named only later too. `graph["names"]` has (type, key) -> node ids, `graph["ids"]` name id -> node id, `graph["as_of"]` makes
    the graph of another date."""
    names = _Names(ledger)
    made: World = nx.MultiDiGraph(as_of=partial(world, ledger, ontology))
    claims = [c for c in ledger.claims.values() if as_of is None or (c.said_on is not None and c.said_on <= as_of)]
    naming = ledger.claims.values() if unnamed else claims
    for id_ in sorted({names.node(ref) for claim in naming for ref in _refs(claim)}):
        name, aliases = names.shown(id_)
        made.add_node(id_, id=id_, type=id_.partition(".")[0], name=name, aliases=aliases)
    _add_properties(made, names, claims, ontology)
    _add_relationships(made, names, claims, ontology)
    _add_claims(made, names, claims, ledger)
    made.graph["ids"] = {id_: names.of_id(id_) for id_ in names.spellings if names.of_id(id_) in made}
    by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ref in names.refs:
        if names.node(ref) in made:
            by_key[ref.type, ref.key].add(names.node(ref))
    made.graph["names"] = {key: sorted(ids) for key, ids in by_key.items()}
    return made


class _Names:
    """Every name with its spellings, and the node that it is a name of."""

    def __init__(self, ledger: Ledger) -> None:
        same = [j for j in ledger.judgements.values() if j.verdict is Verdict.SAME]
        self.refs: set[NodeRef] = {ref for claim in ledger.claims.values() for ref in _refs(claim)}
        self.refs |= {ref for j in same for ref in (j.alias, j.name)}
        self.canonical = canonical_ids(ledger.judgements.values())
        self.preferred: dict[str, set[str]] = defaultdict(set)
        for judgement in same:
            self.preferred[judgement.name.id].add(judgement.name.name)
        self.spellings: dict[str, set[str]] = defaultdict(set)
        self.members: dict[str, set[str]] = defaultdict(set)
        for ref in self.refs:
            self.spellings[ref.id].add(ref.name)
            self.members[self.node(ref)].add(ref.id)

    def of_id(self, id_: str) -> str:
        return self.canonical.get(id_, id_)

    def node(self, ref: NodeRef) -> str:
        return self.of_id(ref.id)

    def shown(self, node: str) -> tuple[str, list[str]]:
        name = best_spelling(self.spellings[node], self.preferred[node])
        every = {s for member in self.members[node] for s in self.spellings[member]}
        return name, sorted(every - {name})


def _refs(claim: Claim) -> list[NodeRef]:
    return [ref for ref in (claim.report, claim.subject, claim.object) if ref is not None]


def _add_properties(made: World, names: _Names, claims: Collection[Claim], ontology: Ontology) -> None:
    about: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    naming: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for node in {names.node(ref) for ref in _refs(claim)}:
            naming[node].append(claim)
        if claim.property:
            about[names.node(claim.subject), claim.property].append(claim)
    for node, data in made.nodes(data=True):
        data["since"] = since(naming[node])
        for property_ in ontology.nodes[data["type"]].properties:
            columns = property_columns(property_, about[node, property_.name])
            data.update({property_.name: columns[property_.name] or []} if property_.many else columns)


def _add_relationships(made: World, names: _Names, claims: Collection[Claim], ontology: Ontology) -> None:
    said: dict[tuple[str, str], list[tuple[str, Claim]]] = defaultdict(list)
    for claim in claims:
        if claim.relationship and claim.object:
            ends = [names.node(claim.subject), names.node(claim.object)]
            start, end = sorted(ends) if ontology.relationships[claim.relationship].mutual else ends
            said[start, claim.relationship].append((end, claim))
    for (start, type_), told in said.items():
        for resolved in relationships(ontology.relationships[type_], told):
            made.add_edge(start, resolved.object, key=type_, since=resolved.since, **resolved.properties)


def _add_claims(made: World, names: _Names, claims: Collection[Claim], ledger: Ledger) -> None:
    for claim in claims:
        made.add_node(claim.id, **_claim_columns(claim, ledger.documents.get(claim.span.document)))
        made.add_edge(claim.id, names.node(claim.subject), key=ABOUT)
        made.add_edge(claim.id, names.node(claim.report), key=STATED_IN)
        if claim.object:
            made.add_edge(claim.id, names.node(claim.object), key=POINTS_TO)


def _claim_columns(claim: Claim, document: Document | None) -> dict[str, Column]:
    span = claim.span
    return {
        "type": CLAIM, "name": None, "id": claim.id, "property": claim.property, "relationship": claim.relationship, "text": claim.text,
        "value": claim.value, "min": claim.min, "max": claim.max, "unit": claim.unit, "qualifier": claim.qualifier.value,
        "polarity": claim.polarity.value, "asOf": claim.as_of, "saidOn": claim.said_on, "confidence": claim.confidence, "method": claim.method,
        "review": claim.review.value, "document": span.document, "page": span.page, "start": span.start, "end": span.end, "quote": span.quote,
        "verified": document is not None and document.raw[span.start : span.end] == span.quote,
    }  # fmt: skip
