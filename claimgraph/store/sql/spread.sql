-- method, benchmark, metric, value: decimal, reports: integer, papers: integer, place
-- lowest: decimal, highest: decimal, difference: decimal
WITH number AS (
  SELECT method.concept AS m, benchmark.concept AS b, metric.concept AS k, result.value, result.claim
  FROM result_of AS benchmark
  JOIN result_of AS metric ON metric.result = benchmark.result AND metric.term = 'metric'
  JOIN result_of AS method ON method.result = benchmark.result AND method.term = 'method'
  JOIN result ON result.id = benchmark.result AND result.value IS NOT NULL
  WHERE benchmark.term = 'benchmark'),
bounds AS (SELECT m, b, k, least(value) AS lowest, greatest(value) AS highest FROM number GROUP BY m, b, k)
SELECT method.value AS method, benchmark.value AS benchmark, metric.value AS metric, number.value AS value,
  COUNT(DISTINCT row.report), COUNT(DISTINCT claim.scope), MIN(claim.place),
  bounds.lowest, bounds.highest, minus(bounds.highest, bounds.lowest) AS difference
FROM number
JOIN bounds ON bounds.m = number.m AND bounds.b = number.b AND bounds.k = number.k
JOIN claim ON claim.id = number.claim AND claim.place IS NOT NULL
JOIN row ON row.claim = claim.id
JOIN concept_name AS method ON method.concept = number.m AND method.term = 'label'
JOIN concept_name AS benchmark ON benchmark.concept = number.b AND benchmark.term = 'label'
JOIN concept_name AS metric ON metric.concept = number.k AND metric.term = 'label'
GROUP BY number.m, number.b, number.k, method.value, benchmark.value, metric.value, number.value
ORDER BY CAST(difference AS REAL) DESC, method.value, benchmark.value, metric.value, CAST(number.value AS REAL),
  7, 5, 6, CAST(bounds.lowest AS REAL)
