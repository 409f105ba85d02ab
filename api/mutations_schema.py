"""Owns the GraphQL types of mutations: their inputs, their payloads and the root. It must not plan or run them.

Each root field may be null: of several changes those before a failure are made, and told.
"""

from __future__ import annotations

from api.schema_parts import page_arguments
from api.schema_table import FieldSpec, TypeTable
from api.vocabulary import NAMED
from graph.ontology import CLAIM, REPORT

_UNDO = FieldSpec("undo", "Undo", "Whether and how this can be undone.")
_ADDED = FieldSpec("claimsAdded", "int", "How many claims are new.")
_REMOVED = FieldSpec("claimsRemoved", "int", "How many claims are gone.")
_REASON = FieldSpec("reason", "str | None", "Why, for whoever reads the ledger later.")
_ISSUES = FieldSpec("issues", "list[LoadIssue]", "What was not understood, or not taken, and why.")


def mutation_fields(table: TypeTable) -> list[FieldSpec]:
    """Add the types to a table, and give the root's fields."""
    _shared(table)
    return [_load_text(table), _load_claims(table), *_reviews(table), *_identity(table), _delete(table)]


def _shared(table: TypeTable) -> None:
    table.object("Undo", "How a change is taken back.", [
        FieldSpec("possible", "bool", "Whether it can be."),
        FieldSpec("how", "str", "What to do, or why it cannot be."),
        FieldSpec("operation", "str | None", "The operation that takes it back, ready to be sent."),
    ])  # fmt: skip
    table.object("LoadIssue", "Something in a source that could not be used.", [
        FieldSpec("reason", "str", "Why."),
        FieldSpec("start", "int | None", "Where it begins in the raw text, in code points."),
        FieldSpec("end", "int | None", "Where it ends."),
        FieldSpec("line", "int | None", "The line, from 1."),
    ])  # fmt: skip


def _claims(description: str) -> FieldSpec:
    return FieldSpec("claims", f"{CLAIM}Connection", description, page_arguments(CLAIM))


def _load_text(table: TypeTable) -> FieldSpec:
    table.object("LoadTextPayload", "What became of a document.", [
        FieldSpec("document", "str", "The SHA-256 of the document's bytes."),
        FieldSpec("report", f"{REPORT} | None", "The report that it is; null where nothing in it was understood."),
        _claims("The claims that were found in it."), _ADDED, _REMOVED, _ISSUES, _UNDO,
    ])  # fmt: skip
    return FieldSpec("loadText", "LoadTextPayload | None",
        "Load a document, in place of what the same document said before. The same again changes nothing.", (
        FieldSpec("text", "str | None", "The document's text. Give `text` or `base64`, one of them."),
        FieldSpec("base64", "str | None", "The document's bytes in Base64."),
        FieldSpec("name", "str", "What a person would call the document; the report's title where it prints none."),
        FieldSpec("mediaType", "str | None", "text/plain, text/markdown, text/html or application/pdf; without it the bytes and the name tell.")))  # fmt: skip


def _load_claims(table: TypeTable) -> FieldSpec:
    table.input("NameInput", "A node as a report names it.", [
        FieldSpec("type", "NodeType", "Its type."),
        FieldSpec("name", "str", "Its name, as printed."),
        FieldSpec("scope", "str | None", "What tells it from others of that name: an analyst's publisher, an exhibit's report, a report's date."),
    ])  # fmt: skip
    table.input("OwnPropertyInput", "A relationship's own property.", [
        FieldSpec("name", "str", "The property's name in the ontology."), FieldSpec("value", "str", "Its value."),
    ])  # fmt: skip
    table.input("ClaimInput", "One statement of one report: of a property, or of a relationship with its object.", [
        FieldSpec("report", "NameInput | None", "The report; that of the claim before, or the one that `name` names, if nothing is given."),
        FieldSpec("subject", "NameInput", "What the claim is about."),
        FieldSpec("property", "str | None", "The property. Give `property` or `relationship`, one of them."),
        FieldSpec("relationship", "RelationshipTypeName | None", "The relationship."),
        FieldSpec("object", "NameInput | None", "Where the relationship leads."),
        FieldSpec("properties", "list[OwnPropertyInput] | None", "The relationship's own properties."),
        FieldSpec("text", "str | None", "The value as printed."),
        FieldSpec("value", "str | None", "The value in canonical form; `text` if nothing is given."),
        FieldSpec("min", "float | None", "The lower bound of a quantity."),
        FieldSpec("max", "float | None", "The upper bound of a quantity."),
        FieldSpec("unit", "str | None", "The quantity's canonical unit."),
        FieldSpec("qualifier", "ClaimQualifier | None", "How the printed figure bounds the real one; EXACT if nothing is given."),
        FieldSpec("polarity", "ClaimPolarity | None", "Whether it is stated, or stated that there is none; STATED if nothing is given."),
        FieldSpec("asOf", "PartialDate | None", "The date that the report gives for it; the report's own if nothing is given."),
        FieldSpec("saidOn", "PartialDate | None", "The report's date."),
        FieldSpec("confidence", "float | None", "From 0 to 1; 1 if nothing is given."),
        FieldSpec("method", "str | None", "Who or what found it."),
        FieldSpec("document", "str | None", "The hash of a stored document that proves it, with `start`, `end` and `quote`."),
        FieldSpec("page", "int | None", "The page of the evidence."),
        FieldSpec("start", "int | None", "The first code point of the evidence in the document's raw text."),
        FieldSpec("end", "int | None", "The code point behind the last."),
        FieldSpec("quote", "str | None", "What stands there."),
    ])  # fmt: skip
    table.object("LoadClaimsPayload", "What became of claims.", [
        FieldSpec("document", "str", "The SHA-256 of the lines, which are the evidence of claims that name no document."),
        FieldSpec("reports", f"list[{REPORT}]", "The reports that state the claims."),
        _claims("The claims."), _ADDED, _UNDO,
    ])  # fmt: skip
    return FieldSpec("loadClaims", "LoadClaimsPayload | None",
        "Load claims, all or none: if one cannot be used nothing is changed, and every problem is an error. The same again changes nothing.", (
        FieldSpec("lines", "list[ClaimInput] | None", "The claims. Give `lines` or `jsonl`, one of them."),
        FieldSpec("jsonl", "str | None", "The claims as JSON Lines (docs/claim.schema.json)."),
        FieldSpec("name", "str | None", "What a person would call them; the title of the report where no line names one.")))  # fmt: skip


