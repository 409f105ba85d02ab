// What is known of one model: who made it, what it can do, what it is built on, its plans
MATCH (model:AIModel {name: 'Sora'})
OPTIONAL MATCH (model)-[has:DEVELOPED_BY|HAS_CAPABILITY|USES|BUILDS_ON|COMPARED_WITH|OFFERED_AS]-(other)
RETURN model, has, other
LIMIT 100
