"""The draft becomes `out/`: mail, plain text, web page."""

from digest.build.archive import drafted
from digest.build.printed import draw, printed
from digest.config import Config
from digest.model import Email, Issue
from digest.workspace import IssueFolder, Workspace, write_atomic


def publish(folder: IssueFolder, *, config: Config, workspace: Workspace) -> Issue:
    """Make `out/` again from `issue.md` alone; DraftError or RenderError when that cannot be."""
    issue = drafted(folder)
    put(folder, printed(issue, folder, config=config, workspace=workspace))
    draw(issue, folder, config=config, workspace=workspace)
    return issue


def put(folder: IssueFolder, email: Email) -> None:
    """Write `out/`: the mail, its pictures inside, and the page, its pictures beside it."""
    write_atomic(folder.out / "email.html", email.standalone(email.html))
    write_atomic(folder.out / "email.txt", email.text)
    write_atomic(folder.out / "email.eml", email.eml)
    for picture in email.pictures:
        write_atomic(folder.out / "pictures" / picture.name, picture.data)
    write_atomic(folder.out / "web.html", email.web)
