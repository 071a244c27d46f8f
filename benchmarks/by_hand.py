"""The limit: one pattern a report and formatted strings, with no checks, places or links. Nothing general is faster.

    python benchmarks/by_hand.py FOLDER OUT.nt

It knows the one layout that the generated corpora have, reads nothing else, and would lose whatever differs. It states
the same kinds of node as claimgraph does, so that triples can be compared with triples.
"""

from __future__ import annotations

import gc
import hashlib
import os
import re
import sys

ID = "https://w3id.org/claimgraph/id/"
CG = "https://w3id.org/claimgraph/ns#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
REPORT = re.compile(
    r"\s*(?:# )?(?P<title>[^\n]*)\n\n(?P<publisher>[^\n]*)\n\n(?P<date>[^\n]*)\n\n"
    r"(?:## )?Abstract\n\n(?P<abstract>[^\n]*)\n\n"
    r"(?:## )?1 Introduction\n\nThis paper examines: (?P<examined>.*?)\. Research question: (?P<question>[^\n]*)\n.*?"
    r"(?P<papers>\d+) papers retrieved\. (?P<claims>\d+) claims extracted; (?P<verified>\d+) independently verified\. "
    r"Quality review score: (?P<score>[\d.]+)/10.*?Confidence\n(?P<rows>.*?)\n\n"
    r"(?:## )?References\n\n(?P<references>.*)",
    re.DOTALL,
)
PAIR = re.compile(r"(\d+\.\d+)(?: ± (\d+\.\d+))?")


