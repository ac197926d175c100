"""Where a story belongs, from the configuration alone."""

import tomllib
from pathlib import Path

import pytest

from digest.config import SectionRule
from digest.facts import countries
from digest.group.sections import Placer
from digest.group.views import read
from digest.model import Story

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def place(article):
    """Places a story of one article; returns the section's key or None."""

    def of(rules, title="", text="", **known):
        one = article("1", title, text, **known)
        story = Story(id="s1", articles=(one,))
        return Placer(rules).place(story, {"1": read(one)})[0]

    return of


def rule(key="x", **known):
    return SectionRule(key=key, title=key.title(), **known)


@pytest.mark.parametrize(
    "text",
    [
        "Une levée de fonds.",
        "Des LEVÉES DE FONDS !",
        "une levee de fonds",
        "leurs levées de\u00a0fonds",
    ],
)
def test_a_phrase_matches_in_any_number_case_and_accent(place, text):
    assert place([rule(words=("levée de fonds",))], text=text) == "x"


@pytest.mark.parametrize(
    ("word", "text"),
    [("IA", "Le diable et Maria."), ("arm", "An alarm in the army."), ("US", "It helps us.")],
)
def test_words_match_whole(place, word, text):
    assert place([rule(words=(word,))], text=text, language="en") is None


def test_an_elided_article_is_no_part_of_the_word(place):
    assert place([rule(words=("Europe",))], text="L’avenir de l’Europe.") == "x"


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("de", "fr", "Une entreprise allemande de Munich."),
        ("de", "en", "A German company."),
        ("us", "fr", "Aux États-Unis, rien."),
        ("us", "en", "The U.S. economy grows."),
        ("gb", "en", "Britain waits."),
    ],
)
def test_a_country_is_known_by_its_names_and_people(place, code, language, text):
    rules = [rule(countries=(code,), threshold=0.5)]
    assert place(rules, text=text, language=language) == "x"


@pytest.mark.parametrize(
    ("known", "language", "text"),
    [
        ({"countries": ("ml",)}, "fr", "Le projet tourne mal."),
        ({"countries": ("gb",)}, "fr", "La rue est fermée."),
        ({"countries": ("ae",)}, "fr", "L’eau manque, les eaux montent."),
        ({"countries": ("is",)}, "en", "The island has no bridge."),
        ({"names": ("Modi",)}, "fr", "La mode change."),
        ({"names": ("Discord",)}, "fr", "La discorde règne."),
        ({"places": ("Berlin",)}, "fr", "Une berline rouge."),
    ],
)
def test_a_name_is_no_word_of_the_same_stem(place, known, language, text):
    assert place([rule(**known, threshold=0.5)], text=text, language=language) is None


@pytest.mark.parametrize(
    "text", ["Les Américains votent.", "LES ETATS-UNIS votent.", "Une Américaine."]
)
def test_a_name_has_plurals_and_no_need_of_accents(place, text):
    assert place([rule(countries=("us",), threshold=0.5)], text=text) == "x"


def test_a_plural_that_is_listed_counts_once(place):
    rules = [rule("a", places=("Émirat | Émirats",)), rule("b", words=("film",))]
    assert place(rules, text="Un film, des Émirats.") == "b"


def test_a_country_counts_once_however_it_is_called(place):
    rules = [rule("us", countries=("us",)), rule("media", words=("film",))]
    text = "Aux États-Unis, un film américain. Le film sort, le film plaît."
    assert place(rules, text=text) == "media"


def test_forms_and_translations_of_one_word_count_once(place):
    rules = [rule("debt", words=("dette | emprunt | debt",)), rule("film", words=("film",))]
    text = "Une dette, un emprunt : debt. Film, film, film, film."
    assert place(rules, text=text) == "film"
    assert place(rules, text="A debt.", language="en") == "debt"


def test_the_title_counts_more(place):
    rules = [rule("a", words=("radio",)), rule("b", words=("film",))]
    assert place(rules, title="Un film", text="La radio.") == "b"


def test_a_source_leans_towards_its_section(place):
    rules = [rule("a", words=("radio",)), rule("b", words=("film",), sources=("Helios",))]
    assert place(rules, text="La radio et le film.") == "b"


def test_what_belongs_nowhere_is_not_forced_in(place):
    assert place([rule(words=("film",))], text="La pluie tombe.") is None
    assert place([rule(words=("film",), threshold=1.5)], text="Un film.") is None
    assert place([], text="Un film.") is None


def test_among_equals_the_first_section_wins(place):
    rules = [rule("a", words=("film",)), rule("b", words=("film",))]
    assert place(rules, text="Un film.") == "a"


def test_an_unknown_country_has_no_names():
    assert countries.words("xx") == ()


@pytest.mark.parametrize("sections", ["config", "digest/starter/config"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Jordan Bardella, Dominique Seux et Maurice Lévy en parlent avec Salvador Dalí."),
        ("fr", "La discorde règne, une grenade explose, le canal gèle comme à la Renaissance."),
        ("fr", "Le maire, le député et le sénateur du Parti socialiste étaient là."),
        (
            "en",
            "Michael Jordan, Chad Smith and Georgia left New Jersey; the threads are paramount.",
        ),
    ],
)
def test_first_names_and_ordinary_words_are_of_no_section_of_the_sample(
    article, sections, language, text
):
    tables = tomllib.loads((ROOT / sections / "sections.toml").read_text("utf-8"))["section"]
    placer = Placer([SectionRule(**table) for table in tables])
    assert placer.mentions(read(article("1", "", text, language=language))) == ()
