-- report: term, title, position: integer, text, verified: boolean, confidence: decimal, row: assertion
SELECT NULL, report.title, row.position, COALESCE(row.printed, wording.text), row.verified, row.confidence, row.name
FROM report
JOIN row ON row.report = report.id
LEFT JOIN wording ON wording.claim = row.claim AND row.printed IS NULL
WHERE report.title IS NOT NULL AND (:report IS NULL
  OR instr(lowered(report.title || ' ' || :base || 'report/' || report.name), lowered(:report))
  OR EXISTS (
    SELECT 1 FROM encoding JOIN source_name ON source_name.source = encoding.source
    WHERE encoding.report = report.id AND instr(lowered(source_name.file), lowered(:report))))
ORDER BY report.title, report.name, row.position, row.name, 4, row.verified, row.confidence
