// What is said about Sora, by whom, on which page, word for word
MATCH (model:AIModel {name: 'Sora'})<-[:ABOUT]-(claim:Claim)-[:STATED_IN]->(report:Report)
OPTIONAL MATCH (report)-[:PUBLISHED_BY]->(publisher)
RETURN coalesce(claim.property, claim.relationship) AS about, claim.text AS says, publisher.name AS publisher, report.publishedOn AS day, claim.page AS page, claim.quote AS quote
ORDER BY about, day
