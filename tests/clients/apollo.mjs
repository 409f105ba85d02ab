// Apollo Client: pages joined in the cache, interfaces in the cache, errors with their codes, GET, persisted queries.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom } from "rxjs";
import { authorization, remembering, repeated, url } from "./server.mjs";

const possibleTypes = JSON.parse(readFileSync(new URL("possibleTypes.json", import.meta.url)));

// docs/frontends.md: the cache
function cache() {
  return new InMemoryCache({
    possibleTypes, // `reportgraph schema --format possible-types > possibleTypes.json`
    typePolicies: {
      Query: { fields: { reports: relayStylePagination(["where", "orderBy", "asOf"]) } },
      Report: { fields: { mentions: relayStylePagination(["where", "orderBy"]) } },
    },
  });
}
// end

function client(options = {}) {
  const { fetch, sent } = remembering();
  const http = new HttpLink({ uri: url, fetch, ...options });
  return { apollo: new ApolloClient({ cache: cache(), link: options.before ? options.before.concat(http) : http }), sent };
}

/** What a watched query shows once it has been answered. */
const answered = (asked) => firstValueFrom(asked.pipe(filter(({ dataState }) => dataState === "complete")));

const REPORTS = gql`
  query Reports($first: Int!, $after: String, $orderBy: [ReportOrder!]) {
    reports(first: $first, after: $after, orderBy: $orderBy) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { cursor node { id name publishedOn } }
    }
  }
`;

async function pagesAreJoined() {
  const { apollo, sent } = client();
  const asked = apollo.watchQuery({ query: REPORTS, variables: { first: 3, orderBy: [{ publishedOn: "DESC" }] } });
  let { data } = await answered(asked);
  assert.equal(data.reports.edges.length, 3);
  while (data.reports.pageInfo.hasNextPage) {
    await asked.fetchMore({ variables: { after: data.reports.pageInfo.endCursor } });
    ({ data } = asked.getCurrentResult());
  }
  const ids = data.reports.edges.map((edge) => edge.node.id);
  assert.equal(ids.length, data.reports.totalCount);
  assert.deepEqual(repeated(ids), []);
  assert.equal(sent.length, Math.ceil(ids.length / 3));
  for (const id of ids) assert.ok(`Report:${id}` in apollo.cache.extract(), "nodes are kept by type and id");

  const other = await apollo.query({ query: REPORTS, variables: { first: 2, orderBy: [{ name: "ASC" }] } });
  assert.equal(other.data.reports.edges.length, 2, "another order is another list");
  assert.equal(asked.getCurrentResult().data.reports.edges.length, ids.length);
}

const MENTIONS = gql`
  query Mentions($id: ID!, $after: String) {
    node(id: $id) {
      id
      ... on Report {
        mentions(first: 2, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { cursor node { ...Said } }
        }
      }
    }
  }
  fragment Said on Named { id name claims(first: 1) { totalCount } ... on Entity { aliases } }
`;

async function interfacesAreUnderstood() {
  const { apollo } = client();
  const { data: found } = await apollo.query({ query: gql`{ reports(first: 1, where: {mentions: {some: {}}}) { nodes { id } } }` });
  const [{ id }] = found.reports.nodes;
  const asked = apollo.watchQuery({ query: MENTIONS, variables: { id } });
  const first = await answered(asked);
  await asked.fetchMore({ variables: { after: first.data.node.mentions.pageInfo.endCursor } });
  const { data } = await apollo.query({ query: MENTIONS, variables: { id }, fetchPolicy: "cache-only" });
  assert.equal(data.node.mentions.edges.length, 4);
  for (const { node } of data.node.mentions.edges) {
    assert.ok(node.name && Number.isInteger(node.claims.totalCount) && Array.isArray(node.aliases), "fields of Named and Entity come out of the cache");
    const type = possibleTypes.Entity.find((name) => `${name}:${node.id}` in apollo.cache.extract());
    assert.equal(type, node.__typename);
  }
}

/** The code of the error that an operation ends with. */
async function refused(promise) {
  const error = await promise.then((done) => assert.fail(`no error: ${JSON.stringify(done)}`), (reason) => reason);
  assert.ok(CombinedGraphQLErrors.is(error), `not an error of GraphQL's but ${error}`);
  assert.ok(error.message.length > 10);
  return error.errors[0].extensions.code;
}

async function errorsHaveCodes() {
  const { apollo, sent } = client();
  const review = gql`mutation { reviewClaims(ids: ["Claim.0"], review: ACCEPTED) { claims { nodes { id } } } }`;
  assert.equal(await refused(apollo.query({ query: gql`{ nothingOfThatName }` })), "GRAPHQL_VALIDATION_FAILED");
  assert.equal(await refused(apollo.query({ query: REPORTS, variables: { first: 1, after: "no cursor" } })), "BAD_USER_INPUT");
  assert.equal(await refused(apollo.query({ query: REPORTS, variables: { first: "one" } })), "BAD_USER_INPUT");
  const many = Array.from({ length: 100 }, (_, index) => `r${index}: reports { totalCount }`).join(" ");
  assert.equal(await refused(apollo.query({ query: gql`{ ${many} }` })), "QUERY_TOO_COSTLY");
  assert.equal(await refused(apollo.mutate({ mutation: review })), "UNAUTHENTICATED");
  assert.equal(await refused(apollo.mutate({ mutation: review, context: { headers: authorization } })), "NOT_FOUND");
  for (const { type } of sent) assert.match(type, /^application\/graphql-response\+json/);
  assert.deepEqual(sent.map(({ status }) => status), [400, 400, 400, 400, 401, 200]);
}

async function queriesComeByGet() {
  const { apollo, sent } = client({ useGETForQueries: true });
  const { data } = await apollo.query({ query: REPORTS, variables: { first: 1, orderBy: [{ name: "ASC" }] } });
  assert.equal(data.reports.edges.length, 1);
  assert.equal(sent[0].init.method, "GET");
}

async function persistedQueriesAreDeclinedOnce() {
  const sha256 = (text) => createHash("sha256").update(text).digest("hex");
  const { apollo, sent } = client({ before: new PersistedQueryLink({ sha256 }) });
  for (const first of [1, 2, 3]) {
    const { data } = await apollo.query({ query: REPORTS, variables: { first }, fetchPolicy: "network-only" });
    assert.equal(data.reports.totalCount > first, true);
  }
  assert.equal(sent.length, 4, "the client asks once by hash, is told that the server keeps none, and sends texts from then on");
}

await pagesAreJoined();
await interfacesAreUnderstood();
await errorsHaveCodes();
await queriesComeByGet();
await persistedQueriesAreDeclinedOnce();
console.log("Apollo Client is served.");
