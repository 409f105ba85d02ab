from __future__ import annotations

from typing import Any

from hypothesis import given

from graph.ontology import Direction
from graph.plan import (
    Across,
    Compare,
    Connection,
    Everything,
    Field,
    Hop,
    Lookup,
    Nodes,
    On,
    Op,
    Order,
    Page,
    Param,
    Plan,
    Quantifier,
    Related,
    ToOne,
    TotalCount,
    Via,
)  # fmt: skip
from tests.plans import plans
from tests.questions import shape

DEVELOPER = Hop("DEVELOPED_BY", Direction.OUT, ("Organization",))
MENTIONED = Hop("MENTIONS", Direction.IN, ("Report",))


def example() -> Plan:
    where = Related(MENTIONED, Quantifier.SOME, Compare(Field("count", On.RELATIONSHIP), Op.GTE, Param(0)))
    model = shape("AIModel", "name", developer=ToOne(DEVELOPER, shape("Organization", "name")))
    order = (Order(Via(DEVELOPER, Field("name"))), Order(Field("releasedOn"), descending=True))
    connection = Connection(
        Everything(("AIModel",)), where, order, Page(Param(1), None, after=Param(2)), (("totalCount", TotalCount()), ("nodes", Nodes(model)))
    )
    return Plan((("models", connection), ("one", Lookup("name", ("AIModel",), Param(3), model, single=True))))


def test_a_plan_explains_itself_one_thing_a_line() -> None:
    text = example().explain()
    assert text.splitlines()[0].startswith("models: Connection")
    for words in ("hop=MENTIONS/IN->Report", "quantifier=some", "field=relationship.count op=gte value=$0", "first $1/after $2", "DEVELOPED_BY/OUT->",
                  "developer: ToOne", "one: Lookup by=name types=AIModel values=$3", "descending=True"):  # fmt: skip
        assert words in text, f"{words!r} is not in\n{text}"
    assert len(text.splitlines()) < 50
    assert all(len(line) < 160 for line in text.splitlines())


def test_equal_plans_are_one_key() -> None:
    assert example() == example()
    assert hash(example()) == hash(example())
    assert {example(): 1}[example()] == 1


@given(plans())
def test_any_plan_is_hashable_and_explains_itself_without_a_value(asked: tuple[Plan, list[Any]]) -> None:
    plan, _ = asked
    assert hash(plan) == hash(Plan(plan.roots))
    assert plan.explain().count("root") >= len(plan.roots)
    assert "Param(" not in plan.explain()


def test_a_nested_connection_stands_below_its_parent() -> None:
    inner = Connection(Across(MENTIONED), None, (), None, (("totalCount", TotalCount()),))
    outer = Connection(Everything(("AIModel",)), None, (), None, (("nodes", Nodes(shape("AIModel", "name", mentionedIn=inner))),))
    lines = Plan((("models", outer),)).explain().splitlines()
    depth = {line.strip().split(":")[0]: len(line) - len(line.lstrip()) for line in lines}
    assert depth["models"] < depth["nodes"] < depth["mentionedIn"]
