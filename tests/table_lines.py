"""Which lines of a report are lines of its claims table, told without the reader, as ``docs/reports.md`` has it."""

from claimgraph.lexicon import built_in

_WORDS = built_in().words
_SECTION = {word.casefold(): name for name, words in _WORDS["sections"].items() for word in words}
_COLUMN = {word.casefold(): name for name, words in _WORDS["columns"].items() for word in words}
_ROMAN = set("ivxIVX")
_LONGEST = 80
_LAST = "*_:# \t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"


def table_lines(lines: list[str]) -> int:
    """How many lines of claims tables there are."""
    lines = [line.removesuffix("\r") for line in lines]
    return sum(_in_table(lines[start:end]) for start, end in _tables(lines))


def _tables(lines: list[str]) -> list[tuple[int, int]]:
    """Where claims tables lie: below a heading of that name, or from their header on, wherever that stands."""
    found: list[tuple[int, int]] = []
    section, level, start, found_by_header = "front", 0, 0, False
    outer = section

    def close(end: int) -> None:
        if section == "claims":
            found.append((start, end))

    for index, line in enumerate(lines):
        if "\t" in line or line.startswith("|"):
            if section != "claims" and _is_header(line):
                outer, section, start, found_by_header = section, "claims", index, True
            continue
        if not line or len(line) > _LONGEST or line.startswith("-"):
            continue
        if found_by_header and line.strip() and "|" not in line:
            close(index)
            section, start, found_by_header = outer, index, False
        name = _heading(line)
        marks = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
        if name == "other":
            if section == "front" or (section == "claims" and not (index and not lines[index - 1].strip())):
                continue
            if level and marks > level:
                name, marks = section, level
        if name:
            close(index)
            section, level, start, found_by_header = name, marks, index + 1, False
    close(len(lines))
    return found


def _in_table(lines: list[str]) -> int:
    """The lines that are not blank, from the header on, or from the first on if there is none; the headers excepted."""
    parted = [index for index, line in enumerate(lines) if "\t" in line or "|" in line]
    if not parted:
        return 0
    first = parted[0]
    piped, count = "\t" not in lines[first], 0
    for line in lines[first if _is_header(lines[first]) else 0 :]:
        if _is_header(line):
            piped = "\t" not in line
        elif line.strip() and not (piped and _is_rule(line)):
            count += 1
    return count


def _is_header(line: str) -> bool:
    if "\t" not in line and "|" not in line:
        return False
    cells = line.split("\t") if "\t" in line else line.strip().replace("\\|", "/").strip("|").split("|")
    return {"claim", "verified", "confidence"} <= {_COLUMN.get(cell.strip(" *_\r").casefold()) for cell in cells}


def _is_rule(line: str) -> bool:
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    bare = [cell.strip().removeprefix(":").removesuffix(":") for cell in cells]
    return all(cell and set(cell) == {"-"} for cell in bare)


def _heading(line: str) -> str:
    """The section that a line is the heading of, ``other`` for one of no known name, or nothing."""
    bare = line.strip().strip("*_ ")
    marks = len(bare) - len(bare.lstrip("#"))
    words = _unnumbered(bare[min(marks, 6) :].lstrip() if marks else bare).lstrip("*_ ").rstrip(_LAST)
    known = _SECTION.get(words.casefold()) or _SECTION.get(line.strip("#*_ :").casefold())
    return known or ("other" if marks else "")


def _unnumbered(words: str) -> str:
    number, rest = _first(words)
    if number.casefold() == "section":
        number, rest = _first(rest)
    bare = number.rstrip(".):")
    decimal = bool(bare) and all(part.isdecimal() for part in bare.split("."))
    return rest if rest and len(number) - len(bare) <= 1 and (decimal or (bare and set(bare) <= _ROMAN)) else words


def _first(words: str) -> tuple[str, str]:
    number, *rest = words.split(None, 1) or [""]
    return number, rest[0] if rest else ""
