"""An old issue of one's own, read from a saved page, a text or a mail body: its sections and items."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from digest.collect import dates, newsletter
from digest.collect.article import normalise
from digest.collect.blocks import blocks
from digest.model import Issue, Item, Link, Section
from digest.text import fold
from digest.urls import is_web

__all__ = ["old_issue", "opening"]


def opening(written: str, *, html: bool) -> str:
    """What an old issue says before its items, its date among it; empty where there is none."""
    found, _ = _read(written, html=html)
    return found.opening if found else ""


def old_issue(
    written: str,
    *,
    html: bool,
    sections: Sequence[tuple[str, str]],
    day: date | None,
    zone: ZoneInfo,
) -> Issue | None:
    """The issue that `written` (HTML, or else text) is; None when it is none, or has no date.

    `sections` are (key, title) of the configuration: a line that says a title opens that section;
    items before the first stand in a section without a key, under the issue's title. `day` is the date
    of the issue; None takes the one that its opening says.
    """
    found, lines = _read(written, html=html)
    if found is None:
        return None
    opened = day or _said(found.opening, zone)
    if opened is None:
        return None
    keys = {fold(title): (key, title) for key, title in sections}
    placed: dict[tuple[str, str], list[Item]] = {}
    where = _where(found.entries, lines, keys)
    for entry, section in zip(found.entries, where, strict=True):
        links = (Link(text=found.name or entry.title, url=entry.url),) if is_web(entry.url) else ()
        placed.setdefault(section, []).append(Item(title=entry.title, text=entry.text, links=links))
    return Issue(
        date=opened,
        title=found.title,
        newsletter=found.name,
        sections=tuple(
            Section(key=key or None, title=title or found.title, blocks=tuple(items))
            for (key, title), items in placed.items()
        ),
    )


def _read(written: str, *, html: bool) -> tuple[newsletter.Newsletter | None, list[str]]:
    if html:
        lines = [block.text for block in blocks(written)]
        return newsletter.from_html(written) or newsletter.from_text(lines), lines
    lines = normalise(written).split("\n\n")
    return newsletter.from_text(lines), lines


def _said(opening: str, zone: ZoneInfo) -> date | None:
    moment = dates.find(opening, zone)
    return moment.astimezone(zone).date() if moment else None


def _where(
    entries: Sequence[newsletter.Entry],
    lines: Sequence[str],
    keys: Mapping[str, tuple[str, str]],
) -> list[tuple[str, str]]:
    """The (key, title) of the section that each entry stands in, ("", "") before the first."""
    folded = [fold(line) for line in lines]
    found: list[tuple[str, str]] = []
    section, place = ("", ""), 0
    for entry in entries:
        # The teaser line names titles too, but only an item's own line goes on with its text.
        title, text = fold(entry.title), fold(entry.text[:40])
        opened = section
        for number in range(place, len(folded)):
            opened = keys.get(folded[number], opened)
            if folded[number] == title or (title in folded[number] and text in folded[number]):
                section, place = opened, number + 1
                break
        found.append(section)
    return found
