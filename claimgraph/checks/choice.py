"""Which findings a user wants to see, and which make a check fail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from claimgraph.problems import ClaimgraphError, Code, Problem, Severity, shown
from claimgraph.writers import suggestion

_ALL = "ALL"
FAIL_ON = (*(severity.value for severity in Severity), "never")


class Choice(NamedTuple):
    """The codes that are shown."""

    codes: frozenset[Code] = frozenset(Code)

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those of the problems that are wanted."""
        return [problem for problem in problems if problem.code in self.codes]


def choice(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Choice:
    """A choice by codes or their beginnings, split by commas. The longer one wins; of equals, the one ignored.

    Raises :class:`~claimgraph.problems.ClaimgraphError` for what no code begins with.

    >>> sorted(code.value for code in choice(["CG30"], ["CG301,CG302"]).codes)[:2]
    ['CG303', 'CG304']
    """
    wanted, unwanted = [_beginnings(given) for given in (select, ignore)]
    wanted = wanted or [""]
    return Choice(frozenset(code for code in Code if _longest(code, wanted) > _longest(code, unwanted)))


def fails(problems: Iterable[Problem], fail_on: str) -> bool:
    """Whether any problem is as grave as this, or graver."""
    if fail_on == "never":
        return False
    grave = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    return any(problem.severity in grave for problem in problems)


def _beginnings(given: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in (part.strip().upper() for each in given for part in each.split(",")):
        if word == _ALL:
            found.append("")
        elif word and any(code.value.startswith(word) for code in Code):
            found.append(word)
        elif word:
            known = [code.value for code in Code]
            raise ClaimgraphError(f"no code begins with {shown(word)!r}{suggestion(word, known)}")
    return found


def _longest(code: Code, beginnings: Iterable[str]) -> int:
    """How much of a code the best of these beginnings says; -1 where none fits."""
    return max((len(each) for each in beginnings if code.value.startswith(each)), default=-1)
