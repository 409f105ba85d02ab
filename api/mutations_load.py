"""Owns loading over the API: a document or claims come in as arguments, go through the loaders, and are written in one batch.

It must not find claims itself. What is wrong with an argument is told before anything is written.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from api.errors import BAD_USER_INPUT, ErrorJson, OperationError, error_json
from api.loads import Following, LoadState
from api.mutations_run import Desk, Done, quoted, undo
from api.planner_context import plain
from graph.claim import JsonObject, Scalar, parse
from graph.errors import InvalidInput
from graph.ontology import REPORT, Ontology
from graph.store.base import Batch, Store, Written
from loaders.document import HTML, PDF, TEXT, document_of
from loaders.extraction import Extraction, extract_document
from loaders.issues import Issue
from loaders.pipeline import write
from loaders.spool import stored_documents
from loaders.structured import Part, load_lines

MEDIA_TYPES = {TEXT: TEXT, "text/markdown": TEXT, HTML: HTML, PDF: PDF}
NAME_BYTES = 240  # of what names a document: with an ending it is still a file's name
TOLD_PROBLEMS = 100
_SCALARS = ("property", "text", "value", "min", "max", "unit", "asOf", "saidOn", "confidence", "method", "document", "page", "start", "end", "quote")
_ENUMS = ("relationship", "qualifier", "polarity")


async def load_text(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Load a document. InvalidInput or UnreadableDocument if it cannot be read."""
    name, media_type = _name(given["name"]), given.get("mediaType")
    if media_type is not None and media_type not in MEDIA_TYPES:
        raise InvalidInput(f"`mediaType` cannot be {media_type!r}.", hint=f"Use one of {', '.join(MEDIA_TYPES)}.")
    data = _data(given)
    with desk.loads.follow(name) as load:
        found = await desk.work(_extracted, data, name, MEDIA_TYPES[media_type] if media_type else None)
        load.tell(LoadState.WRITING)
        told = await desk.work(write, found, desk.store)
    reports = list(dict.fromkeys(claim.report.id for claim in found.claims))
    issues = [{"reason": i.reason, "start": i.start, "end": i.end, "line": i.line} for i in found.issues]
    return Done(
        {"report": reports[:1] or [""], "claims": [claim.id for claim in found.claims]},
        {"document": told.sha256, "claimsAdded": told.written.claims_added, "claimsRemoved": told.written.claims_removed, "issues": issues,
         "undo": _deleted(reports)})  # fmt: skip


async def load_claims(desk: Desk, given: Mapping[str, Any]) -> Done:
    """Load claims. OperationError with every problem of every line, and nothing is written, if there is one."""
    name = _name(given["name"]) if given.get("name") is not None else "claims"
    lines = _jsonl(given, desk.ontology)
    with desk.loads.follow(name) as load:
        sha256, batch, written = await desk.work(_load_lines, name, lines, desk.store, load)
    reports = list(dict.fromkeys(claim.report.id for claim in batch.claims))
    return Done(
        {"reports": reports, "claims": list(dict.fromkeys(claim.id for claim in batch.claims))},
        {"document": sha256, "claimsAdded": written.claims_added, "undo": _deleted(reports)})  # fmt: skip


def _name(given: str) -> str:
    name = given.strip()
    if not name or len(name.encode()) > NAME_BYTES or any(c in "/\\" or not c.isprintable() for c in name):
        raise InvalidInput("`name` cannot name a document.", hint=f"Give what a person would call it: no path, at most {NAME_BYTES} bytes.")
    return name


def _only(given: Mapping[str, Any], *arguments: str) -> str:
    """Which one of the arguments is given."""
    found = [argument for argument in arguments if given.get(argument) is not None]
    if len(found) != 1:
        raise InvalidInput(f"Give {' or '.join(f'`{a}`' for a in arguments)}, one of them.")
    return found[0]


