"""`digest why`: why an article is where it is."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.embedding import vectors_of
from digest.desk.naming import article_named, decided, named
from digest.desk.terms import term
from digest.errors import ExitCode
from digest.model import Told
from digest.notice import Notice

if TYPE_CHECKING:
    from digest.group.why import Comparison, Reasons

EPILOG = """\b
Examples:
  digest why https://example.org/article
  digest why "centres de données" --issue 2025-09-27
  digest why articles/001.md articles/014.md
"""


@click.command("why", epilog=EPILOG)
@click.argument("names", metavar="ARTICLE [ARTICLE]", nargs=-1, required=True)
@issue_option
@json_option
@with_desk
def command(desk: Desk, names: tuple[str, ...], day: date | None, *, as_json: bool) -> ExitCode:
    """Show why an article is where it is; of two, why they tell one story or two.

    ARTICLE is an article's id, its address, its file, or words of its title. Nothing is written.
    """
    if len(names) > 2:
        raise click.UsageError("One article or two; quote a title of several words.")
    from digest.build import past_issues
    from digest.collect.duplicates import copies
    from digest.group.why import Why

    folder = desk.issue(day)
    articles = folder.read_articles()
    chosen = [article_named(name, articles, folder.date) for name in names]
    past = past_issues(desk.workspace, folder.date)
    constraints = folder.read_constraints()
    why = Why(
        articles,
        decided(desk, folder, constraints),
        copies=copies(articles),
        sections=desk.config.sections,
        past=past,
        constraints=constraints,
        opinions=folder.read_opinions(),
        vectors=vectors_of(desk, articles, ask=False),
    )
    if len(chosen) == 1:
        reasons = why.reasons(chosen[0])
        if as_json:
            desk.answer(_reasons_json(reasons))
        else:
            for line in _reasons_lines(reasons):
                desk.show(line)
        return ExitCode.OK
    comparison = why.compare(*chosen)
    if as_json:
        desk.answer({"article": chosen[0].id, **_comparison_json(comparison)})
    else:
        for line in (named(chosen[0]), *_comparison_lines(comparison, views=True)):
            desk.show(line)
    return ExitCode.OK


# ---------------------------------------------------------------------------- one article


def _reasons_lines(reasons: "Reasons") -> Iterable[str]:
    placement = reasons.placement
    others = [a for a in placement.story.articles if a.id != reasons.article.id]
    yield named(reasons.article)
    by = Notice("told with") if others else Notice("told by this article alone")
    yield Notice("Story {story}: {by}", story=placement.story.id, by=by)
    for other in others:
        yield f"  {named(other)}"
    if reasons.left_out:
        yield Notice("In the issue: no. {why}", why=reasons.left_out)
    else:
        yield Notice("In the issue: yes.")
    parts = _signed((term(name), value) for name, value in placement.score.parts if value)
    yield Notice(
        "Score {total:.2f}: {parts}",
        total=placement.score.total,
        parts=parts or Notice("nothing speaks for it"),
    )
    section: str = placement.section or Notice("none")
    if placement.section:
        section = Notice("{section}, sure {sure:.2f}", section=section, sure=placement.sure)
    if placement.unsure:
        rivals = Notice.joined(placement.unsure, Notice(" or "))
        section = Notice("{section}: {rivals}", section=section, rivals=rivals)
    yield Notice("Section: {section}", section=section)
    for key, strength, threshold in reasons.strengths:
        said = Notice.joined(
            Notice("{phrase} {value:.1f}", phrase=phrase, value=value)
            for name, phrase, value in reasons.mentions
            if name == key
        )
        reached = Notice("reaches") if strength >= threshold else Notice("below")
        yield Notice(
            "  {key:12} {strength:5.2f} ({reached} {threshold:.2f}){said}",
            key=key,
            strength=strength,
            reached=reached,
            threshold=threshold,
            said=Notice.joined(("  ", said), "") if said else "",
        )
    if reasons.archive:
        added = _signed(reasons.archive)
        yield Notice("  of which the nearest items of the archive: {added}", added=added)
    if reasons.learned:
        added = _signed(reasons.learned)
        yield Notice("  of which the words of all its items: {added}", added=added)
    if placement.told:
        yield from _told_lines(placement.told)
    yield Notice("Most like it:") if reasons.nearest else Notice("No other article is like it.")
    for comparison in reasons.nearest:
        yield from _comparison_lines(comparison, views=False)


def _told_lines(told: Told) -> Iterable[Notice]:
    yield Notice(
        "Told in the issue of {issue}: “{title}” (like it {likeness:.2f})",
        issue=told.issue,
        title=told.title,
        likeness=told.likeness,
    )
    yield Notice("  new since: {facts}", facts=", ".join(told.new) or Notice("nothing"))


def _signed(parts: Iterable[tuple[str, float]]) -> Notice:
    return Notice.joined(
        Notice("{name} {value:+.2f}", name=name, value=value) for name, value in parts
    )


def _reasons_json(reasons: "Reasons") -> dict[str, Any]:
    placement = reasons.placement
    return {
        "article": reasons.article.id,
        "story": placement.story.id,
        "articles": [article.id for article in placement.story.articles],
        "section": placement.section,
        "score": placement.score.total,
        "score_parts": dict(placement.score.parts),
        "left_out": reasons.left_out,
        "sure": placement.sure,
        "unsure": list(placement.unsure),
        "archive": dict(reasons.archive),
        "learned": dict(reasons.learned),
        "sections": [
            {"key": key, "strength": strength, "threshold": threshold}
            for key, strength, threshold in reasons.strengths
        ],
        "mentions": [
            {"section": key, "phrase": phrase, "strength": strength}
            for key, phrase, strength in reasons.mentions
        ],
        "nearest": [_comparison_json(comparison) for comparison in reasons.nearest],
    }


# ---------------------------------------------------------------------------- two


def _comparison_lines(comparison: "Comparison", *, views: bool) -> Iterable[str]:
    from digest.group.likeness import SAME_STORY

    alike = comparison.alike
    yield f"  {named(comparison.other)}"
    if comparison.copy:
        yield Notice("    a copy of the same text")
        return
    yield Notice(
        "    {verdict}: like it {alike:.2f}, like its story {mean:.2f}; one story from {least:.2f}",
        verdict=Notice("same story") if comparison.together else Notice("another story"),
        alike=alike.total,
        mean=comparison.mean,
        least=SAME_STORY,
    )
    if said := comparison.ruled or comparison.opinion:
        yield _said_line(said, by_editor=bool(comparison.ruled))
    if not views:
        return
    for name, weight, cosine, shared in alike.views:
        words = ", ".join(shared[:8])
        yield Notice(
            "    {name:9} {cosine:.2f} × weight {weight:.2f}{words}",
            name=term(name),
            cosine=cosine,
            weight=weight,
            words=f"  {words}" if words else "",
        )
    if alike.across:
        yield Notice("    two languages: words do not count, the rest is raised")
    if alike.decay < 0.995:
        yield Notice("    dates apart: × {decay:.2f}", decay=alike.decay)
    if said:
        return
    if not comparison.together and alike.total >= SAME_STORY:
        yield Notice("    alike by themselves, but their stories as a whole are not")
    if comparison.together and alike.total < SAME_STORY:
        yield Notice("    not alike by themselves, but the others of the story join them")


def _said_line(said: str, *, by_editor: bool) -> Notice:
    stories = Notice("one story") if said == "together" else Notice("two stories")
    if by_editor:
        return Notice("    you said that they tell {stories}", stories=stories)
    return Notice(
        "    the score was contested, and the model said that they tell {stories}", stories=stories
    )


def _comparison_json(comparison: "Comparison") -> dict[str, Any]:
    alike = comparison.alike
    return {
        "other": comparison.other.id,
        "together": comparison.together,
        "copy": comparison.copy,
        "ruled": comparison.ruled,
        "opinion": comparison.opinion,
        "likeness": round(alike.total, 4),
        "story_likeness": round(comparison.mean, 4),
        "across_languages": alike.across,
        "decay": round(alike.decay, 4),
        "views": [
            {
                "view": name,
                "weight": round(weight, 4),
                "cosine": round(cosine, 4),
                "shared": list(shared[:20]),
            }
            for name, weight, cosine, shared in alike.views
        ],
    }
