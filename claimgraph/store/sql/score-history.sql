-- paper, issued: date, score: decimal, scale: decimal, rows: integer, report
SELECT paper.title, report.issued, score.value, scale.value, report.rows, report.title
FROM report
JOIN scope_title AS paper ON paper.scope = report.scope
JOIN report_score AS score ON score.report = report.id AND score.term = 'qualityScore'
LEFT JOIN report_score AS scale ON scale.report = report.id AND scale.term = 'qualityScale'
WHERE report.title IS NOT NULL AND report.rows > 0
ORDER BY paper.title, report.issued, CAST(score.value AS REAL), report.title, report.name, CAST(scale.value AS REAL)
