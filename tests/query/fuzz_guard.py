"""A mutator against the check of queries: does any text pass the check and still reach the network?

    python -m tests.query.fuzz_guard 1000000 [seed]

Each text that passes is run for real, the way the query process runs it but without its cage, on both engines (rdflib:
one in ``EVERY``). A listener on this machine and every network error are the witnesses. Some of the texts refused are
run as well, as they were written, to know that the mutator does make queries that would get through.
"""

import logging
import random
import re
import socket
import sys
import threading
import time
from collections import Counter

import pyoxigraph
import rdflib

from claimgraph.problems import ClaimgraphError
from claimgraph.query import rdflib_engine
from claimgraph.query.guard import check
from claimgraph.terms import prefixes
from tests.query.hostile import REFUSED, aimed

EVERY = 50
HARMLESS = (
    "SELECT * { ?s ?p ?o }",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o FILTER(?s<?o&&?o>?p) } GROUP BY ?s ORDER BY ?n",
    "PREFIX x: <http://127.0.0.1:{port}/> ASK { ?s x:y 'a', \"b\"@en, '''c''', 1.5, true . x:a\\'b ?p [] }",
    "SELECT * { ?s ?p ?o . # SERVICE AT { ?a ?b ?c }\n OPTIONAL { ?s ?q 'SERVICE AT { ?a ?b ?c }' } }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }",
    "PREFIX service: <http://127.0.0.1:{port}/> SELECT * { service:x service:y ?service }",
)
PIECES = (
    *(
        "SERVICE",
        "service",
        "SERVICE SILENT",
        "SERVICESILENT",
        "SeRvIcE",
        "SERV\u0131CE",
        "\u017fERVICE",
        "\\u0053ERVICE",
    ),
    *(
        "AT",
        "<http://127.0.0.1:{port}/x>",
        "x:x",
        "x:x{?a ?b ?c}",
        "{?a ?b ?c}",
        "SERVICE AT {?a ?b ?c}",
        "SERVICEAT{}",
    ),
    *(
        "SERVICEx:x{?a ?b ?c}",
        "PREFIX x: <http://127.0.0.1:{port}/>",
        "PREFIX SERVICEx: <u:>",
        "BASE <http://127.0.0.1/>",
    ),
    *("#", "# a\r", "# a\n", "#>", "#'", '#"', "\r", "\n", "\t", " ", "", "'", '"', "'''", '"""', "\\", "\\'", '\\"'),
    *("'a'", '"a"', "'x>'", "''", '""', "'\\''", "'a\\\\'", "\\u0027", "\\u0022", "\\u000A", "\\u003C", "\\u0023"),
    *(
        "<",
        ">",
        "<<",
        ">>",
        "<?b)",
        "<?b>",
        "<'x>'",
        "?a<?b",
        "FILTER(?s<?o)",
        "FILTER(1<2)",
        ")",
        "(",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "?s",
        "$s",
        "?service",
        "?s ?p ?o",
        ".",
        ";",
        ",",
        "a",
        "true",
        "1",
        "1.",
        "1e5",
        "@en",
        "^^x:y",
        "_:b",
        "x:a\\'b",
    ),
    *(
        "x:a.",
        "x:",
        ":",
        "x:\\#",
        "|",
        "^",
        "/",
        "*",
        "+",
        "?",
        "!",
        "&&",
        "=",
        "UNION",
        "OPTIONAL",
        "MINUS",
        "GRAPH ?g",
    ),
    *(
        "BIND(AT AS ?e)",
        "SERVICE ?e {?a ?b ?c}",
        "VALUES ?e {AT}",
        "EXISTS",
        "SELECT *",
        "ASK",
        "WHERE",
        "FROM",
        "FROM AT",
    ),
    *(
        "LIMIT 1",
        "ORDER BY ?s",
        "UNDEF",
        "LATERAL",
        "\ufeff",
        "\x00",
        "\xa0",
        "\u2028",
        "\U0001f600",
        "%27",
        "\x0b",
        "\x0c",
    ),
)


