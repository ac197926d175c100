"""What a person calls an article or a story on the command line, and what is meant."""

from collections.abc import Mapping, Sequence
from datetime import date

from digest.desk import Desk
from digest.desk.embedding import vectors_of
from digest.errors import DigestError
from digest.model import Article, Constraints, Selection, Story
from digest.notice import Notice
from digest.text import shorten
from digest.workspace import IssueFolder

__all__ = ["article_named", "decided", "named", "stories_of", "story_named"]


def named(article: Article) -> str:
    """One article on one line."""
    return f"{article.id}  {shorten(article.title, 70)} ({article.source})"


def article_named(name: str, articles: Sequence[Article], day: date) -> Article:
    """The one article meant by an id, an address, a file or words of a title; else DigestError."""
    from digest.group.why import find

    found = find(name, articles)
    if not found:
        raise DigestError(
            Notice("No article of the issue of {day} is called {name!r}.", day=day, name=name),
            Notice(
                "{count} were collected; give an id, an address, a file or words of the title.",
                count=len(articles),
            ),
        )
    if len(found) > 1:
        listed = "".join(f"\n  {named(article)}" for article in found[:8])
        raise DigestError(
            Notice(
                "{count} articles are meant by {name!r}:{listed}",
                count=len(found),
                name=name,
                listed=listed,
            ),
            Notice("Name one by its id."),
        )
    return found[0]


def story_named(name: str, stories: Mapping[str, Story], day: date) -> Story:
    """The story meant by the id at the end of its item, or by one of its articles.

    A story is called after its earliest article, so an id that an item has kept from an earlier
    build is understood as well. `stories` holds each article's story by the article's id.
    """
    if name.removeprefix("s") in stories:
        return stories[name.removeprefix("s")]
    articles = {article.id: article for story in stories.values() for article in story.articles}
    return stories[article_named(name, list(articles.values()), day).id]


def decided(desk: Desk, folder: IssueFolder, constraints: Constraints) -> Selection:
    """What a build of the issue in `folder` decides now; DigestError when nothing was collected."""
    from digest.build import past_choices, past_issues
    from digest.build.issue import decide
    from digest.collect.duplicates import copies

    articles = folder.read_articles()
    if not articles:
        raise DigestError(
            Notice("Nothing was collected for the issue of {date}.", date=folder.date),
            Notice("Build it first: `digest build --issue {date}`.", date=folder.date),
        )
    past = past_issues(desk.workspace, folder.date)
    return decide(
        articles,
        copied=copies(articles),
        config=desk.config,
        day=folder.date,
        past=past,
        constraints=constraints.over(folder.read_opinions()),
        choices=past_choices(desk.workspace, folder.date),
        vectors=vectors_of(desk, articles, ask=False),
    )


def stories_of(selection: Selection) -> dict[str, Story]:
    """The story of each article, by the article's id."""
    placements = (*selection.placed, *(left.placement for left in selection.left_out))
    return {
        article.id: placement.story
        for placement in placements
        for article in placement.story.articles
    }
