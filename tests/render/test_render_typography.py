"""Spaces are shown as ~ (no-break) and ^ (narrow no-break), as nobody can see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.typography import typeset, typeset_runs


def shown(text):
    return text.replace("\u00a0", "~").replace("\u202f", "^")


FRENCH = [
    ("Vraiment ? Oui ! Non ; soit", "Vraiment^? Oui^! Non^; soit"),
    ("Quoi ?! Ah !!", "Quoi^?! Ah^!!"),
    ("Voilà : rien", "Voilà~: rien"),
    ("dit-il :", "dit-il~:"),
    ("Climat: le dégel de 2025: « Rien »: non", "Climat~: le dégel de 2025~: «~Rien~»~: non"),
    ("Lui, alors:", "Lui, alors~:"),
    ("« Le titre »", "«~Le titre~»"),
    ("« « Dedans » », dit-il", "«~«~Dedans~»~», dit-il"),
    ("un total de 1 000 000 de lecteurs", "un total de 1^000^000 de lecteurs"),
    ("400 000 à 500 000 GPU", "400^000 à 500^000 GPU"),
    ("12 345,67 €", "12^345,67~€"),
    ("en 2025 300 lecteurs", "en 2025 300 lecteurs"),
    ("en 2025, 300 lecteurs", "en 2025, 300 lecteurs"),
    ("29 % des GPU", "29~% des GPU"),
    ("8 GW et 200 MW, 3,5 TWh", "8~GW et 200~MW, 3,5~TWh"),
    ("1,2 Md$ et 300 M€", "1,2~Md$ et 300~M€"),
    ("1,5 milliard $", "1,5~milliard~$"),
    ("100 milliards de dollars", "100~milliards de dollars"),
    ("à 16 h 15 ou 16h 15", "à 16~h~15 ou 16h~15"),
    ("n° 12, p. 34, pp. 3-4", "n°~12, p.~34, pp.~3-4"),
    ("le 2 octobre, le 1er mai et en octobre", "le 2~octobre, le 1er~mai et en octobre"),
    ("M. Dupont et Mme Élise", "M.~Dupont et Mme~Élise"),
    ("le plan M. un", "le plan M. un"),
    ("l'IA d'« hier » aujourd'hui", "l’IA d’«~hier~» aujourd’hui"),
    ("Attendre... encore", "Attendre… encore"),
    ("oui - ou presque - non", "oui – ou presque – non"),
    ("oui -- non", "oui – non"),
    ("un tiret-court, 2024-2027", "un tiret-court, 2024-2027"),
    ("deux  espaces\net une ligne", "deux espaces et une ligne"),
    # What survives: a space is invented before a colon only, and what is not prose is left alone.
    ("Yahoo! à 10:30", "Yahoo! à 10:30"),
    ("std::vector, s:x et 3:0", "std::vector, s:x et 3:0"),
    ("https://a.example/?q='x'...y", "https://a.example/?q='x'...y"),
    ("voir https://a.example/l'heure !", "voir https://a.example/l'heure^!"),
    ("digest build --dry-run", "digest build --dry-run"),
    ("un angle de 5'30", "un angle de 5'30"),
]

ENGLISH = [
    ('"Hello," she said', "“Hello,” she said"),
    ('("quoted")', "(“quoted”)"),
    ("it's the dogs' bowl", "it’s the dogs’ bowl"),
    ("'single' and '90s", "‘single’ and ’90s"),
    ("yes - or no", "yes – or no"),
    ("wait...", "wait…"),
    ("Really ? 5 %", "Really ? 5 %"),
    ("http://a.example/'x'", "http://a.example/'x'"),
]


@pytest.mark.parametrize(("written", "printed"), FRENCH)
def test_french(written, printed):
    assert shown(typeset(written, "fr")) == printed


@pytest.mark.parametrize(("written", "printed"), ENGLISH)
def test_english(written, printed):
    assert shown(typeset(written, "en")) == printed


def test_without_narrow_spaces():
    assert shown(typeset("Quoi ? 1 000", "fr", narrow=False)) == "Quoi~? 1~000"


def test_a_language_without_a_table_keeps_its_characters():
    assert typeset("l'« x » ?", "de") == "l'« x » ?"


def test_a_tight_colon_may_stand_in_a_run_of_its_own():
    assert list(map(shown, typeset_runs(["Climat", "", ": le", " gel: "], "fr"))) == ["Climat~", "", ": le", " gel~: "]  # fmt: skip
    assert typeset_runs(["10", "", ":30"], "fr") == ["10", "", ":30"]


def test_runs_of_one_paragraph_decide_together():
    runs = ["« ", "Titre", " » vaut 5", " % : ", "l", "'", "IA"]
    assert list(map(shown, typeset_runs(runs, "fr"))) == [
        "«~",
        "Titre",
        "~» vaut 5",
        "~%~: ",
        "l",
        "’",
        "IA",
    ]


PROSE = st.text(st.sampled_from("aéM.Md$€% \u00a0\u202f\n12034'\"«»;:!?-–…h°npk(/w:"), max_size=60)


@given(PROSE | st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_twice_is_once(text, language):
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(PROSE, st.sampled_from(["fr", "en"]))
def test_letters_and_digits_are_kept(text, language):
    def kept(of):
        return [character for character in of if character.isalnum()]

    assert kept(typeset(text, language)) == kept(text)


@given(st.lists(PROSE, max_size=6), st.sampled_from(["fr", "en"]))
def test_as_many_runs_come_back(runs, language):
    assert len(typeset_runs(runs, language)) == len(runs)


@pytest.mark.parametrize(
    "piece", [" ", "1 000 ", "'", "« ", "...", "https://", "-- ", "1", "\u202f"]
)
def test_time_is_linear_in_hostile_text(linear, piece):
    linear(lambda text: typeset(text, "fr"), piece * 20_000)
