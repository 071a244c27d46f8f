-- method: term, name, text, position: integer, value: decimal, spread: decimal, benchmark, metric
SELECT NULL, name.value, wording.text, result.position, result.value, result.spread, benchmark.value, metric.value
FROM result
JOIN result_of AS method ON method.result = result.id AND method.term = 'method'
JOIN concept_name AS name ON name.concept = method.concept AND name.term = 'label'
JOIN wording ON wording.claim = result.claim
LEFT JOIN result_of AS bench ON bench.result = result.id AND bench.term = 'benchmark'
LEFT JOIN concept_name AS benchmark ON benchmark.concept = bench.concept AND benchmark.term = 'label'
LEFT JOIN result_of AS measure ON measure.result = result.id AND measure.term = 'metric'
LEFT JOIN concept_name AS metric ON metric.concept = measure.concept AND metric.term = 'label'
WHERE result.value IS NOT NULL AND (:method IS NULL OR lowered(name.value) = lowered(:method) OR name.concept IN (
  SELECT concept FROM concept_name WHERE term = 'alias' AND lowered(value) = lowered(:method)))
ORDER BY name.value, wording.text, result.position, wording.name,
  CAST(result.value AS REAL), CAST(result.spread AS REAL), benchmark.value, metric.value
