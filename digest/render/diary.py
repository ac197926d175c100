"""The dates of an issue, as a calendar file (iCalendar, RFC 5545) and for whoever asks for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from digest.config import Newsletter
from digest.facts import dates
from digest.languages import phrases
from digest.model import AGENDA, Issue, Item
from digest.text import fold

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
    found: list[Appointment] = []
    for section in issue.sections:
        for item in section.items:
            if section.key == AGENDA:
                found += list(_dated(item, item.title, issue))[:1]
            elif fold(item.label) == watch:
                found += _dated(item, item.text, issue)
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.text)))


def _dated(item: Item, text: str, issue: Issue) -> Iterator[Appointment]:
    if not item.shown:
        return
    said = _SIGNS.sub(lambda sign: sign[1] or "", item.text or item.title)
    for one in dates(_SIGNS.sub(lambda sign: sign[1] or "", text), issue.language, issue.date):
        if issue.date <= one.last and one.first > issue.date - timedelta(days=1):
            yield Appointment(
                first=one.first, last=one.last, item=item, text=" ".join(said.split())
            )


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
