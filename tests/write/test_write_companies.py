"""The company line says less rather than nonsense."""

from dataclasses import replace

from digest.model import Story
from digest.write.companies import companies

from .conftest import make_article


def line(
    *texts: str,
    title: str = "Boréal et NovaGrid signent",
    watch: tuple[str, ...] = (),
    known: tuple[str, ...] = (),
    read: str = "",
) -> tuple[str, ...]:
    articles = tuple(make_article(n, title, text) for n, text in enumerate(texts, 1))
    story = Story(id="s1", articles=articles)
    read = read or " ".join([title, *texts])
    return companies([(story, read)], watch=watch, known=known, language="fr")


def test_names_that_articles_share_or_a_headline_bears_out() -> None:
    assert set(line("Le groupe Boréal signe avec NovaGrid.", "On voit que Boréal gagne.")) == {
        "Boréal",
        "NovaGrid",
    }


def test_a_company_of_the_sources_that_readers_do_not_meet_stays_out() -> None:
    text = "Le groupe Boréal signe avec NovaGrid."
    assert line(text, text, read="Boréal signe un contrat.") == ("Boréal",)


def test_a_name_met_once_and_in_no_headline_stays_out() -> None:
    assert "Fjordia" not in line("Le groupe Boréal signe, et Fjordia regarde.")


def test_people_places_media_products_and_months_stay_out() -> None:
    text = "Le groupe Boréal, dit Anna Strand à Oslo, suit GPT-5 en France. Selon Reuters, Strand part en Octobre."
    assert line(text, text.replace("suit", "voit")) == ("Boréal",)


def test_a_minister_of_whom_the_text_gives_the_rank_is_no_company() -> None:
    text = "Defense Secretary Ada Strand spoke in Oslo. Strand announced a plan, and Strand sold ships."
    article = replace(make_article(1, "Strand speaks", text), language="en")
    told = [(Story(id="s1", articles=(article,)), text)]
    assert companies(told, watch=(), language="en") == ()


def test_the_watch_list_comes_first_as_it_is_spelt() -> None:
    assert line("On voit que fjordia gagne, que Fjordia vend.", watch=("FJORDIA",))[0] == "FJORDIA"


def test_a_name_that_nothing_introduces_as_a_company_stays_out() -> None:
    text = "On voit que Tundra gèle. La ville de Narvik aime Tundra, et le projet Fjordia."
    assert line(text, text, title="Tundra et Fjordia") == ()


def test_a_name_of_a_past_line_needs_no_introduction() -> None:
    text = "On voit que Tundra gèle."
    assert line(text, title="Tundra gèle", known=("Tundra",)) == ("Tundra",)


def test_a_telephone_is_no_company_for_its_second_letter() -> None:
    text = "On voit que iGloo gèle, que le groupe xFroid fond."
    assert line(text, text, title="iGloo et xFroid") == ("xFroid",)


def test_who_the_story_is_about_comes_before_who_is_watched_in_passing() -> None:
    text = "Le groupe Boréal signe, et Fjordia regarde."
    assert line(text, title="Boréal signe", watch=("Fjordia",)) == ("Boréal", "Fjordia")
