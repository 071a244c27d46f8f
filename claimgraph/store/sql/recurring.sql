-- text, reports: integer, prints: integer, ticks: integer, lowest: decimal, highest: decimal, claim: claim
SELECT text, reports, prints, ticks, lowest, highest, name
FROM wording
WHERE id <= (SELECT MAX(id) FROM wording WHERE reports > 1)
ORDER BY id
