"""What an issue says of a subject that dominates the week: a note that proposes a dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.languages import phrases
from digest.model import EDITORIAL, Issue, Note, Theme, Written

__all__ = ["propose"]


def propose(issue: Issue, themes: Sequence[Theme], written: Mapping[str, Written]) -> Issue:
    """`issue` with a note under the editorial for the largest theme that dominates it.

    The note gives a title and the items that would be its parts, in reading order.
    """
    theme = next((one for one in themes if one.dominates), None)
    if theme is None:
        return issue
    say = phrases(issue.language)
    rows = [say("note.dossier", title=theme.title, articles=theme.articles)]
    rows += [f"- {written[key].item.title}" for key in theme.stories if key in written]
    note = Note(text="\n".join(rows))
    sections = tuple(
        replace(section, blocks=(*section.blocks, note)) if section.key == EDITORIAL else section
        for section in issue.sections
    )
    return replace(issue, sections=sections)
