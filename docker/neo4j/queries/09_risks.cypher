// What reports warn of, the most shared risks first
MATCH (report:Report)-[:WARNS_OF]->(risk:Risk)
RETURN risk.name AS risk, count(DISTINCT report) AS reports, collect(DISTINCT report.name) AS warned
ORDER BY reports DESC, risk