def _reviews(table: TypeTable) -> list[FieldSpec]:
    changed = FieldSpec("changed", "int", "How many claims have another review than before.")
    table.object("ReviewClaimsPayload", "Claims after a review.", [changed, _claims("The claims that were named."), _UNDO])
    table.object("PinClaimPayload", "A claim that was pinned.", [
        changed, _claims("The claim, and those that were pinned before and are not any more."),
        FieldSpec("node", f"{NAMED} | None", "The node that it is about."), _UNDO,
    ])  # fmt: skip
    return [
        FieldSpec("reviewClaims", "ReviewClaimsPayload | None", "Say what a person thinks of claims; rejected ones do not show in nodes.", (
            FieldSpec("ids", "list[ID]", "The claims."), FieldSpec("review", "ClaimReview", "What is thought of them."))),
        FieldSpec("pinClaim", "PinClaimPayload | None",
            "Let a claim decide what its node shows. Where only one can, what was pinned before is not any more.", (FieldSpec("id", "ID", "The claim."),)),
    ]  # fmt: skip


def _identity(table: TypeTable) -> list[FieldSpec]:
    table.object("MergeNodesPayload", "Two nodes that are one.", [
        FieldSpec("node", f"{NAMED} | None", "The node that they are now."),
        FieldSpec("judgements", "list[ID]", "The judgement that says so."), _UNDO,
    ])  # fmt: skip
    table.object("SplitNodePayload", "A node that was two.", [
        FieldSpec("node", f"{NAMED} | None", "The node without the alias."),
        FieldSpec("splitOff", f"{NAMED} | None", "The node of the alias; null where no claim names it."),
        FieldSpec("judgements", "list[ID]", "The judgements that say so."), _UNDO,
    ])  # fmt: skip
    table.object("UndoJudgementPayload", "What a judgement was about.", [
        FieldSpec("node", f"{NAMED} | None", "The node of the judgement's name."),
        FieldSpec("other", f"{NAMED} | None", "The node of its alias; the same one where they are one."), _UNDO,
    ])  # fmt: skip
    return [
        FieldSpec("mergeNodes", "MergeNodesPayload | None", "Say that two nodes are the same. Nothing is lost: undone, both are as before.", (
            FieldSpec("alias", "NodeRef", "The node whose name becomes an alias."), FieldSpec("name", "NodeRef", "The node whose name stays."), _REASON)),
        FieldSpec("splitNode", "SplitNodePayload | None", "Say that an alias of a node is another node; with it goes what only it ties to the node.", (
            FieldSpec("node", "NodeRef", "The node."), FieldSpec("alias", "str", "The alias, one of its `aliases`."), _REASON)),
        FieldSpec("undoJudgement", "UndoJudgementPayload | None", "Take a person's judgement back.", (FieldSpec("id", "ID", "The judgement."),)),
    ]  # fmt: skip


def _delete(table: TypeTable) -> FieldSpec:
    table.object("DeleteReportPayload", "What went with a report.", [
        FieldSpec("deletedId", "ID", "The report's id."),
        FieldSpec("documents", "list[str]", "The SHA-256 of the documents that went with it."), _REMOVED,
        FieldSpec("report", f"{REPORT} | None", "The report as others still name it; null where none does."), _UNDO,
    ])  # fmt: skip
    return FieldSpec("deleteReport", "DeleteReportPayload | None",
        "Take out a report with all that it states, and the documents that state nothing else. What other reports say stays.", (
        FieldSpec("id", "ID", "The report."),))  # fmt: skip
