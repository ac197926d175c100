"""`digest doctor`: whether all is ready for sending."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from digest.desk import Desk, json_option, with_desk
from digest.desk.terms import term
from digest.errors import ExitCode

EPILOG = """\b
Examples:
  digest doctor
  digest doctor --offline            without the network
  digest doctor --json               for a program

Ends with 1 when something must be corrected. Nothing is sent to anybody.
"""
COLOURS = {"green": "green", "amber": "yellow", "red": "red"}


@click.command("doctor", epilog=EPILOG)
@click.option("--offline", is_flag=True, help="Look at nothing that needs the network.")
@click.option("--nameserver", default="", metavar="ADDRESS[:PORT]", help="The DNS server to ask.")
@json_option
@with_desk
def command(desk: Desk, *, offline: bool, nameserver: str, as_json: bool) -> ExitCode:
    """Look at settings, templates, database, mail server, DNS and model: green, amber or red.

    Whatever is not green comes with its remedy.
    """
    from collections import Counter

    from digest.desk import diagnosis
    from digest.doctor import Light, examined
    from digest.languages import phrases, translated

    say = phrases(desk.config.newsletter.language)
    checks: list[tuple[str, Callable[[], Iterable[Any]]]] = [*diagnosis.at_home(desk, say)]
    if not offline:
        checks += diagnosis.outside(desk, say, nameserver=nameserver)
    points = []
    for point in examined(checks, say):
        points.append(point)
        if not as_json:
            name = translated(term(point.name), desk.config.newsletter.language)
            _show(point, name, say(f"doctor.{point.light.value}"))
    if as_json:
        desk.answer(
            [
                {"point": p.name, "light": p.light.value, "said": p.said, "remedy": p.remedy}
                for p in points
            ]
        )
    elif offline:
        desk.say(say("doctor.skipped"), style="dim")
    lights = Counter(point.light for point in points)
    counts = {light.value: lights[light] for light in Light}
    desk.say(say("doctor.summary", **counts), style="bold")
    return ExitCode.ERROR if lights[Light.RED] else ExitCode.OK


def _show(point: Any, name: str, word: str) -> None:
    """One point: its light, in colour and in words, for those who see no colours."""
    light = click.style(f"● {word:10}", fg=COLOURS[point.light.value], bold=True)
    said = point.said.replace("\n", f"\n{'':25}")
    click.echo(f"{light} {name:12} {said}")
    if point.remedy:
        click.echo(f"{'':25} → {point.remedy}")
