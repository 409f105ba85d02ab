// The models that make the longest clips, and who develops them
MATCH (model:AIModel)
WHERE model.clipDurationMax IS NOT NULL
OPTIONAL MATCH (model)-[:DEVELOPED_BY]->(developer:Organization)
RETURN model.name AS model, developer.name AS developer, model.clipDurationText AS printed, model.clipDurationMax AS seconds, model.releasedOn AS releasedOn
ORDER BY seconds DESC, model
