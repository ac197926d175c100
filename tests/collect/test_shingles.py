"""Which texts are looked at as copies, and how much of them is the same text."""

import random

from hypothesis import given
from hypothesis import strategies as st

from digest.collect.shingles import Shingled


def text(seed: int, length: int) -> list[str]:
    """Words without a meaning, the same for the same seed."""
    chosen = random.Random(seed)  # noqa: S311  # not for secrets
    return [f"mot{chosen.randrange(5000)}" for _ in range(length)]


LATIN = st.characters(codec="latin-1", exclude_characters="\xad")


@given(st.lists(st.text(LATIN, min_size=1), min_size=1), st.integers(0, 9))
def test_a_sign_that_latin_1_lacks_changes_no_word(odd: list[str], seed: int) -> None:
    said = " ".join([*text(seed, 30), *odd])
    assert Shingled([said, f"{said} ‰"]).covered(0, 1) == 1.0


def test_accents_ligatures_and_signs_inside_words_do_not_matter() -> None:
    said = f"Un cœur créé à l’été ½ {' '.join(text(1, 30))}"
    same = said.upper().replace("CŒUR", "CO\xadEUR").replace("É", "E\u0301").replace("’", "'")
    assert Shingled([said, same]).covered(0, 1) == 1.0


@given(st.integers(0, 9999), st.integers(40, 400))
def test_a_text_with_one_word_in_ten_changed_is_looked_at(seed: int, length: int) -> None:
    words = text(seed, length)
    changed = [word if place % 10 else f"autre{place}" for place, word in enumerate(words)]
    texts = Shingled([" ".join(words), " ".join(text(seed + 1, 80)), " ".join(changed)])
    assert list(texts.candidates()) == [(2, [0])]


def test_texts_of_less_than_two_sentences_are_not_looked_at() -> None:
    assert list(Shingled([" ".join(text(1, 20))] * 3).candidates()) == []
    assert list(Shingled([]).candidates()) == []
