// Proof: the claims behind one figure, each with its report, drawn as a graph
MATCH (model:AIModel {name: 'Sora'})<-[about:ABOUT]-(claim:Claim)-[stated:STATED_IN]->(report:Report)
WHERE claim.property = 'clipDuration'
RETURN model, about, claim, stated, report
