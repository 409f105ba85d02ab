"""Owns the file formats that networkx writes, and the whole graph, properties and all, as a networkx graph for them.

It must not read a store by itself: it is given nodes and relationships.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, TypeAlias

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.ontology import ONTOLOGY, Ontology
from graph.snapshot import NodeRow, RelationshipRow

Projection: TypeAlias = "nx.MultiDiGraph[str]"

_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def projection(nodes: Iterable[NodeRow], relationships: Iterable[RelationshipRow], ontology: Ontology = ONTOLOGY) -> Projection:
    """The graph as networkx holds it: a node's key is its id; `label` and `type`, and the properties as plain values.

    Lists are joined by "; " and characters that XML forbids are left out, since the formats know neither.
    """
    graph: Projection = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.id, label=_plain(node.name), type=node.type, **_attributes(node.properties), viz=_colour(ontology.nodes[node.type].colour))
    for number, r in enumerate(relationships):
        graph.add_edge(r.start, r.end, key=f"{r.type}.{number}", label=r.type, **_attributes(r.properties))
    return graph


def graphml(graph: Projection) -> bytes:
    """The projection as GraphML."""
    bare = graph.copy()
    for _, data in bare.nodes(data=True):
        data.pop("viz", None)
    buffer = BytesIO()
    nx.write_graphml(bare, buffer)
    return buffer.getvalue()


def gexf(graph: Projection) -> bytes:
    """The projection as GEXF 1.2, nodes coloured by type; without the date of writing, so that equal graphs give equal bytes."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.add_graph(graph)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n'.encode()


def _attributes(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in properties.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return _plain("; ".join(map(str, value)))
    return value.translate(_NOT_IN_XML) if isinstance(value, str) else value


def _colour(code: str) -> dict[str, dict[str, int]]:
    red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return {"color": {"r": red, "g": green, "b": blue}}
