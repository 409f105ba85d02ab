"""The pages and probes beside /graphql."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.app import STATIC, create_app
from api.settings import Settings
from graph.errors import StoreUnavailable
from graph.store import Store, open_store
from tests.asking import runner
from tests.http.client import Client, code


def test_probes(client: Client) -> None:
    assert client.send("GET", "/healthz").text == "ok\n"
    ready = client.send("GET", "/readyz").json()
    assert ready["ready"] is True
    assert ready["counts"]["AIModel"] > 0


def test_a_store_that_cannot_be_reached_is_told_as_such(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph.db"))
    client = Client(create_app(Settings(), store))
    store.close()
    ready = client.send("GET", "/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert client.send("GET", "/healthz").status_code == 200
    asked = client.ask("{ aiModels { totalCount } }")
    assert (asked.status_code, code(asked)) == (503, "STORE_UNAVAILABLE")
    assert str(tmp_path) not in asked.text
    assert client.ask("{ __typename }").json() == {"data": {"__typename": "Query"}}


def test_metrics_count_operations_errors_and_time(filled: Store) -> None:
    client = Client(create_app(Settings(), filled))
    for query in ("{ __typename }", "{ __typename }", "{"):
        client.ask(query)
    client.post(b"3")
    text = client.send("GET", "/metrics").text
    assert "reportgraph_operations_total 3\n" in text
    assert "reportgraph_documents_parsed_total 2\n" in text
    assert "reportgraph_requests_refused_total 1\n" in text
    assert 'reportgraph_errors_total{code="GRAPHQL_PARSE_FAILED"} 1\n' in text
    assert 'reportgraph_operation_seconds_bucket{le="+Inf"} 3\n' in text


@pytest.mark.parametrize("page", ["/", "/graphql"])
def test_a_page_needs_nothing_from_elsewhere(client: Client, page: str) -> None:
    html = client.send("GET", page, headers={"accept": "text/html"}).text
    wanted = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert wanted
    assert not [url for url in wanted if "//" in url]
    ours = [url for url in wanted if url.startswith("static/") and not url.startswith("static/vendor/")]
    assert all(client.send("GET", f"/{url}").status_code == 200 for url in ours)


def test_graphiql_names_each_of_its_files_with_its_checksum(client: Client) -> None:
    html = (STATIC / "graphiql.html").read_text(encoding="utf-8")
    files = re.findall(r'="static/vendor/[^"]+" integrity="sha384-[^"]+"', html)
    assert len(files) == html.count("static/vendor/") == 7
    assert client.send("GET", "/static/../settings.py").status_code == 404


def test_the_application_closes_the_store_that_it_opened(tmp_path: Path) -> None:
    app = create_app(Settings(store=str(tmp_path / "own.db")))

    async def serve() -> None:
        async with app.router.lifespan_context(app):
            assert app.engine.store.status().counts["Report"] == 0

    runner().run(serve())
    with pytest.raises(StoreUnavailable):
        app.engine.store.status()
