"""A vouch: written by hand, bound to a sentence's words, put in with the smallest edit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.draft import dumps, loads, merge, parse
from digest.draft.vouch import add, key, read, vouches
from digest.errors import DraftError
from digest.model import Note

DRAFT = """---
date: 2025-09-27
language: fr
---

## France <!-- france -->

- **Un** • Le chantier coûte **1,3 Md€**. Il ouvre *mardi*.
  [Le Fil](https://example.org/a) <!-- s0123456789ab -->

- **Deux** • Rien. <!-- s1123456789ab -->
"""
SENTENCE = "Le chantier coûte 1,3 Md€."


@pytest.mark.parametrize(
    ("note", "sentence", "why"),
    [
        ("garanti : Le port ouvre.", "Le port ouvre.", ""),
        ("Garantie: Le port ouvre.", "Le port ouvre.", ""),
        ("vouched: The port opens.", "The port opens.", ""),
        ("vouched (by phone): The port opens.", "The port opens.", "by phone"),
        ("garanti (la mairie,\n le 25) :\nLe port\nouvre.", "Le port ouvre.", "la mairie, le 25"),
    ],
)
def test_a_person_writes_it_as_they_like(note, sentence, why):
    found = read(note)
    assert (found.sentence, found.why) == (sentence, why)


@pytest.mark.parametrize(
    "note", ["", "garanti", "garanti :", "à garantir : le prix", "Le prix est garanti : dix ans."]
)
def test_another_note_is_no_vouch(note):
    assert read(note) is None


@pytest.mark.parametrize(
    "typeset",
    [
        "Le chantier coûte 1,3\u00a0Md€ !",
        "le chantier coûte 1,3\u202fMd\u202f€",
        "Le chantier — coûte 1,3 Md€…",
        "Le chan\u00adtier coûte 1,3 Md€.",
    ],
)
def test_typography_is_free(typeset):
    assert key(typeset) == key(SENTENCE)


def test_a_power_is_not_its_digits():
    assert key("10² m") != key("102 m")


@pytest.mark.parametrize(
    "changed",
    [
        "Le chantier coûte 1,3 Md$.",
        "Le chantier coûte 13 Md€.",
        "Le chantier coûte 1.3 Md€.",
        "Le chantier coûte -1,3 Md€.",
        "Le chantier coûterait 1,3 Md€.",
        "Le chantier ne coûte pas 1,3 Md€.",
        "Chantier, le coûte 1,3 Md€.",
        "« Le chantier coûte 1,3 Md€. »",
        "Le chantier coûte 1,3 Md€ ?",
        "Le chantier coûte - 1,3 Md€.",
        "Le chantier coûte 1/3 Md€.",
    ],
)
def test_another_word_figure_or_sign_is_another_sentence(changed):
    assert key(changed) != key(SENTENCE)


words = st.lists(
    st.sampled_from(["le", "port", "coûte", "1,3", "400", "Md€", "$", "%", "n’a", "pas", "Texas"]),
    min_size=1,
)


@given(words, st.data())
def test_no_change_of_a_word_keeps_a_vouch(said, data):
    at = data.draw(st.integers(0, len(said) - 1))
    other = data.draw(st.sampled_from([[], ["navire"], [said[at], "navire"]]))
    changed = [*said[:at], *other, *said[at + 1 :]]
    assert key(" ".join(changed)) != key(" ".join(said))


@given(words, st.data())
def test_other_spaces_keep_it(said, data):
    spaces = st.sampled_from([" ", "\u00a0", "\u202f", "\n", "  "])
    typeset = "".join(word + data.draw(spaces) for word in said)
    assert key(typeset) == key(" ".join(said))


def test_guillemets_may_stand_round_the_copy_and_be_of_any_form():
    assert key(SENTENCE) in read(f"garanti : « {SENTENCE} »").keys
    assert key("Il crie « oui ».") == key("Il crie “oui”.") != key("Il crie oui.")


@pytest.mark.parametrize("pair", [("5 ₽", "5 ₩"), ("5 ₺", "5"), ("un tiers, 1/3", "un tiers, 1 3")])
def test_a_vouch_for_one_sum_is_none_for_another(pair):
    assert key(pair[0]) != key(pair[1])


def test_a_copy_of_two_sentences_holds_for_each():
    note = "garanti : Le chantier coûte 1,3 Md€. Il ouvre mardi."
    assert {key(SENTENCE), key("Il ouvre mardi.")} < read(note).keys


def test_one_is_added_behind_its_item_and_nothing_else_changes():
    changed = add(DRAFT, 0, 0, SENTENCE, why="vu sur place")
    row = f"\n<!-- garanti (vu sur place) : {SENTENCE} -->\n"
    assert row in changed
    assert changed.replace(row, "", 1) == DRAFT
    assert [one.sentence for one in vouches(loads(changed))] == [SENTENCE]


def test_one_is_added_in_english_too():
    changed = add(DRAFT.replace("language: fr", "language: en"), 0, 1, "Rien.")
    assert changed.endswith("-->\n\n<!-- vouched: Rien. -->\n")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_stay_those_of_the_file(end):
    draft = DRAFT.replace("\n", end)
    changed = add(draft, 0, 0, SENTENCE)
    assert changed.count(end) == draft.count(end) + 2
    assert changed.count("\n") == draft.count("\n") + 2


def test_a_sentence_is_vouched_for_once():
    once = add(DRAFT, 0, 0, SENTENCE)
    assert add(once, 0, 0, SENTENCE.replace(" ", "\u00a0")) == once


def test_it_stands_behind_the_notes_inside_the_item():
    draft = DRAFT.replace("Il ouvre", "<!-- vérifier --> Il ouvre")
    notes = [b for b in loads(add(draft, 0, 0, SENTENCE)).sections[0].blocks if type(b) is Note]
    assert [note.text for note in notes] == ["vérifier", f"garanti : {SENTENCE}"]


@pytest.mark.parametrize(("section", "block"), [(0, 2), (1, 0), (0, -3)])
def test_no_item_no_vouch(section, block):
    with pytest.raises(DraftError):
        add(DRAFT, section, block, SENTENCE)


def test_words_that_close_a_comment_close_nothing():
    said = "Il écrit --> <!-- puis part avec 3 M€."
    changed = add(DRAFT, 0, 0, said)
    assert key(said) in vouches(loads(changed))[0].keys
    assert parse(changed).issue.sections[0].items == loads(DRAFT).sections[0].items


def test_a_rebuild_keeps_it_where_it_is():
    base = loads(DRAFT)
    mine = loads(add(DRAFT, 0, 0, SENTENCE))
    better = replace(base.sections[0].items[1], text="Rien de neuf.")
    theirs = replace(
        base, sections=(replace(base.sections[0], blocks=(base.sections[0].blocks[0], better)),)
    )
    merged = merge(base, mine, theirs).issue
    again = merge(theirs, loads(dumps(merged)), theirs).issue
    for issue in (merged, again):
        kinds = [type(block).__name__ for block in issue.sections[0].blocks]
        assert kinds == ["Item", "Note", "Item"]
        assert vouches(issue) == vouches(mine)
