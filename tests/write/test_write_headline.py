"""Titles: the best headline there is, cleaned, and about what the story is about."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Passage, Sentence, Story
from digest.write.cut import cut
from digest.write.headline import headline

from .conftest import make_article


def title(*titles: str, text: str = "", told: str = "", **values: object) -> str:
    articles = tuple(make_article(n, one, text, **values) for n, one in enumerate(titles, 1))
    place = Passage(article=articles[0].id, start=0, end=len(told), text=told)
    sentences = (Sentence(text=told, passages=(place,)),) if told else ()
    return headline(Story(id="s1", articles=articles), "fr", sentences).text


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("Boréal s’installe à Narvik – Source 1", "Boréal s’installe à Narvik"),
        ("Boréal s’installe à Narvik | Un autre nom", "Boréal s’installe à Narvik"),
        ("VIDÉO. Boréal s’installe à Narvik", "Boréal s’installe à Narvik"),
        ("EN DIRECT - Boréal s’installe à Narvik", "Boréal s’installe à Narvik"),
        ("Boréal s’installe à Narvik (vidéo)", "Boréal s’installe à Narvik"),
        ("Boréal – Arctis, un mariage de raison", "Boréal – Arctis, un mariage de raison"),
        ("Boréal s’installe à Narvik.", "Boréal s’installe à Narvik"),
        (
            "Boréal s’installe à Narvik : actualité nordique, infos, scoop",
            "Boréal s’installe à Narvik",
        ),
        ("Vidéosurveillance : Boréal recule", "Vidéosurveillance : Boréal recule"),
        (
            "Boréal : infos locales supprimées à Narvik",
            "Boréal : infos locales supprimées à Narvik",
        ),
        ("La guerre de Boréal : infos et intox", "La guerre de Boréal : infos et intox"),
    ],
)
def test_site_names_and_labels_go(given_: str, expected: str) -> None:
    assert title(given_) == expected


def test_a_real_headline_beats_one_read_from_an_address() -> None:
    assert title("boreal s installe a narvik", "Boréal choisit Narvik") == "Boréal choisit Narvik"


def test_an_address_gets_back_accents_apostrophes_and_capitals() -> None:
    text = "À Narvik, l’énergie de Boréal vient des barrages : Boréal achète l’eau."
    assert (
        title("boreal achete l energie des barrages", text=text)
        == "Boréal achète l’énergie des barrages"
    )


def test_an_address_that_nobody_spells_gives_way_to_the_first_sentence() -> None:
    told = "Boréal achète trois barrages norvégiens, avec une banque d’Oslo."
    assert (
        title("boreal barrages geants rachetes", told=told)
        == "Boréal achète trois barrages norvégiens"
    )


def test_a_title_in_other_words_than_the_item_begins_with_is_better() -> None:
    told = "Boréal achète trois barrages norvégiens, selon la presse d’Oslo."
    other = "Trois barrages norvégiens passent à Boréal. Le prix reste secret."
    articles = (make_article(1, "", told), make_article(2, "", other))
    place = Passage(article=articles[0].id, start=0, end=len(told), text=told)
    found = headline(
        Story(id="s1", articles=articles), "fr", (Sentence(text=told, passages=(place,)),)
    )
    assert found.text == "Trois barrages norvégiens passent à Boréal"
    assert found.source is not None
    assert (found.source.article, found.source.text) == (articles[1].id, found.text)


def test_what_another_article_says_of_something_else_is_no_title() -> None:
    told = "Boréal achète trois barrages norvégiens, avec une banque d’Oslo."
    other = "La mairie de Narvik ouvre un marché couvert."
    articles = (make_article(1, "", told), make_article(2, "", other))
    place = Passage(article=articles[0].id, start=0, end=len(told), text=told)
    found = headline(
        Story(id="s1", articles=articles), "fr", (Sentence(text=told, passages=(place,)),)
    )
    assert found.text == "Boréal achète trois barrages norvégiens"


def test_of_two_headlines_the_one_that_the_item_does_not_repeat_is_taken() -> None:
    told = "Boréal achète trois barrages norvégiens, selon la presse d’Oslo."
    titles = (
        "Boréal achète trois barrages norvégiens",
        "Barrages norvégiens : Boréal en prend trois",
    )
    assert title(*titles, told=told) == titles[1]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Boréal verse deux millions à la ville de Narvik pour clore un procès.",
            "Boréal verse deux millions à la ville de Narvik",
        ),
        (
            "Boréal verse deux millions pour clore un procès.",
            "Boréal verse deux millions pour clore un procès",
        ),
        (
            "Boréal, la société des barrages de la ville pour le nord, verse deux millions à Narvik, à Oslo et en Suède.",
            "Boréal, la société des barrages de la ville pour le nord, verse deux millions à Narvik, à Oslo et en Suède",
        ),
        (
            "Boréal achète, pour trois millions, un barrage.",
            "Boréal achète, pour trois millions, un barrage",
        ),
        (
            "Boréal signe l’accord avec Arctis pour ses trois barrages.",
            "Boréal signe l’accord avec Arctis",
        ),
        (
            "Ada Ek est l’une des ingénieures qui ont bâti le port de Narvik en deux ans.",
            "Ada Ek est l’une des ingénieures qui ont bâti le port de Narvik en deux ans",
        ),
        (
            "Boréal, en pourparlers avancés, achète les barrages de Narvik, filiale norvégienne de la banque.",
            "Boréal, en pourparlers avancés, achète les barrages de Narvik",
        ),
        (
            "Boréal le confirme : trois barrages sont à vendre.",
            "Boréal le confirme : trois barrages sont à vendre",
        ),
    ],
)
def test_the_beginning_of_the_item_is_as_short_as_it_says_something(
    told: str, expected: str
) -> None:
    assert title("", told=told) == expected


WARY = [
    "Selon le procureur de Brest : le maire a détourné les fonds de la commune.",
    "Le procureur de Brest : le maire a détourné les fonds de la commune.",
    "Annonce du procureur : le maire a détourné les fonds de la commune.",
    "Reuters, citing the police: the mayor took the money of the town.",
    "Le ministre a menti, affirme l’opposition dans un communiqué.",
    "Le ministre a menti aux députés (selon l’opposition).",
    "La réforme est injuste et cruelle, pour la gauche.",
    "L’usine de Brest ferme ses portes, selon une rumeur que la direction dément.",
    "Le vaccin provoque des malformations, à en croire un site sans source.",
    "Le maire a quitté la ville pour toujours, ce que sa famille nie.",
    "Boréal vend ses trois barrages, si la banque d’Oslo accepte.",
    "Si la banque d’Oslo accepte, Boréal vend ses trois barrages.",
    "Le maire serait parti avec la caisse, après une dispute.",
    "The mayor took the money of the town, according to a site.",
    "The mayor took the money of the town, which he denies.",
    "The minister lied to the house, the opposition claims.",
    "Boreal will sell its dams, unless the bank of Oslo objects.",
    "Boreal sells three dams with a loan, said the mayor of Narvik.",
]


@pytest.mark.parametrize("told", WARY)
def test_who_says_it_and_what_speaks_against_it_stay_in_the_title(told: str) -> None:
    assert title("", told=told) == told.removesuffix(".")


CAUTION = ["selon la presse", "d’après un site", "affirme le maire", "que Boréal dément", "si le port veut",
           "sauf à Narvik", "qui pourrait fermer", "à en croire Oslo", "says the mayor", "according to Oslo",
           "which Boreal denies", "unless Oslo objects", "if Oslo agrees"]  # fmt: skip
PIECES = ["Boréal achète trois barrages", "pour deux millions", ",", ", avec une banque", "dans le nord", ":",
          "qui ferme", "(en Norvège)", "for three years", "while Narvik waits", "Boréal reste"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8),
    st.sampled_from(CAUTION),
    st.lists(st.sampled_from(PIECES), max_size=8),
)
def test_a_title_keeps_every_word_of_caution(before: list[str], caution: str, after: list[str]):
    told = " ".join([*before, caution, *after]).replace(" ,", ",")
    made = title("", told=f"{told}.")
    only_names = not any(word[:1].islower() for word in made.split())
    assert caution in made or (only_names and len(told) > 140)
    assert caution in cut(told)


def test_the_newsletter_language_comes_first() -> None:
    english = make_article(1, "Boreal picks Narvik", "", language="en")
    french = make_article(2, "Boréal choisit Narvik", "")
    assert headline(Story(id="s1", articles=(english, french)), "fr", ()).text == french.title


def test_a_foreign_story_keeps_its_headline() -> None:
    assert (
        title("Boreal picks Narvik for three sites", language="en")
        == "Boreal picks Narvik for three sites"
    )


def test_no_headline_and_no_sentence_is_an_empty_title() -> None:
    assert title("") == ""


def test_the_title_of_a_sentence_rests_on_its_place() -> None:
    told = "AFP : Boréal achète trois barrages norvégiens, selon la presse d’Oslo, pour alimenter Narvik."
    place = Passage(article="000000000001", start=10, end=10 + len(told), text=told)
    story = Story(id="s1", articles=(make_article(1, "", ""),))
    found = headline(story, "fr", (Sentence(text=told, passages=(place,)),))
    assert found.source is not None
    assert told[found.source.start - 10 : found.source.end - 10] == found.source.text == found.text


def of_many(told: Sequence[str], *pages: tuple[str, str]) -> str:
    """The title of a story of `pages`, whose item tells the first sentences of their texts."""
    articles = tuple(make_article(n, *page) for n, page in enumerate(pages, 1))
    sentences = tuple(
        Sentence(
            text=one,
            passages=(Passage(article=page.id, start=0, end=len(one), text=one),),
        )
        for one, page in zip(told, articles, strict=False)
    )
    return headline(Story(id="s1", articles=articles), "fr", sentences).text


def test_the_news_is_the_title_even_where_the_item_repeats_it_and_tells_a_side_matter_too() -> None:
    told = (
        "Boréal promet cent millions à la ville de Narvik pour trois barrages.",
        "Ulf, le chat du maire, est la mascotte des barrages de Boréal.",
    )
    pages = (
        ("Boréal promet cent millions à Narvik pour trois barrages", told[0]),
        ("Ulf, mascotte des barrages de Boréal et chat du maire", told[1]),
        ("Cent millions pour Narvik", f"{told[0]} La ville vend ses barrages à Boréal."),
    )
    assert of_many(told, *pages) == pages[0][0]


def test_a_headline_that_tells_is_better_than_one_that_asks() -> None:
    told = "La ville de Narvik a vendu mardi trois barrages, pour cent millions, à Boréal."
    pages = (
        ("Pourquoi Boréal achète trois barrages à Narvik", told),
        ("Boréal achète trois barrages à Narvik", told),
    )
    assert of_many((told,), *pages) == pages[1][0]


def test_what_one_article_asks_is_no_title_where_others_answer() -> None:
    told = "La ville de Narvik a vendu mardi trois barrages, pour cent millions, à Boréal."
    pages = (("Barrages : mais qui est donc Boréal", told), ("narvik vnd brrgs", told))
    assert of_many((told,), *pages) == told.removesuffix(".")
    assert of_many((told,), pages[0]) == pages[0][0]


def test_a_title_says_nothing_that_the_item_leaves_out() -> None:
    told = (
        "La ville de Narvik vend mardi ses barrages à Boréal, avec une banque d’Oslo.",
        "Le contrat court jusqu’en 2040.",
    )
    pages = (
        ("Narvik vend ses barrages à Boréal, sans passe à saumons", told[0]),
        ("Boréal reprend les barrages de la ville de Narvik", told[1]),
    )
    assert of_many(told, *pages) == pages[1][0]


def test_a_title_does_not_deny_what_the_item_tells() -> None:
    told = "Boréal supprimera 300 emplois à Narvik, écrit un journal d’Oslo."
    pages = (
        ("Boréal ne supprimera pas 300 emplois à Narvik", told),
        ("À Narvik, Boréal supprimera 300 emplois", told),
    )
    assert of_many((told,), *pages) == pages[1][0]


def test_a_portrait_is_no_better_than_the_news() -> None:
    told = ("La ville de Narvik vend mardi trois barrages à Boréal, que dirige Ada Ek.",)
    pages = (
        ("Narvik vend trois barrages à Boréal", told[0]),
        ("Ada Ek, l’ingénieure des barrages de Narvik", "Ada Ek dirige Boréal à Narvik."),
    )
    assert of_many(told, *pages) == pages[0][0]


def test_a_headline_that_the_item_bears_nowhere_gives_way_to_its_first_sentence() -> None:
    told = "Le salon des barrages ouvre mardi à Narvik, avec trois cents exposants."
    page = ("Salon : des stands criards, des discours musclés", told)
    assert of_many((told,), page) == "Le salon des barrages ouvre mardi à Narvik"


def test_a_clause_keeps_the_names_that_the_headlines_share() -> None:
    told = "Boréal fait entrer une banque dans Arctis, la société des barrages norvégiens."
    # Addresses that lost their letters are no titles, but they say what the story is about.
    pages = (("borel arctis bqe entree", told), ("arctis bqe brl", told))
    assert of_many((told,), *pages) == "Boréal fait entrer une banque dans Arctis"


def test_a_title_that_can_be_cut_nowhere_is_of_names_alone() -> None:
    told = (
        "Le groupe Boréal, qui emploie quatre mille personnes à Narvik et à Tromsø et dont le carnet de commandes fond depuis "
        "le printemps, fermera son dernier barrage et supprimera mille postes, assure une source syndicale jointe hier."
    )
    assert title("", told=told) == "Boréal, Narvik, Tromsø"


@pytest.mark.parametrize(
    "given_",
    ["Boréal a menti sur ses comptes - selon Source 1", "Opinion : Boréal a menti sur ses comptes",
     "TRIBUNE. Boréal a menti sur ses comptes", "Boréal a menti sur ses comptes | selon Source 1", "Boréal rachète Arctis – non"],
)  # fmt: skip
def test_who_says_it_is_no_name_of_a_site_and_no_label(given_: str) -> None:
    assert title(given_, source="Source 1", publisher="source1.example") == given_
