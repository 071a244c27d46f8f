-- since: term, issued: date, report, paper, score: decimal, scale: decimal, file
SELECT NULL, report.issued, report.title, paper.title, score.value, scale.value, MIN(source_name.file)
FROM report
LEFT JOIN scope_title AS paper ON paper.scope = report.scope
LEFT JOIN report_score AS score ON score.report = report.id AND score.term = 'qualityScore'
LEFT JOIN report_score AS scale ON scale.report = report.id AND scale.term = 'qualityScale'
LEFT JOIN encoding ON encoding.report = report.id
LEFT JOIN source_name ON source_name.source = encoding.source
WHERE report.title IS NOT NULL AND (:since IS NULL OR report.issued >= :since)
GROUP BY report.id, paper.title, score.value, scale.value
ORDER BY report.issued, report.title, CAST(score.value AS REAL), report.name, paper.title, CAST(scale.value AS REAL)
