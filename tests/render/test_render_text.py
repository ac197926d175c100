from datetime import date

from digest.model import Issue, Item, Link, Prose, Section
from digest.render import render
from digest.render.edition import edition
from digest.render.text import plain_text

LONG = "https://a.example/" + "x" * 90 + "-y-z?q=1"


def text_of(newsletter, *blocks, columns=72):
    issue = Issue(date=date(2025, 9, 27), sections=(Section(title="Une", blocks=blocks),))
    return plain_text(edition(issue, newsletter=newsletter, variant="everyone"), columns=columns)


def test_at_most_72_columns_but_for_addresses(email):
    assert all(len(line) <= 72 for line in email.text.splitlines() if "://" not in line)


def test_headings_are_underlined_to_their_width(newsletter):
    assert "\nUne\n===\n" in text_of(newsletter, Prose(text="x"))


def test_addresses_stand_alone_and_are_not_wrapped(newsletter):
    text = text_of(newsletter, Prose(text=f"Voir [la page]({LONG}) entière."))
    assert "Voir la page entière." in text
    assert LONG in text.splitlines()


def test_an_item_hangs_from_its_bullet(newsletter):
    item = Item(title="Titre", text="mot " * 30, links=(Link(text="Journal", url=LONG),))
    lines = text_of(newsletter, item).split("• Titre")[1].splitlines()
    assert lines[1].startswith("  mot")
    assert f"  {LONG}" in lines
    assert lines[lines.index(f"  {LONG}") - 1] == "  Journal"


def test_no_break_spaces_hold(newsletter):
    text = text_of(newsletter, Prose(text="mot " * 17 + "« a » 1 000 € ?"))
    assert "«\u00a0a\u00a0»" in text
    assert "1\u202f000\u00a0€\u202f?" in text


def test_unwrapped(newsletter):
    text = text_of(newsletter, Prose(text="mot " * 60), columns=0)
    assert max(map(len, text.splitlines())) > 200


def test_code_keeps_its_lines(newsletter):
    assert "    a  b\n      c" in text_of(newsletter, Prose(text="```\na  b\n  c\n```"))


def test_signature_then_unsubscribe_last(email):
    assert "\n-- \nLa Boussole\n" in email.text
    assert email.text.splitlines()[-1] == "https://boussole.example/desabonnement"


def test_no_mark_of_html_or_markdown(issue, newsletter):
    clean = text_of(newsletter, Prose(text="**gras** & *penché*"))
    assert "gras & penché" in clean


def test_subscribers_read_more(issue, newsletter):
    free = render(issue, newsletter=newsletter, templates=None)
    paid = render(issue, newsletter=newsletter, templates=None, variant="subscribers")
    for name in ("html", "text", "web"):
        assert "seuls payants" not in getattr(free, name)
        assert "seuls payants" in getattr(paid, name)
