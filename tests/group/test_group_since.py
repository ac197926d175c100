"""What changed and what is new since an item told a story."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.group.since import changed, new
from digest.model import Article, Item

TOLD = date(2025, 9, 20)
ITEM = Item(
    title="Nordal emprunte",
    text="Nordal prévoit d'emprunter 10 milliards de dollars pour ses câbles en mer. Le port en "
    "attend 200 MW de plus.",
)


def article(text, title="Nordal", day=24, **more):
    return Article(
        id="a", url="https://fil.example/a", title=title, text=text, source="Le Fil",
        publisher="fil.example", language="fr", published=datetime(2025, 9, day, tzinfo=UTC), **more,
    )  # fmt: skip


def changes(*texts, **more):
    found = changed([article(text, **more) for text in texts], ITEM, TOLD)
    return [(one.was, one.now) for one in found]


def test_a_sum_that_is_put_otherwise_has_changed():
    text = "Pour ses câbles en mer, Nordal prévoit maintenant d'emprunter 15 milliards de dollars."
    assert changes(text) == [("10 milliards de dollars", "15 milliards de dollars")]


def test_a_power_that_is_put_otherwise_has_changed_in_any_prefix():
    assert changes("Du câble de Nordal, le port attend désormais 1,2 GW de plus.") == [
        ("200 MW", "1,2 GW")
    ]


def test_a_change_that_the_article_tells_itself_counts():
    text = "Nordal prévoit d'emprunter 15 milliards de dollars pour ses câbles, contre 10 milliards de dollars."
    assert changes(text) == [("10 milliards de dollars", "15 milliards de dollars")]


@pytest.mark.parametrize(
    "text",
    [
        "Nordal prévoit d'emprunter 10 Md$ pour ses câbles en mer.",
        "Nordal prévoit d'emprunter environ dix milliards de dollars pour ses câbles en mer.",
        "Nordal prévoit d'emprunter 15 milliards d'euros pour ses câbles en mer.",
        "Nordal prévoit d'emprunter 15 Md$ pour ses câbles en mer et 10 Md$ pour ses usines.",
        "La mairie de Karibo vote un budget de 15 milliards de dollars.",
        "Nordal prévoit d'embaucher 15 personnes pour ses câbles en mer.",
    ],
    ids=["spelling", "words", "currency", "both", "another thing", "a count"],
)
def test_what_is_not_the_same_thing_in_another_size_has_not_changed(text):
    assert changes(text) == []


def test_two_articles_that_disagree_settle_nothing():
    text = "Nordal prévoit d'emprunter 15 milliards de dollars pour ses câbles en mer."
    assert changes(text, text.replace("15", "16")) == []


def test_the_latest_word_counts():
    old = article("Nordal va emprunter 10 milliards de dollars pour ses câbles.", day=22)
    later = article("Nordal va emprunter 15 milliards de dollars pour ses câbles.", day=24)
    assert len(changed([old, later], ITEM, TOLD)) == 1
    assert changed([replace(old, published=later.published), later], ITEM, TOLD) == ()
    assert changed([old, replace(later, published=None)], ITEM, TOLD) == ()


def test_an_article_older_than_the_issue_changes_nothing():
    text = "Nordal prévoit d'emprunter 15 milliards de dollars pour ses câbles en mer."
    assert changes(text, day=19) == []
    undated = replace(article(text), published=None)
    assert len(changed([undated], ITEM, TOLD)) == 1


def test_of_what_is_new_sums_come_first_and_bare_numbers_last():
    told = article(
        "Trois navires de Karibo posent le câble. Nordal paie 4 millions d'euros.",
        title="Des Navires Partent",
    )
    found = new([told], ITEM)
    assert found[:2] == ("4 millions d'euros", "Karibo")
    assert "Trois" in found
    assert "Nordal" not in found


def test_a_people_and_a_compound_of_a_name_are_nothing_new():
    told = article(
        "Nordal a recruté un ingénieur que la presse Norvégienne dit AI-made, avec Karibo."
    )
    assert new([told], ITEM) == ("Karibo",)


def test_a_sum_in_another_language_comes_behind_the_names():
    told = replace(
        article("Nordal hired Karibo Ltd for 18 months and pays $42 million."), language="en"
    )
    assert new([told], ITEM) == ("Karibo Ltd", "18 months", "$42 million")
    too_short_to_tell = Item(title="Nordal", text="Nordal.")
    assert new([told], too_short_to_tell)[:2] == ("18 months", "$42 million")
