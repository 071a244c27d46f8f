"""The vocabulary as Python: prefixes, classes and properties, held equal to ``ontology/`` by a test."""

from __future__ import annotations

BASE = "https://w3id.org/claimgraph/id/"
ONTOLOGY = "https://w3id.org/claimgraph/ns"
ONTOLOGY_VERSION = "0.1.0"

VOCABULARIES = {
    "cg": "https://w3id.org/claimgraph/ns#",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "oa": "http://www.w3.org/ns/oa#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ID_KINDS = (
    "agent",
    "assertion",
    "claim",
    "concept",
    "link",
    "paper",
    "question",
    "report",
    "result",
    "run",
    "source",
    "verification",
)


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix used in a graph: the vocabularies, then one per kind of identifier under the base.

    >>> prefixes("https://example.org/")["claim"]
    'https://example.org/claim/'
    """
    return VOCABULARIES | {kind: f"{base}{kind}/" for kind in ID_KINDS}


class Name(str):
    """An IRI as a prefixed name, such as ``cg:Claim`` or ``claim:va-achieves-92-43-kaylz5f5cqdg``.

    Its local part is safe in Turtle without escapes.
    """

    __slots__ = ()


class Relative(str):
    """An IRI relative to the base of the graph, for the few that no prefixed name can spell."""

    __slots__ = ()


class Iri(str):
    """An IRI in full, from outside. Only :func:`claimgraph.ids` and readers make them, after checking."""

    __slots__ = ()


CLASSES = (
    "cg:Report",
    "cg:Paper",
    "cg:Question",
    "cg:Claim",
    "cg:Assertion",
    "cg:Verification",
    "cg:Result",
    "cg:ClaimLink",
    "cg:PaperLink",
    "cg:Method",
    "cg:Benchmark",
    "cg:Task",
    "cg:Metric",
)
OBJECT_PROPERTIES = (
    "cg:examines",
    "cg:asks",
    "cg:inReport",
    "cg:asserts",
    "cg:scope",
    "cg:about",
    "cg:hasResult",
    "cg:ofMethod",
    "cg:onBenchmark",
    "cg:byMetric",
    "cg:contradicts",
    "cg:supports",
    "cg:variantOf",
    "cg:completes",
    "cg:similarTo",
    "cg:basis",
    "cg:inferredSameAs",
)
DATA_PROPERTIES = (
    "cg:printedText",
    "cg:truncated",
    "cg:position",
    "cg:verified",
    "cg:confidence",
    "cg:qualityScore",
    "cg:qualityScale",
    "cg:declaredPaperCount",
    "cg:declaredClaimCount",
    "cg:declaredVerifiedCount",
    "cg:value",
    "cg:spread",
    "cg:line",
    "cg:foundBy",
    "cg:denied",
)
PROPERTIES = OBJECT_PROPERTIES + DATA_PROPERTIES
SYMMETRIC = ("cg:contradicts", "cg:variantOf", "cg:similarTo")
CLAIM_RELATIONS = ("cg:contradicts", "cg:variantOf", "cg:completes", "cg:similarTo", "cg:supports")

KINDS = {
    **{name: name.removeprefix("cg:") for name in CLASSES},
    "dcterms:LinguisticSystem": "Language",
    "schema:TextObject": "Source",
    "oa:TextQuoteSelector": "Span",
    "prov:SoftwareAgent": "Agent",
    "prov:Organization": "Agent",
    "prov:Activity": "Run",
    "void:Dataset": "Dataset",
}
"""The kind a node is shown as, by its type; the first type listed here wins."""

CONCEPTS = ("Method", "Benchmark", "Task", "Metric", "Language")
"""Kinds that are ``skos:Concept`` too, as the lexicon spells them in lower case."""
