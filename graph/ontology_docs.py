"""Owns `docs/ontology.md`: the ontology as a person reads it. It must add nothing that the ontology does not say.

`python -m graph.ontology_docs` writes the file; a test holds it to be what the ontology gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.ontology import ONTOLOGY, NodeType, Ontology, Property, RelationshipType

PATH = Path(__file__).parents[1] / "docs" / "ontology.md"

_HEAD = """# The ontology

Made from `graph/ontology.py` by `python -m graph.ontology_docs`; change it there. Every node has an `id`; all but claims
have a `name` and `claims`; all but reports and claims are entities, with `aliases` and `mentionedIn`.
"""


def markdown(ontology: Ontology = ONTOLOGY) -> str:
    """The whole page."""
    nodes = [line for node in ontology.node_types for line in _node(node, ontology)]
    relationships = [line for type_ in ontology.relationship_types for line in _relationship(type_, ontology)]
    head = ("| from | type | to | field / from the other end | |", "|---|---|---|---|---|")
    return "\n".join([_HEAD, "## Node types", *nodes, "", "## Relationship types", "", *head, *relationships, ""])


def _node(node: NodeType, ontology: Ontology) -> Iterator[str]:
    yield from ("", f"### {node.label}", "", f"{node.description} {node.zh}. In GraphQL: `{node.field}`, `{node.plural}`.")
    if node.properties:
        yield from ("", "| property | 中文 | kind | unit | better | |", "|---|---|---|---|---|---|")
        yield from (_property(property_) for property_ in node.properties)
    fields = ontology.fields(node.label).values()
    if fields:
        names = ", ".join(f"`{f.name}` ({_ends(f.types, ontology)}{'' if f.to_one else ', many'})" for f in fields)
        yield from ("", f"Leads to: {names}.")


def _property(property_: Property) -> str:
    kind = property_.kind.value.lower() + (" list" if property_.many else "")
    if property_.values:
        kind += ": " + ", ".join(property_.values)
    better = property_.better.value.lower() if property_.better else ""
    return f"| `{property_.name}` | {property_.zh} | {kind} | {property_.unit or ''} | {better} | {property_.description} |"


def _relationship(type_: RelationshipType, ontology: Ontology) -> Iterator[str]:
    back = ", ".join(f"`{reverse.field}`" for reverse in type_.reverse) or "the same"
    own = "".join(f" Own property `{q.name}`: {q.description}" for q in type_.properties)
    to = _ends(ontology.targets(type_), ontology)
    yield f"| {', '.join(type_.sources)} | `{type_.name}` | {to} | `{type_.field}` / {back} | {type_.description}{own} |"


def _ends(labels: tuple[str, ...], ontology: Ontology) -> str:
    return "any entity" if labels == ontology.entities else ", ".join(labels)


if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
