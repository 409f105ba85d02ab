// What happened when: events and the models and companies in them
MATCH (report:Report)-[:REPORTS]->(event:Event)
OPTIONAL MATCH (event)-[:INVOLVES]->(thing)
RETURN event.happenedOn AS day, event.name AS event, event.kind AS kind, collect(DISTINCT thing.name) AS involved, count(DISTINCT report) AS reports
ORDER BY day, event
