"""Blocks put in, taken out, moved and reworded: every other byte of the file stays."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest import edit
from digest.draft import loads, normal, parse
from digest.edit import PREAMBLE, Place
from digest.errors import DraftError
from digest.model import Item, Note, Prose, Quote

from .draft import BLOCKS, DRAFT, ITEMS, PARTS, block, blocks, changed

line_ends = st.sampled_from(["\n", "\r\n"])
PROSE, QUOTE = Place(section=0, block=3), Place(section=0, block=4)


def test_a_removed_item_leaves_no_double_blank_line():
    after = edit.remove(DRAFT, ITEMS[0])
    assert "\n\n\n" not in after
    assert len(changed(DRAFT, after)) == 3


def test_a_paragraph_is_said_in_other_words_and_only_its_line_changes():
    after = edit.reword(DRAFT, PROSE, "Un **autre** mot.")
    assert changed(DRAFT, after) == ["- Un mot à moi.", "+ Un **autre** mot."]


def test_a_paragraph_becomes_two():
    after = edit.reword(DRAFT, PROSE, "Un mot.\n\nUn autre.")
    assert "\n\nUn mot.\n\nUn autre.\n\n> «" in after


def test_a_pull_quote_keeps_its_source():
    after = edit.reword(DRAFT, QUOTE, "« Une autre »")
    assert changed(DRAFT, after) == ["- > « Une citation »", "+ > « Une autre »"]


def test_the_source_of_a_pull_quote_changes_alone_and_goes():
    words = block(DRAFT, QUOTE).text
    after = edit.reword(DRAFT, QUOTE, words, source="Une autre *source*")
    assert changed(DRAFT, after) == ["- > — Une source", "+ > — Une autre *source*"]
    assert block(edit.reword(after, QUOTE, words, source=""), QUOTE) == Quote(text=words)


def test_words_before_the_first_section_are_put_in_reworded_and_taken_out():
    first = Place(section=PREAMBLE, block=0)
    after = edit.reword(DRAFT, first, "Avant tout, bravo.")
    assert changed(DRAFT, after) == ["- Avant tout, merci.", "+ Avant tout, bravo."]
    empty = edit.remove(edit.remove(DRAFT, first), first)
    assert "---\n\n## Le port" in empty
    again = edit.insert(empty, first, Prose(text="Me voici."))
    assert "---\n\nMe voici.\n\n## Le port" in again


def test_what_looks_like_structure_stays_a_paragraph():
    after = edit.insert(DRAFT, Place(section=1, block=0), Prose(text="*tout en italique*"))
    assert block(after, Place(section=1, block=0)) == Prose(text="*tout en italique*")


@pytest.mark.parametrize("words", ["", " \n "])
def test_no_word_is_refused(words):
    with pytest.raises(DraftError, match="no word"):
        edit.reword(DRAFT, PROSE, words)
    with pytest.raises(DraftError, match="no word"):
        edit.insert(DRAFT, PROSE, Prose(text=words))


@given(st.sampled_from(BLOCKS), st.sampled_from(PARTS), st.integers(0, 5), line_ends)
def test_a_move_keeps_every_word_and_every_other_place(at, part, spot, end):
    text = DRAFT.replace("\n", end)
    spot = min(spot, len(blocks(text, part)))
    after = edit.move(text, at, Place(section=part, block=spot))
    assert sorted(after.split()) == sorted(text.split())
    moved = block(text, at)
    for one in PARTS:
        rest = [other for other in blocks(text, one) if other != moved]
        assert [other for other in blocks(after, one) if other != moved] == rest
    assert moved in blocks(after, part)


@given(st.sampled_from(BLOCKS), st.sampled_from(PARTS), st.integers(0, 5))
def test_a_move_and_its_return_say_the_same_issue(at, part, spot):
    assume(part != at.section)
    to = Place(section=part, block=min(spot, len(blocks(DRAFT, part))))
    there = edit.move(DRAFT, at, to)
    assert normal(loads(edit.move(there, to, at))) == normal(loads(DRAFT))


typed = st.lists(
    st.sampled_from(["## ", "- ", "> ", "<!--", "-->", "mot", " ", "\n", "\n\n", "*", "é", "— "]),
    max_size=8,
).map("".join)


@given(st.sampled_from([one for one in BLOCKS if one not in ITEMS]), typed, line_ends)
def test_whatever_is_typed_stands_there_and_touches_nothing_else(at, words, end):
    text = DRAFT.replace("\n", end)
    try:
        after = edit.reword(text, at, words)
    except DraftError:
        return
    before, now = parse(text).issue, parse(after).issue
    assert [one for one in now.items if isinstance(one, Item)] == list(before.items)
    assert all(blocks(after, one) == blocks(text, one) for one in PARTS if one != at.section)


@given(st.sampled_from(BLOCKS), typed)
def test_a_note_put_in_is_seen_by_the_editor_alone(at, words):
    try:
        after = edit.insert(DRAFT, at, Note(text=words))
    except DraftError:
        return
    assert isinstance(block(after, at), Note)
    assert edit.remove(after, at).split() == DRAFT.split()
