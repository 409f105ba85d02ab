"""Comparisons: what a cell shows of several claims, how the cells of a row agree, which column is ahead."""

from __future__ import annotations

from itertools import count

import pytest

from graph.compare import Agreement, Cell, CellState, Column, Fact, Resolve, Row, comparable, compare, slot
from graph.errors import InvalidInput

_ids = count()


def duration(low: float | None, high: float | None, qualifier: str = "EXACT", *, said_on: str = "2024-01-01", **more: object) -> Fact:
    return figure("clipDuration", low, high, "s", qualifier=qualifier, said_on=said_on, **more)


def figure(slot_: str, low: float | None, high: float | None, unit: str, **more: object) -> Fact:
    return Fact(id=f"Claim.{next(_ids):032x}", slot=slot_, min=low, max=high, unit=unit, **more)  # type: ignore[arg-type]


def said(slot_: str, value: str, **more: object) -> Fact:
    return Fact(id=f"Claim.{next(_ids):032x}", slot=slot_, value=value, text=value, **more)  # type: ignore[arg-type]


def developer(name: str, id_: str | None = None, **more: object) -> Fact:
    return Fact(id=f"Claim.{next(_ids):032x}", slot="DEVELOPED_BY", object=id_, object_name=name, **more)  # type: ignore[arg-type]


def row(name: str, *columns: list[Fact], type_: str = "AIModel", resolve: Resolve = Resolve.PINNED, weights: dict[str, float] | None = None) -> Row:
    (only,) = compare([name], [Column(type_, tuple(facts)) for facts in columns], resolve, weights)
    return only


def cell(name: str, *facts: Fact, type_: str = "AIModel", resolve: Resolve = Resolve.PINNED, weights: dict[str, float] | None = None) -> Cell:
    return row(name, list(facts), type_=type_, resolve=resolve, weights=weights).cells[0]


