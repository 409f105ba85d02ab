// The whole graph without its proof: reports, what they are about, who wrote them
MATCH (report:Report)-[says]->(thing)
WHERE NOT thing:Report
RETURN report, says, thing
LIMIT 150
