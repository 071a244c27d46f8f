-- text, lowest: decimal, highest: decimal, difference: decimal, reports: integer, claim: claim
SELECT text, lowest, highest, minus(highest, lowest) AS difference, reports, name
FROM wording
WHERE lowest < highest
ORDER BY CAST(difference AS REAL) DESC, text, name
