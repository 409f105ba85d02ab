"""Owns Cypher: plans and changes as statements, in pure functions. It must not open a connection; `graph.store.neo4j` does."""
