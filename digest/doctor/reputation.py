"""What receivers hold against a sender: complaints, and mail to mailboxes that do not exist."""

from collections.abc import Iterator

from digest.doctor.point import Light, Point
from digest.languages import Phrases

__all__ = ["reputation_points"]

# Gmail and Yahoo: keep complaints under 0.1 %, never reach 0.3 %.
COMPLAINTS = (0.001, 0.003)
# Amazon SES looks at a sender from 5 % on; a list that was asked stays under 2 %.
BOUNCES = (0.02, 0.05)


def reputation_points(
    *, issues: int, accepted: int, bounced: int, complained: int, say: Phrases
) -> Iterator[Point]:
    """Two points over the last `issues`, of so many messages `accepted` and `bounced`; none before the
    first issue."""
    for name, count, of, limits in (
        ("complaints", complained, accepted, COMPLAINTS),
        ("returned", bounced, accepted + bounced, BOUNCES),
    ):
        if of:
            light = _light(count / of, *limits)
            remedy = "" if light is Light.GREEN else say(f"doctor.{name}_remedy")
            said = say(f"doctor.{name}_{light.value}", count=count, of=of, issues=issues)
            yield Point(name=name, light=light, said=said, remedy=remedy)


def _light(share: float, amber: float, red: float) -> Light:
    if share > red:
        return Light.RED
    return Light.AMBER if share > amber else Light.GREEN
