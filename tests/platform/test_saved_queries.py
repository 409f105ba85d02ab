"""Browser's saved queries on a real server: each runs without a warning and answers from a graph in which there is something to find."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import neo4j
import pytest

from graph.browser_style import PLACE
from graph.identity import Judgement, Verdict
from graph.store.base import Batch
from graph.values import NodeRef
from tests.conftest import Place
from tests.graphs import Paper

pytestmark = pytest.mark.neo4j
QUERIES = {query.stem: query for query in (PLACE.parent / "queries").glob("*.cypher")}
SORA, GEN2 = NodeRef("AIModel", "Sora"), NodeRef("AIModel", "Gen-2")
FIRST, SECOND = "Video models, a first look", "Video models, a second look"
ABOUT_SORA = (
    ("HAS_CAPABILITY", "Capability", "Text to video"), ("USES", "Technique", "Diffusion"),
    ("BUILDS_ON", "AIModel", "DALL-E 3"), ("COMPARED_WITH", "AIModel", "Gen-2"),
)  # fmt: skip
OPENAI, RUNWAY = NodeRef("Organization", "OpenAI"), NodeRef("Organization", "Runway")


def paper(title: str, day: str, publisher: str, seconds: float) -> Paper:
    made = Paper(title, day)
    author = NodeRef("Analyst", f"{publisher} analyst", publisher)
    for slot, thing in (("PUBLISHED_BY", NodeRef("Organization", publisher)), ("WRITTEN_BY", author), ("WARNS_OF", NodeRef("Risk", "Slow uptake"))):
        made.says(made.ref, slot, thing)
    made.says(made.ref, "publishedOn", day)
    made.says(author, "WORKS_FOR", NodeRef("Organization", publisher))
    made.says(made.ref, "COVERS", NodeRef("Sector", "Media"), properties={"rating": "Overweight"})
    made.says(made.ref, "MENTIONS", SORA, properties={"count": 3})
    made.says(SORA, "DEVELOPED_BY", OPENAI)
    made.says(SORA, "clipDuration", seconds)
    made.says(SORA, "releasedOn", "2024-02-15")
    for slot, type_, name in ABOUT_SORA:
        made.says(SORA, slot, NodeRef(type_, name))
    made.says(GEN2, "clipDuration", 16)
    made.says(GEN2, "DEVELOPED_BY", RUNWAY)
    plan = NodeRef("PricingPlan", "Gen-2 Pro")
    made.says(GEN2, "OFFERED_AS", plan)
    made.says(plan, "price", 28)
    for slot, value in (("tier", "Pro"), ("billing", "MONTHLY"), ("creditsPerMonth", "2250")):
        made.says(plan, slot, value)
    release = NodeRef("Event", "Release of Sora")
    made.says(made.ref, "REPORTS", release)
    made.says(release, "kind", "RELEASE")
    made.says(release, "happenedOn", "2024-02-15")
    made.says(release, "INVOLVES", SORA)
    return made


@pytest.fixture
def driver(neo4j_place: Place) -> Iterator[neo4j.Driver]:
    """The run's Neo4j with two reports in it that disagree on one figure, and a name that is another one's alias."""
    papers = (paper(FIRST, "2024-02-20", "North Research", 60), paper(SECOND, "2024-03-05", "South Research", 20))
    same = Judgement(NodeRef("AIModel", "Runway Gen-2"), GEN2, Verdict.SAME, "person:test")
    for made in papers:
        neo4j_place.open().write(Batch([made.document], made.claims, [same]))
    where = urlsplit(neo4j_place.address)
    login = where.username or os.environ["NEO4J_USERNAME"], unquote(where.password or os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(f"{where.scheme}://{where.hostname}:{where.port}", auth=login) as found:
        yield found


def ask(driver: neo4j.Driver, query: Path) -> list[dict[str, Any]]:
    answer = driver.execute_query(query.read_text(encoding="utf-8"))
    assert not [status for status in answer.summary.gql_status_objects if status.is_notification]
    return [record.data() for record in answer.records]


def test_every_saved_query_answers_and_none_is_warned_of(driver: neo4j.Driver) -> None:
    answers = {name: ask(driver, query) for name, query in QUERIES.items()}
    empty = {name for name, rows in answers.items() if not rows}
    assert empty == {"14_check_quotes"}, "only the check finds nothing where nothing is wrong"


def test_the_disagreement_is_found_with_both_figures(driver: neo4j.Driver) -> None:
    [row] = ask(driver, QUERIES["05_disagreements"])
    assert (row["type"], row["name"], row["property"]) == ("AIModel", "Sora", "clipDuration")
    assert sorted((said["printed"], said["reports"]) for said in row["said"]) == [(["20"], [SECOND]), (["60"], [FIRST])]


def test_what_is_said_of_a_model_comes_with_publisher_page_and_quote(driver: neo4j.Driver) -> None:
    said = [row for row in ask(driver, QUERIES["03_said_about_a_model"]) if row["about"] == "clipDuration"]
    assert [(row["publisher"], row["day"], row["says"]) for row in said] == [("North Research", "2024-02-20", "60"), ("South Research", "2024-03-05", "20")]
    assert all(row["quote"].startswith("Sora clipDuration") and row["page"] == 2 for row in said)


def test_a_quote_that_is_not_on_its_page_is_found(driver: neo4j.Driver) -> None:
    driver.execute_query("MATCH (c:Claim) WHERE c.property = 'publishedOn' SET c.quote = 'no such words'")
    assert len(ask(driver, QUERIES["14_check_quotes"])) == 2
