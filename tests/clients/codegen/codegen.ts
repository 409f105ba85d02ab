// docs/frontends.md: codegen.ts
import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql", // `reportgraph schema > schema.graphql`
  documents: "codegen/check.ts",
  importExtension: ".ts",
  generates: {
    "codegen/gql/": {
      preset: "client",
      config: { strictScalars: true, useTypeImports: true, scalars: { PartialDate: "string", Date: "string", URL: "string" } },
    },
  },
};

export default config;
// end
