"""The company line says less rather than nonsense."""

from digest.model import Story
from digest.write.companies import companies

from .conftest import make_article


def line(*texts: str, watch: tuple[str, ...] = ()) -> tuple[str, ...]:
    articles = tuple(
        make_article(n, "Boréal et NovaGrid signent", text) for n, text in enumerate(texts, 1)
    )
    return companies([Story(id="s1", articles=articles)], watch=watch, language="fr")


def test_names_that_articles_share_or_a_headline_bears_out() -> None:
    assert set(line("Le groupe Boréal signe avec NovaGrid.", "On voit que Boréal gagne.")) == {
        "Boréal",
        "NovaGrid",
    }


def test_a_name_met_once_and_in_no_headline_stays_out() -> None:
    assert "Fjordia" not in line("Le groupe Boréal signe, et Fjordia regarde.")


def test_people_places_media_products_and_months_stay_out() -> None:
    text = "Le groupe Boréal, dit Anna Strand à Oslo, suit GPT-5 en France. Selon Reuters, Strand part en Octobre."
    assert line(text, text.replace("suit", "voit")) == ("Boréal",)


def test_the_watch_list_comes_first_as_it_is_spelt() -> None:
    assert line("On voit que fjordia gagne, que Fjordia vend.", watch=("FJORDIA",))[0] == "FJORDIA"
