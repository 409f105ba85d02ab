"""Owns the words of the graph: ontology, claims, identity, views, plans, comparisons and stores. It must not know loaders or GraphQL."""
