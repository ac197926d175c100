"""Articles whose publisher wants no model to read them stay out of every question."""

from collections.abc import Iterable
from dataclasses import replace

from digest.model import Article, Sentence, Story, Written
from digest.text import fold
from digest.urls import publisher
from digest.write.escape import markdown_escape

__all__ = ["open_part", "quoted"]

_INNER = str.maketrans({"«": "“", "»": "”", '"': "'"})


def open_part(story: Story, reserved: Iterable[str]) -> Story | None:
    """`story` without articles that are reserved, by themselves (`Article.reserved`) or as those of
    `reserved` publishers; None when nothing is left.

    A publisher is named as readers see it ("Le Quotidien") or by its domain ("quotidien.example").
    """
    names = {fold(name) for name in reserved}
    names |= {publisher(f"https://{name}") for name in reserved if "." in name and " " not in name}
    left = tuple(one for one in story.articles if not (one.reserved or names & _names(one)))
    return replace(story, articles=left) if left else None


def _names(article: Article) -> set[str]:
    known = (article.source, article.publisher, publisher(article.url))
    return {fold(name) for name in known if name}


def quoted(written: Written) -> Written:
    """`written` with each of its sentences between quotation marks: another's words, and shown as such."""
    told = tuple(
        Sentence(text=f"« {one.text.translate(_INNER)} »", passages=one.passages)
        for one in written.sentences
    )
    text = " ".join(markdown_escape(one.text) for one in told)
    return replace(written, item=replace(written.item, text=text), sentences=told)
