"""The check of an issue, for the commands that look before it leaves, and for the newsroom."""

from collections.abc import Callable
from typing import Any

from digest.config import Config
from digest.desk import Desk, no_draft
from digest.draft import Located
from digest.model import Email, Finding
from digest.workspace import IssueFolder

__all__ = ["checked", "examine"]


def checked(
    located: Located, render: Callable[[str], Email], *, config: Config, **given: Any
) -> tuple[Finding, ...]:
    """What the check finds in a draft, by the settings; `render` makes the mail of a variant.

    What else is `given` to `digest.check.check` is handed on.
    """
    from digest.check import check

    return check(
        located,
        render("everyone"),
        newsletter=config.newsletter,
        subscribers=render("subscribers") if located.issue.has_paid else None,
        verbatim=config.check.verbatim,
        warn=config.check.warn,
        **given,
    )


def examine(
    desk: Desk,
    folder: IssueFolder,
    *,
    ask: Callable[[str], int] | None = None,
    text: str | None = None,
) -> tuple[Finding, ...]:
    """What the check finds in the issue of `folder` as its draft is now; DraftError, RenderError.

    `ask` gives the status that an address answers with; without it no site is asked. `text` is a
    draft that was read before, to be examined in place of what has been saved since.
    """
    from digest.build import printed
    from digest.desk.spamassassin import spamassassin
    from digest.draft import parse
    from digest.evidence import read_evidence
    from digest.facts.vet import vet

    if text is None and (text := folder.read_draft()) is None:
        raise no_draft(folder)
    located = parse(text, path=str(folder.draft))
    issue, config, workspace = located.issue, desk.config, desk.workspace
    return checked(
        located,
        lambda variant: printed(issue, folder, config=config, workspace=workspace, variant=variant),
        config=config,
        vetted=vet(issue, read_evidence(folder)),
        ask=ask,
        score=spamassassin(),
    )
