"""Owns the command `compare` and the forms in which it prints a comparison. What is in the cells comes from GraphQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from api.cli_graph import DEFAULT_STORE, JsonOption, StoreOption, ask, data_of
from api.cli_terminal import show, styled, table, write, write_json
from graph.compare import Resolve

_COMPARE = """query Compare($names: [String!], $type: NodeType, $properties: [String!], $resolve: Resolve) {
  compare(names: $names, type: $type, properties: $properties, resolve: $resolve) {
    type
    columns { node { id name } }
    rows {
      property label unit agreement best { id name }
      cells {
        state text min max unit
        claims { text qualifier confidence saidOn report { name publisher { name } } evidence { page quote verified } }
      }
    }
  }
}"""
_EXPORT = """query Export($names: [String!], $type: NodeType, $properties: [String!], $resolve: Resolve, $format: ExportFormat!) {
  compare(names: $names, type: $type, properties: $properties, resolve: $resolve) { export(format: $format) }
}"""

_AGREEMENT = {"SAME": "= same", "SIMILAR": "≈ similar", "DIFFERENT": "≠ different", "SINGLE": "", "NONE": ""}
_UNSTATED = {"NOT_STATED": "–", "NOT_APPLICABLE": "n/a", "EXPLICITLY_NONE": "none"}
_LEGEND = "★ ahead   ⚠ reports contradict each other   – not stated"
QUOTE = 40  # characters of a quote in the list of contradictions


class Form(StrEnum):
    """The forms of a printed comparison."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"
    LATEX = "latex"
    SVG = "svg"


def compare(  # noqa: PLR0913 - a command's options are its arguments
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="The nodes, by name or alias in any script.")],
    *,
    properties: Annotated[list[str] | None, typer.Option("--property", metavar="NAME", help="Only this property; may be given again.")] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="The nodes' type, such as AIModel.")] = None,
    resolve: Annotated[Resolve | None, typer.Option(case_sensitive=False, help="What to show where reports contradict each other.")] = None,
    format_: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TABLE,
    json_: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Hold nodes side by side, every cell proven by the reports.

    Example: reportgraph compare Sora Gen-2 "Pika 1.0" --property clipDuration
    """
    asked = [part for given in properties or [] for part in given.split(",") if part]
    variables = {"names": names, "type": type_, "properties": asked or None, "resolve": resolve.value if resolve else None}
    form = Form.JSON if json_ else format_
    if form not in (Form.JSON, Form.TABLE):
        write(data_of(ask(store, _EXPORT, {**variables, "format": form.name}))["compare"]["export"].rstrip("\n"))
        return
    comparison = data_of(ask(store, _COMPARE, variables))["compare"]
    if form is Form.JSON:
        write_json(comparison)
    else:
        _show_table(comparison, every_row=bool(asked))


def _headings(comparison: Mapping[str, Any]) -> list[str]:
    return [column["node"]["name"] for column in comparison["columns"]]


def _label(row: Mapping[str, Any]) -> str:
    return str(row["label"])


def _text(cell: Mapping[str, Any]) -> str:
    return str(cell["text"] or _UNSTATED.get(cell["state"], ""))


def _marks(row: Mapping[str, Any], index: int, comparison: Mapping[str, Any]) -> str:
    ahead = comparison["columns"][index]["node"]["id"] in {node["id"] for node in row["best"]}
    conflict = row["cells"][index]["state"] == "CONFLICTING"
    return (" ★" if ahead else "") + (" ⚠" if conflict else "")


def _rows(comparison: Mapping[str, Any]) -> Iterator[list[str]]:
    for row in comparison["rows"]:
        cells = (_text(cell) + _marks(row, i, comparison) for i, cell in enumerate(row["cells"]))
        yield [_label(row), *cells, _AGREEMENT[row["agreement"]]]


def _is_empty(row: Mapping[str, Any]) -> bool:
    return all(cell["state"] in ("NOT_STATED", "NOT_APPLICABLE") for cell in row["cells"])


def _show_table(comparison: Mapping[str, Any], *, every_row: bool) -> None:
    """The table, without properties that nobody asked for by name and no report speaks of; then who contradicts whom."""
    silent = [] if every_row else [_label(row) for row in comparison["rows"] if _is_empty(row)]
    told = {**comparison, "rows": [row for row in comparison["rows"] if _label(row) not in silent]}
    drawn = ([label, *(styled(cell, _style(cell)) for cell in cells)] for label, *cells in _rows(told))
    show(table("", [comparison["type"], *_headings(comparison), ""], drawn, caption=_LEGEND))
    if silent:
        write(f"No report speaks of: {', '.join(silent)}.")
    conflicts = [line for row in told["rows"] for line in _contradictions(row, _headings(comparison))]
    if conflicts:
        write("")
        show(table("Where reports contradict each other", ["node", "property", "says", "report", "quote"], conflicts))


def _style(cell: str) -> str:
    if cell.endswith("⚠"):
        return "yellow"
    return "green" if cell.endswith("★") else "dim" if cell in _UNSTATED.values() else ""


def _contradictions(row: Mapping[str, Any], names: Sequence[str]) -> Iterator[list[str]]:
    for name, cell in zip(names, row["cells"], strict=True):
        if cell["state"] == "CONFLICTING":
            for claim in cell["claims"]:
                yield [name, _label(row), claim["text"] or "none", _source(claim), _quote(claim["evidence"])]


def _source(claim: Mapping[str, Any]) -> str:
    report = claim["report"]
    publisher = (report["publisher"] or {}).get("name")
    return ", ".join(part for part in (publisher or report["name"], claim["saidOn"]) if part)


def _quote(evidence: Mapping[str, Any]) -> str:
    quote = " ".join(evidence["quote"].split())
    shown = quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
    return f"p. {evidence['page']} «{shown}»"
