"""Owns how the embedded store tells which reports were added after a place in their order. It must not note that one was."""

from __future__ import annotations

from graph.plan import Arrivals
from graph.sql.pages import Parts
from graph.sql.scope import Form, Scope

ARRIVAL_INSERT = (
    "INSERT OR REPLACE INTO arrival (generation, report) SELECT m.value + 1, n.gid FROM json_each(?) a CROSS JOIN node n ON n.id = a.value "
    "CROSS JOIN meta m ON m.key = 'generation'"
)
STATED_BEFORE = "SELECT EXISTS (SELECT 1 FROM claim WHERE report = ? AND id < ?)"


def arrivals_of(scope: Scope, root: Arrivals) -> Parts:
    """The list that tells of them. A report that is now another one's name is no report of its own."""
    generation, id_ = (scope.bind(root.after, Form.ELEMENT, place) for place in (0, 1))
    found = (
        "SELECT a.report,a.generation FROM arrival a JOIN node n ON n.id=(SELECT node FROM name WHERE gid=a.report LIMIT 1) AND n.gid=a.report "
        f"WHERE (a.generation,a.report)>({generation},{id_}) AND a.generation<={scope.bind(root.until)} AND EXISTS (SELECT 1 FROM claim c WHERE c.report=n.id) "
        f"ORDER BY a.generation,a.report LIMIT {scope.bind(root.first)}"
    )
    listed = f"(SELECT group_concat(json_object('id',report,'generation',generation)) FROM ({found}))"
    return ["'['", listed, "']'"]
