"""A story told before says so: to readers by a link, to the editor by a note."""

from dataclasses import replace
from datetime import date

import pytest

from digest.group.remind import remind
from digest.model import Change, Issue, Item, Note, Placement, Score, Section, Story, Told


def issue(language="fr"):
    items = (Item(id="sa1", title="Nordal"), Item(id="sb1", title="Autre"))
    return Issue(
        date=date(2025, 9, 27), language=language, sections=(Section(key="money", blocks=items),)
    )


@pytest.fixture
def placed(week):
    told = Told(
        issue=date(2025, 9, 20),
        number=141,
        title="Nordal lève",
        likeness=0.5,
        anchor="sb7",
        new=("45 millions",),
    )
    stories = (Story(id="sa1", articles=week[:1]), Story(id="sb1", articles=week[3:4]))
    return [
        Placement(story=stories[0], section="money", score=Score(), told=told),
        Placement(story=stories[1], section="money", score=Score()),
    ]


def address(day):
    return f"https://lettre.example/{day}"


def test_the_past_issue_is_named_with_what_is_new(placed):
    blocks = remind(issue(), placed, address=address).sections[0].blocks
    note = blocks[1]
    assert isinstance(note, Note)
    assert note.text == (
        "Déjà dans le n° 141, 20 septembre : « Nordal lève ». "
        "Noms et chiffres nouveaux : 45 millions."
    )


def test_a_figure_that_changed_is_shown_as_it_was_and_as_it_is(placed):
    change = Change(was="10 Md$", now="15 Md$")
    told = [replace(one, told=one.told and replace(one.told, changed=(change,))) for one in placed]
    note = remind(issue(), told, address=address).sections[0].blocks[1]
    assert note.text == (
        "Déjà dans le n° 141, 20 septembre : « Nordal lève ». Chiffres changés : 10 Md$ → 15 Md$. "
        "Noms et chiffres nouveaux : 45 millions."
    )


def test_readers_get_a_link_where_the_past_issue_has_an_address(placed):
    with_link = remind(issue("en"), placed, address=address).sections[0].items[0]
    assert [(link.text, link.url) for link in with_link.links] == [
        ("Told in No. 141, 20 September", "https://lettre.example/2025-09-20#sb7")
    ]
    without = remind(issue(), placed, address=lambda _: "").sections[0].items[0]
    assert without.links == ()


def test_a_new_story_is_left_as_it_is(placed):
    blocks = remind(issue(), placed, address=address).sections[0].blocks
    assert blocks[-1] == issue().sections[0].blocks[-1]
