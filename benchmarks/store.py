"""Figures of the store: ready questions from its index, a point query in a process of its own, kill -9 over a rewrite.

python benchmarks/store.py questions STORE      seconds for each ready question, first run in a new process
python benchmarks/store.py point STORE          CPU seconds to open the store and answer, whole process
python benchmarks/store.py kill ONE OTHER [N]   two folders of reports, built in turn onto one store and killed
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = "achieves 92.4"
POINT = (
    "import sys; from claimgraph.query.values import literal; from claimgraph.store import questions;"
    f"print(len(questions.answer(sys.argv[1], 'search', {{'words': literal({WORDS!r})}}).rows))"
)
SPARQL = (
    "import sys, pyoxigraph as ox; from claimgraph import graphfiles;"
    "store = ox.Store.read_only(str(graphfiles.graph_path(sys.argv[1])));"
    "found = store.query('SELECT ?c { ?c a <https://w3id.org/claimgraph/ns#Claim> } LIMIT 1');"
    "print(len(list(found)))"
)


def questions(store: str) -> None:
    """Each question once, in a process that has asked nothing before."""
    from claimgraph.store import questions as ready

    print(f"{'question':16} {'rows':>8} {'CPU s':>7} {'wall s':>7}")
    for name in ready.names():
        values = f"{{'words': literal({WORDS!r})}}" if name == "search" else "None"
        code = (
            "import sys, time; from claimgraph.query.values import literal; from claimgraph.store import questions;"
            "wall, cpu = time.perf_counter(), time.process_time();"
            f"found = questions.answer(sys.argv[1], {name!r}, {values});"
            "print(len(found.rows), time.process_time() - cpu, time.perf_counter() - wall)"
        )
        done = subprocess.run([sys.executable, "-c", code, store], check=True, capture_output=True, text=True)
        rows, cpu, wall = done.stdout.split()
        print(f"{name:16} {int(rows):8} {float(cpu):7.3f} {float(wall):7.3f}")


def point(store: str) -> None:
    """The whole process, import to answer: median of nine."""
    for title, code in (("index, search", POINT), ("triples, SPARQL", SPARQL)):
        seconds = []
        for _ in range(9):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code, store], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{title:16} {statistics.median(seconds):.3f} CPU s")


def kill(one: str, other: str, rounds: int) -> None:
    """Every kill must leave the store whole, old or new; the next build must leave nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "graph.db"
        wholes, longest = set(), 0.0
        for reports in (one, other):
            started = time.monotonic()
            _build(reports, store).wait()
            longest = max(longest, time.monotonic() - started)
            wholes.add(_state(store))
        chance = random.Random(7)
        torn = leftovers = killed = swaps = 0
        last = _state(store)
        for number in range(rounds):
            process = _build((one, other)[number % 2], store)
            time.sleep(chance.uniform(0, 1.3 * longest))
            killed += process.poll() is None
            process.kill()
            process.wait()
            now = _state(store)
            torn += now not in wholes
            swaps += now != last
            last = now
            if number % 25 == 24:
                _build(one, store).wait()
                leftovers += os.listdir(folder) != ["graph.db"]
                last = _state(store)
        print(f"{killed} of {rounds} builds killed while they ran, {swaps} rounds found the other store")
        print(f"{torn} torn, {leftovers} of {rounds // 25} full runs left something beside the store")


def _build(reports: str, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "claimgraph", "build", reports, "-o", str(store), "-q"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _state(store: Path) -> str:
    """What the store answers, from both halves: any damage makes another text, or none."""
    code = (
        "import sys; from claimgraph.store import questions, read;"
        "graph = read.load(sys.argv[1]); found = questions.answer(sys.argv[1], 'totals');"
        "print(len(graph), [row[1].value for row in found.rows], len(questions.answer(sys.argv[1], 'claims').rows))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(store)], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else f"broken: {done.stderr[-200:]}"


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    if job == "kill":
        kill(rest[0], rest[1], int(rest[2]) if len(rest) > 2 else 250)
    else:
        {"questions": questions, "point": point}[job](*rest)
