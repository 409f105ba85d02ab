"""The benchmark is a measurement only if its contenders answer alike: it starts them all on a small graph, and refuses answers that differ."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import orjson
import pytest

from benchmarks import data, texts
from benchmarks.answers import Disagreement, check, plain
from benchmarks.cold import different
from benchmarks.measure import Measured, Ratio
from benchmarks.operations import BY_NAME, OPERATIONS
from benchmarks.report import picture, tables, text
from benchmarks.targets import compared
from tests.architecture.source import ROOT
from tests.conftest import Place

SIZES = data.Sizes.of(0.01)


@pytest.fixture
def empty_neo4j(neo4j_place: Place) -> Iterator[str]:
    yield neo4j_place.address
    neo4j_place.clear()


@pytest.mark.neo4j
@pytest.mark.timeout(1200)
def test_all_contenders_start_answer_alike_and_are_told_of(empty_neo4j: str) -> None:
    command = [sys.executable, "-m", "benchmarks", "--scale", "0.01", "--rounds", "1", "--seconds", "0.01", "--parts", "operations,cold", "--texts", "20"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "NEO4J_URI": empty_neo4j}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "All contenders give the same answers." in done.stderr
    for told in ("ours-neo4j", "ours-embedded", "cypher-rows", "cypher-record", "sql", "constant", "neo4j-graphql", "strawberry", *texts.OURS):
        assert told in done.stdout
    assert "Targets" in done.stdout
    assert "Different texts" in done.stdout


def test_the_data_and_parameters_of_a_seed_number_are_always_the_same() -> None:
    assert list(data.lines(data.Sizes.of(0.0001), 7)) == list(data.lines(data.Sizes.of(0.0001), 7))
    assert list(data.lines(data.Sizes.of(0.0001), 7)) != list(data.lines(data.Sizes.of(0.0001), 8))
    for operation in OPERATIONS:
        assert operation.parameters(SIZES, 7, 9) == operation.parameters(SIZES, 7, 9)


@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "Q6"])
def test_parameters_differ_from_request_to_request(name: str) -> None:
    drawn = BY_NAME[name].parameters(SIZES, 7, 20)
    assert len({orjson.dumps(parameters) for parameters in drawn}) > 10


def test_no_two_of_the_different_texts_are_alike() -> None:
    assert len(set(different(SIZES, 7, 500))) == 500


ROW = {"id": "Report.1", "name": "A", "publishedOn": "2024-01-01", "publisher": {"id": "Organization.1", "name": "P"}}
OURS = {"data": {"reports": {"nodes": [ROW]}}}
THEIRS = {"data": {"reports": [{**ROW, "publisher": [ROW["publisher"]]}]}}


def test_dialects_of_one_answer_are_the_same() -> None:
    check("Q7", {}, plain(orjson.dumps(OURS)), plain(orjson.dumps(THEIRS)))
    check("Q7", {}, plain(orjson.dumps([ROW])), plain(orjson.dumps(OURS)))


@pytest.mark.parametrize("found", [[], [{**ROW, "name": "B"}], [ROW, ROW], [{**ROW, "publisher": None}]])
def test_another_answer_is_refused(found: list[object]) -> None:
    with pytest.raises(Disagreement):
        check("Q7", {}, plain(orjson.dumps(OURS)), plain(orjson.dumps(found)))


def test_an_error_is_no_answer() -> None:
    with pytest.raises(Disagreement, match="no such field"):
        plain(b'{"data":null,"errors":[{"message":"no such field"}]}')


def test_hits_must_have_the_words_and_the_scores_order() -> None:
    hits = [{"score": 2.0, "id": "Report.1", "name": "Chips Cloud 1"}, {"score": 1.0, "id": "Report.2", "name": "Cloud Chips 2"}]
    check("Q5", {"text": "chips cloud"}, hits, hits)
    with pytest.raises(Disagreement):
        check("Q5", {"text": "chips cloud"}, hits, hits[::-1])
    with pytest.raises(Disagreement):
        check("Q5", {"text": "chips video"}, hits, hits)


def test_a_line_says_whether_its_target_is_reached() -> None:
    measured = Measured()
    measured.latency["ours-neo4j", "Q1"] += [1.0, 1.0, 1.2]
    measured.latency["cypher-rows", "Q1"] += [2.0, 1.0, 1.0]
    line = next(compared(measured))
    assert (line.on, line.asked, line.found.median, line.reached) == ("Q1", 1.0, 1.0, True)
    assert Ratio.around([3.0]) == Ratio(3.0, 3.0, 3.0)
    assert "<= 1x" in text(tables(measured, [line]))
    assert "<svg" in picture([line])
