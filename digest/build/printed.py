"""An issue as it is printed: with what is made anew each time, of the issues before it."""

from collections.abc import Collection
from datetime import date

from digest.archive.publish import paged
from digest.bubble import illustrate
from digest.build.archive import past_issues
from digest.config import Config, Newsletter
from digest.group.backlinks import backlinked
from digest.model import Email, Issue
from digest.render import render
from digest.workspace import IssueFolder, Workspace, write_atomic

__all__ = ["draw", "printed"]


def printed(
    issue: Issue,
    folder: IssueFolder,
    *,
    config: Config,
    workspace: Workspace,
    variant: str = "everyone",
    newsletter: Newsletter | None = None,
    archived: Collection[date] | None = None,
) -> Email:
    """`issue`, the draft of `folder`, rendered for `variant`; `newsletter` stands in for the settings'.

    Names may link to the issues `archived`, else to those in the workspace's archive. Raises
    RenderError.
    """
    past, newsletter = past_issues(workspace, folder.date), newsletter or config.newsletter
    told, drawn = illustrate(issue, past, config.bubble, newsletter.brand)
    if newsletter.link_names:
        if archived is None:
            archived = paged(workspace.root / "archive", [old.date for old in past], newsletter.url)
        linked = [old for old in past if old.date in archived]
        told = backlinked(told, linked, newsletter.address)

    def read(src: str) -> bytes | None:
        return drawn[src]() if src in drawn else folder.picture(src)

    return render(
        told,
        newsletter=newsletter,
        templates=workspace.templates,
        variant=variant,
        pictures=read,
    )


def draw(issue: Issue, folder: IssueFolder, *, config: Config, workspace: Workspace) -> None:
    """Put the pictures of `printed` beside the draft, for programs that show Markdown."""
    past = past_issues(workspace, folder.date)
    drawn = illustrate(issue, past, config.bubble, config.newsletter.brand)[1]
    for src, bytes_of in drawn.items():
        write_atomic(folder.path / src, bytes_of())
