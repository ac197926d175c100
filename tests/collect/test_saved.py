"""Pages saved as text come out as their article, and say of themselves only what they print."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from digest.collect.saved import articles_from_text
from digest.config import SourceSettings
from digest.model import Article

PARIS = ZoneInfo("Europe/Paris")
SETTINGS = SourceSettings(name="Dossier", type="folder")

TITLE = "La coopérative des ateliers du port présente des comptes meilleurs que prévu"
PROSE = (
    (
        "La coopérative a réuni ses membres mardi soir pour leur présenter les comptes de "
        "l’année, qui sont meilleurs que prévu malgré la hausse du prix de l’énergie."
    ),
    (
        "Elle compte ouvrir deux ateliers avant l’été, l’un à Brest et l’autre à Lorient, et "
        "cherche une trentaine de personnes pour y travailler, a précisé sa présidente."
    ),
    ("Le débat a porté sur le partage du temps de travail, que beaucoup voudraient plus souple."),
)
TEASER = "Une autre histoire commence ici, avec assez de mots pour passer pour un paragraphe."


def read(*lines: str) -> Article:
    (article,) = articles_from_text("\n\n".join(lines), "page", settings=SETTINGS, zone=PARIS)
    return article


def test_menus_and_counters_above_the_text_go() -> None:
    article = read("Menu", "lang icon Français", "3 mars 2025, 8h12", "351", TITLE, *PROSE)
    assert article.title == TITLE
    assert article.text == "\n\n".join(PROSE)
    assert article.published == datetime(2025, 3, 3, 8, 12, tzinfo=PARIS)


def test_a_title_that_the_page_repeats_is_known_by_it() -> None:
    article = read("Une rubrique au nom plus long que celui du titre lui-même", "Les comptes du port",
                   *PROSE, "Les comptes du port")  # fmt: skip
    assert article.title == "Les comptes du port"
    assert article.text == "\n\n".join(PROSE)


def test_without_a_title_the_first_sentence_that_names_something_serves() -> None:
    article = read(
        "date 2025-03-03 Les comptes sont bons. Elle va à Brest. La Brise a réuni" + PROSE[0]
    )
    assert article.title.startswith("La Brise a réuni")
    assert article.text.startswith("Les comptes sont bons. Elle va à Brest.")
    assert article.published == datetime(2025, 3, 3, tzinfo=PARIS)


def test_without_a_title_and_a_name_the_first_sentence_serves() -> None:
    article = read("date 2025-03-03 Les comptes sont bons. " + PROSE[0])
    assert article.title == "Les comptes sont bons."


def test_what_the_page_does_not_say_stays_unknown() -> None:
    article = read(TITLE, *PROSE)
    assert article.published is None
    assert article.url == ""
    assert article.source == "page"


def test_source_and_address_are_found_where_they_stand() -> None:
    article = read("https://gazette.example/comptes", TITLE, *PROSE, "© 2025 La Gazette du port")
    assert article.url == "https://gazette.example/comptes"
    assert article.source == "La Gazette du port"


def test_a_summary_that_the_article_says_again_goes() -> None:
    summary = "La coopérative présente à ses membres les comptes de l’année, meilleurs que prévu."
    assert read(TITLE, "Brief news summary", summary, *PROSE).text == "\n\n".join(PROSE)


def test_a_summary_that_says_more_stays() -> None:
    summary = (
        "Douze banques régionales prêteront ensemble quarante millions sans garantie publique."
    )
    assert summary in read(TITLE, "En bref", summary, *PROSE).text


def test_a_list_of_dated_articles_is_not_the_article() -> None:
    others = ("Nov. 21, 2025, 1:20 p.m.", "Comment notre équipe optimise l’infra…", TEASER) * 3
    assert read(TITLE, *PROSE, *others).text == "\n\n".join(PROSE)


def test_labels_under_the_text_go() -> None:
    assert read(TITLE, *PROSE, "Économie", "Bretagne").text == "\n\n".join(PROSE)


def test_notes_without_sentences_are_kept() -> None:
    article = read("Notes du jour", "- appeler la mairie", "- relire le budget")
    assert "- relire le budget" in article.text


@pytest.mark.parametrize("nothing", ["", "   \n ", "Menu\n\nPartager\n\n351"])
def test_a_page_without_text_is_no_article(nothing: str) -> None:
    assert not list(articles_from_text(nothing, "page", settings=SETTINGS, zone=PARIS))


@pytest.mark.slow
@pytest.mark.parametrize("line", ["En bref", "le 3 mars 2025", "• A", "Lire aussi", "Un titre…"])
def test_a_page_of_ten_thousand_lines_takes_linear_time(linear, line: str) -> None:
    linear(
        lambda text: list(articles_from_text(text, "page", settings=SETTINGS, zone=PARIS)),
        f"{line}\n" * 10_000,
    )
