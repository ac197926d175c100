"""Markdown as the words a reader sees."""

import pytest

from digest.draft.plain import plain


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Un **mot** et *un* _autre_", "Un mot et un autre"),
        ("[Le Fil](https://example.org/a_b_(c)) dit", "Le Fil dit"),
        ("![vue](images/a.jpg) Rien", " Rien"),
        (r"3 \* 4, snake_case, \[sic\]", "3 * 4, snake_case, [sic]"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("`code` ~~faux~~", "code faux"),
        ("AT&amp;T", "AT&T"),
        ("> Une note", "Une note"),
        (r"2025\. Une année", "2025. Une année"),
    ],
)
def test_signs_go_and_words_stay(markdown, words):
    assert plain(markdown) == words


def test_the_points_of_a_list_are_paragraphs_without_their_numbers():
    told = plain("Voici :\n1. Six grues\n2. Une vigie").split("\n\n")
    assert [one.strip() for one in told] == ["Voici :", "Six grues", "Une vigie"]
