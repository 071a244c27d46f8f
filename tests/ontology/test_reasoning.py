"""What follows in logic from ontology, alignments and data: no clash, and the few things that should follow."""

import owlrl
import pytest
from rdflib import OWL, PROV, RDF, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import SDO

from tests.ontology.parts import CG, SAMPLE, part, read

CLASH = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
ROOM = Namespace("https://example.org/")
APART = (CG.Report, CG.Paper, CG.Question, CG.Claim, CG.Assertion, CG.Verification, CG.Result, CG.ClaimLink)


def closure(data: Graph) -> Graph:
    """Everything that OWL 2 RL draws from the ontology, its alignments and some data."""
    graph = Graph(bind_namespaces="none")
    for source in (part("claimgraph.ttl"), part("alignments.ttl"), data):
        for triple in source:
            graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False).expand(graph)
    return graph


def stated(*triples: tuple[URIRef, URIRef, URIRef]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.fixture(scope="module")
def closed() -> Graph:
    return closure(read(SAMPLE))


def test_nothing_in_the_sample_clashes(closed: Graph) -> None:
    assert list(closed.objects(None, CLASH)) == []


def test_no_two_nodes_are_merged(closed: Graph) -> None:
    assert [pair for pair in closed.subject_objects(OWL.sameAs) if pair[0] != pair[1]] == []


def test_every_claim_is_a_claim_of_schema_org_and_an_entity(closed: Graph) -> None:
    claims = set(closed.subjects(RDF.type, CG.Claim))

    assert len(claims) == 4
    assert claims == set(closed.subjects(RDF.type, SDO.Claim))
    assert claims <= set(closed.subjects(RDF.type, PROV.Entity))


def test_nothing_is_both_an_act_and_an_entity(closed: Graph) -> None:
    assert not set(closed.subjects(RDF.type, PROV.Activity)) & set(closed.subjects(RDF.type, PROV.Entity))


def test_one_direction_of_a_symmetric_relation_gives_the_other_and_completing_gives_a_variant() -> None:
    graph = closure(stated((ROOM.a, CG.contradicts, ROOM.b), (ROOM.c, CG.completes, ROOM.d)))

    assert (ROOM.b, CG.contradicts, ROOM.a) in graph
    assert (ROOM.d, CG.variantOf, ROOM.c) in graph
    assert (ROOM.d, CG.completes, ROOM.c) not in graph


def test_ten_kinds_are_pairwise_disjoint() -> None:
    core = part("claimgraph.ttl")
    (axiom,) = core.subjects(RDF.type, OWL.AllDisjointClasses)
    (members,) = core.objects(axiom, OWL.members)

    assert set(core.items(members)) == {*APART, CG.PaperLink, SKOS.Concept}


def test_a_node_that_is_claim_and_report_is_a_clash() -> None:
    graph = closure(stated((ROOM.x, RDF.type, CG.Claim), (ROOM.x, RDF.type, CG.Report)))

    assert list(graph.objects(None, CLASH))


def test_a_thing_may_be_method_and_benchmark_at_once() -> None:
    graph = closure(stated((ROOM.x, RDF.type, CG.Method), (ROOM.x, RDF.type, CG.Benchmark)))

    assert list(graph.objects(None, CLASH)) == []
