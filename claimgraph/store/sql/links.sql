-- relation, one, other, why, how, denied: boolean, link: link
SELECT link.relation, one.text, other.text, link.why, link.how, link.denied, link.name
FROM link
JOIN wording AS one ON one.claim = link.subject
JOIN wording AS other ON other.claim = link.object
ORDER BY link.relation, one.text, other.text, link.name, link.why, link.how, link.denied
