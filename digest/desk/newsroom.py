"""What the newsroom is handed of the stages: rendering, checking, writing, fetching, grouping."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from digest.desk import Desk
from digest.draft import Located
from digest.errors import DigestError
from digest.facts.vet import Vetted
from digest.model import Article, Constraints, Email, Finding, Issue, Item, Recalled, Story, Written
from digest.notice import Notice
from digest.preview import Handed
from digest.workspace import IssueFolder

__all__ = ["handed"]


def handed(desk: Desk, folder: IssueFolder) -> Handed:
    """The stages as the newsroom of the issue in `folder` calls them.

    Settings and templates are read anew at each rendering and check, so that a change shows.
    """
    from digest.group.constrain import merged, split

    return Handed(
        render=lambda issue, variant: _rendered(desk, folder, issue, variant),
        check=lambda located, email, vetted: _checked(desk, folder, located, email, vetted),
        write=lambda story: _written(desk, folder, story),
        add=lambda url: _added(desk, folder, url),
        together=merged,
        apart=split,
        regrouped=lambda constraints: _regrouped(desk, folder, constraints),
        recall=_recall(desk, folder),
        rewrite=lambda story, item, said: _rewritten(desk, folder, story, item, said),
        post=_post(desk, folder),
    )


def _rendered(desk: Desk, folder: IssueFolder, issue: Issue, variant: str) -> Email:
    from digest.build import printed
    from digest.config import load

    workspace = desk.workspace
    return printed(
        issue, folder, config=load(workspace.config), workspace=workspace, variant=variant
    )


def _checked(
    desk: Desk, folder: IssueFolder, located: Located, email: Email, vetted: Vetted
) -> tuple[Finding, ...]:
    from digest.config import load
    from digest.desk.checking import checked

    def render(variant: str) -> Email:
        if variant == "everyone":
            return email
        return _rendered(desk, folder, located.issue, variant)

    return checked(located, render, config=load(desk.workspace.config), vetted=vetted)


def _written(desk: Desk, folder: IssueFolder, story: Story) -> Written:
    from digest.desk.writer import writer_for

    return writer_for(desk, folder, budget=None, offline=False).write(story)


def _rewritten(
    desk: Desk, folder: IssueFolder, story: Story, item: Item, instruction: str
) -> tuple[Written, ...]:
    from digest.desk.writer import writer_for
    from digest.write import rewrite

    writer = writer_for(desk, folder, budget=None, offline=False)
    return rewrite(story, item, instruction, writer)


def _added(desk: Desk, folder: IssueFolder, url: str) -> Article:
    """The article at an address, fetched with all the guards of the collection, and kept."""
    from digest import collect
    from digest.fetch import Fetcher
    from digest.urls import is_web

    if not is_web(url):
        raise DigestError(
            Notice("{url!r} is no web address.", url=url), Notice("Write it whole, with https://.")
        )
    zone = desk.config.newsletter.zone
    with Fetcher(cache=desk.workspace.cache) as fetch:
        found = collect.add(url, root=desk.workspace.root, fetch=fetch, zone=zone)
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        why = Notice.joined((one.why for one in found if not isinstance(one, Article)), "; ")
        raise DigestError(
            Notice("There is no article at {url} ({why}).", url=url, why=why),
            Notice("Open it in your browser."),
        )
    folder.write_articles(collect.merge(folder.read_articles(), articles))
    return articles[0]


def _regrouped(desk: Desk, folder: IssueFolder, constraints: Constraints) -> Mapping[str, Story]:
    from digest.desk.naming import decided, stories_of

    return stories_of(decided(desk, folder, constraints))


def _recall(
    desk: Desk, folder: IssueFolder
) -> Callable[[Item], Sequence[tuple[str, Sequence[Recalled]]]]:
    """Asks the issues before this one, read when first asked."""
    from digest.build import past_issues
    from digest.group.recall import Archive

    @cache
    def archive() -> Archive:
        past = past_issues(desk.workspace, folder.date)
        return Archive(past, desk.config.newsletter.address)

    return lambda item: archive().remembers(item)


def _post(desk: Desk, folder: IssueFolder) -> Callable[[str], None] | None:
    """Sends a copy of each variant to an address, as `digest send --test`; None without a mail server."""
    settings = desk.config.sending
    if settings.transport == "smtp" and not settings.host:
        return None

    def post(address: str) -> None:
        from digest.desk.rehearsal import test

        test(desk, folder, address)

    return post
