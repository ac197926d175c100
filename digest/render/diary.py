"""The dates of an issue, as a calendar file (iCalendar, RFC 5545) and for whoever asks for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from digest.config import Newsletter
from digest.facts import dates
from digest.languages import phrases
from digest.model import AGENDA, Issue, Item
from digest.text import fold, sentences

__all__ = ["Appointment", "appointments", "calendar"]

_EXACT = timedelta(days=9)  # a fair may last a week; « en octobre » is no date for a calendar
_SIGNS = re.compile(r"\\(?=[^\w\s])|[*_`]|!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What comes between two days, as an item says it. `exact`: precise enough for a calendar."""

    first: date
    last: date
    item: Item
    text: str

    @property
    def exact(self) -> bool:
        return self.last - self.first <= _EXACT


def appointments(issue: Issue) -> tuple[Appointment, ...]:
    """The dates to come of the agenda, and those of the items to watch, soonest first.

    They are read from the draft, an item of the agenda by its title, so that what an editor wrote
    there counts. An item without a date that can be read has none.
    """
    watch = fold(phrases(issue.language)("label.watch"))
    shown = [(section, item) for section in issue.sections for item in section.items if item.shown]
    diary = [
        one
        for section, item in shown
        if section.key == AGENDA
        for one in _dated(item, item.title, item.text or item.title, issue)[:1]
    ]
    known = {(one.first, one.last) for one in diary}
    watched = [
        one
        for section, item in shown
        if section.key != AGENDA and fold(item.label) == watch
        for sentence in sentences(_plain(item.text))
        for one in _dated(item, sentence.text, sentence.text, issue)
        if (one.first, one.last) not in known
    ]
    return tuple(sorted((*diary, *watched), key=lambda one: (one.first, one.last, one.text)))


def _dated(item: Item, text: str, said: str, issue: Issue) -> list[Appointment]:
    """The dates to come in `text`, with `said` for words.

    « présenté en janvier » may be a January gone by: what is vague must name its year.
    """
    return [
        Appointment(first=one.first, last=one.last, item=item, text=" ".join(_plain(said).split()))
        for one in dates(_plain(text), issue.language, issue.date)
        if issue.date <= one.first
        and (one.last - one.first <= _EXACT or re.search(r"\d{4}", one.text))
    ]


def _plain(text: str) -> str:
    return _SIGNS.sub(lambda sign: sign[1] or "", text)


def calendar(found: Sequence[Appointment], *, issue: Issue, newsletter: Newsletter) -> bytes:
    """The exact ones of `found` as all-day events; the same issue gives the same bytes."""
    from icalendar import Calendar, Event  # noqa: PLC0415  # 0.1 s, for the few that ask for it

    book = Calendar()
    book.add("prodid", f"-//{newsletter.name}//digest//{issue.language.upper()}")
    book.add("version", "2.0")
    for one in found:
        if not one.exact:
            continue
        event = Event()
        event.add(
            "uid", f"{one.item.id or one.first.isoformat()}-{one.first:%Y%m%d}@{_host(newsletter)}"
        )
        event.add("dtstamp", newsletter.publication(issue.date).astimezone(UTC))
        event.add("dtstart", one.first)
        event.add("dtend", one.last + timedelta(days=1))  # the day after: RFC 5545, 3.6.1
        event.add("summary", one.text)
        if one.item.links:
            event.add("url", one.item.links[0].url)
        book.add_component(event)
    return bytes(book.to_ical())


def _host(newsletter: Newsletter) -> str:
    """Whose the identifiers are; they only have to be nobody else's."""
    return newsletter.sender.email.partition("@")[2] or "digest.invalid"
