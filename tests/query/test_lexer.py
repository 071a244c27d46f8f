"""SPARQL text as tokens: nothing lost, nothing left for two engines to differ about."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimgraph.query.errors import at, excerpt
from claimgraph.query.lexer import LexicalError, Token, clean, tokens, unescaped, written

TEXT = st.text(st.sampled_from("<>\"'\\#?$:{}()[].;,_-+*/=!&|^@~%0a1eEuUnSERVICE \t\n\r\u017f\xb7\u203f\U0001f600"))


@given(TEXT)
@example("a.b.:c.d.")
@example("<a> <b <c>")
def test_the_tokens_of_a_text_are_the_text(text: str) -> None:
    found: list[Token] = []
    try:
        found.extend(tokens(text))
    except LexicalError as error:
        text = text[: error.start]
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found] == [len(text[: token.start]) for token in found]


@given(TEXT)
def test_a_clean_text_is_clean_and_leads_back(text: str) -> None:
    try:
        cleaned = clean(list(tokens(text)))
        again = clean(list(tokens(cleaned.text)))
    except LexicalError:
        return
    assert again.text == cleaned.text
    assert "\t" not in cleaned.text
    for token in tokens(cleaned.text):
        assert token.kind != "comment"
        if token.kind not in ("space", "text", "iri"):
            assert text.startswith(token.text, cleaned.origin(token.start))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_written_is_the_string_read(text: str) -> None:
    (token,) = tokens(written(text))

    assert (token.kind, unescaped(token)) == ("text", text)
    assert not set(written(text)) & set("\n\r\t")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<?b", "variable mark variable"),
        ("<a>", "iri"),
        ("ex:a\\'b", "name"),
        ("ex:a.b.", "name mark"),
        ("'a''b'", "text text"),
        ('"""a"b"""', "text"),
        ("# all\rASK", "comment space word"),
        ("1.5e3.", "number mark"),
        ("@en-GB", "language"),
        ("_:a.b", "blank"),
        ("^^xsd:int", "mark name"),
    ],
)
def test_tokens_have_their_kinds(text: str, kinds: str) -> None:
    assert [token.kind for token in tokens(text)] == kinds.split()


@pytest.mark.parametrize(
    ("text", "start"), [("ASK {?s ?p 'a", 11), ("\\u0041", 0), ("a \x00", 2), ("'\\q'", 0), ('"a\nb"', 0)]
)
def test_what_no_query_holds_is_told_with_its_place(text: str, start: int) -> None:
    with pytest.raises(LexicalError) as caught:
        list(tokens(text))

    assert caught.value.start == start


@pytest.mark.parametrize("text", [r"'\uD800'", r"'\U00110000'"])
def test_an_escape_for_no_character_is_an_error(text: str) -> None:
    with pytest.raises(LexicalError, match="is not a character"):
        unescaped(Token("text", text, 0))


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_lines_end_as_they_do_on_any_system(line_end: str) -> None:
    text = f"ASK{line_end}{{ ?s{line_end}?p x }}"

    start = text.index("x")

    assert str(at(text, start)) == "<query>:3:4"
    assert excerpt(text, start) == "  ?p x }\n     ^"


def test_a_long_line_is_shown_around_the_place() -> None:
    text = "?a " * 1000 + "oops" + " ?b" * 1000

    shown = excerpt(text, 3000).split("\n")

    assert len(shown[0]) <= 102
    assert shown[0][len(shown[1]) - 1 :].startswith("oops")
