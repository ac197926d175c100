from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.llm.line import one_line, paired, plain_line, running


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
        "Boréal [3], [4] lève",
        "***Boréal*** lève",
        "> - **Boréal lève**",
        "---\nBoréal lève\n---",
        "[Boréal](https://x.example) lève",
    ],
)
def test_signs_of_markdown_and_numbers_of_sources_are_no_words(text: str):
    assert plain_line(text) == "Boréal lève"


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 = 15",
        "snake_case",
        "le n° 12 [sic]",
        "14-Juillet",
        "-5 °C",
        "C# et F#",
        "- 5 % : Apple recule",
        "+ 5 % pour Apple",
        "> 5 % des voix",
        "# 1 mondial",
        "2025. L’année des records",
        "E*Trade et M*A*S*H",
        "*NSYNC revient",
    ],
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


@pytest.mark.parametrize(
    "text",
    ['L’écran de 6,1" arrive', "5'11\" de haut", "Le „Mittelstand“ souffre", "Le “projet“ meurt",
     '"Oui, 6,1"', "« Il dit “non” »"],
)  # fmt: skip
def test_marks_come_in_pairs(text: str):
    assert paired(text)


@pytest.mark.parametrize("text", ["« Oui", "Oui »", "“Oui", '"Oui', "« Oui » et « non", "«Oui «"])
def test_a_mark_without_its_partner_is_seen(text: str):
    assert not paired(text)


@pytest.mark.parametrize(
    "text", ["*a " * 20_000, "**" * 30_000, "[" * 60_000, "- " * 30_000, "_a" * 30_000]
)
def test_a_long_answer_is_read_in_no_time(text: str):
    start = process_time()
    running(text)
    assert process_time() - start < 2


@given(st.text())
def test_any_text_is_told_in_visible_lines(text: str):
    for line in (plain_line(text), *running(text)):
        assert one_line(line) == line
