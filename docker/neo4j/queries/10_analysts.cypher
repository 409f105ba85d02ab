// Who writes: analysts, their employers and their reports
MATCH (analyst:Analyst)<-[wrote:WRITTEN_BY]-(report:Report)
OPTIONAL MATCH (analyst)-[works:WORKS_FOR]->(employer:Organization)
RETURN analyst, wrote, report, works, employer
LIMIT 100
