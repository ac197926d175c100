"""`stories.json`: every decision of the grouping, for programs and for whoever asks why."""

from datetime import date
from typing import Any

from digest.model import Article, Placement, Selection, Told

__all__ = ["record"]


def record(selection: Selection, *, day: date) -> dict[str, Any]:
    """The selection as JSON-ready values: all stories, those in the issue first, then the others.

    Every collected article stands in exactly one story. `score_parts` says how the score came
    about; `left_out` names the stories that did not enter, with the reason in English words, and as
    the template and values by which it is said in another language.
    """
    out = [left.placement for left in selection.left_out]
    return {
        "issue": day.isoformat(),
        "stories": [_story(placement) for placement in (*selection.placed, *out)],
        "themes": [
            {"title": theme.title, "stories": list(theme.stories), "dominates": theme.dominates}
            for theme in selection.themes
        ],
        "left_out": [
            {
                "story": left.placement.story.id,
                "why": left.why,
                "template": left.why.template,
                "values": left.why.values,
            }
            for left in selection.left_out
        ],
    }


def _story(placement: Placement) -> dict[str, Any]:
    story = placement.story
    return {
        "id": story.id,
        "section": placement.section,
        "sure": placement.sure,
        "unsure": list(placement.unsure),
        "told": _told(placement.told),
        "score": placement.score.total,
        "score_parts": dict(placement.score.parts),
        "lead": story.lead.id,
        "articles": [_article(article) for article in story.articles],
    }


def _told(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "issue": told.issue.isoformat(),
        "number": told.number,
        "title": told.title,
        "likeness": told.likeness,
        "new": list(told.new),
        "changed": [{"was": one.was, "now": one.now} for one in told.changed],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "path": article.path,
    }
