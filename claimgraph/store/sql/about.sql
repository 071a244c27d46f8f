-- thing: term, name, kind, text, reports: integer, highest: decimal, claim: claim
SELECT NULL, label.value AS name, kind.value AS kind, wording.text, wording.reports, wording.highest, wording.name
FROM concept_name AS label
JOIN concept_name AS kind ON kind.concept = label.concept AND kind.term = 'kind'
JOIN about ON about.concept = label.concept
JOIN wording ON wording.claim = about.claim AND wording.prints > 0
WHERE label.term = 'label' AND (:thing IS NULL OR lowered(label.value) = lowered(:thing) OR label.concept IN (
  SELECT concept FROM concept_name WHERE term = 'alias' AND lowered(value) = lowered(:thing)))
ORDER BY label.value, kind.value, wording.text, wording.name
