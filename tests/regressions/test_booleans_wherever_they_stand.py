"""A boolean column that was not marked as one came as 1 or 0 from the embedded store: found by random plans."""

from __future__ import annotations

from graph.plan import Compare, Connection, Everything, Field, Nodes, Op, Order, Param, Plan
from graph.store import Store
from tests.asking import ask
from tests.graphs import Paper, model
from tests.questions import CLAIMS, everything, listing, shape


def test_booleans_are_true_and_false(store: Store) -> None:
    cut, whole = Paper("Cut"), Paper("Whole")
    cut.says(cut.ref, "truncated", "true")
    whole.says(whole.ref, "truncated", "false")
    whole.says(model("Sora"), "modality", "VIDEO")
    store.write(cut.batch())
    store.write(whole.batch())
    assert ask(store, everything("Report", "truncated"))["all"]["nodes"] == [{"truncated": True}, {"truncated": False}]
    claims = ask(store, everything("AIModel", claims=listing(CLAIMS, "verified")))["all"]["nodes"][0]["claims"]["nodes"]
    assert claims == [{"verified": True}]
    where = Compare(Field("truncated"), Op.EQ, Param(0))
    asked = Connection(Everything(("Report",)), where, (Order(Field("truncated")),), None, (("nodes", Nodes(shape("Report", "name", "truncated"))),))
    assert ask(store, Plan((("all", asked),)), [False])["all"]["nodes"] == [{"name": "Whole", "truncated": False}]
