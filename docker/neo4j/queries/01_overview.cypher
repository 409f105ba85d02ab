// The whole graph without its proof: reports, what they are about, who wrote them
MATCH (report:Report)-[says]->(thing)
WHERE NOT thing:Report AND NOT type(says) ENDS WITH '_THEN'
RETURN report, says, thing
LIMIT 150
