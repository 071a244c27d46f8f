"""Times every ready question with the graph loaded.

    python benchmarks/queries.py GRAPH.ttl [oxigraph|rdflib ...]     any graph file
    python benchmarks/queries.py --copies 40 [oxigraph|rdflib ...]   changed copies of one seed

Each question runs three times; the best is told in processor time, and the slowest question last.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.plugins import sparql

from claimgraph import api
from claimgraph.query import oxigraph, rdflib_engine
from claimgraph.query.binding import bound
from claimgraph.query.canned import questions
from claimgraph.query.guard import check
from claimgraph.query.values import literal
from claimgraph.terms import prefixes

SEED = Path(__file__).parent.parent / "seeds" / "000_cae18ebe6211da7d.txt"
NEEDED = {"search": {"words": literal("vocabulary")}}


def copies(count: int, folder: Path) -> None:
    """Copies of a report with another title, day and score, and a number or a word of some rows changed."""
    text = SEED.read_text("utf-8")
    for index in range(count):
        changed = text.replace("Hybrid Batch Training Effects", f"Effects {index}").replace(
            "7.4/10", f"{index % 10}.4/10"
        )
        changed = changed.replace("June 26", f"June {index % 28 + 1}")
        changed = re.sub(r"92\.43", f"{90 + index % 7}.43", changed)
        changed = re.sub(r"61\.54", f"{60 + index % 5}.54", changed)
        changed = changed.replace(
            "appealing balance", ["appealing", "good", "fair", "striking"][index % 4] + " balance"
        )
        (folder / f"{index:03}.txt").write_text(changed, "utf-8")


def runner(path: Path, engine: str) -> Callable[[str], int]:
    """Something that runs a query on the graph, loaded once, and counts its rows."""
    if engine == "oxigraph":
        store = ox.Store()
        store.bulk_load(path=str(path))
        return lambda text: len(list(oxigraph.answer(store, text, prefixes(), union=False)))  # type: ignore[arg-type]
    graph = rdflib.Graph(bind_namespaces="none").parse(path)
    sparql.CUSTOM_EVALS["claimgraph"] = rdflib_engine.grouped
    return lambda text: len(graph.query(rdflib_engine.parsed(text, prefixes())))


def report(path: Path, engine: str) -> None:
    """One line a question."""
    ask = runner(path, engine)
    slowest = (0.0, "")
    for each in questions():
        text = bound(check(each.text), NEEDED.get(each.name, {})).text
        times = []
        for _ in range(3):
            started = time.process_time()
            rows = ask(text)
            times.append(time.process_time() - started)
        slowest = max(slowest, (min(times), each.name))
        print(f"{engine:9} {each.name:15} {min(times) * 1000:9.1f} ms {rows:7} rows", flush=True)
    print(f"{engine:9} slowest: {slowest[1]}, {slowest[0] * 1000:.1f} ms")


def main(arguments: list[str]) -> None:
    """Run the bench for the graph and the engines given."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments[0] == "--copies":
            copies(int(arguments[1]), Path(folder))
            path, engines = Path(folder) / "copies.ttl", arguments[2:]
            api.save(api.build(folder), path)
        else:
            path, engines = Path(arguments[0]), arguments[1:]
        for engine in engines or ["oxigraph", "rdflib"]:
            report(path, engine)


if __name__ == "__main__":
    main(sys.argv[1:])
