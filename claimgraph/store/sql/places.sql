-- words: term, text, file, line: integer, start: integer, end: integer
SELECT NULL, wording.text, source_name.file, place.line, place.start, place.end
FROM hit
JOIN wording ON wording.id = hit.id
JOIN row ON row.claim = wording.claim
JOIN place ON place.row = row.id
JOIN source_name ON source_name.source = place.source
ORDER BY wording.text, source_name.file, place.line, place.start, place.end
