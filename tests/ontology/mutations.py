"""Ways to spoil the sample graph, each with the shapes that must find it, as SPARQL updates."""

PREFIXES = """
BASE <https://w3id.org/claimgraph/id/>
PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ONE = "<claim/va-achieves-91-38-0-56-92-70-0-11-84-82-1-00-80-kaylz5f5cqdg>"
OTHER = "<claim/va-achieves-91-38-0-56-92-70-0-11-84-82-1-00-80-vplckao7b64k>"
LONE = "<claim/the-share-p-y-x-falls-jd4wq7n2eo5s>"
ROW = "<assertion/hamwx4jfwcqi-3-b7xk2mqa>"
REPORT = "<report/2026-06-26-hybrid-batch-training-effects-on-hamwx4jfwcqi>"
SECOND = "<report/2026-06-21-performance-of-hybrid-batch-trained-x3mkhd7q2vnl>"
SPAN = "<source/a66106d7ed754d07#line=33,34>"
TITLED = "<paper/specializing-multilingual-language-models-an-tbwakdezhdai>"
LISTED = "<paper/arxiv-2106.09063>"
CONFLICT = "<link/contradicts-hygtuypluahx>"
SIMILAR = "<link/similarto-u4xq7mzt2bkc>"
IDENTITY = "<link/inferredsameas-w7qk3pzd5nfa>"


def put(subject: str, term: str, value: str) -> str:
    """An update that gives a node this value instead of those it has."""
    return f"DELETE {{ {subject} {term} ?old }} INSERT {{ {subject} {term} {value} }} WHERE {{ {subject} {term} ?old }}"


def drop(subject: str, term: str) -> str:
    """An update that takes all values of a term from a node."""
    return f"DELETE WHERE {{ {subject} {term} ?old }}"


def add(subject: str, term: str, value: str) -> str:
    """An update that gives a node one more value."""
    return f"INSERT DATA {{ {subject} {term} {value} }}"


MUTATIONS = {
    "a confidence above 1": ("Assertion", put(ROW, "cg:confidence", "1.2")),
    "a confidence below 0": ("Assertion", put(ROW, "cg:confidence", '"-0.1"^^xsd:decimal')),
    "a confidence that is a float": ("Assertion", put(ROW, "cg:confidence", "2.1e-1")),
    "a row without a confidence": ("Assertion", drop(ROW, "cg:confidence")),
    "an empty printed text": ("Assertion", put(ROW, "cg:printedText", '""')),
    "a row without a span": ("Assertion", drop(ROW, "oa:hasSelector")),
    "a row without a source": ("Assertion Count", drop(ROW, "oa:hasSource")),
    "a row at position 0": ("Assertion", put(ROW, "cg:position", "0")),
    "a row that is both ticked and not": ("Assertion Count", add(ROW, "cg:verified", "false")),
    "a row that asserts a paper": ("Assertion", put(ROW, "cg:asserts", LISTED)),
    "a report with two dates": ("Report", add(REPORT, "dcterms:issued", '"2026-06-27"^^xsd:date')),
    "a report without a date": ("Report", drop(REPORT, "dcterms:issued")),
    "a report without a title": ("Report", drop(REPORT, "dcterms:title")),
    "a report without a question": ("Report", drop(REPORT, "cg:asks")),
    "a report without a file": ("Report", drop(REPORT, "schema:encoding")),
    "a date that is a text": ("Report", put(REPORT, "dcterms:issued", '"2026-06-26"')),
    "a citation of a claim": ("Report", add(REPORT, "cito:cites", ONE)),
    "a score above its scale": ("Score", put(REPORT, "cg:qualityScore", "11.0")),
    "more claims verified than drawn": ("Score Count", put(REPORT, "cg:declaredVerifiedCount", "3")),
    "a wrong count of claims": ("Count", put(REPORT, "cg:declaredClaimCount", "15")),
    "a wrong count of ticks": ("Count", put(REPORT, "cg:declaredVerifiedCount", "1")),
    "a tick too few": ("Count", put(ROW, "cg:verified", "false")),
    "a spread that was cut": ("CutNumber", add("<result/vplckao7b64k-8>", "cg:spread", "3.0")),
    "a value that was cut": ("CutNumber", add("<result/kaylz5f5cqdg-8>", "cg:value", "64.23")),
    "a contradiction in one direction": ("Contradiction Stated", f"DELETE DATA {{ {ONE} cg:contradicts {OTHER} }}"),
    "a contradiction not given back": ("Contradiction", f"DELETE DATA {{ {OTHER} cg:contradicts {ONE} }}"),
    "a contradiction without ground": ("Contradiction", drop(CONFLICT, "cg:basis")),
    "a claim at odds with itself": ("Contradiction", add(ONE, "cg:contradicts", ONE)),
    "a contradiction over two scopes": ("Contradiction Scope", put(ONE, "cg:scope", LISTED)),
    "a span that ends before it starts": ("Quote", put(SPAN, "oa:end", "2000")),
    "a span on line 0": ("Span", put(SPAN, "cg:line", "0")),
    "a span without words": ("Span", drop(SPAN, "oa:exact")),
    "a span that is not there": ("Span", f"DELETE WHERE {{ {SPAN} ?any ?value }}"),
    "a quote of other words": ("Quote", put(SPAN, "oa:exact", '"Something else.\\t✓\\t0.21"')),
    "a claim without words": ("Claim", drop(ONE, "schema:text")),
    "a claim without a scope": ("Claim", drop(LONE, "cg:scope")),
    "a scope that no report examines": ("Scope", put(LONE, "cg:scope", LISTED)),
    "a scope in the report though it examines a paper": ("Scope", put(LONE, "cg:scope", REPORT)),
    "a thing of two kinds": ("Concept", add("<concept/mmlu>", "a", "cg:Method")),
    "a thing of no kind": ("Concept", "DELETE DATA { <concept/mmlu> a cg:Benchmark }"),
    "a thing that is no concept": ("Concept", "DELETE DATA { <concept/mmlu> a skos:Concept }"),
    "a thing without a name": ("Concept", drop("<concept/mmlu>", "skos:prefLabel")),
    "a thing of two names": ("Concept", add("<concept/mmlu>", "skos:prefLabel", '"BIG-Bench"')),
    "a record without an object": ("Record", drop(SIMILAR, "rdf:object")),
    "a record of an unknown relation": ("Record", put(SIMILAR, "rdf:predicate", "cg:about")),
    "a similarity above 1": ("Record", put(SIMILAR, "sssom:similarity_score", "1.01")),
    "a record of nothing": ("Stated", drop(TITLED, "cg:inferredSameAs")),
    "a denied relation that is stated": (
        "Stated",
        f"INSERT {{ ?one cg:similarTo ?other }} WHERE {{ {SIMILAR} rdf:subject ?one ; rdf:object ?other }}",
    ),
    "an inferred identity that names no report": ("Stated", drop(IDENTITY, "prov:wasDerivedFrom")),
}