class TestWithinACell:
    @pytest.mark.parametrize(("facts", "shown"), [
        ([(None, 60, "AT_MOST")], (None, 60, "≤ 60 s")),
        ([(None, 60, "AT_MOST"), (60, 60, "EXACT")], (None, 60, "≤ 60 s")),
        ([(None, 60, "AT_MOST"), (4, 60, "RANGE")], (4, 60, "4–60 s")),
        ([(4, 16, "RANGE"), (None, 16, "AT_MOST"), (16, 16, "EXACT")], (4, 16, "4–16 s")),
        ([(2, None, "AT_LEAST"), (None, 60, "AT_MOST")], (2, 60, "2–60 s")),
        ([(4.7, 4.7, "EXACT")], (4.7, 4.7, "4.7 s")),
        ([(58, 58, "ABOUT"), (60, 60, "EXACT")], (60, 60, "60 s")),
        ([(60, 60, "ABOUT")], (60, 60, "≈ 60 s")),
    ])  # fmt: skip
    def test_claims_that_can_be_true_together_refine_each_other(self, facts: list[tuple[float, float, str]], shown: tuple[float | None, float, str]) -> None:
        got = cell("clipDuration", *(duration(*f) for f in facts))
        assert (got.state, got.min, got.max, got.text, got.unit) == (CellState.STATED, *shown, "s")
        assert len(got.facts) == len(facts)

    @pytest.mark.parametrize(("a", "b"), [
        ((15, 15, "EXACT"), (16, 16, "EXACT")),
        ((None, 60, "AT_MOST"), (None, 20, "AT_MOST")),
        ((None, 60, "AT_MOST"), (30, 30, "EXACT")),
        ((4, 16, "RANGE"), (3, 16, "RANGE")),
        ((70, None, "AT_LEAST"), (None, 60, "AT_MOST")),
        ((60, 60, "ABOUT"), (20, 20, "EXACT")),
    ])  # fmt: skip
    def test_claims_that_contradict_each_other_conflict_and_the_newest_is_shown(self, a: tuple[float, float, str], b: tuple[float, float, str]) -> None:
        got = cell("clipDuration", duration(*a, said_on="2024-01-01"), duration(*b, said_on="2024-02-01"))
        assert (got.state, got.min, got.max) == (CellState.CONFLICTING, b[0], b[1])
        assert got.facts == (1, 0)

    def test_the_shown_value_of_a_conflict_is_refined_by_what_agrees_with_it(self) -> None:
        got = cell("clipDuration", duration(None, 16, "AT_MOST", said_on="2024-03-01"), duration(4, 16, "RANGE"), duration(15, 15))
        assert (got.state, got.text) == (CellState.CONFLICTING, "4–16 s")

    def test_a_more_precise_date_is_shown_and_a_different_day_conflicts(self) -> None:
        assert cell("releasedOn", said("releasedOn", "2024-02-16"), said("releasedOn", "2024-02"), said("releasedOn", "2024")).text == "2024-02-16"
        assert cell("releasedOn", said("releasedOn", "2024-02-16"), said("releasedOn", "2024-02-15")).state is CellState.CONFLICTING

    def test_texts_agree_whatever_their_width_script_and_case(self) -> None:
        got = cell("availability", said("availability", "尚未開放", said_on="2024-02"), said("availability", "尚未 开放", said_on="2024-01"))
        assert (got.state, got.text) == (CellState.STATED, "尚未開放")

    def test_enums_differ_by_value(self) -> None:
        assert cell("modality", said("modality", "VIDEO"), said("modality", "IMAGE")).state is CellState.CONFLICTING

    def test_lists_never_conflict(self) -> None:
        got = cell("roles", said("roles", "LAB"), said("roles", "COMPANY"), said("roles", "LAB"), type_="Organization")
        assert (got.state, got.text) == (CellState.STATED, "COMPANY, LAB")

    def test_a_relationship_agrees_by_node_and_shows_its_name(self) -> None:
        got = cell("developer", developer("OpenAI", "Organization.1"), developer("Open AI", "Organization.1"))
        assert (got.state, got.text) == (CellState.STATED, "Open AI")
        assert cell("developer", developer("OpenAI", "Organization.1"), developer("Runway", "Organization.2")).state is CellState.CONFLICTING

    def test_currencies_conflict_and_are_not_converted(self) -> None:
        dollars, yuan = figure("price", 12, 12, "USD/month", said_on="2024-02"), figure("price", 12, 12, "CNY/month", said_on="2024-01")
        got = cell("price", dollars, yuan, type_="PricingPlan")
        assert (got.state, got.text, got.unit) == (CellState.CONFLICTING, "12 USD/month", "USD/month")

    def test_a_number_without_unit_is_written_without_one(self) -> None:
        assert cell("parameters", figure("parameters", 7e9, 7e9, "1")).text == "7000000000"

    def test_nothing_said_nothing_there_and_nothing_that_fits(self) -> None:
        nothing = cell("clipDuration")
        assert (nothing.state, nothing.text, nothing.facts) == (CellState.NOT_STATED, None, ())
        none = cell("clipDuration", duration(None, None, polarity="EXPLICITLY_NONE"))
        assert (none.state, none.text, none.facts) == (CellState.EXPLICITLY_NONE, None, (0,))
        rows = compare(["clipDuration"], [Column("AIModel", ()), Column("Product", (duration(1, 1),))])
        assert [c.state for c in rows[0].cells] == [CellState.NOT_STATED, CellState.NOT_APPLICABLE]

    def test_a_value_and_the_word_that_there_is_none_conflict(self) -> None:
        got = cell("clipDuration", duration(60, 60, said_on="2024-01"), duration(None, None, polarity="EXPLICITLY_NONE", said_on="2024-02"))
        assert (got.state, got.text, got.facts) == (CellState.CONFLICTING, None, (1, 0))

    def test_rejected_claims_never_count(self) -> None:
        got = cell("clipDuration", duration(60, 60, review="REJECTED", said_on="2025-01-01"), duration(16, 16))
        assert (got.state, got.max, got.facts) == (CellState.STATED, 16, (1,))

    def test_what_was_worked_out_is_told_from_what_was_printed(self) -> None:
        assert cell("clipDuration", duration(60, 60, method="derived:frames")).state is CellState.DERIVED
        assert cell("clipDuration", duration(60, 60, method="derived:frames"), duration(60, 60)).state is CellState.STATED


class TestResolve:
    def facts(self) -> list[Fact]:
        return [
            duration(60, 60, said_on="2024-01-01", publisher="P1", publisher_name="One", review="PINNED"),
            duration(60, 60, said_on="2024-01-02", publisher="P2", publisher_name="Two", confidence=0.5),
            duration(20, 20, said_on="2024-05-01", publisher="P3", publisher_name="Three"),
            duration(20, 20, said_on="2024-05-02", publisher="P3", publisher_name="Three"),
        ]

    @pytest.mark.parametrize(("resolve", "state", "value"), [
        (Resolve.LATEST, CellState.CONFLICTING, 20),
        (Resolve.MAJORITY, CellState.CONFLICTING, 60),
        (Resolve.WEIGHTED, CellState.CONFLICTING, 60),
        (Resolve.PINNED, CellState.STATED, 60),
    ])  # fmt: skip
    def test_the_policies_differ(self, resolve: Resolve, state: CellState, value: float) -> None:
        got = cell("clipDuration", *self.facts(), resolve=resolve)
        assert (got.state, got.max) == (state, value)

    @pytest.mark.parametrize("weights", [{"P3": 3.0}, {"three": 3.0}, {"P1": 0.0}])
    def test_weights_turn_the_scale(self, weights: dict[str, float]) -> None:
        assert cell("clipDuration", *self.facts(), resolve=Resolve.WEIGHTED, weights=weights).max == 20

    def test_a_publisher_counts_once_however_often_it_says_a_thing(self) -> None:
        twice = [duration(20, 20, publisher="P3", report=f"R{n}") for n in range(5)]
        others = [duration(60, 60, publisher=p) for p in ("P1", "P2")]
        assert cell("clipDuration", *twice, *others, resolve=Resolve.MAJORITY).max == 60

    def test_pinned_without_a_pin_is_latest(self) -> None:
        facts = self.facts()[1:]
        assert cell("clipDuration", *facts, resolve=Resolve.PINNED) == cell("clipDuration", *facts, resolve=Resolve.LATEST)


