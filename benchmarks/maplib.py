"""A mapping engine for data frames: the same tables as polars frames, expanded by maplib's templates.

python -m benchmarks.maplib FOLDER OUT.nt

Decimals go in as doubles: frames of text cannot be given a numeric type, and maplib has no decimals of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import maplib
import polars

from benchmarks.plain import DECIMAL, INTEGER, IRI, TABLES, TEXT, Table, rows

_FRAME = {INTEGER: polars.Int64, DECIMAL: polars.Float64, "boolean": polars.Boolean}
_TERM = {IRI: "ottr:IRI", TEXT: "xsd:string", INTEGER: "xsd:integer", DECIMAL: "xsd:double", "boolean": "xsd:boolean"}


def template(name: str, table: Table) -> str:
    """A table's template in stOTTR."""
    kinds = [IRI, *(column.kind for column in table.columns)]
    given = ", ".join(f"{_TERM[kind]} ?c{rank}" for rank, kind in enumerate(kinds))
    said = [f"ottr:Triple(?c0, a, <{kind}>)" for kind in table.types]
    said += (f"ottr:Triple(?c0, <{column.predicate}>, ?c{rank})" for rank, column in enumerate(table.columns, 1))
    return f"t:{name} [ {given} ] :: {{ {' , '.join(said)} }} .\n"


def frame(table: Table, held: list[tuple[str, ...]]) -> polars.DataFrame:
    """A table as a frame of typed columns."""
    columns = [list(column) for column in zip(*held, strict=True)]
    made = {}
    for rank, values in enumerate(columns):
        kind = table.columns[rank - 1].kind if rank else IRI
        series = polars.Series(values)
        made[f"c{rank}"] = series == "true" if kind == "boolean" else series.cast(_FRAME.get(kind, polars.String))
    return polars.DataFrame(made)


def main() -> None:
    """Expand every table and write; one triple a line."""
    model = maplib.Model()
    head = "@prefix t: <https://example.org/template/> . @prefix ottr: <http://ns.ottr.xyz/0.4/> .\n"
    head += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    model.add_template(head + "".join(template(name, table) for name, table in TABLES.items()))
    for name, held in rows(Path(sys.argv[1])).items():
        model.map(f"https://example.org/template/{name}", frame(TABLES[name], held), validate_iris=False)
    model.write(sys.argv[2], format="ntriples")


if __name__ == "__main__":
    main()
