"""``claimgraph query``: a graph and a question in, an answer out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph import cli
from claimgraph.cli import inputs
from claimgraph.cli.inputs import Existing
from claimgraph.problems import ClaimgraphError, Code, Severity, counted, shown

if TYPE_CHECKING:
    from claimgraph.graph import Graph
    from claimgraph.query.canned import Question
    from claimgraph.query.errors import QueryError
    from claimgraph.query.request import Settings, View
    from claimgraph.query.values import Term

FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "md", "turtle", "ttl", "ntriples", "nt")
_WRONG = (Code.BAD_QUERY, Code.REFUSED_QUERY)
_MEBIBYTE = 1 << 20
_MOST = 4 << 17
"""Bytes of the longest query, whatever its characters."""


@click.command(
    epilog="""\b
Examples:
  claimgraph query graph.ttl -n conflicts
  claimgraph query graph.ttl -n search -p words="vocabulary augmentation" --to csv
  claimgraph query seeds/ "SELECT ?text { ?claim schema:text ?text } LIMIT 3"
  claimgraph query graph.ttl "DESCRIBE ?p { ?p a cg:Paper ; dcterms:title ?t }" --to nt
"""
)
@click.argument("graph", required=False, type=Existing())
@click.argument("sparql", required=False)
@click.option("-n", "--name", metavar="NAME", help="Ask a question that is ready (see --list).")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="Give ?NAME a value; repeats."
)
@click.option("--to", type=click.Choice(FORMATS), metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
@click.option("--exact", is_flag=True, help="CSV as W3C has it, with no mark before =, +, - and @.")
@click.option("--engine", type=click.Choice(["oxigraph", "rdflib"]), default="oxigraph", show_default=True)
@click.option("--timeout", type=click.FloatRange(0.01, 86400), default=30, show_default=True, metavar="SECONDS")
@click.option("--memory", type=click.IntRange(512, 1 << 20), default=1536, show_default=True, metavar="MIB")
@click.option("--allow-service", "services", multiple=True, metavar="IRI", help="Let SERVICE ask this place; repeats.")
@click.option("--own-graph", is_flag=True, help="Outside GRAPH, see the default graph only, not all graphs.")
@click.option("--list", "listing", is_flag=True, help="List the questions that are ready.")
@click.option("--prefixes", is_flag=True, help="List the prefixes that are known, of GRAPH where one is given.")
def query(
    graph: str | None,
    sparql: str | None,
    name: str | None,
    parameters: tuple[str, ...],
    to: str | None,
    exact: bool,
    engine: str,
    timeout: float,
    memory: int,
    services: tuple[str, ...],
    own_graph: bool,
    listing: bool,
    prefixes: bool,
) -> int:
    """Ask GRAPH (a graph file, a store folder or reports) in SPARQL, or one of the questions that are ready.

    SPARQL is text, @FILE or - for standard input. A value is <IRI>, prefix:name, "text", number, true, false,
    YYYY-MM-DD, or a plain text; one for a question that is ready is read as the question says. Rows come in a
    stable order unless the query orders them.
    """
    from claimgraph.query.request import Settings, View

    if listing:
        _list(name)
        return cli.EXIT_OK
    if prefixes:
        return _list_prefixes(graph)
    if graph is None:
        raise click.UsageError("name the graph: a graph file, a store folder or reports")
    asked = _question(name, sparql)
    settings = Settings(engine, timeout, memory * _MEBIBYTE, services=services, union=not own_graph)
    view = View(_format(to, asked[0]), *_terminal(), exact)
    try:
        values = _of_question(name, parameters) if name else _of_query(parameters, graph)
        if name and engine == "oxigraph" and _from_index(graph, name, values, settings, view):
            return cli.EXIT_OK
        return _run(graph, asked[0], values, settings, view)
    except ClaimgraphError as error:
        return _failed(error, asked[1])


def _question(name: str | None, sparql: str | None) -> tuple[str, str]:
    """The text to run, and the name of the file it stands in."""
    if (name is None) == (sparql is None):
        raise click.UsageError("give either a query (text, @FILE or -) or the name of a question (-n, see --list)")
    if name is not None:
        return _ready(name).text, f"{name}.rq"
    assert sparql is not None
    if sparql == "-":
        return _decoded(sys.stdin.buffer.read(_MOST + 1), "<stdin>"), "<stdin>"
    if sparql.startswith("@"):
        path = Path(sparql[1:])
        try:
            with path.open("rb") as file:  # perhaps a pipe
                return _decoded(file.read(_MOST + 1), str(path)), str(path)
        except FileNotFoundError:
            raise click.UsageError(f"{shown(str(path))}: no such file") from None
        except OSError as error:
            raise click.UsageError(f"{shown(str(path))}: {error.strerror or error}") from None
    return sparql, ""


def _ready(name: str) -> Question:
    from claimgraph.query.canned import question

    try:
        return question(name)
    except ClaimgraphError as error:
        raise click.BadParameter(str(error), param_hint="-n") from None


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _MOST:
        raise click.UsageError(f"{shown(name)}: too long for a query")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{shown(name)}: not UTF-8 at byte {error.start}") from None


def _of_question(name: str, parameters: tuple[str, ...]) -> dict[str, Term]:
    """The parameters of a ready question, each of the kind it says; it must have all it needs and no other."""
    from claimgraph.query.values import named, typed

    known = {each.name: each for each in _ready(name).parameters}
    values = {}
    for parameter in parameters:
        try:
            key, text = named(parameter)
            if key not in known:
                has = f"it takes {', '.join(known)}" if known else "it takes none"
                raise ClaimgraphError(f"{name} has no parameter {key}; {has}")
            values[key] = typed(text, known[key].kind)
        except ClaimgraphError as error:
            raise click.BadParameter(str(error), param_hint=f'"-p {shown(parameter)}"') from None
    for missing in [each for each in known.values() if each.required and each.name not in values]:
        raise click.UsageError(f"{name} needs -p {missing.name}=…: {missing.about}")
    return values


def _of_query(parameters: tuple[str, ...], graph: str) -> dict[str, Term]:
    """The parameters of a query as terms, by how they are written."""
    from claimgraph.query import graphs
    from claimgraph.query.names import is_local
    from claimgraph.query.values import parameter
    from claimgraph.terms import prefixes

    depends = any(is_local(each.partition("=")[2]) for each in parameters)
    known = graphs.prefixes(graph) if depends else prefixes()
    try:
        return dict(parameter(each, known) for each in parameters)
    except ClaimgraphError as error:
        raise click.BadParameter(str(error), param_hint="-p") from None


def _format(to: str | None, text: str) -> str:
    """The format asked for, or a table for people and CSV or Turtle for programs."""
    from claimgraph.query.formats import BY_NAME
    from claimgraph.query.guard import check

    try:
        form = check(text).form
    except ClaimgraphError:
        form = ""  # the query itself is reported when it is run
    is_graph = form in ("CONSTRUCT", "DESCRIBE")
    if to is None:
        return "turtle" if is_graph else "table" if sys.stdout.isatty() else "csv"
    if BY_NAME[to].graphs_only and form and not is_graph:
        raise click.BadParameter(f"{to} holds a graph, and the answer to {form} is none", param_hint="--to")
    return to


def _terminal() -> tuple[int, bool]:
    """How wide the terminal is (0: no terminal), and whether to colour."""
    import shutil

    from claimgraph.cli.paint import coloured

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0, coloured()


def _run(path: str, text: str, values: dict[str, Term], settings: Settings, view: View) -> int:
    from claimgraph.query import graphs
    from claimgraph.query.running import answer

    found: str | Graph = path
    code = cli.EXIT_OK
    if graphs.needs_building(Path(path)):
        found = inputs.graph(path)
        lost = any(problem.severity is not Severity.INFO for problem in found.problems)
        code = cli.EXIT_WARNED if lost else cli.EXIT_OK
    told = answer(found, text, values, settings, view)
    _show(told.text, told.rows, view)
    return code


def _from_index(path: str, name: str, values: dict[str, Term], settings: Settings, view: View) -> bool:
    """Answer a ready question of a store from its claim index; whether that could be done."""
    from claimgraph.graphfiles import graph_path, is_store

    if not is_store(path):
        return False
    from claimgraph.store import questions, read

    graph_path(path)  # a store with half of it gone is no store
    found = questions.answer(path, name, values, settings.timeout)
    if found is None:
        return False
    from claimgraph.query import formats
    from claimgraph.terms import prefixes

    _show(formats.write(found, view, prefixes(read.base(path))), len(found.rows), view)
    return True


def _show(text: bytes, rows: int, view: View) -> None:
    """The answer on standard output, and on a terminal the number of its rows beside it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()
    if view.to == "table" and sys.stderr.isatty():
        click.echo(counted(rows, "row"), err=True)


