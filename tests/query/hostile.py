"""Queries that nobody means well with, and what each must come to."""

import re

BAD = {
    "nothing at all": "",
    "only a comment": "# nothing",
    "no form": "SELEC * { ?s ?p ?o }",
    "an open brace": "SELECT * {",
    "a brace too many": "SELECT * { ?s ?p ?o } }",
    "no object": "SELECT * { ?s ?p }",
    "an unknown prefix": "SELECT * { ?s foo:bar ?o }",
    "a misspelled prefix": "SELECT * { ?s dctems:title ?o }",
    "an unknown function": "SELECT * { ?s ?p ?o FILTER (foo(?o)) }",
    "an open string": "SELECT * { ?s ?p 'a }",
    "an open long string": "SELECT * { ?s ?p '''a }",
    "an unknown escape": r"SELECT * { ?s ?p '\q' }",
    "half a surrogate": r"SELECT * { ?s ?p '\uD800' }",
    "an escaped keyword": r"\u0053ELECT * { ?s ?p ?o }",
    "a NUL": "SELECT * { ?s ?p \0 }",
    "a lone byte order mark inside": "SELECT * { ?s \ufeff ?o }",
    "a relative IRI": "SELECT * { <a> ?p ?o }",
    "an IRI with a space": "SELECT * { <http://a b> ?p ?o }",
    "an escaped quote in an IRI": r"SELECT * { <http://a/\u0022> ?p ?o }",
    "a bad limit": "SELECT * { ?s ?p ?o } LIMIT -1",
    "an ungrouped variable": "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
    "a variable given twice": "SELECT (1 AS ?s) { ?s ?p ?o }",
    "an aggregate in a filter": "SELECT * { ?s ?p ?o FILTER (COUNT(?o) > 1) }",
    "a blank node in two groups": "SELECT * { { _:a ?p ?o } { _:a ?p ?o } }",
    "a literal that is a predicate": 'SELECT * { ?s "p" ?o }',
    "two queries": "ASK { ?s ?p ?o } ASK { ?s ?p ?o }",
    "a text too long": "SELECT * { ?s ?p '" + "a" * 131_072 + "' }",
    "only open brackets": "(" * 50_000,
    "an endless name": "ASK { ?s ?p " + "a." * 60_000 + " }",
    "SQL": "SELECT * FROM claims WHERE 1 = 1; DROP TABLE claims",
}
"""Wrong queries: each is told with a place, exit code 2."""

_AT = "<http://127.0.0.1:{port}/x>"
REFUSED = {
    "a service": "SELECT * { SERVICE AT { ?s ?p ?o } }",
    "a silent service": "SELECT * { SERVICE SILENT AT { ?s ?p ?o } }",
    "a service in lower case": "select * { service AT { ?s ?p ?o } }",
    "a service without spaces": "SELECT*{SERVICE<http://127.0.0.1:{port}/x>{?s ?p ?o}}",
    "a service behind a comment that CR ends": "SELECT * { # nothing\rSERVICE AT { ?s ?p ?o } }",
    "a service behind a comment that LF ends": "SELECT * { # nothing\nSERVICE AT { ?s ?p ?o } }",
    "a service of a prefix": "PREFIX x: <http://127.0.0.1:{port}/> SELECT * { SERVICE x:x { ?s ?p ?o } }",
    "a service glued to a prefix": "PREFIX x: <http://127.0.0.1:{port}/> SELECT * { SERVICEx:x { ?s ?p ?o } }",
    "a silent service glued": "PREFIX x: <http://127.0.0.1:{port}/> SELECT * { SERVICESILENTx:x { ?s ?p ?o } }",
    "a service glued to true": "SELECT * { ?s ?p trueSERVICE AT { ?a ?b ?c } }",
    "a service glued to a number": "SELECT * { ?s ?p 1SERVICE AT { ?a ?b ?c } }",
    "a service after a comparison that looks like an IRI": "SELECT * {?s ?p ?o FILTER(?s<?o)SERVICE#>\nAT{?a ?b ?c}}",
    "a service in a string that looks like an IRI": "SELECT * {?s ?p ?o FILTER(?s<'x>')SERVICE AT {?a ?b ?c}#'\n}",
    "a service of a variable": "SELECT * { BIND (AT AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "a service in a subquery": "SELECT * { { SELECT * { SERVICE AT { ?s ?p ?o } } } }",
    "a service in EXISTS": "ASK { ?s ?p ?o FILTER EXISTS { SERVICE AT { ?a ?b ?c } } }",
    "a service in MINUS": "ASK { ?s ?p ?o MINUS { SERVICE AT { ?s ?p ?o } } }",
    "a service in OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE AT { ?a ?b ?c } } }",
    "a service in UNION": "SELECT * { { ?s ?p ?o } UNION { SERVICE AT { ?a ?b ?c } } }",
    "a service in a template's query": "CONSTRUCT { ?s ?p ?o } { SERVICE AT { ?s ?p ?o } }",
    "a service to describe": "DESCRIBE ?s { SERVICE AT { ?s ?p ?o } }",
    "a service with dotless i": "SELECT * { SERV\u0131CE AT { ?s ?p ?o } }",
    "a service with long s": "SELECT * { \u017fERVICE AT { ?s ?p ?o } }",
    "a service with an escape": r"SELECT * { \u0053ERVICE AT { ?s ?p ?o } }",
    "a service with an escape inside": r"SELECT * { SERV\u0049CE AT { ?s ?p ?o } }",
    "a service after an escaped quote": "PREFIX e: <urn:> SELECT * { ?s ?p e:a\\'. SERVICE AT { ?a ?b ?c } #'\n}",
    "a service after a long string": "SELECT * { ?s ?p '''a'b''' SERVICE AT { ?a ?b ?c } #'''\n}",
    "a graph over the network": "SELECT * FROM AT { ?s ?p ?o }",
    "a named graph over the network": "SELECT * FROM NAMED AT { GRAPH ?g { ?s ?p ?o } }",
    "a graph on the disk": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "a named graph on the disk": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "a relative graph": "SELECT * FROM <seeds.ttl> { ?s ?p ?o }",
    "a graph glued to ASK": "ASKFROM<file:///etc/passwd>{ ?s ?p ?o }",
    "LOAD": "LOAD AT",
    "LOAD SILENT into a graph": "LOAD SILENT AT INTO GRAPH <urn:g>",
    "INSERT DATA": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE": "DELETE WHERE { ?s ?p ?o }",
    "WITH and INSERT": "WITH <urn:g> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR after a query": "ASK { ?s ?p ?o } ; CLEAR ALL",
    "DROP": "DROP SILENT ALL",
}
"""Queries that would reach out or change something: exit code 2, and nothing is touched."""


