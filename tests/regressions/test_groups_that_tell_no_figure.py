"""Groups of which no figure was asked were not put together on Neo4j: each node counted as one. Found by random operations."""

from __future__ import annotations

from graph.ontology import Direction
from graph.plan import AggregateGroup, Constant, Everything, GroupKey, GroupNodes, Groups, Hop, Page, PageInfo, Param, Plan, TotalCount
from graph.store import Store
from tests.asking import ask
from tests.graphs import Paper, model, organization


def test_groups_are_counted_once_whatever_is_told_of_them(store: Store) -> None:
    paper = Paper("A note")
    for name in ("Sora", "GPT-4"):
        paper.says(model(name), "DEVELOPED_BY", organization("OpenAI"))
    store.write(paper.batch())
    by = (GroupKey("developer", hop=Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))),)
    named = GroupNodes((("aggregate", AggregateGroup((("__typename", Constant("AIModelAggregate")),))),))
    told = (("totalCount", TotalCount()), ("pageInfo", PageInfo((("more", "hasNextPage"),))), ("nodes", named))
    plan = Plan((("groups", Groups(Everything(("AIModel",)), by, None, None, (), Page(Param(0), None), told)),))
    assert ask(store, plan, [1])["groups"] == {"totalCount": 1, "pageInfo": {"more": False}, "nodes": [{"aggregate": {"__typename": "AIModelAggregate"}}]}
