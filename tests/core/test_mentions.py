"""What texts name, and the numbers they give."""

from decimal import Decimal

import pytest

from claimgraph.lexicon import built_in, extended
from claimgraph.mentions import Reading, reader

READ = reader(built_in()).read


def named(reading: Reading) -> dict[str, tuple[str, str]]:
    return {mention.label: (mention.kind, mention.found_by) for mention in reading.mentions}


def test_the_lexicon_knows_a_thing_by_all_its_names() -> None:
    assert named(READ("VA and Vocabulary augmentation help mBERT.")) == {
        "vocabulary augmentation": ("method", ""),
        "mBERT": ("method", ""),
    }


def test_the_longest_name_wins_and_a_part_of_a_word_is_none() -> None:
    assert named(READ("XQuAD-R is harder.")) == {"XQuAD-R": ("benchmark", "")}
    assert named(READ("The VAT rose; Evaluations differ.")) == {}


def test_the_kind_belongs_to_the_thing_not_to_the_mention() -> None:
    assert named(READ("results on the XLM-R benchmark"))["XLM-R"] == ("method", "")


@pytest.mark.parametrize(
    ("text", "label", "kind", "pattern"),
    [
        ("FASTT achieves 84.26 ± 0.86 performance.", "FASTT", "method", "X achieves …"),
        ("Baco reaches 12.5 F1 on XKABE.", "XKABE", "benchmark", "… on X"),
        ("Models are evaluated on the FooBar benchmark.", "FooBar", "benchmark", "the X benchmark"),
        ("We use benchmarks such as FooBench or BarQA.", "BarQA", "benchmark", "benchmarks such as X"),
        ("ResNet50 outperforms VGG16 on accuracy.", "VGG16", "method", "X outperforms Y"),
    ],
)
def test_a_pattern_finds_what_no_lexicon_lists_and_says_so(text: str, label: str, kind: str, pattern: str) -> None:
    assert named(READ(text))[label] == (kind, pattern)


@pytest.mark.parametrize(
    "text",
    ["The approach achieves 3 wins.", "It obtains results.", "Results achieves much.", "Training reaches the goal."],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert named(READ(text)) == {}


def test_values_and_spreads_are_read_in_order() -> None:
    reading = READ("VA achieves 95.28 ± 0.51, 97.15 ± 0.04, and 93.28 ± 0.19 performance.")

    assert [(number.position, number.value, number.spread) for number in reading.numbers] == [
        (1, Decimal("95.28"), Decimal("0.51")),
        (2, Decimal("97.15"), Decimal("0.04")),
        (3, Decimal("93.28"), Decimal("0.19")),
    ]
    assert reading.method == "concept:vocabulary-augmentation"


def test_what_a_result_was_obtained_on_and_in_is_stated_where_it_is_plain() -> None:
    reading = READ("BERT achieves an accuracy of 93.2% on SQuAD.")

    assert [number.printed for number in reading.numbers] == ["93.2%"]
    assert (reading.method, reading.benchmark, reading.metric) == ("concept:bert", "concept:squad", "concept:accuracy")


def test_with_two_benchmarks_nothing_says_which_a_number_belongs_to() -> None:
    assert READ("BERT achieves 93.2 and 88.1 on SQuAD and GLUE.").benchmark is None


@pytest.mark.parametrize(
    "text", ["The set has 110 settings in 11 languages.", "VA outperforms BERT by 3.2 points.", "In 2019, BERT came."]
)
def test_a_number_that_is_no_result_is_none(text: str) -> None:
    assert READ(text).numbers == ()


LONG = "VA achieves " + "92.43 ± 0.16, " * 7 + "and "


@pytest.mark.parametrize(
    ("end", "printed", "value"),
    [
        ("61.", "61.", None),
        ("59.1", "59.1", None),
        ("61.85 ±", "61.85 ±", "61.85"),
        ("64.23 ± 3.", "64.23 ± 3.", "64.23"),
    ],
)
def test_a_number_at_the_cut_is_never_offered_as_whole(end: str, printed: str, value: str | None) -> None:
    text = (
        (LONG + end).rjust(119, "x")
        if len(LONG + end) >= 119
        else "x" * (119 - len(LONG + end) - 2) + "; " + LONG + end
    )
    last = READ(text).numbers[-1]

    assert (last.printed, last.cut, last.spread) == (printed, True, None)
    assert last.value == (Decimal(value) if value else None)


def test_the_same_number_in_a_text_that_is_not_cut_is_whole() -> None:
    assert READ("VA achieves 92.43 ± 0.16 and 61.").numbers[-1].value == Decimal(61)


@pytest.mark.parametrize(
    ("printed", "value"), [("1,234.5 ± 2", "1234.5"), ("95,74 ± 0,44", "95.74"), ("-0.3 ± 0.1", "-0.3")]
)
def test_numbers_in_other_spellings(printed: str, value: str) -> None:
    assert READ(f"The mean was {printed} overall.").numbers[0].value == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    [
        "1.5x", "2.5M", "1.3e-5", "67.0-70.1", "95.5th", "1.234,5", "1,20,000", "5.3±0.2x", "5.1e-3 ± 2.5e-4", "10:30",
        "2.5 × 10^-3", "(2.51 ± 0.59) × 10⁻³", "1/3", "3.1.4", "1.2 million",
    ],
)  # fmt: skip
def test_a_part_of_a_longer_number_is_never_taken_for_a_number(printed: str) -> None:
    assert READ(f"Pruning achieves {printed} overall.").numbers == ()


@pytest.mark.parametrize(
    "text",
    [
        "The VA health system cut its costs.",
        "RAG deficiency is rare.",
        "MAP was 65 mmHg.",
        "Precision medicine helps.",
        "Paris reached 1200 visitors.",
        "IL-6 reached 40 pg/mL.",
        "Congress records 3 votes.",
    ],
)
def test_what_is_no_method_elsewhere_is_none_here(text: str) -> None:
    assert named(READ(text)) == {}


def test_an_acronym_counts_as_the_subject_of_a_result() -> None:
    assert named(READ("VA achieves 91.2 ± 0.3.")) == {"vocabulary augmentation": ("method", "")}
    assert READ("VA achieves 91.2 ± 0.3.").method == "concept:vocabulary-augmentation"


def test_a_user_s_lexicon_adds_things_and_corrects_kinds() -> None:
    words = (
        b'[concepts.statins]\nkind = "method"\nlabel = "statins"\n[concepts.bert]\nkind = "benchmark"\nlabel = "BERT"\n'
    )
    read = reader(extended([("my.toml", words)])).read

    assert named(read("Statins beat BERT.")) == {"statins": ("method", ""), "BERT": ("benchmark", "")}


@pytest.mark.parametrize(
    "text",
    [
        "outperforms " + "A.a" * 30_000,
        "benchmark " + "A, " * 30_000,
        "Pruning achieves " + "1.5 ± 0.1, " * 9_000,
        "evaluated on " + "a-" * 45_000,
        "Pruning achieves " + "9" * 90_000 + "x",
    ],
    ids=["one long word", "a long list", "many numbers", "many parts", "one long number"],
)
def test_no_text_takes_longer_than_its_length_asks_for(text: str) -> None:
    assert isinstance(READ(text), Reading)
