"""The editor's merges and splits: obeyed, whatever the articles say and whatever comes later."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import DigestError
from digest.group.constrain import links, merged, obey, split
from digest.group.stories import stories
from digest.group.views import read
from digest.model import Constraints, Story


def told(articles, constraints, copies=None):
    """The stories of `articles` as sets of ids."""
    known = {one.id: one for one in articles}
    followed, asked = obey(constraints, copies or {}, known)
    readings = {one.id: read(one) for one in articles if one.id not in followed}
    found = stories(readings, articles, copies=followed, language="fr", asked=asked)
    return {frozenset(one.id for one in story.articles) for story in found}


def ruled(*rulings):
    return Constraints(
        rulings=tuple(tuple(frozenset(group.split()) for group in one) for one in rulings)
    )


def sets(*stories):
    return {frozenset(story.split()) for story in stories}


def test_merged_stories_are_one_however_unlike(week):
    found = told(week, ruled(["b1 c1 c2"]))
    assert found == sets("a1 a2 a3", "b1 c1 c2", "d1 d2")


def test_a_split_parts_what_is_alike(week):
    found = told(week, ruled(["a3", "a1 a2"]))
    assert found == sets("a1 a2", "a3", "b1", "c1 c2", "d1 d2")


def test_the_articles_that_leave_tell_one_story(week):
    found = told(week, ruled(["a1 d1"], ["a1 d1", "a2 a3 d2"]))
    assert found == sets("a1 d1", "a2 a3 d2", "b1", "c1 c2")


def test_a_later_article_joins_the_part_of_a_merged_story_that_it_is_like(week, article):
    late = article("z", "La loi sur les écrans devant le Sénat", week[4].text, source="Tard")
    assert frozenset(["b1", "c1", "c2", "z"]) in told([*week, late], ruled(["b1 c1 c2"]))


def test_a_later_article_never_glues_what_was_split(week):
    late = replace(week[0], id="z", text=week[0].text + " " + week[2].text)
    found = told([*week, late], ruled(["a3", "a1 a2"]))
    assert not any({"a3", "a1"} <= story for story in found)


def test_the_later_ruling_wins(week):
    both = ruled(["a3", "a1 a2"], ["a1 a2 a3"])
    assert frozenset(["a1", "a2", "a3"]) in told(week, both)
    assert told(week, both.without_last()) == told(week, ruled(["a3", "a1 a2"]))


def test_a_copy_can_be_set_apart_from_its_original(week):
    copy = replace(week[0], id="z")
    copies = {"z": "a1"}
    assert frozenset(["a1", "a2", "a3", "z"]) in told([*week, copy], ruled(), copies)
    found = told([*week, copy], ruled(["z", "a1 a2 a3"]), copies)
    assert {frozenset("z"), frozenset(["a1", "a2", "a3"])} <= found


def test_a_merge_that_names_a_copy_means_its_original(week):
    copy = replace(week[0], id="z")
    found = told([*week, copy], ruled(["z b1"]), {"z": "a1"})
    assert any({"a1", "b1", "z"} <= story for story in found)


def test_a_ruling_on_an_article_that_is_gone_says_nothing(week):
    assert told(week, ruled(["gone a1"], ["gone", "a1"])) == told(week, ruled())


def test_the_order_of_the_articles_does_not_matter(week):
    constraints = ruled(["b1 c1"], ["a1", "a2 a3"])
    assert told(tuple(reversed(week)), constraints) == told(week, constraints)


IDS = st.sets(st.sampled_from("abcdef"), min_size=1, max_size=4).map(frozenset)
RULINGS = st.lists(st.lists(IDS, min_size=1, max_size=2).map(tuple), max_size=5)


@given(RULINGS)
def test_no_two_articles_are_asked_to_be_together_and_apart(rulings):
    asked = links(Constraints(rulings=tuple(rulings)), "abcdef")
    assert all(len(pair) == 2 for pair in asked.apart)
    assert all(asked.name(name) == name for pair in asked.apart for name in pair)


@given(RULINGS)
def test_the_latest_merge_or_split_always_holds(rulings):
    latest = (frozenset("ab"), frozenset("cd"))
    asked = links(Constraints(rulings=(*rulings, latest)), "abcdef")
    assert asked.between("a", "b") == asked.between("c", "d") == "together"
    assert {asked.between(one, other) for one in "ab" for other in "cd"} == {"apart"}


def test_a_merge_of_one_story_and_a_split_of_all_or_of_strangers_are_refused(week):
    story = Story(id="sa1", articles=week[:3])
    with pytest.raises(DigestError, match="two stories"):
        merged(Constraints(), [story, story])
    with pytest.raises(DigestError, match="no article left"):
        split(Constraints(), story, week[:3])
    with pytest.raises(DigestError, match="is not in the story"):
        split(Constraints(), story, week[3:4])
