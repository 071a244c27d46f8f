-- text, wordings: integer, reports: integer, prints: integer
SELECT text, wordings, reports, prints FROM (
  SELECT text, wordings, reports, prints, first FROM family WHERE reports > 1
  UNION ALL
  SELECT MIN(text), 1, reports, prints, name FROM wording
  WHERE reports > 1 AND NOT EXISTS (SELECT 1 FROM member WHERE member.claim = wording.claim)
  GROUP BY wording.claim)
ORDER BY reports DESC, text, first
