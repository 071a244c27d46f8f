-- file, sha256, reports: integer, rows: integer
SELECT source_name.file, source.sha256, source.reports, source.rows
FROM source JOIN source_name ON source_name.source = source.id
ORDER BY source_name.file, source.name, source.sha256
