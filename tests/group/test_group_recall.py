"""What past issues said of a name."""

from datetime import date

from digest.group.recall import recall
from digest.model import Issue, Item, Section

ITEMS = (
    Item(id="s1", title="Un câble de plus", text="Nordal pose un câble. L'État d’Énergia le paie."),
    Item(id="s2", title="Une armée de robots", text="Rien d'autre à dire."),
    Item(id="s3", title="Nordal en Bourse", text="La société vend un dixième de ses actions."),
)
PAST = (
    Issue(date=date(2025, 9, 20), sections=(Section(title="Énergie", blocks=ITEMS[:2]),)),
    Issue(date=date(2025, 9, 13), sections=(Section(title="Bourse", blocks=ITEMS[2:]),)),
)


def test_the_sentences_that_name_it_come_newest_first():
    found = recall("nordal", PAST)
    assert [one.item.id for one in found] == ["s1", "s3"]
    assert found[0].sentences == ("Nordal pose un câble.",)
    assert found[1].sentences == ()


def test_accents_and_apostrophes_do_not_matter_and_whole_words_do():
    assert [one.item.id for one in recall("ENERGIA", PAST)] == ["s1"]
    assert [one.item.id for one in recall("arme", PAST)] == []
    assert [one.item.id for one in recall("câble nordal", PAST)] == []


def test_no_word_is_in_no_item():
    assert recall(" ’ ", PAST) == ()
