-- place, text, completion, row: assertion
SELECT MIN(source_name.file || ':' || place.line) AS place, COALESCE(row.printed, own.text), MAX(longer.text), row.name
FROM row
JOIN place ON place.row = row.id
JOIN source_name ON source_name.source = place.source
LEFT JOIN wording AS own ON own.claim = row.claim AND row.printed IS NULL
LEFT JOIN relation ON relation.object = row.claim AND relation.term = 'completes'
LEFT JOIN wording AS longer ON longer.claim = relation.subject
WHERE row.cut
GROUP BY row.id
ORDER BY 1, row.name, 2