def _failed(error: ClaimgraphError, name: str) -> int:
    """Show why there is no answer: 2 where the query is at fault, 3 where there was none to be had."""
    problem = error.problem
    if problem is not None and problem.code in _WRONG and name:
        shown_error: QueryError = error.named(name)  # type: ignore[attr-defined]
        click.echo(str(shown_error), err=True)
    else:
        click.echo(str(error), err=True)
    return cli.EXIT_USAGE if problem is not None and problem.code in _WRONG else cli.EXIT_NOTHING


def _list(name: str | None) -> None:
    from claimgraph.query.canned import questions

    if name is not None:
        click.echo(_ready(name).text, nl=False)
        return
    group = ""
    for each in questions():
        if each.group != group:
            group = each.group
            click.echo(f"{group}:")
        takes = "".join(f" -p {one.name}=…" if one.required else f" [-p {one.name}=…]" for one in each.parameters)
        click.echo(f"  {each.name + takes:<34} {each.question}")


def _list_prefixes(graph: str | None) -> int:
    from claimgraph.query import graphs
    from claimgraph.terms import prefixes

    if graph is not None:
        inputs.readable(graph)
    try:
        known = prefixes() if graph is None else graphs.prefixes(graph)
    except ClaimgraphError as error:
        return _failed(error, "")
    for prefix, namespace in known.items():
        click.echo(f"PREFIX {prefix}: <{namespace}>")
    return cli.EXIT_OK
