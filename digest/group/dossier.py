"""What an issue says of a subject that dominates the week: a note that proposes a dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.group.recall import holds
from digest.languages import phrases
from digest.model import EDITORIAL, Issue, Note, Theme, Written

__all__ = ["propose"]


def propose(issue: Issue, themes: Sequence[Theme], written: Mapping[str, Written]) -> Issue:
    """`issue` with a note under the editorial for the largest theme that dominates it.

    The note gives a title, the names that its parts share, and these items in reading order.
    """
    theme = next((one for one in themes if one.dominates), None)
    if theme is None:
        return issue
    say = phrases(issue.language)
    titles = [written[key].item.title for key in theme.stories if key in written]
    central, _, others = theme.title.partition(", ")
    # A headline says what a list of names does not; one that lacks the central name gets it, unless
    # there would be two colons.
    title = next((one for one in titles if holds(one, central)), "")
    if not title:
        title = next((one for one in titles if ":" not in one), "" if titles else others)
        title = say("note.dossier_title", name=central, title=title) if title else titles[0]
    rows = [say("note.dossier", title=title, names=theme.title, articles=theme.articles)]
    rows += [f"- {one}" for one in titles]
    note = Note(text="\n".join(rows))
    sections = tuple(
        replace(section, blocks=(*section.blocks, note)) if section.key == EDITORIAL else section
        for section in issue.sections
    )
    return replace(issue, sections=sections)
