-- method, position: integer, leftvalue: decimal, rightvalue: decimal, leftplace, rightplace
-- leftreports: integer, rightreports: integer, why, left: claim, right: claim
SELECT method, position, leftvalue, rightvalue, leftplace, rightplace, leftreports, rightreports, why, left, right
FROM conflict
ORDER BY id
