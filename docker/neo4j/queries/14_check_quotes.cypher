// Check: claims whose quote is not on the page that they name (no rows is good)
MATCH (claim:Claim)
OPTIONAL MATCH (:Document {sha256: claim.document})-[:HAS_PAGE]->(page:Page {number: claim.page})
WITH claim, page
WHERE page IS NULL OR NOT page.text CONTAINS claim.quote
RETURN claim.id AS claim, claim.document AS document, claim.page AS page, claim.quote AS quote
LIMIT 50
