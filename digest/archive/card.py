"""The picture that a link to an issue shows elsewhere (Open Graph): 1200 by 630, drawn by us."""

from datetime import date

from digest.config import Newsletter
from digest.drawing import Canvas, lines
from digest.languages import phrases

__all__ = ["card"]

_WIDTH, _HEIGHT, _EDGE = 600, 315, 40
_TITLE, _LEADING = 34.0, 41


def card(title: str, day: date | None, newsletter: Newsletter) -> bytes:
    """A PNG with the newsletter's name, `title` and the day (None: the site's own card)."""
    brand = newsletter.brand
    canvas = Canvas(_WIDTH, _HEIGHT, brand.card)
    canvas.box(0, 0, _WIDTH, 10, brand.accent)
    canvas.words(_EDGE, 62, newsletter.name, size=24, colour=brand.accent, weight="Bold")
    canvas.box(_EDGE, 80, _WIDTH - _EDGE, 81, brand.line)
    room = _WIDTH - 2 * _EDGE
    for at, line in enumerate(lines(title, room, size=_TITLE, weight="Semibold", most=4)):
        canvas.words(
            _EDGE, 128 + at * _LEADING, line, size=_TITLE, colour=brand.ink, weight="Semibold"
        )
    if day is not None:
        dated = phrases(newsletter.language).date(day)
        canvas.words(_EDGE, _HEIGHT - 28, dated, size=17, colour=brand.soft)
    return canvas.png()
