-- software, ontology: iri, sources: integer, run: name
SELECT software, ontology, sources, run FROM provenance ORDER BY run, software, ontology
