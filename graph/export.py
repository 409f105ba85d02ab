"""Owns exports: a store's whole content as a file, the same bytes for the same graph.

`jsonl` is the truth (documents, judgements, claims) and what `load` reads again; the others are the graph that follows from it. The one
format that is a folder of files is `graph.neo4j_import`'s business. It must not know which store it reads.
"""

from __future__ import annotations

from enum import StrEnum
from typing import BinaryIO

import orjson

from graph.cypher_script import script
from graph.errors import InvalidInput
from graph.snapshot import Snapshot
from graph.store.base import Store


class Format(StrEnum):
    """The formats of an export."""

    JSONL = "jsonl"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYPHER = "cypher"
    NEO4J_IMPORT = "neo4j-import"


ONE_FILE = tuple(format_ for format_ in Format if format_ is not Format.NEO4J_IMPORT)


def export(store: Store, format: Format, stream: BinaryIO) -> int:
    """Write everything to `stream` and say how many lines or, of GraphML and GEXF, nodes and relationships it has.

    JSON Lines and Cypher are streamed; GraphML and GEXF are built in memory. InvalidInput for a format that is not one file.
    """
    if format not in ONE_FILE:
        raise InvalidInput(f"{format} is a folder of files.", hint="Name a folder to write it to.")
    if format is Format.JSONL:
        return _jsonl(store, stream)
    with Snapshot(store) as snapshot:
        if format is Format.CYPHER:
            return _cypher(snapshot, stream)
        return _networkx(snapshot, format, stream)


def _jsonl(store: Store, stream: BinaryIO) -> int:
    count = 0
    for record in store.records():
        stream.write(orjson.dumps(record.to_json(), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS))
        count += 1
    return count


def _cypher(snapshot: Snapshot, stream: BinaryIO) -> int:
    count = 0
    for line in script(snapshot.nodes(), snapshot.relationships()):
        stream.write(line.encode() + b"\n")
        count += 1
    return count


def _networkx(snapshot: Snapshot, format_: Format, stream: BinaryIO) -> int:
    from graph.algorithms.formats import gexf, graphml, projection  # noqa: PLC0415 - networkx takes a third of a second to import

    graph = projection(snapshot.nodes(), snapshot.relationships())
    stream.write(graphml(graph) if format_ is Format.GRAPHML else gexf(graph))
    return graph.number_of_nodes() + graph.number_of_edges()
