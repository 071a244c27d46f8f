-- verified: boolean, rows: integer, lowest: decimal, highest: decimal, mean: decimal
SELECT verified, SUM(rows), MIN(confidence), MAX(confidence), mean(confidence, rows)
FROM mark
GROUP BY verified
ORDER BY verified
