// urql: its document cache, lists that were empty, errors with their codes, persisted queries.
import assert from "node:assert/strict";
import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { authorization, remembering, url } from "./server.mjs";

function client(before = []) {
  const { fetch, sent } = remembering();
  return { urql: new Client({ url, fetch, exchanges: [cacheExchange, ...before, fetchExchange], fetchOptions: { headers: authorization } }), sent };
}

const TITLE = "A note that is there for a moment";
const NOTE = `Harbour Research\n${TITLE}\n2024-05-07\n\nSora makes clips of up to 60 seconds.\n`;
const TITLED = gql`query Titled($title: String!) { reports(where: {name: {eq: $title}}) { nodes { id name } } }`;
const LOAD = gql`mutation Load($text: String!, $name: String!) { loadText(text: $text, name: $name) { report { id name } } }`;
const DELETE = gql`mutation Delete($id: ID!) { deleteReport(id: $id) { claimsRemoved } }`;

async function answersAreCached() {
  const { urql, sent } = client();
  const query = gql`query Makers($first: Int!) { organizations(first: $first) { nodes { id name aiModels { totalCount } } } }`;
  const once = await urql.query(query, { first: 3 });
  const again = await urql.query(query, { first: 3 });
  assert.equal(once.error, undefined);
  assert.equal(once.data.organizations.nodes.length, 3);
  assert.deepEqual(again.data, once.data);
  assert.equal(sent.length, 1);
  assert.match(sent[0].type, /^application\/graphql-response\+json/, "a query is answered at once, though urql would also take a stream");
}

async function emptyListsAreAskedAgain() {
  const { urql } = client();
  // docs/frontends.md: additionalTypenames
  const titled = () => urql.query(TITLED, { title: TITLE }, { additionalTypenames: ["Report"] });
  // end
  assert.deepEqual((await titled()).data.reports.nodes, []);
  const { data, error } = await urql.mutation(LOAD, { text: NOTE, name: "note.txt" });
  assert.equal(error, undefined);
  const { id, name } = data.loadText.report;
  try {
    assert.equal(name, TITLE);
    assert.deepEqual((await titled()).data.reports.nodes.map((node) => node.id), [id]);
  } finally {
    const removed = await urql.mutation(DELETE, { id }, { additionalTypenames: ["Report"] });
    assert.equal(removed.error, undefined);
  }
  assert.deepEqual((await titled()).data.reports.nodes, []);
}

async function errorsHaveCodes() {
  const { urql } = client();
  const codes = async (query) => (await urql.query(query, {})).error.graphQLErrors.map((error) => error.extensions.code);
  assert.deepEqual(await codes(gql`{ nothingOfThatName }`), ["GRAPHQL_VALIDATION_FAILED"]);
  assert.deepEqual(await codes(gql`{ reports(first: -1) { totalCount } }`), ["BAD_USER_INPUT"]);
  const unasked = new Client({ url: `${url}?`, exchanges: [fetchExchange] });
  const { error } = await unasked.mutation(DELETE, { id: "Report.0" });
  assert.deepEqual(error.graphQLErrors.map((told) => told.extensions.code), ["UNAUTHENTICATED"]);
}

async function persistedQueriesAreDeclinedOnce() {
  const { urql, sent } = client([persistedExchange({ preferGetForPersistedQueries: false })]);
  for (const first of [1, 2]) {
    const { data, error } = await urql.query(gql`query Few($first: Int!) { reports(first: $first) { nodes { id } } }`, { first });
    assert.equal(error, undefined);
    assert.equal(data.reports.nodes.length, first);
  }
  assert.equal(sent.length, 3);
}

await answersAreCached();
await emptyListsAreAskedAgain();
await errorsHaveCodes();
await persistedQueriesAreDeclinedOnce();
console.log("urql is served.");
