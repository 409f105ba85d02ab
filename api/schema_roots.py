"""Owns the root fields and the types that only they use: search, comparison. Node types are in schema_types, inputs in inputs."""

from __future__ import annotations

from api.algorithms_schema import algorithm_fields
from api.inputs import InputTypes
from api.schema_parts import AS_OF, RELAY_ARGUMENTS, page_arguments
from api.schema_table import FieldSpec, TypeTable
from api.schema_types import ObjectTypes
from api.vocabulary import NAMED, NODE, Vocabulary
from graph.compare import Agreement, CellState, Format, Resolve
from graph.ontology import CLAIM, NodeType

_STATES = {
    CellState.STATED: "Reports state it and agree.",
    CellState.CONFLICTING: "Reports state it, and not all of it can be true.",
    CellState.DERIVED: "Worked out from other claims.",
    CellState.NOT_STATED: "No report says anything of it.",
    CellState.NOT_APPLICABLE: "Nodes of this type do not have it.",
    CellState.EXPLICITLY_NONE: "A report states that there is none.",
}
_AGREEMENTS = {
    Agreement.SAME: "All say the same.", Agreement.SIMILAR: "They overlap.", Agreement.DIFFERENT: "They differ.",
    Agreement.SINGLE: "Only one has a value.", Agreement.NONE: "None has a value.",
}  # fmt: skip
_RESOLVE = {
    Resolve.LATEST: "The newest report's.", Resolve.MAJORITY: "What most publishers say.",
    Resolve.WEIGHTED: "By the publishers' weights times confidence.", Resolve.PINNED: "The one that a person pinned, else the newest report's.",
}  # fmt: skip
_FORMATS = {
    Format.CSV: "Values, then for each node its evidence; nothing that a spreadsheet would run.", Format.MARKDOWN: "A GitHub table with footnotes.",
    Format.HTML: "A page of its own.", Format.LATEX: "A tabular and a list.", Format.JSON: "An object, cells citing evidence by number.",
    Format.SVG: "A picture.",
}  # fmt: skip
COMPARED = (
    FieldSpec("names", "list[str] | None", "The nodes by name or alias."),
    FieldSpec("ids", "list[ID] | None", "The nodes by id."),
    FieldSpec("type", "NodeType | None", "Their type; without it the first type that has them all."),
    FieldSpec("properties", "list[str] | None", "Properties or to-one relationships of the type; without it all that are comparable."),
    FieldSpec("asOf", "Date | None",
        "As the reports had it by that day: values, relationships and cells follow from what is known to have been said by then; of nodes"
        " that nobody had spoken of, nothing is stated. Names and aliases are as they are now."),
    FieldSpec("resolve", "Resolve | None", "Which statement is shown where several cannot all be true; PINNED if nothing is given."),
    FieldSpec("sourceWeights", "list[SourceWeight] | None", "For WEIGHTED."),
)  # fmt: skip


