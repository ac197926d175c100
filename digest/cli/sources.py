"""`digest sources`: list the sources; import and export OPML."""

from pathlib import Path

import click

from digest.desk import Desk, json_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice
from digest.workspace import write_atomic

EPILOG = """\b
Examples:
  digest sources list
  digest sources import subscriptions.opml
  digest sources export my-feeds.opml
"""


class _Sources(click.Group):
    """Says where to look when somebody asks for the sources of an item."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = f"What an item rests on is shown by: digest evidence {args[0]!r}"
            raise click.UsageError(f"{error.message} {hint}", ctx) from error


@click.group("sources", epilog=EPILOG, cls=_Sources)
def command() -> None:
    """List the sources; import feeds from a reader (OPML), export them to one."""


@command.command("list", epilog="\b\nExample:\n  digest sources list")
@json_option
@with_desk
def list_sources(desk: Desk, *, as_json: bool) -> ExitCode:
    """List the configured sources."""
    sources = desk.config.sources
    if as_json:
        desk.answer([source.model_dump() for source in sources])
        return ExitCode.OK
    for source in sources:
        place = (
            source.options.get("url") or source.options.get("path") or source.options.get("host")
        )
        click.echo(f"{source.type:8} {source.name}  {place or ''}")
    if not sources:
        desk.say(Notice("No sources yet: add some to config/sources.toml, or import an OPML file."))
    return ExitCode.OK


@command.command("import", epilog="\b\nExample:\n  digest sources import subscriptions.opml")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_desk
def import_opml(desk: Desk, file: Path) -> ExitCode:
    """Add the feeds of an OPML file to config/sources.toml.

    What stands in the file stays as it is; a feed that is there already is not added again.
    """
    from digest.collect import opml

    path = desk.workspace.config / "sources.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    feeds = opml.loads(file.read_bytes())
    new, added = opml.append(text, desk.config.sources, feeds)
    if added:
        write_atomic(path, new)
    for source in added:
        desk.say(f"+ {source.name}  {source.options['url']}")
    desk.say(
        Notice(
            "{added} {added:feed|feeds} added to {path}, {known} {known:was|were} there already.",
            added=len(added),
            path=path,
            known=len(feeds) - len(added),
        )
    )
    return ExitCode.OK


@command.command("export", epilog="\b\nExample:\n  digest sources export my-feeds.opml")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_desk
def export_opml(desk: Desk, file: Path) -> ExitCode:
    """Write the feeds among the sources to an OPML file, for a feed reader."""
    from digest.collect import opml

    if file.exists():
        raise DigestError(
            Notice("{file} exists already.", file=file),
            Notice("Choose another name, or delete it first."),
        )
    write_atomic(file, opml.dumps(desk.config.sources, desk.config.newsletter.name))
    feeds = sum(source.type == "feed" for source in desk.config.sources)
    desk.say(Notice("{feeds} {feeds:feed|feeds} written to {file}.", feeds=feeds, file=file))
    return ExitCode.OK
