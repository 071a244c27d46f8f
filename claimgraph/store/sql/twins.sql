-- paper, report, issued: date, score: decimal, rows: integer, ticks: integer, twins: integer, different: integer
WITH twin AS (
  SELECT report.scope, report.rows, report.ticks, COUNT(DISTINCT report.id) AS twins,
    COUNT(DISTINCT row.claim) AS different
  FROM report
  JOIN report_score AS score ON score.report = report.id AND score.term = 'qualityScore'
  JOIN row ON row.report = report.id
  WHERE report.scope IS NOT NULL
  GROUP BY report.scope, report.rows, report.ticks
  HAVING COUNT(DISTINCT report.id) > 1 AND MIN(CAST(score.value AS REAL)) < MAX(CAST(score.value AS REAL))
    AND 2 * COUNT(DISTINCT row.claim) <= (COUNT(DISTINCT report.id) + 1) * report.rows)
SELECT paper.title, report.title, report.issued, score.value, report.rows, report.ticks, twin.twins, twin.different
FROM twin
JOIN report ON report.scope = twin.scope AND report.rows = twin.rows AND report.ticks = twin.ticks
JOIN report_score AS score ON score.report = report.id AND score.term = 'qualityScore'
LEFT JOIN scope_title AS paper ON paper.scope = report.scope
WHERE report.title IS NOT NULL
ORDER BY paper.title, report.rows, CAST(score.value AS REAL), report.title,
  report.issued, report.ticks, twin.twins, twin.different