def aimed(text: str, port: int) -> str:
    """A hostile query that would ask a port of this machine."""
    return re.sub(r"\bAT\b", _AT, text).replace("{port}", str(port))


ENDLESS = {
    "three lists against each other": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sorting them": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    "doubling a text 40 times": "SELECT * { BIND ('x' AS ?v0) "
    + " ".join(f"BIND (CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    + " }",
    "growing a text tenfold 12 times": "SELECT * { BIND ('x' AS ?v0) "
    + " ".join(f"BIND (REPLACE(?v{i}, 'x', 'xxxxxxxxxx') AS ?v{i + 1})" for i in range(12))
    + " }",
    "every path there is": "SELECT (COUNT(*) AS ?n) { ?a (!<u:x>|^!<u:y>)* ?b . ?b (!<u:x>|^!<u:y>)* ?c . ?d ?e ?f }",
    "200 optional parts": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
    + " ".join(f"OPTIONAL {{ ?s ?p{i} ?o{i} }}" for i in range(200))
    + " }",
    "6,000 unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 6000) + " }",
    "a list of lists, 12,000 deep": "SELECT * { ?s ?p " + "(" * 12000 + "1" + ")" * 12000 + " }",
    "a path of 12,000 steps": "SELECT * { ?s <u:p>" + "/<u:p>" * 12000 + " ?o }",
    "a text of all texts": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}
"""Queries without an end in sight: ended at the limit, exit code 3."""

DEEP = {
    "brackets": "SELECT (" + "(" * 12000 + "1" + ")" * 12000 + " AS ?x) {}",
    "groups": "SELECT * " + "{" * 12000 + "?s ?p ?o" + "}" * 12000,
    "not": "ASK { FILTER (" + "!" * 12000 + "true) }",
    "functions": "SELECT (" + "CONCAT(" * 12000 + "'a'" + ")" * 12000 + " AS ?x) {}",
    "conjunctions": "ASK { FILTER (" + "true&&" * 12000 + "true) }",
    "blank nodes": "SELECT * { " + "[?p " * 12000 + "1" + "]" * 12000 + " }",
    "paths": "SELECT * { ?s " + "(" * 12000 + "<u:p>" + ")" * 12000 + " ?o }",
    "subqueries": "SELECT * { " + "{SELECT * {" * 6000 + "?s ?p ?o" + "}}" * 6000 + " }",
    "braces, as many as fit": "SELECT * " + "{" * 65000 + "}" * 65000,
}
"""Queries nested as deep as text allows: answered or ended, never a crash to be seen."""
