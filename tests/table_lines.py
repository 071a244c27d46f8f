"""Which lines of a report are lines of its claims table, told without the reader, as ``docs/reports.md`` has it."""

from claimgraph.lexicon import built_in

_WORDS = built_in().words
_SECTION = {word.casefold(): name for name, words in _WORDS["sections"].items() for word in words}
_COLUMN = {word.casefold(): name for name, words in _WORDS["columns"].items() for word in words}
_ROMAN = set("ivxIVX")
_LONGEST = 80
_LAST = "*_:# \t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029"


def table_lines(lines: list[str]) -> int:
    """How many lines of the claims tables there are: all that are not blank, between header and next heading."""
    lines = [line.removesuffix("\r") for line in lines]
    count = 0
    section, start = "front", 0
    for index, line in [*enumerate(lines), (len(lines), None)]:
        after_blank = index > 0 and not lines[index - 1].strip()
        opened = "end" if line is None else _heading(line, section, after_blank)
        if opened:
            if section == "claims":
                count += _in_section(lines[start:index])
            section, start = opened, index + 1
    return count


def _in_section(lines: list[str]) -> int:
    piped, first = False, 0
    for index, line in enumerate(lines):
        if "\t" in line or "|" in line:
            piped = "\t" not in line
            first = index + 1 if _is_header(line, piped) else 0
            break
    body = [line for line in lines[first:] if line.strip()]
    return sum(not (piped and _is_rule(line)) for line in body)


def _is_header(line: str, piped: bool) -> bool:
    cells = line.strip().replace("\\|", "/").strip("|").split("|") if piped else line.split("\t")
    return {"claim", "verified", "confidence"} <= {_COLUMN.get(cell.strip(" *_").casefold()) for cell in cells}


def _is_rule(line: str) -> bool:
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(len(bare) >= 2 and set(bare) == {"-"} for bare in (_without_colons(cell.strip()) for cell in cells))


def _without_colons(cell: str) -> str:
    return cell.removeprefix(":").removesuffix(":")


def _heading(line: str, section: str, after_blank: bool) -> str:
    """The section that a line opens, or nothing."""
    if not line or len(line) > _LONGEST or "\t" in line or line[0] in "|-":
        return ""
    bare = line.strip().strip("*_ ")
    marks = len(bare) - len(bare.lstrip("#"))
    words = bare[min(marks, 6) :].strip()
    bare_words = _unnumbered(words).lstrip("*_ ").rstrip(_LAST)
    known = _SECTION.get(bare_words.casefold()) or _SECTION.get(line.strip("#*_ :").casefold())
    if known:
        return known
    if not marks or section == "front" or (section == "claims" and not after_blank):
        return ""
    return "other"


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
