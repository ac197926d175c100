"""What an editor sees after a rebuild, case by case."""

from dataclasses import replace
from datetime import date

import pytest

from digest.draft import Conflict, merge, offers
from digest.model import Issue, Item, Link, Note, Offer, Prose, Quote, Section, Subhead

A = Item(id="s0000001", title="A", text="texte a", links=(Link(text="x", url="https://a.org"),))
B = Item(id="s0000002", title="B", text="texte b", links=(Link(text="x", url="https://b.org"),))
C = Item(id="s0000003", title="C", text="texte c", links=(Link(text="x", url="https://c.org"),))
D = Item(id="s0000004", title="D", text="texte d", links=(Link(text="x", url="https://d.org"),))


def new(item):
    return replace(item, marks=(*item.marks, "new"))


def grown(item, by):
    return replace(item, marks=(*item.marks, f"more:{by}"))


def issue(*blocks, key="bubble", **fields):
    return Issue(
        date=date(2025, 9, 27), sections=(Section(key=key, title="Bulle", blocks=blocks),), **fields
    )


def merged(base, mine, theirs, **options):
    return merge(base, mine, theirs, **options).issue.sections[0].blocks


def test_what_was_not_touched_improves_field_by_field():
    mine = replace(A, title="Mon titre")
    theirs = replace(A, title="A bis", text="texte a, mieux", links=(*A.links, *B.links))
    found = merge(issue(A), issue(mine), issue(theirs))
    assert found.issue.sections[0].blocks == (grown(replace(theirs, title="Mon titre"), 1),)
    assert found.conflicts == (
        Conflict(where="Mon titre", field="title", mine="Mon titre", theirs="A bis", item=A.id),
    )


def test_both_saying_the_same_is_no_conflict():
    same = replace(A, title="Pareil")
    assert merge(issue(A), issue(same), issue(same)).conflicts == ()


def test_a_new_story_comes_in_at_its_rank():
    assert merged(issue(A, B), issue(A, B), issue(A, C, B)) == (A, new(C), B)


def test_a_new_story_comes_behind_what_was_added_to_the_one_before_it():
    added = Prose(text="Ma remarque sur A.")
    assert merged(issue(A, B), issue(A, added, B), issue(A, C, B)) == (A, added, new(C), B)


def test_a_new_story_does_not_come_between_a_subhead_and_its_story():
    added = Subhead(text="Mon intertitre")
    assert merged(issue(A, B), issue(A, added, B), issue(A, C, B)) == (A, new(C), added, B)


def test_an_order_made_by_hand_stays_and_one_that_was_not_follows_the_rank():
    assert merged(issue(A, B, C), issue(C, A, B), issue(B, A, C)) == (C, A, B)
    assert merged(issue(A, B, C), issue(A, C), issue(C, B, A)) == (C, A)


def test_a_story_that_left_goes_unless_the_editor_touched_it():
    mine = replace(B, text="mon texte")
    assert merged(issue(A, B, C), issue(A, mine, C), issue(C)) == (mine, C)


def test_a_story_moved_to_another_section_stays_there():
    base = Issue(
        date=date(2025, 9, 27), sections=(Section(key="x", blocks=(A, B)), Section(key="y"))
    )
    mine = replace(base, sections=(Section(key="x", blocks=(B,)), Section(key="y", blocks=(A,))))
    better = replace(A, text="mieux")
    theirs = replace(base, sections=(Section(key="x", blocks=(better, B)), Section(key="y")))
    found = merge(base, mine, theirs).issue
    assert [section.blocks for section in found.sections] == [(B,), (better,)]


def test_what_was_deleted_stays_away_even_after_a_week_without_it():
    first = merge(issue(A, B), issue(A), issue(A))
    second = merge(first.base, first.issue, issue(A, replace(B, text="autre")))
    assert second.issue.sections[0].blocks == (A,)


def test_nothing_enters_a_section_that_was_deleted():
    base = issue(A)
    assert merge(base, replace(base, sections=()), issue(A, B)).issue.sections == ()


def test_a_section_that_lost_its_comment_is_known_by_its_title():
    mine = issue(A, key=None)
    (section,) = merge(issue(A), mine, issue(A, B)).issue.sections
    assert (section.key, section.blocks) == (None, (A, new(B)))


def test_an_id_that_changed_is_followed():
    renamed = replace(A, id="s0000009", text="mieux", links=D.links)
    mine = replace(A, title="Mon titre")
    (found,) = merged(issue(A), issue(mine), issue(renamed), same={"s0000009": A.id})
    assert found == replace(renamed, title="Mon titre")


