-- score: decimal, one, other, left: claim, right: claim
SELECT link.score, one.text, other.text, one.name, other.name
FROM link
JOIN wording AS one ON one.claim = link.subject
JOIN wording AS other ON other.claim = link.object
WHERE link.relation = 'similarTo' AND link.denied IS NULL
ORDER BY CAST(link.score AS REAL) DESC, one.text, other.text, one.name, other.name
