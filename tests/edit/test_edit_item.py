"""What an item says, changed: exactly what was meant, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import edit
from digest.draft import parse
from digest.edit import Place
from digest.errors import DraftError
from digest.model import Link

from .draft import DRAFT, ITEMS, block, changed

places = st.sampled_from(ITEMS)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
line_ends = st.sampled_from(["\n", "\r\n"])


def test_a_new_title_changes_one_line():
    at = ITEMS[0]
    after = edit.revise(DRAFT, at, title="Le câble est là", label="", body=block(DRAFT, at).text)
    assert changed(DRAFT, after) == [
        "- - **Le câble [arrive** • Le port a posé son câble. Il mesure 3 km.",
        "+ - **Le câble est là** • Le port a posé son câble. Il mesure 3 km.",
    ]


def test_a_person_s_own_way_of_writing_an_item_stays():
    at = ITEMS[1]
    body = block(DRAFT, at).text
    after = edit.revise(DRAFT, at, title="Les grues repartent", label="", body=body)
    assert "* **Les grues repartent** – Deux grues sont à l'arrêt." in after


def test_a_source_s_address_changes_alone_and_one_more_joins_its_line():
    at, was = ITEMS[0], block(DRAFT, ITEMS[0])

    def linked(text: str, *links: Link) -> str:
        return edit.revise(text, at, title=was.title, label="", body=was.text, links=links)

    here = Link(text="Le Fil", url="https://fil.example/autre")
    after = linked(DRAFT, here)
    assert changed(DRAFT, after) == [
        "-   [Le Fil](https://fil.example/cable) <!-- s111111111111 -->",
        "+   [Le Fil](https://fil.example/autre) <!-- s111111111111 -->",
    ]
    more = linked(after, here, Link(text="Le Quai", url="https://quai.example/"))
    assert len(changed(after, more)) == 2
    assert block(linked(more), at).links == ()


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


def test_an_item_without_a_word_is_refused():
    with pytest.raises(DraftError, match="title or a text"):
        edit.revise(DRAFT, ITEMS[0], title=" ", label="", body="")


@pytest.mark.parametrize("at", [(0, 3), (0, 99), (9, 0), (1, 0)])
def test_a_place_without_an_item_is_refused(at: tuple[int, int]):
    place = Place(section=at[0], block=at[1])
    with pytest.raises(DraftError, match="any more"):
        edit.mark(DRAFT, place, "locked", on=True)


@settings(max_examples=60)
@given(places, words, words, words, line_ends)
def test_whatever_is_typed_is_what_the_file_says_or_nothing_is_written(at, title, label, body, end):
    text = DRAFT.replace("\n", end)
    try:
        after = edit.revise(text, at, title=title, label=label, body=body)
    except DraftError:
        return
    before_issue, after_issue = parse(text).issue, parse(after).issue
    for number, section in enumerate(before_issue.sections):
        for spot, kept in enumerate(section.blocks):
            if Place(section=number, block=spot) != at:
                assert after_issue.sections[number].blocks[spot] == kept
    assert block(after, at).links == block(text, at).links


def test_a_second_paragraph_is_indented_and_the_line_before_it_empty():
    at = ITEMS[0]
    body = "Le port a posé son câble. Il mesure 3 km.\n\nEt après ?"
    after = edit.revise(DRAFT, at, title=block(DRAFT, at).title, label="", body=body)
    assert changed(DRAFT, after) == ["+", "+   Et après ?"]
