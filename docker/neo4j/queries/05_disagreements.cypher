// Where reports disagree: one property of one node, more than one figure
MATCH (node)<-[:ABOUT]-(claim:Claim)-[:STATED_IN]->(report:Report)
WHERE claim.property IS NOT NULL AND claim.review <> 'REJECTED' AND claim.polarity = 'STATED'
WITH node, claim.property AS property, [claim.value, claim.min, claim.max, claim.unit] AS figure,
     collect(DISTINCT claim.text) AS printed, collect(DISTINCT report.name) AS reports
WITH node, property, collect({printed: printed, reports: reports}) AS said
WHERE size(said) > 1
RETURN labels(node)[0] AS type, node.name AS name, property, said
ORDER BY type, name, property
