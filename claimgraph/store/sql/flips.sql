-- text, ticked: integer, crossed: integer, reports: integer, claim: claim
SELECT text, ticks, prints - ticks, reports, name
FROM wording
WHERE ticks > 0 AND ticks < prints
ORDER BY text, name
