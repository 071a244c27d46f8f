-- name, kind, claims: integer, questions: integer, foundby, concept: concept
SELECT label.value, kind.value,
  (SELECT COUNT(*) FROM about WHERE about.concept = concept.id),
  (SELECT COUNT(*) FROM asked WHERE asked.concept = concept.id),
  pattern.value, concept.name
FROM concept
JOIN concept_name AS label ON label.concept = concept.id AND label.term = 'label'
JOIN concept_name AS kind ON kind.concept = concept.id AND kind.term = 'kind'
LEFT JOIN concept_name AS pattern ON pattern.concept = concept.id AND pattern.term = 'pattern'
ORDER BY kind.value, label.value, concept.name, pattern.value
