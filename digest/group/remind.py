"""What an issue says of stories that past issues told: a link for readers, a note for the editor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.languages import Phrases, phrases
from digest.model import Block, Issue, Item, Link, Note, Placement, Told
from digest.urls import within

__all__ = ["remind"]


def remind(issue: Issue, placed: Sequence[Placement], *, address: Callable[[date], str]) -> Issue:
    """`issue` with a note behind each item whose story was told before, and a link to that item.

    `address` gives the web address of the issue of a day, "" where it has none: then there is no
    link. The note names the past issue, its item, the figures that changed, and the names and figures
    that are new since.
    """
    say = phrases(issue.language)
    told = {placement.story.id: placement.told for placement in placed if placement.told}
    sections = tuple(
        replace(section, blocks=tuple(_reminded(section.blocks, told, address, say)))
        for section in issue.sections
    )
    return replace(issue, sections=sections)


def _reminded(
    blocks: Sequence[Block],
    told: Mapping[str, Told],
    address: Callable[[date], str],
    say: Phrases,
) -> Iterator[Block]:
    for block in blocks:
        before = told.get(block.id or "") if isinstance(block, Item) else None
        if before is None or not isinstance(block, Item):
            yield block
            continue
        where = _issue(before, say)
        url = within(address(before.issue), before.anchor)
        more = (Link(text=say("memory.link", issue=where), url=url),) if url else ()
        yield replace(block, links=block.links + more)
        note = say("memory.note", issue=where, title=before.title)
        if before.changed:
            changes = ", ".join(
                say("memory.change", was=one.was, now=one.now) for one in before.changed
            )
            note += " " + say("memory.changed", changes=changes)
        if before.new:
            note += " " + say("memory.new", facts=", ".join(before.new))
        yield Note(text=note)


def _issue(told: Told, say: Phrases) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # 60 ms that --help must not pay

    day = format_date(told.issue, say("memory.date"), locale=say.code)
    if told.number is None:
        return say("memory.issue", date=day)
    return say("memory.numbered", number=told.number, date=day)
