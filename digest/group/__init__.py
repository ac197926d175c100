"""articles -> stories -> sections: which articles tell one event, where it belongs, what enters."""

from collections.abc import Mapping, Sequence
from datetime import date

from digest.config import Newsletter, SectionRule
from digest.group.constrain import obey
from digest.group.copied import originals
from digest.group.lessons import Lessons
from digest.group.memory import Memory
from digest.group.rank import score
from digest.group.sections import Placer, both
from digest.group.select import select
from digest.group.stories import stories
from digest.group.views import read
from digest.languages import phrases
from digest.model import Article, Constraints, Issue, Placement, Selection

__all__ = ["group"]

NO_CONSTRAINTS = Constraints()


def group(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, str],
    sections: Sequence[SectionRule],
    newsletter: Newsletter,
    day: date,
    past: Sequence[Issue] = (),
    constraints: Constraints = NO_CONSTRAINTS,
) -> Selection:
    """Decide the issue of `day`: every article in exactly one story, every story in or left out.

    `copies` gives the id of the original for the id of each copy: a copy joins the story of its
    original and counts for nothing but its publisher. `past` are the issues before this one, newest first:
    what they told is known again, and their items teach the sections. `constraints` are what the
    editor ruled of stories. The order of `articles` does not matter. Reasons are in the newsletter's
    language.
    """
    known = {article.id: article for article in articles}
    followed, asked = obey(constraints, originals(copies, known), known)
    readings = {key: read(known[key]) for key in sorted(known) if key not in followed}
    found = stories(
        readings,
        list(known.values()),
        copies=followed,
        language=newsletter.language,
        asked=asked,
    )
    memory = Memory(found, readings, past)
    window = newsletter.window(day)
    placer = Placer(sections)
    lessons = Lessons(memory, placer, found, readings)
    placements = []
    for story in found:
        lean = both(memory.lean(story), lessons.lean(story))
        section, sure = placer.place(story, readings, lean)
        told = memory.told(story)
        weight = score(
            story,
            readings,
            window=window,
            watch=newsletter.watch,
            told=told.likeness if told else 0.0,
        )
        placements.append(
            Placement(story=story, section=section, score=weight, sure=sure, told=told)
        )
    return select(
        placements, sections=sections, window=window, phrases=phrases(newsletter.language)
    )
