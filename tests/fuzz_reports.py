"""A mutator against the reader of reports: does any file end in a traceback, or lose a line of its table?

    python -m tests.fuzz_reports 1000000 [seed]

Reports in every dialect are cut, mixed, flipped and re-encoded. Of each result: reading it raises nothing; rows and
row problems together are the lines of its table, as :mod:`tests.table_lines` counts them without the reader; every row
stands in the file where it says; every problem names a place that is there. One in ``EVERY`` is built into a graph as
well, and a foreign parser reads that back.
"""

import random
import sys
import time
from collections import Counter
from hashlib import sha256

import pyoxigraph

from claimgraph.graph import from_nodes
from claimgraph.lexicon import built_in
from claimgraph.model import Parsed, Source
from claimgraph.output import maker
from claimgraph.pipeline import Settings, blocks, run_of, sections
from claimgraph.problems import Code
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.spool import Spool
from claimgraph.writers import WRITERS
from tests.conftest import ROOT
from tests.reports import Made
from tests.table_lines import table_lines

EVERY = 200
ROW_CODES = {Code.BAD_ROW, Code.BAD_MARK, Code.BAD_CONFIDENCE, Code.EMPTY_CLAIM}
NO_TABLE = "expected a table of claims"  # said once, of a section that holds words but no line of a table
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le"}
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "latin-1", "cp1252", "utf-32", "utf-7", "cp037")
PIPES = "| Claim | Verified | Confidence |\n|---|:---:|--:|\n| A \\| b holds. | ✓ | 0.4 |\n| C. | no | 41% |\n"
# fmt: off
PIECES = (
    "\t", "|", "\\|", "\n", "\r", "\r\n", "\n\n", " ", "", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028",
    "\u2029", "\xa0", "\ufeff", "\ufffe", "\uffff", "\ufffd", "\u202e", "\u200f", "\u200b", "\U0001f600",
    "e\u0301", "ı", "İ", "ß", "\U0010ffff", "✓", "×", "✔️", "❌", "yes", "NO", "True", "✓✓",
    "Claim\tVerified\tConfidence", "Confidence\tClaim\tVerified", "Claim", "0.41", "0,41", "41%", "1", "1.0",
    "1.01", "-0", "+0.5", "NaN", "inf", "1e-5", ".5", "5.", "٠.٥", "0x1", "9" * 400, "Text.\t✓\t0.5",
    "Text.\t✓\t2", "Text.\t?\t0.5", "\t✓\t0.5", "Text.", "a\tb\tc\td", "| a | ✓ | 0.5 |", "|---|--|---|",
    "## 5 Extracted Claims", "Extracted Claims", "# Claims:", "**Claims**", "IV. Claims", "5.1 Claims", "##",
    "# ", "#Claims", "## References", "References", "## Acknowledgements", "## Abstract", "Abstract",
    "## 1 Introduction", "Results", "- ", "--", "This paper examines: ", "Research question: ",
    "15 claims extracted", "Quality review score: 7.4/10", "9" * 30 + " papers", "June 26, 2026",
    "31 February 2026", "2026-13-45", "0000-00-00", "Date: x", "Title:", "Version: v9", "10000-01-01",
    "<http://arxiv.org/abs/2106.09063v4>", "http://[::1", "http://a:b", "doi:10.1000/%zz",
    "javascript:alert(1)", "https://x/#a#b", "$\\pm$", "92.43 $\\pm$ 0.16,", "VA achieves 1.", "±", "…", "...",
    "%", "\\", '"', "'''", "<b>", "]]>", "</script>", "=1+1", "@",
)
# fmt: on


class Run:
    """What a run of the mutator saw."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[tuple[str, bytes]] = []


def bases() -> list[str]:
    """Reports to start from, in each dialect."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").iterdir())]
    made = Made().text()
    return [
        *seeds,
        made,
        Made(heading="").text(),
        Made(heading="### ", publisher="", date="26 June 2026", score="74%").text(),
        made.replace(Made().table(), PIPES),
        made.replace("\n", "\r\n"),
        PIPES,
        "## Claims\n" + Made().table(),
    ]


def mutated(chance: random.Random, known: list[str]) -> bytes:
    """A report with some things changed."""
    lines = chance.choice(known).split("\n")
    if chance.random() < 0.1:
        other = chance.choice(known).split("\n")
        lines = lines[: chance.randrange(len(lines) + 1)] + other[chance.randrange(len(other)) :]
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 12))):
        lines = _lines_changed(chance, lines)
    text = "\n".join(lines)
    dice = chance.random()
    if dice < 0.1:
        return text.encode(chance.choice(ENCODINGS), "replace")
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    while data and dice < 0.25:
        dice += chance.random() * 0.1
        _bytes_changed(chance, data)
    return bytes(data)


