"""What past issues said of a name."""

from datetime import date

from digest.group.recall import Archive
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
    found = Archive(PAST).recall("nordal")
    assert [one.item.id for one in found] == ["s1", "s3"]
    assert found[0].sentences == ("Nordal pose un câble.",)
    assert found[1].sentences == ()


def test_accents_and_apostrophes_do_not_matter_and_whole_words_do():
    assert [one.item.id for one in Archive(PAST).recall("ENERGIA")] == ["s1"]
    assert [one.item.id for one in Archive(PAST).recall("arme")] == []
    assert [one.item.id for one in Archive(PAST).recall("câble nordal")] == []


def test_no_word_is_in_no_item():
    assert Archive(PAST).recall(" ’ ") == ()


def test_the_names_of_an_item_are_known_again_in_reading_order():
    item = Item(title="Nordal et Karibo", text="Le câble de Nordal va en *Énergia*. Karibo refuse.")
    found = Archive(PAST, lambda day: f"https://lettre.example/{day}").remembers(item)
    assert [(name, [one.item.id for one in told]) for name, told in found] == [
        ("Nordal", ["s1", "s3"]),
        ("Énergia", ["s1"]),
    ]
    assert found[0][1][0].address == "https://lettre.example/2025-09-20#s1"


def test_a_country_or_a_people_is_no_name_to_look_up():
    past = (
        Issue(
            date=date(2025, 9, 20),
            sections=(
                Section(blocks=(Item(title="La Norvège paie", text="Les Américains aussi."),)),
            ),
        ),
    )
    item = Item(title="La Norvège hésite", text="Et avec la Norvège les Américains attendent.")
    assert Archive(past).remembers(item) == ()


def test_one_name_in_two_lengths_is_one():
    item = Item(title="Le câble", text="Le groupe Nordal paie, dit le patron de Nordal Énergie.")
    past = (
        Issue(
            date=date(2025, 9, 20),
            sections=(
                Section(blocks=(Item(title="Le câble", text="Il va chez Nordal Énergie."),)),
            ),
        ),
    )
    assert len(Archive(past).remembers(item)) == 1