class Witness:
    """A listener on this machine that counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


def mutated(dice: random.Random, text: str) -> str:
    """A text with some of its pieces changed."""
    parts = re.findall(r"\s+|\w+|[^\w\s]", text)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        place = dice.randrange(len(parts) + 1)
        change = dice.random()
        if change < 0.45:
            parts.insert(place, dice.choice(PIECES))
        elif change < 0.6:
            del parts[place : place + dice.randint(1, 3)]
        elif change < 0.75:
            parts[place : place + 1] = [dice.choice(PIECES)]
        elif change < 0.85:
            parts = [part for part in parts if not part.isspace() or dice.random() < 0.5]
        elif change < 0.95:
            other = dice.randrange(len(parts) + 1)
            parts[place:place] = parts[min(place, other) : max(place, other)][:12]
        else:
            parts[place : place + 1] = [part.swapcase() for part in parts[place : place + 1]]
    return "".join(parts)


class Run:
    """One run of the mutator, and what it counted."""

    def __init__(self, seed: int) -> None:
        logging.disable()
        self.dice = random.Random(seed)
        self.witness = Witness()
        self.store = pyoxigraph.Store()
        self.graph = rdflib.Graph()
        for line in ("<urn:a> <urn:p> <urn:b> .", '<urn:b> <urn:p> "c" .', '<urn:b> <urn:q> "SERVICE" .'):
            self.store.load(line, pyoxigraph.RdfFormat.N_TRIPLES)
            self.graph.parse(data=line, format="nt")
        self.known = prefixes()
        self.seeds = (*(text for text in REFUSED.values() if "SERVICE" in text.upper()), *HARMLESS * 4)
        self.counts: Counter[str] = Counter()
        self.through: list[str] = []

    def reached(self, ask: "object", text: str) -> bool:
        """Whether running a text touched the network."""
        before = self.witness.calls
        failed = False
        try:
            ask(text)  # type: ignore[operator]
        except OSError:
            failed = True
        except Exception:  # noqa: BLE001 - engines fail in many ways on nonsense, and none matters here
            pass
        return failed or self.witness.calls > before

    def oxigraph(self, text: str) -> None:
        """Run a text on the one engine."""
        found = self.store.query(text, prefixes=self.known)
        if not isinstance(found, pyoxigraph.QueryBoolean):
            for _, _ in zip(found, range(50), strict=False):
                pass

    def rdflib(self, text: str) -> None:
        """Run a text on the other engine, unless its parsed form is refused."""
        query = rdflib_engine.parsed(text, self.known)
        for _, _ in zip(self.graph.query(query), range(50), strict=False):
            pass

    def step(self, index: int) -> None:
        """Make one text and see what it does."""
        text = aimed(mutated(self.dice, self.dice.choice(self.seeds)), self.witness.port)
        try:
            passed = check(text, prefixes=self.known)
        except ClaimgraphError:
            self.counts["refused"] += 1
            if index % 20 == 0:
                self.counts["refused, tried"] += 1
                self.counts["refused, tried, would reach"] += self.reached(self.oxigraph, text)
            return
        self.counts["passed"] += 1
        if self.reached(self.oxigraph, passed.clean.text):
            self.through.append(text)
        if index % EVERY == 0:
            self.counts["passed, on rdflib"] += 1
            if self.reached(self.rdflib, passed.clean.text):
                self.through.append(text)


def fuzz(times: int, seed: int) -> Run:
    """A run of the mutator, to its end."""
    run = Run(seed)
    for index in range(times):
        run.step(index)
    run.witness.socket.close()
    return run


if __name__ == "__main__":
    started = time.monotonic()
    done = fuzz(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(f"{sys.argv[1]} texts in {time.monotonic() - started:.0f} s: {dict(done.counts)}")
    print(f"{len(done.through)} got through")
    for each in done.through[:20]:
        print(repr(each))
    raise SystemExit(bool(done.through))
