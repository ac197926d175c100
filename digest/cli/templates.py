"""`digest templates`: see what an issue is printed with, and take a template into your own hands."""

import click

from digest.desk import Desk, json_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice
from digest.workspace import write_atomic

EPILOG = """\b
Examples:
  digest templates list
  digest templates eject item.mjml
"""


@click.group("templates", epilog=EPILOG)
def command() -> None:
    """The templates an issue is printed with; `eject` copies one into templates/ to be changed."""


@command.command("list", epilog="\b\nExample:\n  digest templates list")
@json_option
@with_desk
def list_templates(desk: Desk, *, as_json: bool) -> ExitCode:
    """List the templates of the newsletter's theme, and those of your own in their place."""
    from digest.render.templates import templates

    folder = desk.workspace.templates
    rows = [
        {
            "name": template.name,
            "from": "templates/" if (folder / template.name).is_file() else template.theme,
            "shows": template.shows,
        }
        for template in templates(desk.config.newsletter.theme).values()
    ]
    if as_json:
        desk.answer(rows)
        return ExitCode.OK
    for row in rows:
        click.echo(f"{row['name']:<18} {row['from']:<11} {row['shows']}".rstrip())
    return ExitCode.OK


@command.command("eject", epilog="\b\nExample:\n  digest templates eject item.mjml")
@click.argument("name")
@with_desk
def eject(desk: Desk, name: str) -> ExitCode:
    """Copy the template NAME into templates/, with a word on what it is given.

    From then on it is yours, and takes the place of the theme's. A file that is there is never
    overwritten.
    """
    import difflib

    from digest.render.templates import templates

    theme = templates(desk.config.newsletter.theme)
    if name not in theme:
        near = difflib.get_close_matches(name, [*theme, *(n.partition(".")[0] for n in theme)], n=1)
        hint = (
            Notice("Did you mean {near}?", near=near[0])
            if near
            else Notice("`digest templates list` names them.")
        )
        raise DigestError(Notice("There is no template {name!r}.", name=name), hint)
    path = desk.workspace.templates / name
    if path.exists():
        raise DigestError(
            Notice("{path} is there already; it stays as it is.", path=path),
            Notice("Rename or delete it to begin from the theme's again."),
        )
    write_atomic(path, theme[name].ejected)
    click.echo(str(path))
    desk.say(Notice("It is yours now. Change it, and look: digest preview"), style="dim")
    return ExitCode.OK
