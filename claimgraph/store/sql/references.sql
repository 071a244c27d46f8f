-- reference: name, arxiv, reports: integer, first: date
SELECT cites.paper, arxiv.number, COUNT(*), MIN(report.issued)
FROM cites
JOIN report ON report.id = cites.report
LEFT JOIN arxiv ON arxiv.paper = cites.paper
GROUP BY cites.paper, arxiv.number
HAVING COUNT(*) > 1
ORDER BY 3 DESC, cites.paper, arxiv.number
