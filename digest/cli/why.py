"""`digest why`: why an article is where it is."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.embedding import vectors_of
from digest.desk.naming import article_named, decided, named
from digest.errors import ExitCode

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
            click.echo("\n".join(_reasons_lines(reasons)))
        return ExitCode.OK
    comparison = why.compare(*chosen)
    if as_json:
        desk.answer({"article": chosen[0].id, **_comparison_json(comparison)})
    else:
        click.echo("\n".join([named(chosen[0]), *_comparison_lines(comparison, views=True)]))
    return ExitCode.OK


# ---------------------------------------------------------------------------- one article


def _reasons_lines(reasons: "Reasons") -> Iterable[str]:
    placement = reasons.placement
    others = [a for a in placement.story.articles if a.id != reasons.article.id]
    yield named(reasons.article)
    yield f"Story {placement.story.id}: " + (
        "told with" if others else "told by this article alone"
    )
    for other in others:
        yield f"  {named(other)}"
    yield f"In the issue: {'no. ' + reasons.left_out if reasons.left_out else 'yes.'}"
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in placement.score.parts if value)
    yield f"Score {placement.score.total:.2f}: {parts or 'nothing speaks for it'}"
    sure = f", sure {placement.sure:.2f}" if placement.section else ""
    sure += f": {' or '.join(placement.unsure)}" if placement.unsure else ""
    yield f"Section: {placement.section or 'none'}{sure}"
    for key, strength, threshold in reasons.strengths:
        said = ", ".join(
            f"{phrase} {value:.1f}" for name, phrase, value in reasons.mentions if name == key
        )
        reached = "reaches" if strength >= threshold else "below"
        yield f"  {key:12} {strength:5.2f} ({reached} {threshold:.2f}){'  ' + said if said else ''}"
    if reasons.archive:
        added = ", ".join(f"{key} {strength:+.2f}" for key, strength in reasons.archive)
        yield f"  of which the nearest items of the archive: {added}"
    if reasons.learned:
        added = ", ".join(f"{key} {strength:+.2f}" for key, strength in reasons.learned)
        yield f"  of which the words of all its items: {added}"
    if placement.told:
        told = placement.told
        facts = ", ".join(told.new)
        yield f"Told in the issue of {told.issue}: “{told.title}” (like it {told.likeness:.2f})"
        yield f"  new since: {facts or 'nothing'}"
    yield "Most like it:" if reasons.nearest else "No other article is like it."
    for comparison in reasons.nearest:
        yield from _comparison_lines(comparison, views=False)


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
    verdict = "same story" if comparison.together else "another story"
    yield f"  {named(comparison.other)}"
    if comparison.copy:
        yield "    a copy of the same text"
        return
    yield f"    {verdict}: like it {alike.total:.2f}, like its story {comparison.mean:.2f}; one story from {SAME_STORY:.2f}"
    if said := comparison.ruled or comparison.opinion:
        who = "you" if comparison.ruled else "the score was contested, and the model"
        yield f"    {who} said that they tell {'one story' if said == 'together' else 'two stories'}"
    if not views:
        return
    for name, weight, cosine, shared in alike.views:
        words = ", ".join(shared[:8])
        yield f"    {name:9} {cosine:.2f} × weight {weight:.2f}{'  ' + words if words else ''}"
    if alike.across:
        yield "    two languages: words do not count, the rest is raised"
    if alike.decay < 0.995:
        yield f"    dates apart: × {alike.decay:.2f}"
    if said:
        return
    if not comparison.together and alike.total >= SAME_STORY:
        yield "    alike by themselves, but their stories as a whole are not"
    if comparison.together and alike.total < SAME_STORY:
        yield "    not alike by themselves, but the others of the story join them"


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
