"""`digest init`: make a new workspace."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from digest.desk import Desk, with_desk
from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace import write_atomic

EPILOG = """\b
Example:
  digest init my-newsletter
  cd my-newsletter
  digest build
"""


@click.command("init", epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@with_desk
def command(desk: Desk, folder: Path) -> None:
    """Make a new workspace in DIR: config/, templates/, issues/.

    What is already there stays as it is; a folder that is a workspace already is refused.
    """
    if (folder / "config" / "digest.toml").exists():
        raise DigestError(
            Notice("{folder} is a workspace already.", folder=folder),
            Notice("Choose another folder, or edit its config/."),
        )
    _copy(resources.files("digest") / "starter", folder)
    for name in ("config", "templates", "issues"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    desk.say(Notice("Made a workspace in {folder}.", folder=folder), style="bold")
    for name, what in (
        ("digest.toml", Notice("the newsletter: name, language, day, sender")),
        ("sections.toml", Notice("its sections and what belongs there")),
        ("sources.toml", Notice("where its articles come from")),
    ):
        desk.say(f"  {folder / 'config' / f'{name:13}'}  {desk.in_words(what)}")
    desk.say(Notice("Next: edit these, then: digest -C {folder} build", folder=folder))


def _copy(source: Traversable, target: Path) -> None:
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _copy(entry, target / entry.name)
        elif not (target / entry.name).exists():
            write_atomic(target / entry.name, entry.read_bytes())
