import dataclasses
from datetime import date

import pytest

from digest.errors import RenderError
from digest.model import EDITORIAL, Epigraph, Issue, Item, Link, Note, Prose, Section, Subhead
from digest.render import render
from digest.render.edition import edition


@pytest.fixture
def print_of(newsletter):
    def make(*sections, variant="everyone", **fields):
        issue = Issue(date=date(2025, 9, 27), sections=sections, **fields)
        return edition(issue, newsletter=newsletter, variant=variant)

    return make


def test_notes_and_sections_with_nothing_else_are_left_out(print_of):
    printed = print_of(
        Section(title="A", blocks=(Note(text="à écrire"),)),
        Section(title="B", blocks=(Note(text="à écrire"), Prose(text="Écrit."))),
        Section(title="C", blocks=(Prose(text=" \n"), Item(id="x"))),
    )
    assert [part.title for part in printed.parts] == ["B"]
    assert [block.kind for block in printed.parts[0].blocks] == ["prose"]


def test_subscribers_sections_are_for_subscribers(print_of):
    paid = Section(title="Payant", audience="subscribers", blocks=(Prose(text="x"),))
    assert print_of(paid).parts == ()
    assert print_of(paid, variant="subscribers").parts[0].title == "Payant"


def test_another_variant_is_an_error(print_of):
    with pytest.raises(RenderError, match="'vip'"):
        print_of(variant="vip")


def test_the_date_is_computed_in_the_language_of_the_issue(print_of):
    assert print_of().date_line == "samedi 27 septembre 2025"
    assert print_of(language="en").date_line == "Saturday 27 September 2025"
    assert print_of().welcome == "Bienvenue dans La Boussole, samedi 27 septembre 2025."


def test_the_first_of_a_month_in_french(newsletter):
    printed = edition(Issue(date=date(2025, 10, 1)), newsletter=newsletter, variant="everyone")
    assert printed.date_line == "mercredi 1er octobre 2025"


def test_an_item_in_another_language_is_typeset_and_marked_so(print_of):
    item = Item(title='A "short" one', text="Really? Yes!", marks=("locked", "lang:en"))
    printed = print_of(Section(title="A", blocks=(item,))).parts[0].blocks[0]
    assert printed.lang == "en"
    assert printed.title == "A “short” one"


def test_a_link_keeps_its_words_and_only_a_safe_address(print_of):
    links = (
        Link(text="x", url="javascript:alert(1)"),
        Link(text="", url="https://www.journal.example/a?b=c"),
        Link(text="y", url='https://a.example/é "b"?c=%C3%A9'),
    )
    printed = print_of(Section(title="A", blocks=(Item(title="t", links=links),))).parts[0]
    assert printed.blocks[0].links == (
        Link(text="x", url=""),
        Link(text="journal.example", url="https://www.journal.example/a?b=c"),
        Link(text="y", url="https://a.example/%C3%A9%20%22b%22?c=%C3%A9"),
    )


def test_an_epigraph_stands_between_the_marks_of_its_language(print_of):
    def said(text, language="fr"):
        return print_of(epigraph=Epigraph(text=text), language=language).epigraph

    assert said("Bien penser") == "«\u00a0Bien penser\u00a0»"
    assert said("Think well", "en") == "“Think well”"
    assert said("« Bien penser »") == "«\u00a0Bien penser\u00a0»"
    assert said("") == ""


def test_no_heading_level_is_skipped(print_of):
    printed = print_of(
        Section(title="A", blocks=(Subhead(text="a"),)),
        Section(blocks=(Subhead(text="b"),)),
        preamble=(Subhead(text="c"),),
    )
    assert printed.preamble[0].level == 2
    assert [part.blocks[0].level for part in printed.parts] == [3, 2]


def test_an_editorial_with_a_title_of_its_own_says_what_it_is(print_of):
    def kicker(title):
        return (
            print_of(Section(key=EDITORIAL, title=title, blocks=(Prose(text="x"),))).parts[0].kicker
        )

    assert [kicker("La lampe"), kicker("Éditorial"), kicker("")] == ["Éditorial", "", ""]


def test_subject_and_preheader_have_stand_ins(print_of):
    points = tuple(f"Un point de la semaine, numéro {number}" for number in range(5))
    printed = print_of(title="Qui paie ?", teaser=points)
    assert printed.subject == "Qui paie\u00a0?"  # no narrow space: lists of mails show a box
    assert 40 <= len(printed.preheader) <= 90
    assert printed.preheader.endswith("…")


def test_addresses_are_those_configured(print_of, newsletter):
    assert print_of().online == "https://boussole.example/numeros/2025-09-27"
    plain = newsletter.model_copy(update={"url": "https://a.example", "unsubscribe_url": ""})
    bare = edition(Issue(date=date(2025, 9, 27)), newsletter=plain, variant="everyone")
    assert (bare.online, bare.unsubscribe) == ("https://a.example", "")


def test_texts_are_one_printable_line(print_of):
    printed = print_of(title="a\r\nBcc: x\x00\u202e", subject="s\nt", teaser=("p\u2028q",))
    assert (printed.title, printed.subject, printed.teaser) == ("a Bcc\u00a0: x", "s t", ("p q",))


def test_the_issue_itself_is_not_touched(issue, newsletter):
    before = dataclasses.replace(issue)
    edition(issue, newsletter=newsletter, variant="everyone")
    assert issue == before


def test_narrow_spaces_are_an_option(issue, newsletter):
    wide = newsletter.model_copy(update={"narrow_spaces": False})
    narrow, email = (render(issue, newsletter=one, templates=None) for one in (newsletter, wide))
    assert "\u202f" in narrow.html + narrow.text
    assert "\u202f" not in email.html + email.text + email.web
    assert email.text == narrow.text.replace("\u202f", "\u00a0")
