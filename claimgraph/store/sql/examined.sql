-- paper, reports: integer, first: date, last: date, lowest: decimal, highest: decimal, stated, inferred, why
SELECT title.title, COUNT(DISTINCT report.id), MIN(report.issued), MAX(report.issued), least(score.value), greatest(score.value),
  (SELECT MIN(number) FROM (
    SELECT number FROM arxiv WHERE arxiv.paper = scope.name
    UNION ALL SELECT number FROM identity JOIN arxiv ON arxiv.paper = identity.other
      WHERE identity.paper = scope.name AND identity.relation = 'sameAs')),
  held.number, CASE WHEN held.number IS NOT NULL THEN (
    SELECT MIN(why) FROM paper_link
    WHERE paper_link.paper = scope.name AND paper_link.relation = 'inferredSameAs') END
FROM report
JOIN scope ON scope.id = report.scope
LEFT JOIN scope_title AS title ON title.scope = scope.id
LEFT JOIN report_score AS score ON score.report = report.id AND score.term = 'qualityScore'
LEFT JOIN (
  SELECT identity.paper, MIN(number) AS number FROM identity JOIN arxiv ON arxiv.paper = identity.other
  WHERE identity.relation = 'inferredSameAs' GROUP BY identity.paper) AS held ON held.paper = scope.name
GROUP BY scope.id, title.title
ORDER BY 2 DESC, title.title, scope.name
