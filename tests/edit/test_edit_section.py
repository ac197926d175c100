"""Sections: another title, standfirst or audience; new ones, moved ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import edit
from digest.draft import loads
from digest.errors import DraftError

from .draft import DRAFT, changed

line_ends = st.sampled_from(["\n", "\r\n"])


def test_a_new_title_changes_the_heading_alone():
    assert changed(DRAFT, edit.section(DRAFT, 0, title="Le quai")) == [
        "- ## Le port <!-- port -->",
        "+ ## Le quai <!-- port -->",
    ]


def test_an_audience_is_said_in_the_heading_and_taken_back():
    after = edit.section(DRAFT, 0, audience="subscribers")
    assert "## Le port <!-- port subscribers -->" in after
    assert edit.section(after, 0, audience="everyone") == DRAFT


def test_a_standfirst_is_written_changed_and_taken_away():
    first = edit.section(DRAFT, 1, standfirst="En une phrase.")
    assert "## La ville\n\n*En une phrase.*\n\n### Un intertitre" in first
    assert edit.section(first, 1, standfirst="") == DRAFT
    assert changed(DRAFT, edit.section(DRAFT, 0, standfirst="Autre.")) == [
        "- *Un chapô.*",
        "+ *Autre.*",
    ]


def test_the_company_line_is_written_beneath_the_standfirst_changed_and_taken_away():
    first = edit.section(DRAFT, 0, companies=("Nordal", "Quai & Fils"))
    assert "*Un chapô.*\n\nNordal • Quai & Fils\n\n- **Le câble" in first
    assert changed(first, edit.section(first, 0, companies=("Nordal",), standfirst="Autre.")) == [
        "- *Un chapô.*",
        "+ *Autre.*",
        "- Nordal • Quai & Fils",
        "+ Nordal <!-- companies -->",
    ]
    assert edit.section(first, 0, companies=()) == DRAFT


def test_a_new_section_stands_between_two_others():
    after = edit.add_section(DRAFT, 1, "Le fleuve")
    assert [one.title for one in loads(after).sections] == ["Le port", "Le fleuve", "La ville"]
    assert edit.remove_section(after, 1) == DRAFT


def test_a_section_needs_a_title():
    with pytest.raises(DraftError, match="title"):
        edit.add_section(DRAFT, 1, " ")


@given(st.integers(0, 1), st.integers(0, 2), line_ends)
def test_a_moved_section_keeps_every_word(number, to, end):
    text = DRAFT.replace("\n", end)
    after = edit.move_section(text, number, to)
    assert sorted(after.split()) == sorted(text.split())
    swapped = (number, to) in {(0, 2), (1, 0)}
    titles = ["La ville", "Le port"] if swapped else ["Le port", "La ville"]
    assert [one.title for one in loads(after).sections] == titles


@given(st.integers(0, 1), st.text(max_size=20), line_ends)
def test_whatever_title_is_typed_is_the_section_s_and_nothing_else_changes(number, title, end):
    text = DRAFT.replace("\n", end)
    try:
        after = edit.section(text, number, title=title)
    except DraftError:
        return
    for before, now in zip(loads(text).sections, loads(after).sections, strict=True):
        assert (before.key, before.blocks) == (now.key, now.blocks)
