"""Articles whose publisher wants no model to read them stay out of every question."""

from collections.abc import Iterable
from dataclasses import replace

from digest.facts.verbatim import words_of
from digest.model import Article, Sentence, Story, Written
from digest.text import fold
from digest.urls import publisher
from digest.write.escape import markdown_escape

__all__ = ["borrows", "closed", "open_part", "quoted"]

RUN = 6  # words in a row that show where a text comes from
_INNER = str.maketrans({"«": "“", "»": "”", '"': "'"})


def closed(articles: Iterable[Article], reserved: Iterable[str]) -> tuple[Article, ...]:
    """Those of `articles` that no model may read: reserved by themselves (`Article.reserved`) or as
    those of `reserved` publishers.

    A publisher is named as readers see it ("Le Quotidien") or by its domain ("quotidien.example").
    """
    names = {fold(name) for name in reserved}
    names |= {publisher(f"https://{name}") for name in reserved if "." in name and " " not in name}
    return tuple(one for one in articles if one.reserved or names & _names(one))


def open_part(story: Story, reserved: Iterable[str]) -> Story | None:
    """`story` without the articles that no model may read; None when nothing is left."""
    kept_out = closed(story.articles, reserved)
    left = tuple(one for one in story.articles if one not in kept_out)
    return replace(story, articles=left) if left else None


def borrows(text: str, articles: Iterable[Article]) -> bool:
    """Whether `text` has a run of six words of one of `articles`, between quotation marks or not."""
    said = words_of(text).split()
    runs = [f" {' '.join(said[at : at + RUN])} " for at in range(len(said) - RUN + 1)]
    sources = [words_of(f"{one.title}\n{one.text}") for one in articles]
    return any(run in source for run in runs for source in sources)


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
