"""Which articles tell one event."""

import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.group.stories import stories
from digest.group.views import read


def told(articles, copies=None, language="fr"):
    """The stories of `articles` as sets of ids, by story id."""
    copies = copies or {}
    readings = {one.id: read(one) for one in articles if one.id not in copies}
    found = stories(readings, articles, copies=copies, language=language)
    return {story.id: tuple(one.id for one in story.articles) for story in found}


def as_sets(found):
    return {frozenset(ids) for ids in found.values()}


EVENTS = {frozenset(ids.split()) for ids in ("a1 a2 a3", "b1", "c1 c2", "d1 d2")}


def test_one_event_is_one_story_in_two_languages(week):
    assert as_sets(told(week)) == EVENTS


@settings(max_examples=20)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_articles_does_not_matter(week, seed):
    shuffled = list(week)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # no secret
    assert told(shuffled) == told(week)


@settings(max_examples=20)
@given(data=st.data())
def test_every_article_is_in_exactly_one_story(week, data):
    some = data.draw(st.lists(st.sampled_from(week), unique=True))
    ids = [key for story in told(some).values() for key in story]
    assert sorted(ids) == sorted(one.id for one in some)


def test_copies_join_their_original_and_change_no_other_story(week):
    copies = [replace(week[0], id=f"z{number}", publisher=f"p{number}") for number in range(5)]
    found = told([*week, *copies], {one.id: "a1" for one in copies})
    assert {frozenset(key for key in ids if key[0] != "z") for ids in found.values()} == EVENTS
    assert {one.id for one in copies} < set(found["sa1"])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\u202f"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("'", "’"),
    ],
    ids=["no-break space", "narrow space", "decomposed", "curly apostrophe"],
)
def test_the_way_a_text_is_typed_does_not_matter(week, change):
    typed = [replace(one, title=change(one.title), text=change(one.text)) for one in week]
    assert told(typed) == told(week)


def test_titles_in_capitals_or_small_letters_stay_in_their_story(week):
    for change in (str.upper, str.lower):
        assert as_sets(told([replace(one, title=change(one.title)) for one in week])) == EVENTS


def test_a_round_up_does_not_glue_the_events_it_tells(week, article):
    text = "\n\n".join(f"{one.title}. {one.text[:120]}" for one in week if one.language == "fr")
    round_up = article("r", "La semaine en cinq nouvelles", text, source="La Revue")
    found = as_sets(told([*week, round_up]))
    assert {ids - {"r"} for ids in found} - {frozenset()} == EVENTS


def test_two_events_that_share_but_a_name_are_two_stories(week, article):
    limited = article(
        "v1",
        "New accounts limited after an attack",
        "Kestrel said on Thursday that it was restricting registrations because of malicious "
        "traffic. Users who already have an account can log in as usual. Engineers work on a "
        "remedy, the status page adds, without a word about when the limits will be lifted.",
        language="en",
    )
    asked = article(
        "v2",
        "L'autorité demande des comptes",
        "L'autorité de protection des données a demandé à Kestrel où il conserve les informations "
        "personnelles. L'entreprise a vingt jours pour répondre. Faute de quoi le service pourrait "
        "être suspendu, prévient le gendarme de la vie privée dans un courrier rendu public.",
    )
    assert as_sets(told([*week, limited, asked])) == EVENTS | {frozenset({"v1"}), frozenset({"v2"})}


def test_a_story_is_named_after_its_earliest_article_and_keeps_its_name(week):
    before = told(week[1:])
    assert "sa2" in before
    after = told(week)
    assert "sa1" in after
    assert {"sb1", "sc1", "sd1"} <= set(before) & set(after)


def test_the_lead_is_in_the_language_of_the_newsletter(week):
    assert told(week, language="fr")["sd1"][0] == "d2"
    assert told(week, language="en")["sd1"][0] == "d1"
    assert told(week, language="en")["sa1"][0] == "a3"


def test_far_dates_lower_the_likeness(week):
    apart = [replace(one, published=one.published.replace(month=3)) for one in week[1:2]]
    together = told([week[0], week[1]])
    assert len(together) <= len(told([week[0], *apart]))


def test_undated_articles_join(week):
    assert as_sets(told([replace(one, published=None) for one in week])) == EVENTS


def test_nothing_makes_no_story():
    assert told([]) == {}


def test_articles_without_a_word_stay_alone(article):
    assert len(told([article("1", "", ""), article("2", "", "…")])) == 2


def test_embeddings_join_what_shares_no_word_and_part_nothing_that_words_join(week, article):
    far = article("z", "Sodro Bergenre", "Pikola trema valuni sorka dela.", language="it")
    found = {one.id: read(one) for one in (*week, far)}
    axes = {"a": 0, "b": 1, "c": 2, "d": 3, "z": 2}
    vectors = {key: [float(axis == axes[key[0]]) for axis in range(4)] for key in found}
    with_it = {one.id: read(one, vectors[one.id]) for one in (*week, far)}
    stories_of = lambda readings: {  # noqa: E731  # two calls of one line
        frozenset(a.id for a in one.articles)
        for one in stories(readings, [*week, far], copies={}, language="fr")
    }
    assert frozenset({"z"}) in stories_of(found)
    assert frozenset({"c1", "c2", "z"}) in stories_of(with_it)
    assert EVENTS - {frozenset({"c1", "c2"})} <= stories_of(with_it)
