"""Where do the reports disagree, and what do they all rest on? Run from the project's folder."""

from collections import Counter

import networkx

import claimgraph as cg

graph = cg.build("seeds")

for link in graph.links:
    if link.one("rdf:predicate").endswith("#contradicts"):
        print(link.label)
        for claim in (graph.node(link.one("rdf:subject")), graph.node(link.one("rdf:object"))):
            for row in graph.into(claim.id, "cg:asserts"):
                (source,), (span,) = graph.out(row.id, "oa:hasSource"), graph.out(row.id, "oa:hasSelector")
                print(f"  {source.label}:{span.one('cg:line')} confidence {row.one('cg:confidence')}")

papers = Counter(graph.node(claim.one("cg:scope")).label for claim in graph.claims)
for title, claims in papers.most_common():
    print(f"{claims} claims rest on: {title}")

network = graph.to_networkx()
print(networkx.number_weakly_connected_components(network), "connected parts in the reading view")
