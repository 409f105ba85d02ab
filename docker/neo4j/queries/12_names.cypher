// Under which names things go: everything that is known by more than one
MATCH (name:Name)-[:NAMES]->(node)
WITH node, collect(DISTINCT name.key) AS keys
WHERE size(keys) > 1 OR size(node.aliases) > 0
RETURN labels(node)[0] AS type, node.name AS name, node.aliases AS aliases
ORDER BY type, name
