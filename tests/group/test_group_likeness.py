"""What of two articles counts, and how much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.group.likeness import Likeness
from digest.group.views import read


def counted(one, other):
    """What counts of each view that both articles have something in."""
    alike = Likeness([read(one), read(other)], [one.published, other.published]).explain(0, 1)
    return {view: cosine for view, _, cosine, _ in alike.views}


def test_names_that_nothing_else_bears_out_count_little(article):
    one = article("1", "", "Hier, Kestrel a limité les inscriptions nouvelles.")
    other = article("2", "", "Jeudi, Kestrel répondra devant une commission.")
    assert counted(one, other)["words"] < 0.3
    assert counted(one, other)["facts"] == pytest.approx(0.27, abs=0.01)


def test_a_name_bears_out_no_name(article):
    said = "Kestrel, Kestrel, Kestrel, Kestrel."
    one = article("1", "", f"{said} Des inscriptions seront limitées.")
    other = article("2", "", f"{said} Une commission demande des comptes.")
    assert counted(one, other)["words"] > 0.2  # by the name alone
    assert counted(one, other)["facts"] == pytest.approx(0.27, abs=0.01)


def test_names_count_in_full_where_the_rest_is_alike(article):
    one = article("1", "", "Hier, Kestrel a limité les inscriptions nouvelles.")
    other = article("2", "", "Les inscriptions nouvelles, que Kestrel a limitées.")
    assert counted(one, other)["facts"] == pytest.approx(1)


def test_a_place_is_one_name_in_two_languages(article):
    one = article("1", "", "Hier, les députés de Londres et les Italiens ont signé.")
    other = article("2", "", "On Monday, members from London and Italy signed.", language="en")
    alike = Likeness([read(one), read(other)], [None, None]).explain(0, 1)
    facts = next(shared for view, _, _, shared in alike.views if view == "facts")
    assert set(facts) == {"londres", "italie"}


@given(st.lists(st.integers(0, 7), min_size=1, max_size=5), st.integers(0, 7))
def test_blocks_pairs_and_explanations_agree_and_are_symmetric(week, rows, column):
    import numpy as np

    likeness = Likeness([read(one) for one in week], [one.published for one in week])
    block = likeness.block(rows, [column])[:, 0]
    pairs = likeness.pairs(np.array([column] * len(rows)), np.array(rows))
    assert block == pytest.approx(pairs)
    assert block == pytest.approx([likeness.explain(row, column).total for row in rows])
    assert ((block >= 0) & (block <= 1)).all()
