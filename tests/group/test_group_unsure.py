"""A section that is a guess says so: a mark on the item, a note for the editor."""

from dataclasses import replace
from datetime import date

from digest.config import SectionRule
from digest.group.unsure import decided, mark_unsure
from digest.model import Issue, Item, Note, Placement, Score, Section, Story

SECTIONS = (SectionRule(key="law", title="Loi"), SectionRule(key="money", title="Argent"))


def test_the_item_is_marked_and_the_note_names_both_sections(week):
    items = (Item(id="sa1", title="Un", marks=("lang:en",)), Item(id="sb1", title="Deux"))
    issue = Issue(date=date(2025, 9, 27), sections=(Section(key="law", blocks=items),))
    placed = [
        Placement(
            story=Story(id="sa1", articles=week[:1]),
            section="law",
            score=Score(),
            unsure=("law", "money"),
        ),
        Placement(story=Story(id="sb1", articles=week[3:4]), section="law", score=Score()),
    ]
    blocks = mark_unsure(issue, placed, sections=SECTIONS).sections[0].blocks
    assert blocks[0].marks == ("lang:en", "unsure")
    assert blocks[1] == Note(text="Rubrique incertaine : Loi / Argent.")
    assert blocks[2] == items[1]


ASKS = Note(text="Rubrique incertaine : Loi / Argent.")


def sections(law, money):
    return Issue(
        date=date(2025, 9, 27),
        sections=(Section(key="law", blocks=law), Section(key="money", blocks=money)),
    )


def test_an_item_that_was_moved_or_locked_is_a_guess_no_more():
    moved, locked = Item(id="sa1", marks=("unsure",)), Item(id="sb1", marks=("unsure",))
    left = Item(id="sc1", marks=("unsure",))
    proposed = sections((moved, ASKS, locked, ASKS, left, ASKS), ())
    mine = sections(
        (replace(locked, marks=("unsure", "locked")), ASKS, left, ASKS), (moved, ASKS, ASKS)
    )
    after = decided(mine, proposed)
    assert after.sections[0].blocks == (replace(locked, marks=("locked",)), left, ASKS)
    assert after.sections[1].blocks == (replace(moved, marks=()), ASKS)


def test_what_an_editor_wrote_to_the_question_stays():
    item, note = Item(id="sa1", marks=("unsure",)), replace(ASKS, text=f"{ASKS.text}\nRappeler.")
    same = replace(ASKS, text=f"{ASKS.text} Rappeler.")
    locked = replace(item, marks=("unsure", "locked"))
    after = decided(sections((locked, note, locked, same), ()), sections((item, ASKS), ()))
    done = replace(item, marks=("locked",))
    assert after.sections[0].blocks == (done, Note(text="Rappeler."), done, same)


def test_a_closed_issue_stays_as_it_is():
    item = Item(id="sa1", marks=("unsure", "locked"))
    closed = replace(sections((item, ASKS), ()), frozen="yes")
    assert decided(closed, closed) == closed
