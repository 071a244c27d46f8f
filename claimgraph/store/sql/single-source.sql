-- text, reports: integer, papers: integer, paper
WITH said AS (
  SELECT lowered(wording.text) AS key, wording.claim, wording.text, wording.reports, title.title,
    COALESCE(stated.other, held.other, scope.name) AS work
  FROM wording
  JOIN scope ON scope.id = wording.scope
  LEFT JOIN scope_title AS title ON title.scope = scope.id
  LEFT JOIN identity AS stated ON stated.paper = scope.name AND stated.relation = 'sameAs'
  LEFT JOIN identity AS held ON held.paper = scope.name AND held.relation = 'inferredSameAs'
  WHERE wording.prints > 0),
grouped AS (
  SELECT key, MIN(text) AS text, MAX(reports) AS reports, COUNT(DISTINCT claim) AS claims,
    MIN(title) AS title
  FROM said GROUP BY key HAVING COUNT(DISTINCT work) = 1),
several AS (
  SELECT said.key, COUNT(DISTINCT row.report) AS reports
  FROM grouped JOIN said ON said.key = grouped.key JOIN row ON row.claim = said.claim
  WHERE grouped.claims > 1 GROUP BY said.key)
SELECT grouped.text, COALESCE(several.reports, grouped.reports) AS reports, 1, grouped.title
FROM grouped LEFT JOIN several ON several.key = grouped.key
ORDER BY 2 DESC, grouped.text