def digest(*parts: str) -> str:
    """A short hash of a key."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def quoted(text: str) -> str:
    """A literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def report(name: str, data: bytes, write: list[str], seen: set[str]) -> None:  # noqa: PLR0915 - one long format
    """The statements of one report; nodes seen before are not stated again."""
    match = REPORT.match(data.decode())
    if match is None:
        raise SystemExit(f"{name}: another layout")
    title, publisher, date, abstract, examined, question, papers, claims, verified, score, rows, references = (
        match.groups()
    )
    sha = hashlib.sha256(data).hexdigest()
    source = f"<{ID}source/{sha[:16]}>"
    this = f"<{ID}report/{digest('report', publisher, date, title, examined, question)}>"
    verification = this.replace("/report/", "/verification/")
    paper = f"<{ID}paper/{digest('paper', examined.casefold())}>"
    asked = f"<{ID}question/{digest('question', question)}>"
    agent = f"<{ID}agent/{publisher.replace(' ', '-').lower()}>"
    add = write.append
    add(
        f"{this} {TYPE} <{CG}Report> .\n{this} <http://purl.org/dc/terms/title> {quoted(title)} .\n"
        f'{this} <http://purl.org/dc/terms/issued> "{date}" .\n{this} <http://purl.org/dc/terms/publisher> {agent} .\n'
        f"{this} <http://purl.org/dc/terms/abstract> {quoted(abstract)} .\n{this} <{CG}examines> {paper} .\n"
        f'{this} <{CG}asks> {asked} .\n{this} <{CG}declaredPaperCount> "{papers}"^^<{XSD}integer> .\n'
        f'{this} <{CG}declaredClaimCount> "{claims}"^^<{XSD}integer> .\n'
        f'{this} <{CG}declaredVerifiedCount> "{verified}"^^<{XSD}integer> .\n'
        f'{this} <{CG}qualityScore> "{score}"^^<{XSD}decimal> .\n{this} <{CG}qualityScale> "10.0"^^<{XSD}decimal> .\n'
        f"{this} <https://schema.org/encoding> {source} .\n"
        f"{this} <http://www.w3.org/ns/prov#wasGeneratedBy> {verification} .\n"
        f"{verification} {TYPE} <{CG}Verification> .\n"
        f"{verification} <http://www.w3.org/ns/prov#wasAssociatedWith> {agent} .\n"
        f"{source} {TYPE} <https://schema.org/TextObject> .\n{source} {TYPE} <http://www.w3.org/ns/prov#Entity> .\n"
        f'{source} <https://schema.org/name> {quoted(name)} .\n{source} <https://schema.org/sha256> "{sha}" .\n'
        f'{source} <https://schema.org/encodingFormat> "text/plain; charset=utf-8" .\n'
        f"{asked} {TYPE} <{CG}Question> .\n{asked} <{CG}printedText> {quoted(question)} .\n"
    )
    for line in references.split("\n"):
        address = line[3:-1]
        number = address.rpartition("/")[2].rpartition("v")[0]
        cited = f"<{ID}paper/arxiv-{number}>"
        add(f"{this} <http://purl.org/spar/cito/cites> {cited} .\n{this} <https://schema.org/citation> <{address}> .\n")
        if cited not in seen:
            seen.add(cited)
            add(f'{cited} {TYPE} <{CG}Paper> .\n{cited} <http://purl.org/spar/fabio/hasArXivId> "{number}" .\n')
    if paper not in seen:
        seen.add(paper)
        add(f"{paper} {TYPE} <{CG}Paper> .\n{paper} <http://purl.org/dc/terms/title> {quoted(examined)} .\n")
    start = data.index(b"Confidence\n") + 11
    first = data.count(b"\n", 0, start) + 1
    for number, line in enumerate(rows.split("\n"), 1):
        text, mark, confidence = line.split("\t")
        end = start + len(line.encode())
        shown = text.replace("$\\pm$", "±")
        cut = "true" if len(shown) >= 119 else "false"
        key = digest("claim", examined.casefold(), shown.rstrip(".").casefold())
        claim = f"<{ID}claim/{key}>"
        row = f"<{ID}assertion/{this[-17:-1]}-{number}>"
        span = f"<{ID}source/{sha[:16]}#line={first + number - 2},{first + number - 1}>"
        add(
            f"{row} {TYPE} <{CG}Assertion> .\n{row} <{CG}inReport> {this} .\n{row} <{CG}asserts> {claim} .\n"
            f'{row} <{CG}printedText> {quoted(text)} .\n{row} <{CG}position> "{number}"^^<{XSD}integer> .\n'
            f'{row} <{CG}truncated> "{cut}"^^<{XSD}boolean> .\n'
            f'{row} <{CG}verified> "{"true" if mark == "✓" else "false"}"^^<{XSD}boolean> .\n'
            f'{row} <{CG}confidence> "{confidence}"^^<{XSD}decimal> .\n'
            f"{row} <http://www.w3.org/ns/prov#wasGeneratedBy> {verification} .\n"
            f"{row} <http://www.w3.org/ns/oa#hasSource> {source} .\n"
            f"{row} <http://www.w3.org/ns/oa#hasSelector> {span} .\n"
            f"{span} {TYPE} <http://www.w3.org/ns/oa#TextQuoteSelector> .\n"
            f"{span} {TYPE} <http://www.w3.org/ns/oa#DataPositionSelector> .\n"
            f"{span} <http://www.w3.org/ns/oa#exact> {quoted(line)} .\n"
            f'{span} <http://www.w3.org/ns/oa#start> "{start}"^^<{XSD}integer> .\n'
            f'{span} <http://www.w3.org/ns/oa#end> "{end}"^^<{XSD}integer> .\n'
            f'{span} <{CG}line> "{first + number - 1}"^^<{XSD}integer> .\n'
        )
        start = end + 1
        if claim in seen:
            continue
        seen.add(claim)
        add(
            f"{claim} {TYPE} <{CG}Claim> .\n{claim} <https://schema.org/text> {quoted(shown)} .\n"
            f'{claim} <{CG}scope> {paper} .\n{claim} <{CG}truncated> "{cut}"^^<{XSD}boolean> .\n'
        )
        for rank, pair in enumerate(PAIR.finditer(shown), 1):
            result = f"<{ID}result/{key}-{rank}>"
            add(
                f"{claim} <{CG}hasResult> {result} .\n{result} {TYPE} <{CG}Result> .\n"
                f'{result} <{CG}position> "{rank}"^^<{XSD}integer> .\n{result} <{CG}printedText> {quoted(pair[0])} .\n'
                f'{result} <{CG}value> "{pair[1]}"^^<{XSD}decimal> .\n'
            )
            if pair[2]:
                add(f'{result} <{CG}spread> "{pair[2]}"^^<{XSD}decimal> .\n')


def main() -> None:
    """Format every report of a folder."""
    folder, out = sys.argv[1:]
    gc.disable()
    seen: set[str] = set()
    with open(out, "w", encoding="utf-8", buffering=1 << 20) as stream:
        for name in sorted(os.listdir(folder)):
            with open(f"{folder}/{name}", "rb", buffering=0) as file:
                data = file.read()
            lines: list[str] = []
            report(name, data, lines, seen)
            stream.write("".join(lines))


if __name__ == "__main__":
    main()
