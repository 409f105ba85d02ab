"""Owns the GraphQL types of subscriptions: their payloads and the root. It must not plan or run them."""

from __future__ import annotations

from collections.abc import Sequence

from api.loads import LoadState
from api.schema_table import FieldSpec, TypeTable
from graph.ontology import REPORT

OBSERVED = "OBSERVED"
_STATES = {
    LoadState.READING: "The document is being read.", LoadState.WRITING: "What it says is being written.", LoadState.LOADED: "It is loaded.",
    LoadState.FAILED: "It was not loaded.", LoadState.LATE: "It takes longer than it may, and may still be loaded.",
    OBSERVED: "No load of this server: how the graph stands now. A load by another process shows in nothing else.",
}  # fmt: skip


def subscription_fields(table: TypeTable, compared: Sequence[FieldSpec]) -> list[FieldSpec]:
    """Add the types to a table, and give the root's fields. `compared` are the arguments of `compare`."""
    return [_report_added(table), _comparison_changed(table, compared), _load_progress(table)]


def _report_added(table: TypeTable) -> FieldSpec:
    table.object("ReportAddedPayload", "A report that was added.", [
        FieldSpec("report", REPORT, "The report, as the graph has it when this is sent."),
        FieldSpec("cursor", "str", "Where the report stands in the order of coming; as `after` of a new subscription it leaves out nothing."),
    ])  # fmt: skip
    text = (
        "Each report that is added, in the order of coming, whichever process adds it: one that comes to state something. "
        "What is loaded again, said otherwise or merged is not added."
    )
    return FieldSpec("reportAdded", "ReportAddedPayload", text, (
        FieldSpec("after", "str | None", "The `cursor` behind which to begin; from now on if nothing is given."),))  # fmt: skip


def _comparison_changed(table: TypeTable, compared: Sequence[FieldSpec]) -> FieldSpec:
    table.object("ComparisonChange", "A cell of a comparison that is not as it was.", [
        FieldSpec("property", "str", "The row's property."),
        FieldSpec("column", "int", "The place in `columns`, from 0."),
        FieldSpec("stateBefore", "CellState | None", "What its state was; null where there was no such row."),
        FieldSpec("stateAfter", "CellState | None", "What its state is; null where there is no such row any more."),
        FieldSpec("before", "str | None", "The value that it showed."),
        FieldSpec("after", "str | None", "The value that it shows."),
    ])  # fmt: skip
    table.object("ComparisonChangedPayload", "A comparison as it is now.", [
        FieldSpec("comparison", "Comparison", "The comparison."),
        FieldSpec("changes", "list[ComparisonChange]", "The cells that changed since the one sent before; none in the first."),
    ])  # fmt: skip
    text = "A comparison at once, and again whenever what is asked of it is answered otherwise. An error is sent in its place while a name is not there."
    arguments = tuple(argument for argument in compared if argument.name != "asOf")
    return FieldSpec("comparisonChanged", "ComparisonChangedPayload", text, arguments)


def _load_progress(table: TypeTable) -> FieldSpec:
    table.enum("LoadState", "How far a load is.", [(str(state), text) for state, text in _STATES.items()])
    table.object("LoadProgressPayload", "A step of a load, and how the graph stood when it was last looked at.", [
        FieldSpec("load", "int | None", "Tells this server's loads apart; null where it is none of them."),
        FieldSpec("state", "LoadState", "How far it is."),
        FieldSpec("name", "str | None", "The document's name."),
        FieldSpec("done", "int | None", "Documents loaded."),
        FieldSpec("total", "int | None", "Documents to load."),
        FieldSpec("lines", "int | None", "Lines read so far, of a load of claims."),
        FieldSpec("generation", "int", "A number that grows with every change of the graph."),
        FieldSpec("reports", "int", "Reports in the graph, cited ones included."),
        FieldSpec("claims", "int", "Claims in the graph."),
    ])  # fmt: skip
    text = "How the graph stands, at once and after each change, and the steps of the loads that this server makes. Of steps that come fast the last is told."
    return FieldSpec("loadProgress", "LoadProgressPayload", text)
