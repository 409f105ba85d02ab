// What graphql-codegen's client preset makes of the schema: compiled by a strict TypeScript, then run.
import { Client, fetchExchange } from "@urql/core";
import { graphql, useFragment } from "./gql/index.ts";
import type { ReportWhere } from "./gql/graphql.ts";

declare const process: { argv: string[]; exitCode?: number };

// docs/frontends.md: typed operations
const Named = graphql(`
  fragment Titled on Named {
    id
    name
  }
`);

const Reports = graphql(`
  query Reports($where: ReportWhere, $first: Int) {
    reports(where: $where, orderBy: [{ publishedOn: DESC }], first: $first) {
      totalCount
      edges {
        node {
          ...Titled
          publishedOn
          language
          mentions(first: 2) {
            edges {
              count
              node {
                __typename
                ...Titled
                ... on AIModel {
                  clipDuration {
                    max
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);
// end

const client = new Client({ url: process.argv[2]!, exchanges: [fetchExchange] });
const where: ReportWhere = { language: { eq: "EN" }, NOT: { publishedOn: { lt: "2024" } }, mentions: { some: { name: { contains: "o" } } } };
const { data, error } = await client.query(Reports, { where, first: 5 });
if (error || !data) throw error ?? new Error("no answer");

const count: number = data.reports.totalCount;
const [edge] = data.reports.edges;
if (!edge) throw new Error("no report was found");
const published: string | null | undefined = edge.node.publishedOn;
const { name } = useFragment(Named, edge.node);
const clips: (number | null | undefined)[] = edge.node.mentions.edges.map(({ node }) => (node.__typename === "AIModel" ? node.clipDuration?.max : null));

// @ts-expect-error: a field that was not asked for
edge.node.pageCount;
// @ts-expect-error: a fragment's fields are for whoever opens it
edge.node.name;
// @ts-expect-error: a filter that the schema does not have
const wrong: ReportWhere = { nothingOfThatName: { eq: "EN" } };
// @ts-expect-error: a variable of the wrong type
client.query(Reports, { first: "five" });

if (count < 1 || name.length < 1 || !published?.startsWith("2024") || clips.length !== 2 || wrong === undefined) throw new Error(JSON.stringify(data));
console.log("graphql-codegen's types hold what is answered.");
