"""Sections: their headings, and where they stand."""

from collections.abc import Iterator
from dataclasses import replace

from digest.draft import Lines, Located, parse, write
from digest.draft.comment import section_comment
from digest.draft.escape import to_plain
from digest.edit.proven import proven
from digest.edit.rows import cut, ended, exchange, last_line, put_in, take_out
from digest.errors import DraftError
from digest.model import Issue, Section
from digest.notice import Notice

__all__ = ["add_section", "move_section", "remove_section", "section"]


def section(
    text: str,
    number: int,
    *,
    title: str | None = None,
    standfirst: str | None = None,
    companies: tuple[str, ...] | None = None,
    audience: str | None = None,
) -> str:
    """`text` with section `number` under another title, standfirst, company line or audience; None leaves it."""
    here = parse(text)
    old = _section(here, number)
    new = replace(
        old,
        title=old.title if title is None else title,
        standfirst=old.standfirst if standfirst is None else standfirst,
        companies=old.companies if companies is None else companies,
        audience=old.audience if audience is None else audience,
    )
    meant = _with(here.issue, number, new)
    at = here.sections[number]

    def ways() -> Iterator[str]:
        changed = text  # from below, so that the lines above stay where they are
        if new.companies != old.companies:
            row = write.companies(new.companies) if any(map(str.strip, new.companies)) else ""
            changed = _beneath(changed, at.standfirst or at.heading, at.companies, row)
        if new.standfirst != old.standfirst:
            row = write.standfirst(new.standfirst) if new.standfirst.strip() else ""
            changed = _beneath(changed, at.heading, at.standfirst, row)
        if (new.title, new.audience) == (old.title, old.audience):
            yield changed
            return
        raw = cut(text, at.heading)
        before, after = to_plain(old.title), to_plain(new.title)
        if new.audience == old.audience and before and raw.count(before) == 1:
            yield exchange(changed, at.heading, raw.replace(before, after))
        was = f"<!-- {section_comment(old.key, old.audience)} -->"
        now = section_comment(new.key, new.audience)
        if new.title == old.title and raw.count(was) == 1:
            yield exchange(changed, at.heading, raw.replace(was, f"<!-- {now} -->" if now else ""))
        yield exchange(changed, at.heading, write.heading(new))

    return proven(meant, ways())


def add_section(text: str, number: int, title: str) -> str:
    """`text` with a new, empty section before section `number` (last when there is no such)."""
    here = parse(text)
    if not title.strip():
        raise DraftError(Notice("A section needs a title."), Notice("Type one."))
    sections = list(here.issue.sections)
    new = Section(title=title)
    sections.insert(number, new)
    meant = replace(here.issue, sections=tuple(sections))
    return proven(
        meant, [put_in(text, _line_before(text, here, number), write.heading(new) + "\n")]
    )


def remove_section(text: str, number: int) -> str:
    """`text` without section `number` and all that stands in it."""
    here = parse(text)
    _section(here, number)
    sections = list(here.issue.sections)
    del sections[number]
    return proven(
        replace(here.issue, sections=tuple(sections)), [take_out(text, _lines(text, here, number))]
    )


def move_section(text: str, number: int, to: int) -> str:
    """`text` with section `number` before the one that is section `to` now (last when none is)."""
    here = parse(text)
    moved = _section(here, number)
    if to in {number, number + 1}:
        return text
    sections = list(here.issue.sections)
    del sections[number]
    sections.insert(to - 1 if to > number else to, moved)
    lines = _lines(text, here, number)
    raw = ended(cut(text, lines)).rstrip() + "\n"
    target = _line_before(text, here, to)
    if to > number:
        after = take_out(put_in(text, target, raw), lines)
    else:
        after = put_in(take_out(text, lines), target, raw)
    return proven(replace(here.issue, sections=tuple(sections)), [after])


def _beneath(text: str, above: Lines, at: Lines | None, row: str) -> str:
    """`text` with `row` in place of the line `at`, or else beneath `above`; without the line where it is empty."""
    if at:
        return exchange(text, at, row) if row else take_out(text, at)
    return put_in(text, above.last, f"{row}\n") if row else text


def _section(here: Located, number: int) -> Section:
    if not 0 <= number < len(here.issue.sections):
        raise DraftError(
            Notice("There is no section at this place any more."), Notice("Reload the page.")
        )
    return here.issue.sections[number]


def _with(issue: Issue, number: int, new: Section) -> Issue:
    return replace(issue, sections=(*issue.sections[:number], new, *issue.sections[number + 1 :]))


def _line_before(text: str, here: Located, number: int) -> int:
    """The line behind which section `number` begins; the last one when there is no such section."""
    if number < len(here.sections):
        return here.sections[number].heading.first - 1
    return last_line(text)


def _lines(text: str, here: Located, number: int) -> Lines:
    """All lines of a section, up to where the next begins."""
    return Lines(
        first=here.sections[number].heading.first, last=_line_before(text, here, number + 1)
    )
