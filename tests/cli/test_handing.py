"""What the newsroom is handed: the very mail that `digest render` makes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from digest.cli.desk import Desk
from digest.cli.handing import handed
from digest.draft import loads

DAY = "2025-09-27"


def test_the_letter_in_the_newsroom_has_the_bytes_of_the_mail(
    run: Callable, workspace: Path, week: Path
):
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    desk = Desk(workspace=workspace, quiet=True, verbose=False)
    folder = desk.issue(date.fromisoformat(DAY))
    draft = folder.draft.read_text(encoding="utf-8").replace("Nscale", "Nscale Holdings", 1)
    folder.draft.write_text(draft, encoding="utf-8")
    run("-C", workspace, "render", "--issue", DAY)
    shown = handed(desk, folder).render(loads(draft), "everyone")
    assert shown.standalone(shown.html).encode() == (folder.out / "email.html").read_bytes()
    assert shown.text.encode() == (folder.out / "email.txt").read_bytes()


def test_a_test_mail_is_offered_only_where_a_server_is_configured(workspace: Path):
    settings = workspace / "config" / "digest.toml"
    folder = Desk(workspace=workspace, quiet=True, verbose=False).issue(date.fromisoformat(DAY))

    def offered() -> bool:
        desk = Desk(workspace=workspace, quiet=True, verbose=False)
        return handed(desk, folder).post is not None

    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('host = "', 'host = "" # "', 1), encoding="utf-8")
    assert not offered()
    settings.write_text(text.replace('host = "', 'host = "mail.example.org" # "', 1), "utf-8")
    assert offered()
