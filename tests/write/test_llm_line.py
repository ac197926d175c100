import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.llm.line import one_line, plain_line, running


@given(st.text())
def test_plain_text_is_one_visible_line(text: str):
    shown = one_line(text)
    assert "\n" not in shown
    assert all(char.isprintable() or char in "\u00a0\u202f" for char in shown)
    assert one_line(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "**Boréal** lève",
        "__Boréal__ lève",
        "*Boréal lève*",
        "# Boréal lève",
        "> Boréal lève",
        "- Boréal lève",
        "• Boréal lève",
        "1. Boréal lève",
        "`Boréal` lève",
        "\u200b- Boréal\nlève",
        "Boréal lève [1]",
        "Boréal [1, 4] lève",
        "Boréal[12] lève",
        "[Boréal](https://x.example) lève",
    ],
)
def test_signs_of_markdown_and_numbers_of_sources_are_no_words(text: str):
    assert plain_line(text) == "Boréal lève"


@pytest.mark.parametrize(
    "text", ["5 * 3 = 15", "snake_case", "le n° 12 [sic]", "14-Juillet", "-5 °C", "C# et F#"]
)
def test_words_stay(text: str):
    assert plain_line(text) == text


@pytest.mark.parametrize("text", ["", "…", "•", "---", "*", "**", "[1]", "«»", "```"])
def test_what_has_neither_letter_nor_figure_is_no_sentence(text: str):
    assert running(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Boréal lève 2,5 M€. Narvik attend. [3]", ("Boréal lève 2,5 M€.", "Narvik attend.")),
        ("Boréal lève", ("Boréal lève.",)),
        ("Boréal lève :", ("Boréal lève.",)),
        ("- Boréal lève\n- Narvik attend", ("Boréal lève.", "Narvik attend.")),
        ("Il dit : « Boréal lève. »", ("Il dit : « Boréal lève. »",)),
        ("Il dit « non »", ("Il dit « non ».",)),
        ("Et après ?", ("Et après ?",)),
        ("« Il part. Elle reste », dit-on. Bon.", ("« Il part. Elle reste », dit-on.", "Bon.")),
        ("M. Dupont attend", ("M. Dupont attend.",)),
    ],
)
def test_running_text_is_told_sentence_by_sentence(text: str, told: tuple[str, ...]):
    assert running(text) == told


@given(st.text())
def test_any_text_is_told_in_visible_lines(text: str):
    for line in (plain_line(text), *running(text)):
        assert one_line(line) == line
