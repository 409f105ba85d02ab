"""Owns the mapping that makes claims of a table's rows: a file beside the table, NAME.mapping.toml or NAME.mapping.json.

    report = {name = "{title}", scope = "{date}"}   # or a constant; without it the file is the report
    delimiter = ";"                                 # a comma where it is not said
    saidOn = "{date}"
    [[claims]]                                      # any number; keys as in docs/claim.schema.json
    subject = {type = "AIModel", name = "{model}"}
    property = "clipDuration"
    max = "{seconds}"
    unit = "s"

A text in braces is the cell of that column. A claim that names an empty cell is not made of that row: an empty cell states nothing.
It must not read rows or write claims.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput, NotFound

_CELL = re.compile(r"\{([^{}]+)\}")
_SUFFIXES = (".mapping.toml", ".mapping.json")
_NUMBERS = frozenset({"min", "max", "confidence"})


class EmptyCell(Exception):
    """A template names a cell that holds nothing."""


@dataclass(frozen=True)
class TableMapping:
    """Templates of claim lines, `report` among their keys where the mapping names one."""

    templates: tuple[Mapping[str, Any], ...]
    delimiter: str = ","

    def lines(self, cells: Mapping[str, str]) -> list[dict[str, Any]]:
        """The claim lines of one row. InvalidInput for a column that the table does not have."""
        made = []
        for template in self.templates:
            try:
                made.append({key: filled for key, value in template.items() if (filled := _fill(value, cells, number=key in _NUMBERS)) is not None})
            except EmptyCell:
                continue
        return made


def is_mapping(path: Path) -> bool:
    """Whether a file is a mapping that belongs to a table beside it."""
    return path.name.endswith(_SUFFIXES)


def mapping_for(path: Path) -> TableMapping:
    """The mapping beside a table. NotFound if there is none, InvalidInput if it cannot be used."""
    found = next((p for suffix in _SUFFIXES if (p := path.with_name(path.stem + suffix)).exists()), None)
    if found is None:
        raise NotFound(f"{path.name} needs a mapping.", hint=f"Write {path.stem}.mapping.toml beside it, with a [[claims]] for each thing that a row states.")
    try:
        text = found.read_text("utf-8")
        data = tomllib.loads(text) if found.suffix == ".toml" else json.loads(text)
    except ValueError as error:
        raise InvalidInput(f"{found.name} cannot be read: {error}.", hint="Correct the mapping.") from error
    claims = data.get("claims") if isinstance(data, dict) else None
    if not isinstance(claims, list) or not claims or not all(isinstance(c, dict) and "subject" in c for c in claims):
        raise InvalidInput(f"{found.name} has no claims with a subject.", hint="Write [[claims]] with a subject.")
    shared = {key: data[key] for key in ("report", "saidOn", "asOf", "method") if key in data}
    return TableMapping(tuple({**shared, **c} for c in claims), str(data.get("delimiter", ",")))


def _fill(value: object, cells: Mapping[str, str], *, number: bool = False) -> object:
    """A template's value with its cells put in."""
    if isinstance(value, Mapping):
        return {key: _fill(v, cells) for key, v in value.items()}
    if not isinstance(value, str) or "{" not in value:
        return value
    text = _CELL.sub(lambda m: _cell(m[1], cells), value)
    return text.replace(",", "") if number else text


def _cell(column: str, cells: Mapping[str, str]) -> str:
    if column not in cells:
        raise InvalidInput(f"There is no column {column!r}.", hint=f"There are {', '.join(cells)}.")
    text = cells[column].strip()
    if not text:
        raise EmptyCell
    return text
