"""articles -> stories -> sections: which articles tell one event, where it belongs, what enters."""

from collections.abc import Mapping, Sequence
from datetime import date

from digest.config import GroupingSettings, Newsletter, SectionRule
from digest.group.choices import Choices
from digest.group.constrain import obey
from digest.group.copied import originals
from digest.group.lessons import Lessons
from digest.group.memory import Memory
from digest.group.rank import score
from digest.group.sections import Place, Placer, both
from digest.group.select import select
from digest.group.stories import stories
from digest.group.themes import with_themes
from digest.group.views import read
from digest.model import Article, Constraints, Issue, Placement, Selection

__all__ = ["group"]

NO_CONSTRAINTS = Constraints()
NO_CHOICES = Choices()
NO_VECTORS: Mapping[str, Sequence[float]] = {}
USUAL = GroupingSettings()


def group(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, str],
    sections: Sequence[SectionRule],
    newsletter: Newsletter,
    day: date,
    past: Sequence[Issue] = (),
    constraints: Constraints = NO_CONSTRAINTS,
    settings: GroupingSettings = USUAL,
    choices: Choices = NO_CHOICES,
    vectors: Mapping[str, Sequence[float]] = NO_VECTORS,
) -> Selection:
    """Decide the issue of `day`: every article in exactly one story, every story in or left out.

    `copies` gives the id of the original for the id of each copy: a copy joins the story of its
    original and counts for nothing but its publisher. `past` are the issues before this one, newest
    first: what they told is known again, and their items teach the sections. `constraints` are what
    the editor ruled of stories, `choices` what they kept and threw out before; `vectors` are
    embeddings of articles, by id, where there are any. The order of `articles` does not matter.
    """
    known = {article.id: article for article in articles}
    followed, asked = obey(constraints, originals(copies, known), known)
    readings = {
        key: read(known[key], vectors.get(key, ())) for key in sorted(known) if key not in followed
    }
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
        place = placer.place(story, readings, lean)
        claimed = _claimed(place, settings)
        told = memory.told(story)
        weight = score(
            story,
            readings,
            window=window,
            watch=newsletter.watch,
            told=told.likeness if told else 0.0,
            choices=choices,
        )
        placements.append(
            Placement(
                story=story,
                section=settings.unsure if claimed and settings.unsure else place.section,
                score=weight,
                sure=place.sure,
                told=told,
                unsure=claimed,
            )
        )
    chosen = select(
        placements,
        sections=sections,
        window=window,
        settings=settings,
    )
    return with_themes(chosen, readings)


def _claimed(place: Place, settings: GroupingSettings) -> tuple[str, ...]:
    """The two sections between which a story is undecided; () for a clear one."""
    if place.section is None or place.second is None or place.sure >= settings.unsure_below:
        return ()
    return place.section, place.second
