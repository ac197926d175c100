"""What the words of an archive teach, and that a young one teaches nothing."""

from datetime import date, timedelta

import pytest

from digest.config import SectionRule
from digest.group.lessons import Lessons
from digest.group.memory import Memory
from digest.group.sections import Placer
from digest.group.views import read
from digest.model import Issue, Item, Section, Story

SECTIONS = tuple(SectionRule(key=key, title=key, words=("semaine",)) for key in ("garden", "sea"))
# No word of these stands in the configuration; each item uses some of them.
WORDS = {
    "garden": [
        "semis",
        "terreau",
        "bouture",
        "arrosoir",
        "potager",
        "compost",
        "greffe",
        "paillis",
        "haie",
        "rosier",
    ],
    "sea": [
        "chalut",
        "marée",
        "cargo",
        "phare",
        "écume",
        "voilier",
        "mouillage",
        "houle",
        "chenal",
        "ancre",
    ],
}


def item(section, number):
    words = WORDS[section]
    said = " ".join(f"Le {words[(number + step) % 10]} de la semaine." for step in range(0, 9, 3))
    return Item(title=f"Bulletin {number}", text=said)


def archive(issues):
    return tuple(
        Issue(
            date=date(2025, 9, 20) - timedelta(weeks=week),
            sections=tuple(
                Section(key=key, blocks=tuple(item(key, 3 * week + n) for n in range(3)))
                for key in WORDS
            ),
        )
        for week in range(issues)
    )


@pytest.fixture
def lessons(article):
    """The lessons of an archive of so many issues for one story of the sea, and that story."""

    def of(issues):
        one = article("a", "Nouvelles de la semaine", "Un chalut, la marée, un phare et son cargo.")
        story, readings = Story(id="sa", articles=(one,)), {"a": read(one)}
        memory = Memory([story], readings, archive(issues))
        return Lessons(memory, Placer(SECTIONS), [story], readings), story

    return of


def test_the_words_of_a_sections_items_speak_for_it(lessons):
    taught, story = lessons(10)
    assert taught.voice > 0
    lean = taught.lean(story)
    assert lean["sea"] > lean.get("garden", 0.0)


@pytest.mark.parametrize("issues", [0, 1, 3])
def test_a_young_archive_is_silent(lessons, issues):
    taught, story = lessons(issues)
    assert taught.voice == 0
    assert taught.lean(story) == {}


def test_an_archive_that_follows_no_rule_is_silent(lessons, monkeypatch):
    monkeypatch.setitem(WORDS, "garden", WORDS["sea"])
    taught, story = lessons(10)
    assert taught.lean(story) == {}
