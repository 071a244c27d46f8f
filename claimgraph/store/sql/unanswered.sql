-- report, thing, kind, question, file
SELECT report.title, label.value, kind.value, question.text, MIN(source_name.file) AS file
FROM report
JOIN question ON question.id = report.question
JOIN asked ON asked.question = question.id
JOIN concept_name AS label ON label.concept = asked.concept AND label.term = 'label'
JOIN concept_name AS kind ON kind.concept = asked.concept AND kind.term = 'kind'
LEFT JOIN encoding ON encoding.report = report.id
LEFT JOIN source_name ON source_name.source = encoding.source
WHERE report.title IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM row JOIN about ON about.claim = row.claim AND about.concept = asked.concept
  WHERE row.report = report.id)
GROUP BY report.id, asked.concept, label.value, kind.value
ORDER BY 5, report.title, label.value, kind.value, question.text
