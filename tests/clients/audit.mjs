// graphql-http's audits of GraphQL over HTTP: each that is not kept is named, with what was answered.
import { auditServer } from "graphql-http";
import { url } from "./server.mjs";

const results = await auditServer({ url });
const kept = results.filter((result) => result.status === "ok");
for (const result of results) {
  if (result.status !== "ok") console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`${kept.length} of ${results.length} audits are kept.`);
process.exitCode = kept.length === results.length ? 0 : 1;
