// graphql-ws over graphql-transport-ws: a report that is added while a client listens, errors with their codes, queries on the same socket.
import assert from "node:assert/strict";
import { createClient } from "graphql-ws";
import { authorization, url } from "./server.mjs";

// docs/frontends.md: graphql-ws
const client = createClient({ url: url.replace(/^http/, "ws"), lazy: false });
// end

const TITLE = "A note that somebody waits for";
const NOTE = `Harbour Research\n${TITLE}\n2024-05-08\n\nSora makes clips of up to 60 seconds.\n`;

async function ask(query, variables) {
  const response = await fetch(url, {
    method: "POST", headers: { "content-type": "application/json", ...authorization }, body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  return data;
}

/** The first answer of an operation; it is given up then. */
async function first(query, variables) {
  for await (const answer of client.iterate({ query, variables })) return answer;
  return assert.fail("nothing was answered");
}

async function queriesAreAnswered() {
  const { data } = await first("query Count($first: Int!) { reports(first: $first) { nodes { id } } }", { first: 2 });
  assert.equal(data.reports.nodes.length, 2);
}

async function errorsHaveCodes() {
  const refused = await first("subscription { nothingOfThatName }").catch((errors) => ({ errors }));
  assert.deepEqual(refused.errors.map((error) => error.extensions.code), ["GRAPHQL_VALIDATION_FAILED"]);
}

async function comparisonsAreToldAtOnce() {
  const query = `subscription { comparisonChanged(names: ["Sora", "Gen-2"], properties: ["clipDuration"]) { comparison { rows { property } } } }`;
  const { data } = await first(query);
  assert.deepEqual(data.comparisonChanged.comparison.rows, [{ property: "clipDuration" }]);
}

/** From the beginning of the store's order: when a subscription without a place is taken up, a client does not learn. */
async function anAddedReportIsTold() {
  const query = "subscription Added($after: String) { reportAdded(after: $after) { cursor report { id name } } }";
  const answers = client.iterate({ query, variables: { after: '[0, ""]' } });
  const { loadText } = await ask("mutation Load($text: String!) { loadText(text: $text, name: \"note.txt\") { report { id } } }", { text: NOTE });
  try {
    for await (const { data } of answers) {
      if (data.reportAdded.report.id !== loadText.report.id) continue; // one that was there before
      assert.equal(data.reportAdded.report.name, TITLE);
      break;
    }
  } finally {
    await ask("mutation Delete($id: ID!) { deleteReport(id: $id) { claimsRemoved } }", { id: loadText.report.id });
  }
}

await queriesAreAnswered();
await errorsHaveCodes();
await comparisonsAreToldAtOnce();
await anAddedReportIsTold();
await client.dispose();
console.log("graphql-ws is served.");
