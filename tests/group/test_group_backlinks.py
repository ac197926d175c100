"""Names in an issue link to the past issue that told of them; no word changes."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Newsletter
from digest.draft.plain import plain
from digest.group.backlinks import _link, backlinked
from digest.model import Issue, Item, Link, Section
from digest.render import render

OLD = Issue(
    date=date(2025, 9, 20),
    sections=(
        Section(
            blocks=(
                Item(title="Nordal pose un câble", text="Karibo l'a vendu."),
                Item(title="Énergia paie", text="Rien."),
                Item(title="Halvard part", text="Rien."),
            )
        ),
        Section(audience="subscribers", blocks=(Item(title="Ostrel triche", text="Rien."),)),
    ),
)


def address(day):
    return f"https://lettre.example/{day}"


def issue(*texts, links=()):
    items = tuple(Item(title="Titre", text=text, links=links) for text in texts)
    return Issue(date=date(2025, 9, 27), sections=(Section(title="Port", blocks=items),))


def told(*texts, **more):
    made = backlinked(issue(*texts, **more), [OLD], more.get("address", address))
    return [item.text for item in made.items]


def test_the_first_mention_of_a_name_is_linked_and_no_other():
    assert told("Le port et Nordal signent. Nordal paie.", "Hier, Nordal a payé.") == [
        "Le port et [Nordal](https://lettre.example/2025-09-20#nordal-pose-un-cable) signent. Nordal paie.",
        "Hier, Nordal a payé.",
    ]


def test_a_name_that_was_only_mentioned_or_told_to_subscribers_is_not_linked():
    text = "Le câble de Karibo plaît à Ostrel."
    assert told(text) == [text]


def test_an_item_that_links_to_that_issue_already_gets_no_second_link():
    text = "Le port et Nordal signent."
    assert told(text, links=(Link(text="n° 140", url=address("2025-09-20")),)) == [text]


def test_without_an_address_nothing_is_linked():
    draft = issue("Le port et Nordal signent.")
    assert backlinked(draft, [OLD], lambda _: "") == draft


def test_a_mention_inside_a_link_or_code_is_passed_over():
    text = "Voir [chez Nordal](https://nordal.example), `Nordal` et Nordal."
    linked = text.replace(
        "et Nordal", "et [Nordal](https://lettre.example/2025-09-20#nordal-pose-un-cable)"
    )
    assert told(text) == [linked]


def test_a_name_inside_a_longer_one_is_passed_over():
    longer = "Hier, Nordal Corp, Port Nordal, Nordal & Fils, **Nordal** Corp et Nordal-Est signent"
    assert told(f"{longer}.") == [f"{longer}."]
    linked = "[Nordal](https://lettre.example/2025-09-20#nordal-pose-un-cable)"
    assert told(f"{longer} avec Nordal.") == [f"{longer} avec {linked}."]
    assert told("Le Nordal signe.") == [f"Le {linked} signe."]


def test_no_half_of_an_address_and_nothing_behind_a_backslash_is_linked():
    for text in ("Sur Nordal.com et www.Nordal.fr", r"Un \Nordal écrit ainsi", "à a@Nordal.org"):
        assert told(f"{text}.") == [f"{text}."]
    assert told("Chez Nordal.") == [
        "Chez [Nordal](https://lettre.example/2025-09-20#nordal-pose-un-cable)."
    ]


@pytest.mark.parametrize(
    "piece",
    ["a", "a@", "`", "[", "[\\", "[a](", "[a][", "![", "\\", "<", "{", "\n", "\n ", "https://", "`a` ",
     "`Nordal` ", "Nordal Corp ", "* "],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_its_length(linear, piece):
    linear(lambda text: _link(text, "Nordal", "https://lettre.example"), piece * 20_000)


SIGNS = ["Nordal", "Énergia", "Halvard", " ", " ", "le", ".", "[", "]", "(", ")", "*", "_", "`", "<",
         ">", "\\", "{", "}", "|", "!", "https://a.example/Nordal", "\n", "\n\n", "- ", "    ", "#",
         "&amp;", "'", '"', "1. ", "@", ":"]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
def test_readers_read_the_same_words_whatever_the_text_is(text):
    before = issue(text)
    after = backlinked(before, [OLD], address)
    assert [plain(item.text) for item in after.items] == [plain(item.text) for item in before.items]
    assert page(after) == page(before)


def page(draft):
    """The words of the web page."""
    newsletter = Newsletter(name="La Veille")
    web = render(draft, newsletter=newsletter, templates=None).web
    return re.sub(r"</?a\b[^>]*>", "", web)
