-- text, prints: integer, reports: integer, highest: decimal, claim: claim
SELECT text, prints, reports, highest, name
FROM wording
WHERE ticks = 0 AND prints > 0
ORDER BY prints DESC, text, name
