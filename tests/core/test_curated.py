"""What a person says in a file of links."""

from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.curated import read
from claimgraph.graph import Graph
from claimgraph.problems import ClaimgraphError, Code

PREFIXES = """@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


def judged(seeds: Path, tmp_path: Path, text: str) -> Graph:
    path = tmp_path / "links.ttl"
    path.write_text(PREFIXES + text)
    return cg.build(seeds, settings=cg.settings(links=path))


def ends(seeds: Path) -> tuple[str, str]:
    graph = cg.build(seeds)
    one, other = [claim.id for claim in graph.claims if claim.one("cg:scope") == graph.claims[0].one("cg:scope")][:2]
    return one, other


def test_an_asserted_link_is_stated_both_ways_with_its_file(seeds: Path, tmp_path: Path) -> None:
    one, other = ends(seeds)
    graph = judged(seeds, tmp_path, f"<{one}> cg:variantOf <{other}> .")

    assert other in graph.node(one).refs("cg:variantOf")
    assert one in graph.node(other).refs("cg:variantOf")
    (link,) = [
        node for node in graph.links if node.one("sssom:mapping_justification", "").endswith("ManualMappingCuration")
    ]
    (source,) = graph.out(link.id, "prov:wasDerivedFrom")
    assert source.one("schema:name") == "links.ttl"


def test_an_identity_of_papers_can_be_asserted_and_an_inferred_one_denied(seeds: Path, tmp_path: Path) -> None:
    graph = cg.build(seeds)
    paper = next(paper for paper in graph.papers if paper.all("cg:inferredSameAs"))
    (known,) = paper.refs("cg:inferredSameAs")

    asserted = judged(seeds, tmp_path, f"<{paper.id}> schema:sameAs <{known}> .")
    denied = judged(
        seeds,
        tmp_path,
        f"[] a cg:PaperLink ; rdf:subject <{paper.id}> ; rdf:predicate cg:inferredSameAs ; rdf:object <{known}> ; "
        'cg:denied true ; dcterms:description "another paper of that name" .',
    )

    assert asserted.node(paper.id).refs("schema:sameAs") == (known,)
    assert denied.node(paper.id).refs("cg:inferredSameAs") == ()
    (record,) = [node for node in denied.of("PaperLink") if node.one("cg:denied")]
    assert record.one("dcterms:description") == "another paper of that name"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("this is no turtle", "not Turtle"),
        ("<https://example.org/x> cg:variantOf <https://example.org/y> .", "is no claim or paper of this graph's base"),
        ("[] a cg:ClaimLink ; rdf:subject cg:x .", "lacks rdf:subject, rdf:predicate or rdf:object"),
        (
            "[] rdf:subject <https://w3id.org/claimgraph/id/claim/a> ; rdf:predicate cg:asks ; "
            "rdf:object <https://w3id.org/claimgraph/id/claim/b> .",
            "relates no claims or papers",
        ),
        (
            "<https://w3id.org/claimgraph/id/claim/a> cg:supports <https://w3id.org/claimgraph/id/claim/b> . "
            "[] rdf:subject <https://w3id.org/claimgraph/id/claim/a> ; rdf:predicate cg:supports ; "
            "rdf:object <https://w3id.org/claimgraph/id/claim/b> ; cg:denied true .",
            "both asserted and denied",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(text: str, found: str) -> None:
    with pytest.raises(ClaimgraphError, match=found) as refused:
        read((PREFIXES + text).encode(), "links.ttl")

    assert refused.value.problem is not None
    assert refused.value.problem.code is Code.BAD_LINKS


def test_a_judgement_on_a_claim_that_is_not_there_is_told(seeds: Path, tmp_path: Path) -> None:
    from claimgraph import api, files, output

    path = tmp_path / "links.ttl"
    gone = "https://w3id.org/claimgraph/id/claim/gone-aaaaaaaaaaaa"
    path.write_text(f"{PREFIXES}<{ends(seeds)[0]}> cg:variantOf <{gone}> .")
    target = output.target(str(tmp_path / "x.ttl"))
    built = api.write(files.find([str(seeds)]), [target], cg.settings(links=path))

    assert [problem.message for problem in built.problems] == ["the graph has no claim gone-aaaaaaaaaaaa"]