def _lines_changed(chance: random.Random, lines: list[str]) -> list[str]:
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    cut = chance.randrange(len(line) + 1)
    what = chance.randrange(9)
    if what < 4:
        end = cut if chance.random() < 0.5 else chance.randrange(cut, len(line) + 1)
        lines[at] = line[:cut] + chance.choice(PIECES) + line[end:]
    elif what == 4:
        lines[at], lines[other] = lines[other], line
    elif what == 5:
        lines.insert(at, chance.choice(PIECES))
    elif what == 6:
        lines[at] = line.replace(chance.choice(("\t", " ", "#", ".", ":", "\n")), chance.choice(PIECES))
    elif what == 7 and len(lines) > 1:
        del lines[at : at + chance.choice((1, 1, 2, len(lines) // 2))]
    else:
        lines[at:at] = lines[other : other + 3]
    return lines or [""]


def _bytes_changed(chance: random.Random, data: bytearray) -> None:
    at = chance.randrange(len(data))
    what = chance.randrange(4)
    if what == 0:
        data[at] ^= 1 << chance.randrange(8)
    elif what == 1:
        data[at] = chance.choice((0, 9, 10, 13, 0x7C, 0x80, 0xC0, 0xED, 0xEF, 0xFF))
    elif what == 2:
        del data[at : at + chance.choice((1, 2, 40, len(data)))]
    else:
        data[at:at] = chance.randbytes(chance.randrange(1, 5))


def faults(data: bytes, parsed: Parsed) -> list[str]:
    """What is wrong with how a file was read."""
    found = [f"no such line: {problem}" for problem in parsed.problems if problem.where.line > data.count(b"\n") + 1]
    report = parsed.report
    if report is None:
        return found if parsed.problems else [*found, "neither report nor problem"]
    codec = CODECS[report.source.encoding]
    codec = "utf-16-be" if data.startswith(b"\xfe\xff") else codec
    text = data.decode(codec)
    lines = text.removeprefix("\ufeff").split("\n")
    told = sum(problem.code in ROW_CODES and NO_TABLE not in problem.message for problem in parsed.problems)
    there = table_lines(lines)
    if len(report.rows) + told != there:
        found.append(f"{len(report.rows)} rows and {told} problems of {there} lines")
    astray = [
        row.number
        for row in report.rows
        if (data[row.start : row.end].decode(codec), lines[row.line - 1].removesuffix("\r"))
        != (row.printed, row.printed)
    ]
    return [*found, f"rows {astray} do not stand where they say"] if astray else found


def graph_faults(parsed: Parsed, settings: Settings) -> list[str]:
    """What is wrong with the graph of a file: as a foreign parser reads it, it is what it is in memory."""
    assert parsed.report is not None
    spool = Spool()
    spool.add(parsed.report)
    run = run_of([parsed.report.source.sha256], settings)
    made = maker(WRITERS["ntriples"], settings.base)
    parts = [made.head(run), *(made.block(done) for done in blocks(spool.scopes(), settings))]
    stated = tuple(sections(spool.scopes(), settings))
    shared = [section for section in stated if section.title.startswith("Things named")]
    text = b"".join([*parts, made.tail(shared)])
    foreign = {str(quad) for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)}
    graph = from_nodes((run, *(section.nodes for section in stated)), settings.base)
    stated_once = len(graph.to_rdflib())
    return [] if len(foreign) == stated_once else [f"{len(foreign)} statements written of {stated_once}"]


def fuzz(rounds: int, seed: int) -> Run:
    """Read this many mutated reports."""
    chance, known, run, settings = random.Random(seed), bases(), Run(), Settings()
    words = dialect(built_in())
    for _ in range(rounds):
        data = mutated(chance, known)
        try:
            parsed = read(data, Source("fuzzed.txt", sha256(data).hexdigest()), "fuzzed.txt", words)
            wrong = faults(data, parsed)
            if parsed.report is not None and chance.randrange(EVERY) == 0:
                run.counts["built into a graph"] += 1
                wrong += graph_faults(parsed, settings)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong = [f"{type(error).__name__}: {error}"]
            parsed = Parsed(None, ())
        run.counts["reports" if parsed.report else "refused"] += 1
        run.counts["rows"] += len(parsed.report.rows) if parsed.report else 0
        run.counts["row problems"] += sum(problem.code in ROW_CODES for problem in parsed.problems)
        run.wrong += ((each, data) for each in wrong)
    return run


def main() -> int:
    """Run, print what was seen, and end with 1 if anything was wrong."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    started = time.monotonic()
    run = fuzz(rounds, seed)
    seen = ", ".join(f"{count:,} {what}" for what, count in sorted(run.counts.items()))
    print(
        f"{rounds:,} mutated reports in {time.monotonic() - started:.0f} s, seed {seed}: {len(run.wrong)} wrong; {seen}"
    )
    for what, data in run.wrong[:5]:
        print(f"{what}\n  {data!r}")
    return 1 if run.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
