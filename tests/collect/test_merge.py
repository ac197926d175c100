"""Articles found again and again: each page once, nothing lost."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.collect import merge
from digest.collect.article import make_article
from digest.model import Article

MOMENT = datetime(2025, 9, 25, tzinfo=UTC)
EXCERPT = "Une usine de puces ouvrira…"
WHOLE = "Une usine de puces ouvrira bientôt. Elle emploiera du monde."


def article(**known) -> Article:
    given_facts = {"url": "https://a.example/1", "title": "Puces", "text": EXCERPT, "source": "A"}
    return make_article(**given_facts | known)


ARTICLES = st.lists(
    st.builds(
        lambda number, text, published, by_hand: replace(
            make_article(
                url=f"https://a.example/{number}",
                title=f"Titre {number}",
                text=text,
                source="A",
                language="fr",
            ),
            published=published,
            by_hand=by_hand,
        ),
        st.integers(0, 4),
        st.sampled_from(["", EXCERPT, WHOLE, "Tout autre chose."]),
        st.none() | st.just(MOMENT),
        st.booleans(),
    ),
    max_size=6,
)


def lost(old: Article, new: Article) -> set[str]:
    return set(re.findall(r"\w+", old.text)) - set(re.findall(r"\w+", new.text))


@given(ARTICLES, ARTICLES)
def test_what_is_known_stays_in_its_place(known, found):
    before = merge((), known)
    after = merge(before, found)
    assert [one.id for one in after[: len(before)]] == [one.id for one in before]
    assert not any(map(lost, before, after))


@given(ARTICLES, ARTICLES)
def test_everything_found_is_there_once(known, found):
    ids = [one.id for one in merge(known, found)]
    assert set(ids) == {one.id for one in (*known, *found)}
    assert len(ids) == len(set(ids))


@given(ARTICLES, ARTICLES)
def test_merging_the_same_again_changes_nothing(known, found):
    once = merge(known, found)
    assert merge(once, found) == once


def test_an_excerpt_gives_way_to_its_article():
    assert merge([article()], [article(text=WHOLE)])[0].text == WHOLE


def test_a_text_does_not_shrink_to_its_excerpt():
    assert merge([article(text=WHOLE)], [article()])[0].text == WHOLE


def test_a_rewritten_text_does_not_replace_the_one_an_issue_rests_on():
    new = article(text="Le projet d’usine est abandonné, dit la région, qui cherche un repreneur.")
    assert merge([article()], [new])[0].text == EXCERPT


def test_an_unknown_date_becomes_known_and_a_known_one_stays():
    later = replace(article(), published=datetime(2025, 9, 26, tzinfo=UTC))
    assert merge([article()], [replace(article(), published=MOMENT)])[0].published == MOMENT
    assert merge([replace(article(), published=MOMENT)], [later])[0].published == MOMENT


def test_what_a_person_puts_in_stays_put_in_by_hand():
    by_hand = article(by_hand=True, path="inbox/1.md")
    for merged in (merge([article()], [by_hand]), merge([by_hand], [article()])):
        assert merged[0].by_hand
        assert merged[0].path == "inbox/1.md"


def test_the_same_page_by_another_link_is_one_article():
    other = article(url="https://A.example/1?utm_source=feed#top")
    assert len(merge([article()], [other])) == 1
