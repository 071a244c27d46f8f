"""A mapping engine for tables: CSV files and an RML mapping, made from the same tables, run by morph-kgc.

python -m benchmarks.morph_kgc FOLDER OUT.nt
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

import morph_kgc

from benchmarks.plain import IRI, TABLES, TEXT, XSD, rows

_HEAD = (
    "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
    "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
)


def mapping(folder: Path) -> str:
    """The mapping of every table."""
    parts = [_HEAD]
    for name, table in TABLES.items():
        types = "".join(f" ; rr:class <{kind}>" for kind in table.types)
        parts.append(
            f'<#{name}> rml:logicalSource [ rml:source "{folder / name}.csv" ; rml:referenceFormulation ql:CSV ] ;\n'
            f'  rr:subjectMap [ rml:reference "c0" ; rr:termType rr:IRI{types} ]'
        )
        for rank, (predicate, kind) in enumerate(table.columns, 1):
            sort = "rr:termType rr:IRI" if kind == IRI else "rr:termType rr:Literal"
            typed = "" if kind in (IRI, TEXT) else f" ; rr:datatype <{XSD}{kind}>"
            parts.append(
                f" ;\n  rr:predicateObjectMap [ rr:predicate <{predicate}> ; "
                f'rr:objectMap [ rml:reference "c{rank}" ; {sort}{typed} ] ]'
            )
        parts.append(" .\n")
    return "".join(parts)


def main() -> None:
    """Write the tables and their mapping, and have it run; one triple a line."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, held in rows(Path(sys.argv[1])).items():
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
                writer = csv.writer(stream)
                writer.writerow([f"c{rank}" for rank in range(len(TABLES[name].columns) + 1)])
                writer.writerows(held)
        (folder / "mapping.ttl").write_text(mapping(folder))
        settings = f"[CONFIGURATION]\nlogging_level: ERROR\n[all]\nmappings: {folder / 'mapping.ttl'}\n"
        with open(sys.argv[2], "w", encoding="utf-8") as stream:
            stream.writelines(f"{triple} .\n" for triple in morph_kgc.materialize_set(settings))


if __name__ == "__main__":
    main()
