"""Sentences, words and the other readings of a text."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import text as reading


def split(text: str) -> list[str]:
    return [span.text for span in reading.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("M. Martin et Mme Roy signent. Fin.", ["M. Martin et Mme Roy signent.", "Fin."]),
        ("Le Dr. Roy, de l'U.S. Army, vote.", ["Le Dr. Roy, de l'U.S. Army, vote."]),
        ("J. R. R. Dupont écrit.", ["J. R. R. Dupont écrit."]),
        ("Apple Inc. of Texas paid.", ["Apple Inc. of Texas paid."]),
        ("It bought Acme Inc. The price is low.", ["It bought Acme Inc.", "The price is low."]),
        ("The U.S. government paid 3.5 billion.", ["The U.S. government paid 3.5 billion."]),
        ("Sold in the U.S. It rose.", ["Sold in the U.S.", "It rose."]),
        ("Une baisse (en 2019).Cette année.", ["Une baisse (en 2019).", "Cette année."]),
        ("Le titre monte.Le marché suit.", ["Le titre monte.", "Le marché suit."]),
        ("Node.js et example.com plaisent.", ["Node.js et example.com plaisent."]),
        ("« Il part. » Elle reste.", ["« Il part. »", "Elle reste."]),
        ("« Quoi ? » demande-t-il. Rien.", ["« Quoi ? » demande-t-il.", "Rien."]),
        ('"It works." She left.', ['"It works."', "She left."]),
        ('Il dit."Non" est sa réponse.', ["Il dit.", '"Non" est sa réponse.']),
        ("Il hésite… puis vote. Oui.", ["Il hésite… puis vote.", "Oui."]),
        ("Il cite « […] Paris ». Fin.", ["Il cite « […] Paris ».", "Fin."]),
        ("Sans fin\n\nDeuxième paragraphe", ["Sans fin", "Deuxième paragraphe"]),
        ("1. Le prix. 2. La date.", ["1. Le prix.", "2. La date."]),
        ("Voir art. 5 du texte. Fin.", ["Voir art. 5 du texte.", "Fin."]),
        ("Le prix : 120 M. Le reste suit.", ["Le prix : 120 M.", "Le reste suit."]),
        ("Elle vend. xAI achète.", ["Elle vend.", "xAI achète."]),
        ("", []),
        (" … ", ["…"]),
    ],
)
def test_sentences(text, expected):
    assert split(text) == expected


@given(st.text(alphabet=st.sampled_from("aB1 .…!?«»\"'’()[]\n\u00a0\u202fé"), max_size=80))
def test_sentences_are_stretches_of_the_text_and_lose_no_word(text):
    spans = reading.sentences(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    kept = "".join(span.text for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["A. ", "… «", ".", '."', "(.", "\n - ", ". \u00a0»", "a'", "1,"])
def test_hostile_text_takes_linear_time(linear, unit):
    for work in (reading.sentences, reading.words, reading.fold):
        linear(work, unit * 20_000)


def test_words_cut_elisions_with_both_apostrophes():
    expected = ["ia", "openai", "il", "aujourd'hui", "nvidia", "don't", "3,5"]
    assert reading.words("L’IA d'OpenAI qu’il aujourd’hui Nvidia’s don't 3,5") == expected


@given(st.text(max_size=60))
def test_words_and_fold_do_not_depend_on_the_normal_form(text):
    other = unicodedata.normalize("NFD", text)
    text = unicodedata.normalize("NFC", text)
    assert reading.words(other) == reading.words(text)
    assert reading.fold(other) == reading.fold(text)


@given(st.text(max_size=60))
def test_fold_is_idempotent(text):
    assert reading.fold(reading.fold(text)) == reading.fold(text)


def test_fold_joins_spaces_apostrophes_dashes_and_accents():
    assert reading.fold("L’ÉTÉ\u202f—\u00a0Œuvre  10\u2009000") == "l'ete - oeuvre 10 000"


def test_stem_reads_accents_before_it_folds_them():
    assert reading.stem("élections", "fr") == reading.stem("élection", "fr") == "elect"
    assert reading.stem("investments", "en") == reading.stem("investment", "en")
    assert reading.stem("Größe", "xx") == "grosse"


def test_stopwords_of_an_unknown_language_are_none():
    assert "le" in reading.stopwords("fr")
    assert "the" in reading.stopwords("en")
    assert reading.stopwords(None) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La commission propose un texte sur les données des citoyens.", "fr"),
        ("The company said it would open three offices in the city.", "en"),
        ("Die Firma eröffnet drei Büros in der Stadt und stellt ein.", "de"),
        ("OpenAI", None),
        ("", None),
    ],
)
def test_language(text, expected):
    assert reading.language(text) == expected


@given(st.text(max_size=60), st.integers(0, 40))
def test_shorten_keeps_to_the_limit(text, limit):
    assert len(reading.shorten(text, limit)) <= limit


def test_shorten_cuts_after_a_whole_word():
    assert reading.shorten("Le chat est sur la table", 16) == "Le chat est sur…"
    assert reading.shorten("Le chat, oui", 9) == "Le chat…"
    assert reading.shorten("Le \n chat", 9) == "Le chat"
