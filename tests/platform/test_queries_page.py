"""The pages of queries: each fits the schema and answers something over the samples, on both stores the same."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.execution import Engine
from graph.store import Store
from loaders.pipeline import load
from tests.asking import normal

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("queries.md", "filters.md", "search.md", "graph.md", "time.md")}


def sections(name: str, page: str) -> dict[str, str]:
    """The operations of a page by page, section and number in it."""
    found: dict[str, str] = {}
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        title = section.partition("\n")[0]
        found |= {f"{name}: {title} {n}": text for n, text in enumerate(re.findall(r"```graphql\n(.*?)```", section, re.DOTALL), 1)}
    return found


QUERIES = {title: text for name, page in PAGES.items() for title, text in sections(name, page).items()}
SAMPLES = sorted(str(path) for path in (ROOT / "samples").glob("*.txt"))


def answers(store: Store) -> dict[str, Any]:
    load(SAMPLES, store)
    engine = Engine(store)

    async def ask() -> dict[str, Any]:
        return {title: json.loads((await engine.execute(query)).body) for title, query in QUERIES.items()}

    return asyncio.run(ask())


def found(value: Any) -> bool:
    """Whether anything in an answer is more than a type, a null, a zero or an empty list."""
    if isinstance(value, dict):
        return any(found(inner) for inner in value.values())
    if isinstance(value, list):
        return any(found(inner) for inner in value)
    return bool(value)


def test_each_query_answers_something(sqlite_store: Store) -> None:
    assert len(QUERIES) == sum(page.count("```graphql") for page in PAGES.values())
    told = answers(sqlite_store)
    assert {title: answer["errors"] for title, answer in told.items() if "errors" in answer} == {}
    assert {title for title, answer in told.items() if not all(found(root) or key == "node" for key, root in answer["data"].items())} == set()


@pytest.mark.neo4j
def test_both_stores_answer_the_same(sqlite_store: Store, neo4j_store: Store) -> None:
    embedded, neo4j = answers(sqlite_store), answers(neo4j_store)
    assert normal(embedded) == normal(neo4j)
