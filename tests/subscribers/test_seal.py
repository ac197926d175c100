from hypothesis import given
from hypothesis import strategies as st

from digest.subscribers.seal import Seal

ONE, OTHER = Seal(b"1" * 32), Seal(b"2" * 32)
PERSON = "00112233445566778899aabbccddeeff"


def test_a_token_opens_to_the_person_it_was_made_for():
    assert ONE.opened("unsubscribe", ONE.token("unsubscribe", PERSON)) == PERSON


def test_a_token_survives_a_program_that_folds_case():
    assert ONE.opened("unsubscribe", ONE.token("unsubscribe", PERSON).upper()) == PERSON


def test_a_token_is_worth_nothing_for_another_purpose():
    assert ONE.opened("confirm", ONE.token("unsubscribe", PERSON)) is None


def test_a_token_of_another_key_is_refused():
    assert ONE.opened("unsubscribe", OTHER.token("unsubscribe", PERSON)) is None


@given(st.text())
def test_no_text_opens_by_chance(text: str):
    assert ONE.opened("unsubscribe", text) is None


@given(st.integers(0, 51), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_changed_token_is_refused(place: int, letter: str):
    token = ONE.token("unsubscribe", PERSON)
    forged = token[:place] + letter + token[place + 1 :]
    assert ONE.opened("unsubscribe", forged) == (PERSON if forged == token else None) or (
        # The last letter carries three bits that say nothing.
        place == 51
    )


def test_the_key_is_not_shown():
    assert "1111" not in repr(ONE)
