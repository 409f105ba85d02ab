"""What holds of every comparison, whatever the claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.compare import Agreement, Cell, CellState, Column, Fact, Resolve, compare

_FIGURES = st.sampled_from([(None, 60.0), (60.0, 60.0), (4.0, 60.0), (4.0, 16.0), (None, 16.0), (16.0, 16.0), (2.0, None), (15.0, 15.0)])
_DATES = st.sampled_from(["2024", "2024-02", "2024-02-15", "2024-02-16", "2023"])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    slot = draw(st.sampled_from(["clipDuration", "releasedOn", "availability", "DEVELOPED_BY"]))
    low, high = draw(_FIGURES) if slot == "clipDuration" else (None, None)
    value = draw(_DATES) if slot == "releasedOn" else draw(st.sampled_from(["Open", "open", "closed"])) if slot == "availability" else None
    maker = draw(st.sampled_from(["OpenAI", "Runway"])) if slot == "DEVELOPED_BY" else None
    return Fact(
        id="", slot=slot, value=value, text=value, min=low, max=high, unit="s" if slot == "clipDuration" else None,
        qualifier=draw(st.sampled_from(["EXACT", "ABOUT"])), polarity=draw(st.sampled_from(["STATED"] * 5 + ["EXPLICITLY_NONE"])),
        said_on=draw(st.sampled_from([None, "2024-01-01", "2024-02-01"])), confidence=draw(st.sampled_from([0.5, 1.0])),
        review=draw(st.sampled_from(["NONE"] * 4 + ["REJECTED", "PINNED", "ACCEPTED"])), object=maker, object_name=maker,
        publisher=draw(st.sampled_from([None, "P1", "P2"])))  # fmt: skip


@st.composite
def columns(draw: st.DrawFn) -> Column:
    drawn = draw(st.lists(facts(), max_size=6))
    return Column("AIModel", tuple(replace(fact, id=f"Claim.{i}", report=f"Report.{i}") for i, fact in enumerate(drawn)))


_NAMES = ["clipDuration", "releasedOn", "availability", "developer"]
_WEIGHTS = {"P1": 2.0}


def _told(cell: Cell, column: Column) -> tuple[Any, ...]:
    return cell.state, cell.text, cell.min, cell.max, cell.unit, tuple(column.facts[i].id for i in cell.facts)


@given(columns(), st.sampled_from(Resolve), st.randoms())
def test_the_order_of_claims_never_matters(column: Column, resolve: Resolve, random: Any) -> None:
    shuffled = list(column.facts)
    random.shuffle(shuffled)
    other = Column(column.type, tuple(shuffled))
    before, after = (compare(_NAMES, [c], resolve, _WEIGHTS) for c in (column, other))
    assert [_told(r.cells[0], column) for r in before] == [_told(r.cells[0], other) for r in after]


@given(columns(), st.sampled_from(Resolve))
def test_a_column_beside_itself_is_the_same(column: Column, resolve: Resolve) -> None:
    for row in compare(_NAMES, [column, column], resolve):
        assert row.cells[0] == row.cells[1]
        assert row.agreement in (Agreement.SAME, Agreement.NONE)
        assert row.best == ()


@given(columns(), st.sampled_from(Resolve))
def test_saying_it_again_changes_nothing_that_is_shown_but_the_number_of_claims(column: Column, resolve: Resolve) -> None:
    again = Column(column.type, column.facts + tuple(replace(fact, id=fact.id + "'") for fact in column.facts))
    for once, twice in zip(compare(_NAMES, [column], resolve), compare(_NAMES, [again], resolve), strict=True):
        a, b = once.cells[0], twice.cells[0]
        assert (a.state, a.text, a.min, a.max, 2 * len(a.facts)) == (b.state, b.text, b.min, b.max, len(b.facts))


@given(columns(), st.sampled_from(Resolve))
def test_one_claim_alone_is_never_a_conflict_and_a_state_says_what_the_cell_holds(column: Column, resolve: Resolve) -> None:
    for row in compare(_NAMES, [column], resolve):
        (cell,) = row.cells
        assert (cell.state is CellState.NOT_STATED) == (not cell.facts)
        assert cell.state is not CellState.CONFLICTING or len(cell.facts) > 1
        assert cell.text is not None or cell.state is not CellState.STATED
        assert all(column.facts[i].review != "REJECTED" for i in cell.facts)


@given(st.lists(columns(), min_size=1, max_size=4), st.randoms())
def test_the_order_of_columns_moves_cells_and_nothing_else(given_columns: list[Column], random: Any) -> None:
    order = list(range(len(given_columns)))
    random.shuffle(order)
    before = compare(_NAMES, given_columns)
    after = compare(_NAMES, [given_columns[i] for i in order])
    for a, b in zip(before, after, strict=True):
        assert b.cells == tuple(a.cells[i] for i in order)
        assert (a.agreement, a.unit) == (b.agreement, b.unit)
        assert sorted(order[i] for i in b.best) == list(a.best)
