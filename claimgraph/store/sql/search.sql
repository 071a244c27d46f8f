-- words: term, text, reports: integer, ticks: integer, prints: integer, highest: decimal, paper, claim: claim
SELECT NULL, wording.text, wording.reports, wording.ticks, wording.prints, wording.highest, title.title, wording.name
FROM hit
JOIN wording ON wording.id = hit.id
LEFT JOIN scope_title AS title ON title.scope = wording.scope
WHERE wording.prints > 0
ORDER BY hit.id, title.title
