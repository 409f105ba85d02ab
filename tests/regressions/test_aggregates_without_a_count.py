"""Figures of a nested connection could not be asked on Neo4j unless something beside them was: found by random plans."""

from __future__ import annotations

from graph.ontology import Direction
from graph.plan import Across, Aggregate, Aggregates, AggregateValue, Connection, Field, Hop
from graph.store import Store
from graph.values import NodeRef
from tests.asking import ask
from tests.graphs import Paper, model
from tests.questions import by_name


def test_aggregates_without_a_count(store: Store) -> None:
    paper = Paper("A note")
    for name, seats in (("Standard", 5), ("Pro", 10)):
        paper.says(model("Sora"), "OFFERED_AS", NodeRef("PricingPlan", name))
        paper.says(NodeRef("PricingPlan", name), "seats", seats)
    store.write(paper.batch())
    figures = Aggregates((("sum", AggregateValue(Aggregate.SUM, Field("seats"))), ("none", AggregateValue(Aggregate.SUM, Field("priceMax")))))
    plans = Connection(Across(Hop("OFFERED_AS", Direction.OUT, ("PricingPlan",))), None, (), None, (("aggregate", figures),))
    assert ask(store, by_name("AIModel", plans=plans), [["sora"]])["found"] == {"plans": {"aggregate": {"sum": 15, "none": None}}}
