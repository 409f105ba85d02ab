"""Clients that frontends are written with, each as it is installed, against a served graph on both stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gql import Client, GraphQLRequest
from gql.client import SyncClientSession
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError, find_breaking_changes, find_dangerous_changes

from api.schema import build_schema
from tests.clients.conftest import TOKEN, Workspace


@pytest.fixture(scope="session")
def relay(workspace: Workspace) -> Workspace:
    """The workspace with what Relay's compiler made of the schema and of what an application asks."""
    assert "compiled documents" in workspace.tool("relay-compiler", "relay.config.json")
    return workspace


@pytest.fixture(scope="session")
def codegen(workspace: Workspace) -> Workspace:
    """The workspace with what graphql-codegen's client preset made of the schema and of what an application asks."""
    workspace.tool("graphql-codegen", "--silent", "--config", "codegen/codegen.ts")
    return workspace


def test_the_audits_of_graphql_over_http(workspace: Workspace, server: str) -> None:
    assert "61 of 61 audits are kept." in workspace.run("audit.mjs", server, TOKEN)


def test_apollo_client(workspace: Workspace, server: str) -> None:
    assert "Apollo Client is served." in workspace.run("apollo.mjs", server, TOKEN)


def test_urql(workspace: Workspace, server: str) -> None:
    assert "urql is served." in workspace.run("urql.mjs", server, TOKEN)


def test_graphql_ws(workspace: Workspace, server: str) -> None:
    assert "graphql-ws is served." in workspace.run("subscriptions.mjs", server, TOKEN)


def test_relay(relay: Workspace, server: str) -> None:
    assert "Relay is served." in relay.run("relay/check.cjs", server, TOKEN)


def test_a_strict_typescript_takes_what_codegen_makes(codegen: Workspace) -> None:
    assert codegen.tool("tsc", "-p", "codegen") == ""


def test_codegens_types_hold_what_is_answered(codegen: Workspace, server: str) -> None:
    assert "hold what is answered" in codegen.run("codegen/check.ts", server, TOKEN)


@pytest.fixture
def gql(server: str) -> Iterator[SyncClientSession]:
    """Python's gql, which asks for the schema and holds each operation to it before it is sent."""
    # docs/frontends.md: gql
    client = Client(transport=HTTPXTransport(url=server), fetch_schema_from_transport=True)
    # end
    with client as session:
        yield session


PAGE = """query Page($first: Int!, $after: String, $where: ReportWhere) {
  reports(first: $first, after: $after, where: $where, orderBy: [{publishedOn: DESC}]) { totalCount pageInfo { hasNextPage endCursor } nodes { id } }
}"""


def test_gql_gets_the_whole_schema(gql: SyncClientSession) -> None:
    fetched, ours = gql.client.schema, build_schema().graphql
    assert fetched is not None
    assert [*find_breaking_changes(ours, fetched), *find_dangerous_changes(ours, fetched), *find_breaking_changes(fetched, ours)] == []


def test_gql_pages(gql: SyncClientSession) -> None:
    ids: list[str] = []
    page = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        reports = gql.execute(GraphQLRequest(PAGE, variable_values={"first": 4, "after": page["endCursor"]}))["reports"]
        ids += [node["id"] for node in reports["nodes"]]
        page = reports["pageInfo"]
    assert len(ids) == len(set(ids)) == reports["totalCount"] > 4


def test_gql_holds_an_operation_to_the_schema(gql: SyncClientSession) -> None:
    with pytest.raises(GraphQLError, match="Cannot query field 'titles'"):
        gql.execute(GraphQLRequest("{ reports { titles } }"))


@pytest.mark.parametrize(("first", "after", "code"), [(1, "no cursor", "BAD_USER_INPUT"), (-1, None, "BAD_USER_INPUT")])
def test_gql_tells_an_errors_code(gql: SyncClientSession, first: int, after: str | None, code: str) -> None:
    with pytest.raises(TransportQueryError) as refused:
        gql.execute(GraphQLRequest(PAGE, variable_values={"first": first, "after": after}))
    assert refused.value.errors is not None
    assert [error["extensions"]["code"] for error in refused.value.errors] == [code]