def _data(given: Mapping[str, Any]) -> bytes:
    """The bytes of a document."""
    if _only(given, "text", "base64") == "text":
        data = given["text"].encode()
    else:
        try:
            data = base64.b64decode(given["base64"], validate=True)
        except (binascii.Error, ValueError):
            raise InvalidInput("`base64` is not Base64.", hint="Encode the file's bytes with + and /, padded with =, without line ends.") from None
    if not data.strip():
        raise InvalidInput("The document is empty.", hint="Send the text of a report, or the bytes of a file.")
    return bytes(data)


def _extracted(data: bytes, name: str, media_type: str | None) -> Extraction:
    return extract_document(document_of(data, name, media_type))


def _load_lines(name: str, lines: bytes, store: Store, load: Following) -> tuple[str, Batch, Written]:
    """The hash of the lines, what they say, and what that changed. The file is there as long as its pages are to be read."""
    with TemporaryDirectory(prefix="reportgraph-") as folder:
        path = Path(folder) / f"{name.removesuffix('.jsonl')}.jsonl"
        path.write_bytes(lines)
        parts: list[Part] = []
        for part in load_lines(path, lambda: stored_documents(store)):
            parts.append(part)
            load.tell(LoadState.READING, part.lines)
        problems = [issue for part in parts for issue in part.issues]
        if problems:
            raise OperationError([_problem(issue) for issue in problems[:TOLD_PROBLEMS]])
        batch = Batch(
            documents=[d for part in parts for d in part.batch.documents], claims=[c for part in parts for c in part.batch.claims],
            judgements=[j for part in parts for j in part.batch.judgements])  # fmt: skip
        load.tell(LoadState.WRITING, parts[-1].lines)
        return parts[0].sha256, batch, store.write(batch)


def _problem(issue: Issue) -> ErrorJson:
    told = error_json(f"Line {issue.line}: {issue.reason.rstrip('. ')}. Nothing was loaded.", BAD_USER_INPUT)
    return told | {"extensions": told["extensions"] | {"line": issue.line}}


def _jsonl(given: Mapping[str, Any], ontology: Ontology) -> bytes:
    """The claims as JSON Lines. InvalidInput if there are none."""
    if _only(given, "lines", "jsonl") == "jsonl":
        lines = given["jsonl"].encode()
    else:
        lines = b"\n".join(orjson.dumps(_line(claim, ontology)) for claim in given["lines"])
    if not lines.strip():
        raise InvalidInput("There are no claims.", hint="Give at least one.")
    return bytes(lines)


def _line(given: Mapping[str, Any], ontology: Ontology) -> JsonObject:
    """A claim of the API as a line of a scripted load; what is not given is not there."""
    line: JsonObject = {key: given[key] for key in _SCALARS if given.get(key) is not None}
    line |= {key: plain(given[key]) for key in _ENUMS if given.get(key) is not None}
    for key in ("report", "subject", "object"):
        if given.get(key) is not None:
            line[key] = {k: plain(v) for k, v in given[key].items() if v is not None}
    if "report" in line and line["report"]["type"] != REPORT:
        raise InvalidInput(f"The `report` {line['report']['name']!r} is called a {line['report']['type']}.", hint="Only reports state claims.")
    if given.get("properties"):
        line["properties"] = {p["name"]: _own(line.get("relationship"), p["name"], p["value"], ontology) for p in given["properties"]}
    return line


def _own(relationship: str | None, name: str, value: str, ontology: Ontology) -> Scalar:
    """A relationship's own property as it is kept; one that is wrong as it is, for the loader to refuse."""
    known = ontology.relationships[relationship].property(name) if relationship else None
    try:
        return parse(known, value) if known is not None else value
    except InvalidInput:
        return value


def _deleted(reports: list[str]) -> dict[str, Any]:
    """How loading these reports is undone."""
    if not reports:
        return undo("Nothing was understood, and no claim was loaded.")
    fields = [f"deleteReport(id: {quoted(id_)}) {{ claimsRemoved }}" for id_ in reports]
    return undo("Delete the report; with it goes all that it states, also what was loaded of it before.", *fields)
