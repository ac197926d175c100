"""The dates of an issue, read from its draft, and the calendar file of them."""

from datetime import date

from icalendar import Calendar

from digest.config import Newsletter
from digest.model import AGENDA, Issue, Item, Link, Section
from digest.render.diary import appointments, calendar

FAIR = Item(
    id="s1-2025-10-01",
    title="Mercredi 1er et jeudi 2 octobre",
    text="Le **salon** Givre ouvre à [Oslo](https://oslo.example) ; cinq mille visiteurs, dit-on.",
    links=(Link(text="Fil", url="https://fil.example/salon"),),
)
LATER = Item(
    id="s2", title="Une loi", label="À SURVEILLER", text="Le vote est prévu d'ici début 2026."
)
LETTER = Newsletter(name="Essai")


def issue(*agenda, watch=()):
    parts = (Section(key=AGENDA, blocks=agenda), Section(key="law", blocks=watch))
    return Issue(date=date(2025, 9, 27), sections=parts)


def test_agenda_and_items_to_watch_soonest_first():
    found = appointments(
        issue(FAIR, watch=(LATER, Item(title="Le 3 octobre", text="Le 3 octobre.")))
    )
    assert [(one.first, one.exact, one.item.id) for one in found] == [
        (date(2025, 10, 1), True, "s1-2025-10-01"),
        (date(2026, 1, 1), False, "s2"),
    ]


def test_an_item_to_watch_gives_its_dated_sentence_and_repeats_no_date_of_the_agenda():
    watched = Item(
        id="s3",
        label="À SURVEILLER",
        text="Rien ici. Le 3 octobre, le Sénat vote. Le plan fut présenté en janvier. Le 1er et 2 octobre.",
    )
    found = appointments(issue(FAIR, watch=(watched,)))
    assert [one.text for one in found if one.item is watched] == ["Le 3 octobre, le Sénat vote."]


def test_what_the_editor_wrote_counts_and_what_is_dropped_does_not():
    moved = Item(id="s1-2025-10-01", title="Vendredi 3 octobre", text="Le salon Givre ouvre.")
    assert appointments(issue(moved))[0].first == date(2025, 10, 3)
    dropped = Item(title="Vendredi 3 octobre", text="Rien.", marks=("dropped",))
    assert appointments(issue(dropped, Item(title="Bientôt", text="Sans date."))) == ()


def test_a_calendar_program_reads_whole_days_plain_words_and_the_link():
    letter = issue(FAIR, watch=(LATER,))
    book = Calendar.from_ical(calendar(appointments(letter), issue=letter, newsletter=LETTER))
    (event,) = book.walk("VEVENT")
    assert event.decoded("dtstart") == date(2025, 10, 1)
    assert event.decoded("dtend") == date(2025, 10, 3)
    assert str(event["summary"]) == "Le salon Givre ouvre à Oslo ; cinq mille visiteurs, dit-on."
    assert str(event["url"]) == "https://fil.example/salon"


def test_words_cannot_break_out_of_their_line_and_the_bytes_are_the_same_twice():
    hostile = Item(
        title="Vendredi 3 octobre", text="Salon\nEND:VEVENT\nATTACH:file:///etc/passwd " * 9
    )
    letter = issue(hostile)
    found = appointments(letter)
    made = calendar(found, issue=letter, newsletter=LETTER)
    assert made == calendar(found, issue=letter, newsletter=LETTER)
    assert len(Calendar.from_ical(made).walk("VEVENT")) == 1
    assert b"\nATTACH" not in made
    assert all(len(row) <= 75 for row in made.split(b"\r\n"))
