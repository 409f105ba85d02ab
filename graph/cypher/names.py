"""Owns how the ontology is named in Neo4j: labels, relationship types, constraints and indexes. It must not send anything.

Beside the ontology's labels there are Claim, Name, Document, Page, Judgement and one Graph node. Everything here works
on Community edition: uniqueness constraints, range indexes, one full-text index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.ontology import CLAIM, ONTOLOGY, Direction, Kind, NodeType, Ontology
from graph.plan import ABOUT, CLAIM_HOPS, POINTS_TO, STATED_IN, Hop

NAMES, HAS_PAGE = "NAMES", "HAS_PAGE"
FULL_TEXT = "reportgraph_names"
ADDED_IN = "addedIn"  # the property of a report's name (the node goes when it is merged) that holds the generation in which it came to state something
# The property of a claim about a property that holds since when another claim of its slot is the better one (graph.views.until), and that of
# a relationship that holds as of which day it held no more (graph.views.days).
UNTIL = "until"
BEATEN = "Beaten"  # the label of what an import has of a claim's `until`, to be put into the claim when the graph is first opened
OWN_LABELS = ("Name", "Document", "Page", "Judgement", "Graph")
SETTLED = "settled"  # the property of a node that says as of which days its other properties are those of now (graph.views.settled), or later
SEARCH = "search"  # the property that holds the tokens of a node's names (graph.text), ready made
_UNIQUE = {CLAIM: "id", "Name": "id", "Document": "sha256", "Judgement": "id", "Graph": "format"}


def then(type_: str) -> str:
    """The type of relationships that tell what those of a type were as of days, where they do not tell it themselves."""
    return f"{type_}_THEN"


def escape(name: str) -> str:
    """An identifier between backticks; those inside it are doubled."""
    doubled = name.replace("`", "``")
    return f"`{doubled}`"


def labels(names: Iterable[str]) -> str:
    """A label expression that any of the names satisfies: `A`|`B`."""
    return "|".join(escape(name) for name in names)


def ends(hop: Hop, ontology: Ontology = ONTOLOGY) -> frozenset[str]:
    """Every label that can be at the far end of the hop's relationship type, walked its way."""
    if hop.relationship in CLAIM_HOPS:
        if hop.direction is Direction.IN:
            return frozenset((CLAIM,))
        return frozenset(("Report",)) if hop.relationship == STATED_IN else frozenset(ontology.labels)
    type_ = ontology.relationships[hop.relationship]
    return frozenset(type_.sources) if hop.direction is Direction.IN else frozenset(ontology.targets(type_))


def indexed_columns(node: NodeType) -> tuple[str, ...]:
    """The columns of a node type that have a range index: those that filters and orders use."""
    found: list[str] = []
    for property_ in node.properties:
        if property_.kind is Kind.QUANTITY:
            found += property_.columns[:2]
        elif not property_.many and property_.kind is not Kind.URL:
            found.append(property_.name)
    return tuple(found)


def schema(ontology: Ontology = ONTOLOGY) -> dict[str, str]:
    """The statements that make every constraint and index, by their names, each harmless where it is there already."""
    made = [_constraint(label, column) for label, column in _UNIQUE.items()]
    made += [_index("Name", "type", "key"), _index(CLAIM, "document"), _index("Judgement", "verdict"), _index("Name", ADDED_IN)]
    # The latest claims, and those about one thing. Of a property few are said: Neo4j would look for its latest among the latest of all.
    made += [_index(CLAIM, *columns) for columns in (("saidOn",), ("relationship",), ("property",), ("property", "saidOn"))]
    for node in ontology.node_types:
        made += [_constraint(node.label, "id"), _index(node.label, "name")]
        made += [_index(node.label, column) for column in indexed_columns(node)]
    text = (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{labels(ontology.labels)}) ON EACH [n.{SEARCH}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}")  # fmt: skip
    return {**dict(made), FULL_TEXT: text}


def fingerprint(ontology: Ontology = ONTOLOGY) -> str:
    """16 hex digits that change with the ontology and what is kept of days: a graph that was made ready for others needs new views."""
    return _digits((ontology.node_types, ontology.relationship_types, UNTIL, SETTLED, then("")))


def schema_fingerprint(ontology: Ontology = ONTOLOGY) -> str:
    """16 hex digits that change with the constraints and indexes."""
    return _digits(schema(ontology))


def _digits(told: object) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _constraint(label: str, column: str) -> tuple[str, str]:
    name = f"reportgraph_{label}_{column}"
    return name, f"CREATE CONSTRAINT {escape(name)} IF NOT EXISTS FOR (n:{escape(label)}) REQUIRE n.{escape(column)} IS UNIQUE"


def _index(label: str, *columns: str) -> tuple[str, str]:
    name = "_".join(("reportgraph", label, *columns, "index"))
    fields = ", ".join(f"n.{escape(column)}" for column in columns)
    return name, f"CREATE INDEX {escape(name)} IF NOT EXISTS FOR (n:{escape(label)}) ON ({fields})"


__all__ = [
    "ABOUT", "ADDED_IN", "BEATEN", "FULL_TEXT", "HAS_PAGE", "NAMES", "OWN_LABELS", "POINTS_TO", "SETTLED", "STATED_IN", "UNTIL", "ends", "escape",
    "fingerprint", "indexed_columns", "labels", "schema", "schema_fingerprint", "then",
]  # fmt: skip
