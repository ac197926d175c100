"""An issue as it is printed: with what is made anew each time, the chart of the last weeks."""

from digest.bubble import Pictures, illustrate
from digest.build.archive import past_issues
from digest.config import Config, Newsletter
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
) -> Email:
    """`issue`, the draft of `folder`, rendered for `variant`; `newsletter` stands in for the settings'.

    Raises RenderError.
    """
    told, drawn = _chart(issue, folder, config=config, workspace=workspace)

    def read(src: str) -> bytes | None:
        return drawn[src]() if src in drawn else folder.picture(src)

    return render(
        told,
        newsletter=newsletter or config.newsletter,
        templates=workspace.templates,
        variant=variant,
        pictures=read,
    )


def draw(issue: Issue, folder: IssueFolder, *, config: Config, workspace: Workspace) -> None:
    """Put the pictures of `printed` beside the draft, for programs that show Markdown."""
    for src, drawn in _chart(issue, folder, config=config, workspace=workspace)[1].items():
        write_atomic(folder.path / src, drawn())


def _chart(
    issue: Issue, folder: IssueFolder, *, config: Config, workspace: Workspace
) -> tuple[Issue, Pictures]:
    past = past_issues(workspace, folder.date)
    return illustrate(issue, past, config.bubble, config.newsletter.brand)
