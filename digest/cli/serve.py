"""`digest serve`: the public pages."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from digest.desk import Desk, with_desk
from digest.errors import ConfigError, DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest serve                     as [serve] in config/digest.toml says
  digest serve --port 8400         to try it on this machine

Readers reach the pages through a web server that speaks TLS; docs/serving.md shows one.
"""


@click.command("serve", epilog=EPILOG)
@click.option("--host", help="Where to listen [default: serve.host].")
@click.option("--port", type=click.IntRange(0, 65535), help="[default: serve.port]")
@with_desk
def command(desk: Desk, host: str | None, port: int | None) -> ExitCode:
    """Serve the public pages: subscribe, confirm, unsubscribe, preferences, archive.

    Scheduled issues leave from here too, as from `digest worker`. Nobody is on the list before they have confirmed by a link that was mailed to them.
    """
    from digest.desk.letters import carrier
    from digest.desk.register import new_id, open_register
    from digest.serve import People, site
    from digest.serve.server import listen, serve

    settings, newsletter = desk.config.serve, desk.config.newsletter
    if not newsletter.sender.email:
        raise ConfigError(
            Notice(
                "config/digest.toml: `newsletter.sender.email` is empty: confirmations come "
                "from there."
            )
        )
    # What goes wrong behind the pages is told to whoever keeps the server; no address is in it.
    logging.getLogger("digest.serve").setLevel(logging.INFO if desk.verbose else logging.WARNING)
    database, seal = open_register(desk)
    listening = listen(host or settings.host, settings.port if port is None else port)
    name = host or settings.host
    here = f"http://{f'[{name}]' if ':' in name else name}:{listening.getsockname()[1]}"
    if not settings.url:
        desk.warn(
            Notice(
                "`serve.url` is empty: the links in mails lead to {here}, for trying only.",
                here=here,
            )
        )
    people = People(database=database, seal=seal, now=lambda: datetime.now(UTC), new_id=new_id)
    with carrier(desk) as way, _scheduled(desk):
        app = site(
            newsletter,
            settings,
            people=people,
            carrier=way,
            archive=desk.workspace.root / "archive",
            url=settings.url or here,
            logo=_logo(desk),
        )
        serving = Notice("Serving {url} on {here}", url=settings.url or here, here=here)
        serve(app, listening, ready=lambda: desk.say(serving))
    return ExitCode.OK


def _logo(desk: Desk) -> Path | None:
    """The file in templates/ that the brand names as its logo; None when it names an address."""
    name = desk.config.newsletter.brand.logo
    return desk.workspace.templates / name if name and Path(name).name == name else None


@contextmanager
def _scheduled(desk: Desk) -> Iterator[None]:
    """Let scheduled issues leave from here too; the pages go on without it."""
    from digest.desk.worker import work

    stop = threading.Event()

    def run() -> None:
        try:
            work(desk, stop)
        except DigestError as error:
            why = error.whole
            desk.warn(Notice("Scheduled issues do not leave from here: {why}", why=why))

    worker = threading.Thread(target=run, name="worker")
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()