class TestRows:
    @pytest.mark.parametrize(("name", "columns", "agreement"), [
        ("clipDuration", [[duration(60, 60)], [duration(60, 60)], []], Agreement.SAME),
        ("clipDuration", [[duration(60, 60)], [duration(57, 57)]], Agreement.SIMILAR),
        ("clipDuration", [[duration(None, 60, "AT_MOST")], [duration(4, 58, "RANGE")]], Agreement.SIMILAR),
        ("clipDuration", [[duration(60, 60)], [duration(57, 57)], [duration(20, 20)]], Agreement.DIFFERENT),
        ("clipDuration", [[duration(60, 60)], []], Agreement.SINGLE),
        ("clipDuration", [[], [duration(None, None, polarity="EXPLICITLY_NONE")]], Agreement.NONE),
        ("releasedOn", [[said("releasedOn", "2024-02-16")], [said("releasedOn", "2024-02-01")]], Agreement.SIMILAR),
        ("releasedOn", [[said("releasedOn", "2024-02")], [said("releasedOn", "2023-11")]], Agreement.DIFFERENT),
        ("developer", [[developer("OpenAI", "O1")], [developer("OpenAI", "O1")]], Agreement.SAME),
        ("developer", [[developer("OpenAI", "O1")], [developer("Pika", "O2")]], Agreement.DIFFERENT),
    ])  # fmt: skip
    def test_agreement(self, name: str, columns: list[list[Fact]], agreement: Agreement) -> None:
        assert row(name, *columns).agreement is agreement

    def test_the_longest_clip_and_the_lowest_price_are_ahead(self) -> None:
        assert row("clipDuration", [duration(4, 16)], [duration(None, 60, "AT_MOST")], []).best == (1,)
        prices = [[figure("price", 12, 12, "USD/month")], [figure("price", 8, 8, "USD/month")], [figure("price", 8, 8, "USD/month")]]
        assert row("price", *prices, type_="PricingPlan").best == (1, 2)

    def test_nobody_is_ahead_alone_in_a_tie_or_across_units(self) -> None:
        assert row("clipDuration", [duration(60, 60)], []).best == ()
        assert row("clipDuration", [duration(60, 60)], [duration(60, 60)]).best == ()
        assert row("price", [figure("price", 12, 12, "USD/month")], [figure("price", 8, 8, "CNY/month")], type_="PricingPlan").best == ()

    def test_a_figure_without_upper_bound(self) -> None:
        assert row("clipDuration", [duration(100, None, "AT_LEAST")], [duration(60, 60)]).best == (0,)
        prices = [[figure("price", 5, None, "USD/month")], [figure("price", 8, 8, "USD/month")], [figure("price", 9, 9, "USD/month")]]
        assert row("price", *prices, type_="PricingPlan").best == (1,)

    def test_whole_numbers_rank_too(self) -> None:
        got = row("seats", [said("seats", "5")], [said("seats", "10")], type_="PricingPlan")
        assert (got.best, got.cells[1].text, got.cells[1].max, got.unit) == ((1,), "10", 10, None)

    def test_the_unit_is_the_ontologys_else_the_one_that_all_cells_share(self) -> None:
        assert row("clipDuration", []).unit == "s"
        assert row("price", [figure("price", 1, 1, "USD/month")], type_="PricingPlan").unit == "USD/month"
        assert row("price", [figure("price", 1, 1, "USD/month")], [figure("price", 1, 1, "CNY/month")], type_="PricingPlan").unit is None

    def test_names_come_from_the_ontology(self) -> None:
        assert comparable(["Product"]) == ("developer", "releasedOn")
        assert {"developer", "modality", "clipDuration"} <= set(comparable(["AIModel", "Product"]))
        assert (slot("AIModel", "developer"), slot("AIModel", "clipDuration"), slot("Risk", "developer")) == ("DEVELOPED_BY", "clipDuration", None)
        assert row("developer", []).label == "developed by"

    def test_a_property_that_nobody_has_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(InvalidInput, match=r"no property 'horsepower'.*clipDuration.*developer"):
            row("horsepower", [])

    def test_the_report_that_prompted_it(self) -> None:
        sora = [duration(None, 60, "AT_MOST"), duration(60, 60), duration(None, 60, "AT_MOST", said_on="2024-02-18")]
        gen2 = [duration(4, 16, "RANGE"), duration(None, 16, "AT_MOST"), duration(4, 16, "RANGE")]
        got = row("clipDuration", sora, gen2, [duration(3, 15, "RANGE")], [duration(4.7, 4.7)])
        assert [(c.state, c.min, c.max) for c in got.cells] == [(CellState.STATED, *b) for b in ((None, 60), (4, 16), (3, 15), (4.7, 4.7))]
        assert (got.agreement, got.best) == (Agreement.DIFFERENT, (0,))
