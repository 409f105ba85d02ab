"""What graphql-cop tries on a server: thirteen requests, each answered in a way that gives nothing away and costs little."""

from __future__ import annotations

import json

import pytest

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.http.client import GRAPHQL_JSON, JSON, Client, code


@pytest.fixture(scope="module")
def closed(filled: Store) -> Client:
    """A server that tells nobody its schema."""
    return Client(create_app(Settings(introspection=False, graphiql=False), filled))


def test_alias_overloading(client: Client) -> None:
    assert code(client.ask("{ " + " ".join(f"a{n}: __typename" for n in range(101)) + " }")) == "QUERY_TOO_COSTLY"


def test_array_based_batches(client: Client) -> None:
    refused = client.post(json.dumps([{"query": "{ __typename }"}] * 10))
    assert (refused.status_code, code(refused)) == (400, "BAD_USER_INPUT")


def test_directive_overloading(client: Client) -> None:
    refused = client.ask("{ __typename " + "@aa" * 50 + " }")
    assert code(refused) == "QUERY_TOO_COSTLY"
    assert len(refused.json()["errors"]) == 1
    few = client.ask("{ __typename " + "@aa" * 25 + " }")
    assert code(few) == "GRAPHQL_VALIDATION_FAILED"
    assert len(few.json()["errors"]) <= 21, "errors are bounded too"


def test_circular_introspection(client: Client) -> None:
    inner = "name"
    for _ in range(9):
        inner = f"name fields {{ name type {{ {inner} }} }}"
    refused = client.ask("{ __schema { types { " + inner + " } } }")
    assert (refused.status_code, code(refused)) == (400, "GRAPHQL_VALIDATION_FAILED")
    assert "introspection depth" in refused.text


def test_circular_fragments(client: Client) -> None:
    refused = client.ask("query { ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }")
    assert (refused.status_code, code(refused)) == (400, "GRAPHQL_VALIDATION_FAILED")


def test_duplicated_fields(client: Client) -> None:
    assert code(client.ask("{ " + "__typename " * 500 + "}")) == "QUERY_TOO_COSTLY"


def test_introspection_can_be_switched_off(client: Client, closed: Client) -> None:
    query = "{ __schema { types { name } } }"
    assert "data" in client.ask(query).json()
    refused = closed.ask(query)
    assert (refused.status_code, "data" in refused.json()) == (400, False)


@pytest.mark.parametrize(
    ("query", "variables"),
    [("{ aiModles { totalCount } }", {}), ("query($o: [AIModelOrder!]) { aiModels(orderBy: $o) { totalCount } }", {"o": [{"nam": "ASC"}]})],
)
def test_field_suggestions_are_as_open_as_introspection(client: Client, closed: Client, query: str, variables: dict[str, object]) -> None:
    body = json.dumps({"query": query, "variables": variables})
    assert "Did you mean" in client.post(body).text
    assert "Did you mean" not in closed.post(body).text


def test_the_explorer_can_be_switched_off(closed: Client) -> None:
    assert closed.send("GET", "/graphql", headers={"accept": "text/html"}).status_code == 406


def test_queries_by_get_change_nothing_and_no_other_site_reads_them(client: Client) -> None:
    told = client.send("GET", "/graphql", params={"query": "{ __typename }"}, headers={"accept": GRAPHQL_JSON, "origin": "https://other.example"})
    assert told.status_code == 200
    assert "access-control-allow-origin" not in told.headers


@pytest.mark.parametrize("accept", [GRAPHQL_JSON, JSON, "*/*"])
def test_mutations_by_get(client: Client, accept: str) -> None:
    refused = client.get({"query": 'mutation { deleteReport(id: "Report.0") { claimsRemoved } }'}, accept)
    assert (refused.status_code, code(refused), refused.headers["allow"]) == (405, "BAD_USER_INPUT", "POST")


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; charset=utf-8"])
def test_what_a_form_of_another_site_can_send(client: Client, content_type: str) -> None:
    refused = client.post("query=%7B__typename%7D", content_type=content_type)
    assert (refused.status_code, code(refused), refused.headers["accept"]) == (415, "BAD_USER_INPUT", JSON)


def test_no_trace_is_told(client: Client) -> None:
    told = client.ask("{ __typename }").json()
    assert told == {"data": {"__typename": "Query"}}
    assert "tracing" not in client.post(json.dumps({"query": "{ __typename }", "extensions": {"tracing": True}})).text


@pytest.mark.parametrize(
    "query", ["qwerty cop { abc }", "{ node(id: 3.5) { id } }", '{ reports(after: "Incorrect padding") { totalCount } }', "\0", "{ node(id: ) }"]
)
def test_no_error_is_a_traceback(client: Client, query: str) -> None:
    refused = client.ask(query)
    assert refused.status_code == 400
    assert not any(word in refused.text for word in ("Traceback", "Exception", ".py", "padding'"))
    assert all(set(error) <= {"message", "locations", "path", "extensions"} for error in refused.json()["errors"])
