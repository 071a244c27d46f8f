"""The query process: reads one request, answers it within its limits, writes the whole answer or none."""

from __future__ import annotations

import math
import sys
import sysconfig
import threading
from pathlib import Path
from typing import IO

from claimgraph.query import cage
from claimgraph.query.request import STACK, Failure, Request, packed
from claimgraph.query.values import NUMBERS, Result, Term

FAILED = 3


def main() -> int:
    """Answer the request on stdin; the answer goes to stdout, and a failure to stderr as one line."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    request = Request.read(stdin.readline())
    settings = request.settings
    cage.limit(settings.memory, settings.output, settings.timeout)
    cage.close_network(request.ports)
    outcome: list[Failure | None] = []
    # The engines recurse as deep as a query is nested; a thread may have a large stack, the main thread may not.
    threading.stack_size(STACK)
    worker = threading.Thread(target=lambda: outcome.append(_answer(request, stdin, stdout)))
    worker.start()
    worker.join()
    if outcome == [None]:
        return 0
    if outcome and outcome[0]:
        sys.stderr.write(outcome[0].report() + "\n")
    return FAILED


def _answer(request: Request, data: IO[bytes], out: IO[bytes]) -> Failure | None:
    try:
        found, prefixes = _run(request, data)
        result = _arranged(found, request.columns)
        if request.settings.sort:
            result = in_order(result)
        out.write(b"%d\n" % len(result.rows))
        out.write(_written(result, request, prefixes))
        out.flush()
    except Failure as failure:
        return failure
    except MemoryError:
        return Failure("memory", "")
    except RecursionError:
        return Failure("nested", "")
    except OSError as error:
        return Failure("size" if error.errno == 27 else "engine", str(error))
    return None


def _run(request: Request, data: IO[bytes]) -> tuple[Result, dict[str, str]]:
    if request.settings.engine == "rdflib":
        from claimgraph.query import rdflib_engine as engine
    else:
        from claimgraph.query import oxigraph as engine  # type: ignore[no-redef]
    if not request.ports:
        modules = [*sys.path, str(Path(cage.__file__).parents[1]), sysconfig.get_paths()["stdlib"]]
        cage.close_files(path for path in (*modules, *cage.LIBRARIES, request.source.path) if path)
    return engine.run(request, data)


def _written(result: Result, request: Request, prefixes: dict[str, str]) -> bytes:
    if request.view.to == "terms":
        return packed(result)
    from claimgraph.query import formats

    return formats.write(result, request.view, prefixes)


def _arranged(result: Result, columns: tuple[str, ...]) -> Result:
    """The result with its columns as the query names them."""
    if not columns or result.kind != "select":
        return result
    order = sorted(range(len(result.variables)), key=lambda index: _place(result.variables[index], columns))
    rows = tuple(tuple(row[index] for index in order) for row in result.rows)
    return Result("select", tuple(result.variables[index] for index in order), rows, ordered=result.ordered)


def _place(name: str, columns: tuple[str, ...]) -> int:
    return columns.index(name) if name in columns else len(columns)


def in_order(result: Result) -> Result:
    """The result with its rows in a stable order, unless the query itself ordered them."""
    if result.ordered or not result.rows:
        return result
    rows = tuple(sorted(result.rows, key=lambda row: tuple(map(_rank, row))))
    return Result(result.kind, result.variables, rows, result.answer, result.ordered)


def _rank(term: Term | None) -> tuple[int, float, str, str, str]:
    """Nothing, then blank nodes, IRIs, numbers by value, other literals by their text."""
    if term is None:
        return (0, 0.0, "", "", "")
    if term.kind != "literal":
        return (1 if term.kind == "blank" else 2, 0.0, term.value, term.kind, "")
    if term.datatype in NUMBERS and not isinstance(term.python, str):
        number = float(term.value)
        if not math.isnan(number):
            return (3, number, term.value, term.datatype, "")
    return (4, 0.0, term.value, term.datatype, term.language)
