"""A quotation of the sources that may stand by itself between two items."""

from collections.abc import Iterator, Sequence

from digest.facts import quotations
from digest.languages import Phrases
from digest.model import Article, Passage, Quote, Story
from digest.text import language as language_of
from digest.text import words
from digest.write.escape import markdown_escape
from digest.write.fitness import Fitness, fitness

__all__ = ["find_passage", "pull_quote"]

WORDS = (12, 35)
RUN = 5
_MARKS = {"fr": "« {} »", "en": "“{}”"}


def pull_quote(story: Story, *, say: Phrases, told: str) -> Quote | None:
    """The first quotation of 12 to 35 words that reads alone and that `told`, the item, leaves out, every part of it.

    Only articles in the language of `say` are quoted: a translated quotation is no quotation. It is
    signed with the publisher that quotes: who spoke, only a reader of the article knows.
    """
    language = say.code
    for article in story.articles:
        if (article.language or language_of(article.text)) != language:
            continue
        for text, _ in _quoted(article):
            whole = text if text[-1:] in ".!…" else f"{text}."
            if not WORDS[0] <= len(text.split()) <= WORDS[1] or _repeats(text, told):
                continue
            if fitness(whole, quoted=True) is Fitness.ALONE and text[:1].isupper():
                marked = _MARKS.get(language, _MARKS["en"]).format(markdown_escape(text))
                return Quote(text=marked, source=say("note.quoted_by", source=article.source))
    return None


def _repeats(text: str, told: str) -> bool:
    """Whether `told` has read so many words of `text` in a row that a reader knows them again."""
    said, known = words(text), f" {' '.join(words(told))} "
    runs = (said[at : at + RUN] for at in range(len(said) - RUN + 1))
    return any(f" {' '.join(run)} " in known for run in runs)


def find_passage(quote: Quote, stories: Sequence[Story]) -> Passage | None:
    """Where `quote`, one that `pull_quote` made, stands in the sources."""
    bare = quote.text.strip("«»“” \u00a0\u202f")
    for story in stories:
        for article in story.articles:
            for text, passage in _quoted(article):
                if markdown_escape(text) == bare:
                    return passage
    return None


def _quoted(article: Article) -> Iterator[tuple[str, Passage]]:
    """The quotations of `article`, on one line and as they stand."""
    for span in quotations(article.text):
        place = Passage(article=article.id, start=span.start, end=span.end, text=span.text)
        yield " ".join(span.text.split()).rstrip(",;: "), place
