"""What stands above an issue: its title, the subject of the mail, the preheader, the teaser line."""

from collections.abc import Mapping, Sequence

from digest.model import Placement, Written
from digest.text import shorten
from digest.write.cut import cut

__all__ = ["preheader", "teaser", "title"]

TITLE = 60  # characters; the mail programs of telephones show about as many
POINTS = (3, 5)
POINT_WORDS = (4, 18)
PREHEADER = (40, 90)  # shorter and a mail program fills up with what follows; longer and it cuts


def title(placed: Sequence[Placement], written: Mapping[str, Written]) -> str:
    """The headline of the strongest story that the newsletter's language tells; "" without any."""
    for placement in _strongest(placed, written):
        whole = written[placement.story.id].item.title
        short = cut(whole, TITLE)
        return whole if short.endswith("…") else short
    return ""


def teaser(placed: Sequence[Placement], written: Mapping[str, Written]) -> tuple[str, ...]:
    """Three to five points, the strongest story of each section first, without a final stop.

    The strongest of all is the title of the issue already: it is a point only where others are few.
    """
    strongest = _strongest(placed, written)
    told = [p for p in strongest if _is_point(written[p.story.id].item.title)]
    if len(told) > POINTS[0] and told[0] is strongest[0]:
        told = told[1:]
    firsts: dict[str | None, Placement] = {}
    for placement in told:
        firsts.setdefault(placement.section, placement)
    chosen = list(firsts.values())[: POINTS[1]]
    chosen += [p for p in told if p not in chosen][: max(0, POINTS[0] - len(chosen))]
    return tuple(written[placement.story.id].item.title.rstrip(" .") for placement in chosen)


def preheader(points: Sequence[str], title: str, tagline: str) -> str:
    """40 to 90 characters that go on where the subject stops."""
    rest = [point for point in points if not point.startswith(title.rstrip("…"))] or list(points)
    text = ""
    for point in [*rest, tagline]:
        longer = f"{text} • {point}" if text and point else text or point
        if len(longer) > PREHEADER[1] and len(text) >= PREHEADER[0]:
            break
        text = longer
        if len(text) > PREHEADER[1]:
            break
    return shorten(text, PREHEADER[1])


def _strongest(placed: Sequence[Placement], written: Mapping[str, Written]) -> list[Placement]:
    """Those written in the newsletter's language, best score first, in reading order where equal."""
    own = [
        placement
        for placement in placed
        if placement.story.id in written
        and written[placement.story.id].item.title
        and not any(mark.startswith("lang:") for mark in written[placement.story.id].item.marks)
    ]
    return sorted(own, key=lambda placement: -placement.score.total)


def _is_point(title: str) -> bool:
    return POINT_WORDS[0] <= len(title.split()) <= POINT_WORDS[1]
