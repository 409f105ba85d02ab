// Serves @neo4j/graphql behind graphql-yoga for the benchmark. Environment: NEO4J_BOLT, NEO4J_USER, NEO4J_PASSWORD, FULL_TEXT_INDEX; argument: the port.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { NEO4J_BOLT, NEO4J_USER, NEO4J_PASSWORD, FULL_TEXT_INDEX } = process.env;
const driver = neo4j.driver(NEO4J_BOLT, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const typeDefs = readFileSync(new URL("type_definitions.graphql", import.meta.url), "utf8").replace("FULL_TEXT_INDEX", FULL_TEXT_INDEX);
const schema = await new Neo4jGraphQL({ typeDefs, driver, features: { filters: { String: { GTE: true } } } }).getSchema();
const yoga = createYoga({ schema, graphiql: false, landingPage: false, logging: false, maskedErrors: false, context: { sessionConfig: { database: "neo4j" } } });
if (process.argv[2] === "--print") {
  const { printSchema } = await import("graphql");
  console.log(printSchema(schema));
  process.exit(0);
}
createServer(yoga).listen(Number(process.argv[2]), "127.0.0.1");
