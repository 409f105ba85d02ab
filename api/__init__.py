"""The GraphQL API over a graph, and the command line; the outermost layer."""
