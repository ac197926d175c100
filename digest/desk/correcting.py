"""The text of a correction, begun in the words of the newsletter."""

from dataclasses import replace

from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import IssueFolder, write_atomic

__all__ = ["begin_correction"]


def begin_correction(issue: IssueFolder, folder: IssueFolder) -> None:
    """Write the first text of the correction `folder` of an `issue`; the editor's own is never touched.

    What is left to write in it keeps it from being approved.
    """
    from digest import draft
    from digest.languages import phrases
    from digest.model import Prose

    if folder.draft.exists():
        raise DigestError(
            Notice("{draft} is there already.", draft=folder.draft), Notice("Go on with that one.")
        )
    if (text := issue.read_draft()) is None:
        raise DigestError(Notice("There is no {draft} to correct.", draft=issue.draft))
    was = draft.loads(text, path=str(issue.draft))
    say = phrases(was.language)
    told = say("correction.text", date=say.date(was.date))
    first = replace(
        was,
        title=say("correction.title"),
        subject=say("correction.subject", subject=was.subject or was.title),
        preheader="",
        teaser=(),
        epigraph=None,
        frozen="",
        preamble=tuple(Prose(text=part) for part in told.split("\n\n")),
        sections=(),
    )
    write_atomic(folder.draft, draft.dumps(first))
