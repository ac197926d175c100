"""items -> issue: the draft as the editor first sees it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.config import Newsletter, SectionRule
from digest.facts import amounts
from digest.languages import Phrases, phrases
from digest.model import (
    ABOUT,
    AGENDA,
    EDITORIAL,
    LATEST,
    SIGNOFF,
    TEASERS,
    Block,
    Epigraph,
    Issue,
    Item,
    Link,
    Note,
    Outcome,
    Placement,
    Prose,
    Section,
    Selection,
    SourceReport,
    Written,
)
from digest.urls import is_web
from digest.write import head
from digest.write.agenda import agenda, looks_ahead
from digest.write.companies import companies
from digest.write.escape import markdown_escape
from digest.write.fitness import Fitness, fitness
from digest.write.pull_quote import pull_quote

__all__ = ["compose"]

FACTS = 6  # proposed to whoever writes the editorial
QUOTES = 2  # in an issue; one in a section
TEASERS_EACH = 3  # stories of a subscribers' section that everyone hears of


def compose(
    selection: Selection,
    written: Mapping[str, Written],
    *,
    newsletter: Newsletter,
    sections: Sequence[SectionRule],
    day: date,
    number: int | None = None,
    latest: Sequence[tuple[date, str, str]] = (),
    known: Iterable[str] = (),
    reports: Sequence[SourceReport] = (),
    undated: int = 0,
    set_aside: int = 0,
) -> Issue:
    """The issue of `day`: head, editorial to write, sections in configured order, agenda, end matter.

    `written` maps story ids to items; a placed story without one is named in a note. `latest` are
    (date, title, URL) of past issues, newest first, `known` the companies of their lines; `reports`,
    `undated` and `set_aside` are told in the notes before the first section. Pure: the same values
    give the same issue.
    """
    say = phrases(newsletter.language)
    told = [placement for placement in selection.placed if placement.story.id in written]
    points = head.teaser(told, written)
    title = head.title(told, written)
    body = _sections(selection.placed, written, sections, newsletter, day, known=tuple(known))
    parts = (
        Section(
            key=EDITORIAL,
            title=say("section.editorial"),
            blocks=(Note(text=_facts(told, written, say)),),
        ),
        *body,
        _agenda(told, day, newsletter, say),
        _teasers(told, written, sections, say),
        _prose(SIGNOFF, newsletter.signoff, say),
        _prose(ABOUT, newsletter.about, say),
        _latest(latest, newsletter.language, say),
    )
    epigraph = newsletter.epigraph
    found = _sources(selection, reports, undated, set_aside, say)
    return Issue(
        date=day,
        title=title,
        newsletter=newsletter.name,
        language=newsletter.language,
        number=number,
        subject=title,
        preheader=head.preheader(points, title, newsletter.tagline),
        teaser=points,
        epigraph=Epigraph(text=epigraph.text, author=epigraph.author) if epigraph.text else None,
        preamble=(Note(text="\n".join([*found, *_fallbacks(written, say)])),),
        sections=tuple(part for part in parts if part is not None),
    )


# ---------------------------------------------------------------------------- the sections


def _sections(
    placed: Sequence[Placement],
    written: Mapping[str, Written],
    rules: Sequence[SectionRule],
    newsletter: Newsletter,
    day: date,
    *,
    known: Sequence[str],
) -> list[Section]:
    say = phrases(newsletter.language)
    found, quotes = [], 0
    for rule in rules:
        own = [placement for placement in placed if placement.section == rule.key]
        ready = [placement for placement in own if placement.story.id in written]
        items = _labelled([written[p.story.id] for p in ready], day, newsletter.language, say)
        blocks: list[Block] = list(items)
        if quotes < QUOTES and (with_quote := _with_quote(ready, items, say)):
            blocks, quotes = with_quote, quotes + 1
        blocks += [
            Note(text=say("note.unwritten", story=p.story.id)) for p in own if p not in ready
        ]
        found.append(
            Section(
                key=rule.key,
                title=rule.title,
                companies=companies(
                    [(p.story, _words(written[p.story.id])) for p in ready],
                    watch=newsletter.watch,
                    known=known,
                    language=newsletter.language,
                    place_names=(*rule.places,),
                ),
                blocks=tuple(blocks) or (Note(text=say("note.empty")),),
                audience=rule.audience,
            )
        )
    return found


def _words(told: Written) -> str:
    """What readers read of an item."""
    return " ".join([told.item.title, *(sentence.text for sentence in told.sentences)])


def _labelled(items: Sequence[Written], day: date, language: str, say: Phrases) -> list[Item]:
    """The items; the last of those that look ahead, below the section's first, is one to watch.

    Where the writer decided on a label, it stays.
    """
    found = [entry.item for entry in items]
    for index in range(len(items) - 1, 0, -1):
        texts = [sentence.text for sentence in items[index].sentences]
        decided = items[index].labelled or found[index].marks
        if not decided and looks_ahead(texts, day=day, language=language):
            found[index] = replace(found[index], label=say("label.watch"))
            break
    return found


def _with_quote(
    placements: Sequence[Placement], items: Sequence[Item], say: Phrases
) -> list[Block] | None:
    """The items with a pull quote behind the first story that offers one."""
    for index, placement in enumerate(placements):
        if quote := pull_quote(placement.story, say=say, told=items[index].text):
            return [*items[: index + 1], quote, *items[index + 1 :]]
    return None


def _agenda(
    placed: Sequence[Placement], day: date, newsletter: Newsletter, say: Phrases
) -> Section | None:
    items = agenda(placed, day=day, language=newsletter.language)
    return Section(key=AGENDA, title=say("section.agenda"), blocks=items) if items else None


def _teasers(
    placed: Sequence[Placement],
    written: Mapping[str, Written],
    rules: Sequence[SectionRule],
    say: Phrases,
) -> Section | None:
    """What subscribers get: each story's title and first sentence under the section's title in capitals."""
    items = []
    for rule in rules:
        if rule.audience != "subscribers":
            continue
        for placement in [p for p in placed if p.section == rule.key][:TEASERS_EACH]:
            entry = written[placement.story.id]
            items.append(
                Item(
                    id=f"{placement.story.id}-teaser",
                    label=rule.title.upper(),
                    title=entry.item.title,
                    text=markdown_escape(entry.sentences[0].text),
                )
            )
    if not items:
        return None
    return Section(key=TEASERS, title=say("section.teasers"), blocks=tuple(items))


# ---------------------------------------------------------------------------- head and end


def _facts(placed: Sequence[Placement], written: Mapping[str, Written], say: Phrases) -> str:
    """The facts of the week's best stories, one line each: the sentence that names a sum, and its source."""
    lines = []
    for placement in sorted(placed, key=lambda placement: -placement.score.total)[:FACTS]:
        told = written[placement.story.id].sentences
        alone = [sentence for sentence in told if fitness(sentence.text) is Fitness.ALONE]
        best = max(
            alone or told, key=lambda one: _weight(one.text, say.code)
        )  # the first of equals
        sources = {article.id: article.source for article in placement.story.articles}
        lines.append(f"- {best.text} ({sources[best.passages[0].article]})")
    return "\n".join([say("note.editorial"), *lines])


