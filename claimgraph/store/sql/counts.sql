-- report, declared: integer, rows: integer, verified: integer, ticks: integer, agree: boolean
-- papers: integer, listed: integer, unlisted: integer
SELECT report.title, declared.value, report.rows, verified.value, report.ticks,
  declared.value = report.rows AND verified.value = report.ticks,
  papers.value, report.listed, papers.value - report.listed
FROM report
LEFT JOIN report_count AS declared ON declared.report = report.id AND declared.term = 'declaredClaimCount'
LEFT JOIN report_count AS verified ON verified.report = report.id AND verified.term = 'declaredVerifiedCount'
LEFT JOIN report_count AS papers ON papers.report = report.id AND papers.term = 'declaredPaperCount'
WHERE report.title IS NOT NULL
ORDER BY report.title, report.name, declared.value, verified.value, papers.value
