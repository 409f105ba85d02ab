"""Owns the folder that `neo4j-admin database import full` takes: all that a Neo4j store keeps of a graph, from any store.

It must not know which store it reads, nor run anything but a second process of its own. Records are read once, in their order, and what
follows from claims is put together a part at a time, so that memory does not grow with the graph. The same graph gives the same bytes, but
for the generations in which it and its reports came to be what they are.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.claim import Document
from graph.claim_columns import ClaimColumns
from graph.cypher.names import HAS_PAGE, fingerprint
from graph.cypher.write_identities import Identities, identities
from graph.cypher.write_rows import Row, document_row, judgement_row, page_rows
from graph.errors import InvalidInput, StoreError
from graph.identity import Judgement
from graph.neo4j_import.beside import Beside
from graph.neo4j_import.claims import Claims, Made
from graph.neo4j_import.files import Block, Files
from graph.neo4j_import.lines import Lines
from graph.neo4j_import.parts import Parts, followed
from graph.plan import Arrivals, Param, Plan
from graph.store.base import FORMAT, Bound, Store

_ARRIVALS = Plan((("told", Arrivals(Param(0), Param(1), Param(2))),))
_REPORTS = 5000  # that are asked for at once
_TEXT = 1_000_000  # characters of pages that are put together before they are written
_NOT_WHOLE = "Name a folder that is not there yet, or an empty one."


def export_folder(store: Store, folder: Path, *, compress: bool = False) -> int:
    """Write everything to a folder, data files compressed if wanted, and say how many nodes and relationships it has.

    Not inside of a running event loop: it has its own. InvalidInput if the folder holds something already or a text cannot be in such files,
    StoreError if the graph changes meanwhile.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput(f"{folder} holds something already.", hint=_NOT_WHOLE)
    whole = folder.absolute()
    part = whole.with_name(f".{whole.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        with Files(part, compress=compress) as files:
            _write(store, files)
        if whole.exists():
            whole.rmdir()
        part.replace(whole)
    except UnicodeEncodeError as error:
        raise InvalidInput("A text has half of a surrogate pair, which Neo4j does not keep.", hint="Load it as UTF-8.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return files.count


class _Work:
    """What a page of claims and what a part becomes, in whichever process."""

    def __init__(self, ledger: Identities) -> None:
        self._ledger = ledger
        self._claims = Claims(ledger)

    def __reduce__(self) -> tuple[type[_Work], tuple[Identities]]:
        return _Work, (self._ledger,)

    def __call__(self, task: ClaimColumns | Path) -> Made:
        return Made(followed(task, self._ledger), {}) if isinstance(task, Path) else self._claims.made(task)


def _write(store: Store, files: Files) -> None:
    generation = store.status(counts=False).generation
    _documents(store, files)
    judged = [record for record in store.records(Judgement) if isinstance(record, Judgement)]
    files.write(_nodes("Judgement", map(judgement_row, judged)))
    ledger = identities(judged)
    with Parts(files.folder) as parts, Beside(_Work(ledger), parts.folder) as beside:
        for made in beside.in_order(store.records(ClaimColumns)):
            files.write(made.blocks)
            parts.put(made.told)
        parts.arrived(_arrivals(store))
        parts.judged(ledger)
        parts.close()
        for made in beside.in_order(parts.paths):
            files.write(made.blocks)
    if store.status(counts=False).generation != generation:
        raise StoreError("The graph was changed while it was read.", hint="Export it again while nothing is loaded.")
    mark = {"format": FORMAT, "generation": generation, "ledger": _state_of(judged), "ontology": fingerprint(), "imported": True}
    files.write(_nodes("Graph", [mark]))


def _nodes(label: str, rows: Iterable[Row]) -> list[Block]:
    lines = Lines()
    for row in rows:
        lines.node(label, row)
    return lines.blocks()


def _documents(store: Store, files: Files) -> None:
    """Write each document, and keep none."""
    for record in store.records(Document):
        if isinstance(record, Document):
            for blocks in _document(record):
                files.write(blocks)


def _document(document: Document) -> Iterator[list[Block]]:
    yield _nodes("Document", [document_row(document)])
    lines, size = Lines(), 0
    for row in page_rows(document):
        key = f"{document.sha256}/{row['place']}"
        lines.node("Page", {"": key, **row})
        lines.relationships(HAS_PAGE, document.sha256, [(key, {})])
        size += len(row["text"])
        if size > _TEXT:
            yield lines.blocks()
            size = 0
    yield lines.blocks()


def _arrivals(store: Store) -> Iterator[tuple[str, int]]:
    """Each report that states something, with the generation in which it came to."""
    after: list[Bound] = [0, ""]
    until = store.status(counts=False).generation
    with asyncio.Runner() as runner:
        while reports := json.loads(runner.run(store.run(_ARRIVALS, [after, until, _REPORTS])))["told"]:
            yield from ((report["id"], report["generation"]) for report in reports)
            after = [reports[-1]["generation"], reports[-1]["id"]]


def _state_of(judgements: Iterable[Judgement]) -> str:
    """A mark for what the judgements say, as a store gives one to each state of them; none where there are none."""
    ids = "".join(judgement.id for judgement in judgements)
    return hashlib.blake2b(ids.encode(), digest_size=8).hexdigest() if ids else ""
