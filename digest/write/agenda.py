"""What is to come: events that the articles date, soonest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digest.facts import dates, names
from digest.languages import available, phrases
from digest.model import Item, Placement, Sentence, Story
from digest.text import words
from digest.write.escape import markdown_escape
from digest.write.event import ahead, event_line, to_come, vague
from digest.write.extractive import links
from digest.write.fitness import Fitness
from digest.write.passages import Candidate, candidates

__all__ = ["agenda", "looks_ahead", "rests_on"]

MOST = 5
HORIZON = timedelta(days=92)
SPAN = timedelta(days=9)  # a fair may last a week; « en octobre » is no date for a diary
# A date to come near one of these is an appointment rather than a deadline in passing.
_EVENTS = frozenset(
    """
    salon forum sommet conférence congrès rencontre rencontres journée journées festival audience
    procès assises colloque édition événement keynote présentera présentation réunira ouvrira
    publiera résultats lancement lancera vigueur échéance vote votera examinera réunion tiendra
    tient débat élection dévoilera summit conference fair event hearing trial edition opens launch
    launches results deadline meeting vote election unveil unveils publishes takes
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    first: date
    last: date
    story: Story
    sentence: Candidate
    line: str
    names: frozenset[str]
    event_like: bool


def agenda(placed: Iterable[Placement], *, day: date, language: str) -> tuple[Item, ...]:
    """At most five items, one for each event within three months after `day`, by date: the day, and what happens.

    A date counts when it is exact and stands in a sentence that reads alone, in French or English;
    the same event told by several articles is one, in the newsletter's language if one tells it so.
    """
    placed = sorted(placed, key=lambda placement: -placement.score.total)
    found = [event for one in placed for event in _events(one.story, day, language)]
    found.sort(
        key=lambda event: (
            event.sentence.language != language,
            not event.event_like,
            -event.sentence.fitness,
        )
    )
    kept: list[_Event] = []
    for event in found:
        if len(kept) < MOST and not any(_same(event, other) for other in kept):
            kept.append(event)
    kept.sort(key=lambda event: (event.first, event.last, event.sentence.text))
    return tuple(_item(event, language) for event in kept)


def rests_on(item: Item, story: Story, *, day: date, language: str) -> tuple[Sentence, ...]:
    """The sentences of `story` that `item`, of the agenda of `day`, was made of, in its words."""
    return tuple(
        Sentence(text=event.line, passages=event.sentence.passages)
        for event in _events(story, day, language)
        if markdown_escape(event.line) == item.text
    )


def looks_ahead(texts: Sequence[str], *, day: date, language: str) -> bool:
    """Whether one of `texts` speaks of a date to come: within a year, and no vaguer than a quarter."""
    return any(
        day < found.first <= day + timedelta(days=366)
        and found.last - found.first <= HORIZON
        and ahead(text, exact=found.last - found.first <= SPAN)
        for text in texts
        for found in dates(text, language, day)
    )


def _events(story: Story, day: date, language: str) -> Iterable[_Event]:
    articles = {article.id: article for article in story.articles}
    for sentence in candidates(story.articles):
        spoken = sentence.language or language
        if spoken not in available() or sentence.fitness is Fitness.NEVER:
            continue
        published = articles[sentence.passages[0].article].published
        anchor = published.date() if published else day
        named = dates(sentence.text, spoken, anchor)
        for found in named if to_come(sentence.text) else ():
            near = day < found.first <= day + HORIZON and found.last - found.first <= SPAN
            near = near and not vague(sentence.text, found)
            if (
                near
                and sentence.fitness >= Fitness.POOR
                and sentence.fitness is not Fitness.DEPENDENT
            ):
                yield _Event(
                    first=found.first,
                    last=found.last,
                    story=story,
                    sentence=sentence,
                    line=event_line(sentence.text, found, alone=len(named) == 1),
                    names=frozenset(name.key for name in names(sentence.text, spoken)),
                    event_like=not _EVENTS.isdisjoint(words(sentence.text)),
                )


def _same(one: _Event, other: _Event) -> bool:
    """One event: dates that touch, in one story or with a name in common; or the very sentence."""
    touch = one.first <= other.last and other.first <= one.last
    related = one.story.id == other.story.id or bool(one.names & other.names)
    return (touch and related) or one.sentence.text == other.sentence.text


def _item(event: _Event, language: str) -> Item:
    source = {passage.article for passage in event.sentence.passages}
    spoken = event.sentence.language or language
    return Item(
        id=f"{event.story.id}-{event.first.isoformat()}",
        marks=() if spoken == language else (f"lang:{spoken}",),
        title=_when(event.first, event.last, language),
        text=markdown_escape(event.line),
        links=links([article for article in event.story.articles if article.id in source]),
    )


def _when(first: date, last: date, language: str) -> str:
    """« Mercredi 1er et jeudi 2 octobre », « Du 30 septembre au 4 octobre »."""
    if first == last:
        text = _spelt(last, language, "day")
    else:
        kind = "pair" if (last - first).days == 1 else "span"
        within = "_within" if first.month == last.month else ""
        text = phrases(language)(
            f"agenda.{kind}",
            first=_spelt(first, language, f"{kind}{within}"),
            last=_spelt(last, language, "day" if kind == "pair" else "span_end"),
        )
    return text[:1].upper() + text[1:]


def _spelt(day: date, language: str, form: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # 60 ms, for the few that have an agenda

    key = f"first.{form}" if day.day == 1 else f"day.{form}"
    return format_date(day, phrases(language)(key), locale=language)
