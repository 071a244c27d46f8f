"""What can go wrong with a query, as one kind of error whose text is meant for the user."""

from __future__ import annotations

from claimgraph.problems import ClaimgraphError, Code, Problem, Where

QUERY = "<query>"
"""The name of a query that came from no file."""

_WIDTH = 100


class QueryError(ClaimgraphError):
    """A query that gave no answer: ``problem`` says why, ``excerpt`` shows the place in its text.

    ``CG401`` the query is wrong, ``CG402`` it is refused, ``CG403`` it met a limit, ``CG119`` the graph is not one.
    """

    def __init__(self, problem: Problem, excerpt: str = "") -> None:
        super().__init__(problem.message, problem)
        self.excerpt = excerpt

    def named(self, path: str) -> QueryError:
        """The same error in a query that was read from a file."""
        problem = self.problem
        assert problem is not None
        return QueryError(problem._replace(where=problem.where._replace(path=path)), self.excerpt)

    def __str__(self) -> str:
        """The problem, then the line of the query with a caret below the place."""
        problem = self.problem
        assert problem is not None
        if not self.excerpt:
            return str(problem)
        hint = f"\n  hint: {problem.hint}" if problem.hint else ""
        return f"{problem._replace(hint='')}\n{self.excerpt}{hint}"


def at(text: str, start: int) -> Where:
    """The place of a character of a query, as line and column; CR, LF and CR LF end a line.

    >>> str(at("ASK\\n{ ?s", 6))
    '<query>:2:3'
    """
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    return Where(QUERY, before.count("\n") + 1, start - _line_start(text, start) + 1)


def excerpt(text: str, start: int) -> str:
    """The line of the query around a place, and a caret below it.

    >>> print(excerpt("SELECT ?x\\nWHERE ?y", 16))
      WHERE ?y
            ^
    """
    first = _line_start(text, start)
    ends = [found for mark in "\r\n" if (found := text.find(mark, start)) >= 0]
    line = text[first : min(ends, default=len(text))]
    column = start - first
    cut = max(0, column - _WIDTH // 2)
    shown = "".join(character if character.isprintable() else " " for character in line[cut : cut + _WIDTH])
    return f"  {shown.rstrip()}\n  {' ' * (column - cut)}^"


def _line_start(text: str, start: int) -> int:
    return max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1


def bad(text: str, start: int, message: str, hint: str = "") -> QueryError:
    """A query that is wrong at a place."""
    return QueryError(Problem(Code.BAD_QUERY, at(text, start), message, hint), excerpt(text, start))


def refused(text: str, start: int, message: str, hint: str = "") -> QueryError:
    """A query that is not run because of what stands at a place."""
    return QueryError(Problem(Code.REFUSED_QUERY, at(text, start), message, hint), excerpt(text, start))


def limit(message: str, hint: str = "") -> QueryError:
    """A query that was ended."""
    return QueryError(Problem(Code.QUERY_LIMIT, Where(QUERY), message, hint))
