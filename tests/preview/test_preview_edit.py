"""Edits of the draft: each says exactly what was meant, and touches nothing else."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.draft import loads, normal, parse
from digest.errors import DraftError
from digest.model import Item
from digest.preview import edit
from digest.preview.edit import Place

DRAFT = """---
title: Un port se branche
date: 2025-09-27
---

## Le port <!-- port -->

*Un chapô.*

- **Le câble [arrive** • Le port a posé son câble. Il mesure 3 km.
  [Le Fil](https://fil.example/cable) <!-- s111111111111 -->

* **Les grues attendent** – Deux grues sont à l'arrêt.
- **Sans ligne vide** • Une phrase. <!-- s555555555555 lang:en -->

Un mot à moi.

## La ville

### Un intertitre

- À SURVEILLER : **La note** • Le coût sera connu jeudi.

  Un second paragraphe. <!-- s222222222222 new -->"""
ITEMS = [
    Place(section=number, block=at)
    for number, section in enumerate(loads(DRAFT).sections)
    for at, block in enumerate(section.blocks)
    if isinstance(block, Item)
]
places = st.sampled_from(ITEMS)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
line_ends = st.sampled_from(["\n", "\r\n"])


def item(text: str, at: Place) -> Item:
    found = parse(text).issue.sections[at.section].blocks[at.block]
    assert isinstance(found, Item)
    return found


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with its sign."""
    return [
        row.rstrip()
        for row in difflib.ndiff(before.splitlines(), after.splitlines())
        if row[0] in "+-"
    ]


def test_a_new_title_changes_one_line():
    at = ITEMS[0]
    old = item(DRAFT, at)
    after = edit.revise(DRAFT, at, title="Le câble est là", label="", body=old.text)
    assert changed(DRAFT, after) == [
        "- - **Le câble [arrive** • Le port a posé son câble. Il mesure 3 km.",
        "+ - **Le câble est là** • Le port a posé son câble. Il mesure 3 km.",
    ]


def test_a_person_s_own_way_of_writing_an_item_stays():
    at = ITEMS[1]
    after = edit.revise(DRAFT, at, title="Les grues repartent", label="", body=item(DRAFT, at).text)
    assert "* **Les grues repartent** – Deux grues sont à l'arrêt." in after


def test_a_lock_changes_the_comment_alone():
    after = edit.mark(DRAFT, ITEMS[0], "locked", on=True)
    assert changed(DRAFT, after) == [
        "-   [Le Fil](https://fil.example/cable) <!-- s111111111111 -->",
        "+   [Le Fil](https://fil.example/cable) <!-- s111111111111 locked -->",
    ]
    assert edit.mark(after, ITEMS[0], "locked", on=False) == DRAFT


def test_an_item_of_one_s_own_can_be_locked_and_unlocked():
    after = edit.mark(DRAFT, ITEMS[1], "locked", on=True)
    assert "à l'arrêt. <!-- locked -->" in after
    assert edit.mark(after, ITEMS[1], "locked", on=False) == DRAFT


def test_a_removed_item_leaves_no_double_blank_line():
    after = edit.remove(DRAFT, ITEMS[0])
    assert "\n\n\n" not in after
    assert len(changed(DRAFT, after)) == 3


def test_an_item_without_a_word_is_refused():
    with pytest.raises(DraftError, match="title or a text"):
        edit.revise(DRAFT, ITEMS[0], title=" ", label="", body="")


@pytest.mark.parametrize("at", [(0, 3), (0, 99), (9, 0), (1, 0)])
def test_a_place_without_an_item_is_refused(at: tuple[int, int]):
    with pytest.raises(DraftError, match="no item"):
        edit.remove(DRAFT, Place(section=at[0], block=at[1]))


@settings(max_examples=60, deadline=None)
@given(places, words, words, words, line_ends)
def test_whatever_is_typed_is_what_the_file_says_or_nothing_is_written(at, title, label, body, end):
    text = DRAFT.replace("\n", end)
    try:
        after = edit.revise(text, at, title=title, label=label, body=body)
    except DraftError:
        return
    before_issue, after_issue = parse(text).issue, parse(after).issue
    for number, section in enumerate(before_issue.sections):
        for block, kept in enumerate(section.blocks):
            if Place(section=number, block=block) != at:
                assert after_issue.sections[number].blocks[block] == kept
    assert item(after, at).links == item(text, at).links


@given(places, st.integers(0, 1), st.integers(0, 4), line_ends)
def test_a_move_keeps_every_word_and_every_other_place(at, section, block, end):
    text = DRAFT.replace("\n", end)
    issue = parse(text).issue
    block = min(block, len(issue.sections[section].blocks))
    after = edit.move(text, at, Place(section=section, block=block))
    assert sorted(after.split()) == sorted(text.split())
    moved = item(text, at)
    rest = [one for part in issue.sections for one in part.blocks if one != moved]
    assert [one for part in loads(after).sections for one in part.blocks if one != moved] == rest
    assert moved in loads(after).sections[section].blocks


@given(places, st.integers(0, 4))
def test_a_move_and_its_return_say_the_same_issue(at, block):
    to = Place(
        section=1 - at.section, block=min(block, len(loads(DRAFT).sections[1 - at.section].blocks))
    )
    there = edit.move(DRAFT, at, to)
    assert normal(loads(edit.move(there, to, at))) == normal(loads(DRAFT))
