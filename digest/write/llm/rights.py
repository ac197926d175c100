"""Articles whose publisher wants no model to read them stay out of every question."""

from collections.abc import Iterable
from dataclasses import replace

from digest.model import Article, Story
from digest.text import fold
from digest.urls import publisher

__all__ = ["open_part"]


def open_part(story: Story, reserved: Iterable[str]) -> Story | None:
    """`story` without the articles of `reserved` publishers; None when nothing is left.

    A publisher is named as readers see it ("Le Quotidien") or by its domain ("quotidien.example").
    """
    names = {fold(name) for name in reserved}
    names |= {publisher(f"https://{name}") for name in reserved if "." in name and " " not in name}
    left = tuple(article for article in story.articles if not names & _names(article))
    return replace(story, articles=left) if left else None


def _names(article: Article) -> set[str]:
    known = (article.source, article.publisher, publisher(article.url))
    return {fold(name) for name in known if name}
