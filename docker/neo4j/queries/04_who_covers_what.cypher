// Who covers what: publishers, their reports and the sectors with their ratings
MATCH (publisher:Organization)<-[:PUBLISHED_BY]-(report:Report)-[covers:COVERS]->(sector:Sector)
RETURN publisher.name AS publisher, sector.name AS sector, covers.rating AS rating, count(report) AS reports, max(report.publishedOn) AS latest
ORDER BY reports DESC, publisher, sector
