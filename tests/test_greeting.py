import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.greeting import called, split, unaddressed


@pytest.mark.parametrize(
    ("name", "first", "whole"),
    [
        ("Marie", "Marie", "Marie"),
        ("Marie Curie", "Marie", "Marie Curie"),
        ("DUPONT Marie", "Marie", "Dupont Marie"),
        ("MARIE-CLAUDE", "Marie-Claude", "Marie-Claude"),
        ("Jean-Noël  O’Brien", "Jean-Noël", "Jean-Noël O’Brien"),
        ("Dr. Weber", "", "Dr. Weber"),
        ("李 明", "李", "李 明"),
        ("", "", ""),
    ],
)
def test_people_are_called_by_their_name(name: str, first: str, whole: str):
    assert (called("first_name", name), called("name", name)) == (first, whole)


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example",
        "evil.example",
        "anna@example.org",
        "<b>Anna</b>",
        "{first_name|x}",
        "Gagnez 1000 euros",
        "Anna\r\nBcc: x@y.example",
        "Achetez nos montres en or maintenant",
        "A" * 41,
        "$$$",
    ],
)
def test_what_is_no_name_is_never_put_in(name: str):
    assert called("name", name) == ""


@given(st.text())
def test_no_name_brings_signs_with_a_meaning(name: str):
    assert not re.search(r"[<>&\"{}|@:/\r\n\d]", called("name", name))


def test_a_token_is_cut_out_with_its_fallback():
    text = "Bonjour {first_name|cher\nlecteur}, à {name|vous}."
    assert list(split(text)) == [
        ("Bonjour ", ("first_name", "cher lecteur")),
        (", à ", ("name", "vous")),
        (".", None),
    ]


@pytest.mark.parametrize(
    "text", ["{first_name}", "{prenom|x}", "{first_name|}", "{name|<b>}", "a|b"]
)
def test_what_is_no_token_stays_as_it_is(text: str):
    assert unaddressed(text) == text


def test_for_nobody_in_particular_the_fallback_stands():
    assert unaddressed("Bonjour {first_name|cher lecteur}.") == "Bonjour cher lecteur."