class RootTypes:
    """Adds `Query` and what only it needs to a table."""

    def __init__(self, table: TypeTable, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary

    def add(self) -> None:
        """Add everything, the other types included."""
        objects = ObjectTypes(self.table, self.vocabulary)
        objects.add()
        InputTypes(self.table, self.vocabulary).add()
        self._comparison()
        self._search()
        fields = [
            FieldSpec("node", f"{NODE} | None", "The node or claim of an id, or null. Relay wants it to have this one argument; `nodes` has `asOf` too.", (
                FieldSpec("id", "ID", "A global id."),)),
            FieldSpec("nodes", f"list[{NODE} | None]", "The nodes of ids, in their order; null where there is none.", (
                FieldSpec("ids", "list[ID]", "Global ids."), AS_OF)),
            self._search_field(), FieldSpec("compare", "Comparison", "Nodes of one type side by side.", COMPARED),
            self._conflicts_field(), *algorithm_fields(self.table),
        ]  # fmt: skip
        for label in self.vocabulary.labels:
            node, target = self.vocabulary.node_type(label), self.vocabulary.concrete[label]
            objects.connection(label, target)
            arguments = (*page_arguments(label), AS_OF)
            fields += [_singular(node), FieldSpec(node.plural, f"{label}Connection", f"All nodes of {label}, a page at a time.", arguments)]
            fields.append(objects.groups.root(node.field, target))
        self.table.object("Query", "What can be asked of the graph.", fields)

    def _search(self) -> None:
        self.table.object("SearchEdge", "A way to a node that was found.", [
            FieldSpec("cursor", "str", "Where the edge stands, for `after`."),
            FieldSpec("node", NAMED, "The node."),
            FieldSpec("score", "float", "How well it fits; higher is better."),
            FieldSpec("highlight", "str | None", "Its best matching name, the matches between « and »."),
        ])  # fmt: skip
        self.table.object("SearchConnection", "A page of what was found, the best first.", [
            FieldSpec("edges", "list[SearchEdge]", "The page's edges."),
            FieldSpec("nodes", f"list[{NAMED}]", "The page's nodes."),
            FieldSpec("pageInfo", "PageInfo", "Where the page stands."),
            FieldSpec("totalCount", "int", "How many were found."),
        ])  # fmt: skip

    def _search_field(self) -> FieldSpec:
        return FieldSpec("search", "SearchConnection", "Nodes whose name or aliases match a text, in any script, best first.", (
            FieldSpec("text", "str", "What to look for: all of its words, each perhaps only begun. Words in quotes stand in a row. Where "
                      "nothing is found so, one mistake a word is forgiven."),
            FieldSpec("types", "list[NodeType] | None", "Only nodes of these types."),
            FieldSpec("where", f"{NAMED}Where | None", "Which of the nodes that were found; all fields of one input must hold."),
            RELAY_ARGUMENTS[0], RELAY_ARGUMENTS[1], AS_OF,
        ))  # fmt: skip

    def _comparison(self) -> None:
        table = self.table
        table.enum("CellState", "What is known of one property of one node.", list(_STATES.items()))
        table.enum("Agreement", "How the values of a row are to each other.", list(_AGREEMENTS.items()))
        table.enum("Resolve", "Which of several statements is shown.", list(_RESOLVE.items()))
        table.input("SourceWeight", "How much a publisher counts.", [
            FieldSpec("publisher", "str", "The publisher's name or id."),
            FieldSpec("weight", "float", "Its weight; publishers that are not named weigh 1."),
        ])  # fmt: skip
        table.enum("ExportFormat", "The formats in which a comparison can be written.", [(f.value, text) for f, text in _FORMATS.items()])
        table.object("ComparisonStanding", "Where a node stands among the others by several figures.", [
            FieldSpec("node", NAMED, "The node."),
            FieldSpec("ahead", "bool", "Whether none beats it: is nowhere worse and somewhere better."),
            FieldSpec("beatenBy", f"list[{NAMED}]", "The nodes that beat it."),
            FieldSpec("unknown", "list[str]", "The figures of which no bound is known; with one of them a node cannot be placed."),
            FieldSpec("reason", "str", "Why it stands there."),
        ])  # fmt: skip
        table.object("ComparisonColumn", "One of the nodes that are compared.", [FieldSpec("node", NAMED, "The node.")])
        table.object("ComparisonCell", "One property of one node.", [
            FieldSpec("state", "CellState", "What is known."),
            FieldSpec("text", "str | None", "The resolved value as a person would write it."),
            FieldSpec("min", "float | None", "The lower bound of a quantity."),
            FieldSpec("max", "float | None", "The upper bound of a quantity."),
            FieldSpec("unit", "str | None", "The canonical unit."),
            FieldSpec("claims", "list[Claim]", "The claims behind it, the one that is shown first."),
        ])  # fmt: skip
        table.object("ComparisonRow", "One property over all columns.", [
            FieldSpec("property", "str", "The property's or the to-one relationship's name in the ontology."),
            FieldSpec("label", "str", "What a person calls it."),
            FieldSpec("unit", "str | None", "The unit, where all cells share one."),
            FieldSpec("agreement", "Agreement", "How the cells are to each other."),
            FieldSpec("best", f"list[{NAMED}]", "The nodes that are ahead, where the property has a better way."),
            FieldSpec("cells", "list[ComparisonCell]", "One cell for each column."),
        ])  # fmt: skip
        table.object("Comparison", "Nodes side by side, every cell with the claims behind it.", [
            FieldSpec("type", "NodeType", "The type of the nodes."),
            FieldSpec("asOf", "Date | None", "The day as of which they are compared, if one was named."),
            FieldSpec("columns", "list[ComparisonColumn]", "The nodes, in the order of `names`, then `ids`."),
            FieldSpec("rows", "list[ComparisonRow]", "The properties."),
            FieldSpec("export", "str", "The whole comparison as text, its evidence numbered: report, page and quote.", (
                FieldSpec("format", "ExportFormat", "In which format."),)),
            FieldSpec("frontier", "list[ComparisonStanding]", "Which nodes none beats when several figures count at once (Pareto), and why.", (
                FieldSpec("maximise", "list[str] | None", "Figures of which more is better."),
                FieldSpec("minimise", "list[str] | None", "Figures of which less is better."))),
        ])  # fmt: skip

    def _conflicts_field(self) -> FieldSpec:
        self.table.object("Conflict", "A property of one node of which reports say what cannot all be true.", [
            FieldSpec("node", NAMED, "The node."),
            FieldSpec("property", "str", "The property's or the to-one relationship's name in the ontology."),
            FieldSpec("label", "str", "What a person calls it."),
            FieldSpec("cell", "ComparisonCell", "What is shown of it; its state is CONFLICTING."),
            FieldSpec("claims", "list[Claim]", "The claims about it, the one that is shown first."),
        ])  # fmt: skip
        self.table.object("ConflictEdge", "A way to a conflict.", [
            FieldSpec("cursor", "str", "Where the edge stands, for `after`."), FieldSpec("node", "Conflict", "The conflict."),
        ])  # fmt: skip
        self.table.object("ConflictConnection", "A page of conflicts, by type, the node's name and id, and property.", [
            FieldSpec("edges", "list[ConflictEdge]", "The page's edges."),
            FieldSpec("nodes", "list[Conflict]", "The page's conflicts."),
            FieldSpec("pageInfo", "PageInfo", "Where the page stands; a page may be short and yet not the last."),
        ])  # fmt: skip
        return FieldSpec("conflicts", "ConflictConnection", "Where reports contradict each other.", (
            FieldSpec("type", "NodeType | None", "Only nodes of this type."),
            FieldSpec("property", "str | None", "Only this property or to-one relationship; without it all that are comparable."),
            RELAY_ARGUMENTS[0], RELAY_ARGUMENTS[1], AS_OF,
        ))  # fmt: skip


def _singular(node: NodeType) -> FieldSpec:
    arguments = [FieldSpec("id", "ID | None", "Its global id.")]
    if node.label != CLAIM:
        arguments.append(FieldSpec("name", "str | None", "Its name or an alias, in any script and spelling. Give `id` or `name`, one of them."))
    arguments.append(AS_OF)
    return FieldSpec(node.field, f"{node.label} | None", f"One {node.en}, or null. {node.description}", tuple(arguments))
