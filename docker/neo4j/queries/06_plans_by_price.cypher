// Plans by price: what each model or product costs a month, cheapest first
MATCH (offered)-[:OFFERED_AS]->(plan:PricingPlan)
WHERE plan.priceMax IS NOT NULL
RETURN offered.name AS offered, plan.tier AS tier, plan.priceMax AS price, plan.priceUnit AS currency, plan.billing AS billing, plan.creditsPerMonth AS creditsPerMonth
ORDER BY currency, price, offered
