// What is talked about most: things by the number of reports that name them
MATCH (report:Report)-[mentions:MENTIONS]->(thing)
RETURN labels(thing)[0] AS type, thing.name AS name, count(DISTINCT report) AS reports, sum(mentions.count) AS times
ORDER BY reports DESC, times DESC, name
LIMIT 50
