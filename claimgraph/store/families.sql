-- Families of claims, each known by the first of its members' names.
CREATE INDEX member_family ON member (family, claim);

INSERT INTO family
  SELECT family, MIN(claim.name), MIN(text), COUNT(DISTINCT CASE WHEN claim.prints THEN claim.id END), 0, 0
  FROM member JOIN claim ON claim.id = member.claim LEFT JOIN wording ON wording.claim = claim.id AND wording.prints > 0
  GROUP BY family;

UPDATE family SET (reports, prints) = (
  SELECT COUNT(DISTINCT row.report), COUNT(*)
  FROM member JOIN row ON row.claim = member.claim
  WHERE member.family = family.id);
