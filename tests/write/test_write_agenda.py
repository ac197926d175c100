"""What is to come, dated, once each."""

from datetime import date

import pytest

from digest.model import Placement, Score, Story
from digest.write.agenda import agenda, looks_ahead

from .conftest import make_article

DAY = date(2025, 9, 27)


def titles(*texts: str, language: str = "fr") -> list[str]:
    placed = [
        Placement(
            story=Story(
                id=f"s{n}", articles=(make_article(n, "Un salon", text, language=language),)
            ),
            section="world",
            score=Score(),
        )
        for n, text in enumerate(texts, 1)
    ]
    return [item.title for item in agenda(placed, day=DAY, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le salon Givre ouvrira ses portes à Oslo le 1er octobre.", "Mercredi 1er octobre"),
        (
            "Les 1er et 2 octobre, le salon Givre réunira mille exposants.",
            "Mercredi 1er et jeudi 2 octobre",
        ),
        ("Du 6 au 9 octobre, le salon Givre réunira mille exposants.", "Du 6 au 9 octobre"),
        (
            "Le salon Givre se tiendra du 30 septembre au 3 octobre à Oslo.",
            "Du 30 septembre au 3 octobre",
        ),
    ],
)
def test_dates_read_as_a_french_diary_writes_them(text: str, expected: str) -> None:
    assert titles(text) == [expected]


def test_an_english_sentence_stands_in_where_no_french_one_tells_the_event() -> None:
    text = "The Givre conference opens in Oslo on 14 October with a thousand exhibitors."
    story = Story(id="s1", articles=(make_article(1, "Fair", text, language="en"),))
    placed = [Placement(story=story, section="world", score=Score())]
    (item,) = agenda(placed, day=DAY, language="fr")
    assert (item.title, item.marks) == ("Mardi 14 octobre", ("lang:en",))
    french = make_article(2, "Salon", "Le salon Givre ouvrira à Oslo le 14 octobre.", language="fr")
    both = [
        Placement(
            story=Story(id="s1", articles=(*story.articles, french)), section="world", score=Score()
        )
    ]
    assert [item.marks for item in agenda(both, day=DAY, language="fr")] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Le salon Givre a ouvert ses portes à Oslo le 20 septembre.",
        "Le salon Givre ouvrira ses portes à Oslo en octobre.",
        "Le salon Givre ouvrira ses portes à Oslo le 14 mars 2026.",
        "Le salon Givre, prévu le 14 octobre à Oslo, est annulé.",
        "Le salon Givre du 14 octobre est reporté à mars.",
        "Elle ouvrira les portes du salon d’Oslo le 14 octobre.",
        "Le salon Givre ouvrira ses portes à Oslo fin octobre.",
        "Avant la marche du 27 novembre à Oslo, la ville avait parlé d’argent.",
    ],
)
def test_past_vague_far_and_dependent_dates_stay_out(text: str) -> None:
    assert titles(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le festival Givre a lieu le 12 octobre à Oslo.",
        "La ville d’Oslo a fixé au 12 octobre le dépôt des offres.",
        "Boréal a convoqué son assemblée générale le 15 octobre à Oslo.",
        "Du 5 au 13 octobre, le salon Givre réunira mille exposants.",
    ],
)
def test_what_was_decided_for_a_day_to_come_is_an_event(text: str) -> None:
    assert len(titles(text)) == 1


def test_one_event_of_two_stories_is_one() -> None:
    assert titles(
        "Le salon Givre ouvrira ses portes à Oslo le 14 octobre.",
        "La foule attend le salon Givre, qui ouvrira le 14 octobre.",
    ) == ["Mardi 14 octobre"]


def test_a_statement_announces_better_than_a_caption() -> None:
    text = (
        "Reportage au salon Givre du 14 octobre : trois cents stands et une fanfare. "
        "Le 14 octobre, le salon Givre ouvrira ses portes à Oslo."
    )
    story = Story(id="s1", articles=(make_article(1, "Salon", text),))
    (item,) = agenda(
        [Placement(story=story, section="world", score=Score())], day=DAY, language="fr"
    )
    assert item.text == "Le salon Givre ouvrira ses portes à Oslo"


def test_at_most_five_by_date() -> None:
    texts = [f"Le forum Numéro{n} ouvrira ses portes à Oslo le {30 - n} octobre." for n in range(8)]
    found = titles(*texts)
    assert len(found) == 5
    assert found == sorted(found, key=lambda title: int(title.split()[1]))


def test_an_english_diary_is_in_english() -> None:
    assert titles("The Frost fair opens its doors in Oslo on Oct. 14.", language="en") == [
        "Tuesday 14 October"
    ]


def test_looking_ahead_needs_a_date_that_is_near_enough() -> None:
    assert looks_ahead(["La ville votera en mars 2026."], day=DAY, language="fr")
    assert not looks_ahead(["La ville vise 2030."], day=DAY, language="fr")
    assert not looks_ahead(["La ville a voté en mars 2025."], day=DAY, language="fr")


def test_a_month_without_a_word_of_what_will_be_may_be_the_one_before() -> None:
    assert not looks_ahead(["La réponse, en novembre, fut unanime."], day=DAY, language="fr")
    assert not looks_ahead(["Le barrage coûte 4 M€ après 2 en mars."], day=DAY, language="fr")
    assert not looks_ahead(["Le 14 octobre, la réponse fut unanime."], day=DAY, language="fr")
    assert looks_ahead(["La réponse viendra en novembre."], day=DAY, language="fr")
    assert looks_ahead(["Le 14 octobre, le salon Givre ouvre."], day=DAY, language="fr")