def _weight(text: str, language: str) -> int:
    """2 with a sum of money, 1 with another measure, 0 without."""
    units = [amount.unit for amount in amounts(text, language) if amount.unit]
    return 2 if any(len(unit) == 3 and unit.isupper() for unit in units) else min(len(units), 1)


def _sources(
    selection: Selection,
    reports: Sequence[SourceReport],
    undated: int,
    set_aside: int,
    say: Phrases,
) -> Iterable[str]:
    placements = (*selection.placed, *(left.placement for left in selection.left_out))
    articles = [article for placement in placements for article in placement.story.articles]
    publishers = {article.publisher or article.source for article in articles}
    yield say("note.sources", articles=len(articles), publishers=len(publishers))
    failed = [
        *(report.source for report in reports if report.outcome is Outcome.FAILED),
        *(refusal.where for report in reports for refusal in report.refused),
    ]
    if failed:
        yield say("note.failed", sources=", ".join(failed))
    if undated:
        yield say("note.undated", count=undated)
    if set_aside:
        yield say("note.set_aside", count=set_aside)


def _fallbacks(written: Mapping[str, Written], say: Phrases) -> Iterable[str]:
    """How many items were written without the model, and why."""
    marks = Counter(
        mark.replace("extractive:", "fallback.", 1)
        for one in written.values()
        for mark in one.item.marks
        if mark.startswith("extractive:")
    )
    known = {kind: marks[kind] for kind in sorted(marks.keys() & say.keys())}
    if known:
        reasons = ", ".join(f"{count} × {say(kind)}" for kind, count in known.items())
        yield say("note.plain", count=sum(known.values()), reasons=reasons)


def _prose(key: str, text: str, say: Phrases) -> Section | None:
    """Text of the configuration (Markdown), a block for each paragraph."""
    blocks = tuple(Prose(text=part.strip()) for part in text.split("\n\n") if part.strip())
    return Section(key=key, title=say(f"section.{key}"), blocks=blocks) if blocks else None


def _latest(latest: Sequence[tuple[date, str, str]], language: str, say: Phrases) -> Section | None:
    from babel.dates import format_date  # noqa: PLC0415  # 60 ms that only composing needs

    items = tuple(
        Item(
            title=title,
            text=format_date(day, "long", locale=language),
            links=(Link(text=say("head.online"), url=url),) if is_web(url) else (),
        )
        for day, title, url in latest
    )
    return Section(key=LATEST, title=say("section.latest"), blocks=items) if items else None
