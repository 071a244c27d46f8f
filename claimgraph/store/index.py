"""The claim index's half of a store: rows go into tables as they come; what needs all of them is done at the end."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimgraph.graphfiles import STORE_VERSION
from claimgraph.store.tables import KINDS, TABLES, Piece

TRIGRAMS = "tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0, detail = none"
_HERE = Path(__file__).parent
_ENOUGH = 2_000
_CACHE_KIB = 16 * 1024
_PAIRS = "SELECT {} FROM relation WHERE term IN ('variantOf', 'contradicts')"
_ONE_WAY = f"{_PAIRS.format('subject, object')} EXCEPT {_PAIRS.format('object, subject')} LIMIT 1"
_IN_ORDER = f"{_PAIRS.format('DISTINCT subject, object')} ORDER BY 1, 2"
_COUNTS = {
    "reports": "SELECT COUNT(*) FROM report",
    "claims": "SELECT COUNT(*) FROM claim",
    "rows": "SELECT COUNT(*) FROM row",
    "links": "SELECT COUNT(*) FROM link",
}
_INSERTS = {
    table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - the names are our own
    for table, columns in TABLES.items()
}


class _Numbers(dict[str, int]):
    """Numbers for the names of concepts, in the order in which they come."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


class IndexWriter:
    """Writes a new claim index."""

    def __init__(self, path: Path) -> None:
        self._stage = path.with_name(f"{path.name}.stage")
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # Nobody reads the file before it is whole and on the disk, so there is nothing to roll back to.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}", "secure_delete = OFF"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute("ATTACH ? AS stage", (str(self._stage),))
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            self._database.execute(f"PRAGMA stage.{pragma}")
        self._database.execute("BEGIN")
        self._script("schema.sql")
        self._first = dict.fromkeys(KINDS, 0)
        self._concepts = _Numbers()
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._totals: dict[str, int] = defaultdict(int)
        self._shared: set[tuple[str, str]] = set()
        self.plain = True

    def take(self, piece: Piece) -> None:
        """Take the next piece; its numbers go on where those of the last ended."""
        for table, rows in piece.tables.items():
            if rows:
                waiting = self._waiting[table]
                waiting += self._moved(table, rows)
                if len(waiting) > _ENOUGH:
                    self._insert(table)
        for kind, count in piece.counts.items():
            self._first[kind] += count
        for kind, count in piece.types.items():
            self._totals[kind] += count
        for name, kind in piece.shared_types:
            if (name, kind) not in self._shared:
                self._shared.add((name, kind))
                self._totals[kind] += 1
        self.plain &= piece.plain

    def finish(self) -> dict[str, int]:
        """Do what needs everything, and close the file; how many of each thing there are."""
        for table in TABLES:
            self._insert(table)
        write = self._database
        concepts = ((number, name.partition(":")[2]) for name, number in self._concepts.items())
        write.executemany("INSERT INTO concept VALUES (?, ?)", concepts)
        write.executemany("INSERT INTO total VALUES (?, ?)", sorted(self._totals.items()))
        self._late()
        self._script("finish.sql")
        self._families()
        self._words()
        write.executemany("INSERT INTO fact VALUES (?, ?)", (("plain", str(int(self.plain))),))
        write.execute(f"PRAGMA user_version = {STORE_VERSION}")
        write.execute("ANALYZE main")
        write.execute("COMMIT")
        counts = {plural: write.execute(count).fetchone()[0] for plural, count in _COUNTS.items()}
        self.close()
        return counts

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
        self._stage.unlink(missing_ok=True)

    def _moved(self, table: str, rows: list[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
        """Rows with the piece's own numbers moved on, column by column."""
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for index, kind in enumerate(TABLES[table]):
            if kind == "concept":
                numbers = self._concepts
                columns[index] = [numbers[name] for name in columns[index]]
            elif kind and (first := self._first[kind]):
                columns[index] = [None if number is None else number + first for number in columns[index]]
        return zip(*columns, strict=True)

    def _insert(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            self._database.executemany(_INSERTS[table], rows)
            rows.clear()

    def _script(self, name: str) -> None:
        for statement in (_HERE / name).read_text("utf-8").split(";\n"):
            self._database.execute(statement)

    def _late(self) -> None:
        """Links and relations that a person made between claims of any piece: their names become numbers."""
        read = self._database.execute
        relations = read("SELECT * FROM late_relation").fetchall()
        links = read("SELECT * FROM late_link").fetchall()
        if not relations and not links:
            return
        names = {name for _, *ends in relations for name in ends} | {name for _, _, *ends in links for name in ends[:2]}
        found = {name: number for number, name in read("SELECT id, name FROM claim") if name in names}
        for term, *ends in relations:
            if found.keys() >= set(ends):
                read("INSERT INTO relation VALUES (?, ?, ?)", (term, *(found[end] for end in ends)))
        for name, relation, one, other, *rest in links:
            if found.keys() >= {one, other}:
                ends = (found[one], found[other])
                read("INSERT INTO link VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", (name, relation, *ends, *rest))

    def _families(self) -> None:
        """Claims joined by rewordings and conflicts, over any number of steps."""
        self.plain &= self._database.execute(_ONE_WAY).fetchone() is None
        head: dict[int, int] = {}

        def top(claim: int) -> int:
            while (above := head.setdefault(claim, claim)) != claim:
                head[claim] = head[above]
                claim = head[claim]
            return claim

        for one, other in self._database.execute(_IN_ORDER):
            head[top(other)] = top(one)
        self._database.executemany("INSERT INTO member VALUES (?, ?)", ((claim, top(claim)) for claim in sorted(head)))
        self._script("families.sql")

    def _words(self) -> None:
        """The index of every three characters of every text, in lower case."""
        try:
            self._database.execute(f"CREATE VIRTUAL TABLE words USING fts5 (text, {TRIGRAMS})")
        except sqlite3.OperationalError:
            return  # this Python's SQLite has no such index: searching reads all texts
        texts = self._database.cursor().execute("SELECT id, text FROM wording ORDER BY id")
        lowered = ((number, text.lower()) for number, text in texts)
        self._database.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", lowered)
        self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, words, row)")
        self._database.execute("INSERT INTO trigram SELECT term, doc FROM vocabulary")
