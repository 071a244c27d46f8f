"""Each form of output says all of a finding, is valid, and lets no text out of its place.

The official schema of SARIF is not kept here: it comes under the policy of OASIS, not under a licence to pass it on.
``schemas/`` says of the properties used what the standard says; with SARIF_SCHEMA set to the path of a copy of the
official one, every SARIF log made here is held against that too.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker, validate
from jsonschema.validators import validator_for

from claimgraph import files
from claimgraph.checks import check_reports
from claimgraph.checks.lines import Lines
from claimgraph.checks.outputs import OUTPUTS, written
from claimgraph.checks.records import FINDINGS
from claimgraph.checks.view import View
from claimgraph.pipeline import Settings
from claimgraph.problems import Code, Problem, Where
from tests.conftest import ROOT

SUBSET = Path(__file__).parent / "schemas" / "sarif-2.1.0-subset.json"
HOSTILE = "a\x1b[2Jb\r\n::error::c,d:e%\u202e\u2028</script>"
ANY = st.text(st.characters(codec=None), max_size=40)
PLACES = st.builds(Where, ANY, st.integers(0, 9), st.integers(0, 99), st.integers(0, 99))
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(Code),
    PLACES,
    ANY,
    ANY,
    st.lists(st.tuples(PLACES, ANY), max_size=5).map(tuple),
)


def shown(problems: Sequence[Problem], form: str, lines: Lines | None = None) -> str:
    return "".join(written(problems, form, View(lines or Lines())))


def of_seeds(form: str) -> str:
    folder = os.path.relpath(ROOT / "seeds")
    checked = check_reports(files.find([folder]), Settings())
    return shown(checked.ordered(), form, checked.lines)


VALID_SARIF = Draft7Validator(json.loads(SUBSET.read_bytes()), format_checker=FormatChecker())
OFFICIAL = [json.loads(Path(copy).read_bytes()) for copy in [os.environ.get("SARIF_SCHEMA")] if copy]
VALID_OFFICIAL = [validator_for(schema)(schema, format_checker=FormatChecker()) for schema in OFFICIAL]


def sarif(text: str) -> Any:
    log = json.loads(text)
    for schema in (VALID_SARIF, *VALID_OFFICIAL):
        schema.validate(log)
    return log["runs"][0]


def test_the_full_form_shows_both_lines_of_a_conflict_with_the_number_underlined() -> None:
    assert of_seeds("full").startswith(
        """\
CG301 error: reports differ on result 7 of vocabulary augmentation: 92.43 ± 0.16
  or 94.43 ± 0.16
  --> seeds/000_cae18ebe6211da7d.txt:46:121
   |
46 | …, 68.93 $\\pm$ 3.30, 95.43 $\\pm$ 0.22, 92.43 $\\pm$ 0.16, and 64.23  ✓  0.5…
   |                                        ^^^^^^^^^^^^^^^^
  ::: seeds/001_513df4258c00f08c.txt:50:121
   |
50 | …, 68.93 $\\pm$ 3.30, 95.43 $\\pm$ 0.22, 94.43 $\\pm$ 0.16, 64.23 $\\pm$ 3.  ✓…
   |                                        ---------------- 94.43 ± 0.16 here
   = hint: """
    )


def test_no_line_of_the_full_form_is_wider_than_the_page() -> None:
    assert [line for line in of_seeds("full").split("\n") if len(line) > 80] == []


def test_the_concise_form_is_one_line_each() -> None:
    lines = of_seeds("concise").rstrip("\n").split("\n")

    assert len(lines) == 14
    assert lines[0].startswith("seeds/000_cae18ebe6211da7d.txt:46:121: CG301 reports differ on result 7")


def test_the_json_form_has_a_published_schema() -> None:
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_bytes())

    assert schema == FINDINGS.json_schema(mode="serialization")
    validate(json.loads(of_seeds("json")), schema)


def test_the_json_form_has_every_place() -> None:
    conflict = json.loads(of_seeds("json"))[0]

    assert (conflict["code"], conflict["severity"]) == ("CG301", "error")
    assert conflict["where"] == {
        "path": "seeds/000_cae18ebe6211da7d.txt",
        "line": 46,
        "column": 121,
        "end_column": 137,
    }
    assert [place["path"][:9] for place in conflict["related"]] == ["seeds/001"]


def test_the_sarif_form_is_valid_and_names_its_rules() -> None:
    run = sarif(of_seeds("sarif"))

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CG205", "CG301", "CG302", "CG303", "CG304"]
    assert len(run["results"]) == 14
    first = run["results"][0]
    assert first["ruleId"] == run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "CG301"
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 50


def test_our_part_of_the_sarif_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(VALID_SARIF.schema)


def test_the_github_form_is_one_command_a_line() -> None:
    lines = of_seeds("github").rstrip("\n").split("\n")

    assert lines[0].startswith(
        "::error file=seeds/000_cae18ebe6211da7d.txt,line=46,col=121,endColumn=136,title=CG301 conflict::reports differ"
    )
    assert "%0Aseeds/001_513df4258c00f08c.txt%3A50" not in lines[0]
    assert {line.partition(" ")[0] for line in lines} == {"::error", "::warning", "::notice"}


@pytest.mark.parametrize("form", OUTPUTS)
def test_hostile_text_stays_in_its_place(form: str) -> None:
    where = Where(HOSTILE, 1, 1)
    text = shown([Problem(Code.CONFLICT, where, HOSTILE, "", ((where, HOSTILE),))], form)

    assert "\x1b" not in text
    assert "\r" not in text
    assert "\u202e" not in text
    assert not any(line.startswith("::error::") for line in text.split("\n"))


@pytest.mark.parametrize("form", OUTPUTS)
@given(problems=st.lists(PROBLEMS, max_size=4))
def test_any_findings_can_be_shown(form: str, problems: list[Problem]) -> None:
    text = shown(problems, form)

    if form == "json":
        assert len(json.loads(text)) == len(problems)
    elif form == "sarif":
        assert len(sarif(text)["results"]) == len(problems)
    elif form != "full":
        assert text.count("\n") == len(problems)
    text.encode("utf-8", "strict")


def test_more_places_than_fit_are_named_without_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\n" * 5)
    lines = Lines()
    lines.know(files.File(str(path), "a.txt", True), b"")
    places = tuple((Where(str(path), line, 1), f"place {line}") for line in range(2, 8))

    text = shown([Problem(Code.CONFLICT, Where(str(path), 1, 1), "…", "", places)], "full", lines)

    assert text.count(" | ") == 2 * 4
    assert "a.txt:7:1  place 7" in text