def test_an_id_that_changed_unannounced_is_known_by_its_pages():
    renamed = replace(A, id="s0000009", text="mieux", links=(*A.links, *D.links))
    mine = replace(A, title="Mon titre")
    found = merged(issue(A), issue(mine), issue(renamed))
    assert found == (grown(replace(renamed, title="Mon titre"), 1),)
    assert merged(issue(A, B), issue(B), issue(renamed, B)) == (B,)


@pytest.mark.parametrize("mark", ["locked", "held", "dropped"])
def test_a_marked_item_is_not_touched(mark):
    mine = replace(A, marks=(mark,))
    assert merged(issue(A), issue(mine), issue(replace(A, text="mieux"))) == (mine,)


def test_marks_of_both_sides_come_together():
    mine, theirs = replace(A, marks=("more:100",)), replace(A, marks=("lang:en",))
    assert merged(issue(A), issue(mine), issue(theirs))[0].marks == ("more:100", "lang:en")


def test_a_note_of_the_program_is_replaced_unless_it_was_touched():
    was, now, edited = (
        Note(text="3 sources lues"),
        Note(text="4 pages"),
        Note(text="3 sources vues"),
    )
    assert merged(issue(was, A), issue(was, A), issue(now, A)) == (now, A)
    assert merged(issue(was, A), issue(A), issue(now, A)) == (A,)
    assert merged(issue(was, A), issue(edited, A), issue(now, A)) == (edited, A)


def test_an_editorial_written_above_the_proposal_stays_while_the_proposal_improves():
    prose = Prose(text="Mon éditorial.")
    found = merged(
        issue(Note(text="faits : un")),
        issue(prose, Note(text="faits : un")),
        issue(Note(text="deux")),
    )
    assert found == (prose, Note(text="deux"))


def test_nothing_this_week_goes_when_something_comes():
    nothing = Note(text="Rien cette semaine.")
    assert merged(issue(nothing), issue(nothing), issue(A)) == (new(A),)


def test_a_quote_edited_by_hand_stands_beside_no_second_one():
    quote = Quote(text="« un deux trois quatre »", source="S")
    mine = replace(quote, text="« un deux trois cinq »")
    theirs = Quote(text="« tout autre chose »", source="T")
    found = merge(issue(A, quote), issue(A, mine), issue(A, theirs))
    assert found.issue.sections[0].blocks == (A, mine)
    assert [conflict.theirs for conflict in found.conflicts] == [theirs]


def test_the_head_is_merged_by_field():
    base = issue(title="un", subject="un", teaser=("a",))
    mine = replace(base, title="le mien", extra=(("clé", "valeur"),))
    theirs = replace(base, title="deux", subject="deux", teaser=("a", "b"))
    found = merge(base, mine, theirs)
    assert found.issue == replace(theirs, title="le mien", extra=(("clé", "valeur"),))
    assert [conflict.field for conflict in found.conflicts] == ["title"]


def test_a_story_that_grew_says_by_how_many_sources_until_the_editor_has_seen_it():
    two = replace(A, links=(*A.links, *B.links))
    four = replace(two, links=(*two.links, *C.links, *D.links))
    first = merge(issue(A), issue(A), issue(two))
    assert first.issue.sections[0].blocks == (grown(two, 1),)
    second = merge(first.base, first.issue, issue(four))
    assert second.issue.sections[0].blocks == (grown(four, 3),)
    seen = merge(second.base, issue(four), issue(four))
    assert seen.issue.sections[0].blocks == (four,)


def test_sources_chosen_by_hand_stay_and_the_growth_is_told_all_the_same():
    mine, theirs = replace(A, links=C.links), replace(A, links=(*A.links, *B.links))
    assert merged(issue(A), issue(mine), issue(theirs)) == (grown(mine, 1),)


def test_an_offer_stands_until_the_editor_says_it_or_the_build_no_longer_does():
    mine, theirs = replace(A, title="Mon titre"), replace(A, title="A bis")
    found = merge(issue(A), issue(mine), issue(theirs))
    first = offers(found.conflicts, before=(), mine=found.issue, theirs=issue(theirs))
    assert first == (Offer(where="Mon titre", field="title", item=A.id, text="A bis"),)
    again = {"conflicts": (), "before": first}
    assert offers(**again, mine=issue(mine), theirs=issue(theirs)) == first
    assert offers(**again, mine=issue(theirs), theirs=issue(theirs)) == ()
    assert offers(**again, mine=issue(mine), theirs=issue(A)) == ()
