"""The writer that needs no model: whole sentences of the sources, word for word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.errors import WriterError
from digest.model import Article, Item, Link, Sentence, Story, Written
from digest.notice import Notice
from digest.text import language
from digest.urls import is_web
from digest.write.escape import markdown_escape
from digest.write.fitness import Fitness
from digest.write.headline import headline
from digest.write.mmr import choose
from digest.write.passages import Candidate, candidates, of_title

__all__ = ["Extractive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractive:
    """Writes items of two to four whole sentences, 40 to 90 words, verbatim, in `language`.

    Quotation marks therefore only stand round words of a source. A story that no article tells in
    `language` is told in its own, and its item is marked "lang:xx".
    """

    language: str = "fr"
    sentences: tuple[int, int] = (2, 4)
    words: tuple[int, int] = (40, 90)

    def write(self, story: Story) -> Written:
        """The item of `story`, and what it rests on; WriterError when it holds no words at all."""
        everything = candidates(story.articles)
        titles = [article.title for article in story.articles if article.title]
        told = [
            candidate.sentence
            for candidate in choose(
                self._pool(everything),
                everything,
                titles,
                sentences=self.sentences,
                length=self.words,
            )
        ]
        if not told:
            told = [_from_title(story)]
        marks = self._marks(story, told)
        title = headline(story, self.language, told, foreign=bool(marks))
        item = Item(
            id=story.id,
            title=title.text,
            text=" ".join(markdown_escape(sentence.text) for sentence in told),
            links=links(story.articles),
            marks=marks,
        )
        return Written(item=item, sentences=tuple(told), title_from=title.source)

    def _pool(self, everything: Sequence[Candidate]) -> Sequence[Candidate]:
        """The best sentences there are: fit ones in the newsletter's language before any other."""
        own = [one for one in everything if one.language == self.language]
        for pool in (own, everything):
            fit = [one for one in pool if one.fitness is not Fitness.NEVER]
            if any(one.fitness is not Fitness.DEPENDENT for one in fit):
                return fit
        return [replace(one, fitness=Fitness.POOR) for one in own or everything]

    def _marks(self, story: Story, told: Sequence[Sentence]) -> tuple[str, ...]:
        by_id = {article.id: article for article in story.articles}
        article = by_id[told[0].passages[0].article]
        code = article.language or language(article.text) or self.language
        return () if code == self.language else (f"lang:{code}",)


def links(articles: Sequence[Article]) -> tuple[Link, ...]:
    """One link for each publisher family, in the order of the articles."""
    first: dict[str, Link] = {}
    for article in articles:
        family = article.publisher or article.source or article.url
        if is_web(article.url) and family not in first:
            first[family] = Link(text=article.source or family, url=article.url)
    return tuple(first.values())


def _from_title(story: Story) -> Sentence:
    """Articles that are a headline and nothing else."""
    for article in story.articles:
        if title := " ".join(article.title.split()):
            return Sentence(text=title, passages=(of_title(article),))
    raise WriterError(
        Notice("Story {story} holds neither a sentence nor a headline.", story=story.id),
        Notice("Delete its articles from articles.jsonl, or write the item by hand."),
    )
