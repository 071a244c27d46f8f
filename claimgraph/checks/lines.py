"""The lines that findings point at, fetched when they are shown: from a file that was read, or a graph's quotes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from claimgraph import files
from claimgraph.problems import Problem, Where
from claimgraph.readers.text import Text, decode

_KEPT = 32


class Lines:
    """Lines of the files that a check has read. Only these are ever opened again; a few are kept at hand."""

    def __init__(self, largest: int = files.LARGEST) -> None:
        self._largest = largest
        self._known: dict[str, files.File] = {}
        self._held: dict[str, bytes] = {}
        self._texts: OrderedDict[str, list[str]] = OrderedDict()
        self._quotes: dict[tuple[str, int], str] = {}

    def know(self, file: files.File, data: bytes) -> None:
        """Allow a file to be read again; what came over standard input is kept."""
        self._known[file.path] = file
        if file.path == files.STDIN:
            self._held[file.path] = data

    def quote(self, quotes: Mapping[tuple[str, int], str]) -> None:
        """Add lines that a graph quotes, by the name of their source and their number."""
        self._quotes.update(quotes)

    def of(self, path: str) -> list[str]:
        """The lines of a file; none where it was not read, or cannot be any more."""
        if path in self._texts:
            self._texts.move_to_end(path)
            return self._texts[path]
        lines = self._read(path)
        self._texts[path] = lines
        if len(self._texts) > _KEPT:
            self._texts.popitem(last=False)
        return lines

    def line(self, where: Where) -> str:
        """The line of a place, or nothing."""
        lines = self.of(where.path)
        if 0 < where.line <= len(lines):
            return lines[where.line - 1]
        return self._quotes.get((where.path, where.line), "")

    def find(self, path: str, starts: Iterable[str]) -> Where:
        """The place of the first of these words that the file holds; the whole file where it holds none."""
        lines = self.of(path)
        for words in starts:
            for index, line in enumerate(lines):
                column = line.find(words) if words else -1
                if column >= 0:
                    return Where(path, index + 1, column + 1, column + 1 + len(words))
        return Where(path)

    def _read(self, path: str) -> list[str]:
        if path in self._held:
            data: bytes | Problem = self._held[path]
        elif path in self._known:
            data = files.read(self._known[path], self._largest)
        else:
            return []
        text = data if isinstance(data, Problem) else decode(data, path)
        return text.lines if isinstance(text, Text) else []
