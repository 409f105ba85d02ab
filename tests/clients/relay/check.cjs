// Relay's runtime over what its compiler made: pages forward and backward, a node refetched by its id, fragments on interfaces, a mutation.
const assert = require("node:assert/strict");
const {
  commitMutation, createOperationDescriptor, Environment, fetchQuery, getPaginationMetadata, getPaginationVariables, getSelector, Network, RecordSource, Store,
} = require("relay-runtime");

const [url, token] = process.argv.slice(2);
const made = (name) => {
  const artifact = require(`./__generated__/${name}.graphql`);
  return artifact.default ?? artifact;
};

// docs/frontends.md: the network
async function ask(request, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: request.text, variables }),
  });
  return response.json();
}

const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
// end

/** What a component gets that asks a query: its data, with references where fragments are. */
async function asked(query, variables) {
  await fetchQuery(environment, query, variables).toPromise();
  const operation = createOperationDescriptor(query, variables);
  environment.retain(operation);
  return environment.lookup(operation.fragment).data;
}

/** What a component gets for one of its fragments. */
function fragment(name, reference) {
  const snapshot = environment.lookup(getSelector(made(name), reference));
  assert.equal(snapshot.isMissingData, false, `${name} misses data`);
  return snapshot.data;
}

/** One more page of a fragment's connection, as usePaginationFragment asks for it. */
async function loadNext(name, reference, direction, count, cursor, variables) {
  const { paginationRequest, paginationMetadata } = getPaginationMetadata(made(name), name);
  const wanted = getPaginationVariables(direction, count, cursor, variables, {}, paginationMetadata);
  await asked(paginationRequest, wanted);
  return fragment(name, reference);
}

async function aPageGrows() {
  const reference = await asked(made("ReportsQuery"), { count: 3 });
  let { reports } = fragment("Reports_page", reference);
  const { totalCount } = reports;
  assert.equal(reports.edges.length, 3);
  while (reports.pageInfo.hasNextPage) {
    ({ reports } = await loadNext("Reports_page", reference, "forward", 3, reports.pageInfo.endCursor, {}));
  }
  const ids = reports.edges.map((edge) => edge.node.id);
  assert.equal(ids.length, totalCount);
  assert.equal(new Set(ids).size, ids.length);
  return ids;
}

async function aNodeIsRefetched(ids) {
  for (const id of ids) {
    const { node } = await asked(made("ReportsReportQuery"), { id });
    assert.equal(node.__typename, "Report");
    const reference = node.Reports_report;
    let { mentions } = fragment("Reports_report", reference);
    if (!mentions.pageInfo.hasPreviousPage) continue;
    const seen = mentions.edges.length;
    ({ mentions } = await loadNext("Reports_report", reference, "backward", 2, mentions.pageInfo.startCursor, { id }));
    assert.ok(mentions.edges.length > seen);
    const found = mentions.edges.map((edge) => ({ ...fragment("Reports_named", edge.node), model: edge.node.model }));
    assert.equal(new Set(found.map((one) => one.id)).size, mentions.edges.length);
    for (const { id: key, model } of found) {
      assert.equal(Boolean(model), key.startsWith("AIModel."), "an aliased fragment is there for its own type alone");
      if (model) assert.ok("clipDuration" in fragment("Reports_model", model));
    }
    return;
  }
  assert.fail("no report has more than one page of mentions");
}

async function nothingIsNull() {
  const { node } = await asked(made("ReportsReportQuery"), { id: "Report.0" });
  assert.equal(node, null, "an id of nothing nulls its own field only");
}

const reviewed = (variables) => new Promise((resolve, reject) => {
  commitMutation(environment, { mutation: made("ReportsReviewMutation"), variables, onCompleted: (data, errors) => resolve({ data, errors }), onError: reject });
});

async function aMutationChangesTheStore() {
  const { claims } = await asked(made("ReportsClaimsQuery"), {});
  const [{ id, review }] = claims.nodes;
  const { errors } = await reviewed({ id, review: "ACCEPTED" });
  assert.equal(errors, null);
  const operation = createOperationDescriptor(made("ReportsClaimsQuery"), {});
  assert.equal(environment.lookup(operation.fragment).data.claims.nodes[0].review, "ACCEPTED");
  await reviewed({ id, review });
}

(async () => {
  const ids = await aPageGrows();
  await aNodeIsRefetched(ids);
  await nothingIsNull();
  await aMutationChangesTheStore();
  console.log("Relay is served.");
})();
