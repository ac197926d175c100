"""Short texts: within the limit, made of the issue's own sentences."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.export import NETWORKS, short
from digest.model import Issue, Item, Section

URL = "https://veille.example/2025-09-27"


def issue(title: str = "Un port se branche", *teaser: str, text: str = "", **section) -> Issue:
    items = (Item(title="Le câble arrive", text=text),) if text else ()
    return Issue(
        date=date(2025, 9, 27),
        title=title,
        teaser=teaser,
        sections=(Section(blocks=items, **section),),
    )


def test_the_title_the_points_that_fit_and_the_address():
    told = issue("Un port se branche", "Le câble arrive", "x" * 300, "Les grues attendent")
    assert short(told, "x", address=URL) == (
        f"Un port se branche\n\n• Le câble arrive\n• Les grues attendent\n\n{URL}"
    )


def test_a_title_that_is_too_long_gives_way_to_a_point_and_is_not_cut():
    assert (
        short(issue("y" * 400, "Le câble arrive"), "bluesky", address=URL)
        == f"Le câble arrive\n\n{URL}"
    )


def test_linkedin_tells_the_first_sentence_of_items():
    told = issue(text="Le port a **posé** son [câble](https://a.example). Il mesure 3 km.")
    assert "Le câble arrive\nLe port a posé son câble." in short(told, "linkedin")
    assert "3 km" not in short(told, "linkedin")


@pytest.mark.parametrize("network", NETWORKS)
def test_what_is_for_subscribers_or_held_is_not_told(network: str):
    told = issue(text="Un secret.", audience="subscribers")
    held = Issue(
        date=told.date,
        title="Titre",
        sections=(Section(blocks=(Item(text="Un secret.", marks=("held",)),)),),
    )
    assert "secret" not in short(told, network) + short(held, network)


WORDS = st.text("abc é€日👩‍💻.’ \n", max_size=120)


@settings(max_examples=60)
@given(WORDS, st.lists(WORDS, max_size=6), WORDS, st.sampled_from(sorted(NETWORKS)))
def test_it_is_always_within_the_limit_and_in_words_of_the_issue(title, teaser, text, network):
    told = issue(title, *teaser, text=text)
    written = short(told, network, address=URL)
    assert NETWORKS[network].length(written) <= NETWORKS[network].limit
    said = " ".join([title, *teaser, text, "Le câble arrive", URL])
    for line in written.split("\n"):
        for word in line.removeprefix("• ").split():
            assert word in said
